from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.model import Box, Word
from ingest.engines import Region
from ingest.engines.lines import binarise
from ingest.reading import confidence, typed
from ingest.reading.figures import Run

PAGE = cv2.imread(str(Path(__file__).parent / "figures.png"), cv2.IMREAD_GRAYSCALE)
INK = binarise(PAGE)
DIGITS, DATE, WORD = Box(0, 10, 520, 62), Box(0, 66, 200, 118), Box(380, 66, 520, 118)


def again(box, raw, sure, expects=None):
    words = [Word(raw, box, sure)] if raw else []
    others = [Region(DIGITS), Region(DATE), Region(WORD)]
    read = [[Word("০১২৩৪৫৬৭৮৯", DIGITS, 0.9)], [], []]
    return typed.again(PAGE, INK, [Region(box, "cell", expects), *others], [words, *read])[0]


def text(words):
    return " ".join(word.raw for word in words)


@pytest.mark.parametrize("raw", ["৩১/০৭/২৩", "৩১/০৭/২৩."])
def test_two_readings_of_one_text_are_sure_marks_without_ink_left_out(raw):
    (word,) = again(DATE, raw, 0.8)
    assert word.raw == "৩১/০৭/২৩" and word.confidence >= confidence.SURE


def test_a_misread_digit_is_given_as_the_glyphs_show_it_and_as_doubtful():
    (word,) = again(DATE, "৩১/০৭/২১", 0.9, "date")
    assert word.raw == "৩১/০৭/২৩" and word.confidence < confidence.SURE


def test_a_figure_that_the_engine_missed_is_read():
    assert text(again(DATE, "", 0.0, "date")) == "৩১/০৭/২৩"


def test_a_word_stays_as_it_was_read():
    assert again(WORD, "ক্রম", 0.4) == [Word("ক্রম", WORD, 0.4)]


def test_letters_in_a_column_of_figures_are_never_sure():
    (word,) = again(WORD, "ক্রম", 0.99, "number")
    assert word.raw == "ক্রম" and word.confidence < confidence.SURE


def test_every_word_is_kept_also_where_the_ink_shows_no_line():
    blank = np.zeros_like(INK)
    words = [[Word("১২", DIGITS, 0.5)]]
    assert typed.again(PAGE, blank, [Region(DIGITS)], words) == words


@pytest.mark.parametrize(
    ("raw", "expects", "fitting"),
    [
        ("১২", "number", True), ("১২", None, True), ("৩১/০৭/২৩", "date", True), ("৩১/০৭/২৩", None, True),
        ("৩২/০৭/২৩", "date", False), ("৯০%", "percent", True), ("৯০০%০", None, False), ("[১.২.১]", "code", True),
        ("[১.২.১]", None, True), ("-", "mark", True), ("--", "number", True), ("১.২.", "number", False),
        ("", None, False), ("১,২৫,০০০.৫০", None, True), ("২০২৩-২৪", None, True), ("/৯", None, False),
    ],
)  # fmt: skip
def test_what_a_column_may_hold(raw, expects, fitting):
    assert typed.fits(raw, expects) is fitting


@pytest.mark.parametrize("one", [0.0, 0.3, 0.6, 0.9, 1.0])
@pytest.mark.parametrize("other", [0.0, 0.5, 1.0])
def test_only_readings_that_agree_or_stand_unopposed_are_sure(one, other):
    assert confidence.disputed(one, other) < confidence.SURE
    assert confidence.alone(one) < confidence.SURE
    assert 0 <= confidence.unopposed(one, other) <= 1 and 0 <= confidence.agreed(one, other) <= 1


def test_the_figures_of_a_date_in_words_are_sure_when_both_readings_agree():
    day, month, year = (Word(raw, Box(x, 0, x + 40, 20), 0.96) for raw, x in (("১৩", 0), ("মার্চ,", 50), ("২০২৪", 100)))
    agreeing = [Run("১৩", day.box, 0.98, False), Run("২০২৪", year.box, 0.98, False)]
    assert all(word.confidence >= confidence.SURE for word in typed._date_in_words(agreeing, [day, month, year]))
    alone = typed._date_in_words(agreeing[:1], [day, month, year])
    assert [word.confidence >= confidence.SURE for word in alone] == [True, True, False]


@pytest.mark.parametrize(("raw", "expects", "sure"), [("৯৪.২%", "number", True), ("৯৪/২", "number", False)])
def test_a_column_of_numbers_may_hold_percentages(raw, expects, sure):
    (word,) = typed._settled(Run(raw, DATE, 0.97, True), [Word(raw, DATE, 0.96)], expects, True)
    assert word.raw == raw and (word.confidence >= confidence.SURE) is sure


@pytest.mark.parametrize(
    ("engine", "glyphs", "given", "other"),
    [("৯০", "৯০%", "৯০%", "৯০"), ("৯০", "১০%", "৯০%", "১০%"), ("৯০", "৯০৫", "৯০", "৯০৫"), ("৯০", "৯০০%", "৯০", None)],
)
def test_a_sign_that_the_engine_left_out_is_read_and_in_doubt(engine, glyphs, given, other):
    (word,) = typed._settled(Run(glyphs, DATE, 0.4, True), [Word(engine, DATE, 0.94)], "number", True)
    assert (word.raw, word.other) == (given, other) and word.confidence <= 0.6
