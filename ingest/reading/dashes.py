"""Cells that hold a dash and nothing else: they say one thing, whichever dash it is; the ink tells which is printed.

Readers can't tell dashes apart that stand alone, and differ over them without need. Of 84 printed in six fonts, clean
and worn, hyphens are 0.28 to 0.57 of the digits' height long, and en dashes 0.61 to 0.78.

A short or thin one may be dust. But where others of its size stand in its row or in its column, it was printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.model import Box, Word
from ingest.engines.lines import inside
from ingest.reading import confidence
from ingest.scan import Picture

_DASHES = frozenset("-–—")
_FAINT = 0.08  # of the digits' height: a lower dash may be dust
_LONG = 1.4  # times as long as high: what is shorter may be dust
_TOGETHER = 3  # dashes of one size in a row or a column were printed, however small
_ASIDE = 3  # pixels that they stand out of line
_LENGTHS = ((1.1, "—"), (0.59, "–"))  # of the digits' height; as long at least


@dataclass(frozen=True, slots=True)
class _Stroke:
    """The ink of a dash: its upper left corner on the page, how long it is, and its rows of pixels."""

    x: int
    y: int
    length: int
    rows: int

    def in_line_with(self, other: _Stroke) -> bool:
        """Whether another of its size (or itself) stands in its row or in its column."""
        alike = abs(self.length - other.length) <= 1 and abs(self.rows - other.rows) <= 1
        return alike and (abs(self.x - other.x) <= _ASIDE or abs(self.y - other.y) <= _ASIDE)


def alike(words: list[Word]) -> list[Word]:
    """The words of a cell; a dash alone is a hyphen, so that readings of it agree."""
    return [replace(words[0], raw="-")] if _alone(words) else words


def told_apart(ink: Picture, found: Iterable[list[Word]], high: float) -> list[list[Word]]:
    """The words of cells; a dash alone is what its length says, in doubt where it may be dust.

    `ink`: of the page; `high`: how high its digits are, in pixels.
    """
    held = [(words, _stroke(ink, words[0].box) if _alone(words) else None) for words in found]
    strokes = [stroke for _, stroke in held if stroke]
    return [_told(words, stroke, strokes, high) if stroke else words for words, stroke in held]


def _told(words: list[Word], stroke: _Stroke, all_of_page: Sequence[_Stroke], high: float) -> list[Word]:
    plain = stroke.rows >= _FAINT * high and stroke.length >= _LONG * stroke.rows
    raw = next((dash for least, dash in _LENGTHS if stroke.length >= least * high), "-")
    printed = plain or (stroke.length > 0 and sum(map(stroke.in_line_with, all_of_page)) >= _TOGETHER)
    told = words[0].confidence
    return [replace(words[0], raw=raw, confidence=told if printed else confidence.misfit(told))]


def _stroke(ink: Picture, box: Box) -> _Stroke:
    x0, y0, x1, y1 = inside(box, ink)
    part = ink[y0:y1, x0:x1]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if not columns.size:
        return _Stroke(x0, y0, 0, 0)
    length = int(columns[-1] + 1 - columns[0])
    return _Stroke(x0 + int(columns[0]), y0 + int(rows[0]), length, len(rows))


def _alone(words: Iterable[Word]) -> bool:
    return [word.raw in _DASHES for word in words] == [True]
