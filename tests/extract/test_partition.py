"""Columns and rows weighed as a whole: whites, headings, lines."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drawn import spots_of
from printed import HIGH, LINE, centred, level, text, words

from extract.gaps import complete
from extract.grid import lattices
from extract.model import Box
from extract.spacing import bands as rows
from extract.spacing.bands import bands, line_pitch
from extract.spacing.heads import head_cells
from extract.spacing.partition import partition

A4 = (595.0, 842.0, 72.0)
LEFT, RIGHT = 50.0, 545.0
SIDES = (50.0, 78.0, 250.0, 400.0, 450.0, 500.0, 545.0)


def plain(n_rows, n_cols):
    return tuple((r, c, 1, 1) for r in range(n_rows) for c in range(n_cols))


def tables_of(boxes, rulings):
    found = [*rulings, *complete(boxes, rulings, *A4)]
    return [spots_of(lattice) for lattice in lattices(found, *A4, boxes)]


def headings(y, *letters):
    """A heading in the middle of each column."""
    return [box for (a, b), n in zip(pairwise(SIDES), letters, strict=True) for box in centred((a + b) / 2, y, n)]


def row(y, activity=(6, 7, 5, 4)):
    return [
        *centred(64, y, 1), *words(81, y, *activity), *words(253, y, 5, 6),
        *words(403, y, 5), *words(453, y, 2), *words(503, y, 2),
    ]  # fmt: skip


def ruled(n_rows):
    """Level lines above and below each row."""
    return [level(100 + 20 * at, LEFT, RIGHT) for at in range(n_rows + 1)]


def test_a_serial_and_a_text_close_beside_it_are_two_columns():
    # ক্রম is as wide as its column; the white between it and the activities is no wider than between words
    boxes = headings(107, 5, 7, 6, 4, 3, 3) + [box for at in range(1, 6) for box in row(107 + 20 * at)]
    assert tables_of(boxes, ruled(6)) == [plain(6, 6)]


def test_codes_that_begin_every_text_are_no_column():
    # [১.১] stands at the same place in every row, and white behind it in all of them
    boxes = headings(107, 3, 7, 6, 4, 3, 3)
    boxes += [box for at in range(1, 6) for box in row(107 + 20 * at, activity=(4, 3 + at, 6, 5))]
    assert tables_of(boxes, ruled(6)) == [plain(6, 6)]


def test_the_line_above_a_head_may_be_lost_in_part():
    boxes = headings(107, 3, 7, 6, 4, 3, 3) + [box for at in range(1, 6) for box in row(107 + 20 * at)]
    rulings = [level(100, LEFT, 420), *ruled(6)[1:]]
    assert tables_of(boxes, rulings) == [plain(6, 6)]


def test_a_heading_reaches_as_far_as_the_line_under_it():
    # in the middle of seven columns, but the line under it runs over three
    edges = [100.0 * at for at in range(8)]
    boxes = [Box(290, 10, 410, 20)] + [Box(100.0 * at + 20, 40, 100.0 * at + 80, 50) for at in range(7)]
    cells = head_cells(boxes, edges, Box(0, 0, 700, 60), 10.0, drawn=[level(28, 200, 500)])
    assert Box(200, 0, 500, 28) in cells
    assert {(cell.x0, cell.x1) for cell in cells if cell.y1 > 28 and cell.y0 == 0} >= {(0, 100), (100, 200), (500, 600)}


def test_a_wide_cell_across_a_gutter_leaves_it_one():
    rows = [[Box(0, y, 80, y + 7), Box(100, y, 180, y + 7)] for y in range(0, 180, 20)]
    rows.append([Box(0, 180, 130, 187), Box(150, 180, 180, 187)])
    found, _ = partition(rows, Box(-2, 0, 182, 190), 7.0)
    assert len(found) == 1
    assert 80 < found[0] < 100


@pytest.mark.parametrize("n_cols", [3, 6])
def test_a_number_row_gives_each_of_its_figures_a_column(n_cols):
    numbers = [Box(100.0 * at + 47, 0, 100.0 * at + 53, 7) for at in range(n_cols)]
    rows = [[Box(100.0 * at + 2, y, 100.0 * at + 30, y + 7) for at in range(n_cols - 1)] for y in (20, 40, 60)]
    found, _ = partition([numbers, *rows], Box(0, 0, 100.0 * n_cols, 80), 7.0, numbers=numbers)
    assert [sum(x < (box.x0 + box.x1) / 2 for x in found) for box in numbers] == list(range(n_cols))


def test_rows_of_several_lines_part_where_their_lines_stand_further_apart():
    column = text(0, 0, (5,), (5,)) + text(0, 2 * LINE + 4, (5,), (5,), (5,)) + text(0, 5 * LINE + 8, (5,))
    figures = [Box(100, y, 105, y + HIGH) for y in (0, 2 * LINE + 4, 5 * LINE + 8)]
    found = bands([column, figures], [1], HIGH, line_pitch([column, figures], HIGH)).parts
    assert len(found) == 2
    assert LINE + HIGH < found[0] < 2 * LINE + 4 < 4 * LINE + 4 + HIGH < found[1] < 5 * LINE + 8


def test_rows_of_wide_figures_without_any_ruling_between_them_are_a_table():
    # ১,০২,৩৭৯ in six columns: wider than a column of figures was taken to be, and the table was lost
    starts = (55.0, 100.0, 180.0, 260.0, 340.0, 420.0)
    boxes = [box for x, n in zip(starts, (3, 4, 5, 6, 5, 6), strict=True) for box in words(x, 107, n)]
    for at in range(1, 10):
        boxes += [box for x, n in zip(starts, (1, 5, 8, 8, 8, 8), strict=True) for box in words(x, 107 + 18 * at, n)]
    assert tables_of(boxes, [level(100, LEFT, RIGHT), level(284, LEFT, RIGHT)]) == [plain(10, 6)]


@pytest.mark.parametrize("seed", range(12))
def test_rows_are_the_best_of_all_ways(seed):
    """Ways that can't be the best are left out unseen: the one found is none the worse."""
    draw = Random(seed)
    columns = []
    for _ in range(3):
        y, column = 0.0, []
        for _ in range(draw.randint(2, 5)):
            y += draw.choice((0.0, LINE, LINE, 1.3 * LINE, 2 * LINE))
            column.append(Box(0, y, 30, y + HIGH))
            y += LINE
        columns.append(column)
    laid = rows.Laid(columns, [2], HIGH, LINE)
    places = range(1, len(laid._places) + 1)
    for hanging in (True, False):
        ways = [fit(laid, parts, hanging) for n in range(len(places) + 1) for parts in combinations(places, n)]
        assert laid.bands(hanging).fit == pytest.approx(max(ways))


def fit(laid, parts, hanging):
    """How well rows fit that part at some of the places (from 1)."""
    every = (0, *parts, len(laid._places) + 1)
    cut = sum(column.parting[at - 1] for at in parts for column in laid._held)
    return cut + sum(rows._row(laid._held, a, b, laid._body, hanging) for a, b in pairwise(every))
