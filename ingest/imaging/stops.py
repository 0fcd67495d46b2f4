"""Stops: a band between two lines at which nearly all lines across stop is one cell; what seems to cross it is print.

Section rows of broken tables: pieces above and below were joined over the low row, or letters in it stand where a
line would.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ingest.imaging.drawn import Drawn
from ingest.scan import Picture

MARGIN = 0.02  # inches at both ends of a band that its lines fill
BLANK = 0.3  # of its line's darkness: the mean of a stretch that is not drawn
THIRD = 0.15  # the same of a third of it: letters leave white above and below them, a drawn line none
FEWEST, MOSTLY = 3, 0.7  # lines that stop at a band, and their share of all that could cross it
NEAR = 0.06  # inches: an end so near to a line stops there
SAME = 0.05  # inches: lines across so near to each other are one column's
LOWEST = 0.08  # inches: a lower band has hardly more than its margins


def stopped(lines: Sequence[Drawn], crossing: Sequence[Drawn], darkness: Picture, dpi: float) -> list[Drawn]:
    """Cut the lines at bands of `crossing` lines that nearly all others stop at."""
    kept = list(lines)
    for low, high in pairwise(sorted(crossing, key=lambda line: line.at)):
        if high.at - low.at >= LOWEST * dpi:
            for line in _no_lines(kept, low, high, darkness, dpi):
                kept.remove(line)
                kept += _without(line, low, high)
    return kept


def _no_lines(lines: Sequence[Drawn], low: Drawn, high: Drawn, darkness: Picture, dpi: float) -> list[Drawn]:
    """Those of the lines that run through a band and are not drawn there, where it is one that lines stop at."""
    left, right = max(low.start, high.start) + NEAR * dpi, min(low.end, high.end) - NEAR * dpi
    inner = [line for line in lines if left < line.at < right]
    over = [line for line in inner if line.start < low.at + NEAR * dpi and line.end > high.at - NEAR * dpi]
    inks = {id(line): _ink(line, low, high, darkness, dpi) for line in over}
    blank = [line for line in over if inks[id(line)].mean() < BLANK]
    drawn = [line for line in over if line not in blank]
    ending = [
        line
        for line in inner
        if line not in over and (abs(line.end - low.at) <= NEAR * dpi or abs(line.start - high.at) <= NEAR * dpi)
    ]
    stops = _places([*blank, *ending], dpi)
    stops = [at for at in stops if all(abs(at - line.at) > SAME * dpi for line in drawn)]
    if len(stops) < max(FEWEST, MOSTLY * (len(stops) + len(_places(drawn, dpi)))):
        return []
    return [*blank, *(line for line in drawn if inks[id(line)].min() < THIRD)]


def _ink(
    line: Drawn, low: Drawn, high: Drawn, darkness: Picture, dpi: float
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The mean darkness of each third of a line in a band, as a share of the line's own."""
    margin = max(1, round(MARGIN * dpi))
    start, end = round(low.at) + margin, round(high.at) - margin
    row = round(line.row((start + end) // 2))
    strip = darkness[max(0, row - 1) : row + 2, max(0, start) : end]
    if strip.size == 0 or strip.shape[1] < 3:
        return np.ones(3)
    return np.array([third.mean() for third in np.array_split(strip.max(axis=0), 3)]) / max(line.darkness, 1.0)


def _places(lines: Sequence[Drawn], dpi: float) -> list[float]:
    """Where lines stand, each place once."""
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > SAME * dpi:
            places.append(at)
    return places


def _without(line: Drawn, low: Drawn, high: Drawn) -> list[Drawn]:
    """What is left of a line before and behind a band."""
    ends = ((line.start, round(low.at) + 1), (round(high.at), line.end))
    return [line.between(start, end) for start, end in ends if end - start > 1]
