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
    (word,) = dashes.told_apart(ink, dashes.alike([Word("—", BOX, 0.3)]), 20.0)
    assert word == Word(dash, BOX, 0.3)


@pytest.mark.parametrize(("thick", "sure"), [(1, False), (2, True), (6, False)])
def test_a_dash_of_a_single_row_or_as_high_as_long_may_be_dust(thick, sure):
    ink = np.zeros((20, 60), np.uint8)
    ink[9 : 9 + thick, 5:11] = 255
    (word,) = dashes.told_apart(ink, [Word("-", BOX, 0.97)], 15.0)
    assert word.raw == "-" and (word.confidence >= confidence.SURE) is sure


@pytest.mark.parametrize("raws", [["১-২"], ["–", "২"], ["--"], []])
def test_what_stands_in_a_figure_or_beside_one_stays(raws):
    held = [Word(raw, BOX, 0.9) for raw in raws]
    assert dashes.told_apart(np.zeros((20, 60), np.uint8), dashes.alike(held), 20.0) == held
