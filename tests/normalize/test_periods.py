"""Fiscal years and periods: only what the text tells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import periods, read
from normalize.digits import to_bengali
from tests.normalize.months import MONTHS


@pytest.mark.parametrize(
    "text",
    [
        "২০২১-২২",
        "২০২১-২০২২",
        "২০২১–২২",
        "২০২১ - ২২",
        "২০২১- ২২",
        "২০২১-\n২০২২",
        "2021-22",
        "২০২১/২২",
        "২০২১-২২ অর্থবছর",
        "২০২১-২০২২ অর্থ বছরের",
        "অর্থ বছর: ২০২১-২২",
        "২০২১-২২ সালের",
    ],
)
def test_fiscal_year(text):
    for kind in ("fiscal_year", "any"):
        got = read(text, kind)
        assert (got.kind, got.status, got.fiscal_year) == ("fiscal_year", "ok", "2021-22")
        assert (got.start, got.end, got.number) == (date(2021, 7, 1), date(2022, 6, 30), None)


@pytest.mark.parametrize("text", ["২০২১-২৩", "২০২১-২০২৩", "২০২১-২১", "২০২২-২০২১", "১২২১-২২"])
def test_a_gap_between_the_years_is_invalid_never_a_subtraction(text):
    got = read(text, "fiscal_year")
    assert (got.status, got.fiscal_year, got.number, got.doubts) == ("invalid", None, None, ("year_gap",))


def test_the_turn_of_the_century():
    assert read("১৯৯৯-০০", "fiscal_year").fiscal_year == "1999-00"


@pytest.mark.parametrize(
    ("text", "fiscal", "quarter", "start", "end"),
    [
        ("২য় ত্রৈমাসিক", None, 2, None, None),
        ("তৃতীয় ত্রৈমাসিক", None, 3, None, None),
        ("২য় কোয়ার্টার", None, 2, None, None),
        ("১ম প্রান্তিক", None, 1, None, None),
        ("Q2", None, 2, None, None),
        ("ত্রৈমাসিক-৩", None, 3, None, None),
        ("অক্টোবর-ডিসেম্বর", None, 2, None, None),
        ("জানুয়ারী-মার্চ/২০২২ খ্রিঃ।", "2021-22", 3, date(2022, 1, 1), date(2022, 3, 31)),
        ("ত্রৈমাসিকের নাম: এপ্রিল-জুন/২০২২ খ্রিঃ।", "2021-22", 4, date(2022, 4, 1), date(2022, 6, 30)),
        ("(অক্টোবর-২০২১ হতে ডিসেম্বর-২০২১)", "2021-22", 2, date(2021, 10, 1), date(2021, 12, 31)),
        ("২য় ত্রৈমাসিক (অক্টোবর-২০২১ হতে ডিসেম্বর-২০২১)", "2021-22", 2, date(2021, 10, 1), date(2021, 12, 31)),
        ("জুলাই-সেপ্টেম্বর ২০২১", "2021-22", 1, date(2021, 7, 1), date(2021, 9, 30)),
        ("জুলাই, ২০২১ থেকে সেপ্টেম্বর, ২০২১", "2021-22", 1, date(2021, 7, 1), date(2021, 9, 30)),
        ("জুলাই ২০২১ - জুন ২০২২", "2021-22", None, date(2021, 7, 1), date(2022, 6, 30)),
        ("অক্টোবর-মার্চ ২০২২", "2021-22", None, date(2021, 10, 1), date(2022, 3, 31)),
        ("আগস্ট ২০২১", "2021-22", None, date(2021, 8, 1), date(2021, 8, 31)),
        ("২০২১-২২ অর্থবছরের ২য় ত্রৈমাসিক", "2021-22", 2, date(2021, 10, 1), date(2021, 12, 31)),
        ("২০২১-২২ অর্থবছরের ২য় ষাণ্মাসিক", "2021-22", None, date(2022, 1, 1), date(2022, 6, 30)),
        ("২০২১-২২ অর্থবছর", "2021-22", None, date(2021, 7, 1), date(2022, 6, 30)),
        ("০১/০৭/২০২১ - ৩০/০৯/২০২১", "2021-22", 1, date(2021, 7, 1), date(2021, 9, 30)),
    ],
)
def test_periods(text, fiscal, quarter, start, end):
    got = read(text, "period")
    assert (got.kind, got.status) == ("period", "ok")
    assert (got.fiscal_year, got.quarter, got.start, got.end) == (fiscal, quarter, start, end)
    assert got.doubts == ()


def test_a_quarter_counted_by_the_calendar_year_is_a_doubt():
    got = read("১ম ত্রৈমাসিক (জানুয়ারি-মার্চ ২০২২)", "period")
    assert (got.quarter, got.doubts) == (3, ("quarter_disagrees",))


def test_two_fiscal_years_are_a_doubt():
    assert "fiscal_years_disagree" in read("২০২২-২৩ অর্থবছরের ২য় ত্রৈমাসিক (অক্টোবর-ডিসেম্বর ২০২১)", "period").doubts


def test_words_around_a_period_are_kept():
    got = read("ঋণ বিতরণের ২য় ত্রৈমাসিক অগ্রগতি", "period")
    assert (got.quarter, got.doubts) == (2, ("extra_text",))
    assert "ঋণ" in got.rest


@pytest.mark.parametrize("text", ["১৭ নভেম্বর, ২০২১", "ত্রৈমাসিক ভিত্তিতে সভা", "লক্ষ্যমাত্রা"])
def test_no_period(text):
    assert read(text, "period").status == "invalid"


def test_months_in_reverse_years_are_invalid():
    assert read("জুলাই ২০২২ - জুন ২০২১", "period").status == "invalid"


@given(
    st.integers(1990, 2090),
    st.integers(1, 4),
    st.sampled_from(["-", " হতে ", "–"]),
    st.sampled_from(["/", " ", ", ", "-"]),
)
def test_quarters_printed_by_their_months_are_read_back(first, quarter, between, before_year):
    fiscal = f"{first}-{(first + 1) % 100:02d}"
    start, end = periods.quarter_span(fiscal, quarter)
    printed = f"{MONTHS[start.month - 1]}{between}{MONTHS[end.month - 1]}{before_year}{end.year}"
    got = read(to_bengali(printed), "period")
    if end.year >= 2000:
        assert (got.fiscal_year, got.quarter, got.start, got.end) == (fiscal, quarter, start, end)
    assert periods.fiscal_year_of(start) == periods.fiscal_year_of(end) == fiscal
    assert periods.quarter_of(start.month) == quarter
