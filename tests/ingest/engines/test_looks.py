"""Figures by what their columns hold, and by two looks at them."""

import math
from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.model import Box
from ingest.engines.recogniser import crop, figures, looks, reader, tokens
from ingest.engines.recogniser.network import HEIGHT
from tests.ingest.engines.frames import chances, spelled

PAGE = cv2.imread(str(Path(__file__).parent.parent / "reading" / "figures.png"), cv2.IMREAD_GRAYSCALE)
DATE = Box(0, 66, 200, 118)


def typed(seen, expects):
    free = figures.settled(seen, "bengali")
    return figures.typed(seen, free, expects, "bengali")


def test_a_figure_that_fits_stays_though_another_fits_too():
    (token,) = typed(spelled("১২", 0.6, "৯"), "number")
    assert token.text == "১২" and token.told < math.log(0.5)


def test_a_letter_nearly_as_likely_as_a_digit_gives_way_and_stays_a_doubt():
    (token,) = typed(chances({"১": 0.95}, {"": 1}, {"ও": 0.55, "৩": 0.45}, {"": 1}), "number")
    assert token.text == "১৩" and token.told < math.log(0.5)


def test_a_zero_of_the_other_script_is_no_reason_to_lose_a_digit():
    (token,) = typed(spelled("৮৬0", 0.95), "number")
    assert token.text == "৮৬০" and token.told > math.log(0.8)


def test_no_column_makes_a_figure_of_a_word():
    seen = spelled("নাই", 0.999)
    assert [token.text for token in typed(seen, "number")] == ["নাই"]


def test_a_date_keeps_its_format():
    seen = np.concatenate([spelled("৩১/০৭", 0.99), chances({"১": 0.55, "/": 0.45}, {"": 1}), spelled("২৩", 0.99)])
    assert [token.text for token in typed(seen, "date")] == ["৩১/০৭/২৩"]


CUT = crop.Cut(np.zeros((HEIGHT, 60), np.uint8), Box(0, 0, 60, 32), 0.0, 1.0)


def twice(one, other, expects="number"):
    seen = [looks.Look(CUT, held, figures.settled(held, "bengali")) for held in (one, other)]
    return looks.agreed(*seen, expects, "bengali")


def test_what_two_looks_agree_on_is_as_sure_as_both():
    (token,) = twice(spelled("১২", 0.9), spelled("১২", 0.5, "৯"))
    assert token.text == "১২" and token.curve == "twice"
    assert token.told == pytest.approx((4 * math.log(0.9) / 2 + 2 * math.log(0.5)) / 2, abs=0.2)


def test_looks_that_differ_in_the_script_of_a_zero_agree():
    (token,) = twice(spelled("৮৬০", 0.99), spelled("৮৬0", 0.95))
    assert token.text == "৮৬০" and token.told > math.log(0.8)


def test_of_two_looks_that_differ_the_surer_is_taken_and_never_sure():
    (token,) = twice(spelled("১৭", 0.99), spelled("১৫", 0.6, "৭"))
    assert token.text == "১৭" and token.told < math.log(0.9)
    (token,) = twice(spelled("১৭", 0.99), spelled("১৫", 0.99))
    assert token.told < math.log(0.1)


def test_a_look_that_fits_the_column_goes_before_one_that_does_not():
    (token,) = twice(spelled("B", 0.8, "৪"), spelled("৪", 0.6, "B"))
    assert token.text == "৪" and token.told < math.log(0.5)


def test_looks_that_part_a_line_differently_leave_a_doubt():
    joined = chances({"১": 0.99}, {"": 1}, {" ": 0.4}, {"২": 0.99}, {"": 1})
    parted = twice(joined, spelled("১ ২", 0.9), None)
    assert [token.text for token in parted] == ["১", "২"]
    assert all(token.told < math.log(0.8) and token.looks == 2 for token in parted)


def test_the_second_look_is_smaller_and_narrower_and_knows_its_place():
    one, other = crop.cut(PAGE, DATE, 40.0), looks.second(PAGE, DATE, 40.0)
    assert other.ink.shape[0] == HEIGHT and other.ink.shape[1] < 0.95 * one.ink.shape[1]
    for cut in (one, other):
        inked = np.flatnonzero((cut.ink > 100).any(axis=0))
        box = cut.on_page(inked[0], inked[-1] + 1)
        assert (box.x0, box.x1) == pytest.approx((DATE.x0, DATE.x1), abs=25)


def test_white_between_digits_leaves_a_figure_in_doubt():
    held = [list(tokens.tokens(spelled(text))) for text in ("০৯ ০২-২০২৭", "০৯-০২-২০২৭", "২৩ মে ২০২৩", "৫ -")]
    assert list(map(reader._parted, held)) == [True, False, False, False]
