"""Whole documents: the pictures of cases/plans.json, and documents of several tables."""

import pytest

from tests.extract.grids import (
    CHARTER,
    PLAN,
    achieved,
    cases,
    codes,
    grid,
    issues,
    keys,
    numbers,
    pairs,
    plan,
    problems,
    read,
    rows_of,
    sound,
    values,
)


@pytest.mark.parametrize("case", cases("plans"), ids=lambda case: case["name"])
def test_a_plan(case):
    table = grid("\n".join(case["table"]))
    found = read(case["title"], table)
    assert found.tables[0].form == case["form"]
    assert " ".join(key or "?" for key in keys(found)) == case["keys"]
    assert {str(i.row_no): values(found, i.row_no) for i in found.indicators} == case["values"]
    assert [f"{i.area_code} {i.area} {i.area_weight:g}" for i in found.indicators] == case["areas"]
    assert codes(found) == sorted(case["issues"])
    assert problems(found, [cell.raw for cell in table.cells if cell.raw.strip()]) == []


def test_pictures_are_read_as_drawn():
    assert rows_of("ক | খ |  | গ\n\nঘ\tঙ") == [["ক", "খ", "", "গ"], ["ঘ", "ঙ"]]


def test_the_same_plan_twice():
    one = [PLAN, numbers(11), *sound()]
    for found in (read(CHARTER, grid(one), grid(one)), read(CHARTER, grid([*one, *one]))):
        assert [t.form for t in found.tables] == ["cc_annex7_workplan"] * 2
        assert codes(found) == [] and len(found.indicators) == 6


def test_two_forms_directly_after_each_other():
    found = read(CHARTER, grid([PLAN, numbers(11), *sound()]), grid(achieved()))
    assert [t.form for t in found.tables] == ["cc_annex7_workplan", "cc_quarterly_achievement"]
    assert [t.table_no for t in found.tables] == [1, 2]


def test_a_continuation_without_header():
    found = read(CHARTER, [PLAN, numbers(11), *sound()[:2]], None, sound()[2:])
    assert len(found.tables) == 1 and found.tables[0].pages == [1, 2]
    assert found.indicators[2].page == 2 and values(found, 3) == [2, 1, None, None, None]


def test_sound_documents_raise_nothing():
    assert read("শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২২-২৩", pairs()).issues == []
    title = "সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনার ত্রৈমাসিক অর্জন ২০২২-২৩"
    assert read(title, achieved()).issues == []


def test_review_follows_doubt():
    rows = sound()
    rows[0][6] = "কিছু"
    assert [i.needs_review for i in plan(*rows).indicators] == [True, False, False]


def test_indicators_that_a_footnote_takes_away():
    found = read("উপজেলা মৎস্য কর্মকর্তার কার্যালয়", "নদীপুর, চাঁদপুর", CHARTER, [PLAN, numbers(11), *sound()],
                 "*** কার্যক্রম ১.২ উপজেলা পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য হবে না।")  # fmt: skip
    assert found.facts.office_level == "upazila"
    assert [i.applicable for i in found.indicators] == [None, False, None]


def test_ids_name_table_row_and_column():
    found = plan(*sound())
    assert found.indicators[0].indicator_uid == "d0c/t1/r1"
    assert found.values[0].value_uid == "d0c/t1/r1/c7"
    assert issues(found, "OCR_GARBLE") == []
