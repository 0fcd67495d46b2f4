"""Columns of a ruled table whose line a scan lost in all rows: each holds two texts, with the same wide white between.

What speaks for a lost piece of a line (`pieces`) are its other pieces; where hardly one is left the texts tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grid import Lattice
from extract.model import Box, Ruling
from extract.spacing.lines import DUST, lies_in, runs

WIDE = 2.0  # text heights of white that all rows have in common, at the least
FEWEST = 3  # rows with a text on both sides
THIN = 0.3  # text heights: no wider is a shred of a line
MOSTLY = 0.8  # share of the rows with text that have one on both sides

White = tuple[float, float]  # from, to


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a column, or of two whose line was lost in most: from where to where, its letters, `one`: one cell."""

    top: float
    foot: float
    boxes: tuple[Box, ...]
    one: bool


def lost_columns(table: Lattice, boxes: Sequence[Box], high: float) -> Iterator[Ruling]:
    """Give the uprights that part such columns, with thickness 0. `boxes`: the table's blobs; `high`: of a letter."""
    letters = [
        box for box in boxes
        if max(box.x1 - box.x0, box.y1 - box.y0) >= DUST * high and not _is_shred(box, high)
    ]  # fmt: skip
    for column in range(table.n_cols):
        for span in (1, 2):
            rows = list(_rows(table, column, span, letters))
            for first in range(len(rows)):
                found = [_run(rows, first, white, WIDE * high) for white in _whites(rows[first].boxes, WIDE * high)]
                last, white = max(found, default=(first, (0.0, 0.0)))
                if _is_lost(rows[first : last + 1], white):
                    at = _place(table, column + 1, white) if span == 2 else sum(white) / 2
                    yield Ruling(at, rows[first].top, at, rows[last].foot, 0.0)
                    break


def _rows(table: Lattice, column: int, span: int, letters: Sequence[Box]) -> Iterator[Row]:
    """Give the rows of some columns, from the top; those in which a cell reaches beyond them are left out."""
    for cell in (cell for cell in table.cells if cell.col == column and cell.colspan <= span):
        beside = next(
            (c for c in table.cells if (c.row, c.rowspan, c.col, c.colspan) == (cell.row, cell.rowspan, column + 1, 1)),
            None,
        )
        if cell.colspan == span or beside:
            own = [cell.box] if cell.colspan == span or not beside else [cell.box, beside.box]
            held = tuple(box for box in letters if any(lies_in(box, spot) for spot in own))
            yield Row(cell.box.y0, cell.box.y1, held, cell.colspan == span)


def _place(table: Lattice, line: int, white: White) -> float:
    """Give where a line between columns stands if that is in the white, else the middle of this."""
    at = next((cell.box.x0 for cell in table.cells if cell.col == line), 0.0)
    return at if white[0] < at < white[1] else sum(white) / 2


def _whites(boxes: Sequence[Box], least: float) -> Iterator[White]:
    """Give the whites between texts of a cell that no letter of any of its lines stands in."""
    texts = runs(boxes, least)
    yield from ((left.x1, right.x0) for left, right in pairwise(texts))


def _run(rows: Sequence[Row], first: int, white: White, least: float) -> tuple[int, White]:
    """Give the last of the rows from `first` on that leave white in common, and that white."""
    last, common = first, white
    for at in range(first + 1, len(rows)):
        middle = sum(common)
        low = max([common[0], *(box.x1 for box in rows[at].boxes if box.x0 + box.x1 < middle)])
        top = min([common[1], *(box.x0 for box in rows[at].boxes if box.x0 + box.x1 >= middle)])
        if top - low < least or rows[at].top > rows[last].foot + least:
            break
        last, common = at, (low, top)
    return last, common


def _is_lost(rows: Sequence[Row], white: White) -> bool:
    middle = sum(white)
    held = [row.boxes for row in rows if row.boxes and row.one]
    both = sum(any(b.x0 + b.x1 < middle for b in own) and any(b.x0 + b.x1 > middle for b in own) for own in held)
    return both >= FEWEST and both >= MOSTLY * len(held)


def _is_shred(box: Box, high: float) -> bool:
    """Tell what is left of the line."""
    return box.x1 - box.x0 <= THIN * high and box.y1 - box.y0 >= high
