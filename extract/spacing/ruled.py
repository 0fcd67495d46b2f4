"""A field of blobs between level rulings → the cells of a table whose rows these draw, and nothing its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.mesh import Separator
from extract.model import Box
from extract.spacing.columns import Columns, number_row
from extract.spacing.heads import LETTER_GAP, crossed
from extract.spacing.leaders import is_near
from extract.spacing.lines import around, column_lines, columns_of
from extract.spacing.partition import partition

WHOLE = 0.9  # of the table's width from which on a level line runs across all columns
LOW = 0.8  # text heights: no row is lower
NARROW = 2.0  # text heights: no column is narrower; where a line ends nearer to the table's side, a bit of it was lost
WORD_GAP = 1.2  # text heights between words of one heading or title, with nothing else in the row
CENTRED = 2.5  # text heights that a heading may stand beside the middle of its columns


def ruled_cells(
    boxes: Sequence[Box],
    field: Box,
    lines: Sequence[Separator],
    high: float,
    point: float,
    told: Sequence[float] = (),
) -> list[Box]:
    """Give the cells of a table whose rows are ruled and whose columns are not, none where nothing parts columns.

    `told`: where the columns of a table part that goes on from the page before.
    """
    found = Columns(tuple(told), number_row(boxes, field, high)) if told else _columns(boxes, field, lines, high)
    if found is None:
        return []
    edges = [field.x0, *found.parts, field.x1]
    cells: list[Box] = []
    stacks = [list(_stack(lines, left, right, point)) for left, right in pairwise(edges)]
    head_end = min((box.y0 for box in found.numbers), default=_end_of_head(stacks))
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


def _columns(boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float) -> Columns | None:
    """Find the columns; what stands above the first whole line is a head if its texts stand in their middles."""
    numbers = number_row(boxes, field, high)
    heads = _headings(boxes, field, lines, high)
    if numbers:
        top = min(box.y0 for box in numbers)
        heads = [box for box in heads if box.y1 < top]
    rows = _strips(boxes, field, lines, high)
    below = max((box.y1 for box in heads), default=field.y0)
    body = [row for row in rows if sum(box.y0 + box.y1 for box in row) > 2 * below * len(row)]
    near = NARROW * high
    ends = [x for line in lines for ink in line.inked for x in ink if field.x0 + near < x < field.x1 - near]
    parts, fit = partition(body, field, high, heads, numbers, ends)
    if heads and fit < 0:
        parts, _ = partition(rows, field, high, (), numbers, ends)
    return Columns(tuple(parts), numbers) if parts else None


def _strips(boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float) -> list[list[Box]]:
    """Give the blobs between level lines, also short ones: rows, or parts of rows beside cells over several."""
    edges = [field.y0]
    for line in lines:
        if line.at > edges[-1] + LOW * high:
            edges.append(line.at)
    strips: list[list[Box]] = [[] for _ in edges]
    for box in boxes:
        strips[max(0, bisect_right(edges, (box.y0 + box.y1) / 2) - 1)].append(box)
    return [strip for strip in strips if strip]


def _headings(boxes: Sequence[Box], field: Box, lines: Sequence[Separator], high: float) -> list[Box]:
    """Give the blobs above the first line that runs across all columns, but for headings over several of them."""
    whole = [line.at for line in lines if line.length >= WHOLE * (field.x1 - field.x0)]
    end = next((at for at in whole if field.y0 + high < at < field.y1 - high), field.y0)
    over = [(line.at, *ink) for line in lines if field.y0 + high < line.at < end - high for ink in line.inked]

    def spans_columns(box: Box) -> bool:
        return any(box.y0 + box.y1 < 2 * at and left < (box.x0 + box.x1) / 2 < right for at, left, right in over)

    return [box for box in boxes if box.y0 + box.y1 < 2 * end and not spans_columns(box)]


def _end_of_head(stacks: Sequence[Sequence[tuple[float, float]]]) -> float:
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
    if behind - first == len(edges) - 1 and len(lines) == 1 and _is_title(texts, edges, high):
        return [(first, behind)]
    across = {part for box in own for part in crossed(box, edges, high) if first < part < behind}
    if behind - first > 1 and across and len(lines) == 1 and _fills(own, edges, across):
        return [(first, behind)]
    starts = [at for at in range(first, behind) if at == first or at not in across]
    return list(pairwise([*starts, behind]))


def _is_title(texts: Sequence[Box], edges: Sequence[float], high: float) -> bool:
    """Tell whether the only line of a row is a section's title: one text, or a weight behind dots that are partly lost.

    It runs to the end of its column or beyond and leaves most columns blank, or all of it stands in the first.
    """
    if not texts or texts[0].x0 >= edges[1]:
        return False
    if len(texts) == 1 or texts[-1].x1 <= edges[1]:
        return True
    blank = sum(edge > texts[-1].x1 for edge in edges[:-1])
    near = all(is_near(text, behind, high) for text, behind in pairwise(texts))
    return near and blank > len(edges) / 2 and texts[0].x1 > edges[1] - WORD_GAP * high


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
