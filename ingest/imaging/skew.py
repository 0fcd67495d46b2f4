"""Level: how much the lines of an upright page slope, from the tops of its rulings, headlines and letters."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan import Picture

LIMIT = 6.0  # degrees looked at to either side; scans slope by 5 at most
LEAST = 0.015  # degrees: half a pixel over an A4 page at 300 dpi
ENOUGH = 50  # points under which no slope can be told
Points = NDArray[np.float32]


def slope(ink: Picture) -> float:
    """Measure the slope of the lines of a draft's ink (0/1): degrees, positive where they fall to the right.

    For every angle the points where ink begins under paper are counted along lines of that angle; where the lines of
    the page run along them, the counts pile up (the sum of their squares is greatest). Better than 0.02 degrees on
    pages with a few long lines, 0.05 on short text. 0 where there is next to nothing.
    """
    points = tops(ink)
    if points.shape[1] < ENOUGH:
        return 0.0
    points[0] -= ink.shape[1] / 2
    coarse = _thinned(points, 15_000)
    best = _best(coarse, np.arange(-LIMIT, LIMIT + 0.01, 0.25), width=4.0)
    fine = _thinned(points, 60_000)
    best = _best(fine, best + np.arange(-0.35, 0.351, 0.05), width=1.0)
    return _summit(fine, best)


def tops(ink: Picture) -> Points:
    """Where ink (0/1) begins under paper: 2 × N, columns over rows."""
    begins = ink.copy()
    np.greater(ink[1:], ink[:-1], out=begins[1:].view(np.bool_))
    found = cv2.findNonZero(begins)
    if found is None:
        return np.zeros((2, 0), np.float32)
    return np.ascontiguousarray(found.reshape(-1, 2).T, np.float32)


def is_level(degrees: float) -> bool:
    """Whether a slope is so small that turning would only blur."""
    return abs(degrees) < LEAST


def turn(shape: tuple[int, ...], degrees: float) -> NDArray[np.float64]:
    """Give the turn (2 × 3) about the middle of a picture of this shape that levels a slope; none if it is level."""
    middle = ((shape[1] - 1) / 2, (shape[0] - 1) / 2)
    return np.asarray(cv2.getRotationMatrix2D(middle, 0.0 if is_level(degrees) else degrees, 1.0), np.float64)


def pile(points: Points, degrees: float, width: float) -> float:
    """How much points pile up in strips of this slope and so many pixels high: the sum of their counts' squares."""
    x, y = points
    offsets = ((y - x * math.tan(math.radians(degrees))) / width).astype(np.int32)
    counts = np.bincount(offsets - offsets.min()).astype(np.float64)
    return float(counts @ counts)


def _thinned(points: Points, most: int) -> Points:
    return points[:, :: max(1, points.shape[1] // most)]


def _best(points: Points, angles: NDArray[np.float64], width: float) -> float:
    return float(angles[int(np.argmax([pile(points, float(angle), width) for angle in angles]))])


def _summit(points: Points, best: float) -> float:
    # The summit of a parabola through the neighbourhood: finer than the steps.
    steps = np.arange(-0.06, 0.061, 0.02)
    piles = np.array([pile(points, best + float(step), 1.0) for step in steps])
    a, b, _ = np.polyfit(steps, piles / piles.max(), 2)
    summit = -b / (2 * a) if a < 0 else float(steps[int(np.argmax(piles))])
    return best + float(np.clip(summit, steps[0], steps[-1]))
