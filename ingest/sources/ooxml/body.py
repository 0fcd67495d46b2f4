"""Word's text in its order → pages of lines and grids: the final text as it is printed.

Deleted and hidden text, field codes and comments are left out; inserted text, fields' results, text boxes are read.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from ingest.errors import TooDeep, TooLarge
from ingest.sources.ooxml import text
from ingest.sources.ooxml.package import Package, attribute, child, free, number, switch, value
from ingest.sources.ooxml.pictures import is_large
from ingest.sources.ooxml.runs import MATH, WORD, Found, TextWalk, parent_is
from ingest.sources.ooxml.tables import WordCell, WordRow, WordTable

_OTHER = ("http://schemas.openxmlformats.org/markup-compatibility/",)
_KNOWN = (*WORD, *MATH, *_OTHER)
# what is not printed: removed by a tracked change, the former look, what older programs see, readings above a word
_SILENT = frozenset(
    (
        *("del", "moveFrom", "Fallback", "rt", "sdtPr", "rPrChange", "pPrChange", "tcPrChange", "trPrChange"),
        *("tblPrChange", "tblGridChange", "sectPrChange", "numberingChange"),
    )
)
_PROPERTIES = frozenset(("rPr", "trPr", "tcPr"))  # where <w:del/> marks what it stands in and holds nothing
_NAMES = (
    *_SILENT,
    *("p", "r", "tbl", "tr", "tc", "txbxContent", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"),
    *("t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "lastRenderedPageBreak", "fldChar", "instrText"),
    *(
        "fldSimple",
        "footnoteReference",
        "endnoteReference",
        "num",
        "footnote",
        "endnote",
        "drawing",
        "pict",
        "altChunk",
    ),
)
_FREED = frozenset(("p", "tbl", "tr", "tc"))


class Walk(TextWalk):
    """One pass over a part without recursion: stacks of flows, tables, paragraphs and runs, the innermost last."""

    def through(self, package: Package, part: str) -> Found:
        """Read a part from its beginning to its end."""
        handlers: dict[tuple[str, str], Callable[[etree._Element], None]] = {
            (event, name): getattr(self, f"_{event}_{name.lower()}")
            for event in ("start", "end")
            for name in _NAMES
            if hasattr(self, f"_{event}_{name.lower()}")
        }
        silent = 0
        for event, name, element in package.events(part, _NAMES):
            if not element.tag.startswith(_KNOWN, 1):
                continue  # DrawingML has p, r and t as well
            if name in _SILENT:
                silent += 1 if event == "start" else -1
            elif not silent and (handle := handlers.get((event, name))):
                handle(element)
            if event == "end" and name in _FREED:
                free(element)
        self.close_line()
        return self.found

    # --- tables -----------------------------------------------------------------------------------------------------

    def _start_tbl(self, element: etree._Element) -> None:
        del element
        if len(self.tables) >= self.meter.limits.max_nesting:
            raise TooDeep(f"Tables are nested more than {self.meter.limits.max_nesting} deep.")
        self.close_line()
        self.tables.append(WordTable())

    def _end_tblpr(self, element: etree._Element) -> None:
        if parent_is(element, "tbl"):
            self.tables[-1].style = value(element, "tblStyle")

    def _end_tblgrid(self, element: etree._Element) -> None:
        if parent_is(element, "tbl"):
            columns = element.findall("{*}gridCol")
            self.meter.columns(len(columns))
            self.tables[-1].widths = [number(attribute(column, "w")) for column in columns]

    def _start_tr(self, element: etree._Element) -> None:
        del element
        if self.tables:
            self.tables[-1].rows.append(WordRow())

    def _end_trpr(self, element: etree._Element) -> None:
        if parent_is(element, "tr") and self.tables and self.tables[-1].rows:
            row = self.tables[-1].rows[-1]
            row.before, row.after = (max(0, number(value(element, name))) for name in ("gridBefore", "gridAfter"))
            row.head = bool(switch(element, "tblHeader"))
            row.dropped = child(element, "del") is not None or bool(switch(element, "hidden"))

    def _start_tc(self, element: etree._Element) -> None:
        del element
        if not self.tables or not self.tables[-1].rows:
            return
        self.meter.cell()
        self.tables[-1].rows[-1].cells.append(WordCell())
        self.flows.append(text.Flow(in_cell=True))

    def _end_tcpr(self, element: etree._Element) -> None:
        if not parent_is(element, "tc") or not self.tables or not self.tables[-1].rows:
            return
        cell = self.tables[-1].rows[-1].cells[-1]
        cell.span = max(1, number(value(element, "gridSpan"), 1))
        for name, merged in (("vMerge", "down"), ("hMerge", "right")):
            if child(element, name) is not None:
                setattr(cell, merged, "restart" if value(element, name) == "restart" else "continue")
        cell.dropped = child(element, "cellDel") is not None

    def _end_tc(self, element: etree._Element) -> None:
        del element
        if self.tables and self.tables[-1].rows and len(self.flows) > 1:
            self.close_line()
            self.tables[-1].rows[-1].cells[-1].blocks = self.flows.pop().blocks

    def _end_tbl(self, element: etree._Element) -> None:
        del element
        self.close_line()
        table = self.tables.pop()
        self.flow.blocks += table.to_blocks(self.meter, len(self.found.pages))
        self.inked = True
        for _ in range(sum(row.breaks for row in table.rows) if not self.tables else 0):
            self.end_page()
            self.inked = True  # its last rows stand there

    # --- boxes, pages, margins --------------------------------------------------------------------------------------

    def _start_txbxcontent(self, element: etree._Element) -> None:
        del element
        self.flows.append(text.Flow(in_cell=bool(self.tables)))

    def _end_txbxcontent(self, element: etree._Element) -> None:
        del element
        self.close_line()
        box = self.flows.pop()
        into = self.paragraphs[-1].boxes if self.paragraphs else self.flow.blocks
        into += box.blocks

    def _end_lastrenderedpagebreak(self, element: etree._Element) -> None:
        del element
        if self.tables and self.tables[0].rows and self.tables[0].rows[-1].cells:
            self.tables[0].rows[-1].cells[-1].breaks += 1
            if (
                len(self.found.pages) + sum(row.breaks for row in self.tables[0].rows[-1:])
                > self.meter.limits.max_pages
            ):
                raise TooLarge(f"The file has more than {self.meter.limits.max_pages:,} pages.")
        elif self.flow.begun and self.paragraphs:
            self.paragraphs[-1].breaks = True
        else:
            self.end_page()

    def _end_sectpr(self, element: etree._Element) -> None:
        for reference in element:
            name = reference.tag.rpartition("}")[2] if isinstance(reference.tag, str) else ""
            related = next((text for key, text in reference.attrib.items() if str(key).endswith("}id")), None)
            if name in ("headerReference", "footerReference") and related:
                self.found.margins.append((name, str(related)))

    def _end_footnote(self, element: etree._Element) -> None:
        self.close_line()
        self.found.texts[attribute(element, "id") or ""] = self.flow.blocks
        self.flows[-1] = text.Flow()

    _end_endnote = _end_footnote

    def _end_drawing(self, element: etree._Element) -> None:
        self.found.pictures += 1
        self.found.large += is_large(element)

    _end_pict = _end_drawing

    def _end_altchunk(self, element: etree._Element) -> None:
        del element
        self.found.others += 1
