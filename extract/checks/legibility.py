"""Cells of a picture that were not read, or not surely."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.evidence import FIGURES, reading, sort_of
from extract.legibility import DIM, SURE, TEXT_LAYER, unread
from extract.model import Cell, Issue
from extract.notices import issue
from extract.sheet import Sheet
from normalize import malformed

_FIGURE = re.compile(r"(?<!\S)\d[\d.,]*(?!\S)")  # of either script
_DIGITS = re.compile(r"\d+")
_FIGURE_COLUMNS = frozenset({"number", "value"})


def unread_ink(sheet: Sheet) -> Iterator[Issue]:
    """INK_WITHOUT_TEXT: a cell shows ink, and no text was read in it."""
    for row_no, c, cell in _cells(sheet):
        if unread(cell):
            yield issue(sheet, "INK_WITHOUT_TEXT", row_no, c, rule="unread_ink")


def unsure_readings(sheet: Sheet) -> Iterator[Issue]:
    """LOW_CONFIDENCE: a figure that was not read surely; words only where they are hardly legible (for information)."""
    for row_no, c, cell in _cells(sheet):
        if unread(cell) or not cell.raw.strip() or cell.confidence >= SURE or (row_no, c) in sheet.vouched:
            continue
        figure = row_no > 0 and _is_figure(sheet, c, cell)
        if figure or cell.confidence < DIM:
            yield issue(
                sheet, "LOW_CONFIDENCE", row_no, c, rule="unsure_readings", raw=cell.raw,
                severity="warn" if figure else "info", why=f"its confidence is {cell.confidence:.2f}",
                why_bn=f"নিশ্চয়তা {cell.confidence:.2f}",
            )  # fmt: skip


def unsure_blanks(sheet: Sheet) -> Iterator[Issue]:
    """LOW_CONFIDENCE: a figure's cell that is blank only if the sides of its row or column are where they seem."""
    for row_no, c, cell in _cells(sheet):
        if row_no > 0 and not cell.raw.strip() and not unread(cell) and cell.other is None and cell.confidence < SURE:
            column = sheet.column(c)
            if column is not None and column.holds in _FIGURE_COLUMNS:
                yield issue(
                    sheet, "LOW_CONFIDENCE", row_no, c, rule="unsure_blanks", raw=cell.raw,
                    why="the cell may not be blank, what is printed near it may be its own",
                    why_bn="ঘরটি ফাঁকা নাও হতে পারে, পাশে ছাপা লেখা এই ঘরেরও হতে পারে",
                )  # fmt: skip


def figures_in_head(sheet: Sheet) -> Iterator[Issue]:
    """LOW_CONFIDENCE: headings in doubt that hold several figures: rows of the body may have come into the head."""
    found = [
        (c, cell)
        for row_no, c, cell in _cells(sheet)
        if row_no == 0 and cell.confidence < SURE and len(_FIGURE.findall(cell.raw)) > 1
    ]
    for c, cell in found if len(found) > 1 else ():
        yield issue(
            sheet, "LOW_CONFIDENCE", 0, c, rule="figures_in_head", raw=cell.raw,
            why="rows of the table may have been taken for its head", why_bn="সারণির কিছু সারি শিরোনামে চলে গিয়ে থাকতে পারে",
        )  # fmt: skip


def covered_values(sheet: Sheet) -> Iterator[Issue]:
    """LOW_CONFIDENCE: columns of figures that a cell of several values reaches over, or one that is hardly legible.

    The dates of two cells that leave no white between them look like the text of one over both; where the line between
    a word and a figure is lost, both are read as one text that neither is.
    """
    for row in sheet.data_rows():
        for at, cell in enumerate(row.printed.cells):
            if cell is None or cell.colspan < 2:
                continue
            if _holds_several(cell.raw):
                why = "a cell with several values reaches over it", "একাধিক মানের একটি ঘর এর উপরে বিস্তৃত"
            elif cell.raw.strip() and cell.confidence < DIM:
                why = "a cell that is hardly legible reaches over it", "প্রায় অপাঠ্য একটি ঘর এর উপরে বিস্তৃত"
            else:
                continue
            for c in range(at + 1, min(at + cell.colspan, len(row.printed.cells))):
                column = sheet.column(c)
                if column is not None and column.holds in _FIGURE_COLUMNS:
                    yield issue(
                        sheet, "LOW_CONFIDENCE", row.row_no, c, rule="covered_values", raw=cell.raw, why=why[0],
                        why_bn=why[1],
                    )  # fmt: skip


def _holds_several(raw: str) -> bool:
    status = reading(raw).status
    return status == "multi" or (status == "invalid" and len(_DIGITS.findall(raw)) > 1)


def disputed_readings(sheet: Sheet) -> Iterator[Issue]:
    """ENGINE_DISAGREEMENT: a figure that two readings give differently, such as an engine and a PDF's text layer."""
    for row_no, c, cell in _cells(sheet):
        if cell.other is not None:
            yield issue(
                sheet, "ENGINE_DISAGREEMENT", row_no, c, rule="disputed_readings", raw=cell.raw, suggestion=cell.other,
                one=cell.raw.strip(), other=cell.other,
            )  # fmt: skip


def no_bengali(sheet: Sheet) -> Iterator[Issue]:
    """TEXT_LAYER_BROKEN, or LOW_CONFIDENCE where an engine read it: words whose signs can't stand where they do."""
    for row_no, c, cell in _cells(sheet):
        found = malformed(cell.raw)
        if not found:
            continue
        word = found[0]
        if cell.engine.startswith(TEXT_LAYER):
            yield issue(sheet, "TEXT_LAYER_BROKEN", row_no, c, rule="no_bengali", raw=cell.raw, printed=word)
        elif cell.confidence >= DIM:  # below, unsure_readings tells of it
            yield issue(
                sheet, "LOW_CONFIDENCE", row_no, c, rule="no_bengali", raw=cell.raw, severity="info",
                why=f"“{word}” can be no Bengali word", why_bn=f"“{word}” কোনো বাংলা শব্দ হতে পারে না",
            )  # fmt: skip


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Cell]]:
    """Every cell that came from a picture or a text layer, with its body row (0: the header) and column."""
    bodies = {row.printed.print_row: row.row_no for row in sheet.rows}
    for k, printed in enumerate(sheet.table.rows):
        if printed.print_row not in bodies and k >= sheet.header.depth:
            continue  # a header printed again tells nothing new
        for c, cell in enumerate(printed.cells):
            if cell is not None and (cell.confidence < 1 or cell.ink or cell.engine.startswith(TEXT_LAYER)):
                yield bodies.get(printed.print_row, 0), c, cell


def _is_figure(sheet: Sheet, c: int, cell: Cell) -> bool:
    column = sheet.column(c)
    if column is not None:
        return column.holds in _FIGURE_COLUMNS
    return sort_of(cell.raw) in FIGURES


RULES = (
    unread_ink, unsure_readings, unsure_blanks, figures_in_head, covered_values, disputed_readings, no_bengali,
)  # fmt: skip
