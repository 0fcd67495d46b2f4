from __future__ import annotations

from datetime import date

import pytest

from extract.heading.lines import outline
from extract.heading.period import fiscal_years, read_period, target_years
from extract.model import Line
from tests.extract.heading.printed import table_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("২০২৩-২০২৪ অর্থ বছরের", ["2023-24"]),
        ("২০২২-২৩ ও ২০২৩-২৪", ["2022-23", "2023-24"]),
        ("২০২৩-২৫", []),
        ("স্মারক ২০২৩", []),
    ],
)
def test_fiscal_years(text, years):
    assert fiscal_years(text) == years


def test_only_targets_tell_a_table_its_year():
    head = ["লক্ষ্যমাত্রা<br>২০২৩-<br>২০২৪", "প্রকৃত অর্জন ২০২২-২৩", "প্রক্ষেপণ লক্ষ্যমাত্রা ২০২৪-২৫"]
    assert target_years([table_of([head, ["১", "২", "৩"]], 7)]) == [(7, "2023-24")]
    assert target_years([table_of([["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা ২০২২-২৩"], ["১", "২"]])]) == []


@pytest.mark.parametrize(
    ("title", "lines", "quarter", "year", "doubts"),
    [
        ("২০২৩-২৪ এর ১ম ত্রৈমাসিক", [], 1, "2023-24", 0),
        ("প্রতিবেদন", ["ত্রৈমাসিকের নাম: এপ্রিল-জুন/২০২৪"], 4, "2023-24", 0),
        ("২০২৩-২৪ এর প্রতিবেদন", ["পরবর্তী ২য় ত্রৈমাসিক সভা ডাকা হবে"], None, "2023-24", 0),
        ("২০২৩-২৪ এর ১ম ত্রৈমাসিক (জানুয়ারি-মার্চ ২০২৪)", [], 3, "2023-24", 1),
        (None, [], None, None, 0),
    ],
)
def test_read_period(title, lines, quarter, year, doubts):
    said, _ = outline([Line(text) for text in lines])
    period, issues = read_period(title, said, {}, [])
    assert (period.quarter, period.fiscal_year, len(issues)) == (quarter, year, doubts)


def test_a_garbled_month_makes_the_quarter_no_shorter():
    # সেপ্টেম্রর is no month: the period came out as July alone
    title = "২০২১-২০২২ অর্থ বছরের ১ম ত্রৈমাসিক (জুলাই-২০২১ হতে সেপ্টেম্রর-২০২১) অগ্রগতি প্রতিবেদন"
    said, _ = outline([Line(title, heading=1)])
    period, _ = read_period(title, said, {}, [])
    assert (period.quarter, str(period.start), str(period.end)) == (1, "2021-07-01", "2021-09-30")


def test_a_broken_year_hides_no_quarter():
    title = "২০১৮-২০১১ অর্থ বছরের ৩য় ত্রৈমাসিক (জানুয়ারি-মার্চ/২০১৯) অগ্রগতি প্রতিবেদন"
    found, issues = read_period(title, (), {}, ())
    assert (found.fiscal_year, found.quarter, found.start) == ("2018-19", 3, date(2019, 1, 1))
    assert [(issue.code, issue.raw, issue.suggestion) for issue in issues] == [
        ("ENTITY_INCONSISTENT", "২০১৮-২০১১", "2018-19")
    ]
