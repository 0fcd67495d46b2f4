"""Lines of text in known columns → the rows of a table's body, and which cells at its left reach over several.

Rows are told by the columns that begin anew in every row; which these are is told by how well the rows fit, with the
texts of the columns left of them in the cells that reach over several rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Box
from extract.spacing.bands import MOST_OFF, OFF, Bands, Laid, texts_of

SPANS = -0.2  # a column whose cells reach over several rows
BLANK = 0.01  # one without any text: what stands on the page before goes on
LATE = -0.1  # one that begins with an empty cell: its text is on the page before
FREE = 0.35  # text heights that a text may stand otherwise than its cell tells
OVER = -2.0  # a text that runs out of its cell
CROSSED = -2.0  # a cell that reaches over rows of two cells to the left of it
MANY = 0.9  # of the most texts of a column: one with fewer may have cells over several rows


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a body between two titles: the lines of each column, and from where to where it reaches."""

    columns: tuple[tuple[Box, ...], ...]
    top: float
    foot: float


@dataclass(frozen=True, slots=True)
class Stacks:
    """The rows of a part. `parts`: where they part; `begins`: of each column the rows (from 0) at which cells begin."""

    parts: tuple[float, ...]
    begins: tuple[tuple[int, ...], ...]
    fit: float


def stacks(parts: Sequence[Part], figures: Sequence[int], high: float, pitch: float) -> tuple[Stacks, ...]:
    """Find the rows of the parts of one body. `figures`: the columns of figures; others as of `bands`."""
    if not parts:
        return ()
    texts = [[list(texts_of(column, pitch)) for column in part.columns] for part in parts]
    counts = [sum(map(len, own)) for own in zip(*texts, strict=True)]
    lines = [sum(map(len, own)) for own in zip(*(part.columns for part in parts), strict=True)]
    found: list[tuple[Stacks, ...]] = []
    for leading in _candidates(counts, lines):
        single = _single(counts, lines, figures, leading)
        laid = [_laid(part, single, high, pitch, leading) for part in parts]
        for hanging in (True, False):
            ways = zip(parts, texts, laid, strict=True)
            found.append(tuple(_stacked(part, own, lay.bands(hanging), high, leading) for part, own, lay in ways))
    return max(found, key=lambda ways: sum(one.fit for one in ways))


def _single(counts: Sequence[int], lines: Sequence[int], figures: Sequence[int], leading: int) -> list[int]:
    """Give the columns with one line a cell in nearly every row; of figures, where none is known to be such."""
    most = max(counts[leading:])
    alone = [at for at in range(leading, len(counts)) if lines[at] == counts[at] >= MANY * most]
    return alone or [at for at in figures if at >= leading and counts[at] >= MANY * most]


def _candidates(counts: Sequence[int], lines: Sequence[int]) -> Iterator[int]:
    """Give how many columns at the left may have cells over several rows: each has fewer texts than one further on.

    Texts that follow one another as lines do count as one: where the next column has as many texts it has more lines.
    """
    yield 0
    for at in range(1, len(counts) - 1):
        if counts[at] == counts[at - 1] and lines[at] <= lines[at - 1]:
            continue
        if max(counts[:at]) > MANY * max(counts[at:]):
            break
        yield at


def _laid(part: Part, single: Sequence[int], high: float, pitch: float, leading: int) -> Laid:
    held = [at for at in range(leading, len(part.columns)) if part.columns[at]]
    return Laid(
        [part.columns[at] for at in held], [place for place, at in enumerate(held) if at in single], high, pitch
    )


def _stacked(part: Part, texts: Sequence[Sequence[Sequence[Box]]], rows: Bands, high: float, leading: int) -> Stacks:
    columns, hanging = part.columns, rows.hanging
    edges = (part.top, *rows.parts, part.foot)
    every = tuple(range(len(edges) - 1))
    levels = (
        [_level(columns[leading:], top, bottom) for top, bottom in pairwise(edges)] if leading and hanging else None
    )
    fit, begins = rows.fit, list[tuple[int, ...]]()
    for own in texts[:leading]:
        well, starts = _spans(own, edges, levels, high, begins[-1] if begins else ())
        fit += well + (SPANS if own else BLANK)
        begins.append(starts)
    return Stacks(rows.parts, (*begins, *(every for _ in columns[leading:])), fit)


def _level(columns: Sequence[Sequence[Box]], top: float, bottom: float) -> float:
    """Give how high the first lines of a row stand (the median of them)."""
    first = sorted(
        next(middle for middle in middles if top <= middle < bottom)
        for middles in ([_middle(line) for line in column] for column in columns)
        if any(top <= middle < bottom for middle in middles)
    )
    return first[len(first) // 2] if first else top


def _spans(
    texts: Sequence[Sequence[Box]],
    edges: Sequence[float],
    levels: Sequence[float] | None,
    high: float,
    left: Sequence[int],
) -> tuple[float, tuple[int, ...]]:
    """Share out the rows among a column's texts so that these stand as their cells tell; how well that fits.

    `levels`: how high texts begin in each row, where they hang from the top; else they stand in the middle. `left`:
    the rows at which cells of the column to the left begin.
    """
    n_rows = len(edges) - 1
    if not texts:
        return 0.0, (0,)
    if len(texts) > n_rows:
        return float("-inf"), tuple(range(n_rows))
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # by the row that comes next
    best.update((row, (LATE, (0,))) for row in range(1, n_rows - len(texts) + 1))
    for at, lines in enumerate(texts):
        ends: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (fit, begins) in best.items():
            last = at == len(texts) - 1
            for end in [n_rows] if last else range(begin + 1, n_rows):
                away = (
                    _middle(lines[0]) - levels[begin] if levels
                    else (edges[begin] + edges[end] - _middle(lines[0]) - _middle(lines[-1])) / 2
                )  # fmt: skip
                cost = fit + OFF * min(max(abs(away) / high - FREE, 0.0), MOST_OFF)
                if _middle(lines[0]) < edges[begin] or _middle(lines[-1]) > edges[end]:
                    cost += OVER
                cost += CROSSED * sum(begin < start < end for start in left)
                if begin < n_rows and (end not in ends or cost > ends[end][0]):
                    ends[end] = (cost, (*begins, begin))
        best = ends
    return best.get(n_rows, (float("-inf"), (0,)))


def _middle(line: Box) -> float:
    return (line.y0 + line.y1) / 2
