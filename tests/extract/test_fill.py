from extract.fill import code_of
from tests.extract.grids import CHARTER, PLAN, issues, numbers, plan, plan_row, read, sound, spanned


def areas(found):
    return [(i.area_code, i.area, i.area_weight) for i in found.indicators]


FIRST, SECOND = ("1", "প্রাতিষ্ঠানিক কার্যক্রম", 15.0), ("2", "সক্ষমতা অর্জন", 10.0)


def test_merged_cells_are_filled_down_and_named():
    found = plan(*sound())
    assert areas(found) == [FIRST, FIRST, SECOND]
    filled = {(c.row_no, c.col_no): c.filled_from for c in found.cells if c.filled_from}
    assert filled == {(2, 1): "d0c/t1/r1/c1", (2, 2): "d0c/t1/r1/c2"}


def test_spans_are_followed():
    rows = [PLAN, numbers(11), *sound()]
    found = read(CHARTER, spanned(rows, {(2, 0): (2, 1), (2, 1): (2, 1)}))
    assert areas(found) == [FIRST, FIRST, SECOND] and found.issues == []


def test_an_activity_over_several_indicators():
    rows = [plan_row("1.1.1", area="প্রাতিষ্ঠানিক কার্যক্রম", weight="১৫", own="৮"), plan_row("1.1.2", own="৭"), *sound()[2:]]
    rows[1][2] = ""
    found = plan(*rows)
    assert [i.activity_code for i in found.indicators] == ["1.1", "1.1", "2.1"]
    assert found.indicators[1].activity == "সভা আয়োজন" and found.issues == []


def test_a_code_names_its_activity_above_others():
    rows = [*sound()[:2], plan_row("1.1.2"), sound()[2]]
    rows[2][2] = ""  # stands below [১.২] but is [১.১]'s
    assert plan(*rows).indicators[2].activity_code == "1.1"


def test_a_label_on_the_second_row_is_moved_up_by_code():
    rows = sound()
    rows[0][:2], rows[1][:2] = ["", ""], rows[0][:2]
    found = plan(*rows)
    assert areas(found) == [FIRST, FIRST, SECOND]
    assert issues(found, "ROWSPAN_MISALIGNED") == [(2, 1)]


def test_a_weight_printed_below_its_label():
    rows = sound()
    rows[0][1], rows[1][1] = "", "১৫"
    found = plan(*rows)
    assert areas(found) == [FIRST, FIRST, SECOND] and issues(found, "MISSING_WEIGHT") == []
    rows[1][1] = "১৬"
    assert issues(plan(*rows), "AREA_WEIGHT_MISMATCH") == [(2, 2)]


def test_a_lost_label_is_not_filled_from_the_area_above():
    rows = sound()
    rows[2][0] = ""
    assert areas(plan(*rows)) == [FIRST, FIRST, ("2", None, 10.0)]


def test_a_lost_label_without_a_weight_is_noticed_by_the_sums():
    rows = sound()
    rows[2][:2] = ["", ""]
    assert issues(plan(*rows), "AREA_WEIGHT_MISMATCH") == [(1, 2)]


def test_repeated_labels_are_one_area():
    rows = sound()
    rows[1][:2] = rows[0][:2]
    found = plan(*rows)
    assert areas(found) == [FIRST, FIRST, SECOND] and found.issues == []


def test_code_of():
    assert [code_of(raw) for raw in ("[১.২] ক", "১.২.৩ ক", "2.5", "ক", "")] == ["1.2", "1.2.3", None, None, None]
