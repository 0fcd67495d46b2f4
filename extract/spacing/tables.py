"""A field of blobs → the cells of a table whose rows white space parts, or none where it is no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Box
from extract.spacing.bands import are_abreast, least_pitch
from extract.spacing.columns import Columns, columns
from extract.spacing.heads import LETTER_GAP, crossed, head_cells
from extract.spacing.lines import around, column_lines, runs
from extract.spacing.rows import (
    Text,
    anchors,
    boundaries,
    heading_rows,
    text,
)
from extract.spacing.stacks import Part, Stacks, stacks

WORD_GAP = 1.2  # text heights between words of one heading or title, with nothing else in the row
HEADED = 0.7  # share of the columns under which a heading stands, in a whole head
LEAST_FIGURES = 3  # rows with figures that make an unruled table of three columns or more
MANY_COLUMNS = 5  # columns between two level lines that no letter has
MANY_FIGURES = 3  # columns of figures between two level lines that make even a single row a table's
ABREAST_COLUMNS = 4  # from which on lines that stand abreast in nearly all of them are rows, whatever they hold
LEAST_PAIRS = 4  # the same for one of two columns
TITLE, EACH_ALONE = -1.0, -2.0  # how well a title fits, and that no cell has two lines
LONE_COLUMNS, ALONE = 4, 1.15  # columns beside which a lone text is a title; of the pitch to what stands above and below


def white_cells(boxes: Sequence[Box], field: Box, lines: Sequence[float], high: float, figures: int = 1) -> list[Box]:
    """Give the cells of a table whose rows are parted by white space, none where `field` holds no table.

    `lines`: the heights of level rulings inside the field. They are kept as boundaries of rows. `figures`: how many
    columns of figures the table must have, so that letters, lists and signatures make none.
    """
    for weighed in (False, True):
        found = columns(boxes, field, high, weighed=weighed)
        if found and not found.numbers:
            found = _by_headings(boxes, field, found, lines, high, weighed)
        if found is None:
            continue
        edges = [field.x0, *found.parts, field.x1]
        head, body_top = head_and_top(boxes, edges, field, found, lines, high)
        below = [box for box in boxes if box.y0 + box.y1 > 2 * body_top]
        if _is_table(text(below, edges, high), found, figures):
            return head + body_parts(below, edges, Box(field.x0, body_top, field.x1, field.y1), lines, high)
    return []


def body_parts(
    below: Sequence[Box],
    edges: Sequence[float],
    foot: Box,
    lines: Sequence[float],
    high: float,
    told: float | None = None,
) -> list[Box]:
    """Give the cells of a body that fills `foot`, part by part. `told`: as of `Text`."""
    best = _best_way(below, edges, foot, high, told)
    cells = list(best.titles)
    for found, part in best.parts:
        cells += _part_cells(found, edges, part, lines, high)
    return cells


def body_fit(below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None = None) -> float:
    """Tell how well texts fit as a body that fills `foot`: 0 at best."""
    return _best_way(below, edges, foot, high, told).fit


def _best_way(below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None) -> _Way:
    lines = text(below, edges, high, told).lines
    pitches = {0.0, least_pitch(lines, high), least_pitch(lines, high, alone=True)}
    ways = [_way(below, edges, foot, high, told, pitch) for pitch in sorted(pitches, reverse=True)]
    return max(ways, key=lambda way: way.fit)


@dataclass(frozen=True, slots=True)
class _Way:
    """A body in titles and parts with their rows, and how well that fits."""

    titles: tuple[Box, ...]
    parts: tuple[tuple[Stacks, Box], ...]
    fit: float


def _way(
    below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None, pitch: float
) -> _Way:
    titles: list[Box] = []
    parts: list[Box] = []
    for part, title in _sections(below, edges, foot, high, pitch):
        (titles if title else parts).append(part)
    inside = [[box for box in below if part.y0 < (box.y0 + box.y1) / 2 < part.y1] for part in parts]
    body = text([box for held in inside for box in held], edges, high, told)
    own = [Part(text(held, edges, high, told).lines, part.y0, part.y1) for held, part in zip(inside, parts, strict=True)]
    found = stacks(own, body.single, high, pitch)
    fit = sum(one.fit for one in found) + TITLE * len(titles) + (0.0 if pitch else EACH_ALONE)
    return _Way(tuple(titles), tuple(zip(found, parts, strict=True)), fit)


def _sections(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, pitch: float
) -> Iterator[tuple[Box, bool]]:
    """Cut a body at the titles of its sections: lines of one text at the left with nothing beside it.

    It runs over columns, or is no part of the texts above and below. Gives the parts from the top and whether each is
    a title.
    """
    lines = [(around(line), runs(line, WORD_GAP * high)) for line in column_lines(boxes, high)]
    top, reached, before = field.y0, field.y0, float("-inf")
    for at, (line, texts) in enumerate(lines):
        below = min((box.y0 for box, _ in lines[at + 1 :]), default=field.y1)
        clear = reached <= line.y0 + 0.2 * high and below >= line.y1 - 0.2 * high
        behind = lines[at + 1][0].y0 + lines[at + 1][0].y1 if at + 1 < len(lines) else float("inf")
        near = min(line.y0 + line.y1 - before, behind - line.y0 - line.y1) / 2
        alone = len(edges) > LONE_COLUMNS and near > ALONE * max(pitch, high) and texts[0].x1 < edges[-2]
        if clear and len(texts) == 1 and texts[0].x0 < edges[1] and (alone or crossed(texts[0], edges, high)):
            begin, end = (reached + line.y0) / 2 if reached > top else top, (line.y1 + below) / 2
            if begin - top > high:
                yield Box(field.x0, top, field.x1, begin), False
            yield Box(field.x0, begin, field.x1, end), True
            top = end
        reached, before = max(reached, line.y1), line.y0 + line.y1
    if field.y1 - top > high:
        yield Box(field.x0, top, field.x1, field.y1), False


def _by_headings(
    boxes: Sequence[Box], field: Box, found: Columns, lines: Sequence[float], high: float, weighed: bool
) -> Columns | None:
    """Find the columns again, now that they tell where the head ends: each has a heading, an empty one only that."""
    edges = [field.x0, *found.parts, field.x1]
    end = _end_above(boxes, edges, field, lines, high)
    if end is None:
        return found
    above = [box for box in boxes if box.y0 + box.y1 < 2 * end]
    headings = [
        text
        for line in column_lines(above, high)
        for text in runs(line, LETTER_GAP * high)
        if not crossed(text, edges, high)
    ]
    headed = {sum((text.x0 + text.x1) / 2 >= edge for edge in edges) for text in headings}
    if len(headed) < HEADED * (len(edges) - 1):
        return found  # what was taken for the head is only a part of it
    below = column_lines((box for box in boxes if box.y0 + box.y1 >= 2 * end), high)
    return columns(boxes, field, high, below, headings, weighed=weighed)


def _end_above(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, lines: Sequence[float], high: float
) -> float | None:
    """Give the height at which a head without a number row ends: at a level line, or where its longer texts end."""
    drawn = (y for y in lines if field.y0 + high < y < field.y1 - high)
    return next(drawn, None) or _underhead_and_top(boxes, edges, high)


def _is_table(body: Text, found: Columns, figures: int) -> bool:
    rows, n_cols = len(anchors(body)), len(body.lines)
    if found.numbers:
        return rows > 0
    if n_cols >= ABREAST_COLUMNS and rows >= LEAST_PAIRS and are_abreast(body.lines, body.high):
        return True
    full = [at for at in body.figures if len(body.lines[at]) >= LEAST_FIGURES]
    if n_cols == 2:
        return rows >= LEAST_PAIRS and full == [1]
    if figures == 1 and n_cols >= MANY_COLUMNS:  # level rulings speak for it too
        return rows > 1 or (rows == 1 and len(body.figures) >= MANY_FIGURES)
    return rows >= LEAST_FIGURES and len(full) >= figures


def head_and_top(
    boxes: Sequence[Box],
    edges: Sequence[float],
    field: Box,
    found: Columns,
    lines: Sequence[float],
    high: float,
    *,
    told: bool = False,
) -> tuple[list[Box], float]:
    """Give the cells of the head and of the number row, and the height at which the body begins."""
    if not found.numbers:
        mid = _end_above(boxes, edges, field, lines, high)
        if mid is None:
            return [], field.y0
        inside = [box for box in boxes if box.y0 + box.y1 < 2 * mid]
        return head_cells(inside, edges, Box(field.x0, field.y0, field.x1, mid), high, told=told), mid
    top, bottom = min(box.y0 for box in found.numbers), max(box.y1 for box in found.numbers)
    above = [box for box in boxes if box.y0 + box.y1 < 2 * top]
    below = min((box.y0 for box in boxes if box.y0 + box.y1 > 2 * bottom), default=field.y1)
    begin, end = _line_or_middle(lines, max((b.y1 for b in above), default=field.y0), top), 0.0
    end = _line_or_middle(lines, bottom, below)
    cells = head_cells(above, edges, Box(field.x0, field.y0, field.x1, begin), high, told=told) if above else []
    begin = begin if above else field.y0
    return cells + [Box(left, begin, right, end) for left, right in pairwise(edges)], end


def _underhead_and_top(boxes: Sequence[Box], edges: Sequence[float], high: float) -> float | None:
    """Give the height at which a head ends that nothing but its longer texts tells, None where there is none."""
    table = text(boxes, edges, high)
    count = heading_rows(table)
    rows = boundaries(table)
    return rows[count - 1] if 0 < count <= len(rows) else None


def _line_or_middle(lines: Sequence[float], above: float, below: float) -> float:
    slack = 0.2 * abs(below - above) + 1
    return next((y for y in lines if above - slack <= y <= below + slack), (above + below) / 2)


def _part_cells(found: Stacks, edges: Sequence[float], foot: Box, lines: Sequence[float], high: float) -> list[Box]:
    """Give the cells of a part of a body: `foot` is its field, `lines` are the heights of level rulings."""
    drawn = [y for y in lines if foot.y0 + high < y < foot.y1 - high]
    rows = sorted([*found.parts, *drawn])
    rows = [row for at, row in enumerate(rows) if at == 0 or row - rows[at - 1] > 0.5 * high]
    heights = [foot.y0, *rows, foot.y1]
    cells = []
    for (left, right), begins in zip(pairwise(edges), found.begins, strict=True):
        tops = [(foot.y0, *found.parts)[begin] for begin in begins]
        starts = sorted({min(range(len(rows) + 1), key=lambda at: abs(heights[at] - top)) for top in tops})
        if len(begins) == len(found.parts) + 1:
            starts = list(range(len(rows) + 1))
        for first, behind in pairwise([*starts, len(heights) - 1]):
            cells.append(Box(left, heights[first], right, heights[behind]))
    return cells
