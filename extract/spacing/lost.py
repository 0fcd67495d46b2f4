"""Heads of ruled tables whose rulings were lost (on dark or grey ground): the body's columns and the text tell them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.grid import Lattice, Place
from extract.model import Box, Ruling
from extract.spacing.columns import number_row
from extract.spacing.heads import crossed, head_cells
from extract.spacing.lines import BODY, around, column_lines, lies_in, runs

APART = 1.0  # text heights between pieces of text that stand in columns
MOST_ROWS = 4  # rows at the top of a table in which a head is sought
WIDE = 1.2  # text heights of white between two rows whose line is lost
MOSTLY = 0.6  # share of the cells with text that hold text of both rows
THROUGH = 0.8  # of a head's height: an upright that is drawn so far runs through it
TOP = 0.8  # text heights below the head's top at which it must begin: stems of a heading's letters begin lower
OFF = (0.4, 0.5)  # text heights that a heading may stand beside the middle of its column, and above that of the head
LEAST_COLUMNS = 3  # columns that the lost lines parted
Drawn = tuple[Sequence[Ruling], Sequence[Ruling]]  # level rulings, also short ones, and upright ones


def lost_head(
    table: Lattice, boxes: Sequence[Box], drawn: Sequence[Ruling], uprights: Sequence[Ruling], high: float
) -> list[Box]:
    """Give the cells of the table's head where its rulings were lost, none where nothing speaks for that.

    `boxes`: the blobs inside the table; `drawn`: level rulings, also short ones; `uprights`: upright ones. A cell
    across columns that holds texts of several of them, one in each, has lost its lines.
    """
    edges = sorted({edge for cell in table.cells for edge in (cell.box.x0, cell.box.x1)})
    bottom = table.box.y0
    for row in range(min(MOST_ROWS, table.n_rows - 1)):
        cells = [cell for cell in table.cells if cell.row == row]
        if not any(_has_lost_lines(cell, boxes, edges, high) for cell in cells):
            continue
        bottom = max([bottom, *(cell.box.y1 for cell in cells if cell.rowspan == 1)])
    field = Box(table.box.x0, table.box.y0, table.box.x1, bottom)
    inside = [box for box in boxes if box.y0 + box.y1 < 2 * bottom]
    return _head(inside, edges, field, (drawn, uprights), high) if bottom > field.y0 and inside else []


def _has_lost_lines(cell: Place, boxes: Sequence[Box], edges: Sequence[float], high: float) -> bool:
    if cell.colspan < LEAST_COLUMNS:
        return False
    own = [box for box in boxes if lies_in(box, cell.box) and box.y1 - box.y0 >= BODY * high]  # no shreds of a ruling
    for line in column_lines(own, high):
        alone = [text for text in runs(line, APART * high) if not crossed(text, edges, high)]
        columns = {sum((text.x0 + text.x1) / 2 >= edge for edge in edges) for text in alone}
        if len(columns) >= LEAST_COLUMNS:
            return True
    return False


def _head(boxes: Sequence[Box], edges: Sequence[float], field: Box, drawn: Drawn, high: float) -> list[Box]:
    lines = [line.y0 for line in drawn[0]]
    numbers = number_row(boxes, field, high)
    if len(numbers) < len(edges) - 1:
        return _parted(boxes, edges, field, drawn, high)
    top = min(box.y0 for box in numbers)
    above = [box for box in boxes if box.y0 + box.y1 < 2 * top]
    if not above:
        return [Box(left, field.y0, right, field.y1) for left, right in pairwise(edges)]
    letters = [box for box in above if min(box.x1 - box.x0, box.y1 - box.y0) >= 0.3 * high]  # no shreds
    reached = max((box.y1 for box in letters), default=field.y0)
    part = next((y for y in lines if reached - 0.3 * high <= y <= top + 0.3 * high), (reached + top) / 2)
    cells = [Box(left, part, right, field.y1) for left, right in pairwise(edges)]
    return _parted(above, edges, Box(field.x0, field.y0, field.x1, part), drawn, high) + cells


def _parted(boxes: Sequence[Box], edges: Sequence[float], field: Box, drawn: Drawn, high: float) -> list[Box]:
    """Give the cells of a head, part by part: no heading stands over an upright that is drawn through it."""
    texts = [text for line in column_lines(boxes, high) for text in runs(line, APART * high)]
    inner = [line for line in drawn[0] if field.y0 + high < line.y0 < field.y1 - high]  # under headings over others
    over = [(text.x0, text.x1) for text in texts] + [(line.x0, line.x1) for line in inner]
    owned = [_has_own(boxes, column, field, high) for column in pairwise(edges)]
    through = (
        at
        for at, beside in zip(edges[1:-1], pairwise(owned), strict=True)
        if any(_runs_through(line, at, field, high) for line in drawn[1])
        or (all(beside) and not any(left < at < right for left, right in over))
    )
    cells: list[Box] = []
    for left, right in pairwise([edges[0], *through, edges[-1]]):
        own = [box for box in boxes if left < (box.x0 + box.x1) / 2 < right]
        sides = [edge for edge in edges if left <= edge <= right]
        part = Box(left, field.y0, right, field.y1)
        if own:
            levels = [line for line in drawn[0] if line.x0 < right and line.x1 > left]
            cells += head_cells(own, sides, part, high, [line.y0 for line in levels], drawn=levels)
        else:
            cells += [Box(a, field.y0, b, field.y1) for a, b in pairwise(sides)]
    return cells


def _runs_through(line: Ruling, edge: float, field: Box, high: float) -> bool:
    drawn = min(line.y1, field.y1) - max(line.y0, field.y0)
    near = abs(line.x0 - edge) < 0.5 * high and line.y0 < field.y0 + TOP * high
    return near and drawn > THROUGH * (field.y1 - field.y0)


def _has_own(boxes: Sequence[Box], column: tuple[float, float], field: Box, high: float) -> bool:
    """Tell whether a column holds a heading of its own, in the middle of the whole head's height and of its width."""
    own = [box for box in boxes if column[0] < (box.x0 + box.x1) / 2 < column[1] and box.y1 - box.y0 >= BODY * high]
    if not own:
        return False
    text = around(own)
    off = abs(text.x0 + text.x1 - sum(column)) / 2, abs(text.y0 + text.y1 - field.y0 - field.y1) / 2
    return off[0] <= OFF[0] * high and off[1] <= OFF[1] * high


