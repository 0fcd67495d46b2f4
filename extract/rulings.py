"""Rulings as a picture gives them (in pieces, doubled, not quite meeting) → whole lines, and groups that touch.

Level and upright rulings go through the same steps: a `Stroke` tells where a line stands across its own direction
(`at`) and from where to where it runs along it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.model import Box, Ruling

A4_LONG_SIDE = 842.0  # points
NEAR = (
    4.0  # points between two lines that are one: a double ruling, or the same line seen twice; a row of text needs more
)
BRIDGED = 6.0  # points of a gap inside a line that are taken as drawn: dots, dashes, specks of white
REACH = 6.0  # points that a line may end short of the line it runs to
BROKEN = 14.0  # points of a gap over which two pieces on one line still belong to one table
LOWEST, HIGHEST = 3.5, 20.0  # points of a letter's height, with its marks
CLOSE = 2.2  # points between the letters of a word, at most; a ruling and white on both its sides need more
ACROSS = 1.4  # points that a letter reaches over both sides of its own stem
SHORTEST = 4.0  # points; what is shorter is a speck or a part of a letter


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: `at` is y for a level line and x for an upright one; it runs from `start` to `end`."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is, in page units."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Drawing:
    """Level and upright lines that touch one another, directly or through others."""

    levels: tuple[Stroke, ...]
    uprights: tuple[Stroke, ...]

    @property
    def box(self) -> Box:
        """The rectangle round all lines."""
        return Box(
            min([s.start for s in self.levels] + [s.at for s in self.uprights]),
            min([s.at for s in self.levels] + [s.start for s in self.uprights]),
            max([s.end for s in self.levels] + [s.at for s in self.uprights]),
            max([s.at for s in self.levels] + [s.end for s in self.uprights]),
        )

    def joined(self, other: Drawing) -> Drawing:
        """Give the lines of both."""
        return Drawing(self.levels + other.levels, self.uprights + other.uprights)


def point_of(width: float, height: float, dpi: float | None = None) -> float:
    """Give the length of a point (1/72 inch) in page units; without a resolution the page is taken for an A4 sheet."""
    if dpi and dpi > 0:
        return dpi / 72
    return max(width, height, 1.0) / A4_LONG_SIDE


def whole(rulings: Iterable[Ruling], point: float) -> Drawing:
    """Join the pieces of each line, fold double lines into one and drop specks."""
    levels, uprights = [], []
    for ruling in rulings:
        if ruling.level:
            levels.append(Stroke(float(ruling.y0), float(ruling.x0), float(ruling.x1)))
        else:
            uprights.append(Stroke(float(ruling.x0), float(ruling.y0), float(ruling.y1)))
    return Drawing(*(tuple(_long_enough(_joined(strokes, point), point)) for strokes in (levels, uprights)))


def _long_enough(strokes: Iterable[Stroke], point: float) -> Iterator[Stroke]:
    return (stroke for stroke in strokes if stroke.length >= SHORTEST * point)


@dataclass(slots=True)
class _Run:
    """A line while its pieces are joined; `last` is where the latest piece stands, so that a bent line is followed."""

    start: float
    end: float
    last: float
    weight: float
    moment: float


def _joined(strokes: Iterable[Stroke], point: float) -> list[Stroke]:
    """Join pieces that continue or accompany one another; a line's place is the mean of its pieces, by their length."""
    near, bridged = NEAR * point, BRIDGED * point
    lanes: dict[int, list[_Run]] = {}
    runs: list[_Run] = []
    for stroke in sorted(strokes, key=lambda s: (s.start, s.at)):
        lane = int(stroke.at // near)
        run = _open_run(lanes, lane, stroke, near, bridged)
        weight = max(stroke.length, point / 10)
        if run is None:
            run = _Run(stroke.start, stroke.end, stroke.at, 0.0, 0.0)
            runs.append(run)
        run.end, run.last = max(run.end, stroke.end), stroke.at
        run.weight += weight
        run.moment += weight * stroke.at
        if run not in (open_runs := lanes.setdefault(lane, [])):
            open_runs.append(run)
    return [Stroke(run.moment / run.weight, run.start, run.end) for run in runs]


def _open_run(lanes: dict[int, list[_Run]], lane: int, stroke: Stroke, near: float, bridged: float) -> _Run | None:
    """Find the run that a piece continues, the nearest one first; runs that ended too far back are forgotten."""
    found: _Run | None = None
    for key in (lane - 1, lane, lane + 1):
        if key not in lanes:
            continue
        lanes[key] = [run for run in lanes[key] if run.end + bridged >= stroke.start]
        for run in lanes[key]:
            away = abs(run.last - stroke.at)
            if away <= near and (found is None or away < abs(found.last - stroke.at)):
                found = run
    return found


def without_letters(drawing: Drawing, boxes: Iterable[Box], point: float) -> Drawing:
    """Cut out of the lines what runs through letters: the stem or the headline of a letter was taken for ruling there.

    `boxes`: of the page's ink without rulings. A letter stands on both sides of the stem; print that only touches a
    true ruling doesn't. Signatures and stamps are higher than letters.
    """
    letters = [box for box in boxes if LOWEST * point <= box.y1 - box.y0 <= HIGHEST * point]
    return Drawing(
        tuple(_cut(drawing.levels, [(b.x0, b.x1, b.y0, b.y1) for b in letters], point)),
        tuple(_cut(drawing.uprights, [(b.y0, b.y1, b.x0, b.x1) for b in (*letters, *_joints(letters, point))], point)),
    )


def _joints(letters: Iterable[Box], point: float) -> Iterator[Box]:
    """Give the pairs of letters that stand so close side by side that no ruling has room between them."""
    lanes: dict[int, list[Box]] = {}
    step = HIGHEST * point
    for right in sorted(letters, key=lambda box: box.x0):
        near: dict[int, Box] = {}
        for lane in range(int(right.y0 // step), int(right.y1 // step) + 1):
            lanes[lane] = [left for left in lanes.get(lane, ()) if left.x1 + CLOSE * point >= right.x0]
            near.update((id(left), left) for left in lanes[lane])
            lanes[lane].append(right)
        for left in near.values():
            top, bottom = max(left.y0, right.y0), min(left.y1, right.y1)
            if bottom - top > 0.5 * min(left.y1 - left.y0, right.y1 - right.y0) and left.x1 < right.x1:
                yield Box(left.x0, top, right.x1, bottom)


def _cut(
    strokes: Sequence[Stroke], letters: Sequence[tuple[float, float, float, float]], point: float
) -> Iterator[Stroke]:
    """Cut each stroke where a letter (from and to along it, from and to across it) reaches well over both its sides."""
    order = sorted(range(len(strokes)), key=lambda at: strokes[at].at)
    cuts: dict[int, list[tuple[float, float]]] = {}
    for start, end, before, behind in letters:
        for at in _within(order, strokes, before + ACROSS * point, behind - ACROSS * point):
            if strokes[at].start < end and strokes[at].end > start:
                cuts.setdefault(at, []).append((start - point, end + point))
    for at, stroke in enumerate(strokes):
        begin = stroke.start
        for start, end in sorted(cuts.get(at, ())):
            if start - begin >= SHORTEST * point:
                yield Stroke(stroke.at, begin, start)
            begin = max(begin, end)
        if stroke.end - begin >= SHORTEST * point or begin == stroke.start:
            yield Stroke(stroke.at, begin, stroke.end)


def touching(drawing: Drawing, point: float) -> list[Drawing]:
    """Part the lines of a page into groups that touch, small gaps forgiven."""
    levels, uprights = drawing.levels, drawing.uprights
    parents = list(range(len(levels) + len(uprights)))
    for first, second in _meetings(levels, uprights, REACH * point):
        _unite(parents, first, len(levels) + second)
    for offset, strokes in ((0, levels), (len(levels), uprights)):
        for first, second in _broken(strokes, point):
            _unite(parents, offset + first, offset + second)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, stroke in enumerate((*levels, *uprights)):
        groups.setdefault(_root(parents, at), ([], []))[at >= len(levels)].append(stroke)
    return [Drawing(tuple(own_levels), tuple(own_uprights)) for own_levels, own_uprights in groups.values()]


def _meetings(levels: Sequence[Stroke], uprights: Sequence[Stroke], reach: float) -> Iterator[tuple[int, int]]:
    """Give the pairs (level, upright) that cross or all but meet."""
    order = sorted(range(len(uprights)), key=lambda at: uprights[at].at)
    for first, level in enumerate(levels):
        for second in _within(order, uprights, level.start - reach, level.end + reach):
            if uprights[second].start - reach <= level.at <= uprights[second].end + reach:
                yield first, second


def _within(order: Sequence[int], strokes: Sequence[Stroke], low: float, high: float) -> Iterator[int]:
    """Give those of the strokes, sorted by place in `order`, that stand from `low` to `high`."""
    left = bisect_left(order, low, key=lambda at: strokes[at].at)
    while left < len(order) and strokes[order[left]].at <= high:
        yield order[left]
        left += 1


def _broken(strokes: Sequence[Stroke], point: float) -> Iterator[tuple[int, int]]:
    """Give the pairs of strokes that are one line with a gap in it."""
    order = sorted(range(len(strokes)), key=lambda at: strokes[at].at)
    for first, stroke in enumerate(strokes):
        for second in _within(order, strokes, stroke.at, stroke.at + NEAR * point):
            gap = max(stroke.start, strokes[second].start) - min(stroke.end, strokes[second].end)
            if first != second and gap <= BROKEN * point:
                yield first, second


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _unite(parents: list[int], first: int, second: int) -> None:
    parents[_root(parents, first)] = _root(parents, second)
