"""Where the columns of a table part: of all ways to part it the one that its rows, headings and lines fit best.

Nothing is all or nothing: a gutter that a wide cell crosses may be one, white that every row has may stand between two
words of each. All places where white is are weighed together with the columns that they would make.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median

from extract.model import Box
from extract.spacing.lines import JOINED, word_gap

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells of a table's columns. `rows`, `headings`: level stretches of ink, in order; `high`: usual blob height.

    `numbers`: the middles of the number row's figures; `ends`: where level lines end inside the table.
    """

    rows: tuple[tuple[Span, ...], ...]
    headings: tuple[Span, ...]
    numbers: tuple[float, ...]
    ends: tuple[float, ...]
    high: float
    word: float


@dataclass(frozen=True, slots=True)
class White:
    start: float
    end: float
    score: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def spans(boxes: Iterable[Box], gap: float) -> tuple[Span, ...]:
    found: list[Span] = []
    for box in sorted(boxes, key=lambda b: b.x0):
        if found and box.x0 - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(found[-1][1], box.x1))
        else:
            found.append((box.x0, box.x1))
    return tuple(found)


def partition(
    rows: Sequence[Sequence[Box]], field: Box, high: float, headings: Sequence[Box] = (),
    numbers: Sequence[Box] = (), ends: Sequence[float] = (),
) -> tuple[list[float], float]:
    gap = JOINED * high
    word = word_gap([*rows, headings], high)
    apart = max(1.2, 1.9 * word) * high
    rows = [row for row in rows if not _is_title(spans(row, apart), field, high)]
    seen = Evidence(
        tuple(told for row in rows if (told := spans(row, gap))),
        spans(headings, gap),
        tuple((b.x0 + b.x1) / 2 for b in numbers),
        tuple(ends), high, word,
    )
    whites = list(_whites(seen, field))
    return _best(whites, seen, field)


def _is_title(row: Sequence[Span], field: Box, high: float) -> bool:
    """A row with a text at the left and nothing else may be a section's title, which stands over all columns."""
    return len(row) == 1 and row[0][0] < field.x0 + 3 * high


HEAD = 1.5


def _whites(seen: Evidence, field: Box) -> Iterator[White]:
    changes: dict[float, float] = {field.x0: 0.0, field.x1: 0.0}
    layers = [(row, 1.0) for row in seen.rows] + [(seen.headings, HEAD)]
    trim = 0.04 * seen.high
    for row, weight in layers:
        for start, end in row:
            start, end = max(start + trim, field.x0), min(end - trim, field.x1)
            if start < end:
                changes[start] = changes.get(start, 0.0) + weight
                changes[end] = changes.get(end, 0.0) - weight
    level = 0.0
    steps: list[tuple[float, float, float]] = []
    for start, end in pairwise(sorted(changes)):
        level += changes[start]
        if end - start < 0.02 * seen.high and steps:
            steps[-1] = (steps[-1][0], end, max(steps[-1][2], level))
            continue
        if steps and abs(steps[-1][2] - level) < 0.01:
            steps[-1] = (steps[-1][0], end, level)
        else:
            steps.append((start, end, level))
    for at in range(1, len(steps) - 1):
        start, end, level = steps[at]
        if steps[at - 1][2] > level < steps[at + 1][2] and end - start >= 0.1 * seen.high:
            if level <= 0.4 * (len(seen.rows) + HEAD):
                yield White(start, end, _gutter(start, end, seen))


def _gap(row: Sequence[Span], at: float) -> tuple[float, float] | None:
    """Give the white of a row around a place, as (from, to); None where ink runs across."""
    k = bisect_right(row, (at, float("inf")))
    left = row[k - 1][1] if k else float("-inf")
    right = row[k][0] if k < len(row) else float("inf")
    return None if left > at else (left, right)


