"""Figures, counters, number words, percent and money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import read
from normalize.digits import scripts_mixed, to_ascii, to_bengali
from normalize.numbers import figure
from normalize.numerals import value


@pytest.mark.parametrize(
    ("text", "number", "unit", "doubts"),
    [
        ("৪", 4, None, ()),
        ("০", 0, None, ()),
        ("০৫", 5, None, ()),
        ("০২টি", 2, "count", ()),
        ("৪ টি", 4, "count", ()),
        ("৩ জন", 3, "count", ()),
        ("৬০ ঘণ্টা", 60, "other", ()),
        ("৪ (চার)", 4, None, ()),
        ("০৪ (চার) টি", 4, "count", ()),
        ("২টি (দুই)", 2, "count", ()),
        ("৪ (পাঁচ)", 4, None, ("words_disagree",)),
        ("৪*", 4, None, ("footnote_mark",)),
        ("৪***", 4, None, ("footnote_mark",)),
        ("** ৪", 4, None, ("footnote_mark",)),
        ("১.", 1, None, ("trailing_mark",)),
        ("৪।", 4, None, ("trailing_mark",)),
        ("৪,", 4, None, ("trailing_mark",)),
        ("'৪'", 4, None, ("trailing_mark",)),
        ("(১)", 1, None, ("in_brackets",)),
        ("১,২৫,০০০.৫০", 125000.5, None, ()),
        ("১২৩,৪৫,৬৭,৮৯০", 1234567890, None, ()),
        ("১২৫,০০০", 125000, None, ("odd_grouping",)),
        ("১,০০,০০", 10000, None, ("odd_grouping",)),
        ("−৫", -5, None, ()),
        ("-৫.২৫", -5.25, None, ()),
        ("– ৫", -5, None, ("dash_minus",)),
        ("+৫", 5, None, ()),
        (".৫", 0.5, None, ("leading_point",)),
        ("১2৩", 123, None, ("mixed_digits",)),
        ("12", 12, None, ()),
        ("৫ লক্ষ", 500000, None, ()),
        ("০১৫৫৫০০০১১১", 1555000111, None, ("leading_zeros",)),
        ("সাত", 7, None, ("in_words",)),
    ],
)
def test_one_number(text, number, unit, doubts):
    got = read(text, "number")
    assert (got.status, got.value_type, got.number, got.unit, got.doubts) == ("ok", "number", number, unit, doubts)
    assert read(text, "any").number == number
    assert got.raw == text


@pytest.mark.parametrize("text", ["লক্ষ্যমাত্রা", "৪ (প্রমাণক)", "২য়", "১২৩৪৫৬৭৮৯০১২৩৪৫৬৭৮", "১.২.৩", "৫৫৫৫-১", "ক৪", "[৪)"])
def test_no_number(text):
    assert read(text, "number").number is None
    assert read(text, "number").status in ("invalid", "multi")


def test_a_comma_between_single_figures_is_a_list_not_a_number():
    got = read("২,৩", "number")
    assert got.status == "multi"
    assert [part.number for part in got.parts] == [2, 3]


@pytest.mark.parametrize(
    ("text", "number"),
    [("৯০%", 90), ("৯০ %", 90), ("৯০ শতাংশ", 90), ("৯০.৫%", 90.5), ("শতকরা ৯০ ভাগ", 90), ("১০০% (একশত শতাংশ)", 100)],
)
def test_percent(text, number):
    for kind in ("any", "percent"):
        got = read(text, kind)
        assert (got.kind, got.status, got.value_type, got.number, got.unit) == (
            "percent",
            "ok",
            "percent",
            number,
            "percent",
        )


def test_a_bare_figure_of_a_percent_column():
    assert (read("৯০", "percent").number, read("৯০", "percent").value_type) == (90, "percent")


@pytest.mark.parametrize(
    ("text", "taka"),
    [
        ("৳ ৫,০০০", 5000),
        ("৳৫০০ টাকা", 500),
        ("৫০০০ টাকা", 5000),
        ("টাকা ৫০০", 500),
        ("৫,০০০/-", 5000),
        ("৫০০০/= টাকা মাত্র", 5000),
        ("২.৭৫ কোটি টাকা", 27500000),
        ("৫ লক্ষ ৩০ হাজার টাকা", 530000),
        ("১ কোটি ২ লাখ ৩ হাজার ৪ শত ৫ টাকা", 10203405),
        ("১০ টাকা ৫০ পয়সা", 10.5),
        ("৫০ পয়সা", 0.5),
        ("৫,০০০/- (পাঁচ হাজার) টাকা", 5000),
        ("৫০০ (পাঁচশত) টাকা", 500),
        ("৫,০০০/- কথায়: পাঁচ হাজার টাকা", 5000),
        ("১,২৫,০০০/- (এক লক্ষ পঁচিশ হাজার টাকা) মাত্র", 125000),
    ],
)
def test_money(text, taka):
    for kind in ("any", "money"):
        got = read(text, kind)
        assert (got.kind, got.status, got.value_type, got.number, got.unit) == ("money", "ok", "money", taka, "taka")
        assert "second_opinion" not in got.doubts


def test_words_that_tell_another_amount_are_a_doubt():
    assert read("৫,০০০/- (ছয় হাজার টাকা)", "money").doubts == ("words_disagree",)


def test_scales_that_do_not_fall_are_no_sum():
    assert read("৫ হাজার ৩ লক্ষ টাকা", "money").status != "ok"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("শূন্য", 0),
        ("চার", 4),
        ("চারটি", 4),
        ("একশত পঁচিশ", 125),
        ("পাঁচ শত", 500),
        ("দুইশো", 200),
        ("নিরানব্বই", 99),
        ("এক লক্ষ পঁচিশ হাজার টাকা মাত্র", 125000),
        ("কথায়: তিন কোটি", 30000000),
        ("প্রমাণক", None),
        ("", None),
        ("বিশ", 20),
    ],
)
def test_number_words(words, number):
    assert value(words) == number


def lakh(number: int) -> str:
    """Group as reports do: 12,34,567."""
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs = []
    while head:
        head, pair = head[:-2], head[-2:]
        pairs.insert(0, pair)
    return ",".join([*pairs, tail])


@given(
    st.integers(0, 10**12),
    st.sampled_from(["", ".5", ".25", ".07"]),
    st.sampled_from(["", "-", "−"]),
    st.booleans(),
    st.booleans(),
)
def test_numbers_printed_are_read_back(number, fraction, sign, grouped, bengali):
    printed = sign + (lakh(number) if grouped else str(number)) + fraction
    got = read(to_bengali(printed) if bengali else printed, "number")
    want = Decimal(f"{number}{fraction}") * (-1 if sign else 1)
    assert got.status == "ok"
    assert got.number == float(want)
    assert got.doubts == ()


@given(st.integers(1, 9999999))
def test_words_printed_by_another_library_are_read_back(number):
    from bangla_normalizer.methods import convert_integer_to_words

    assert value(convert_integer_to_words(number)) == number


def test_figure_refuses_what_a_float_cannot_hold():
    assert figure("1234567890123456") is None
    assert figure("123456789012345").value == 123456789012345


def test_digits():
    assert to_ascii("১2৩ক") == "123ক"
    assert to_bengali("1/2") == "১/২"
    assert scripts_mixed("১2")
    assert not scripts_mixed("১২ a")


@pytest.mark.parametrize("words", ["পাঁচ-ছয়", "দুই তিন", "এক-দুই"])
def test_two_numbers_in_words_are_not_added(words):
    assert value(words) is None
