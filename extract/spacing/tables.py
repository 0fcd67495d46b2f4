"""A field of blobs → the cells of a table whose rows white space parts, or none where it is no table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from extract.model import Box
from extract.spacing.bands import are_abreast
from extract.spacing.bodies import Body, body_cells, body_rows
from extract.spacing.columns import SPANNER_GAP, Columns, columns, is_part, number_row
from extract.spacing.ends import Split, split, split_at
from extract.spacing.heads import LETTER_GAP, crossed, head_cells
from extract.spacing.lines import column_lines, runs, without_dust
from extract.spacing.rows import Text, anchors

HEADED = 0.7  # share of the columns under which a heading stands, in a whole head
LEAST_FIGURES = 3  # rows with figures that make an unruled table of three columns or more
MANY_COLUMNS = 5  # columns between two level lines that no letter has
MANY_FIGURES = 3  # columns of figures between two level lines that make even a single row a table's
ABREAST_COLUMNS = 4  # from which on lines that stand abreast in nearly all of them are rows, whatever they hold
LEAST_PAIRS = 4  # the same for one of two columns
TWO = 1.2  # text heights between two texts abreast
ABREAST, NO_TEXT = -8.0, -1.0  # a column all of whose lines are such; one without any


def white_cells(
    boxes: Sequence[Box], field: Box, lines: Sequence[float], high: float, figures: int = 1, told: Sequence[float] = ()
) -> list[Box]:
    """Give the cells of a table whose rows are parted by white space, none where `field` holds no table.

    `lines`: the heights of level rulings inside the field. They are kept as boundaries of rows. `figures`: how many
    columns of figures the table must have, so that letters, lists and signatures make none. `told`: where the columns
    of a table part that goes on from the page before.
    """
    boxes = without_dust(boxes, high)

    @cache
    def split_of(parts: tuple[float, ...]) -> Split:
        return _split(boxes, [field.x0, *parts, field.x1], field, lines, high)

    known = [Columns(tuple(told))] if told and not number_row(boxes, field, high) else []
    ways = {found.parts: found for found in known}
    if not known or split_of(known[0].parts).end is not None:  # a head tells columns too
        for found in _ways(boxes, field, high, split_of):
            ways.setdefault(found.parts, found)
    fits = [
        (_fit(boxes, field, found, split_of(found.parts), high) if len(ways) > 1 else 0.0, found)
        for found in ways.values()
    ]
    for _, found in sorted(fits, key=lambda way: -way[0]):
        edges = [field.x0, *found.parts, field.x1]
        parted = None if found.numbers else split_of(found.parts)
        head, top = head_and_top(boxes, edges, field, found, lines, high, parted.end if parted else None)
        body = parted.body if parted else _body(boxes, edges, Box(field.x0, top, field.x1, field.y1), high)
        if known or _is_table(body.text, found, figures, drawn=bool(lines)):
            return head + body_cells(body, edges, lines, high)
    return []


def _body(boxes: Sequence[Box], edges: Sequence[float], foot: Box, high: float) -> Body:
    return body_rows([box for box in boxes if box.y0 + box.y1 > 2 * foot.y0], edges, foot, high)


def _ways(
    boxes: Sequence[Box], field: Box, high: float, split_of: Callable[[tuple[float, ...]], Split]
) -> Iterator[Columns]:
    """Give the ways in which the columns may part; with a number row it tells the only one."""
    for weighed in (False, True):
        found = columns(boxes, field, high, weighed=weighed)
        if found is None:
            continue
        if found.numbers:
            yield found
            return
        again = _by_headings(boxes, field, found, split_of(found.parts).end, high, weighed)
        for way in (found, again) if again else (found,):
            yield way
            yield Columns(tuple(_under_headings(boxes, way.parts)))


def _under_headings(boxes: Sequence[Box], parts: Sequence[float]) -> Iterator[float]:
    """Leave out the parts between two columns of which one ends above the other: a heading beside the texts below."""
    reach: list[tuple[float, float]] = [(float("inf"), float("-inf"))] * (len(parts) + 1)
    for box in boxes:
        at = sum((box.x0 + box.x1) / 2 >= part for part in parts)
        reach[at] = (min(reach[at][0], box.y0), max(reach[at][1], box.y1))
    joined = False
    for part, left, right in zip(parts, reach, reach[1:], strict=False):
        joined = not joined and (left[1] <= right[0] or right[1] <= left[0])
        if not joined:
            yield part


def _fit(boxes: Sequence[Box], field: Box, found: Columns, parted: Split, high: float) -> float:
    """Tell how well headings and rows fit columns, and these the texts: no two texts abreast in one, none empty."""
    edges = [field.x0, *found.parts, field.x1]
    end = parted.end or field.y0
    below = [box for box in boxes if box.y0 + box.y1 >= 2 * end]
    above = [box for box in boxes if box.y0 + box.y1 < 2 * end]
    fit = parted.worth
    for left, right in pairwise(edges):
        heads = column_lines((box for box in above if left <= (box.x0 + box.x1) / 2 < right), high)
        fit += ABREAST * any(len(runs(line, TWO * high)) > 1 for line in heads)
        own = column_lines((box for box in below if left <= (box.x0 + box.x1) / 2 < right), high)
        fit += ABREAST * sum(len(runs(line, TWO * high)) > 1 for line in own) / len(own) if own else NO_TEXT
    return fit


def _by_headings(
    boxes: Sequence[Box], field: Box, found: Columns, end: float | None, high: float, weighed: bool
) -> Columns | None:
    """Find the columns again, now that they tell where the head ends: each has a heading, an empty one only that."""
    edges = [field.x0, *found.parts, field.x1]
    if end is None:
        return found
    above = [box for box in boxes if box.y0 + box.y1 < 2 * end]
    lines = column_lines(above, high)
    texts = [text for line in lines for text in runs(line, LETTER_GAP * high) if not crossed(text, edges, high)]
    pieces = [runs(line, TWO * high) for line in lines]
    over = [
        text for line in lines for text in runs(line, SPANNER_GAP * high)
        if _is_over(text, texts, edges, high) or _holds_two(text, pieces)
    ]  # fmt: skip
    headings = [text for text in texts if not any(is_part(text, spanner) for spanner in over)]
    headed = {sum((text.x0 + text.x1) / 2 >= edge for edge in edges) for text in headings}
    if len(headed) < HEADED * (len(edges) - 1):
        return found  # what was taken for the head is only a part of it
    below = column_lines((box for box in boxes if box.y0 + box.y1 >= 2 * end), high)
    return columns(boxes, field, high, below, headings, weighed=weighed)


def _is_over(text: Box, headings: Sequence[Box], edges: Sequence[float], high: float) -> bool:
    """Tell whether a text stands across columns of which each has a heading below it."""
    parts = crossed(text, edges, high)
    below = [sum((h.x0 + h.x1) / 2 >= edge for edge in edges) for h in headings if h.y0 > text.y1]
    return bool(parts) and {*parts, *(part + 1 for part in parts)} <= set(below)


def _holds_two(text: Box, lines: Sequence[Sequence[Box]]) -> bool:
    """Tell whether two texts or more stand abreast right under a text. `lines`: the texts of each line."""
    below = (sum(b.x0 < text.x1 and text.x0 < b.x1 for b in line if b.y0 > text.y1) for line in lines)
    return any(count > 1 for count in below)


def _split(boxes: Sequence[Box], edges: Sequence[float], field: Box, lines: Sequence[float], high: float) -> Split:
    """Part head and body of a table without a number row: at a level line, or where headings fit best."""
    drawn = next((y for y in lines if field.y0 + high < y < field.y1 - high), None)
    return split_at(boxes, edges, field, drawn, high) if drawn else split(boxes, edges, field, high)


def _is_table(body: Text, found: Columns, figures: int, *, drawn: bool) -> bool:
    """Tell a table from other text. `drawn`: a level line runs through it, as under the headings of a table."""
    rows, n_cols = len(anchors(body)), len(body.lines)
    if found.numbers:
        return rows > 0 or figures == 1  # a section's title is all that a page's foot may have under a head
    if drawn and n_cols > 2 and all(body.lines):
        return True
    most = max(map(len, body.lines), default=0)
    if n_cols >= ABREAST_COLUMNS and most >= LEAST_PAIRS and are_abreast(body.lines, body.high):
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
    above_end: float | None = None,
    *,
    told: bool = False,
) -> tuple[list[Box], float]:
    """Give the cells of the head and of the number row, and the height at which the body begins.

    `above_end`: where the head ends without a number row, None where there is none.
    """
    if not found.numbers:
        if above_end is None:
            return [], field.y0
        inside = [box for box in boxes if box.y0 + box.y1 < 2 * above_end]
        return head_cells(inside, edges, Box(field.x0, field.y0, field.x1, above_end), high, told=told), above_end
    top, bottom = min(box.y0 for box in found.numbers), max(box.y1 for box in found.numbers)
    above = [box for box in boxes if box.y0 + box.y1 < 2 * top]
    below = min((box.y0 for box in boxes if box.y0 + box.y1 > 2 * bottom), default=field.y1)
    begin, end = _line_or_middle(lines, max((b.y1 for b in above), default=field.y0), top), 0.0
    end = _line_or_middle(lines, bottom, below)
    cells = head_cells(above, edges, Box(field.x0, field.y0, field.x1, begin), high, told=told) if above else []
    begin = begin if above else field.y0
    return cells + [Box(left, begin, right, end) for left, right in pairwise(edges)], end


def _line_or_middle(lines: Sequence[float], above: float, below: float) -> float:
    slack = 0.2 * abs(below - above) + 1
    return next((y for y in lines if above - slack <= y <= below + slack), (above + below) / 2)
