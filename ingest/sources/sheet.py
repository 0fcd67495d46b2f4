"""Rows of a spreadsheet export → lines and grids: titles above and signatures below a table are no rows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.model import Grid, Line
from ingest.sources.limits import Meter
from ingest.sources.rows import Row, is_table, to_grid, to_lines


def blocks(rows: Iterable[Row], meter: Meter, page: int = 1) -> list[Line | Grid]:
    """Cut rows at blank ones; rows with one text before the first and after the last wider row of a piece are lines.

    A title stands in the first cell of its row, a signature often in a later one: both have one text in the row.
    Blank columns on the right, which a sheet has where another table on it is wider, are dropped.
    """
    found: list[Line | Grid] = []
    piece: list[Row] = []
    for row in rows:
        if row.filled:
            piece.append(row)
        else:
            found += _piece(piece, meter, page)
            piece = []
    return found + _piece(piece, meter, page)


def _piece(rows: Sequence[Row], meter: Meter, page: int) -> list[Line | Grid]:
    wide = [n for n, row in enumerate(rows) if row.filled > 1]
    if not wide or not is_table(rows[wide[0] : wide[-1] + 1]):
        return list(to_lines(rows))
    above, table, below = rows[: wide[0]], rows[wide[0] : wide[-1] + 1], rows[wide[-1] + 1 :]
    width = max(n for row in table for n, text in enumerate(row.texts, 1) if text)
    usual = max(len(row.texts) for row in table)
    trimmed = [Row(row.line, row.texts[:width] if len(row.texts) == usual else row.texts) for row in table]
    return [*to_lines(above), to_grid(trimmed, meter, page, width=width), *to_lines(below)]
