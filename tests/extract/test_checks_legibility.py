"""Doubts of cells that an engine read from a picture."""

from dataclasses import replace

import pytest

from extract import document
from extract.model import Grid, Line, Page
from tests.extract.grids import CHARTER, PLAN, grid, issues, numbers, sound


def scanned(*changes, rows=None):
    """The sound plan as read from a picture; `changes` are (row of the body from 1, column from 1, fields of Cell)."""
    plain = grid([PLAN, numbers(len(PLAN)), *(rows or sound())])
    changed = {(row + 1, col - 1): fields for row, col, fields in changes}
    cells = tuple(
        replace(c, **{"ink": bool(c.raw), "confidence": 0.97, "engine": "fake", **changed.get((c.row, c.col), {})})
        for c in plain.cells
    )
    page = Page(1, (Line(CHARTER), Grid(cells, plain.n_rows, plain.n_cols, 1, True)), route="ocr", engine="fake")
    return document("d0c", [page])


def test_sure_readings_raise_nothing():
    assert scanned().issues == []


def test_ink_without_text_is_no_blank():
    found = scanned((1, 8, {"raw": "", "ink": True, "confidence": 0.0}))
    assert issues(found, "INK_WITHOUT_TEXT") == [(1, 8)]
    value = next(v for v in found.values if (v.row_no, v.col_no) == (1, 8))
    assert (value.status, value.value_num, value.uncertain) == ("unreadable", None, True)
    assert next(i for i in found.indicators if i.row_no == 1).needs_review


def test_a_blank_without_ink_is_blank():
    found = scanned((1, 11, {"raw": "", "ink": False}))
    assert issues(found, "INK_WITHOUT_TEXT") == []
    assert next(v for v in found.values if (v.row_no, v.col_no) == (1, 11)).status == "blank"


def test_a_blank_whose_cell_is_in_doubt_is_told():
    # two rows of a table without rulings were put together: the total stood in the other one
    found = scanned((1, 11, {"raw": "", "ink": False, "confidence": 0.6}), (1, 4, {"raw": "", "confidence": 0.6}))
    assert issues(found, "LOW_CONFIDENCE") == [(1, 11)]
    assert "blank" in next(i for i in found.issues if i.code == "LOW_CONFIDENCE").message_en


def test_figures_in_a_head_in_doubt_are_told():
    # of a table without rulings three rows came into the head
    rows = [["ক্রমিক", "জেলা", "লক্ষ্যমাত্রা", "বিতরণ"], ["৪", "ক", "১", "২"], ["৫", "খ", "৩", "৪"], ["৬", "গ", "৫", "৬"]]
    plain = grid(rows)
    more = {0: " ১ ২ ৩", 2: " ৪৫৮.৯৯ ১12.26 ৭", 3: " ২০২৩-২৪"}

    def read(sure):
        cells = tuple(
            replace(c, raw=c.raw + more.get(c.col, ""), confidence=sure) if c.row == 0 else c for c in plain.cells
        )
        return document("d0c", [Page(1, (Line("ঋণ বিতরণ"), Grid(cells, plain.n_rows, plain.n_cols, 1, True)))])

    assert issues(read(0.6), "LOW_CONFIDENCE") == [(0, 1), (0, 3)] and issues(read(1.0), "LOW_CONFIDENCE") == []


@pytest.mark.parametrize(
    "dates",
    ["০২.০৪.২০২২ ১২.০৪.২০২২ ২২.০৪.২০২২", "০৩ জানুয়ারি,১০ জানুয়ারি, ২০২০ ২০২০"],  # the second on two lines
)
def test_columns_under_a_cell_of_several_values_are_told(dates):
    # dates too wide for their columns, read as one cell
    plain = grid([PLAN, numbers(len(PLAN)), *sound()])
    cells = tuple(
        replace(c, raw=dates, colspan=3) if (c.row, c.col) == (2, 7) else c
        for c in plain.cells
        if (c.row, c.col) not in {(2, 8), (2, 9)}
    )
    found = document("d0c", [Page(1, (Line(CHARTER), Grid(cells, plain.n_rows, plain.n_cols, 1, True)))])
    assert [place for place in issues(found, "LOW_CONFIDENCE") if place[1] > 8] == [(1, 9), (1, 10)]
    assert (1, 8) in issues(found, "MULTI_VALUE_CELL") + issues(found, "LOW_CONFIDENCE")


