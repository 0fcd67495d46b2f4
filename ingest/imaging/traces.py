"""Traces: long thin dark lines followed pixel by pixel, faint, broken, dotted or bent as they may be.

Everything here is said of level lines; upright ones are followed on the transposed picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.imaging.pixels import closed, opened, picture
from ingest.scan import Picture

WINDOW = 0.27  # inches along which darkness is averaged: noise and dots even out, letters don't
BESIDE = 0.034  # inches to the paper beside a line with which it is compared
FAINTEST = 5.0  # grey levels by which an averaged line is darker than its surroundings at least
NOISE = 4.5  # the same, in standard deviations of the page's own noise
CLEAR = 2.0  # a line is so many times darker than what noise gives anywhere
SHORTEST = 0.15  # inches
SMEARED = 0.3  # inches: the average along WINDOW makes the shortest line at least so long
STEEPEST = 0.04  # rows a column: steeper, or more bent, is no level line
FULL = 0.8  # of the share of a line's columns that are dark: a row beside it with more ink is a line itself
LETTERS = 0.2  # share of columns from which strokes hang: rows of letters, at a glance
MOST_OF_IT = 0.65  # share of a line's columns that are as dark as most of it or darker
EVENLY, LIKE_PAPER = (
    0.6,
    4.0,
)  # of its mean darkness, and of what noise gives: most of a line is darker than one of both
THIN = 0.33  # of the darkness of a line: strokes of letters, thinner than a pixel of the copy, have as much
LONE = 0.36  # share of columns that a letter or two leave dark, drawn out by averaging
HOLE = 0.1  # inches without ink that a line may have
CROSSING = 0.36  # inches: ink that runs across for so long is a ruling, not the stroke of a letter
DOUBLE = 9  # pixels across a line that was followed, the second line of a double one included
EVEN = 5  # pixels along which the ink of such a ruling is averaged: noise is no gap
Columns = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Shades:
    """A picture of darkness (0 paper, 255 ink), and `strokes`: the same without the rulings that run upright in it.

    What hangs from a level line is looked for among the strokes: double uprights, or those of many narrow rows, would
    else look like letters hanging from a headline.
    """

    darkness: Picture
    strokes: Picture

    @classmethod
    def of(cls, darkness: Picture, dpi: float) -> Shades:
        """Take the upright rulings out of a picture of darkness."""
        even = cv2.blur(darkness, (1, EVEN), borderType=cv2.BORDER_REPLICATE)
        crossing = opened(picture(even), (1, max(EVEN, round(CROSSING * dpi))))
        return cls(darkness, picture(cv2.subtract(darkness, crossing)))

    def turned(self, level: Iterable[Trace], dpi: float) -> Shades:
        """Give the shades of the picture turned about its diagonal: without the `level` rulings that were followed.

        Other level ink stays, however long: headlines of words, whose stems may stand below one another.
        """
        followed_here = np.zeros(self.darkness.shape, np.uint8)
        for trace in level:
            points = np.stack((np.arange(trace.start, trace.end), np.round(trace.path)), axis=1).astype(np.int32)
            cv2.polylines(followed_here, [points], False, 1, DOUBLE)
        columns = np.ascontiguousarray(self.darkness.T)
        without = Shades.of(columns, dpi).strokes
        return Shades(columns, picture(np.where(followed_here.T > 0, without, columns)))


@dataclass(frozen=True, eq=False)
class Trace:
    """A followed line: from `start` to `end` (columns), its rows `path` (one for every column), its mean darkness.

    `most`: the darkness that most of its columns reach; `cover`: the share of its columns that are dark; `hung`: the
    share from which strokes hang or rise, as letters do from a headline; `crowd`: how much ink lies close by, above and
    below (share of pixels, the emptier and the fuller side).
    """

    start: int
    end: int
    path: Columns
    darkness: float
    most: float
    cover: float
    hung: float
    crowd: tuple[float, float]

    @cached_property
    def at(self) -> float:
        """Its middle row."""
        return float(np.median(self.path))

    @property
    def length(self) -> int:
        """Its columns."""
        return self.end - self.start


def traces(shades: Shades, dpi: float) -> list[Trace]:
    """Follow the level lines of a picture of about 150 dpi."""
    darkness = shades.darkness
    height, width = darkness.shape
    if min(height, width) < 2 * BESIDE * dpi + 3:
        return []
    ridge, hanging = _ridge(darkness, dpi), _hanging(shades.strokes, dpi)
    joined = closed(ridge, (max(3, round(HOLE * dpi) | 1), 1))
    joined = opened(joined, (max(3, round(SMEARED * dpi)), 1))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    chance = _chance_lead(darkness, dpi)
    least = CLEAR * chance
    found = []
    for outline in outlines:
        x, y, w, h = cv2.boundingRect(outline)
        if h > 5 + w * STEEPEST:
            continue
        own = cv2.drawContours(np.zeros((h, w), np.uint8), [outline], 0, 255, cv2.FILLED, offset=(-x, -y))
        part = (slice(y, y + h), slice(x, x + w))
        own = picture(cv2.bitwise_and(own, ridge[part]))
        on = own > 0
        if _likely(darkness[part][on], hanging[part][on], 0.5 * least):
            found += followed(shades, _path(on, darkness[part]) + y, x, dpi, chance)
    return found


def _is_line(darkness: float, most: float, chance: float) -> bool:
    # Digits that stand over one another in a column, with nothing but noise between them, are as dark as a faint line.
    return darkness > CLEAR * chance and most >= min(EVENLY * darkness, LIKE_PAPER * chance)


def _likely(under: Picture, hanging: Picture, least: float) -> bool:
    # Most ridges are rows of letters, a single letter drawn out by averaging, or noise; told at a glance.
    mean = float(under.mean()) if len(under) else 0.0
    covered = np.count_nonzero(under > 0.5 * mean) > LONE * len(under)
    letters = np.count_nonzero(hanging > max(0.45 * mean, 20.0)) > LETTERS * len(under)
    return bool(mean > least and covered and not letters)


def _hanging(darkness: Picture, dpi: float) -> Picture:
    # How dark the ink is that goes on without a break from every pixel upwards or downwards.
    reach = max(3, round(BESIDE * dpi)) + 2
    kernel = np.ones((reach, 1), np.uint8)
    up, down = (cv2.erode(darkness, kernel, anchor=(0, end)) for end in (reach - 1, 0))
    return picture(cv2.max(up, down))


def _chance_lead(darkness: Picture, dpi: float) -> float:
    # How dark a "line" through plain paper seems to be: the usual lead of rows picked blindly.
    beside = max(3, round(BESIDE * dpi))
    rows = np.arange(beside + 1, darkness.shape[0] - beside - 1, 7)
    sample = darkness[:, ::5]
    under = np.maximum(np.maximum(sample[rows - 1], sample[rows]), sample[rows + 1])
    lead = under.astype(np.int16) - np.minimum(sample[rows - beside], sample[rows + beside])
    return float(np.median(lead)) if lead.size else 0.0


def _ridge(darkness: Picture, dpi: float) -> Picture:
    # 255 where the average along the row is darker than the paper beside it, above and below, and darkest thereabouts.
    window, beside = max(3, round(WINDOW * dpi) | 1), max(2, round(BESIDE * dpi))
    mean = cv2.blur(darkness, (window, 1), borderType=cv2.BORDER_REPLICATE)
    padded = cv2.copyMakeBorder(mean, beside, beside, 0, 0, cv2.BORDER_REPLICATE)
    surround = cv2.addWeighted(padded[: -2 * beside], 0.5, padded[2 * beside :], 0.5, 0)
    lead = cv2.subtract(mean, surround)
    sample = lead[::4, ::4]
    noise = float(np.median(sample[sample > 0])) if sample.any() else 0.0
    least = max(FAINTEST, NOISE * noise)
    summit = lead >= cv2.dilate(lead, np.ones((3, 1), np.uint8))
    summit &= lead >= min(least, 40.0)
    return summit.view(np.uint8) * np.uint8(255)


def _path(own: NDArray[np.bool_], darkness: Picture) -> Columns:
    # The row in every column: the mean row of the ridge's pixels there, filled in between, smoothed a little.
    rows = np.arange(own.shape[0], dtype=np.float32)[:, None]
    weight = own * (darkness.astype(np.float32) + 1)
    total = weight.sum(axis=0)
    known = np.flatnonzero(total)
    path = np.interp(np.arange(own.shape[1]), known, (weight * rows).sum(axis=0)[known] / total[known])
    return _smooth(path.astype(np.float32), 9)


def followed(shades: Shades, path: Columns, x: int, dpi: float, chance: float | None = None) -> list[Trace]:
    """Cut a path (rows, for columns from `x` on) where there is no ink under it for long, and measure the pieces.

    `chance`: how dark plain paper may look; pieces that are no lines beside that are left out. None: all are given.
    """
    if not len(path):
        return []
    reach = max(3, round(BESIDE * dpi)) + 1
    rows = np.round(path).astype(np.intp) + np.arange(-reach, reach + 1)[:, None]
    height, width = shades.darkness.shape
    spots = np.clip(rows, 0, height - 1) * width + np.arange(x, x + len(path))
    around, strokes = shades.darkness.reshape(-1).take(spots), shades.strokes.reshape(-1).take(spots)
    under = around[reach - 1 : reach + 2].max(axis=0).astype(np.float32)
    lead = under - np.minimum(around[1], around[-2])
    full = float(np.sort(lead)[int(0.7 * (len(lead) - 1))])
    smooth = _smooth(lead, 5)
    dark = smooth > max(0.3 * full, 3.0)
    # Ink that goes on without a break from the line as far as is looked, above or below.
    least = max(THIN * full, 20.0)
    above, below = strokes[:reach].min(axis=0) > least, strokes[reach + 1 :].min(axis=0) > least
    sides = strokes[: reach - 2] > least, strokes[reach + 3 :] > least
    found = []
    for start, end in _runs(dark, round(HOLE * dpi)):
        if end - start >= SHORTEST * dpi:
            mean = float(lead[start:end].mean())
            most = float(np.sort(smooth[start:end])[int((1 - MOST_OF_IT) * (end - start))])
            if chance is not None and not _is_line(mean, most, chance):
                continue
            hung = max(np.count_nonzero(side[start:end]) for side in (above, below)) / (end - start)
            cover = np.count_nonzero(dark[start:end]) / (end - start)
            crowd = sorted(_crowd(side[:, start:end], FULL * cover) for side in sides)
            found.append(Trace(x + start, x + end, path[start:end], mean, most, cover, hung, (crowd[0], crowd[1])))
    return found


def _crowd(side: NDArray[np.bool_], full: float) -> float:
    rows = np.count_nonzero(side, axis=1) / side.shape[1]
    rows = rows[rows < full]  # a full row is another line: the second stroke of a double one, the edge of a ground
    return float(rows.mean()) if len(rows) else 0.0


def _runs(dark: NDArray[np.bool_], hole: int) -> list[tuple[int, int]]:
    # Runs of dark columns; holes up to `hole` columns are bridged.
    edges = np.flatnonzero(np.diff(np.concatenate(([0], dark.astype(np.int8), [0]))))
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if runs and start - runs[-1][1] <= hole:
            runs[-1] = (runs[-1][0], int(end))
        else:
            runs.append((int(start), int(end)))
    return runs


def _smooth(values: Columns, width: int) -> Columns:
    return np.asarray(cv2.blur(values.reshape(1, -1), (width, 1), borderType=cv2.BORDER_REPLICATE)[0], np.float32)
