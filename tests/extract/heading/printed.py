"""Documents for tests, made from plain lists."""

from __future__ import annotations

from extract.model import Cell, Line, Part, PrintRow, Table


def table_of(rows, table_no=1):
    """A joined table of plain cells."""
    printed = [
        PrintRow(at + 1, 1, tuple(Cell(at, col, raw) for col, raw in enumerate(row))) for at, row in enumerate(rows)
    ]
    return Table(table_no, len(rows[0]), printed, [Part(1, 1, len(rows))], spans_known=False)


def blocks_of(printed):
    """Lines ("" for a blank one, "# …" for a marked heading) and tables (rows of cells), as a source gives them."""
    blocks, number, table_no = [], 0, 0
    for block in printed:
        number += 1
        if isinstance(block, list):
            table_no += 1
            blocks.append(table_of(block, table_no))
            number += len(block)
        elif block:
            marks = len(block) - len(block.lstrip("#"))
            blocks.append(Line(block[marks:].strip(), line=number, heading=marks))
    return blocks
