"""HTML cells with spans → places in a grid: overlaps and over-long spans are cut, empty rows and columns closed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.model import Cell, Grid, Line
from ingest.errors import TooLarge
from ingest.sources import legacy
from ingest.sources.limits import Meter


@dataclass(slots=True)
class MarkedCell:
    """A <td> or <th>: its spans as written and what stands in it, nested tables included, in reading order."""

    rowspan: int
    colspan: int
    line: int | None
    header: bool = False
    blocks: list[Line | Grid] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's own lines, without nested tables."""
        return "\n".join(line.raw for line in self.lines)

    @property
    def lines(self) -> list[Line]:
        """Its lines of text."""
        return [block for block in self.blocks if isinstance(block, Line)]


@dataclass(slots=True)
class MarkedRow:
    """A <tr>; `section` numbers the <thead>, <tbody> or <tfoot> it stands in, `in_head` is true for <thead>."""

    section: int
    in_head: bool = False
    hidden: bool = False
    cells: list[MarkedCell] = field(default_factory=list)


@dataclass(slots=True)
class Placed:
    """A cell with its upper left place and the span that is left of it after cutting."""

    cell: MarkedCell
    row: int
    col: int
    rowspan: int
    colspan: int


def to_blocks(rows: Sequence[MarkedRow], meter: Meter, page: int) -> list[Line | Grid]:
    """Make a table's rows a grid followed by the tables nested in it, or as plain flow where it only lays out the page.

    Layout: a single column, a single filled cell, or one row that is too short for a table or whose cells hold several
    lines (signature blocks side by side). Raises TooLarge beyond the meter's limits.
    """
    rows = [row for row in rows if not (row.hidden and not any(cell.blocks for cell in row.cells))]
    placed = _closed(list(_placed(rows, meter)))
    if _is_layout(placed):
        return [block for one in placed for block in one.cell.blocks]
    nested = [block for one in placed for block in one.cell.blocks if isinstance(block, Grid)]
    return [_grid(placed, rows, meter, page), *nested]


def _placed(rows: Sequence[MarkedRow], meter: Meter) -> Iterator[Placed]:
    """Give every cell the first free place of its row, as browsers do; a span stops before a place already taken."""
    taken: list[int] = []  # for each column, the first row that no span from above reaches
    work = 0
    ends = _section_ends(rows)
    for r, row in enumerate(rows):
        col = 0
        for cell in row.cells:
            while col < len(taken) and taken[col] > r:
                col += 1
            rowspan = min(cell.rowspan or len(rows), ends[r] - r)
            colspan = 1
            while colspan < min(cell.colspan, meter.limits.max_span) and not (
                col + colspan < len(taken) and taken[col + colspan] > r
            ):
                colspan += 1
            taken.extend([0] * (col + colspan - len(taken)))
            taken[col : col + colspan] = [r + rowspan] * colspan
            yield Placed(cell, r, col, rowspan, colspan)
            col += colspan
            work += colspan
        work += col
        if work > 8 * meter.limits.max_cells:
            raise TooLarge("A table spans more places by colspan and rowspan than any report prints.")


def _section_ends(rows: Sequence[MarkedRow]) -> list[int]:
    """For each row the index after the last row of its section: no rowspan leaves <thead> for <tbody>."""
    ends = [len(rows)] * len(rows)
    for r in range(len(rows) - 2, -1, -1):
        ends[r] = ends[r + 1] if rows[r].section == rows[r + 1].section else r + 1
    return ends


def _closed(placed: list[Placed]) -> list[Placed]:
    """Close up rows and columns in which no cell begins: colspan="100000000" prints no wider than what stands below."""
    row_starts = sorted({one.row for one in placed})
    col_starts = sorted({one.col for one in placed})
    row_of, col_of = _ranks(row_starts), _ranks(col_starts)
    for one in placed:
        row, col = row_of[one.row], col_of[one.col]
        one.rowspan = max(1, _before(row_starts, one.row + one.rowspan) - row)
        one.colspan = max(1, _before(col_starts, one.col + one.colspan) - col)
        one.row, one.col = row, col
    return placed


def _ranks(starts: Sequence[int]) -> dict[int, int]:
    return {start: n for n, start in enumerate(starts)}


def _before(starts: Sequence[int], end: int) -> int:
    """How many starts lie before `end`."""
    return bisect_left(starts, end)


def _is_layout(placed: Sequence[Placed]) -> bool:
    filled = [one for one in placed if one.cell.blocks]
    if len(filled) <= 1 or not any(one.col for one in placed):
        return True
    if any(one.row for one in placed):
        return False
    return len(filled) < 3 or any(len(one.cell.blocks) > 1 for one in filled)


def _grid(placed: Sequence[Placed], rows: Sequence[MarkedRow], meter: Meter, page: int) -> Grid:
    n_rows = 1 + max(one.row for one in placed)
    n_cols = 1 + max(one.col for one in placed)
    meter.grid(n_rows, n_cols)
    heads = _head_rows(placed, rows)
    free = [[True] * n_cols for _ in range(n_rows)]
    cells: list[Cell] = []
    for one in placed:
        for r in range(one.row, one.row + one.rowspan):
            free[r][one.col : one.col + one.colspan] = [False] * one.colspan
        cells.append(
            Cell(
                one.row, one.col, one.cell.text, one.rowspan, one.colspan, one.cell.line, in_header=one.row in heads,
                stored=legacy.joined(one.cell.lines),
            )
        )  # fmt: skip
    ragged = tuple(r for r, places in enumerate(free) if any(places))
    lines = {one.row: one.cell.line for one in placed}
    for r in ragged:
        cells += [Cell(r, c, "", line=lines.get(r), in_header=r in heads) for c in range(n_cols) if free[r][c]]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(tuple(cells), n_rows, n_cols, page=page, spans_known=True, ragged_rows=ragged)


def _head_rows(placed: Sequence[Placed], rows: Sequence[MarkedRow]) -> set[int]:
    """Rows that the markup calls header: those of <thead>, and those of <th> alone above the first row with a <td>."""
    in_head = {id(cell) for row in rows if row.in_head for cell in row.cells}
    body = {one.row for one in placed if not one.cell.header and id(one.cell) not in in_head}
    first = min(body, default=len(rows))
    return {one.row for one in placed if id(one.cell) in in_head or one.row < first}
