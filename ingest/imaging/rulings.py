"""Rulings: which of the traced lines are drawn on the page, put together from their pieces and from double lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from extract.model import Ruling
from ingest.imaging.draft import reduced
from ingest.imaging.traces import Trace, traces
from ingest.scan import Picture

COPY_DPI = 150.0  # of the copy on which lines are traced
WHOLE = 0.2  # a factor so near a whole one is made whole: reducing is faster
DOUBTFUL = (0.07, 0.095)  # most doubt for a level and an upright line; see `_doubt`
SHORT_DOUBT = 0.05  # the same for level lines under HALF_INCH: words are so long too
HALF_INCH = 0.5
STRAY = 0.001  # inches by which a line strays from its own straight line without raising doubt
BEND = 0.0004  # the same for each inch of length: paper bends
SLANT = 0.01  # rows a column, likewise
SOLID = 0.85  # share of columns that are dark, likewise: headlines have holes between words
NEAR = 0.06  # inches: an end so near to another ruling meets it
REACH = 0.03  # inches: the same for the shortest lines; a letter in a narrow row is nearly as high as the row
IN_LINE = 0.022  # inches: pieces so little off each other's row are one line
GAP = 0.16  # inches missing between two pieces of a line, wherever they are
LONG_GAP = 0.5  # inches missing, where neither piece ends at a crossing ruling: a line does not end in mid cell
DOUBLE = 0.05  # inches between the two strokes of a double line at most
FREE = 1.4  # inches: a line so long stands alone; a shorter one must meet others
ONE_END = 0.55  # inches: a shorter one must meet others with both ends
UNDER = 0.3  # share of a lone short line that has print right above it: then it underlines a word


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


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a page on its copy: level and upright ones; `scale`: pixels of the page for one of the copy."""

    level: tuple[Drawn, ...]
    upright: tuple[Drawn, ...]
    scale: float


def drawing(grey: Picture, dpi: float) -> Drawing:
    """Find the drawn lines of a flattened page (dark ink on white)."""
    scale = max(1.0, dpi / COPY_DPI)
    scale = round(scale) if abs(scale / round(scale) - 1) < WHOLE else scale
    darkness = cv2.bitwise_not(reduced(grey, scale))
    copy_dpi = dpi / scale
    level = _joined(_straight(traces(darkness, copy_dpi), copy_dpi, DOUBTFUL[0]), (), copy_dpi)
    columns = traces(np.ascontiguousarray(darkness.T), copy_dpi)
    upright = _joined(_straight(columns, copy_dpi, DOUBTFUL[1]), (), copy_dpi)
    level, upright = _supported(level, upright, copy_dpi)
    level, upright = _joined_over(level, upright, copy_dpi), _joined_over(upright, level, copy_dpi)
    level = [line for line in level if not _underlines(line, upright, darkness, copy_dpi)]
    return Drawing(tuple(level), tuple(upright), scale)


def rulings(found: Drawing, thickness: Sequence[float]) -> tuple[Ruling, ...]:
    """Give the lines as rulings of the page; `thickness`: of the level lines, then of the upright ones, in pixels."""

    def page(value: float) -> float:
        return round((value + 0.5) * found.scale - 0.5, 1)

    given = []
    for line, thick in zip(found.level + found.upright, thickness, strict=True):
        start, end, at = page(line.start), page(line.end - 1), page(line.at)
        given.append((start, at, end, at, thick) if len(given) < len(found.level) else (at, start, at, end, thick))
    return tuple(Ruling(*values) for values in given)


def _straight(found: Iterable[Trace], dpi: float, most: float) -> list[Trace]:
    return [
        trace
        for trace in found
        if _doubt(trace, dpi) <= (min(most, SHORT_DOUBT) if trace.length < HALF_INCH * dpi else most)
    ]


