"""Lines that a scan lost whole: several lines of a table that end in the open at one place ended at a line there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.rulings import NEAR, REACH, Drawing, Stroke

FEWEST = 2  # neighbouring lines that end at one place; a single one was broken
ROW = 9.0  # points: what ends so near to a line ends at it, and no row is lower
STEM = 26.0  # points: uprights that are all no longer may be brackets of one line that touch the ruling over them
GOES_ON = 40.0  # points from an end to the next piece of the same line: it was only broken
End = tuple[float, float, float]  # where a line ends, where it runs, how long it is


def with_lost_lines(drawing: Drawing, point: float) -> Drawing:
    """Add the lines at which neighbouring lines of a table end though no line is there."""
    levels, uprights = drawing.levels, drawing.uprights
    return Drawing(
        levels + tuple(_lost(uprights, levels, point, STEM * point)), uprights + tuple(_lost(levels, uprights, point))
    )


def _lost(strokes: Sequence[Stroke], crossing: Sequence[Stroke], point: float, least: float = 0.0) -> Iterator[Stroke]:
    # `least`: one at least of the lines that end at a place is longer.
    lanes, walls = (sorted(lines, key=lambda line: line.at) for lines in (strokes, crossing))
    for at_start in (True, False):
        ends = [
            (end, stroke.at, stroke.length)
            for stroke in lanes
            if walls[0].at < (end := stroke.start if at_start else stroke.end) < walls[-1].at
            and not _meets(end, stroke.at, walls, point)
            and not _goes_on(end, stroke, lanes, at_start, point)
        ]
        for together in _together(sorted(ends), 1.5 * NEAR * point):
            if max(length for *_, length in together) > least:
                place = sum(end for end, *_ in together) / len(together)
                yield from _between_walls(place, sorted(at for _, at, _ in together), lanes, point)


def _around(lines: Sequence[Stroke], at: float, near: float) -> Sequence[Stroke]:
    """Give those of the lines, sorted by place, that stand so near to a place."""
    first = bisect_left(lines, at - near, key=lambda line: line.at)
    return lines[first : bisect_right(lines, at + near, key=lambda line: line.at)]


def _meets(end: float, at: float, walls: Sequence[Stroke], point: float) -> bool:
    reach = REACH * point
    return any(wall.start - reach <= at <= wall.end + reach for wall in _around(walls, end, ROW * point))


def _goes_on(end: float, own: Stroke, lanes: Sequence[Stroke], at_start: bool, point: float) -> bool:
    others = (other for other in _around(lanes, own.at, NEAR * point) if other is not own)
    return any(0 <= (end - other.end if at_start else other.start - end) <= GOES_ON * point for other in others)


def _together(ends: Sequence[End], near: float) -> list[list[End]]:
    """Group ends that lie at one place; ends of a single line are left out."""
    groups: list[list[End]] = []
    for end in ends:
        if groups and end[0] - groups[-1][0][0] <= near:
            groups[-1].append(end)
        else:
            groups.append([end])
    return [group for group in groups if len(group) >= FEWEST]


def _between_walls(place: float, ending: Sequence[float], lanes: Sequence[Stroke], point: float) -> Iterator[Stroke]:
    """Give the lost line from the last line before those that end there to the next behind them, runs apart."""
    near = NEAR * point
    walls = (line.at for line in lanes if line.start < place - near and line.end > place + near)
    for left, right in pairwise(walls):
        if bisect_left(ending, right) - bisect_right(ending, left) >= FEWEST:
            yield Stroke(place, left, right)