def number_lines(table: Lattice, boxes: Sequence[Box], lines: Sequence[float], high: float) -> list[Ruling]:
    """Give the level lines, with thickness 0, that the row of column numbers lost above or below itself.

    The figures must fill all columns, and text of other rows must share their cells.
    """
    numbers = number_row(boxes, table.box, high)
    if len(numbers) < table.n_cols:
        return []
    top, bottom = min(box.y0 for box in numbers), max(box.y1 for box in numbers)
    cells = [cell.box for cell in table.cells if cell.box.y0 < (top + bottom) / 2 < cell.box.y1]
    found: list[Ruling] = []
    for is_above in (True, False):
        texts = {
            id(cell): [b for b in boxes if lies_in(b, cell) and _is_beyond(b, top, bottom, is_above)] for cell in cells
        }
        shared = [cell for cell in cells if texts[id(cell)]]
        if len(shared) <= len(cells) / 2:
            continue
        held = [box for cell in shared for box in texts[id(cell)]]
        span = (max(b.y1 for b in held), top) if is_above else (bottom, min(b.y0 for b in held))
        at = next((y for y in lines if span[0] - 0.3 * high <= y <= span[1] + 0.3 * high), (span[0] + span[1]) / 2)
        found += [Ruling(cell.x0, at, cell.x1, at, 0.0) for cell in shared]
    return found


def _is_beyond(box: Box, top: float, bottom: float, is_above: bool) -> bool:
    return box.y0 + box.y1 < 2 * top if is_above else box.y0 + box.y1 > 2 * bottom


def lost_rows(table: Lattice, boxes: Sequence[Box], lines: Sequence[float], high: float) -> list[Ruling]:
    """Give the level lines, with thickness 0, that two rows have lost between them.

    Wide white runs across a row then, and most of its cells hold text above and below; lines of one text are closer.
    """
    heights = sorted({edge for cell in table.cells for edge in (cell.box.y0, cell.box.y1)})
    middles = [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, box) for box in boxes]
    found: list[Ruling] = []
    for top, bottom in pairwise(heights):
        ending = [cell for cell in table.cells if cell.box.y1 == bottom]
        lowest = min((cell.box.y0 for cell in ending), default=bottom)
        near = [middle for middle in middles if lowest <= middle[1] <= bottom]
        held = [[box for x, y, box in near if c.box.x0 <= x <= c.box.x1 and c.box.y0 <= y] for c in ending]
        for white in _wide_whites([box for own in held for box in own], (top, bottom), high):
            at = next((y for y in lines if white[0] <= y <= white[1]), (white[0] + white[1]) / 2)
            both = [len({box.y0 + box.y1 > 2 * at for box in own}) == 2 for own in held]
            if sum(both) >= max(LEAST_COLUMNS, MOSTLY * sum(bool(own) for own in held)):
                torn = [c.box for c, twice in zip(ending, both, strict=True) if twice or c.rowspan == 1]
                found += [Ruling(cell.x0, at, cell.x1, at, 0.0) for cell in torn]
    return found


def _wide_whites(boxes: Sequence[Box], band: tuple[float, float], high: float) -> list[tuple[float, float]]:
    """Give the wide stretches of white between texts, as heights."""
    whites: list[tuple[float, float]] = []
    reached: float | None = None
    for box in sorted(boxes, key=lambda b: b.y0):
        if reached is not None and box.y0 - reached >= WIDE * high and band[0] < reached and box.y0 < band[1]:
            whites.append((reached, box.y0))
        reached = max(reached, box.y1) if reached is not None else box.y1
    return whites
