"""Headings over several columns whose cells came out too narrow."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest
from printed import HIGH, centred

from extract.grid import Lattice, Place
from extract.model import Box
from extract.spacing.widened import widened

SIDES = (0.0, 100.0, 160.0, 220.0, 280.0, 340.0, 440.0)
TOP, LINE, END, FOOT = 0.0, 20.0, 60.0, 90.0


def middle(first, last):
    return (SIDES[first] + SIDES[last + 1]) / 2


def table(over, *, through=()):
    """A head with one heading over columns (first, last), a row below; `through`: columns with a line under row 0."""
    first, last = over
    held = [(0, first, 1, last - first + 1)]
    for column in range(6):
        if first <= column <= last:
            held.append((1, column, 1, 1))
        elif column in through:
            held += [(0, column, 1, 1), (1, column, 1, 1)]
        else:
            held.append((0, column, 2, 1))
        held.append((2, column, 1, 1))
    ys = (TOP, LINE, END, FOOT)
    return Lattice(Box(0, 0, SIDES[-1], FOOT), 3, 6, tuple(
        Place(r, c, rs, cs, Box(SIDES[c], ys[r], SIDES[c + cs], ys[r + rs])) for r, c, rs, cs in sorted(held)
    ))  # fmt: skip


def head(over, low):
    """Texts: a heading over columns (first, last), the headings of columns `low` under it, others in the middle."""
    boxes = centred(middle(*over), 6, 7, 6, 5)
    for column in range(6):
        y = (LINE + END) / 2 if column in low else (TOP + END) / 2
        boxes += centred(middle(column, column), y - HIGH / 2, 5)
    return boxes


def places(found):
    return [(c.row, c.col, c.rowspan, c.colspan) for c in found.cells]


@pytest.mark.parametrize("cut", [(1, 3), (2, 4), (1, 2), (3, 4)])
@pytest.mark.parametrize("through", [(), (1, 2, 3, 4)])
def test_a_heading_stands_over_all_columns_in_whose_middle_it_is_printed(cut, through):
    whole = (1, 4)
    found = widened(
        table(cut, through=[c for c in through if not cut[0] <= c <= cut[1]]), head(whole, range(1, 5)), HIGH
    )
    assert places(found) == places(table(whole))
    assert sorted(found.cells, key=lambda c: (c.row, c.col)) == list(table(whole).cells)


def test_a_heading_at_the_left_of_its_columns_stays():
    boxes = head((0, 5), range(1, 5))[3:] + centred(middle(1, 1) + 10, 6, 7, 6)
    assert widened(table((1, 4)), boxes, HIGH) == table((1, 4))


def test_columns_whose_headings_stand_in_the_middle_of_the_head_are_not_under_it():
    boxes = head((1, 4), range(1, 4))
    assert widened(table((1, 3)), boxes, HIGH) == table((1, 3))


def test_no_heading_reaches_over_columns_with_another_text_at_its_height():
    boxes = head((1, 4), range(1, 5)) + centred(SIDES[5] - 6, 6, 1)
    assert widened(table((1, 2)), boxes, HIGH) == table((1, 2))


def test_a_table_that_is_all_head_stays():
    both = table((1, 3))
    short = Lattice(Box(0, 0, SIDES[-1], END), 2, 6, tuple(cell for cell in both.cells if cell.row < 2))
    assert widened(short, head((1, 4), range(1, 5)), HIGH) == short
