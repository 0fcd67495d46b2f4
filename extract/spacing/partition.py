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
from extract.spacing.leaders import titled
from extract.spacing.lines import JOINED, word_gap

Span = tuple[float, float]  # from, to

SIDE, WORDS = 1.2, 1.9  # text heights, and whites between words, that stand between texts side by side
LEFT_END = 3.0  # text heights from the left at which a section's title begins
TRIM, THIN, LEAST = 0.04, 0.02, 0.1  # text heights: of ink left out at its ends; of white that is none; of white at all
HEAD = 1.5  # rows that the headings count as
OFTEN = 0.4  # share of the rows from which on ink that crosses white leaves none
NEAR = 0.3  # text heights from white to the end of a level line that ends in it
# How sure a gutter is: logits of a logistic regression over 6,800 whites of 240 tables with level rulings, whose true
# columns were known (generated reports, seeds 140-163 and 300-331, all qualities).
CONST = -2.9
CROSSED, HEAD_CROSSED = -7.4, -4.7  # if all rows run across it; if a heading does
WIDE, MOST_WIDE = 4.8, 1.5  # for each text height that is white in all rows, and the most that counts
NARROW, HEAD_NARROW, WORD = -4.5, -1.3, 1.35  # if it is no wider in all rows than usual between words; in the head
MEDIAN, MOST_WORDS = -0.7, 5.0  # for the logarithm of its usual width in words, and the most that counts
ALIGNED, STRAIGHT, VOTES = 0.4, 0.15, 0.4  # if texts begin straight below one another (text heights); for many rows
ENDING = 1.0  # if a level line ends there
# How well a column fits; found on the same tables.
BARE, BLANK, FIGURES = (
    -3.0,
    -1.5,
    -8.0,
)  # no heading, where there are some; no ink below; for each figure too many or few
MIDDLE, AWAY, MOST_AWAY = 1.0, 2.0, 2.0  # a heading in its middle; for each text height beside it; the most to lose
GAP, LOOSE, MOST_LOOSE = 2.0, 1.5, 3.0  # for each usual white more than that between its heading's words; the most
OPEN = float("inf")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells of a table's columns. `rows`, `headings`: level stretches of ink, in order; `high`: usual blob height.

    `numbers`: the middles of the number row's figures; `ends`: where level lines end; `word`: text heights of white
    between words.
    """

    rows: tuple[tuple[Span, ...], ...]
    headings: tuple[Span, ...]
    numbers: tuple[float, ...]
    ends: tuple[float, ...]
    high: float
    word: float


@dataclass(frozen=True, slots=True)
class White:
    """A stretch of the table's width that fewer rows cross than beside it; `score`: how sure columns part there."""

    start: float
    end: float
    score: float

    @property
    def middle(self) -> float:
        """Where columns part, if they do."""
        return (self.start + self.end) / 2


def partition(
    rows: Sequence[Sequence[Box]],
    field: Box,
    high: float,
    headings: Sequence[Box] = (),
    numbers: Sequence[Box] = (),
    ends: Sequence[float] = (),
) -> tuple[list[float], float]:
    """Give the places at which the columns in `field` part, and how well the headings fit, below 0 where they are none.

    `rows`: the blobs of each row of the body; `headings`: the blobs of the headings of single columns; `numbers`: the
    figures of the number row; `ends`: where level lines end inside the table; `high`: the usual height of a blob.
    """
    word = word_gap([*rows, headings], high)
    apart = max(SIDE, WORDS * word) * high
    told = [_inked(row, JOINED * high) for row in rows if not _is_title(titled(row, apart, high), field, high)]
    seen = Evidence(
        tuple(row for row in told if row), _inked(headings, JOINED * high),
        tuple((box.x0 + box.x1) / 2 for box in numbers), tuple(ends), high, word,
    )  # fmt: skip
    return _best(list(_whites(seen, field)), seen, field)


def _inked(boxes: Iterable[Box], gap: float) -> tuple[Span, ...]:
    """Give the stretches of ink of a row, from left to right; blobs no further apart than `gap` make one."""
    found: list[Span] = []
    for box in sorted(boxes, key=lambda b: b.x0):
        if found and box.x0 - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(found[-1][1], box.x1))
        else:
            found.append((box.x0, box.x1))
    return tuple(found)


def _is_title(row: Sequence[Box], field: Box, high: float) -> bool:
    """A row with a text at the left and nothing else may be a section's title, which stands over all columns."""
    return len(row) == 1 and row[0].x0 < field.x0 + LEFT_END * high


def _whites(seen: Evidence, field: Box) -> Iterator[White]:
    steps = _steps(seen, field)
    most = OFTEN * (len(seen.rows) + HEAD)
    for before, (start, end, level), behind in zip(steps, steps[1:], steps[2:], strict=False):
        is_least = before[2] > level < behind[2] and level <= most
        if is_least and end - start >= LEAST * seen.high:
            yield White(start, end, _gutter(start, end, seen))


