"""A dash alone in its cell: readers can't tell which, its length can."""

import numpy as np
import pytest

from extract.model import Box, Word
from ingest.reading import confidence, dashes

BOX = Box(0, 0, 60, 20)


@pytest.mark.parametrize(("length", "dash"), [(8, "-"), (11, "-"), (13, "–"), (16, "–"), (30, "—")])
def test_its_length_tells_a_dash(length, dash):
    ink = np.zeros((20, 60), np.uint8)
    ink[9:11, 5 : 5 + length] = 255
    ((word,),) = dashes.told_apart(ink, [dashes.alike([Word("—", BOX, 0.3)])], 20.0)
    assert word == Word(dash, BOX, 0.3)


@pytest.mark.parametrize(("thick", "sure"), [(1, False), (2, True), (6, False)])
def test_a_dash_of_a_single_row_or_as_high_as_long_may_be_dust(thick, sure):
    ink = np.zeros((20, 60), np.uint8)
    ink[9 : 9 + thick, 5:11] = 255
    ((word,),) = dashes.told_apart(ink, [[Word("-", BOX, 0.97)]], 15.0)
    assert word.raw == "-" and (word.confidence >= confidence.SURE) is sure


@pytest.mark.parametrize("raws", [["১-২"], ["–", "২"], ["--"], []])
def test_what_stands_in_a_figure_or_beside_one_stays(raws):
    held = [Word(raw, BOX, 0.9) for raw in raws]
    assert dashes.told_apart(np.zeros((20, 60), np.uint8), [dashes.alike(held)], 20.0) == [held]


@pytest.mark.parametrize(
    ("third", "sure"),
    [((125, 8, 5, 1), True), ((125, 14, 5, 1), False), ((125, 8, 9, 1), False), ((125, 8, 5, 3), False)],
)
@pytest.mark.parametrize("turned", [False, True])
def test_three_of_one_size_in_a_row_or_a_column_are_no_dust(third, sure, turned):
    ink = np.zeros((180, 180), np.uint8)
    boxes = [Box(0, 60 * n, 60, 60 * n + 60) if turned else Box(60 * n, 0, 60 * n + 60, 60) for n in range(3)]
    for x, y, length, thick in ((5, 9, 5, 1), (65, 9, 5, 1), third):
        left, top = (y, x) if turned else (x, y)
        ink[top : top + thick, left : left + length] = 255
    given = dashes.told_apart(ink, [[Word("-", box, 0.97)] for box in boxes], 20.0)
    assert (given[0][0].confidence >= confidence.SURE) is sure
