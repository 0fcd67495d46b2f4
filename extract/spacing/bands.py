"""Where the rows of a table part that no ruling parts: of all ways the one that its lines of text fit best.

Lines of one cell follow one another at one pitch, those of two rows stand further apart; the texts of a row all begin
abreast, or all stand in its middle; some columns hold one line a cell. No table keeps to all of it everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median, median_high

from extract.model import Box

LEAST, MANY = 1.2, 20  # text heights between lines; one of so many distances, at the least, is that of one text
NEAR = 2.4  # text heights from a line to the next of the same text, at most about
ABREAST, SAME, FEW = 0.8, 0.6, 3  # share of the places with a line; text heights that are one height; of them no proof
TRIM = 0.12  # of a line's height that marks fill above and below
ALIKE, WRAPPED = 1.06, 0.5  # times a distance that is about the same; of the columns, where fewer have a line
CROSSED = 0.4  # share of the columns whose lines may run across the white between two rows
APART, SURE, MOST = 1.12, 10.0, 1.5  # of the pitch: further apart are two cells; how much a tenth of it tells; at most
TWICE = -3.0  # two lines where a column holds one a cell
NO_FIGURE = -5.0  # a row without a line in any such column
BLANK = -0.5  # a cell without a line in a column that has one in every row
THROUGH, DEEP = -2.0, 0.25  # a line of text through which rows part, so many text heights inside
EMPTY, HIGHEST = -100.0, 24  # a row without any text; whites in one row at most
SLACK = 1e-6  # of a sum that rounding makes less
LEVEL, OFF, MOST_OFF = 0.3, -1.5, 1.5  # text heights beside the others of a row: no matter, then what each costs


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of each column, from the top; `single`: the columns that hold one line a cell; `pitch` of lines."""

    columns: tuple[tuple[Box, ...], ...]
    single: frozenset[int]
    high: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Bands:
    """Where rows part (heights), whether their texts hang from the top, and how well it fits."""

    parts: tuple[float, ...]
    hanging: bool
    fit: float


def bands(
    columns: Sequence[Sequence[Box]], single: Sequence[int], high: float, pitch: float, hanging: bool | None = None
) -> Bands:
    """Part the lines of a table's body into rows. `high`: usual height of a blob; `pitch`: as `line_pitch` tells.

    `hanging`: whether texts begin at the top of their cells or stand in the middle; None where that isn't known.
    """
    laid = Laid(columns, single, high, pitch)
    ways = (True, False) if hanging is None else (hanging,)
    return max((laid.bands(way) for way in ways), key=lambda way: way.fit)


class Laid:
    """A body's lines laid between the whites at which its rows may part. Arguments as of `bands`."""

    def __init__(self, columns: Sequence[Sequence[Box]], single: Sequence[int], high: float, pitch: float) -> None:
        self._body = body = Body(tuple(map(tuple, columns)), frozenset(single), high, pitch)
        self._places = places = list(_whites(body))
        texts = [sum(1 for _ in texts_of(column, pitch)) for column in body.columns]
        usual = median_high(texts) if texts else 0
        self._held = [
            _Held(column, places, body, at in body.single, min(1.0, count / usual) if usual else 0.0)
            for at, (column, count) in enumerate(zip(body.columns, texts, strict=True))
        ]

    def bands(self, hanging: bool) -> Bands:
        """Give the best rows where texts hang from the top of their cells, or stand in the middle."""
        return _best(self._places, self._held, self._body, hanging)


def line_pitch(columns: Sequence[Sequence[Box]], high: float) -> float:
    """Give how far the lines of one text stand apart: the least distance that several have; 0 where none has two."""
    return 0.0 if are_abreast(columns, high) else least_pitch(columns, high)


