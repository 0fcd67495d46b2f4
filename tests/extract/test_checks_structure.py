from dataclasses import replace

import pytest

from extract import document
from extract.model import Grid, Line, Page
from tests.extract.grids import (
    CHARTER,
    LEVELS,
    PLAN,
    bengali,
    codes,
    grid,
    issues,
    keys,
    numbers,
    plan,
    plan_row,
    read,
    sound,
    values,
)

EGOV = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২২-২৩"
EGOV_HEAD = ["ক্রম", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান", *LEVELS]
SHIFTED = [*PLAN[1:6], PLAN[0], *PLAN[6:]]  # the first label slipped behind the sixth


def egov(*more):
    return [
        ["০১", "[১.১] ধারণা বাস্তবায়ন", "[১.১.১] ধারণা বাস্তবায়িত", "সংখ্যা", "২৫", "৪", "৩", "২", "১", "০", *more],
        ["০২", "[২.১] বাতায়ন হালনাগাদ", "[২.১.১] বাতায়ন হালনাগাদকৃত", "সংখ্যা", "২৫", "৮", "৭", "৬", "৫", "৪", *more],
    ]


def test_labels_over_other_columns():
    found = read(CHARTER, [SHIFTED, numbers(11), *sound()])
    assert keys(found) == keys(plan(*sound()))
    assert {"HEADER_LABEL_MISPLACED", "COLUMN_SHIFT"} & set(codes(found, "error"))
    assert values(found, 1) == [4, 3, 2, 1, 0]


def test_labels_over_their_own_columns():
    assert not {"HEADER_LABEL_MISPLACED", "HEADER_LABEL_DUPLICATED", "COLUMN_SHIFT"} & set(codes(plan(*sound())))


def test_a_label_printed_twice():
    twice = [*PLAN[:9], PLAN[9], PLAN[9]]  # চলতি মান over the last two
    found = read(CHARTER, [twice, numbers(11), *sound()])
    assert issues(found, "HEADER_LABEL_DUPLICATED") == [(0, 11)]
    assert keys(found)[-2:] == ["t70", "t60"]


def test_a_column_that_the_form_has_not():
    head = [*EGOV_HEAD, ""]
    found = read(EGOV, [head, numbers(11), *egov("৯৯")])
    assert issues(found, "VALUE_IN_SPURIOUS_COLUMN") == [(1, 11), (2, 11)]
    assert "COLUMN_SHIFT" in codes(found)
    assert 99.0 not in values(found, 1)


def test_a_blank_column_at_the_end_is_no_column():
    found = read(EGOV, [[*EGOV_HEAD, ""], [*numbers(10), ""], *egov("")])
    assert codes(found, "error", "warn") == []


def test_an_unknown_label():
    found = read(CHARTER, [[*PLAN, "বিগত সভার আলোচনা"], numbers(12), *[[*row, "আলোচিত"] for row in sound()]])
    assert issues(found, "UNEXPLAINED_COLUMN") == [(None, 12)]
    remarks = read(CHARTER, [[*PLAN, "মন্তব্য"], numbers(12), *[[*row, "আলোচিত"] for row in sound()]])
    assert issues(remarks, "UNEXPLAINED_COLUMN") == []


def test_a_level_that_is_missing_between_others():
    def without(at):
        table = [[*row[:at], *row[at + 1 :]] for row in [PLAN, *sound()]]
        return read(CHARTER, [table[0], numbers(10), *table[1:]])

    (found,) = (one for one in without(7).issues if one.code == "COLUMN_MISSING")
    assert found.column_key == "t90" and found.row_no is None
    assert issues(without(10), "COLUMN_MISSING") == [], "a plan may do without its lowest level"


def test_a_column_that_the_page_before_has():
    whole = [PLAN, numbers(11), *sound()]
    less = [[*row[:10]] for row in (PLAN, numbers(11), *sound())]

    def missing(*tables):
        pages = [Page(n, (Line(CHARTER), grid(rows, page=n))) for n, rows in enumerate(tables, start=1)]
        return [(one.table_no, one.column_key) for one in document("d0c", pages).issues if one.code == "COLUMN_MISSING"]

    assert missing(whole, less) == [(2, "t60")]
    assert missing(less, whole) == [] and missing(whole, whole) == []


def test_figures_of_a_picture_under_an_unknown_label_are_told_row_by_row():
    head, rows = (
        [*PLAN, "বিগত সভার আলোচনা"],
        [[*row, "৮০" if k else "আলোচিত হয়েছে বলে জানা গেছে"] for k, row in enumerate(sound())],
    )
    plain = grid([head, numbers(12), *rows])
    cells = tuple(replace(c, ink=bool(c.raw), confidence=0.97, engine="fake") for c in plain.cells)
    page = Page(1, (Line(CHARTER), Grid(cells, plain.n_rows, plain.n_cols, 1, True)), route="ocr", engine="fake")
    found = issues(document("d0c", [page]), "UNEXPLAINED_COLUMN")
    assert found == [(None, 12), *((k + 1, 12) for k in range(1, len(rows)))]
    assert issues(read(CHARTER, [head, numbers(12), *rows]), "UNEXPLAINED_COLUMN") == [(None, 12)]


def test_a_row_whose_cell_was_lost():
    rows = sound()
    rows[1] = [*rows[1][:4], *rows[1][5:], ""]  # the unit's cell fell out: the rest moved to the left
    found = plan(*rows)
    assert (2, None) in issues(found, "COLUMN_SHIFT")
    second = [v for v in found.values if v.row_no == 2 and v.status == "ok"]
    assert [(v.level_pct, v.value_num) for v in second] == [(100, 4.0), (90, 3.0), (80, 2.0), (70, 1.0)]
    assert all(v.uncertain for v in second)
    assert (1, None) not in issues(found, "COLUMN_SHIFT")


@pytest.mark.parametrize("unit", ["সংখ্যা", "তারিখ"])
def test_header_percentages_in_a_row(unit):
    head = [*PLAN[:6], "অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"]
    leaked = ["১০০%", "৯০%", "৮০%", "৭০%", "৬০%"]
    rows = sound()
    rows[0][4], rows[0][6:] = unit, leaked
    found = read(CHARTER, [head, numbers(11), *rows])
    assert issues(found, "HEADER_LEAK_INTO_DATA") == [(1, 7)]
    assert {v.status for v in found.values if v.row_no == 1} == {"not_data"}


def test_percentages_of_a_row_in_per_cent_are_its_own():
    head = [*PLAN[:6], "অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"]
    rows = sound()
    rows[0][4], rows[0][6:] = "%", ["১০০%", "৯০%", "৮০%", "৭০%", "৬০%"]
    found = read(CHARTER, [head, numbers(11), *rows])
    assert issues(found, "HEADER_LEAK_INTO_DATA") == [] and values(found, 1) == [100, 90, 80, 70, 60]


def test_number_row_absent():
    assert issues(plan(*sound(), number_row=False), "NUMBER_ROW_ABSENT") == [(None, None)]
    assert issues(plan(*sound()), "NUMBER_ROW_ABSENT") == []


def test_number_row_with_a_slip():
    slipped = [*numbers(11)[:4], "৬", *numbers(11)[5:]]
    assert issues(read(CHARTER, [PLAN, slipped, *sound()]), "NUMBER_ROW_SEQUENCE") == [(0, 5)]
    in_brackets = [f"({bengali(k)})" for k in range(1, 12)]
    assert issues(read(CHARTER, [PLAN, in_brackets, *sound()]), "NUMBER_ROW_SEQUENCE") == []


def test_number_row_fused_with_the_first_row():
    rows = sound()
    fused = ["১", "২", rows[0][2], rows[0][3], "৫", "৬", "৭", "৮", "৯", "১০", "১১"]
    found = read(CHARTER, [PLAN, fused, *rows[1:]])
    assert issues(found, "NUMBER_ROW_MERGED_INTO_DATA") == [(1, None)]
    assert {v.status for v in found.values if v.row_no == 1} == {"not_data"}
    assert found.indicators[0].weight is None


def test_a_row_of_small_numbers_is_not_fused():
    rows = sound()
    rows[0][5:] = ["৬", "৭", "৬", "৫", "৪", "৩"]
    assert issues(plan(*rows, number_row=False), "NUMBER_ROW_MERGED_INTO_DATA") == []


def test_an_areas_label_on_another_row_than_its_codes():
    rows = sound()
    rows[1][:2], rows[2][:2] = rows[2][:2], ["", ""]  # the second area's label stands one row too high
    found = plan(*rows)
    assert issues(found, "ROWSPAN_MISALIGNED") == [(2, 1)]
    assert [i.area_code for i in found.indicators] == ["1", "1", "2"]
    assert [i.area_weight for i in found.indicators] == [15, 15, 10]


def test_several_values_in_a_cell():
    rows = sound()
    rows[0][4], rows[0][6:] = "সংখ্যা ও তারিখ", ["২ ও ৩০/০৬/২৩", "১", "", "", ""]
    found = plan(*rows)
    assert issues(found, "MULTI_VALUE_CELL") == [(1, 7)]
    parts = [v for v in found.values if (v.row_no, v.col_no) == (1, 7)]
    assert [(v.value_num, str(v.value_date), v.status, v.uncertain) for v in parts] == [
        (2.0, "None", "ok", True),
        (None, "2023-06-30", "ok", True),
    ]


def test_a_lone_three_between_two_values_is_the_word_and():
    rows = sound()
    rows[0][4], rows[0][6:] = "সংখ্যা ও তারিখ", ["২ ৩ ৩০/০৬/২৩", "১", "", "", ""]
    found = plan(*rows)
    assert issues(found, "DIGIT_CONFUSION_SUSPECT") == [(1, 7)]


def test_one_value_is_not_several():
    rows = sound()
    rows[0][6] = "১,২৫,০০০.৫০"
    assert issues(plan(*rows), "MULTI_VALUE_CELL") == []


def test_continuation_is_told_at_its_first_row():
    found = read(CHARTER, [PLAN, numbers(11), *sound()[:2]], None, [PLAN, numbers(11), sound()[2]])
    assert issues(found, "CONTINUATION_MERGED") == [(3, None)] and found.tables[0].pages == [1, 2]
    assert issues(plan(*sound()), "CONTINUATION_MERGED") == []


def test_table_unmatched():
    found = read("বৃষ্টিপাত", [["কেন্দ্র", "মিলিমিটার"], ["উত্তর", "১২"]])
    assert issues(found, "TABLE_UNMATCHED") == [(None, None)]
    assert issues(plan(plan_row("1.1.1")), "TABLE_UNMATCHED") == []
