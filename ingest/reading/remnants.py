"""What is left of rulings at the borders of cells: pieces of a gnawed line that was not followed, and so not erased.

They stand in no cell: read in it they are dandas, strokes and dashes (৪ / / / ।), and a blank cell seems unread. A
piece of ink is one where the border of a cell runs through it, it reaches hardly to either side, and a ruling was
followed elsewhere on the same level of the page: where white alone tells a border, print may stand on it.

Beside a border lies what is left of the second stroke of a double ruling: thin pieces that follow one another along a
good part of it, of all lengths. The digits and dandas of a column are as long as one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.grid import Lattice
from ingest.imaging import Prepared
from ingest.scan import Picture

_REACH = 0.4  # mm to either side of a border that a remnant fills
_BEYOND = 2  # pixels on either side of that in which no ink may join it: a letter that stands on the border is none
_APART = 1.2  # mm from a border to the second stroke of a double ruling, its thickness included
_THIN = 0.45  # mm: a thicker piece is print
_STRAIGHT = 0.2  # mm that pieces of one stroke lie off its middle
_FOLLOWS = 0.15  # of the length of a border: what is left of a stroke is longer together
_PIECES = 4  # of a stroke, where none is longer than print is high
_PRINT = 7.0  # mm: no digit or danda is so long
_AS_LONG = 0.2  # of the middle length of pieces: digits of one column differ less
_Border = tuple[int, int, int]  # where it runs, and from where to where
_Flags = NDArray[np.bool_]
_Stats = NDArray[np.int32]


def clear(prepared: Prepared, tables: Sequence[Lattice]) -> None:
    """Takes remnants of rulings at the borders of cells out of the ink and the grey of a page, in place."""
    reach = max(2, round(_REACH / 25.4 * prepared.dpi_here))
    level, upright = [r for r in prepared.rulings if r.level], [r for r in prepared.rulings if not r.level]
    for table in tables:
        boxes = [cell.box for cell in table.cells]
        across = {(round(y), round(b.x0), round(b.x1)) for b in boxes for y in (b.y0, b.y1)}
        down = {(round(x), round(b.y0), round(b.y1)) for b in boxes for x in (b.x0, b.x1)}
        for ink, grey, borders in (
            (prepared.ink, prepared.grey, _ruled(across, [r.y0 for r in level], reach)),
            (prepared.ink.T, prepared.grey.T, _ruled(down, [r.x0 for r in upright], reach)),
        ):
            _clear(ink, grey, borders, reach)
            _clear_doubles(ink, grey, borders, prepared.dpi_here / 25.4)


def _ruled(borders: set[_Border], at: Sequence[float], reach: int) -> list[_Border]:
    return [border for border in borders if any(abs(border[0] - one) <= reach for one in at)]


def _clear(ink: Picture, grey: Picture, borders: Iterable[_Border], reach: int) -> None:
    """Takes remnants out along level borders."""
    for y, x0, x1 in borders:
        top, left = max(0, y - reach - _BEYOND), max(0, x0 - reach)
        place = slice(top, y + reach + _BEYOND + 1), slice(left, x1 + reach + 1)
        strip = ink[place]
        if not strip.size or not cv2.countNonZero(np.ascontiguousarray(strip)):
            continue
        _, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(strip), connectivity=8)
        first, last = stats[:, 1] + top, stats[:, 1] + stats[:, 3] + top - 1
        remnant = (first >= y - reach) & (last <= y + reach)
        remnant[0] = False
        _take_out(strip, grey[place], remnant[labels])


def _take_out(ink: Picture, grey: Picture, found: _Flags) -> None:
    ink[found] = 0
    grey[cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255


def _clear_doubles(ink: Picture, grey: Picture, borders: Iterable[_Border], mm: float) -> None:
    """Takes second strokes of double rulings out along level borders; `mm`: pixels a millimetre."""
    runs: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for y, x0, x1 in borders:
        runs[y].append((x0, x1))
    apart = round(_APART * mm)
    for y, spans in runs.items():
        top, left = max(0, y - apart - _BEYOND), max(0, min(x0 for x0, _ in spans))
        place = slice(top, y + apart + _BEYOND + 1), slice(left, max(x1 for _, x1 in spans))
        strip = ink[place]
        if not strip.size or not cv2.countNonZero(np.ascontiguousarray(strip)):
            continue
        _, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(strip), connectivity=8)
        beside = np.zeros(strip.shape[1], bool)
        for x0, x1 in spans:
            beside[x0 - left : x1 - left] = True
        held = (stats[:, 1] > 0) & (stats[:, 1] + stats[:, 3] < len(strip)) & (stats[:, 3] <= max(2, _THIN * mm))
        held &= beside[np.minimum(stats[:, 0] + stats[:, 2] // 2, len(beside) - 1)]
        held[0] = False
        for stroke in _strokes(np.asarray(stats, np.int32), held, int(np.count_nonzero(beside)), mm):
            _take_out(strip, grey[place], stroke[labels])


def _strokes(stats: _Stats, held: _Flags, length: int, mm: float) -> Iterator[_Flags]:
    """Which thin pieces of ink (`held`) are strokes along a border of so many pixels."""
    at = np.flatnonzero(held)
    middles, lengths = (stats[:, 1] + stats[:, 3] / 2)[at], stats[at, 2]
    near = np.abs(middles[:, None] - middles) <= _STRAIGHT * mm
    left = np.ones(len(at), bool)
    while left.any():
        together = near @ (lengths * left)
        stroke = near[int(np.argmax(together))] & left
        if together.max() < _FOLLOWS * length:
            return
        if _unlike_print(lengths[stroke], mm):
            yield np.isin(np.arange(len(stats)), at[stroke])
        left &= ~stroke


def _unlike_print(lengths: NDArray[np.int32], mm: float) -> bool:
    """Whether pieces in line are none of digits below one another, by their lengths."""
    if lengths.max() > _PRINT * mm:
        return True
    alike = np.abs(lengths - np.median(lengths)) <= _AS_LONG * np.median(lengths)
    return len(lengths) >= _PIECES and int(lengths[alike].sum()) < 0.5 * int(lengths.sum())
