import pytest

from extract import document
from extract.model import Line, Page
from tests.extract.grids import CHARTER, PLAN, numbers, pairs, plan, read, sound, spanned


def one(raw, unit="সংখ্যা"):
    """The values of a level's cell that prints `raw`."""
    rows = sound()
    rows[0][4], rows[0][6] = unit, raw
    return [v for v in plan(*rows).values if (v.row_no, v.col_no) == (1, 7)]


@pytest.mark.parametrize(
    ("raw", "unit", "number", "day", "status", "uncertain"),
    [
        ("৪", "সংখ্যা", 4, None, "ok", False),
        ("4", "সংখ্যা", 4, None, "ok", False),
        ("০", "সংখ্যা", 0, None, "ok", False),
        ("১,২৫,০০০.৫০", "টাকা", 125000.5, None, "ok", False),
        ("১25", "সংখ্যা", 125, None, "ok", True),  # digits of two scripts
        ("৪***", "সংখ্যা", 4, None, "ok", False),
        ("৯০%", "%", 90, None, "ok", False),
        ("", "সংখ্যা", None, None, "blank", False),
        ("--", "সংখ্যা", None, None, "na_dash", False),
        ("৩০/০৬/২৩", "তারিখ", None, "2023-06-30", "ok", False),
        ("৩০ জুন ২০২৩", "তারিখ", None, "2023-06-30", "ok", False),
        ("৩২/০৬/২৩", "তারিখ", None, None, "invalid", True),
        ("প্রায় ২০", "সংখ্যা", None, None, "invalid", True),
        ("চলমান", "সংখ্যা", None, None, "invalid", True),
    ],
)
def test_a_cell(raw, unit, number, day, status, uncertain):
    (value,) = one(raw, unit)
    assert (value.value_num, value.value_date and value.value_date.isoformat()) == (number, day)
    assert (value.status, value.uncertain, value.raw) == (status, uncertain, raw)


def test_several_values():
    values = one("২ ও ৩০/০৬/২৩", "সংখ্যা ও তারিখ")
    assert [v.value_uid for v in values] == ["d0c/t1/r1/c7.1", "d0c/t1/r1/c7.2"]
    assert [v.raw for v in values] == ["২", "৩০/০৬/২৩"] and all(v.uncertain for v in values)


@pytest.mark.parametrize(
    ("raw", "unit", "said"),
    [
        ("৫", "লক্ষ টাকা", "lakh_taka"),
        ("৫", "কোটি টাকা", "crore_taka"),
        ("৫", "টাকা", "taka"),
        ("৫%", "%", "percent"),
        ("৫", "%", "percent"),
        ("৫", "সংখ্যা", "count"),
        ("৳ ৫", "টাকা", "taka"),
        ("০৫টি", "সংখ্যা", "count"),
    ],
)
def test_units_of_values(raw, unit, said):
    """The figure stays as printed: ৫ under লক্ষ টাকা is five lakh."""
    (value,) = one(raw, unit)
    assert (value.value_num, value.unit) == (5, said)


def test_levels_and_quarters_are_named():
    levels = [(v.kind, v.level_pct, v.col_no) for v in plan(*sound()).values if v.row_no == 1]
    assert levels == [("target_level", 100 - 10 * k, 7 + k) for k in range(5)]
    quarters = [(v.kind, v.quarter) for v in read("শুদ্ধাচার কৌশল কর্মপরিকল্পনা", pairs()).values if v.row_no == 3][:4]
    assert quarters == [("quarter_achievement", q) for q in (1, 2, 3, 4)]


def test_a_group_says_whether_quarters_are_planned_or_done():
    base = [*PLAN[:6], "বার্ষিক লক্ষ্যমাত্রা"]
    title = "সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা ২০২২-২৩"
    quarters = ["১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "৩য় ত্রৈমাসিক", "৪র্থ ত্রৈমাসিক", "মোট"]
    for group, kind in (("ত্রৈমাসিক লক্ষ্যমাত্রা", "quarter_target"), ("ত্রৈমাসিক অর্জন", "quarter_achievement")):
        head = [[*base, group, "", "", "", ""], [*[""] * 7, *quarters], numbers(12)]
        found = read(title, [*head, *[[*row[:6], "৪", "১", "১", "১", "১", "৪"] for row in sound()]])
        assert {v.kind for v in found.values if v.quarter} == {kind}


def test_dates_and_counts_told_in_remarks():
    rows = [[*row, "১২/১১/২০২২ ও ১৩/১১/২০২২ তারিখে ০২টি সভা হয়েছে"] for row in sound()]
    found = read(CHARTER, [[*PLAN, "মন্তব্য"], numbers(12), *rows])
    told = [v for v in found.values if v.row_no == 1 and v.kind == "event_date"]
    assert [v.value_date.isoformat() for v in told] == ["2022-11-12", "2022-11-13"]


def test_a_cell_over_two_columns_of_figures_is_uncertain_and_gives_no_second_value():
    rows = [PLAN, numbers(len(PLAN)), *sound()]
    given = spanned(rows, {(2, 6): (1, 2)})
    found = document("d0c", [Page(1, (Line(CHARTER), given))])
    first = [v for v in found.values if v.row_no == 1]
    assert [(v.col_no, v.uncertain) for v in first] == [(7, True), (9, False), (10, False), (11, False)]
