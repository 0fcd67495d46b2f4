"""A ruled table that lost all uprights beside one row in a scan: two tables, one above the other, of equal columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.grid import Lattice
from extract.model import Box, Ruling
from extract.spacing.heads import crossed

ALIKE = 3.0  # points by which a column's side may stand elsewhere
HIGHEST = 8.0  # text heights of the row, at most
FILLED = 0.5  # share of the columns that hold text between the two


def bridges(tables: Sequence[Lattice], blobs: Sequence[Box], high: float, point: float) -> Iterator[Ruling]:
    """Give the uprights between two tables of the same columns where what stands between them stands in these.

    A title stands across columns: two plans of one form on a page stay two. `high`: the usual height of a blob.
    """
    for above, below in pairwise(sorted(tables, key=lambda table: table.box.y0)):
        sides = _sides(above)
        gap = Box(above.box.x0, above.box.y1, above.box.x1, below.box.y0)
        if not 0 < gap.y1 - gap.y0 < HIGHEST * high or not _alike(sides, _sides(below), ALIKE * point):
            continue
        inside = [b for b in blobs if gap.y0 < (b.y0 + b.y1) / 2 < gap.y1 and gap.x0 < (b.x0 + b.x1) / 2 < gap.x1]
        held = {sum((box.x0 + box.x1) / 2 >= side for side in sides) for box in inside}
        if len(held) >= FILLED * (len(sides) - 1) and not any(crossed(box, sides, high) for box in inside):
            yield from (Ruling(x, gap.y0, x, gap.y1, 0.0) for x in sides)


def _sides(table: Lattice) -> list[float]:
    """Give the places of the lines between columns, and of both sides."""
    found = {cell.col: cell.box.x0 for cell in table.cells}
    return [*(found[column] for column in sorted(found)), table.box.x1]


def _alike(sides: Sequence[float], others: Sequence[float], near: float) -> bool:
    return len(sides) == len(others) and all(abs(a - b) <= near for a, b in zip(sides, others, strict=True))
