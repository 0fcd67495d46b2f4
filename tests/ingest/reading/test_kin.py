from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.model import Box, Word
from ingest.engines import Region
from ingest.engines.lines import binarise
from ingest.reading import confidence, kin, settling
from tests.ingest.reading.given import Given

PAGE = cv2.imread(str(Path(__file__).parent / "figures.png"), cv2.IMREAD_GRAYSCALE)
DIGITS = PAGE[10:62]  # ০ to ৯
WORD = PAGE[66:118, 380:520]
COLUMNS = [  # where each digit stands, white beside it
    slice(int(x), int(x + w))
    for x, _, w, _, _ in sorted(
        cv2.connectedComponentsWithStats(binarise(DIGITS), connectivity=8)[2][1:].tolist(), key=lambda one: one[0]
    )
]
NUMBERS = "০১২৩৪৫৬৭৮৯"


def page(*texts):
    """A page on which each text stands in a line of its own, and the boxes of the lines; `?` is no digit of any."""
    picture = np.full((60 * len(texts) + 20, 320), 255, np.uint8)
    for n, text in enumerate(texts):
        x = 10
        for digit in text:
            glyph = DIGITS[:, COLUMNS[NUMBERS.index(digit)]]
            picture[60 * n + 10 : 60 * n + 10 + len(glyph), x : x + glyph.shape[1]] = glyph
            x += glyph.shape[1] + 8
    return picture, [Box(0, 60 * n + 4, 320, 60 * n + 64) for n in range(len(texts))]


def read(printed, told):
    """What is told of each line: the engine's text and confidence for each printed text; words stand below them."""
    n = len(printed)
    picture, boxes = page(*printed, *[""] * (n + 1))
    for box in boxes[n:]:
        picture[int(box.y0) + 4 : int(box.y0) + 56, :140] = WORD
    engine = Given([*told, *[("ক্রম", 0.999)] * (n + 1)], lambda box: Box(box.x0, box.y0 + 18, box.x1, box.y1 - 18))
    regions = [Region(box, "cell", "number" if k < n else None) for k, box in enumerate(boxes)]
    ink = binarise(picture)
    found = settling.settled(engine, picture, ink, regions, engine.recognise(picture, regions))
    return [words[0] for words in found[:n]]


def test_a_figure_is_sure_whose_glyphs_look_like_those_of_sure_figures():
    *_, word = read(["৪৫", "৩৬", "১২", "৩৫"], [("৪৫", 0.999), ("৩৬", 0.999), ("১২", 0.999), ("৩৫", 0.4)])
    assert word.raw == "৩৫" and word.confidence == confidence.proven() >= confidence.SURE


def test_a_figure_with_a_glyph_that_was_never_surely_read_stays_in_doubt():
    *_, word = read(["৪৫", "৩৬", "৫৪", "৩১"], [("৪৫", 0.999), ("৩৬", 0.999), ("৫৪", 0.999), ("৩১", 0.4)])
    assert word.confidence < confidence.SURE


@pytest.mark.parametrize(("times", "sure"), [(3, True), (2, False)])
def test_a_digit_that_is_doubted_each_time_is_proven_where_it_can_be_no_other(times, sure):
    printed = ["০১২৩", "৫৬৭৮৯", *["৪"] * times]
    found = read(printed, [(text, 0.999) for text in printed[:2]] + [("৪", 0.5)] * times)
    assert {word.confidence >= confidence.SURE for word in found[2:]} == {sure}


def test_no_such_digit_is_proven_where_it_may_be_one_of_many():
    printed = ["০১২৩", *["৪"] * 4]
    found = read(printed, [("০১২৩", 0.999)] + [("৪", 0.5)] * 4)
    assert all(word.confidence < confidence.SURE for word in found[1:])


