"""Blank cells among figures of which a photocopy left half: a dash may have been there."""

import pytest

from extract.model import Cell
from ingest.reading import blanks

EXPECTS = ["number", "number", "number", "text", "number", "number"]


def cells(*sure):
    """Three figures as sure as told, a blank cell of words, a blank cell of figures, a cell with ink unread."""
    figures = enumerate(zip(("১২০", "২৫০০", "২০/০২/২৫"), sure, strict=True))
    held = [Cell(0, col, raw, confidence=one) for col, (raw, one) in figures]
    return [*held, Cell(0, 3, ""), Cell(0, 4, ""), Cell(0, 5, "", ink=True)]


@pytest.mark.parametrize(
    ("sure", "doubted"),
    [((0.2, 0.4, 0.1), [4]), ((0.99, 0.99, 0.1), [4]), ((0.2, 0.4, 0.99), []), ((0.9, 0.9, 0.7), [])],
)
def test_a_cell_without_ink_is_blank_only_where_figures_can_be_read(sure, doubted):
    given = cells(*sure)
    made = blanks.unproven(given, EXPECTS)
    assert [k for k in range(6) if made[k] != given[k]] == doubted
    assert all(made[k].confidence < 0.9 for k in doubted)
