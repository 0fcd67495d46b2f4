"""A field of blobs, perhaps with level rulings → the cells of its table, or none where it is no table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.mesh import Separator
from extract.model import Box
from extract.spacing.bands import are_abreast, line_pitch
from extract.spacing.columns import Columns, columns, number_row
from extract.spacing.partition import partition
from extract.spacing.heads import LETTER_GAP, crossed, head_cells
from extract.spacing.lines import around, column_lines, columns_of, runs
from extract.spacing.rows import (
    Text,
    anchors,
    boundaries,
    heading_rows,
    leading_columns,
    spans,
    text,
)

APART_LINES = 1.2  # times the pitch of lines that a section's title stands from those above and below it
WHOLE = 0.9  # of the table's width from which on a level line runs across all columns
WORD_GAP = 1.2  # text heights between words of one heading or title, with nothing else in the row
HEADED = 0.7  # share of the columns under which a heading stands, in a whole head
CENTRED = 2.5  # text heights that a heading may stand beside the middle of its columns
LEAST_FIGURES = 3  # rows with figures that make an unruled table of three columns or more
MANY_COLUMNS = 5  # columns between two level lines that no letter has
MANY_FIGURES = 3  # columns of figures between two level lines that make even a single row a table's
ABREAST_COLUMNS = 4  # from which on lines that stand abreast in nearly all of them are rows, whatever they hold
LEAST_PAIRS = 4  # the same for one of two columns


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
    pitch: float | None = None,
) -> list[Box]:
    """Give the cells of a body that fills `foot`, part by part."""
    cells: list[Box] = []
    for part, title in _sections(below, edges, foot, high):
        inside = [box for box in below if part.y0 < (box.y0 + box.y1) / 2 < part.y1]
        cells += [part] if title else body_cells(text(inside, edges, high, pitch), edges, part, lines)
    return cells


def _sections(boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float) -> Iterator[tuple[Box, bool]]:
    """Cut a body at the titles of its sections: lines of one text that runs over columns with nothing beside it.

    Gives the parts from the top and whether each is a title.
    """
    lines = [(around(line), runs(line, WORD_GAP * high)) for line in column_lines(boxes, high)]
    alone = _alone([line for line, _ in lines], boxes, edges, high)
    top, reached = field.y0, field.y0
    for at, (line, texts) in enumerate(lines):
        below = min((box.y0 for box, _ in lines[at + 1 :]), default=field.y1)
        clear = reached <= line.y0 + 0.2 * high and below >= line.y1 - 0.2 * high
        if clear and len(texts) == 1 and texts[0].x0 < edges[1] and crossed(texts[0], edges, high):
            begin, end = (reached + line.y0) / 2 if reached > top else top, (line.y1 + below) / 2
            if begin - top > high:
                yield Box(field.x0, top, field.x1, begin), False
            yield Box(field.x0, begin, field.x1, end), True
            top = end
        reached = max(reached, line.y1)
    if field.y1 - top > high:
        yield Box(field.x0, top, field.x1, field.y1), False


def _alone(lines: Sequence[Box], boxes: Sequence[Box], edges: Sequence[float], high: float) -> list[bool]:
    """Tell of each line whether it stands in the first column as far from others as a row does, no line of a text."""
    columns = text(boxes, edges, high).lines
    least = APART_LINES * line_pitch(columns, high)
    first = [(line.y0 + line.y1) / 2 for line in columns[0]]
    alone = []
    for line in lines:
        middle = (line.y0 + line.y1) / 2
        beside = sorted(abs(y - middle) for y in first)[1:2]
        alone.append(least > 0 and line.x1 < edges[1] and all(away > least for away in beside))
    return alone


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


def body_cells(body: Text, edges: Sequence[float], foot: Box, lines: Sequence[float]) -> list[Box]:
    """Give the cells of a body, or a part of one, whose columns are known: `foot` is its field, `lines` as above."""
    leading = leading_columns(body, boundaries(body))
    drawn = [y for y in lines if foot.y0 + body.high < y < foot.y1 - body.high]
    rows = sorted([*boundaries(body, leading), *drawn])
    rows = [row for at, row in enumerate(rows) if at == 0 or row - rows[at - 1] > 0.5 * body.high]
    heights = [foot.y0, *rows, foot.y1]
    cells = []
    for at, (left, right) in enumerate(pairwise(edges)):
        begins = list(range(len(heights) - 1))
        if at < leading:
            begins = spans(body.lines[at], heights, body)
        for first, behind in pairwise([*begins, len(heights) - 1]):
            cells.append(Box(left, heights[first], right, heights[behind]))
    return cells


def ruled_cells(boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float, point: float) -> list[Box]:
    """Give the cells of a table whose rows are ruled and whose columns are not, none where nothing parts columns."""
    found = _ruled_columns(boxes, field, lines, high)
    if found is None:
        return []
    edges = [field.x0, *found.parts, field.x1]
    cells: list[Box] = []
    stacks = [list(_stack(lines, left, right, point)) for left, right in pairwise(edges)]
    head_end = min((box.y0 for box in found.numbers), default=_end_ofhead_and_top(stacks))
    for top, bottom in sorted({extent for stack in stacks for extent in stack}):
        at = 0
        inside = [box for box in boxes if top < (box.y0 + box.y1) / 2 < bottom]
        while at < len(stacks):
            behind = at + 1
            if (top, bottom) in stacks[at]:
                while behind < len(stacks) and (top, bottom) in stacks[behind]:
                    behind += 1
                groups = _groups(inside, edges, at, behind, bottom < head_end - high, high)
                cells.extend(Box(edges[a], top, edges[b], bottom) for a, b in groups)
            at = behind
    return cells


def _ruled_columns(boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float) -> Columns | None:
    heads, _ = _rows_of_lines(boxes, field, lines, high)
    numbers = number_row(boxes, field, high)
    rows = _strips(boxes, field, lines, high)
    ends = [
        x for line in lines for stretch in line.inked for x in stretch
        if field.x0 + high < x < field.x1 - high
    ]
    if numbers:
        top = min(box.y0 for box in numbers)
        heads = [box for box in heads if box.y1 < top]
    below = max((box.y1 for box in heads), default=field.y0)
    body = [row for row in rows if sum(b.y0 + b.y1 for b in row) > 2 * below * len(row)]
    parts, fit = partition(body, field, high, heads, numbers, ends)
    if heads and fit < 0:
        parts, _ = partition(rows, field, high, (), numbers, ends)
    return Columns(tuple(parts), numbers) if parts else None


def _strips(boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float) -> list[list[Box]]:
    edges = [field.y0]
    for line in lines:
        if line.at > edges[-1] + 0.8 * high:
            edges.append(line.at)
    strips: list[list[Box]] = [[] for _ in edges]
    for box in boxes:
        strips[bisect_right(edges, (box.y0 + box.y1) / 2) - 1].append(box)
    return [strip for strip in strips if strip]


def _rows_of_lines(
    boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float
) -> tuple[list[Box], list[list[Box]]]:
    """Give the blobs of the headings of single columns, and those of each row below the head."""
    whole = [line.at for line in lines if line.length >= WHOLE * (field.x1 - field.x0)]
    inner = [at for at in whole if field.y0 + high < at < field.y1 - high]
    end = inner[0] if inner else field.y0
    over = [(line.at, *stretch) for line in lines if field.y0 + high < line.at < end - high for stretch in line.inked]

    def spans_columns(box: Box) -> bool:
        return any(box.y0 + box.y1 < 2 * at and left < (box.x0 + box.x1) / 2 < right for at, left, right in over)

    heads = [box for box in boxes if box.y0 + box.y1 < 2 * end and not spans_columns(box)]
    edges = [end, *(line.at for line in lines if line.at > end)]
    return heads, [[b for b in boxes if above < (b.y0 + b.y1) / 2 <= below] for above, below in pairwise(edges)]


def _end_ofhead_and_top(stacks: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Without a number row the head ends at the first line that runs across all columns."""
    ends = set.intersection(*({bottom for _, bottom in stack} for stack in stacks))
    return min(ends)


