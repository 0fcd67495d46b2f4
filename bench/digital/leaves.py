"""Reports as Word and Excel files page for page: a page of the print is a page of the document, a sheet of the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import docx
import openpyxl
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from bench.digital import office
from bench.digital.prints import PIXEL, Set
from bench.render import TAGS
from bench.scans.pagination import Leaf
from bench.scans.paper import Part
from normalize import bijoy


def document(one: Set, generation: bijoy.Generation | None, font: str, size: float) -> bytes:
    """The report as a .docx whose pages end where the print's do; `size` of the type in points."""
    made = docx.Document()
    _paper(made, one, size)
    for n, leaf in enumerate(one.leaves):
        if n:
            made.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        for held in leaf.held:
            if isinstance(held, Part):
                table = office.word_table(made, held.block, generation, font)
                _widths(table, one.paper.widths[held.table_no - 1], one.paper.look.pad_x)
                made.add_paragraph()  # two tables that touch would be one
            else:
                for item in held:
                    if item is not None:
                        office.write(made.add_paragraph(), TAGS.sub("", item.text), generation, font)
    return office.saved(made)


def _paper(made: Document, one: Set, size: float) -> None:
    section, look = made.sections[0], one.paper.look
    wide, high = look.paper
    section.orientation = WD_ORIENT.LANDSCAPE if look.wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(look.margin)
    plain = made.styles["Normal"]
    plain.font.size = Pt(size)
    plain.paragraph_format.space_before = plain.paragraph_format.space_after = Pt(0)
    plain.paragraph_format.line_spacing = 1.0
    for name in ("w:szCs", "w:sz"):  # complex scripts have a size of their own
        for old in plain.element.rPr.findall(qn(name)):
            plain.element.rPr.remove(old)
        sized = OxmlElement(name)
        sized.set(qn("w:val"), str(round(2 * size)))
        plain.element.rPr.append(sized)


def _widths(table: Table, widths: Sequence[float], pad: float) -> None:
    """Give the columns their widths in CSS pixels, and cells `pad` mm of white on both sides."""
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(round(Mm(pad).twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width / PIXEL)
    for row in table.rows:
        for cell, width in zip(row._tr.tc_lst, _spanned(row._tr.tc_lst, widths), strict=True):
            cell.width = Pt(width / PIXEL)


def _spanned(cells: Sequence[docx.oxml.table.CT_Tc], widths: Sequence[float]) -> Iterator[float]:
    """What each cell of a row is wide, columns that it spans added up."""
    for cell in cells:
        yield sum(widths[cell.grid_offset : cell.grid_offset + cell.grid_span])


def workbook(one: Set, generation: bijoy.Generation | None) -> bytes:
    """The report as an .xlsx with a sheet for every page."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for leaf in one.leaves:
        sheet = book.create_sheet(f"Page {leaf.number}")
        row = 1
        for held in _lines(leaf):
            if isinstance(held, Part):
                office.sheet_table(sheet, held.block, row, generation)
                row += len(held.block.rows) + 1
            else:
                office.put(sheet.cell(row, 1), held, generation)
                row += 1
    return office.saved(book)


def _lines(leaf: Leaf) -> Iterator[str | Part]:
    """The texts and tables of a page in their order."""
    for held in leaf.held:
        if isinstance(held, Part):
            yield held
        else:
            yield from (TAGS.sub("", item.text) for item in held if item is not None)
