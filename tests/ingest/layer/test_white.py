"""White between letters: what parts words where spaces are stored, and where they are not."""

import pytest

from ingest.layer.chains import runs
from ingest.layer.content import Content, Piece, Space, Span
from ingest.layer.faces import Face, Glyph

SIZE = 10.0
FACE = Face("TiroBangla", "f1")


def line(text, stored, y=100.0, apart=3.9):
    """Words with a space of 2.5 points between, stored or not; `|` in a word is white of `apart` points."""
    found, x = Content(), 50.0
    for word in text.split():
        for number, part in enumerate(word.split("|")):
            x += apart if number else 0
            glyph = Glyph(part, len(part) * 0.5, "", blank=False, known=True, wide=False)
            end = x + 5.0 * len(part)
            found.pieces.append(Piece(FACE, SIZE, 0, y, x, end, False, 0.0, None, [glyph]))
            x = end
        if stored:
            found.spaces.append(Space(0, y, x, x + 2.5))
        x += 2.5
    return found


def told(content):
    """The words that the runs of a page make."""
    words = []
    for run in runs(content, (), 0.0, 0.0):
        if run.joined:
            words[-1] += run.text
        else:
            words.append(run.text)
    return words


TEXT = "একক সং|খ্যা মান ১ ২ ৩ ৪ ৫"


def test_letters_that_stand_apart_are_one_word_where_spaces_are_stored():
    assert told(line(TEXT, stored=True)) == ["একক", "সংখ্যা", "মান", "১", "২", "৩", "৪", "৫"]


def test_the_same_white_parts_words_where_none_are():
    assert told(line(TEXT, stored=False)) == ["একক", "সং", "খ্যা", "মান", "১", "২", "৩", "৪", "৫"]


@pytest.mark.parametrize("apart", [5.5, 20.0])
def test_more_white_parts_words_everywhere(apart):
    assert "সং" in told(line(TEXT, stored=True, apart=apart))


def test_a_mark_that_takes_no_room_hides_no_space():
    content = line("পূবে চালু করা", stored=True)
    reph = Glyph("", 0.0, "", blank=False, known=False, wide=False)
    span = Span("পূর্বে")
    content.pieces[0].span = span
    content.pieces.insert(1, Piece(FACE, SIZE, 0, 99.8, 71.6, 71.6, False, 0.0, span, [reph]))
    assert told(content) == ["পূর্বে", "চালু", "করা"]
