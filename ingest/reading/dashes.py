"""Cells that hold a dash and nothing else: they say one thing, whichever dash it is; the ink tells which is printed.

Readers can't tell dashes apart that stand alone, and differ over them without need. Of 84 printed in six fonts, clean
and worn, hyphens are 0.28 to 0.57 of the digits' height long, and en dashes 0.61 to 0.78.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from extract.model import Word
from ingest.engines.lines import inside
from ingest.reading import confidence
from ingest.scan import Picture

_DASHES = frozenset("-–—")
_FAINT = 0.08  # of the digits' height: a lower dash may be dust
_LONG = 1.4  # times as long as high: what is shorter may be dust
_LENGTHS = ((1.1, "—"), (0.59, "–"))  # of the digits' height; as long at least


def alike(words: list[Word]) -> list[Word]:
    """The words of a cell; a dash alone is a hyphen, so that readings of it agree."""
    return [replace(words[0], raw="-")] if _alone(words) else words


def told_apart(ink: Picture, words: list[Word], high: float) -> list[Word]:
    """The words of a cell; a dash alone is what its length says, in doubt where it may be dust.

    `ink`: of the page; `high`: how high its digits are, in pixels.
    """
    if not _alone(words):
        return words
    x0, y0, x1, y1 = inside(words[0].box, ink)
    part = ink[y0:y1, x0:x1]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.count_nonzero(part.any(axis=1))
    length = int(columns[-1] + 1 - columns[0]) if len(columns) else 0
    plain = rows >= _FAINT * high and length >= _LONG * rows
    raw = next((dash for least, dash in _LENGTHS if length >= least * high), "-")
    told = words[0].confidence
    return [replace(words[0], raw=raw, confidence=told if plain else confidence.misfit(told))]


def _alone(words: Iterable[Word]) -> bool:
    return [word.raw in _DASHES for word in words] == [True]
