"""Cells of whose sides the ink tells otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from drawn import table

from extract.doubts import with_doubts
from extract.grid import lattices
from extract.model import Box

A4 = (595.0, 842.0)
SPANNED = table((60, 60, 60), (20, 20, 20), [
    (0, 0, 1, 1), (0, 1, 1, 2), *((row, col, 1, 1) for row in (1, 2) for col in range(3)),
])  # fmt: skip


def doubted(boxes):
    [lattice] = lattices(SPANNED.pieces(), *A4)
    return [(place.row, place.col) for place in with_doubts(lattice, boxes, 1.0).cells if place.doubtful]


def letters(*places):
    return [Box(x, y, x + 10, y + 8) for x, y in places]


def test_two_texts_in_one_cell_are_doubtful_where_a_line_may_be_lost_between_them():
    assert doubted(letters((140, 86), (200, 86))) == [(0, 1)]


def test_a_heading_across_the_line_is_not():
    assert doubted([Box(150, 86, 210, 94), *letters((70, 106), (140, 106), (200, 106))]) == []


def test_a_letter_that_stands_in_two_cells_makes_both_doubtful():
    assert doubted([Box(112, 106, 128, 114)]) == [(1, 0), (1, 1)]
    assert doubted([Box(70, 114, 80, 126)]) == [(1, 0), (2, 0)]


def test_what_only_touches_a_line_and_shreds_of_rulings_are_no_doubt():
    assert doubted([Box(100, 106, 121, 114), Box(119, 104, 121, 118), *letters((70, 106))]) == []


def test_a_figure_through_which_a_line_of_the_table_was_guessed_makes_both_cells_doubtful():
    assert doubted(letters((108.5, 106), (120.5, 106))) == [(1, 0), (1, 1)]
    assert doubted(letters((105, 106), (125, 106))) == []
    assert doubted(letters((108.5, 101), (120.5, 109))) == []
