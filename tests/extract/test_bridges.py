"""Tables that lost their uprights beside one row are one; two plans of one form stay two."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from drawn import spots_of, table
from printed import HIGH, centred, words

from extract.gaps import complete
from extract.grid import lattices

A4 = (595.0, 842.0, 72.0)
WIDTHS = (60, 120, 80, 60, 60)


def filled(drawn, rows):
    return [box for row in rows for x in drawn.xs[:-1] for box in words(x + 6, drawn.ys[row] + 8, 4)]


def found(rulings, boxes):
    return [spots_of(t) for t in lattices([*rulings, *complete(boxes, rulings, *A4)], *A4, boxes)]


def test_a_row_beside_which_all_uprights_are_lost_is_one_of_its_table():
    # the second row of a plan on a bad scan: a table ended above it, another began below it, its figures were in none
    drawn = table(WIDTHS, (24, 24, 24, 24), left=60.0, top=80.0)
    boxes = filled(drawn, range(4))
    lost = {drawn.piece((False, line, 1)) for line in range(len(WIDTHS) + 1)}
    broken = [piece for piece in drawn.pieces() if piece not in lost]
    assert found(broken, boxes) == [drawn.spots]


def test_a_title_between_two_tables_of_the_same_columns_leaves_them_two():
    above = table(WIDTHS, (24, 24), left=60.0, top=80.0)
    below = table(WIDTHS, (24, 24), left=60.0, top=170.0)
    boxes = filled(above, range(2)) + filled(below, range(2)) + centred(250, 145, 9, 9, 9, 9)
    assert found([*above.pieces(), *below.pieces()], boxes) == [above.spots, below.spots]


def test_a_line_of_few_texts_between_two_tables_is_no_row():
    above = table(WIDTHS, (24, 24), left=60.0, top=80.0)
    below = table(WIDTHS, (24, 24), left=60.0, top=80.0 + 48 + 4 * HIGH)
    boxes = filled(above, range(2)) + filled(below, range(2)) + words(66, 80 + 48 + 10, 6)
    assert found([*above.pieces(), *below.pieces()], boxes) == [above.spots, below.spots]