def _stack(lines: Sequence[Separator], left: float, right: float, point: float) -> Iterator[tuple[float, float]]:
    """Give the extents (from, to) of a column's cells: where a level line runs across it, one ends."""
    inner = [line.at for line in lines[1:-1] if line.runs(left, right, point, 1)]
    return pairwise([lines[0].at, *inner, lines[-1].at])


def _groups(
    boxes: Sequence[Box], edges: Sequence[float], first: int, behind: int, over_others: bool, high: float
) -> list[tuple[int, int]]:
    """Part a run of columns, between two level lines, into cells: text that stands across columns makes them one.

    `over_others`: rows of the head follow below, so that a heading may stand over several columns.
    """
    own = [box for box in boxes if edges[first] <= (box.x0 + box.x1) / 2 < edges[behind]]
    texts = [around(text) for text in columns_of(own, WORD_GAP * high)]
    if over_others:
        if _each_has_own(own, edges, first, behind, high):
            return list(pairwise(range(first, behind + 1)))
        return _centred(texts, edges, first, behind, high) or list(pairwise(range(first, behind + 1)))
    lines = column_lines(own, high)
    if behind - first == len(edges) - 1 and len(texts) == len(lines) == 1 and texts[0].x0 < edges[1]:
        return [(first, behind)]  # a section's title
    across = {part for box in own for part in crossed(box, edges, high) if first < part < behind}
    if behind - first > 1 and across and len(lines) == 1 and _fills(own, edges, across):
        return [(first, behind)]
    starts = [at for at in range(first, behind) if at == first or at not in across]
    return list(pairwise([*starts, behind]))