@pytest.mark.parametrize(("sure", "told"), [(0.14, [(1, 9)]), (0.8, [])])
def test_a_column_of_figures_under_a_hardly_legible_cell_is_told(sure, told):
    # the line between a word and the figure beside it was lost, and the figure with it
    plain = grid([PLAN, numbers(len(PLAN)), *sound()])
    cells = tuple(
        replace(c, raw="লক্ষ্যমাত্রা", colspan=2, confidence=sure) if (c.row, c.col) == (2, 7) else c
        for c in plain.cells
        if (c.row, c.col) != (2, 8)
    )
    found = document("d0c", [Page(1, (Line(CHARTER), Grid(cells, plain.n_rows, plain.n_cols, 1, True)))])
    assert [place for place in issues(found, "LOW_CONFIDENCE") if place[1] > 8] == told


def test_an_unsure_figure_is_uncertain_and_told():
    found = scanned((2, 7, {"confidence": 0.6}))
    assert issues(found, "LOW_CONFIDENCE") == [(2, 7)]
    value = next(v for v in found.values if (v.row_no, v.col_no) == (2, 7))
    assert value.uncertain and value.confidence == 0.6 and value.status == "ok"


def test_two_readings_of_one_figure_are_both_told():
    found = scanned((2, 7, {"confidence": 0.6, "other": "৯"}))
    assert issues(found, "ENGINE_DISAGREEMENT") == [(2, 7)]
    told = next(i for i in found.issues if i.code == "ENGINE_DISAGREEMENT")
    assert "৯" in told.message_en and "৯" in told.message_bn and told.suggestion == "৯"


def told_of(found, col_no):
    value = next(v for v in found.values if (v.row_no, v.col_no) == (1, col_no))
    return value.confidence >= 0.9, value.uncertain


def run(*levels):
    rows = sound()
    rows[0][6:] = levels
    return rows


def test_an_even_run_vouches_for_a_figure_that_was_not_read_surely():
    found = scanned((1, 8, {"confidence": 0.8}), rows=run("৫০", "৪০", "৩০", "২০", "১০"))
    assert told_of(found, 8) == (True, False) and found.issues == []


@pytest.mark.parametrize(
    ("fields", "levels"),
    [
        ({"confidence": 0.8}, ("৫০", "৪১", "৩০", "২০", "১০")),  # no even run
        ({"confidence": 0.55}, ("৫০", "৪০", "৩০", "২০", "১০")),  # another reading fits better, or it fits nothing
        ({"confidence": 0.8, "other": "৪৮"}, ("৫০", "৪০", "৩০", "২০", "১০")),
    ],
)
def test_nothing_vouches_for_a_figure(fields, levels):
    assert told_of(scanned((1, 8, fields), rows=run(*levels)), 8) == (False, True)


def test_figures_that_are_hardly_read_do_not_vouch_for_one_another():
    found = scanned(*((1, col, {"confidence": 0.8}) for col in (7, 8, 9)), rows=run("৫০", "৪০", "৩০", "২০", "১০"))
    assert all(told_of(found, col) == (False, True) for col in (7, 8, 9))


def test_a_figure_that_breaks_its_run_is_not_sure_however_plain_its_picture():
    found = scanned(rows=run("২৫", "২২", "২০", "১৭৫", "১৫"))
    assert told_of(found, 10) == (False, True) and told_of(found, 9) == (True, False)


def test_an_unsure_weight_is_told():
    assert issues(scanned((2, 6, {"confidence": 0.6})), "LOW_CONFIDENCE") == [(2, 6)]


def test_words_that_can_be_no_bengali_are_told():
    layer = {"engine": "text layer", "ink": False, "confidence": 1.0}
    found = scanned((2, 4, layer | {"raw": "সভা আেয়ািজত"}), (3, 4, layer | {"raw": "সভা আয়োজিত"}), (1, 4, {"raw": "িসভা"}))
    assert issues(found, "TEXT_LAYER_BROKEN") == [(2, 4)]
    told = next(issue for issue in found.issues if issue.code == "TEXT_LAYER_BROKEN")
    assert told.severity == "warn" and "আেয়ািজত" in told.message_en and told.raw == "সভা আেয়ািজত"
    assert [(i.row_no, i.severity) for i in found.issues if i.rule == "no_bengali"] == [(1, "info"), (2, "warn")]


def test_a_malformed_word_that_is_hardly_legible_is_told_once():
    found = scanned((2, 4, {"raw": "িসভা", "confidence": 0.3}))
    assert issues(found, "LOW_CONFIDENCE") == [(2, 4)]


def test_words_are_told_only_where_they_are_hardly_legible():
    assert issues(scanned((2, 4, {"confidence": 0.7})), "LOW_CONFIDENCE") == []
    found = scanned((2, 4, {"confidence": 0.3}))
    assert [(i.code, i.severity) for i in found.issues] == [("LOW_CONFIDENCE", "info")]