def _doubt(trace: Trace, dpi: float) -> float:
    """Weigh what speaks for a row of letters: strokes that hang from it, waves, slant, holes. Drawn lines: under 0.05."""
    columns = np.linspace(-1, 1, trace.length, dtype=np.float32)
    middle = float(trace.path.mean())
    slope = float((columns * trace.path).sum() / max(1e-6, float((columns**2).sum())))
    stray = float(np.sqrt(np.mean((trace.path - middle - slope * columns) ** 2))) / dpi
    waves = max(0.0, stray - STRAY - BEND * trace.length / dpi)
    slant = max(0.0, abs(slope) * 2 / trace.length - SLANT)
    return trace.hung + 15 * waves + 2 * slant + 0.25 * max(0.0, SOLID - trace.cover)


def _joined(found: Iterable[Trace | Drawn], crossing: Sequence[Drawn], dpi: float) -> list[Drawn]:
    # Pieces of one line in a row, and the two strokes of a double line, become one.
    lines = [line if isinstance(line, Drawn) else Drawn((line,)) for line in found]
    lines.sort(key=lambda line: (line.start, line.at))
    joined: list[Drawn] = []
    for line in lines:
        fits = [other for other in joined if _one_line(other, line, crossing, dpi)]
        for other in fits:
            joined.remove(other)
        pieces = [piece for other in [*fits, line] for piece in other.pieces]
        joined.append(Drawn(tuple(sorted(pieces, key=lambda piece: piece.start))))
    return joined


def _one_line(left: Drawn, right: Drawn, crossing: Sequence[Drawn], dpi: float) -> bool:
    gap = right.start - left.end
    if gap < 0:
        shared = min(left.end, right.end) - right.start
        return abs(left.at - right.at) <= DOUBLE * dpi and shared > 0.5 * min(left.length, right.length)
    ends = abs(float(left.pieces[-1].path[-8:].mean()) - float(right.pieces[0].path[:8].mean()))
    if ends > IN_LINE * dpi or gap > LONG_GAP * dpi:
        return False
    if gap <= GAP * dpi:
        return True
    met = any(
        _meets(end, line.at, other, NEAR * dpi)
        for line, end in ((left, left.end), (right, right.start))
        for other in crossing
    )
    return bool(crossing) and not met


def _joined_over(lines: Sequence[Drawn], crossing: Sequence[Drawn], dpi: float) -> list[Drawn]:
    return sorted(_joined(lines, crossing, dpi), key=lambda line: (line.at, line.start))


def _meets(end: float, at: float, other: Drawn, near: float) -> bool:
    # Whether a line in row `at` that ends in column `end` ends at a crossing line, or so near.
    return abs(other.at - end) <= near and other.start - near <= at <= other.end + near


def _supported(level: list[Drawn], upright: list[Drawn], dpi: float) -> tuple[list[Drawn], list[Drawn]]:
    # Short lines that meet nothing are strokes of letters, dashes, underlines: left out until none is left to leave.
    while True:
        kept_level = [line for line in level if _stands(line, upright, dpi)]
        kept_upright = [line for line in upright if _stands(line, kept_level, dpi)]
        if len(kept_level) == len(level) and len(kept_upright) == len(upright):
            return level, upright
        level, upright = kept_level, kept_upright


def _stands(line: Drawn, crossing: Sequence[Drawn], dpi: float) -> bool:
    if line.length >= FREE * dpi:
        return True
    near = NEAR if line.length >= ONE_END * dpi else REACH
    met = [any(_meets(end, line.at, other, near * dpi) for other in crossing) for end in (line.start, line.end)]
    return all(met) or (any(met) and line.length >= ONE_END * dpi)


def _underlines(line: Drawn, crossing: Sequence[Drawn], darkness: Picture, dpi: float) -> bool:
    if line.length > 3 * FREE * dpi or any(
        _meets(e, line.at, o, NEAR * dpi) for e in (line.start, line.end) for o in crossing
    ):
        return False
    bottom = max(0, round(line.at - 0.02 * dpi))
    above = darkness[max(0, bottom - round(0.05 * dpi)) : bottom, line.start : line.end]
    return above.size > 0 and float((above.max(axis=0) > 90).mean()) > UNDER
