"""Text lines inside a region, found from ink alone; shared by all engines.

Bengali lines: a headline joins the letters of a word, marks stand above it (ি, ঁ, reph) and below the letters (ু, ূ, ্).
Marks that don't touch their letters are joined to the nearest line; lines whose marks touch are parted where the ink
between two bodies is thinnest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from ingest.scan import Picture

_MARK = 0.5  # of the line height: a band lower than this is a mark or a dash, not a line of letters
_NEAR = 0.35  # of the line height: a mark this near belongs to the line
_TALL = 1.55  # of the line height: a band taller than this holds several lines
_Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Band:
    top: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


def binarise(picture: Picture) -> Picture:
    """Ink of a grey picture with dark ink on a white ground: 255 where there is ink, else 0. Same shape."""
    level, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return (picture < min(max(level, 90.0), 190.0)).astype(np.uint8) * np.uint8(255)


def lines(ink: Picture, box: Box, height: float | None = None) -> list[Box]:
    """The text lines inside `box`, from top to bottom, each the tight box of its ink.

    `ink`: height × width, 255 where there is ink, rulings taken out. `height`: what a line of this page is high in
    pixels (see `usual_height`), None: judged from the region itself, which a single cell of touching lines defeats.
    A mark alone (a dash, a danda) is a line. No ink: no lines.
    """
    x0, y0, x1, y1 = inside(box, ink)
    part = ink[y0:y1, x0:x1] > 0
    bands = _bands(part.sum(axis=1))
    if not bands:
        return []
    usual = height or _usual([band.height for band in bands])
    joined = _join_marks(bands, usual)
    rows = part.sum(axis=1)
    parted = [piece for band in joined for piece in _part(band, rows, usual)]
    return [_tight(part, band, x0, y0) for band in parted]


def usual_height(ink: Picture, boxes: Sequence[Box]) -> float | None:
    """What a line of text is high on a page, in pixels: the middle value; None where no region holds a word."""
    heights: list[int] = []
    for box in boxes:
        x0, y0, x1, y1 = inside(box, ink)
        part = ink[y0:y1, x0:x1] > 0
        for band in _bands(part.sum(axis=1)):
            columns = np.flatnonzero(part[band.top : band.bottom].any(axis=0))
            if columns[-1] + 1 - columns[0] > 2 * band.height:  # words, not a digit or a mark
                heights.append(band.height)
    return float(np.median(heights)) if heights else None


def inside(box: Box, picture: Picture) -> tuple[int, int, int, int]:
    """The whole pixels of a box that lie on the picture: x0, y0, x1, y1."""
    high, wide = picture.shape[:2]
    x0, y0 = max(round(box.x0), 0), max(round(box.y0), 0)
    return x0, y0, max(min(round(box.x1), wide), x0), max(min(round(box.y1), high), y0)


def _bands(rows: _Rows) -> list[_Band]:
    inked = np.concatenate(([False], rows > 0, [False]))
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    return [_Band(int(top), int(bottom)) for top, bottom in zip(edges[::2], edges[1::2], strict=True)]


def _usual(heights: Sequence[int]) -> float:
    """The height at which half of the ink's rows are in lower bands, so that marks don't count for lines."""
    ordered = sorted(heights)
    half, seen = sum(ordered) / 2, 0
    for height in ordered:
        seen += height
        if seen >= half:
            return float(height)
    return float(ordered[-1])


def _join_marks(bands: list[_Band], usual: float) -> list[_Band]:
    """Joins low bands to the nearest line when they are near; what stays alone is a line of its own."""
    joined = list(bands)
    while True:
        low = [k for k, band in enumerate(joined) if band.height < _MARK * usual]
        gaps = [(gap, k, n) for k in low for n in (k - 1, k + 1) if (gap := _gap(joined, k, n, usual)) is not None]
        if not gaps:
            return joined
        _, k, n = min(gaps)
        first, last = min(k, n), max(k, n)
        joined[first : last + 1] = [_Band(joined[first].top, joined[last].bottom)]


def _gap(bands: list[_Band], k: int, n: int, usual: float) -> int | None:
    if not 0 <= n < len(bands):
        return None
    gap = max(bands[k].top - bands[n].bottom, bands[n].top - bands[k].bottom)
    together = max(bands[k].bottom, bands[n].bottom) - min(bands[k].top, bands[n].top)
    return gap if gap <= _NEAR * usual and together <= _TALL * usual else None


def _part(band: _Band, rows: _Rows, usual: float) -> list[_Band]:
    if band.height <= _TALL * usual:
        return [band]
    count = max(2, round(band.height / (1.15 * usual)))
    pitch = band.height / count
    cuts = [band.top]
    for k in range(1, count):
        low = round(band.top + (k - 0.3) * pitch)
        high = max(round(band.top + (k + 0.3) * pitch), low + 1)
        cuts.append(low + int(np.argmin(rows[low:high])))
    cuts.append(band.bottom)
    return [_Band(top, bottom) for top, bottom in pairwise(cuts) if bottom > top]


def _tight(part: NDArray[np.bool_], band: _Band, x0: int, y0: int) -> Box:
    inked = part[band.top : band.bottom]
    columns = np.flatnonzero(inked.any(axis=0))
    return Box(x0 + int(columns[0]), y0 + band.top, x0 + int(columns[-1]) + 1, y0 + band.bottom)
