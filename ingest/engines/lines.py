"""Text lines inside a region, found from ink alone; shared by all engines.

Bengali lines: a headline joins the letters of a word, marks stand above it (ি, ঁ, reph) and below the letters (ু, ূ, ্).
Marks that don't touch their letters are joined to the nearest line; lines whose marks touch are parted where the ink
between two bodies is thinnest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Word
from ingest.scan import Picture

_NEAR = 0.78  # of the line height: bands whose middles are nearer are one line: letters and the marks above or below
_MARK = 0.6  # of the line height: a lower band may be marks that stand clear of their letters
_CLEAR = 0.2  # of the line height: less white parts such marks from their letters; two lines are further apart
_TALL = 1.55  # of the line height: a band taller than this holds several lines
_REACH = 2.1  # of the line height: letters with marks above and below reach no further
_DUST = 0.09  # of the line height, squared: less ink than this is no mark
_THIN = 0.3  # of a band's mean ink: a row of pixels with more runs through letters, not between lines
_LEAST = 0.6  # of the line height: no line that touches another is lower
_SPECK = 0.25  # of the line height, both ways: beside other lines this is a speck, not a line
_BORDER = 6  # pixels from a cell's edge within which a ruling may lie; a headline never fills the width there
_RULED = 0.97  # of a cell's width: a row of pixels so full at its upper or lower border is a ruling
_UPRIGHT = 0.85  # of its height: no letter fills a column of pixels so far, and what is left of rulings may be gnawed
_BROKEN = re.compile(r"[^\s/-][/-]$")
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
    darkest = np.ceil(min(max(level, 90.0), 190.0)) - 1
    return np.asarray(cv2.threshold(picture, darkest, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def lines(ink: Picture, box: Box, height: float | None = None) -> list[Box]:
    """The text lines inside `box`, from top to bottom, each the tight box of its ink.

    `ink`: height × width, 255 where there is ink, rulings taken out. `height`: what a line of this page is high in
    pixels (see `usual_height`), None: judged from the region itself, which a single cell of touching lines defeats.
    A mark alone (a dash, a danda) is a line. No ink: no lines.
    """
    x0, y0, x1, y1 = inside(box, ink)
    part = ink[y0:y1, x0:x1] > 0
    rows = _counted(part)
    bands = _bands(rows)
    if not bands:
        return []
    own = _usual([band.height for band in bands])
    usual = height if height and not (len(bands) > 2 and own < 0.6 * height) else own
    bands = [band for band in bands if int(rows[band.top : band.bottom].sum()) >= (_DUST * usual) ** 2]
    parted = [piece for band in _join_marks(bands, usual) for piece in _part(band, rows, usual)]
    found = [_tight(part, band, x0, y0) for band in parted]
    return [line for line in found if len(found) == 1 or max(line.x1 - line.x0, line.y1 - line.y0) > _SPECK * usual]


def usual_height(ink: Picture, boxes: Sequence[Box]) -> float | None:
    """What a line of text is high on a page, in pixels: the middle value; None where no region holds a word."""
    heights: list[int] = []
    for box in boxes:
        x0, y0, x1, y1 = inside(box, ink)
        part = ink[y0:y1, x0:x1] > 0
        for band in _bands(_counted(part)):
            columns = np.flatnonzero(part[band.top : band.bottom].any(axis=0))
            if columns[-1] + 1 - columns[0] > 2 * band.height:  # words, not a digit or a mark
                heights.append(band.height)
    return float(np.median(heights)) if heights else None


def unruled(ink: Picture, cell: Box) -> None:
    """Takes what is left of rulings at a cell's borders out of the ink, in place."""
    x0, y0, x1, y1 = inside(cell, ink)
    part = ink[y0:y1, x0:x1]
    for across, full in ((part, _RULED), (part.T, _UPRIGHT)):
        border = min(_BORDER, len(across) // 5)
        rest = len(across) - border
        first, last = (
            np.count_nonzero(rows, axis=1) > full * across.shape[1] for rows in (across[:border], across[rest:])
        )
        for k in np.flatnonzero(first):
            across[: k + 1] = 0
        for k in np.flatnonzero(last):
            across[rest + k :] = 0


def joined(told: Sequence[list[Word]]) -> list[Word]:
    """The words of a region's lines; one that a line breaks after its stroke or hyphen is one: কর্মকর্তা/কর্মচারী."""
    words: list[Word] = []
    for line in told:
        rest = list(line)
        if words and rest and _BROKEN.search(words[-1].raw):
            head, tail = words.pop(), rest.pop(0)
            left, right = min(head.box.x0, tail.box.x0), max(head.box.x1, tail.box.x1)
            box = Box(left, head.box.y0, right, max(head.box.y1, tail.box.y1))
            words.append(Word(head.raw + tail.raw, box, min(head.confidence, tail.confidence)))
        words.extend(rest)
    return words


def inside(box: Box, picture: Picture) -> tuple[int, int, int, int]:
    """The whole pixels of a box that lie on the picture: x0, y0, x1, y1."""
    high, wide = picture.shape[:2]
    x0, y0 = max(round(box.x0), 0), max(round(box.y0), 0)
    return x0, y0, max(min(round(box.x1), wide), x0), max(min(round(box.y1), high), y0)


def _counted(part: NDArray[np.bool_]) -> _Rows:
    """The ink in every row; eight times as fast as a sum of truths."""
    if not part.size:
        return np.zeros(len(part), np.int64)
    return np.asarray(cv2.reduce(part.view(np.uint8), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0], np.int64)


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
    """Joins neighbours whose middles are too near for two lines, the nearest first."""
    joined = list(bands)
    while len(joined) > 1:
        near = [(_apart(upper, lower, usual), k) for k, (upper, lower) in enumerate(pairwise(joined))]
        apart, k = min(near)
        if apart > _NEAR * usual:
            break
        joined[k : k + 2] = [_Band(joined[k].top, joined[k + 1].bottom)]
    return joined


def _apart(upper: _Band, lower: _Band, usual: float) -> float:
    """How far the middles of two bands are apart; endless where together they are taller than a line can be."""
    if lower.bottom - upper.top > _REACH * usual:
        return float("inf")
    apart = (lower.top + lower.bottom - upper.top - upper.bottom) / 2
    white = lower.top - upper.bottom
    return min(apart, white) if min(upper.height, lower.height) < _MARK * usual and white < _CLEAR * usual else apart


def _part(band: _Band, rows: _Rows, usual: float) -> list[_Band]:
    """Parts a band that is too tall for one line where its ink is thinnest; letters are never cut through."""
    if band.height <= _TALL * usual:
        return [band]
    count = max(2, round(band.height / (1.15 * usual)))
    pitch = band.height / count
    thin = _THIN * float(rows[band.top : band.bottom].mean())
    cuts = [band.top]
    for k in range(1, count):
        low = round(band.top + (k - 0.4) * pitch)
        high = max(round(band.top + (k + 0.4) * pitch), low + 1)
        cut = low + int(np.argmin(rows[low:high]))
        if rows[cut] <= thin and cut - cuts[-1] > _LEAST * usual and band.bottom - cut > _LEAST * usual:
            cuts.append(cut)
    return [_Band(top, bottom) for top, bottom in pairwise([*cuts, band.bottom])]


def _tight(part: NDArray[np.bool_], band: _Band, x0: int, y0: int) -> Box:
    inked = part[band.top : band.bottom]
    columns = np.flatnonzero(inked.any(axis=0))
    return Box(x0 + int(columns[0]), y0 + band.top, x0 + int(columns[-1]) + 1, y0 + band.bottom)
