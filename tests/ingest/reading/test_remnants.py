"""What is left of rulings at the borders of cells is read as nothing; print that stands there stays."""

import numpy as np
import pytest

from extract.grid import Lattice, Place
from extract.model import Box, Ruling
from ingest.imaging import Prepared
from ingest.reading import remnants

LEFT, RIGHT = Place(0, 0, 1, 1, Box(50, 50, 150, 150)), Place(0, 1, 1, 1, Box(150, 50, 250, 150))
TABLE = Lattice(Box(50, 50, 250, 150), 1, 2, (LEFT, RIGHT))
FOLLOWED = (Ruling(150, 10, 150, 40), Ruling(10, 50, 40, 50))  # elsewhere on the page


def cleared(*inked, rulings=FOLLOWED):
    """How much ink is left of boxes of ink on a page with one table, at 200 dpi."""
    ink = np.zeros((200, 300), np.uint8)
    for x0, y0, x1, y1 in inked:
        ink[y0:y1, x0:x1] = 255
    page = Prepared(255 - ink, ink, rulings, (), 0, 0.0, 200.0, 1.0, False, False, np.eye(3))
    remnants.clear(page, [TABLE])
    assert ((page.grey == 255) == (page.ink == 0)).all()
    return np.count_nonzero(page.ink)


@pytest.mark.parametrize(
    ("inked", "left"),
    [
        ((149, 70, 152, 90), 0),  # of the upright between the cells
        ((80, 49, 120, 52), 0),  # of the level line above
        ((149, 70, 170, 90), 21 * 20),  # a letter that touches the border
        ((155, 70, 158, 90), 3 * 20),  # a danda inside
        ((100, 100, 120, 103), 20 * 3),  # a dash alone in its cell
        ((251, 70, 253, 90), 2 * 20),  # at a border that white alone tells
    ],
)
def test_pieces_of_rulings_at_borders_go(inked, left):
    assert cleared(inked) == left


WORN = [(153, y, 155, y + high) for y, high in ((52, 4), (60, 17), (80, 5), (90, 9), (104, 2), (110, 20))]
WORN_LEVEL = [(y0, 53, y1, 55) for _, y0, _, y1 in WORN]


@pytest.mark.parametrize(
    ("inked", "left"),
    [
        (WORN, 0),  # ২ was read as । । ২ / ।
        (WORN_LEVEL, 0),
        ([(153, 55, 155, 145)], 0),  # whole
        ([(162, y0, 164, y1) for _, y0, _, y1 in WORN], 2 * 57),  # too far from its border
        ([(153, y, 155, y + 18) for y in range(52, 140, 22)], 2 * 18 * 4),  # 1 below 1
        ([(153, 60, 155, 80)], 2 * 20),  # a single danda
        ([(153, 60, 155, 80), *((155, y, 170, y + 2) for y in (60, 78))], 2 * 20 + 2 * 30),  # a letter
    ],
)
def test_the_second_stroke_of_a_double_ruling_goes(inked, left):
    assert cleared(*inked) == left


def test_without_any_ruling_print_may_stand_on_a_border():
    assert cleared((149, 70, 152, 90), rulings=()) == 60
