"""Headings over several columns whose cells came out too narrow: the line under their outer columns was lost.

Such a heading stands over the middle of more columns than its cell has, and what stands in the others of them stands
as low as the headings under it. Where a heading is printed in the middle of its cell nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grid import Lattice, Place
from extract.model import Box
from extract.spacing.lines import BODY, around, column_lines, columns_of

OFF, ON = 1.0, 0.5  # text heights beside the middle of its cell, at the least, and of its columns, at the most
WORD_GAP = 1.0  # text heights between the words of one heading
SLACK = 0.3  # text heights that a heading may reach over its columns' sides


@dataclass(frozen=True, slots=True)
class Head:
    """A heading's cell, the row behind its head, and what stands in each column: a cell of row 0 beside the heading."""

    over: Place
    end: int
    beside: dict[int, Place]


def widened(table: Lattice, boxes: Sequence[Box], high: float) -> Lattice:
    """Give the table with such headings over all of their columns. `boxes`: blobs of the page; `high`: of a letter."""
    for over in table.cells:
        if over.row == 0 and over.colspan > 1:
            head = _head(table, over)
            columns = _columns(table, head, boxes, high) if head else None
            if head and columns:
                table = replace(table, cells=tuple(_widened(table, head, *columns)))
    return table


def _head(table: Lattice, over: Place) -> Head | None:
    """Give the head that a heading stands in, None where nothing stands under it or all of the table does."""
    under = [c for c in table.cells if c.row == over.rowspan and over.col <= c.col < over.col + over.colspan]
    ends = {cell.row + cell.rowspan for cell in under}
    if len(ends) != 1 or (end := ends.pop()) == table.n_rows:
        return None
    beside = {
        cell.col: cell
        for cell in table.cells
        if cell.row == 0 and cell.colspan == 1 and cell.rowspan in (over.rowspan, end)
    }
    return Head(over, end, beside)


def _columns(table: Lattice, head: Head, boxes: Sequence[Box], high: float) -> tuple[int, int] | None:
    """Give the first column and the one behind the last over whose middle the heading stands, None: those it has."""
    over, sides = head.over, _sides(table)
    first, behind = over.col, over.col + over.colspan
    while first - 1 in head.beside:
        first -= 1
    while behind in head.beside:
        behind += 1
    boxes = [box for box in boxes if box.y1 - box.y0 >= BODY * high]  # no shreds of rulings
    band = [
        box for box in boxes
        if sides[first] < (box.x0 + box.x1) / 2 < sides[behind] and over.box.y0 < (box.y0 + box.y1) / 2 < over.box.y1
    ]  # fmt: skip
    own, others = _heading(band, over, high)
    if own is None or _off(own, sides, over.col, over.col + over.colspan) < OFF * high:
        return None
    ways: list[tuple[float, int, int]] = []
    for left in range(first, over.col + 1):
        for right in range(over.col + over.colspan, behind + 1):
            new = [*range(left, over.col), *range(over.col + over.colspan, right)]
            inside = sides[left] - SLACK * high <= own.x0 and own.x1 <= sides[right] + SLACK * high
            free = not any(sides[left] < (box.x0 + box.x1) / 2 < sides[right] for box in others)
            if new and inside and free and all(_stands_low(head, sides, column, boxes) for column in new):
                ways.append((_off(own, sides, left, right), left, right))
    off, left, right = min(ways, default=(float("inf"), 0, 0))
    return (left, right) if off <= ON * high else None


def _heading(band: Sequence[Box], over: Place, high: float) -> tuple[Box | None, list[Box]]:
    """Give the text of which a part stands in the heading's cell, and the blobs beside it."""
    own: list[Box] = []
    others: list[Box] = []
    for line in column_lines(band, high):
        for text in columns_of(line, WORD_GAP * high):
            spot = around(text)
            (own if spot.x0 < over.box.x1 and spot.x1 > over.box.x0 else others).extend(text)
    return (around(own) if own else None), others


def _stands_low(head: Head, sides: Sequence[float], column: int, boxes: Sequence[Box]) -> bool:
    """Tell whether what stands below the heading in a column stands in the middle there, not in that of the head."""
    cell, over = head.beside[column], head.over
    if cell.rowspan == over.rowspan:
        return True  # a line is drawn under it
    inside = [box for box in boxes if sides[column] < (box.x0 + box.x1) / 2 < sides[column + 1]]
    own = [box for box in inside if over.box.y1 < (box.y0 + box.y1) / 2 < cell.box.y1]
    if not own:
        return False
    text = around(own)
    middle = text.y0 + text.y1
    return abs(middle - over.box.y1 - cell.box.y1) < abs(middle - cell.box.y0 - cell.box.y1)


def _off(text: Box, sides: Sequence[float], first: int, behind: int) -> float:
    return abs(text.x0 + text.x1 - sides[first] - sides[behind]) / 2


def _sides(table: Lattice) -> list[float]:
    """Give the places of the lines between columns, and of both sides."""
    found = {cell.col + cell.colspan: cell.box.x1 for cell in table.cells}
    found.update((cell.col, cell.box.x0) for cell in table.cells)
    return [found[column] for column in range(table.n_cols + 1)]


def _widened(table: Lattice, head: Head, first: int, behind: int) -> Iterator[Place]:
    """Give the table's cells in reading order, the heading over the columns from `first` to before `behind`."""
    over, sides = head.over, _sides(table)
    box = Box(sides[first], over.box.y0, sides[behind], over.box.y1)
    gone = {id(over), *(id(cell) for column, cell in head.beside.items() if first <= column < behind)}
    cells = [cell for cell in table.cells if id(cell) not in gone]
    cells.append(replace(over, col=first, colspan=behind - first, box=box))
    for column, cell in head.beside.items():
        if first <= column < behind and cell.rowspan > over.rowspan:
            below = Box(cell.box.x0, over.box.y1, cell.box.x1, cell.box.y1)
            cells.append(Place(over.rowspan, column, head.end - over.rowspan, 1, below, cell.doubtful))
    yield from sorted(cells, key=lambda cell: (cell.row, cell.col))
