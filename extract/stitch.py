"""Pages → lines and tables in reading order: grids that continue over a page break become one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from rapidfuzz import fuzz

from extract.evidence import sort_of
from extract.forms import is_label
from extract.header import header_depth
from extract.model import Cell, Grid, Line, Page, Part, PrintRow, Table
from extract.packed import Packed
from extract.section import section_of
from normalize import clean, fold, read

# "চলমান পাতা-২", "পৃষ্ঠা ২/৩", "- 4 -", "Page 2 of 3", "(চলমান)": what stands between the pages of one table
_PAGE_NUMBER = re.compile(
    r"^[\s\-–—(\[*]*(?:(?:চলমান|চলতি|পরবর্তী|অপর|পাতা|পৃষ্ঠা|পৃষ্ঠায়|নং|নম্বর|page|of|continued|contd)[\s.:।/\-–—]*){0,4}"
    r"(?:\d{1,4}\s*(?:[/-]|of|এর)?\s*(?:\d{1,4})?)?[\s.\-–—)\]*…]*$",
    re.IGNORECASE,
)
_FEWEST = 3  # cells from which on a row that equals one of the header's is no accident
LOOSE_CELLS = 8_000  # of finished tables, about 4 MB
_SAME_LABEL = 75  # a repeated header is the same print read twice: labels may differ by misreadings, not by more


def blocks(pages: Iterable[Page]) -> list[Line | Table]:
    """Lines and joined tables of a document in reading order.

    What nothing can join any more is kept small: the rows of a long document's tables are packed, and lines know no
    place on the page.
    """
    found: list[Line | Table] = []
    n_tables, settled, loose = 0, 0, _Loose()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line):
                found.append(block)
                continue
            for rows in _pieces(print_rows(block)):
                previous, between = _last_table(found)
                if previous and (repeated := continues(previous, block, rows)) is not None:
                    _take_sections(found, previous, between)
                    _append(previous, block, rows, repeated)
                else:
                    n_tables += 1
                    found[settled:] = map(_settled, found[settled:])
                    settled = len(found)
                    found.append(table := _table(block, rows, n_tables))
                    loose.take(table)
    return found


def _settled(block: Line | Table) -> Line | Table:
    """The block; a line with only what the facts are read from, less than half its size."""
    return Line(block.raw, block.line, heading=block.heading) if isinstance(block, Line) else block


class _Loose:
    """The tables whose rows are not packed; all but the last are when they have too many cells between them."""

    def __init__(self) -> None:
        self._tables: list[Table] = []

    def take(self, table: Table) -> None:
        """Takes the table that has just begun."""
        self._tables.append(table)
        if sum(len(one.rows) * one.n_cols for one in self._tables) > LOOSE_CELLS:
            for one in self._tables[:-1]:
                one.rows = Packed(one.rows)
                one.rows.close()
            del self._tables[:-1]


def _pieces(rows: list[PrintRow]) -> list[list[PrintRow]]:
    """Cut a grid before each row of labels amid its data: another table, or this one's header printed once more."""
    depth = header_depth(rows)
    heads = [k for k, row in enumerate(rows) if k > depth and _is_labels(row) and not _is_labels(rows[k - 1])]
    bounds = [0, *heads, len(rows)]
    return [
        [replace(row, print_row=k + 1) for k, row in enumerate(rows[a:b])] if a else rows[:b]
        for a, b in pairwise(bounds)
    ]


def _is_labels(row: PrintRow) -> bool:
    printed = [raw for raw in row.raws if raw.strip()]
    return len(printed) >= _FEWEST and sum(map(is_label, printed)) >= 0.8 * len(printed)


def _last_table(found: Sequence[Line | Table]) -> tuple[Table | None, list[Line]]:
    """The table just before, and the lines since, if they are only page numbers and headings of areas."""
    between: list[Line] = []
    for block in reversed(found):
        if isinstance(block, Table):
            return block, between[::-1]
        if len(block.raw) > 300 or not (_PAGE_NUMBER.match(clean(block.raw).text) or _is_section(block)):
            return None, []
        between.append(block)
    return None, []


def _is_section(line: Line) -> bool:
    """A heading with code and weight, '২. … …৫': exports of spreadsheets cut it off when it ends a page's rows."""
    section = section_of(line.raw)
    return section.code is not None and section.weight is not None


def _take_sections(found: list[Line | Table], table: Table, between: Sequence[Line]) -> None:
    for line in between:
        if _is_section(line):
            found.remove(line)
            cell = Cell(0, 0, line.raw, line=line.line, box=line.box, confidence=line.confidence, stored=line.stored)
            page = table.parts[-1].page
            table.rows.append(PrintRow(len(table.rows) + 1, page, (cell, *(None,) * (table.n_cols - 1))))