def _each_has_own(boxes: Sequence[Box], edges: Sequence[float], first: int, behind: int, high: float) -> bool:
    """Tell whether every one of a run of columns has its own heading, however close they stand side by side."""
    pieces = [around(piece) for piece in columns_of(boxes, LETTER_GAP * high)]
    held = {sum((piece.x0 + piece.x1) / 2 >= edge for edge in edges[1:-1]) for piece in pieces}
    return held >= set(range(first, behind)) and not any(crossed(piece, edges, high) for piece in pieces)


def _fills(pieces: Sequence[Box], edges: Sequence[float], across: set[int]) -> bool:
    """Tell whether all pieces of a line are words of one text that runs across columns: none stands in one alone."""
    held = {sum((piece.x0 + piece.x1) / 2 >= edge for edge in edges[1:-1]) for piece in pieces}
    return all(column in across or column + 1 in across for column in held)


def _centred(
    texts: Sequence[Box], edges: Sequence[float], first: int, behind: int, high: float
) -> list[tuple[int, int]]:
    """Give each heading of a run of columns the columns over whose middle it stands; nothing where that leaves some."""
    groups: list[tuple[int, int]] = []
    begin = first
    for at, heading in enumerate(texts):
        last = behind - (len(texts) - at - 1)
        ends = range(begin + 1, last + 1) if at + 1 < len(texts) else [behind]
        if not ends:
            return []
        end = min(ends, key=lambda e: abs(edges[begin] + edges[e] - heading.x0 - heading.x1))
        if heading.x1 < edges[begin] or heading.x0 > edges[end]:
            return []
        groups.append((begin, end))
        begin = end
    away = max(
        (abs(edges[a] + edges[b] - t.x0 - t.x1) / 2 for (a, b), t in zip(groups, texts, strict=True)), default=0.0
    )
    return groups if away < CENTRED * high else []
