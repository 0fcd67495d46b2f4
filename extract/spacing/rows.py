"""Lines of text in known columns → where the table's rows part, though a cell may hold several lines.

A row begins or stands where figures stand: their columns hold one line a cell. Between the figures of two rows the
boundary is the white that runs across all columns and is widest, measured against the lines of text beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box
from extract.spacing.lines import around, column_lines

NARROW = 4.5  # text heights: wider lines are no figures
MOSTLY = 0.7  # share of a column's lines that are narrow where it is a column of figures
LEVEL = 0.5  # text heights by which figures of one row may stand higher or lower than one another
MOST = 3.0  # text heights from which on the distance of two lines tells no more
LATE = 0.25  # text heights: of two whites that are nearly as wide, the lower one parts the rows


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of each column of a table's body, from the top. `high`: the usual height of a blob."""

    lines: tuple[tuple[Box, ...], ...]
    high: float

    @property
    def figures(self) -> list[int]:
        """The columns that hold one figure a cell."""
        return [at for at, lines in enumerate(self.lines) if lines and self._is_narrow(lines)]

    def _is_narrow(self, lines: Sequence[Box]) -> bool:
        narrow = sum(line.x1 - line.x0 <= NARROW * self.high for line in lines)
        pitches = [below.y0 - line.y0 for line, below in pairwise(lines)]
        alone = not pitches or min(pitches) > 0.6 * self.high
        return alone and narrow >= MOSTLY * len(lines)


def text(boxes: Iterable[Box], edges: Sequence[float], high: float) -> Text:
    """Put the blobs of a table's body into its columns (`edges`: the sides and the places between) and lines."""
    held: list[list[Box]] = [[] for _ in range(len(edges) - 1)]
    for box in boxes:
        middle = (box.x0 + box.x1) / 2
        column = sum(middle >= edge for edge in edges[1:-1])
        held[column].append(box)
    return Text(tuple(tuple(around(line) for line in column_lines(column, high)) for column in held), high)


def anchors(body: Text) -> list[float]:
    """Give the heights (y of their middle) at which the figures of a row stand, from the top."""
    figures = body.figures
    if not figures:
        return []
    spots = sorted(((line.y0 + line.y1) / 2, column) for column in figures for line in body.lines[column])
    groups: list[list[tuple[float, int]]] = []
    for spot in spots:
        if groups and spot[0] - groups[-1][0][0] <= LEVEL * body.high:
            groups[-1].append(spot)
        else:
            groups.append([spot])
    least = 1 if len(figures) < 4 else 2
    return [median(y for y, _ in group) for group in groups if len({column for _, column in group}) >= least]


def boundaries(body: Text, leading: int = 0) -> list[float]:
    """Give the heights at which the rows part, the table's top and bottom left out.

    `leading`: how many columns at the left are left out of account, because their cells reach over several rows.
    """
    lines = [column for column in body.lines[leading:] if column]
    return [_boundary(lines, above, below, body.high) for above, below in pairwise(anchors(body))]


def _boundary(columns: Sequence[Sequence[Box]], above: float, below: float, high: float) -> float:
    """Give the best white between the figures of two rows, its middle; halfway where no white runs across."""
    whites = _whites([line for column in columns for line in column], above, below)
    if not whites:
        return (above + below) / 2
    measured = [(_parting(columns, (top + bottom) / 2, high), (top + bottom) / 2) for top, bottom in whites]
    most = max(score for score, _ in measured)
    return max(middle for score, middle in measured if score >= most - LATE * high)


def _whites(lines: Iterable[Box], above: float, below: float) -> list[tuple[float, float]]:
    """Give the stretches between two heights that no line of text touches (a little of it may be grazed by marks)."""
    whites: list[tuple[float, float]] = []
    reached = above
    for line in sorted(lines, key=lambda box: box.y0):
        trim = 0.12 * (line.y1 - line.y0)
        top, bottom = line.y0 + trim, line.y1 - trim
        if bottom <= above or top >= below:
            continue
        if top > reached:
            whites.append((reached, top))
        reached = max(reached, bottom)
    return whites if reached >= below else [*whites, (reached, below)]


def _parting(columns: Sequence[Sequence[Box]], middle: float, high: float) -> float:
    """Tell how far apart the lines above and below a height are, over all columns; far ones count little more."""
    score = 0.0
    for column in columns:
        before = [line.y0 + line.y1 for line in column if line.y0 + line.y1 < 2 * middle]
        behind = [line.y0 + line.y1 for line in column if line.y0 + line.y1 >= 2 * middle]
        apart = (min(behind) - max(before)) / 2 if before and behind else MOST * high
        score += min(apart, MOST * high)
    return score


def leading_columns(body: Text, rows: Sequence[float]) -> int:
    """Count the columns at the left that don't begin anew in every row: their cells reach over several rows."""
    count = 0
    for column in body.lines[:-1]:
        filled = {sum((line.y0 + line.y1) / 2 >= edge for edge in rows) for line in column}
        if len(filled) > len(rows) * 0.9 or not column:
            break
        count += 1
    return count if count < len(body.lines) - 1 else 0


def spans(column: Sequence[Box], rows: Sequence[float], top: float, bottom: float, high: float) -> list[int]:
    """Give the rows (from 0) at which the cells of a leading column begin, by where its texts stand.

    Text at the top of its cell says so itself. Text in the middle of its cell says how far the cell reaches.
    """
    blocks = _blocks(column, high)
    edges = [top, *rows, bottom]
    if len(blocks) < 2:
        return [0]
    hanging = all(_is_near_top(block, edges, high) for block in blocks)
    begins = [0]
    for at, block in enumerate(blocks[1:], start=1):
        if hanging:
            row = sum(block.y0 + 0.5 * high >= edge for edge in rows)
        else:
            above = blocks[at - 1]
            aim = above.y0 + above.y1 - edges[begins[-1]]
            row = min(range(begins[-1] + 1, len(edges)), key=lambda r: abs(edges[r] - aim), default=len(rows))
            row = min(row, sum((block.y0 + block.y1) / 2 >= edge for edge in rows))
        if begins[-1] < row <= len(rows):
            begins.append(row)
    return begins


def _is_near_top(block: Box, edges: Sequence[float], high: float) -> bool:
    return any(-0.5 * high <= block.y0 - edge <= 1.2 * high for edge in edges[:-1])


def _blocks(lines: Sequence[Box], high: float) -> list[Box]:
    """Join the lines of a column that follow one another closely to the texts of its cells."""
    pitches = sorted(below.y0 - line.y0 for line, below in pairwise(lines))
    usual = pitches[len(pitches) // 4] if pitches else high
    blocks: list[list[Box]] = []
    for line in lines:
        if blocks and line.y0 - blocks[-1][-1].y0 <= 1.25 * max(usual, high):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [around(block) for block in blocks]
