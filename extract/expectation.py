"""What the cells of a grid should hold, told from a first reading: what a second, closer reading may look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from extract import header, match
from extract.evidence import FIGURES, profile
from extract.header import Header
from extract.match import Match
from extract.model import Cell, Grid, Part, Table
from extract.stitch import print_rows
from normalize import read
from normalize.listed import LISTED, kind_of

Expected = Literal[
    "number", "date", "percent", "mark", "code", "unit", "label", "text", "month", "division", "district", "upazila"
]
_MOSTLY = 0.5  # share of a column's printed cells that are figures, from which on the others should be figures too


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a grid's columns hold.

    `holds[c]`: as in columns.toml, "value" for figures of no known column, a list of names (`normalize.listed`) for a
    column of such names, None where it is not known.
    `depth`: rows of the header, number row included. `number_row`: its place (from 0), None where none is printed.
    `unit`: the column of unit words, by which each row of targets is a count, a date or a percentage.
    """

    n_cols: int
    holds: tuple[str | None, ...]
    depth: int
    number_row: int | None
    unit: int | None

    def of(self, row: int, col: int, units: dict[int, str]) -> Expected | None:
        """What the cell at a place should hold; `units`: the unit word of each row as first read."""
        if row == self.number_row:
            return "number"
        if row < self.depth:
            return "label"
        holds = self.holds[col]
        if holds in ("number", "serial"):
            return "number"
        if holds == "value":
            return _of_unit(units.get(row, ""))
        if holds == "unit" or holds in LISTED:
            return cast("Expected", holds)
        return "text" if holds else None


def expected(grid: Grid, before: Expectation | None = None) -> Expectation:
    """What the cells of a grid should hold. `before`: of the grid before it, which this one may go on.

    A grid without a header and as wide as the one before holds the same in its columns.
    """
    rows = print_rows(grid)
    table = Table(1, grid.n_cols, rows, [Part(grid.page, 1, len(rows))], grid.spans_known)
    top = header.read(table)
    if top.depth == 0 and before and before.n_cols == grid.n_cols:
        return Expectation(grid.n_cols, before.holds, 0, None, before.unit)
    found = match.identify(table, top, match.Told())
    holds = tuple(_holds(table, top, found, c) for c in range(grid.n_cols))
    unit = next((c for c, column in enumerate(found.columns) if column and column.holds == "unit"), None)
    number_row = top.number_print_row - 1 if top.number_print_row else None
    return Expectation(grid.n_cols, holds, top.depth, number_row, unit)


def units(grid: Grid, expectation: Expectation) -> dict[int, str]:
    """The unit word of each row as read, merged cells spread over the rows they cover."""
    column = [cell for cell in grid.cells if cell.col == expectation.unit]
    return {row: cell.raw for cell in column for row in _rows_of(cell)}


def _rows_of(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.rowspan)


def _holds(table: Table, top: Header, found: Match, c: int) -> str | None:
    column = found.columns[c]
    if column is not None:
        return column.holds
    raws = [row.raws[c] for row in table.body(top.depth)]
    return "value" if profile(raws).share(*FIGURES, "dash") >= _MOSTLY else kind_of(raws)


def _of_unit(word: str) -> Expected:
    unit = read(word, "unit").unit if word.strip() else None
    return "date" if unit == "date" else "percent" if unit == "percent" else "number"
