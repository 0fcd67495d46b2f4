from __future__ import annotations

import pytest

from extract.heading.plans import holds_figures, level_of_title, levels_of, plan_of_cells, plan_types, report_kind
from tests.extract.heading.printed import table_of


@pytest.mark.parametrize(
    ("title", "plans"),
    [
        ("সিটিজেনস চার্টার", ["citizen_charter"]),
        ("সেবা প্রদান প্রতিশুতি বিষয়ক", ["citizen_charter"]),
        ("সেবা প্রাদন প্রতিশ্রতি বিষয়ক কর্মপরিকল্পনা", ["citizen_charter"]),
        ("শূদ্ধাচার কৌশল কর্ম-পরিকল্পনা", ["integrity"]),
        ("ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা", ["egovernance"]),
        ("জিআরএস বিষয়ক কর্মপরিকল্পনা", ["grievance"]),
        ("তথ্যের অধিকার", ["rti"]),
        ("বার্ষিক কর্মসম্পাদন চুক্তির আওতায় তথ্য অধিকার বিষয়ক কর্মপরিকল্পনা", ["rti"]),
        ("বার্ষিক কর্মসম্পাদন চুক্তি", ["apa"]),
        ("মাসিক সভার কার্যবিবরণী", []),
        ("", []),
    ],
)
def test_plan_types(title, plans):
    assert plan_types(title) == plans


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("মাঠ (জেলা) পর্যায়ের অফিসের জন্য", "district"),
        ("উপজেলা পর্যায়ের কার্যালয়ের জন্য", "upazila"),
        ("জেলা/উপজেলা পর্যায়ের কার্যালয়ের জন্য", None),
        ("মন্ত্রণালয়/বিভাগ পর্যায়ের জন্য", "ministry"),
        ("দপ্তর/সংস্থা পর্যায়ের জন্য", "agency"),
        ("মাঠ পর্যায়ের কার্যালয়ের জন্য", None),
        ("জেলা কার্যালয়", None),
    ],
)
def test_level_of_title(title, level):
    assert level_of_title(title) == level


def test_levels_of_names_all():
    assert levels_of("বিভাগীয়, জেলা ও উপজেলা পর্যায়ের কার্যালয়") == ["division", "district", "upazila"]


def test_a_plan_told_only_by_its_cells():
    said = ["সেবা প্রদান প্রতিশ্রুতি হালনাগাদ", "সিটিজেন চার্টার বিষয়ক সভা", "অভিযোগ নিষ্পত্তি"]
    assert plan_of_cells(table_of([["কার্যক্রম"], *[[text] for text in said]])) == "citizen_charter"
    assert plan_of_cells(table_of([["কার্যক্রম"], [said[0]], [said[2]]])) is None


@pytest.mark.parametrize(
    ("title", "quarter", "headers", "figures", "kind"),
    [
        ("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা", True, [], False, "quarterly_progress"),
        ("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা", False, ["১ম কোয়ার্টার"], False, "work_plan"),
        ("সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্ম-পরকল্পনা", False, [], False, "work_plan"),
        ("ত্রৈমাসিক প্রতিবেদন", False, [], False, "quarterly_progress"),
        ("অগ্রগতি", False, ["সভার সিদ্ধান্ত", "বাস্তবায়ন অগ্রগতি"], False, "meeting_decision_progress"),
        ("কর্মপরিকল্পনা", False, ["সিদ্ধান্ত বাস্তবায়িত", "অগ্রগতি"], False, "work_plan"),
        ("জেলা পরিসংখ্যান কার্যালয়ের তথ্য", False, ["কার্যক্রম"], False, "other"),
        ("শিক্ষা পরিসংখ্যান ২০২৩", False, ["জেলা"], False, "statistics"),
        ("উপকারভোগী", False, ["জেলা", "পুরুষ"], True, "statistics"),
    ],
)
def test_report_kind(title, quarter, headers, figures, kind):
    assert report_kind(title, quarter, headers, figures) == kind


def test_figures():
    assert holds_figures([table_of([["জেলা", "সংখ্যা"], ["ফেনী", "১,২০০"], ["ভোলা", "৯০%"]])])
    assert not holds_figures([table_of([["ক্রম", "সিদ্ধান্ত", "অগ্রগতি"], ["১", "সভা", "হয়েছে"]])])
    assert not holds_figures([])
