"""Where the rows of a table part that no ruling parts: of all ways the one that its lines of text fit best.

Lines of one cell follow one another at one pitch, those of two rows stand further apart; the texts of a row all begin
abreast, or all stand in its middle; some columns hold one line a cell. No table keeps to all of it everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box

LEAST, MANY = 1.2, 20  # text heights between lines; one of so many distances, at the least, is that of one text
ABREAST, SAME, FEW = 0.8, 0.6, 3  # share of the places with a line; text heights that are one height; of them no proof
TRIM = 0.12  # of a line's height that marks fill above and below
CROSSED = 0.4  # share of the columns whose lines may run across the white between two rows
APART, SURE, MOST = 1.12, 10.0, 1.5  # of the pitch: further apart are two cells; how much a tenth of it tells; at most
TWICE = -3.0  # two lines where a column holds one a cell
NO_FIGURE = -5.0  # a row without a line in any such column
THROUGH, DEEP = -2.0, 0.25  # a line of text through which rows part, so many text heights inside
EMPTY, HIGHEST = -100.0, 24  # a row without any text; whites in one row at most
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


def bands(columns: Sequence[Sequence[Box]], single: Sequence[int], high: float, pitch: float) -> Bands:
    """Part the lines of a table's body into rows. `high`: usual height of a blob; `pitch`: as `line_pitch` tells."""
    body = Body(tuple(map(tuple, columns)), frozenset(single), high, pitch)
    places = list(_whites(body))
    return max((_best(places, body, hanging) for hanging in (True, False)), key=lambda way: way.fit)


def line_pitch(columns: Sequence[Sequence[Box]], high: float) -> float:
    """Give how far the lines of one text stand apart: the least distance that several have; 0 where none has two."""
    gaps = (_middle(below) - _middle(line) for lines in columns for line, below in pairwise(lines))
    apart = sorted(gap for gap in gaps if gap > LEAST * high)
    if are_abreast(columns, high):
        return 0.0
    least = max(2, len(apart) // MANY)
    alike = (apart[at : bisect_right(apart, gap * APART)] for at, gap in enumerate(apart))
    return next((median(gaps) for gaps in alike if len(gaps) >= least), 0.0)


def are_abreast(columns: Sequence[Sequence[Box]], high: float) -> bool:
    """Tell whether nearly every line stands beside one in most columns: each cell has one line then."""
    levels: list[list[float]] = []
    for y in sorted(_middle(line) for column in columns for line in column):
        if levels and y - levels[-1][0] <= SAME * high:
            levels[-1].append(y)
        else:
            levels.append([y])
    return len(levels) > FEW and sum(map(len, levels)) >= ABREAST * len(levels) * len(columns)


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


def _best(places: Sequence[float], body: Body, hanging: bool) -> Bands:
    sides = [float("-inf"), *places, float("inf")]
    parting = [0.0, *(_parting(place, body) for place in places), 0.0]
    total: list[tuple[float, int]] = [(0.0, -1)]
    for at in range(1, len(sides)):
        ways = (
            (total[i][0] + _row(sides[i], sides[at], body, hanging) + parting[at], i)
            for i in range(max(0, at - HIGHEST), at)
        )
        total.append(max(ways))
    found = []
    at = total[-1][1]
    while at > 0:
        found.append(sides[at])
        at = total[at][1]
    return Bands(tuple(found[::-1]), hanging, total[-1][0])


def _parting(place: float, body: Body) -> float:
    """Tell how well rows part at a height."""
    score = 0.0
    for column in body.columns:
        above = max((_middle(line) for line in column if _middle(line) < place), default=None)
        below = min((_middle(line) for line in column if _middle(line) >= place), default=None)
        if any(line.y0 + DEEP * body.high < place < line.y1 - DEEP * body.high for line in column):
            score += THROUGH
        elif above is not None and below is not None:
            score += min(_apart(below - above, body), 0.0)
    return score


def _apart(gap: float, body: Body) -> float:
    """Tell how sure it is that two lines are of two cells; below 0 of one."""
    if not body.pitch:
        return MOST
    return min(max(SURE * (gap / body.pitch - APART), -MOST), MOST)


def _row(top: float, bottom: float, body: Body, hanging: bool) -> float:
    """Tell how well the lines between two heights make a row."""
    score = 0.0
    places: list[float] = []
    figures = 0
    for at, column in enumerate(body.columns):
        held = [line for line in column if top <= _middle(line) < bottom]
        if not held:
            continue
        first = held[0] if hanging else held[-1]
        places.append((_middle(held[0]) + _middle(first)) / 2)
        figures += at in body.single
        for line, below in pairwise(held):
            score += TWICE if at in body.single else -max(_apart(_middle(below) - _middle(line), body), 0.0)
    if not places:
        return EMPTY
    usual = median(places)
    score += sum(OFF * min(max(abs(place - usual) / body.high - LEVEL, 0.0), MOST_OFF) for place in places)
    return score + (NO_FIGURE if body.single and not figures else 0.0)


def _middle(line: Box) -> float:
    return (line.y0 + line.y1) / 2
