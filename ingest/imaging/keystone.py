"""Keystone: the lines of a page that was photographed aslant run together; where they would meet tells how it lay.

A scanner's lines run side by side. A camera's don't: level lines slope more and more down the page, upright ones across
it. Both are measured in the outer parts of the page; rulings alone tell of upright lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from ingest.imaging.pixels import opened
from ingest.imaging.prepared import Homography
from ingest.imaging.skew import Points, tops
from ingest.scan import Picture

LEAST = 0.35  # degrees by which the outermost lines in sight differ, or rulings lean: less is no keystone
LEAN, SPREAD = 2.4, 6.0  # degrees looked at: off the page's own slope to either side, between the outermost lines
STEPS = 9  # of both at first; each finer search looks at five of each about the best
RULING = 60  # of the page's length: an upright stroke so long is a ruling, no letter's stem
TALL = 0.25  # of the page: lines that are less apart, all but the outermost, tell nothing of how they run together
ENOUGH = 800  # points of lines, under which they tell nothing
BETTER = 1.15  # times as piled up as lines that run side by side: lines that run together, straightened rightly
FEW, MANY = 1_000, 20_000  # points looked at: at first, and at last


@dataclass(frozen=True, slots=True)
class _Fan:
    """Lines that run together: slope in the middle of the page, and how much it grows with each pixel across them."""

    slope: float
    growth: float
    middle: tuple[float, float]

    def at(self, place: float) -> float:
        """The slope of the line that crosses the middle at this place."""
        return self.slope + self.growth * (place - self.middle[1])

    def pile(self, points: Points, width: float) -> float:
        """How much the points pile up along the lines."""
        along, across = points[0] - self.middle[0], points[1] - self.middle[1]
        crossing = (across - self.slope * along) / (1 + self.growth * along)
        counts = np.bincount(((crossing - crossing.min()) / width).astype(np.int32)).astype(np.float64)
        return float(counts @ counts)


def keystone(ink: Picture, degrees: float) -> Homography | None:
    """Tell how to straighten a draft's ink (0/1, upright), whose lines slope by `degrees` as a whole.

    3 × 3, from points of the draft to points at which lines are level and upright; None for a page whose lines run side
    by side and at right angles, as nearly all do.
    """
    height, width = ink.shape
    longest = max(3, max(ink.shape) // RULING)
    strokes = opened(ink, (1, longest))
    slope = math.tan(math.radians(degrees))
    level = _fan(tops(ink), (width, height), slope)
    upright = _fan(tops(np.ascontiguousarray(strokes.T)), (height, width), -slope)
    if level is None and upright is None:
        return None
    square = _Fan(slope, 0.0, ((width - 1) / 2, (height - 1) / 2))
    across = _Fan(-(level or square).slope, 0.0, ((height - 1) / 2, (width - 1) / 2))
    return _straightening((width, height), level or square, upright or across)


def _fan(points: Points, size: tuple[int, int], slope: float) -> _Fan | None:
    # How lines run that should slope by `slope`: None where they do. `size`: of the page along and across them.
    if points.shape[1] < ENOUGH:
        return None
    middle = ((size[0] - 1) / 2, (size[1] - 1) / 2)
    some = points[:, :: -(-points.shape[1] // FEW)]
    lean, spread = math.radians(LEAN), math.radians(SPREAD) / size[1]
    found = _best(some, _Fan(slope, 0.0, middle), (lean, spread), STEPS, 6.0)
    if found == _Fan(slope, 0.0, middle):
        return None
    plain = found if found.growth == 0 else _best(some, _Fan(slope, 0.0, middle), (lean, 0.0), STEPS, 6.0)
    many = points[:, :: -(-points.shape[1] // MANY)]
    for width in (4.0, 2.0, 1.5, 1.0, 1.0):
        lean, spread = lean / 3, spread / 3
        found = _best(many, found, (lean, spread), 5, width)
        plain = _best(many, plain, (lean, 0.0), 5, width)
    first, last = (float(place) for place in np.quantile(many[1], (0.05, 0.95)))
    given = _Fan(slope, 0.0, middle)
    apart = math.degrees(abs(found.growth) * (last - first))
    chosen = found if apart >= LEAST and last - first >= TALL * size[1] and _better(found, plain, many) else plain
    off = max(abs(chosen.at(place) - slope) for place in (first, last))
    return chosen if math.degrees(off) >= LEAST and _better(chosen, given, many) else None


def _better(one: _Fan, other: _Fan, points: Points) -> bool:
    # In strips of any height: a few points pile up in some by chance.
    return all(one.pile(points, width) >= BETTER * other.pile(points, width) for width in (1.0, 2.0, 3.0))


def _best(points: Points, about: _Fan, reach: tuple[float, float], steps: int, width: float) -> _Fan:
    middle = steps // 2
    leans = [about.slope + reach[0] * step / middle for step in range(-middle, middle + 1)]
    growths = (
        [about.growth + reach[1] * step / middle for step in range(-middle, middle + 1)] if reach[1] else [about.growth]
    )
    fans = [_Fan(lean, growth, about.middle) for lean in leans for growth in growths]
    return max(fans, key=lambda fan: fan.pile(points, width))


def _straightening(size: tuple[int, int], level: _Fan, upright: _Fan) -> Homography:
    # The four-sided figure of the page's outermost lines becomes the page.
    width, height = size
    levels = [(row, level.at(row)) for row in (0.0, height - 1.0)]
    uprights = [(column, upright.at(column)) for column in (0.0, width - 1.0)]
    corners = [_crossing(one, other, (width - 1) / 2, (height - 1) / 2) for one in levels for other in uprights]
    goals = [(0.0, 0.0), (width - 1.0, 0.0), (0.0, height - 1.0), (width - 1.0, height - 1.0)]
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(goals, np.float32))
    return np.asarray(matrix, np.float64)


def _crossing(level: tuple[float, float], upright: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    # Of y = at + slope (x - middle) and x = at + slope (y - middle).
    (row, fall), (column, lean) = level, upright
    across = (column + lean * (row - fall * x - y)) / (1 - lean * fall)
    return across, row + fall * (across - x)
