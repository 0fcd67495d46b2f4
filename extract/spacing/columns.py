"""Blobs of a table without upright rulings → where its columns part.

The surest sign is the printed row of column numbers (১ ২ ৩ …): one short figure a column. Without it, columns part
where white runs through all lines but a few (a heading over several columns, a section's title).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Box
from extract.spacing.gutters import gutters
from extract.spacing.lines import BODY, column_lines, runs
from extract.spacing.partition import partition

FIGURE = 3.4  # text heights: no figure of a number row is wider, brackets included
NUMBER, FEW_WIDE = 2.3, 0.3  # text heights of a column's number in brackets; share of wider ones, as ৭=৫+৬
APART = 0.7  # text heights between the numbers of two columns, at the least
TWO_DIGITS = 10  # the first column whose number has two
SHRED, SLENDER = 0.22, 1.5  # text heights: a stroke no wider, and so many times as high, is a shred of a ruling
SPECK = 0.2  # text heights both ways: less ink is dust, no dash
LEAST_NUMBERS = 4  # columns that a number row needs to be known as one
STRETCH = 0.6  # of the table's width that a number row covers
WORD_GAP, HEADING_GAP = 0.5, 1.0  # text heights between the words of one heading, usually and at most
SPANNER_GAP = 0.7  # the same of a heading over several columns, each of which has its own below it
CLOSE = 0.45  # text heights between the digits of one figure
LEAST_LINES, HIDDEN = 4, 2  # lines of text of which the first may be left out; columns that a heading over them hid
TIGHT, FREE = 0.4, 0.6  # text heights of white between columns: less beside a heading over several, more without it


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table's columns part, its sides left out, and its number row, if it has one (the figures' boxes)."""

    parts: tuple[float, ...]
    numbers: tuple[Box, ...] = ()


def columns(
    boxes: Sequence[Box], field: Box, high: float, rows: Sequence[Sequence[Box]] = (), headings: Sequence[Box] = (),
    *, weighed: bool = False,
) -> Columns | None:  # fmt: skip
    """Find the columns of the table in `field`; None where nothing parts its text. `high`: the usual blob height.

    `rows` and `headings` (of single columns): their blobs, where rulings tell them; else lines of text are the rows.
    `weighed`: without a number row all whites are weighed against one another, else each is by itself.
    """
    numbers = number_row(boxes, field, high)
    if numbers:
        single = _without_spanners(boxes, numbers, high)
        top = min(box.y0 for box in numbers)
        heads = [box for box in single if box.y1 <= top]
        parts, _ = partition(column_lines([box for box in boxes if box.y1 > top], high), field, high, heads, numbers)
        if len(parts) == len(numbers) - 1:
            return Columns(tuple(parts), numbers)
        return Columns(tuple(_between(single, one, other) for one, other in pairwise(numbers)), numbers)
    lines = rows or column_lines(boxes, high)
    if weighed:
        parts, _ = partition(lines, field, high, headings)
        return Columns(tuple(parts)) if parts else None
    parts = gutters(lines, headings, field, high)
    if not rows and len(lines) > LEAST_LINES:
        below = gutters(lines[1:], headings, field, high)
        parts = below if len(below) >= len(parts) + HIDDEN else parts
    return Columns(tuple(parts)) if parts else None


def number_row(boxes: Sequence[Box], field: Box, high: float) -> tuple[Box, ...]:
    """Find the row of column numbers: the uppermost line on which nothing but short figures stands, spread evenly."""
    boxes = [box for box in boxes if max(box.x1 - box.x0, box.y1 - box.y0) >= SPECK * high]
    boxes = [b for b in boxes if b.x1 - b.x0 > SHRED * high or b.y1 - b.y0 < SLENDER * (b.x1 - b.x0)]
    short = [box for box in boxes if box.x1 - box.x0 <= FIGURE * high and box.y1 - box.y0 <= 1.8 * high]
    found: list[tuple[Box, ...]] = []
    for line in column_lines(short, high):
        figures = runs(line, CLOSE * high)
        if len(figures) < LEAST_NUMBERS or figures[-1].x1 - figures[0].x0 < STRETCH * (field.x1 - field.x0):
            continue
        if any(figure.x1 - figure.x0 > FIGURE * high or figure.y1 - figure.y0 < BODY * high for figure in figures):
            continue
        if any(behind.x0 - figure.x1 < APART * high for figure, behind in pairwise(figures)):
            continue  # parts of figures on both sides of their points
        wide = [at for at, figure in enumerate(figures, 1) if figure.x1 - figure.x0 > NUMBER * high]
        if len(wide) > FEW_WIDE * len(figures) and min(wide) < TWO_DIGITS:
            continue  # a row of the body: short words and amounts
        own = {id(box) for box in line}
        top, bottom = min(b.y0 for b in figures) + 0.3 * high, max(b.y1 for b in figures) - 0.3 * high
        if not any(box.y0 < bottom and box.y1 > top and id(box) not in own for box in boxes):
            found.append(tuple(figures))
    most = max(map(len, found), default=0)
    return next((figures for figures in found if len(figures) >= 0.9 * most), ())


