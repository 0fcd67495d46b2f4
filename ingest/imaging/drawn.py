"""Drawn: lines of a page as they are put together from traced pieces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ingest.imaging.traces import Trace


@dataclass(frozen=True, eq=False)
class Drawn:
    """A drawn line on the copy: its pieces in order, and the row it keeps. Columns and rows are swapped if upright."""

    pieces: tuple[Trace, ...]

    @cached_property
    def start(self) -> int:
        """Its first column."""
        return min(piece.start for piece in self.pieces)

    @cached_property
    def end(self) -> int:
        """The column after its last."""
        return max(piece.end for piece in self.pieces)

    @cached_property
    def length(self) -> int:
        """Its columns from end to end."""
        return self.end - self.start

    @cached_property
    def at(self) -> float:
        """Its row: the mean over its pieces, long ones counting more."""
        return float(np.average([piece.at for piece in self.pieces], weights=[piece.length for piece in self.pieces]))

    @cached_property
    def darkness(self) -> float:
        """How dark it is: the mean over its pieces."""
        return float(np.average([trace.darkness for trace in self.pieces], weights=[t.length for t in self.pieces]))

    @cached_property
    def first_row(self) -> float:
        """The row in which it begins."""
        return float(self.pieces[0].path[:8].mean())

    @cached_property
    def last_row(self) -> float:
        """The row in which it ends."""
        return float(self.pieces[-1].path[-8:].mean())

    def row(self, column: int) -> float:
        """The row that it keeps in a column: of the piece there, or of the nearest."""
        piece = min(self.pieces, key=lambda piece: max(piece.start - column, column - piece.end + 1, 0))
        return float(piece.path[min(max(column - piece.start, 0), piece.length - 1)])

    def meets(self, end: float, at: float, near: float) -> bool:
        """Whether a line across that ends in column `end` of its own, in its row `at`, ends at this one or so near."""
        return abs(self.at - end) <= near and self.start - near <= at <= self.end + near

    def crosses(self, other: Drawn, near: float) -> bool:
        """Whether a line across runs over this one's row, or ends so near."""
        return self.start - near <= other.at <= self.end + near and other.start - near <= self.at <= other.end + near

    def between(self, start: int, end: int) -> Drawn:
        """Give the line cut, or drawn out straight, to these columns."""
        kept = [piece for piece in self.pieces if piece.start < end and piece.end > start]
        if not kept:
            return self
        first = min(kept, key=lambda piece: piece.start)
        last = max(kept, key=lambda piece: piece.end)
        fitted = []
        for piece in kept:
            left = start if piece is first else max(start, piece.start)
            right = end if piece is last else min(end, piece.end)
            columns = np.clip(np.arange(left, right) - piece.start, 0, piece.length - 1)
            fitted.append(replace(piece, start=left, end=right, path=piece.path[columns]))
        return Drawn(tuple(fitted))


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a page on its copy: level and upright ones; `scale`: pixels of the page for one of the copy."""

    level: tuple[Drawn, ...]
    upright: tuple[Drawn, ...]
    scale: float
