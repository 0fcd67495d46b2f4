"""Columns whose line a scan lost in all rows: the same wide white in each tells of it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from drawn import spots_of, table
from printed import centred, words

from extract.gaps import complete
from extract.grid import lattices

A4 = (595.0, 842.0, 72.0)
SPOTS = [(0, 0, 1, 1), (0, 1, 1, 2), *((row, column, 1, 1) for row in range(1, 6) for column in range(3))]
DRAWN = table((100, 90, 90), (20,) * 6, SPOTS, left=60.0, top=80.0)


def middle(column):
    return (DRAWN.xs[column] + DRAWN.xs[column + 1]) / 2


def page(right=6):
    """A heading over two columns; names and two figures a row, those of the last column in the first `right` rows."""
    boxes = centred((DRAWN.xs[1] + DRAWN.xs[3]) / 2, 86, 7)
    for row in range(1, 6):
        y = DRAWN.ys[row] + 6
        boxes += words(65, y, 7) + centred(middle(1), y, 3) + (centred(middle(2), y, 3) if row <= right else [])
    return boxes


def found(lost, boxes):
    rulings = [piece for piece in DRAWN.pieces() if piece not in lost]
    (lattice,) = lattices([*rulings, *complete(boxes, rulings, *A4)], *A4, boxes)
    return spots_of(lattice)


LOST = {DRAWN.piece((False, 2, row)) for row in range(1, 6)}


def test_a_column_line_lost_in_all_rows_is_drawn_where_all_leave_white():
    # ৬৯.৭% and ৫০.৯%: one cell held both, and the second column's figures were lost with nothing said
    assert found(LOST, page()) == DRAWN.spots


def test_one_piece_of_it_tells_where_it_stands():
    assert found(LOST - {DRAWN.piece((False, 2, 4))}, page()) == DRAWN.spots


def test_white_in_few_rows_draws_nothing():
    assert len(found(LOST, page(right=2))) == len(DRAWN.spots) - 5


def test_text_across_the_white_ends_it():
    boxes = [box for box in page() if not (box.y0 > DRAWN.ys[5] and box.x0 > 160)]
    across = words(DRAWN.xs[1] + 5, DRAWN.ys[5] + 6, 9, 9, 8)
    assert found(LOST, [*boxes, *across])[-2:] == ((5, 0, 1, 1), (5, 1, 1, 2))
