"""Words of a cell: what is broken over two lines is whole again, what stands on two lines stays two."""

from __future__ import annotations

import pytest

from extract.model import Box
from ingest.layer.words import LayerWord, in_cell, kept
from normalize import bijoy

CELL = Box(0, 0, 40, 100)


def word(raw, line, start=2.0, end=20.0, spaced=False, **more):
    base = 10.0 + 12 * line
    told = {"stored": raw, "legacy": ()} | more
    return LayerWord(
        raw,
        told["stored"],
        told["legacy"],
        True,
        spaced,
        Box(start, base - 7, end, base + 1),
        0,
        10.0,
        base,
        start,
        end,
    )


def cell(*words, stores_spaces=True):
    return [one.raw for one in in_cell(words, CELL, stores_spaces)]


def test_a_word_too_long_for_its_cell_is_put_together():
    parts = [word("কর্মস", 0, end=33), word("ম্পাদ", 1, end=33), word("ন", 2, end=9, spaced=True), word("সূচক", 3)]
    assert cell(*parts) == ["কর্মসম্পাদন", "সূচক"]


def test_what_begins_with_a_reph_goes_on_with_the_word_above():
    parts = word("কর্মক", 0), word("র্তা/কর্মচারীদে", 1, end=29.0), word("র", 2)
    assert cell(*parts) == ["কর্মকর্তা/কর্মচারীদের"]
    assert cell(word("সব", 0), word("র্যাব", 1)) == ["সব", "র্যাব"]


def test_words_that_a_label_of_a_column_has_side_by_side_are_two():
    assert cell(word("চলতি", 0, end=39), word("মান", 1, end=30)) == ["চলতি", "মান"]
    assert cell(word("কর্ম", 0, end=39), word("চারী", 1, end=30)) == ["কর্মচারী"]


def test_a_line_that_ends_with_a_space_ends_with_a_word():
    assert cell(word("সূচকের", 0, end=33, spaced=True), word("মান", 1)) == ["সূচকের", "মান"]


@pytest.mark.parametrize("parts", [["পূর্বে", "চালু"], ["পর্যালোচনা", "ও"], ["প্রশিক্ষণ", "ও"], ["মান", "(Weight)"]])
def test_two_words_stay_two_though_a_line_has_little_room_left(parts):
    assert cell(*(word(part, n, end=31) for n, part in enumerate(parts))) == parts


@pytest.mark.parametrize("parts", [["এবং", "এ"], ["সংশোধন", "ও"]])
def test_a_word_of_one_letter_is_no_ending_of_the_one_that_fills_its_line(parts):
    assert cell(word(parts[0], 0, end=39), word(parts[1], 1, end=8), word("বিষয়", 1, start=10, end=30)) == [
        *parts,
        "বিষয়",
    ]


def test_where_spaces_are_not_stored_lines_end_with_words():
    assert cell(word("সূচকের", 0, end=33), word("মান", 1), stores_spaces=False) == ["সূচকের", "মান"]


def test_paragraphs_of_one_word_stay_apart():
    assert cell(word("সূচক", 0, end=15), word("মান", 1), word("দীর্ঘতম", 2, end=38)) == ["সূচক", "মান", "দীর্ঘতম"]


@pytest.mark.parametrize(
    "parts",
    [["৩১/০৭/", "২০২৩"], ["৩", "১.০৭", ".২০২", "৩"], ["২০২৩-", "২৪"], ["২০২", "৩-২৪"], ["[১.১.", "১]"],
     ["কর্মকর্তা/", "কর্মচারী"], ["সভা\N{SOFT HYPHEN}", "পতি"], ["বাস্তব", "ায়ন"], ["(অর্থ", ")"]],
)  # fmt: skip
def test_figures_dates_and_codes_are_put_together_wherever_they_break(parts):
    joined = "".join(parts).replace("\N{SOFT HYPHEN}", "")
    assert cell(*(word(part, n) for n, part in enumerate(parts))) == [joined]


@pytest.mark.parametrize("parts", [["১২০", "১৩০"], ["৩১/০৭/২৩", "৩১/০৮/২৩"], ["৪", "৩০/০৬/২৪"], ["২", "১.১১.২০২৩"]])
def test_two_figures_stay_two(parts):
    assert cell(*(word(part, n) for n, part in enumerate(parts)), stores_spaces=False) == parts


@pytest.mark.parametrize(
    ("parts", "generation", "found"),
    [
        (["gš—", "e¨"], "ansi", ["মন্তব্য"]),
        (["gš—", "e¨/cÖgvYK"], "ansi", ["মন্তব্য/প্রমাণক"]),
        (["ev¯—", "evqb"], "ansi", ["বাস্তবায়ন"]),
        (["wm×vš—", "MÖnY"], "ansi", ["সিদ্ধান্ত", "গ্রহণ"]),
        (["nvjbvMv`K…", "Z"], "sutonny", ["হালনাগাদকৃত"]),
        (["D™", "¢veb"], "sutonny", ["উদ্ভাবন"]),
    ],
)
def test_letters_of_bijoy_that_are_dashes_to_a_browser_end_lines_within_words(parts, generation, found):
    runs = [(bijoy.Run(0, len(part), generation),) for part in parts]
    held = [
        word(bijoy.decode(part, generation), n, stored=part, legacy=run)
        for n, (part, run) in enumerate(zip(parts, runs, strict=True))
    ]
    assert cell(*held, stores_spaces=False) == found


def test_legacy_words_keep_their_codes():
    codes = [("Kg©m¤úv`b", "কর্মসম্পাদন"), ("gvb", "মান")]
    held = [
        word(
            printed, 0, start=30.0 * n, end=30.0 * n + 20, stored=stored, legacy=(bijoy.Run(0, len(stored), "sutonny"),)
        )
        for n, (stored, printed) in enumerate(codes)
    ]
    stored = kept(held, "কর্মসম্পাদন মান")
    assert stored.text == "Kg©m¤úv`b gvb" and stored.printed == "কর্মসম্পাদন মান"
