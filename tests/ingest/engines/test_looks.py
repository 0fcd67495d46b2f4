"""Figures by what their columns hold, and by two looks at them."""

import math
from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.model import Box
from ingest.engines.recogniser import crop, ctc, figures, looks, months, reader, tokens
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


@pytest.mark.parametrize(
    ("seen", "expects", "read"), [("I0", "number", "10"), ("2l/02/27", "date", "21/02/27"), ("l।", "number", "11")]
)
def test_a_letter_like_a_latin_one_is_one_in_a_column_of_figures_and_a_doubt(seen, expects, read):
    (token,) = typed(spelled(seen, 0.999), expects)
    assert token.text == read and token.told < math.log(0.5)


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        ("৩ --", "৩"),
        ("• ৩", "৩"),
        ("৩১ মার্চ, ২০২০ — —", "৩১ মার্চ, ২০২০"),
        ("- ৩", "- ৩"),
        ("-- -", "-- -"),
        ("নাই ।", "নাই ।"),
    ],
)
def test_marks_beside_a_figure_are_left_out_where_it_fits_without_them(texts, kept):
    found = [list(figures.settled(spelled(texts, 0.99), "bengali"))]
    (given,) = reader._without_stray_marks(found, "number" if "মার্চ" not in texts else "date")
    assert " ".join(token.text for token in given) == kept


def test_no_column_makes_a_figure_of_a_word():
    seen = spelled("নাই", 0.999)
    assert [token.text for token in typed(seen, "number")] == ["নাই"]


def month(text, sure, other="গ"):
    (token,) = tokens.tokens(spelled(text, sure, other))
    token.told = ctc.likelihoods([token.chances], [token.classes])[0]
    (found,) = months.settled([token])
    return found


def test_a_month_in_doubt_is_sure_where_no_other_month_looks_like_it():
    assert month("নভেম্বর,", 0.8).text == "নভেম্বর," and month("নভেম্বর,", 0.8).told > math.log(0.99)
    rest = [chances({"": 0.55, letter: 0.45}, {"": 1}) for letter in "াই"]
    either = np.concatenate([spelled("জু", 0.99), chances({"ন": 0.55, "ল": 0.45}, {"": 1}), *rest])
    (token,) = tokens.tokens(either)
    token.told = -1.0
    assert months.settled([token])[0].told < math.log(0.9)


@pytest.mark.parametrize(
    ("name", "comma", "given"),
    [("মে", 1e-2, "মে,"), ("ডিসেম্বর", 1e-2, "ডিসেম্বর,"), ("মে", 1e-6, "মে."), ("তাং", 1e-2, "তাং.")],
)
def test_a_point_behind_a_month_s_name_is_a_comma_where_it_may_be(name, comma, given):
    seen = np.concatenate([spelled(name, 0.99), chances({".": 0.97, ",": comma}, {"": 1})])
    (token,) = tokens.tokens(seen)
    assert months.settled([token])[0].text == given


def test_a_misread_month_is_the_one_that_its_picture_allows_and_a_doubt():
    seen = np.concatenate([spelled("জানুয়া", 0.99), chances({"ব": 0.6, "র": 0.4}, {"": 1}), spelled("ি,", 0.99)])
    (token,) = tokens.tokens(seen)
    token.told = float(ctc.likelihoods([token.chances], [token.classes])[0])
    (found,) = months.settled([token])
    assert (token.text, found.text) == ("জানুয়াবি,", "জানুয়ারি,") and found.told <= math.log(0.9)


def test_a_word_that_only_one_month_comes_near_is_that_month_and_as_much_in_doubt_as_before():
    seen = np.concatenate(
        [spelled("নভেম", 0.9), chances({"্": 1}, {"": 1}), chances({"প": 0.995, "ব": 1e-4}, {"": 1}), spelled("র", 0.99)]
    )
    (token,) = tokens.tokens(seen)
    token.told = float(ctc.likelihoods([token.chances], [token.classes])[0])
    (found,) = months.settled([token])
    assert (token.text, found.text, found.told) == ("নভেম্পর", "নভেম্বর", token.told)


def may(text, least=1e-2):
    last = np.concatenate([chances({"ন": 0.98, "ম": least}, {"": 1}), spelled("ে", 0.99)])
    seen = np.concatenate([spelled(f"{text} ", 0.99), last, spelled(" ২০২৪", 0.99)])
    return months.settled(list(tokens.tokens(seen)))


def test_between_day_and_year_a_short_word_is_may_and_a_doubt():
    found = may("০৪")
    assert [token.text for token in found] == ["০৪", "মে", "২০২৪"] and found[1].told < math.log(0.9)
    assert [token.text for token in may("সভা")] == ["সভা", "নে", "২০২৪"]
    assert [token.text for token in may("০৪", 1e-7)] == ["০৪", "নে", "২০২৪"]


def test_day_and_year_beside_a_month_are_latin_digits_and_doubts():
    found = months.settled(list(tokens.tokens(spelled("l5 জুন, 2()26", 0.99))))
    assert [token.text for token in found] == ["15", "জুন,", "2026"]
    assert found[0].told < math.log(0.5) and found[2].most < math.log(0.5)
    assert [token.text for token in months.settled(list(tokens.tokens(spelled("(ক) জুন", 0.99))))] == ["(ক)", "জুন"]


@pytest.mark.parametrize(("page", "given"), [("latin", "21"), ("bengali", "2।")])
def test_a_danda_is_a_one_where_the_figures_of_the_page_are_latin(page, given):
    seen = spelled("2।", 0.99)
    (token,) = figures.typed(seen, list(figures.settled(seen, page)), "number", page)
    assert token.text == given and (page == "bengali" or token.most < math.log(0.5))


@pytest.mark.parametrize("text", ["তারিখ", "নাই", "সভা", "৩১"])
def test_what_shows_no_month_is_none(text):
    assert month(text, 0.8).text == text


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
