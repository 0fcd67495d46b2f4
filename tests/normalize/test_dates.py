"""Dates, the Bangla calendar, ranges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import calendar_bn, find, read
from normalize.digits import to_bengali
from normalize.months import month
from tests.normalize.months import MONTHS

BANGLA = [
    "বৈশাখ",
    "জ্যৈষ্ঠ",
    "আষাঢ়",
    "শ্রাবণ",
    "ভাদ্র",
    "আশ্বিন",
    "কার্তিক",
    "অগ্রহায়ণ",
    "পৌষ",
    "মাঘ",
    "ফাল্গুন",
    "চৈত্র",
]


@pytest.mark.parametrize(
    ("text", "want", "doubts"),
    [
        ("৩১/০৭/২৩", date(2023, 7, 31), ("two_digit_year",)),
        ("৩১-০৭-২০২৩", date(2023, 7, 31), ()),
        ("৩০.০৬.২৪", date(2024, 6, 30), ("two_digit_year",)),
        ("১৫ / ০৩ / ২০২৫ খ্রিঃ।", date(2025, 3, 15), ()),
        ("১৬-০৯-২০২২ খ্রি.", date(2022, 9, 16), ()),
        ("১৬-০৯-২০২২ খ্রিষ্টাব্দ তারিখ", date(2022, 9, 16), ()),
        ("১৬/০৯/২০২২ খৃঃ", date(2022, 9, 16), ()),
        ("তারিখ: ১৬.০৯.২০২২ ইং", date(2022, 9, 16), ()),
        ("১৭ নভেম্বর, ২০২১", date(2021, 11, 17), ()),
        ("নভেম্বর ১৭, ২০২১", date(2021, 11, 17), ()),
        ("২৬শে মার্চ ২০২২", date(2022, 3, 26), ()),
        ("৫ আগষ্ট’২২", date(2022, 8, 5), ("two_digit_year",)),
        ("১৫ জানুয়ারী ২০২২", date(2022, 1, 15), ()),
        ("২০২২-০৬-৩০", date(2022, 6, 30), ()),
        ("15 March 2022", date(2022, 3, 15), ()),
        ("২৯ ভাদ্র ১৪২৮", date(2021, 9, 13), ()),
        ("১লা বৈশাখ, ১৪৩১ বঙ্গাব্দ", date(2024, 4, 14), ()),
        ("২৯/০৫/১৪২৮ বঙ্গাব্দ", date(2021, 9, 13), ()),
        ("১১ চৈত্র ১৪৩০ / ২৫ মার্চ ২০২৪", date(2024, 3, 25), ()),
        ("২৫/০৩-২০২৪", date(2024, 3, 25), ("mixed_separators",)),
        ("1২/0৩/২০২৪", date(2024, 3, 12), ("mixed_digits",)),
        ("৩০ জুন, ’২৪", date(2024, 6, 30), ("two_digit_year",)),
        ("রবিবার, ৩০ জুন ২০২৪", date(2024, 6, 30), ()),
        ("৩০/০৬/২০২৪ (রবিবার)", date(2024, 6, 30), ()),
        ("৩০/০৬/২০২৪ এর মধ্যে", date(2024, 6, 30), ()),
        ("৩০-০৬-২০২৪ পর্যন্ত", date(2024, 6, 30), ()),
        ("৩০,০৬,২০২৪", date(2024, 6, 30), ("odd_separator",)),
        ("৩০//০৬/২০২৪", date(2024, 6, 30), ("odd_separator",)),
        ("৩০/০৬/২০২৪/", date(2024, 6, 30), ("trailing_mark",)),
        ("৩০/০৬/২৪*", date(2024, 6, 30), ("two_digit_year", "footnote_mark")),
    ],
)
def test_one_date(text, want, doubts):
    for kind in ("date", "any"):
        got = read(text, kind)
        assert (got.kind, got.status, got.value_type, got.date, got.doubts) == ("date", "ok", "date", want, doubts)


@pytest.mark.parametrize(
    "text",
    [
        "৩২/০৭/২৩",
        "৩১/০৯/২৩",
        "২৯/০২/২৩",
        "৩০/১৩/২০২৩",
        "৩০ ফেব্রুয়ারি ২০২৪",
        "৩২ ভাদ্র ১৪২৮",
        "৩০/০৬/২০২",
        "২৯/০৫/১৪২৮",
        "০০/০১/২৪",
        "১২/০৩/৯৯৯৯",
        "১ বৈশাখ ১৩০০",
    ],
)
def test_impossible_dates_are_invalid_and_stay_dates(text):
    for kind in ("date", "any"):
        got = read(text, kind)
        assert (got.status, got.value_type, got.date) == ("invalid", "date", None)
        assert "impossible_date" in got.doubts


def test_no_year_is_invented():
    for text in ("৩০ জুন", "২৬শে মার্চ", "৩০ জুনের মধ্যে"):
        got = read(text, "date")
        assert (got.status, got.date, got.doubts) == ("invalid", None, ("no_year",))


def test_a_day_behind_a_month_is_no_year():
    assert read("১৫ জুলাই, ১৫ অক্টোবর", "any").date is None
    assert [part.date for part in read("১৫ জুলাই, ১৫ অক্টোবর", "any").parts] == [None, None]
    assert [found.reading.date for found in find("গত ৩০ জুন ২৪টি চারা", "date")] == []


def test_a_date_told_differently_in_two_calendars_is_two_dates():
    got = read("১২ চৈত্র ১৪৩০ / ২৫ মার্চ ২০২৪", "date")
    assert (got.status, got.doubts) == ("multi", ("calendars_disagree",))
    assert [part.date for part in got.parts] == [date(2024, 3, 25), date(2024, 3, 26)][::-1]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("০১-০৭-২০২৩ থেকে ৩০-০৯-২০২৩", date(2023, 7, 1), date(2023, 9, 30)),
        ("০১/০৭/২৩ - ৩০/০৯/২৩", date(2023, 7, 1), date(2023, 9, 30)),
        ("০১/০৭/২৩–৩০/০৯/২৩", date(2023, 7, 1), date(2023, 9, 30)),
        ("১ জুলাই ২০২৩ হতে ৩০ জুন ২০২৪ পর্যন্ত", date(2023, 7, 1), date(2024, 6, 30)),
        ("২০ হতে ২৫ জুন ২০২৪", date(2024, 6, 20), date(2024, 6, 25)),
        ("২০-২৫ জুন ২০২৪", date(2024, 6, 20), date(2024, 6, 25)),
    ],
)
def test_ranges(text, start, end):
    got = read(text, "date_range")
    assert (got.kind, got.status, got.start, got.end, got.date) == ("date_range", "ok", start, end, None)
    for kind in ("date", "any"):  # in a value cell each end is a value
        got = read(text, kind)
        assert (got.kind, got.status, got.start, got.end, got.date) == ("date_range", "multi", start, end, None)
        assert [(part.status, part.date) for part in got.parts] == [("ok", start), ("ok", end)]


def test_a_range_that_ends_before_it_starts_is_invalid():
    assert read("৩০/০৯/২৩ - ০১/০৭/২৩", "date_range").status == "invalid"
    assert read("৩১-২৫ জুন ২০২৪", "date_range").status == "invalid"


DAYS = st.dates(date(1988, 4, 14), date(2099, 12, 31))
FORMS = [
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: f"{d.day:02} . {d.month:02} . {d.year} খ্রি.",
    lambda d: f"{d.day} {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: d.isoformat(),
]


@given(DAYS, st.sampled_from(FORMS), st.booleans())
def test_dates_printed_are_read_back(day, form, bengali):
    printed = to_bengali(form(day)) if bengali else form(day)
    got = read(printed, "date")
    assert (got.status, got.date) == ("ok", day)
    assert set(got.doubts) <= {"mixed_digits"}


@given(DAYS)
def test_bangla_dates_printed_are_read_back(day):
    year, number, in_month = calendar_bn.from_gregorian(day)
    assert read(to_bengali(f"{in_month} {BANGLA[number - 1]} {year}"), "date").date == day


@pytest.mark.parametrize(
    ("bangla", "gregorian"),
    [
        ((1400, 1, 1), date(1993, 4, 14)),
        ((1425, 6, 30), date(2018, 10, 15)),  # Ashwin had 30 days before the revision of 2019
        ((1426, 6, 31), date(2019, 10, 16)),
        ((1426, 11, 30), date(2020, 3, 14)),  # leap
        ((1427, 11, 29), date(2021, 3, 14)),
        ((1430, 12, 30), date(2024, 4, 13)),
        ((1395, 11, 8), date(1989, 2, 20)),
    ],
)
def test_bangla_calendar(bangla, gregorian):
    assert calendar_bn.to_gregorian(*bangla) == gregorian
    assert calendar_bn.from_gregorian(gregorian) == bangla


def test_every_bangla_year_follows_the_one_before():
    for year in range(calendar_bn.FIRST_YEAR, calendar_bn.LAST_YEAR):
        last = calendar_bn.to_gregorian(year, 12, calendar_bn.month_days(year, 12))
        assert calendar_bn.to_gregorian(year + 1, 1, 1) == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "number", "day"), [(1394, 1, 1), (1428, 13, 1), (1428, 7, 31), (1427, 11, 30), (1428, 1, 0)]
)
def test_no_such_bangla_day(year, number, day):
    with pytest.raises(ValueError, match="Bangla calendar"):
        calendar_bn.to_gregorian(year, number, day)


def test_month_names():
    for spelled, number in [("জানুয়ারী", 1), ("ফেব্রুয়ারি", 2), ("আগষ্ট", 8), ("সেপ্টেম্বর", 9), ("Dec", 12), ("অক্টোঃ", 10)]:
        assert month(spelled) == ("gregorian", number)
    for spelled, number in [("আষাঢ়", 3), ("অগ্রহায়ন", 8), ("ফাল্গুন", 11)]:
        assert month(spelled) == ("bangla", number)
    with pytest.raises(ValueError, match="not a month"):
        month("সভা")
