"""Columns told by all evidence at once: labels, cells, codes, number row."""

import pytest

from tests.extract.grids import CHARTER, PLAN, achieved, codes, keys, numbers, pairs, plan, read, sound, values

KEYS = ["area", "area_weight", "activity", "indicator", "unit", "weight", "t100", "t90", "t80", "t70", "t60"]


def relabelled(*labels, number_row=True):
    return read(CHARTER, [list(labels), *([numbers(11)] if number_row else []), *sound()])


@pytest.mark.parametrize("away", range(11))
def test_one_label_lost(away):
    found = relabelled(*[*PLAN[:away], "", *PLAN[away + 1 :]])
    assert keys(found) == KEYS
    assert [values(found, k) for k in (1, 2)] == [[4, 3, 2, 1, 0], [4, 3, 2, 1, None]]


@pytest.mark.parametrize("at", range(10))
def test_two_neighbouring_labels_exchanged(at):
    head = list(PLAN)
    head[at], head[at + 1] = head[at + 1], head[at]
    found = relabelled(*head)
    wrong = [v for v in found.values if v.level_pct != 100 - 10 * (v.col_no - 7)]
    assert keys(found)[:6] == KEYS[:6]
    assert all(v.uncertain for v in wrong) and (not wrong or codes(found, "error"))


def test_labels_shifted_by_one_without_number_row():
    found = relabelled(*PLAN[1:], PLAN[0], number_row=False)
    assert keys(found)[2:5] == KEYS[2:5]
    assert "COLUMN_SHIFT" in codes(found, "error")
    assert all(v.uncertain for v in found.values if keys(found)[v.col_no - 1] != KEYS[v.col_no - 1])


def test_no_label_at_all():
    found = read(CHARTER, [numbers(11), *sound()])
    assert keys(found) == KEYS and values(found, 1) == [4, 3, 2, 1, 0]


@pytest.mark.parametrize("away", [4, 10])
def test_a_column_left_away(away):
    cut = lambda row: [*row[:away], *row[away + 1 :]]  # noqa: E731
    found = read(CHARTER, [cut(PLAN), numbers(10), *map(cut, sound())])
    assert keys(found) == cut(KEYS)


def test_a_blank_column_amid_the_others():
    """Exports of merged cells leave columns that hold nothing."""
    widen = lambda row: [*row[:4], "", *row[4:]]  # noqa: E731
    found = read(CHARTER, [widen(PLAN), *map(widen, sound())])
    assert keys(found) == [*KEYS[:4], None, *KEYS[4:]]
    assert codes(found, "error", "warn") == []


def test_quarters_and_totals_of_other_forms():
    assert keys(read("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনার ত্রৈমাসিক অর্জন", achieved()))[6:] == [
        "annual_target",
        "q1",
        "q2",
        "q3",
        "q4",
        "total",
    ]
    assert keys(read("শুদ্ধাচার কৌশল কর্মপরিকল্পনা", pairs()))[5:] == [
        "annual_target",
        "row_kind",
        "q1",
        "q2",
        "q3",
        "q4",
        "total",
        "score",
        "remarks",
    ]


def test_confidence_is_told():
    sure, unsure = plan(*sound()), relabelled(*PLAN[1:], PLAN[0], number_row=False)
    assert sure.tables[0].alignment_confidence > 0.9 > unsure.tables[0].alignment_confidence
    assert "own label" in sure.tables[0].alignment