CONST, CROSS, HEAD_CROSS, NARROW, MEDIAN, PLATEAU, END, HEAD_NARROW, LEFT, VOTES = (
    -2.9, -7.4, -4.7, -4.5, -0.7, 4.8, 1.0, -1.3, 0.4, 0.4
)
MOST = 1.5
OPEN = float("inf")


def _gutter(start: float, end: float, seen: Evidence) -> float:
    at = (start + end) / 2
    whites = [_gap(row, at) for row in seen.rows]
    between = [white for white in whites if white and -OPEN < white[0] and white[1] < OPEN]
    gaps = sorted(_words(white, seen) for white in between)
    score = CONST + CROSS * sum(w is None for w in whites) / max(1, len(whites))
    score += PLATEAU * min((end - start) / seen.high, MOST)
    score += END * any(start - 0.3 * seen.high <= x <= end + 0.3 * seen.high for x in seen.ends)
    if seen.headings:
        white = _gap(seen.headings, at)
        if white is None:
            score += HEAD_CROSS
        elif -OPEN < white[0] and white[1] < OPEN and _words(white, seen) < 1.35:
            score += HEAD_NARROW
    if not gaps:
        return score
    score += NARROW * sum(gap < 1.35 for gap in gaps) / len(gaps)
    score += MEDIAN * log(min(median(gaps), 5)) + VOTES * log(1 + len(gaps))
    if len(gaps) > 1:
        usual = median(right for _, right in between)
        score += LEFT * sum(abs(right - usual) < 0.15 * seen.high for _, right in between) / len(between)
    return score


def _words(white: Span, seen: Evidence) -> float:
    return max((white[1] - white[0]) / seen.high / seen.word, 0.01)


EMPTY, NUMBER, BLANK = -3.0, -8.0, -1.5


def _column(left: White, right: White, seen: Evidence) -> float:
    score = 0.0
    low, high = left.middle, right.middle
    if seen.numbers:
        first = bisect_left(seen.numbers, low)
        count = bisect_left(seen.numbers, high) - first
        score += NUMBER * abs(count - 1)
        if count == 1:
            score += _centred(seen.numbers[first], left, right, seen.high)
    elif not any(_is_inked(row, low, high) for row in seen.rows):
        score += BLANK
    return score + _heading(left, right, seen)


def _is_inked(row: Sequence[Span], low: float, high: float) -> bool:
    return any(low < (start + end) / 2 < high for start, end in row)


def _heading(left: White, right: White, seen: Evidence) -> float:
    low, high, score = left.middle, right.middle, 0.0
    if seen.headings:
        inside = [span for span in seen.headings if low < (span[0] + span[1]) / 2 < high]
        if not inside:
            score += EMPTY
        else:
            middle = (inside[0][0] + inside[-1][1]) / 2
            score += _centred(middle, left, right, seen.high)
            inner = max((b[0] - a[1] for a, b in pairwise(inside)), default=0.0) / seen.high
            score -= min(max(2 * (inner / seen.word - 1.5), 0.0), 3.0)
    return score


def _centred(middle: float, left: White, right: White, high: float) -> float:
    least, most = (left.start + right.start) / 2, (left.end + right.end) / 2
    away = max(least - middle, middle - most, 0.0) / high
    return min(max(1.0 - 2 * away, -2.0), 1.0)


def _best(whites: Sequence[White], seen: Evidence, field: Box) -> tuple[list[float], float]:
    sides = [White(field.x0, field.x0, 0.0), *whites, White(field.x1, field.x1, 0.0)]
    total: list[tuple[float, int]] = [(0.0, -1)]
    for at in range(1, len(sides)):
        total.append(
            max((total[i][0] + _column(sides[i], sides[at], seen) + sides[at].score, i) for i in range(at))
        )
    found = []
    at = total[-1][1]
    after, fit = len(sides) - 1, 0.0
    while True:
        fit += _heading(sides[at], sides[after], seen)
        if at == 0:
            break
        found.append(sides[at].middle)
        at, after = total[at][1], at
    return found[::-1], fit
