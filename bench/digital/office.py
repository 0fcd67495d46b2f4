"""Reports as Office files: .docx by python-docx, .xlsx by openpyxl, in Unicode or in the codes of a Bijoy font.

The same report gives the same bytes: times and the order of parts are fixed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side

from bench.layout import Block, Text, items
from bench.render import TAGS
from bench.sheet import Report
from normalize import bijoy

FONTS = {"sutonny": "SutonnyMJ", "ansi": "Kalpurush ANSI"}
UNICODE_FONT = "Nikosh"
_WHEN = dt.datetime(2024, 1, 1)
_STAMP = (2024, 1, 1, 0, 0, 0)
_LATIN = re.compile(r"([A-Za-z][A-Za-z0-9@./:_+-]*)")
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def in_fonts(text: str, generation: bijoy.Generation | None, unicode_font: str = UNICODE_FONT) -> list[tuple[str, str]]:
    """A text as a file stores it, run by run with the name of the font: Latin words stand in a Latin one."""
    if generation is None:
        return [(text, unicode_font)] if text else []
    found = []
    for n, part in enumerate(_LATIN.split(text)):
        if not part:
            continue
        try:
            found.append((part, "Times New Roman") if n % 2 else (bijoy.encode(part, generation), FONTS[generation]))
        except ValueError:  # a sign that Bijoy can't write
            found.append((part, unicode_font))
    return found


def words(report: Report, generation: bijoy.Generation | None = None) -> bytes:
    """The report as a .docx: titles as headings, tables with merged cells and repeated head rows."""
    document = docx.Document()
    for item in items(report):
        if isinstance(item, Block):
            word_table(document, item, generation)
        elif item is not None:
            paragraph = document.add_heading(level=2) if item.heading else document.add_paragraph()
            write(paragraph, plain(item), generation)
    return saved(document)


def workbook(report: Report, generation: bijoy.Generation | None = None) -> bytes:
    """The report as an .xlsx on one sheet: text in the first column, tables with merged ranges and lines."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 1
    for item in items(report):
        if isinstance(item, Block):
            sheet_table(sheet, item, row, generation)
            row += len(item.rows) + 1
        else:
            if item is not None:
                put(sheet.cell(row, 1), plain(item), generation)
            row += 1
    return saved(book)


def plain(item: Text) -> str:
    """A line without the marks of markup."""
    return TAGS.sub("", item.text)


def write(
    paragraph: Paragraph, text: str, generation: bijoy.Generation | None, unicode_font: str = UNICODE_FONT
) -> None:
    """Add a text as runs in their fonts."""
    for told, font in in_fonts(text, generation, unicode_font):
        run = paragraph.add_run(told)
        run.font.name = font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), font)


def word_table(
    document: Document, block: Block, generation: bijoy.Generation | None, unicode_font: str = UNICODE_FONT
) -> Table:
    """Add a table; a row that came with fewer cells is filled up with blank ones."""
    width = max(map(len, block.rows))
    table: Table = document.add_table(len(block.rows), width)
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]
    for r, row in enumerate(block.rows):
        for c, spot in enumerate(row):
            if spot.over:
                continue
            cell: _Cell = grid[r][c]
            if spot.rowspan * spot.colspan > 1:
                cell = cell.merge(grid[r + spot.rowspan - 1][c + spot.colspan - 1])
            if spot.text:
                write(cell.paragraphs[0], TAGS.sub("", spot.text), generation, unicode_font)
    for row in list(table.rows)[: block.heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def sheet_table(sheet: Any, block: Block, top: int, generation: bijoy.Generation | None) -> None:  # noqa: ANN401
    """Write a table from row `top` on."""
    width = max(map(len, block.rows))
    for r, row in enumerate(block.rows):
        for c in range(width):
            cell = sheet.cell(top + r, c + 1)
            cell.border = _BORDER
            if c < len(row) and not row[c].over and row[c].text:
                put(cell, TAGS.sub("", row[c].text), generation)
    for r, row in enumerate(block.rows):
        for c, spot in enumerate(row):
            if not spot.over and spot.rowspan * spot.colspan > 1:
                place = {"start_row": top + r, "start_column": c + 1}
                end = {"end_row": top + r + spot.rowspan - 1, "end_column": c + spot.colspan}
                sheet.merge_cells(**place, **end)


def put(cell: Any, text: str, generation: bijoy.Generation | None) -> None:  # noqa: ANN401 - openpyxl has no types
    """Write a text into a cell, never as a formula."""
    runs = in_fonts(text, generation)
    if len(runs) > 1:
        cell.value = CellRichText(*(TextBlock(InlineFont(rFont=font), told) for told, font in runs))
    else:
        cell.value = runs[0][0]
        cell.data_type = "s"
    cell.font = Font(name=runs[0][1])
    cell.alignment = Alignment(wrap_text=True)


def saved(made: Any) -> bytes:  # noqa: ANN401 - a document or a workbook
    """The file's bytes, the same for the same content."""
    about = made.core_properties if hasattr(made, "core_properties") else made.properties
    about.created = about.modified = _WHEN
    buffer = io.BytesIO()
    made.save(buffer)
    return repacked(buffer.getvalue(), _fixed)


def _fixed(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":  # openpyxl writes the time of saving
        return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-01-01T00:00:00Z", data)
    return data


def repacked(data: bytes, change: Callable[[str, bytes], bytes], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """The zip with each part as `change` gives it, without times; `more`: parts to be added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [(info.filename, change(info.filename, old.read(info))) for info in old.infolist()]
        for name, content in [*parts, *more]:
            new.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