def figures(*told):
    """Figures as they were read: text, the digits whose pictures stand there, and whether they are sure."""
    made = []
    for text, shown, sure in told:
        picture, (box,) = page(shown)
        made.append(kin.figure(picture, binarise(picture), box, [Word(text, box, 1.0 if sure else 0.5)], 34.0, 0.9))
    return kin.Kin(made)


def test_a_picture_that_was_read_otherwise_elsewhere_proves_nothing():
    assert figures(("১২", "১২", True), ("১", "১", False)).proves(1)
    assert not figures(("১২", "১২", True), ("৯", "১", False), ("১", "১", False)).proves(2)
    assert not figures(("১২", "১২", True), ("৯", "১", False)).proves(1)


def test_a_four_is_no_eight_where_it_looks_like_one_among_plain_digits():
    held = figures(("৪৫", "৪৫", True), ("৪", "৪", True), ("৭", "৭", True))
    assert held.tells_script(1) and not held.tells_script(2)
    both = figures(("৪৫", "৪৫", True), ("81", "৪১", True), ("৪", "৪", True))
    assert not both.tells_script(2)


@pytest.mark.parametrize("words", [[], ["১২", "৩"], ["ক১"], ["১২৩"]])
def test_only_one_word_with_as_many_glyphs_as_characters_is_a_figure(words):
    picture, (box,) = page("১২")
    told = [Word(raw, box, 1.0) for raw in words]
    assert kin.figure(picture, binarise(picture), box, told, 34.0, 0.9) is None


@pytest.mark.parametrize(("size", "proven"), [((0.15, 0.5), True), ((0.5, 0.5), False), ((0.15, 0.15), False)])
def test_a_dash_is_proven_by_its_shape(size, proven):
    looks = np.eye(2, dtype=np.float32)
    known = kin.Figure("১", looks[:1], np.array([[1.0, 0.6]], np.float32), True)
    unsure = kin.Figure("১-", looks, np.array([[1.0, 0.6], size], np.float32), False)
    assert kin.Kin([known, unsure]).proves(1) is proven


def test_the_figures_of_a_date_in_words_are_proven_each_for_itself():
    picture, boxes = page("১২", "৪৫", "৪১")
    day, month = Box(0, boxes[2].y0, 120, boxes[2].y1), Box(200, boxes[2].y0, 320, boxes[2].y1)
    found = [[Word("১২", boxes[0], 0.999)], [Word("৪৫", boxes[1], 0.999)]]
    found.append([Word("৪১", day, 0.5), Word("জুন", month, 0.6)])
    regions = [Region(box, "cell", holds) for box, holds in zip(boxes, ("number", "number", "date"), strict=True)]
    given = settling._by_kin(picture, binarise(picture), regions, found, 50.0)
    assert [word.confidence for word in given[2]] == [confidence.proven(), 0.6]


@pytest.mark.parametrize(("other", "sure"), [("৩৬", True), ("3636", False)])
def test_on_a_page_of_both_scripts_no_look_proves_a_four_that_may_be_an_eight(other, sure):
    texts = ["৪৫", "৪৫", other, "৪০", "১০"]
    picture, boxes = page("৪৫", "৪৫", "৩৬", "৪০", "১০")
    found = [[Word(text, box, 0.5 if text == "৪০" else 0.999)] for text, box in zip(texts, boxes, strict=True)]
    given = settling._by_kin(picture, binarise(picture), [Region(box, "cell", "number") for box in boxes], found, 50.0)
    assert (given[3][0].confidence >= confidence.SURE) is sure


@pytest.mark.parametrize(("drawn", "sure"), [("১০", True), ("৯০", False)])
def test_a_sure_figure_whose_one_is_none_of_the_page_s_is_in_doubt(drawn, sure):
    found = read(["১২", "১৩", "১৪", "১৫", "১৬", drawn], [(f"১{n}", 0.999) for n in "২৩৪৫৬০"])
    assert (found[-1].confidence >= confidence.SURE) is sure
    assert all(word.confidence >= confidence.SURE for word in found[:-1])
