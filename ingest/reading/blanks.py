"""Cells without ink in tables whose print is half gone: that they are blank is not proven.

Where a photocopy left so little of figures that many can't be read, of a dash or a lone ১ it left nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from extract.expectation import Expected
from extract.model import Cell
from ingest.engines import FIGURES
from ingest.reading.layered import DOUBTFUL

_GUESSED = 0.5  # a figure that is less sure could hardly be read
_MANY = 0.5  # of the characters of a table's figures: so counted, the numbers of its columns make it no better
_FEW = 12  # characters, which tell nothing of the others


def unproven(cells: Sequence[Cell], expects: Sequence[Expected | None]) -> list[Cell]:
    """The cells of a table, those without ink in doubt where figures are expected that can hardly be read.

    `expects`: what each cell should hold.
    """
    figures = [cell for cell, holds in zip(cells, expects, strict=True) if holds in FIGURES]
    count, guessed = (sum(len(cell.raw) for cell in figures if cell.confidence < most) for most in (math.inf, _GUESSED))
    if count < _FEW or guessed < _MANY * count:
        return list(cells)
    return [
        replace(cell, confidence=min(cell.confidence, DOUBTFUL))
        if not cell.raw and not cell.ink and holds in FIGURES
        else cell
        for cell, holds in zip(cells, expects, strict=True)
    ]
