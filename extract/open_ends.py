"""Lines that a scan lost whole: several lines of a table that end in the open at one place ended at a line there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.rulings import NEAR, REACH, Drawing, Stroke

FEWEST = 2  # neighbouring lines that end at one place; a single one was broken
ROW = 9.0  # points: what ends so near to a line ends at it, and no row is lower
GOES_ON = 40.0  # points from an end to the next piece of the same line: it was only broken


def with_lost_lines(drawing: Drawing, point: float) -> Drawing:
    """Add the lines at which neighbouring lines of a table end though no line is there."""
    levels, uprights = drawing.levels, drawing.uprights
    return Drawing(levels + tuple(_lost(uprights, levels, point)), uprights + tuple(_lost(levels, uprights, point)))


def _lost(strokes: Sequence[Stroke], crossing: Sequence[Stroke], point: float) -> Iterator[Stroke]:
    for at_start in (True, False):
        ends = [(stroke.start if at_start else stroke.end, stroke) for stroke in strokes]
        open_ends = [
            (end, stroke)
            for end, stroke in sorted(ends, key=lambda e: e[0])
            if _is_open(end, stroke, strokes, crossing, at_start, point)
        ]
        for together in _together(open_ends, 1.5 * NEAR * point):
            if len(together) >= FEWEST:
                place = sum(end for end, _ in together) / len(together)
                yield from _between_walls(place, [stroke.at for _, stroke in together], strokes, point)


def _is_open(
    end: float, own: Stroke, strokes: Sequence[Stroke], crossing: Sequence[Stroke], at_start: bool, point: float
) -> bool:
    if any(
        abs(line.at - end) <= ROW * point and line.start - REACH * point <= own.at <= line.end + REACH * point
        for line in crossing
    ):
        return False
    inside = any(line.at < end for line in crossing) and any(line.at > end for line in crossing)
    beyond = (end - other.end if at_start else other.start - end for other in strokes if _in_row(other, own, point))
    return inside and not any(0 <= gap <= GOES_ON * point for gap in beyond)


def _in_row(other: Stroke, own: Stroke, point: float) -> bool:
    return other is not own and abs(other.at - own.at) <= NEAR * point


def _together(ends: Sequence[tuple[float, Stroke]], near: float) -> Iterator[list[tuple[float, Stroke]]]:
    group: list[tuple[float, Stroke]] = []
    for end, stroke in ends:
        if group and end - group[0][0] > near:
            yield group
            group = []
        group.append((end, stroke))
    if group:
        yield group


def _between_walls(place: float, ending: Sequence[float], strokes: Sequence[Stroke], point: float) -> Iterator[Stroke]:
    """Give the lost line from the last line before those that end there to the next behind them, runs apart."""
    near = NEAR * point
    walls = sorted(s.at for s in strokes if s.start < place - near and s.end > place + near)
    for left, right in pairwise(walls):
        if sum(left < at < right for at in ending) >= FEWEST:
            yield Stroke(place, left, right)
