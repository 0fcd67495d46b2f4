import pytest

from extract.rows import activity_items, own_item, progress, without_code
from tests.extract.grids import issues, pairs, plan, read, sound

NIS = "শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২২-২৩"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("সভা অনুষ্ঠিত হয়েছে।", "done"),
        ("কাজ চলমান আছে", "in_progress"),
        ("এখনও শুরু হয়নি", "not_started"),
        ("অবহিত", None),
        ("", None),
        ("প্রতিবেদন প্রেরণ করা হয়েছে।", "done"),
        ("সভা আয়োজন করা হবে।", "not_started"),
    ],
)
def test_progress(raw, status):
    assert progress(raw) == status


def test_activity_items():
    assert activity_items("[১.১] ক") == ["[১.১] ক"]
    assert activity_items("[১.১] ক [১.২] খ") == ["[১.১] ক", "[১.২] খ"]
    assert activity_items("দেখুন [১.১] ও [১.২]") == ["দেখুন [১.১] ও [১.২]"]
    assert own_item("[১.১] ক [১.২] খ", "1.2.1") == "[১.২] খ"
    assert own_item("[১.১] ক [১.২] খ", None) == "[১.১] ক"


def test_without_code():
    assert [without_code(text) for text in ("[১.১.১] সভা", "১.১ সভা", "সভা ১.১")] == ["সভা", "সভা", "সভা ১.১"]


def test_codes_as_printed_and_as_proved():
    rows = sound()
    rows[0][3] = "[1.১.১] সভা আয়োজিত"
    found = plan(*rows).indicators[0]
    assert (found.indicator_code, found.indicator_code_printed, found.indicator_raw) == (
        "1.1.1",
        "1.১.১",
        "[1.১.১] সভা আয়োজিত",
    )


def test_line_pairs_are_one_indicator():
    found = read(NIS, pairs())
    assert [i.row_no for i in found.indicators] == [2, 4]
    assert {v.row_no for v in found.values if v.indicator_uid.endswith("/r2")} == {2, 3}
    kinds = [v.kind for v in found.values if v.indicator_uid.endswith("/r2") and v.status == "ok"]
    assert kinds == [
        "annual_target",
        *["quarter_target"] * 4,
        *["quarter_achievement"] * 4,
        "total_achievement",
        "score",
    ]


def test_an_achievement_line_of_another_activity_is_its_own():
    rows = pairs()
    rows[4] = ["১.৩ অন্য কাজ", *rows[4][1:]]
    found = read(NIS, rows)
    assert [i.row_no for i in found.indicators] == [2, 3, 4]
    assert issues(found, "MISSING_ACHIEVEMENT_ROW") == [(2, 7)]


def test_sections_of_line_pairs():
    found = read(NIS, pairs())
    assert {(i.area_code, i.area, i.area_weight) for i in found.indicators} == {("1", "প্রাতিষ্ঠানিক ব্যবস্থা", 4.0)}
    assert found.issues == []


def test_units():
    rows = sound()
    rows[0][4], rows[1][4], rows[2][4] = "লক্ষ টাকা", "%", "তারিখ"
    assert [i.unit for i in plan(*rows).indicators] == ["taka", "percent", "date"]