def _without_spanners(boxes: Sequence[Box], numbers: Sequence[Box], high: float) -> list[Box]:
    """Leave out the headings that stand over two columns or more; the gaps between their words say nothing."""
    top = min(figure.y0 for figure in numbers)
    middles = [(figure.x0 + figure.x1) / 2 for figure in numbers]
    body = [box for box in boxes if box.y1 > top]
    lines = column_lines((box for box in boxes if box.y1 <= top), high)
    single = [
        heading
        for line in lines
        for heading in runs(line, WORD_GAP * high)
        if sum(heading.x0 < middle < heading.x1 for middle in middles) < 2
    ]
    wide = [heading for line in lines for heading in runs(line, HEADING_GAP * high)]
    over = [heading for heading in wide if _fills_white(heading, single, body, middles, high)]
    over += [
        heading for line in lines for heading in runs(line, SPANNER_GAP * high) if _is_over(heading, single, middles)
    ]
    return body + [heading for heading in single if not any(is_part(heading, whole) for whole in over)]


def _is_over(heading: Box, headings: Sequence[Box], middles: Sequence[float]) -> bool:
    """Tell whether a text stands over the middles of several columns, and a heading below it in each of them."""
    under = [middle for middle in middles if heading.x0 < middle < heading.x1]
    below = [h for h in headings if h.y0 > heading.y1]
    return len(under) > 1 and all(any(h.x0 < middle < h.x1 for h in below) for middle in under)


def _fills_white(
    heading: Box, headings: Sequence[Box], body: Sequence[Box], middles: Sequence[float], high: float
) -> bool:
    """Tell whether a heading, with others below, leaves no white beside itself where there is some without it.

    It stands over several columns then, though it is hardly wider than the middle one.
    """
    below = (h for h in headings if h.y0 > heading.y1 - 0.3 * high)
    if not any(h.x0 < heading.x1 and h.x1 > heading.x0 for h in below):
        return False
    under = [n for n, middle in enumerate(middles) if heading.x0 < middle < heading.x1]
    if len(under) != 1:
        return False
    at = under[0]
    others = [*body, *(h for h in headings if not is_part(h, heading))]
    beside = [h for h in headings if heading.y0 < (h.y0 + h.y1) / 2 < heading.y1 and not is_part(h, heading)]
    taken = {min(range(len(middles)), key=lambda n: abs(middles[n] - (h.x0 + h.x1) / 2)) for h in beside}
    for side in (at - 1, at + 1):
        if side in taken or not 0 <= side < len(middles):
            continue  # what has its own heading beside this one has none above it
        low, high_end = sorted((middles[at], middles[side]))
        without, left = (
            max((end - start for start, end, count in _crossed(held, low, high_end) if not count), default=0.0)
            for held in (others, [*others, heading])
        )
        if without >= FREE * high and left < TIGHT * high:
            return True
    return False


def is_part(piece: Box, whole: Box) -> bool:
    """Tell whether a box lies in another one."""
    return whole.x0 <= piece.x0 and piece.x1 <= whole.x1 and whole.y0 <= piece.y0 and piece.y1 <= whole.y1


def _between(boxes: Sequence[Box], left: Box, right: Box) -> float:
    """Give the place between two figures of the number row that the fewest blobs cross, in the widest such white."""
    low, high = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    best = min(_crossed(boxes, low, high), key=lambda part: (part[2], part[0] - part[1]))
    return (best[0] + best[1]) / 2


def _crossed(boxes: Iterable[Box], low: float, high: float) -> list[tuple[float, float, int]]:
    """Cut the stretch from `low` to `high` where the number of blobs across it changes: (from, to, number)."""
    changes = {low: 0, high: 0}
    level = 0
    for box in boxes:
        if box.x0 < high and box.x1 > low:
            start, end = max(box.x0, low), min(box.x1, high)
            changes[start] = changes.get(start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    cut: list[tuple[float, float, int]] = []
    for start, end in pairwise(sorted(changes)):
        level += changes[start]
        cut.append((start, end, level))
    return cut
