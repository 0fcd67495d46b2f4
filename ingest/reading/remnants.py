"""What is left of rulings at the borders of cells: pieces of a gnawed line that was not followed, and so not erased.

They stand in no cell: read in it they are dandas, strokes and dashes (৪ / / / ।), and a blank cell seems unread. A
piece of ink is one where the border of a cell runs through it, it reaches hardly to either side, and a ruling was
followed elsewhere on the same level of the page: where white alone tells a border, print may stand on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from extract.grid import Lattice
from ingest.imaging import Prepared
from ingest.scan import Picture

_REACH = 0.4  # mm to either side of a border that a remnant fills
_BEYOND = 2  # pixels on either side of that in which no ink may join it: a letter that stands on the border is none
_Border = tuple[int, int, int]  # where it runs, and from where to where


def clear(prepared: Prepared, tables: Sequence[Lattice]) -> None:
    """Takes remnants of rulings at the borders of cells out of the ink and the grey of a page, in place."""
    reach = max(2, round(_REACH / 25.4 * prepared.dpi_here))
    level, upright = [r for r in prepared.rulings if r.level], [r for r in prepared.rulings if not r.level]
    for table in tables:
        boxes = [cell.box for cell in table.cells]
        across = {(round(y), round(b.x0), round(b.x1)) for b in boxes for y in (b.y0, b.y1)}
        down = {(round(x), round(b.y0), round(b.y1)) for b in boxes for x in (b.x0, b.x1)}
        _clear(prepared.ink, prepared.grey, _ruled(across, [r.y0 for r in level], reach), reach)
        _clear(prepared.ink.T, prepared.grey.T, _ruled(down, [r.x0 for r in upright], reach), reach)


def _ruled(borders: set[_Border], at: Sequence[float], reach: int) -> Iterator[_Border]:
    return (border for border in borders if any(abs(border[0] - one) <= reach for one in at))


def _clear(ink: Picture, grey: Picture, borders: Iterator[_Border], reach: int) -> None:
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
        if remnant.any():
            found = remnant[labels]
            strip[found] = 0
            grey[place][cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
