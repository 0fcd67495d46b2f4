"""A table that goes on: its columns are those of the page before, though some are blank."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from drawn import spots_of, table
from printed import HIGH, centred, level, words

from extract.gaps import complete
from extract.grid import lattices
from extract.model import Box
from extract.spacing.continued import Before, before, continued

A4 = (595.0, 842.0, 72.0)
WIDTHS = (80, 60, 120, 80, 60, 60)  # two columns of areas, activity, unit, two figures
FIELD = Box(60.0, 100.0, 520.0, 126.0)
ROW = words(205, 110, 6, 7) + centred(360, 110, 4) + centred(430, 110, 1) + centred(490, 110, 1)


def told():
    drawn = table(WIDTHS, (20, 20), left=60.0, top=80.0)
    (lattice,) = lattices(drawn.pieces(), *A4)
    return before(lattice, 72.0)


def test_what_a_table_tells_is_its_width_and_the_places_of_its_columns():
    found = told()
    assert round(found.width * 72) == 460
    assert [round(part * 460) for part in found.parts] == [80, 140, 260, 340, 400]


def test_blank_columns_at_the_left_of_a_single_row_are_kept():
    rulings = [level(100, 60, 520), level(126, 60, 520)]
    found = complete(ROW, rulings, *A4, before=told())
    (lattice,) = lattices([*rulings, *found], *A4, ROW)
    assert spots_of(lattice) == tuple((0, column, 1, 1) for column in range(6))


def test_a_title_may_stand_across_the_columns():
    boxes = [*ROW, *words(65, 130, 9, 9, 9)]
    assert len(continued(told(), boxes, Box(60, 100, 520, 146), HIGH, 72.0)) == 5


def test_another_table_does_not_go_on():
    wider = Before(told().width * 1.1, told().parts)
    assert continued(wider, ROW, FIELD, HIGH, 72.0) == ()
    across = [*ROW, Box(180, 110, 204, 117)]
    assert continued(told(), across, FIELD, HIGH, 72.0) == ()
    assert continued(None, ROW, FIELD, HIGH, 72.0) == ()
