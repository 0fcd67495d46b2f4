"""Every printed cell of a sheet as a record, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

from extract.body import BodyRow
from extract.model import Cell, PrintRow
from extract.records import CellRow
from extract.sheet import Sheet
from extract.wording import corrected, label
from normalize import clean

_CORRECTED = frozenset(
    {"area", "activity", "indicator", "unit", "row_kind", "responsible", "remarks", "decision", "progress"}
)
_LABELS = frozenset({"header", "repeat_header"})


def cell_rows(sheet: Sheet) -> Iterator[CellRow]:
    """The cells in printed order, header and number row included; places that a span covers have no row."""
    bodies = {row.printed.print_row: row for row in sheet.rows}
    n_header = len(sheet.header.rows)
    for k, printed in enumerate(sheet.table.rows):
        body = bodies.get(printed.print_row)
        role = _role(sheet, printed, body, in_header=k < n_header)
        keys = {c: key for key, c in body.places.items()} if body else {}
        for c, cell in enumerate(printed.cells):
            if cell is not None:
                own = sheet.column(c)
                key = keys.get(c) if body else own.key if own else None
                yield _cell(sheet, printed, body, c, cell, role, key)


def _role(sheet: Sheet, printed: PrintRow, body: BodyRow | None, *, in_header: bool) -> str:
    if body:
        return "section" if body.role == "section" else "data"
    if in_header:
        return "header"
    return "number" if printed.print_row == sheet.header.number_print_row else "repeat_header"


def _cell(
    sheet: Sheet, printed: PrintRow, body: BodyRow | None, c: int, cell: Cell, role: str, key: str | None
) -> CellRow:
    if role == "data" and key in _CORRECTED and cell.raw:
        wording = corrected(cell.raw, sheet.form, key or "")
        text, steps = wording.text, wording.steps
    elif role in _LABELS and sheet.form and cell.raw:
        wording = label(cell.raw, sheet.form)
        text, steps = wording.text, wording.steps
    else:
        cleaned = clean(cell.raw)
        text, steps = cleaned.text, cleaned.steps
    box, stored = cell.box, cell.stored
    return CellRow(
        doc_id=sheet.doc_id, table_no=sheet.table.table_no, print_row=printed.print_row,
        row_no=body.row_no if body else None, col_no=c + 1, page=printed.page,
        x0=box.x0 if box else None, y0=box.y0 if box else None, x1=box.x1 if box else None, y1=box.y1 if box else None,
        source_line=cell.line, rowspan=cell.rowspan, colspan=cell.colspan, role=role, column_key=key,
        raw=stored.text if stored else cell.raw, text=text, steps=[*((stored.step,) if stored else ()), *steps],
        confidence=cell.confidence, engine=cell.engine,
        filled_from=sheet.filled_from.get((body.row_no, c)) if body else None,
    )  # fmt: skip
