"""Rows of cell texts → Grid, and left-over texts → Lines: what every reader of plain text ends in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extract.model import Cell, Grid, Issue, Line, Page
from ingest.sources.decoding import SOFT_BREAKS
from ingest.sources.limits import Meter

_LONG = 1 << 16
_WORD = re.compile(r"\S+")


class Row(NamedTuple):
    """One printed row before it has its place in a grid: the file's line on which it begins and its cell texts."""

    line: int
    texts: list[str]

    @property
    def filled(self) -> int:
        """How many cells hold text."""
        return sum(map(bool, self.texts))


def cell_text(text: str) -> str:
    """Strip a cell's text of outer space; soft line breaks of word processors become newlines."""
    text = text.strip()
    for mark in SOFT_BREAKS:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def width_of(rows: Sequence[Row]) -> int:
    """Tell the number of columns: as most rows have, more where a row's text goes further, never cut through text.

    One row in twelve with a thirteenth, blank cell does not make a column.
    """
    counts = Counter(len(row.texts) for row in rows)
    usual = max(counts, key=lambda n: (counts[n], n))
    return max(usual, max(_last_filled(row.texts) for row in rows))


def to_grid(rows: Sequence[Row], meter: Meter, page: int, *, head: int = 0, width: int | None = None) -> Grid:
    """Rows padded on the right to one width; rows that came with another number of cells are listed as ragged.

    The first `head` rows are marked as header. Raises TooLarge beyond the meter's limits.
    """
    n_cols = width or width_of(rows)
    meter.grid(len(rows), n_cols)
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        texts = row.texts[:n_cols]
        cells.extend(Cell(r, c, text, line=row.line, in_header=r < head) for c, text in enumerate(texts))
        cells.extend(Cell(r, c, "", line=row.line, in_header=r < head) for c in range(len(texts), n_cols))
    ragged = tuple(r for r, row in enumerate(rows) if len(row.texts) != n_cols)
    return Grid(tuple(cells), len(rows), n_cols, page=page, ragged_rows=ragged)


def to_lines(rows: Sequence[Row]) -> list[Line]:
    """Make each text of rows that are no table a line of its own, as of a memo number and a date side by side."""
    return [Line(piece, line=row.line) for row in rows for text in row.texts for piece in pieces(text)]


def is_table(rows: Sequence[Row]) -> bool:
    """At least two rows with text in two columns, or one row with text in three."""
    if len(rows) == 1:
        return rows[0].filled >= 3
    columns = {c for row in rows for c, text in enumerate(row.texts) if text}
    return len(columns) >= 2 and sum(row.filled > 0 for row in rows) >= 2 and max(row.filled for row in rows) >= 2


def table_or_lines(rows: Sequence[Row], meter: Meter, page: int, *, head: int = 0) -> list[Line | Grid]:
    """Make a grid where the rows make a table, else their texts as lines."""
    if not rows:
        return []
    if is_table(rows):
        return [to_grid(rows, meter, page, head=head)]
    return list(to_lines(rows))


def to_page(number: int, blocks: Sequence[Line | Grid], issues: Sequence[Issue] = ()) -> Page:
    """Make a page of an export, its words counted."""
    words = 0
    for block in blocks:
        if isinstance(block, Line):
            words += count_words(block.raw)
        else:
            words += sum(count_words(cell.raw) for cell in block.cells if cell.raw)
    return Page(number, tuple(blocks), n_words=words, issues=tuple(issues))


def _last_filled(texts: Sequence[str]) -> int:
    for n in range(len(texts), 0, -1):
        if texts[n - 1]:
            return n
    return 0


def count_words(text: str) -> int:
    """Count words; a line of 30 MB is not cut into a list of seven million of them."""
    if len(text) < _LONG:
        return len(text.split())
    return sum(1 for _ in _WORD.finditer(text))


def pieces(text: str) -> list[str]:
    """Cut a text at newlines into its lines, without outer space, blank ones dropped."""
    return [piece for part in text.split("\n") if (piece := part.strip())]