def _steps(seen: Evidence, field: Box) -> list[tuple[float, float, float]]:
    """Cut the table's width where the number of rows that ink crosses changes: (from, to, number)."""
    changes = {field.x0: 0.0, field.x1: 0.0}
    trim = TRIM * seen.high
    for row, weight in _weighed(seen):
        for ink in row:
            start, end = max(ink[0] + trim, field.x0), min(ink[1] - trim, field.x1)
            if start < end:
                changes[start] = changes.get(start, 0.0) + weight
                changes[end] = changes.get(end, 0.0) - weight
    level = 0.0
    steps: list[tuple[float, float, float]] = []
    for start, end in pairwise(sorted(changes)):
        level += changes[start]
        if steps and end - start < THIN * seen.high:
            steps[-1] = (steps[-1][0], end, max(steps[-1][2], level))
        elif steps and abs(steps[-1][2] - level) < 0.01:
            steps[-1] = (steps[-1][0], end, level)
        else:
            steps.append((start, end, level))
    return steps


def _weighed(seen: Evidence) -> Iterator[tuple[tuple[Span, ...], float]]:
    yield from ((row, 1.0) for row in seen.rows)
    yield seen.headings, HEAD


def _gap(row: Sequence[Span], at: float) -> Span | None:
    """Give the white of a row around a place; None where ink runs across."""
    behind = bisect_right(row, (at, OPEN))
    left = row[behind - 1][1] if behind else -OPEN
    return None if left > at else (left, row[behind][0] if behind < len(row) else OPEN)


def _gutter(start: float, end: float, seen: Evidence) -> float:
    """Tell how sure it is that columns part in a stretch of white."""
    at = (start + end) / 2
    whites = [_gap(row, at) for row in seen.rows]
    score = CONST + CROSSED * sum(white is None for white in whites) / max(1, len(whites))
    score += WIDE * min((end - start) / seen.high, MOST_WIDE)
    near = NEAR * seen.high
    score += ENDING * any(start - near <= x <= end + near for x in seen.ends)
    heading = _gap(seen.headings, at)
    if heading is None:
        score += HEAD_CROSSED
    elif _is_between(heading) and _words(heading, seen) < WORD:
        score += HEAD_NARROW
    return score + _votes([white for white in whites if white and _is_between(white)], seen)


def _votes(whites: Sequence[Span], seen: Evidence) -> float:
    """Tell what the rows say that have text on both sides of the white."""
    if not whites:
        return 0.0
    wide = [_words(white, seen) for white in whites]
    score = NARROW * sum(words < WORD for words in wide) / len(wide)
    score += MEDIAN * log(min(median(wide), MOST_WORDS)) + VOTES * log(1 + len(wide))
    if len(whites) > 1:
        usual = median(white[1] for white in whites)
        score += ALIGNED * sum(abs(white[1] - usual) < STRAIGHT * seen.high for white in whites) / len(whites)
    return score


def _is_between(white: Span) -> bool:
    return white[0] > -OPEN and white[1] < OPEN


def _words(white: Span, seen: Evidence) -> float:
    """Give how wide white is, measured by that between words."""
    return max((white[1] - white[0]) / seen.high / seen.word, 0.01)


def _column(left: White, right: White, seen: Evidence) -> float:
    """Tell how well a column fits that stands between two whites."""
    low, high, score = left.middle, right.middle, 0.0
    if seen.numbers:
        first = bisect_left(seen.numbers, low)
        count = bisect_left(seen.numbers, high) - first
        score += FIGURES * abs(count - 1)
        if count == 1:
            score += _centred(seen.numbers[first], left, right, seen.high)
    elif not any(low < (start + end) / 2 < high for row in seen.rows for start, end in row):
        score += BLANK
    return score + _heading(left, right, seen)


def _heading(left: White, right: White, seen: Evidence) -> float:
    if not seen.headings:
        return 0.0
    inside = [ink for ink in seen.headings if left.middle < (ink[0] + ink[1]) / 2 < right.middle]
    if not inside:
        return BARE
    widest = max((_words((one[1], other[0]), seen) for one, other in pairwise(inside)), default=0.0)
    score = _centred((inside[0][0] + inside[-1][1]) / 2, left, right, seen.high)
    return score - min(max(GAP * (widest - LOOSE), 0.0), MOST_LOOSE)


def _centred(middle: float, left: White, right: White, high: float) -> float:
    """Tell how well a text stands in the middle of a column whose sides are somewhere in two whites."""
    least, most = (left.start + right.start) / 2, (left.end + right.end) / 2
    away = max(least - middle, middle - most, 0.0) / high
    return max(MIDDLE - AWAY * away, -MOST_AWAY)


def _best(whites: Sequence[White], seen: Evidence, field: Box) -> tuple[list[float], float]:
    sides = [White(field.x0, field.x0, 0.0), *whites, White(field.x1, field.x1, 0.0)]
    best: list[tuple[float, int]] = [(0.0, 0)]  # how well the columns up to a side fit, and the side before it
    for at in range(1, len(sides)):
        ways = ((best[n][0] + _column(sides[n], sides[at], seen), n) for n in range(at))
        fit, before = max(ways)
        best.append((fit + sides[at].score, before))
    chosen = [len(sides) - 1]
    while chosen[-1]:
        chosen.append(best[chosen[-1]][1])
    chosen.reverse()
    fit = sum(_heading(sides[one], sides[other], seen) for one, other in pairwise(chosen))
    return [sides[at].middle for at in chosen[1:-1]], fit
