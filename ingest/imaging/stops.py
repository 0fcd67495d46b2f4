"""Stops: a band between two lines at which nearly all lines across stop is one cell; what seems to cross it is print.

Section rows of broken tables: pieces above and below were joined over the low row, or letters in it stand where a
line would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ingest.imaging.drawn import Drawn
from ingest.imaging.segments import has_print
from ingest.scan import Picture

MARGIN = 0.02  # inches at both ends of a band that its lines fill
BLANK = 0.3  # of its line's darkness: the mean of a stretch that is not drawn
THIRD = 0.15  # the same of a third of it: letters leave white above and below them, a drawn line none
FEWEST, MOSTLY = 3, 0.7  # lines that stop at a band, and their share of all that could cross it
NEAR = 0.06  # inches: an end so near to a line stops there
SAME = 0.05  # inches: lines across so near to each other are one column's
LOWEST = 0.08  # inches: a lower band has hardly more than its margins


@dataclass(frozen=True, slots=True)
class _Band:
    """What lies between two lines: rows from `low` to `high`, columns from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float


def stopped(
    lines: Sequence[Drawn], crossing: Sequence[Drawn], darkness: Picture, dpi: float, crowded: float
) -> list[Drawn]:
    """Cut the lines at bands of `crossing` lines that nearly all others stop at.

    `crowded`: the share of its stretch in a band that may have print beside it where a line is drawn.
    """
    kept = list(lines)
    for band in _bands(crossing, dpi):
        for line in _no_lines(kept, band, darkness, dpi, crowded):
            kept.remove(line)
            kept += _without(line, band)
    return kept


def _bands(crossing: Sequence[Drawn], dpi: float) -> Iterator[_Band]:
    groups: list[list[Drawn]] = []
    for line in sorted(crossing, key=lambda line: line.at):
        if groups and line.at - groups[-1][0].at <= SAME * dpi:  # pieces of one line
            groups[-1].append(line)
        else:
            groups.append([line])
    for above, below in pairwise(groups):
        low, high = (float(np.mean([line.at for line in group])) for group in (above, below))
        if high - low >= LOWEST * dpi:
            left = max(min(line.start for line in group) for group in (above, below))
            right = min(max(line.end for line in group) for group in (above, below))
            yield _Band(low, high, left + NEAR * dpi, right - NEAR * dpi)


def _no_lines(lines: Sequence[Drawn], band: _Band, darkness: Picture, dpi: float, crowded: float) -> list[Drawn]:
    """Those of the lines that run through a band and are not drawn there, where it is one that lines stop at."""
    near = NEAR * dpi
    inner = [line for line in lines if band.left < line.at < band.right]
    over = [line for line in inner if line.start < band.low + near and line.end > band.high - near]
    drawn = [line for line in over if _is_drawn(line, band, darkness, dpi, crowded)]
    ending = (
        line
        for line in inner
        if line not in over and (abs(line.end - band.low) <= near or abs(line.start - band.high) <= near)
    )
    no_lines = [line for line in over if line not in drawn]
    stops = _places([*no_lines, *ending], dpi)
    stops = [at for at in stops if all(abs(at - line.at) > SAME * dpi for line in drawn)]
    enough = len(stops) >= max(FEWEST, MOSTLY * (len(stops) + len(_places(drawn, dpi))))
    return no_lines if enough else []


def _is_drawn(line: Drawn, band: _Band, darkness: Picture, dpi: float, crowded: float) -> bool:
    """Whether a line is drawn in a band: in each third of it, and with no print beside it, as stems of letters have."""
    margin = max(1, round(MARGIN * dpi))
    start, end = round(band.low) + margin, round(band.high) - margin
    row = round(line.row((start + end) // 2))
    strip = darkness[max(0, row - 1) : row + 2, max(0, start) : end]
    if strip.size == 0 or strip.shape[1] < 3:
        return True
    ink = strip.max(axis=0) / max(line.darkness, 1.0)
    if ink.mean() < BLANK or min(third.mean() for third in np.array_split(ink, 3)) < THIRD:
        return False
    return not has_print(line, (round(band.low), round(band.high)), darkness, dpi, crowded)


def _places(lines: Sequence[Drawn], dpi: float) -> list[float]:
    """Where lines stand, each place once."""
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > SAME * dpi:
            places.append(at)
    return places


def _without(line: Drawn, band: _Band) -> list[Drawn]:
    """What is left of a line before and behind a band."""
    ends = ((line.start, round(band.low) + 1), (round(band.high), line.end))
    return [line.between(start, end) for start, end in ends if end - start > 1]