def least_pitch(columns: Sequence[Sequence[Box]], high: float, *, alone: bool = False) -> float:
    """Give the least distance that several lines have from the next in their columns, be they of one text or not.

    `alone`: the least that even a single one has.
    """
    apart = sorted(gap for gap in _gaps(columns) if gap > LEAST * high)
    least = 1 if alone else max(2, len(apart) // MANY)
    alike = (apart[at : bisect_right(apart, gap * APART)] for at, gap in enumerate(apart))
    return next((median(gaps) for gaps in alike if len(gaps) >= least), 0.0)


def _gaps(columns: Sequence[Sequence[Box]]) -> Iterator[float]:
    return (_middle(below) - _middle(line) for lines in columns for line, below in pairwise(lines))


def near_pitch(columns: Sequence[Sequence[Box]], high: float) -> float:
    """Give the middle of the distances that lines have which stand near the next in their columns, 0 where none does.

    Signs above and below letters move lines of scans by a part of their height: the least of many distances is too
    small for most, and what is usual may be that of rows.
    """
    near = [gap for gap in _gaps(columns) if LEAST * high < gap < NEAR * high]
    return median(near) if near else 0.0


def usual_pitch(columns: Sequence[Sequence[Box]], high: float) -> float:
    """Give the distance that most lines have from the next in their columns, about, where these are lines of one text.

    Few columns have a line at the height of such a next one; where most have it is a row. 0 where there is none.
    """
    middles = sorted(_middle(line) for lines in columns for line in lines)
    held = sum(bool(lines) for lines in columns)

    def is_wrapped(line: Box) -> bool:
        at = _middle(line)
        near = bisect_right(middles, at + LEVEL * high) - bisect_left(middles, at - LEVEL * high)
        return near < WRAPPED * held

    pairs = [(line, below) for lines in columns for line, below in pairwise(lines) if is_wrapped(below)]
    gaps = sorted(gap for line, below in pairs if (gap := _middle(below) - _middle(line)) > LEAST * high)
    alike = [gaps[at : bisect_right(gaps, gap * ALIKE)] for at, gap in enumerate(gaps)]
    alike.sort(key=len)
    return median(alike[-1]) if alike else 0.0


def are_abreast(columns: Sequence[Sequence[Box]], high: float) -> bool:
    """Tell whether nearly every line stands beside one in most columns: each cell has one line then."""
    levels: list[list[float]] = []
    for y in sorted(_middle(line) for column in columns for line in column):
        if levels and y - levels[-1][0] <= SAME * high:
            levels[-1].append(y)
        else:
            levels.append([y])
    return len(levels) > FEW and sum(map(len, levels)) >= ABREAST * len(levels) * len(columns)


def apart(gap: float, pitch: float) -> float:
    """Tell how sure it is that two lines of a column are of two cells; below 0 of one."""
    if not pitch:
        return MOST
    return min(max(SURE * (gap / pitch - APART), -MOST), MOST)


class _Held:
    """A column's lines between the places at which rows may part."""

    def __init__(self, column: Sequence[Box], places: Sequence[float], body: Body, single: bool, fill: float) -> None:
        middles = [_middle(line) for line in column]
        joined = [TWICE if single else -max(apart(below - line, body.pitch), 0.0) for line, below in pairwise(middles)]
        self.middles = middles
        self.single = single
        self.blank = BLANK * fill
        self.joined = [0.0, *accumulate(joined, initial=0.0)][: len(middles) + 1]  # of the first lines, all in one cell
        self.before = [0, *(bisect_left(middles, place) for place in places), len(middles)]
        self.parting = [
            self._parts(column, at, place, body) for at, place in zip(self.before[1:-1], places, strict=True)
        ]

    def _parts(self, column: Sequence[Box], at: int, place: float, body: Body) -> float:
        near = column[max(0, at - 1) : at + 1]
        deep = DEEP * body.high
        if any(line.y0 + deep < place < line.y1 - deep for line in near):
            return THROUGH
        if 0 < at < len(self.middles):
            return min(apart(self.middles[at] - self.middles[at - 1], body.pitch), 0.0)
        return 0.0

    def cell(self, start: int, end: int, hanging: bool) -> tuple[float, float | None]:
        """How well the lines between two places make a cell, and where it stands; None for an empty one."""
        first, behind = self.before[start], self.before[end]
        if first == behind:
            return self.blank, None
        place = self.middles[first] if hanging else (self.middles[first] + self.middles[behind - 1]) / 2
        return self.joined[behind] - self.joined[first + 1], place

    def first(self, start: int) -> float:
        """What the lines up to the first one behind a place cost as one text."""
        return self.joined[min(self.before[start] + 1, len(self.middles))]


def texts_of(column: Sequence[Box], pitch: float) -> Iterator[list[Box]]:
    """Join the lines of a column that follow one another as those of one text."""
    found: list[Box] = []
    for line in column:
        if found and apart(_middle(line) - _middle(found[-1]), pitch) >= 0:
            yield found
            found = []
        found.append(line)
    if found:
        yield found


def _whites(body: Body) -> Iterator[float]:
    """Give the heights at which fewer lines stand than above and below."""
    changes: dict[float, int] = {}
    for line in (line for column in body.columns for line in column):
        trim = TRIM * (line.y1 - line.y0)
        changes[line.y0 + trim] = changes.get(line.y0 + trim, 0) + 1
        changes[line.y1 - trim] = changes.get(line.y1 - trim, 0) - 1
    steps: list[tuple[float, float, int]] = []
    level = 0
    for start, end in pairwise(sorted(changes)):
        level += changes[start]
        if steps and steps[-1][2] == level:
            steps[-1] = (steps[-1][0], end, level)
        else:
            steps.append((start, end, level))
    most = CROSSED * len(body.columns)
    for before, (start, end, low), behind in zip(steps, steps[1:], steps[2:], strict=False):
        if before[2] > low < behind[2] and low <= most:
            yield (start + end) / 2


def _best(places: Sequence[float], held: Sequence[_Held], body: Body, hanging: bool) -> Bands:
    parting = [0.0, *(sum(column.parting[at] for column in held) for at in range(len(places))), 0.0]
    joined = [sum(column.joined[column.before[at]] for column in held) for at in range(len(parting))]
    total: list[tuple[float, int]] = [(0.0, -1)]
    least: list[float] = []  # of each place what rows that begin there can't cost less than, but for where they end
    for at in range(1, len(parting)):
        least.append(total[-1][0] - sum(column.first(at - 1) for column in held))
        fit, begin = float("-inf"), -1
        for start in range(at - 1, max(0, at - HIGHEST) - 1, -1):
            if least[start] + joined[at] + parting[at] < fit - SLACK:
                continue  # lines that are no one text cost too much, whatever else there is
            way = total[start][0] + _row(held, start, at, body, hanging) + parting[at]
            if way > fit:
                fit, begin = way, start
        total.append((fit, begin))
    found = []
    at = total[-1][1]
    while at > 0:
        found.append(places[at - 1])
        at = total[at][1]
    return Bands(tuple(found[::-1]), hanging, total[-1][0])


def _row(held: Sequence[_Held], start: int, end: int, body: Body, hanging: bool) -> float:
    """Tell how well the lines between two places make a row."""
    score = 0.0
    places: list[float] = []
    figures = 0
    for column in held:
        fit, place = column.cell(start, end, hanging)
        score += fit
        if place is not None:
            places.append(place)
            figures += column.single
    if not places:
        return EMPTY
    places.sort()
    usual = (places[(len(places) - 1) // 2] + places[len(places) // 2]) / 2
    if places[-1] - places[0] > LEVEL * body.high:
        score += sum(OFF * min(max(abs(place - usual) / body.high - LEVEL, 0.0), MOST_OFF) for place in places)
    return score + (NO_FIGURE if body.single and not figures else 0.0)


def _middle(line: Box) -> float:
    return (line.y0 + line.y1) / 2
