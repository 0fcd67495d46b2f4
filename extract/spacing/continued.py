"""A table that goes on from the page before: its columns are known, though those of a few rows may all be blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.grid import Lattice
from extract.model import Box
from extract.spacing.heads import crossed
from extract.spacing.leaders import TITLE_GAP, titled
from extract.spacing.lines import column_lines

ALIKE = 0.015  # of the width by which a table may be wider or narrower on the next page
OTHERS = 0.02  # share of the blobs that may stand across columns: they touch


@dataclass(frozen=True, slots=True)
class Before:
    """The last table of the page before: its width in inches, and where its columns part, in shares of that."""

    width: float
    parts: tuple[float, ...]


def before(table: Lattice, dpi: float) -> Before:
    """Give what a table tells of its columns where it goes on."""
    left, wide = table.box.x0, table.box.x1 - table.box.x0
    sides = {cell.col: cell.box.x0 for cell in table.cells if cell.col}
    return Before(wide / dpi, tuple((sides[column] - left) / wide for column in sorted(sides)))


def continued(told: Before | None, boxes: Sequence[Box], field: Box, high: float, dpi: float) -> tuple[float, ...]:
    """Give where the columns of a field part that goes on with a table; nothing where it is another one.

    It is as wide as that, and nothing but titles of sections stands across its columns. `high`: usual blob height.
    """
    wide = field.x1 - field.x0
    if told is None or not told.parts or abs(wide / dpi - told.width) > ALIKE * told.width:
        return ()
    parts = tuple(field.x0 + part * wide for part in told.parts)
    edges = [field.x0, *parts, field.x1]
    rows = [line for line in column_lines(boxes, high) if not _is_title(line, edges, high)]
    across = sum(bool(crossed(box, edges, high)) for row in rows for box in row)
    return parts if across <= OTHERS * sum(map(len, rows)) else ()


def _is_title(line: Sequence[Box], edges: Sequence[float], high: float) -> bool:
    texts = titled(line, TITLE_GAP * high, high)
    return len(texts) == 1 and texts[0].x0 < edges[1]