def print_rows(grid: Grid) -> list[PrintRow]:
    """The grid's rows, filled to its full width."""
    places: list[list[Cell | None]] = [[None] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        places[cell.row][cell.col] = cell
    ragged = set(grid.ragged_rows)
    return [PrintRow(r + 1, grid.page, tuple(cells), r in ragged) for r, cells in enumerate(places)]


def continues(table: Table, grid: Grid, rows: Sequence[PrintRow]) -> int | None:
    """How many rows of `grid` repeat the header of `table` that it continues; None where it is a table of its own.

    A continuation has the same width and either repeats the header (labels alike but for misreadings) and goes on in
    the count of codes, or has no header at all.
    """
    shorter = grid.n_cols < table.n_cols and any(row.ragged for row in table.rows)  # trailing blanks were left away
    if grid.n_cols != table.n_cols and not shorter:
        return None
    depth = header_depth(rows)
    body, head = _first_code(rows[depth:]), table.rows[: header_depth(table.rows)]
    if depth == 0:
        return 0 if _follows(table, body) else None
    if not head or not _same_header(head, rows[:depth]) or not _follows(table, body):
        return None
    return depth


def _same_header(first: Sequence[PrintRow], second: Sequence[PrintRow]) -> bool:
    a, b = _labels(first), _labels(second)
    if not a or not b:
        return False
    alike = sum(any(fuzz.ratio(label, other) >= _SAME_LABEL for other in a) for label in b)
    return alike / len(b) >= 0.7 and abs(len(a) - len(b)) <= max(2, len(a) // 4)


def _labels(rows: Sequence[PrintRow]) -> list[str]:
    return [fold(raw) for row in rows for raw in row.raws if raw]


def _follows(table: Table, code: tuple[int, ...] | None) -> bool:
    """Whether a first code of a later part goes on after the table's codes (no code at all: yes)."""
    if code is None:
        return True
    first = next((c for row in table.rows if (c := _first_code([row]))), None)
    return first is None or code > first


def _first_code(rows: Sequence[PrintRow]) -> tuple[int, ...] | None:
    for row in rows:
        for raw in row.raws:
            if sort_of(raw) in ("activity_code", "indicator_code"):
                return code_key(raw)
    return None


def code_key(raw: str) -> tuple[int, ...] | None:
    """A code as numbers that sort in the order of print: '[১.২.১] …' → (1, 2, 1). Letters (এম) come after numbers."""
    code = read(raw, "code").code
    return tuple(int(p) if p.isdigit() else 1_000_000 for p in code.split(".")) if code else None


def _table(grid: Grid, rows: list[PrintRow], table_no: int) -> Table:
    head = rows[: header_depth(rows)]
    parts = _parts(rows, head, [Part(grid.page, 1, len(rows))], len(head))
    return Table(table_no, grid.n_cols, rows, parts, grid.spans_known)


def _append(table: Table, grid: Grid, rows: Sequence[PrintRow], repeated: int) -> None:
    first = len(table.rows) + 1
    padding = (None,) * (table.n_cols - grid.n_cols)
    added = [
        PrintRow(first + k, row.page, (*row.cells, *padding), row.ragged or bool(padding)) for k, row in enumerate(rows)
    ]
    head = table.rows[: header_depth(table.rows)]
    table.rows.extend(added)
    table.parts += _parts(added, head, [Part(grid.page, first, len(table.rows), repeated)], repeated)


def _parts(rows: Sequence[PrintRow], head: Sequence[PrintRow], parts: list[Part], start: int) -> list[Part]:
    """Cut the last part where the header is printed again amid its rows, as spreadsheets with page breaks export it."""
    k = start
    while k < len(rows):
        n = len(list(takewhile(lambda row: _repeats(row, head), rows[k : k + len(head)])))
        if n:
            last, at = parts[-1], rows[k].print_row
            parts[-1:] = [Part(last.page, last.first, at - 1, last.repeated_header), Part(last.page, at, last.last, n)]
        k += n or 1
    return parts


def _repeats(row: PrintRow, head: Sequence[PrintRow]) -> bool:
    """Whether a row prints a row of the header once more: at least three labels or numbers, nearly all the same."""
    for known in head:
        places = [(a.strip(), b.strip()) for a, b in zip(row.raws, known.raws, strict=False) if a.strip() or b.strip()]
        if sum(bool(a) for a, _ in places) >= _FEWEST and sum(a == b for a, b in places) >= 0.8 * len(places):
            return True
    return False
