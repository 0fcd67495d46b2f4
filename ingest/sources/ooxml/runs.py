"""Word's runs and paragraphs → lines: which text is printed, in which fonts, with which number before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from extract.model import Grid, Line
from ingest.sources.limits import Meter
from ingest.sources.ooxml import text
from ingest.sources.ooxml.fields import Fields
from ingest.sources.ooxml.numbering import Numbering
from ingest.sources.ooxml.package import attribute, child, switch, value
from ingest.sources.ooxml.styles import Looks, Numbered, Styles, numbered, outline
from ingest.sources.ooxml.symbols import symbol
from ingest.sources.ooxml.tables import WordTable

Blocks = list[Line | Grid]
WORD = ("http://schemas.openxmlformats.org/wordprocessingml/", "http://purl.oclc.org/ooxml/wordprocessingml/")
MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_HEX = frozenset("0123456789abcdefABCDEF")
_MARKS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Paragraph:
    style: str | None = None
    mark: Looks = field(default_factory=Looks)  # of the sign that ends it, and so of its automatic number
    joined: bool = False  # its end is deleted: the next paragraph goes on in its line
    closes_page: bool = False
    boxes: Blocks = field(default_factory=list)
    breaks: bool = False  # a page ends within it


@dataclass(slots=True)
class _Run:
    looks: Looks | None = None


@dataclass(slots=True)
class Found:
    """What a part prints: the blocks of each page, notes by their number, the sections' headers and footers."""

    pages: list[Blocks] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # "footnote" or "endnote" and the id, in printed order
    texts: dict[str, Blocks] = field(default_factory=dict)  # of a part of notes: id → what it says
    margins: list[tuple[str, str]] = field(default_factory=list)  # "headerReference" or "footerReference", relation id
    pictures: int = 0
    large: int = 0  # those in which a table or a page may be printed
    others: int = 0  # embedded files of another kind


class TextWalk:
    """What text is made of, event by event. `body.Walk` adds tables, boxes and the order of things."""

    def __init__(self, styles: Styles, numbering: Numbering, meter: Meter, *, margin: bool = False) -> None:
        self.styles = styles
        self.numbering = numbering
        self.meter = meter
        self.fields = Fields(margin)
        self.found = Found([[]])
        self.flows = [text.Flow()]
        self.flow.blocks = self.found.pages[0]
        self.tables: list[WordTable] = []
        self.paragraphs: list[_Paragraph] = []
        self.runs: list[_Run] = []
        self.inked = False  # whether anything stands on this page yet

    @property
    def flow(self) -> text.Flow:
        """The innermost: of the page, of a cell or of a text box."""
        return self.flows[-1]

    def close_line(self) -> None:
        """End the line that is open."""
        printed = self.flow.end_line()
        self.meter.text(1)
        self.inked = self.inked or printed

    def end_page(self) -> None:
        """A page ends here, if anything stands on it. In a table and in a text box it ends where these end."""
        if not self.tables and len(self.flows) == 1 and self.inked:
            self.found.pages.append([])
            self.flow.blocks = self.found.pages[-1]
            self.inked = False

    def _add(self, printed: str) -> None:
        if not printed or self.fields.silent:
            return
        run = self.runs[-1] if self.runs else _Run()
        looks = self._looks(run)
        if looks.hidden:
            return
        if looks.raised and printed[:1].isdigit() and self.flow.ends_with_digit():
            printed = f" {printed}"  # ১০² as raised text is no 102
        self.flow.add(printed, looks.codes)

    def _looks(self, run: _Run) -> Looks:
        if run.looks is None:
            run.looks = self._in_styles(Looks(), None)
        return run.looks

    def _in_styles(self, own: Looks, run_style: str | None) -> Looks:
        table = self.tables[-1].style if self.tables else None
        paragraph = self.paragraphs[-1].style if self.paragraphs else None
        return own.over(self.styles.inherited(table, paragraph, run_style))

    def _end_t(self, element: etree._Element) -> None:
        kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        self._add((element.text or "") if kept else (element.text or "").strip(" \t\r\n"))

    def _end_tab(self, element: etree._Element) -> None:
        parent = element.getparent()
        if (parent is None or not parent.tag.endswith("}tabs")) and not self.fields.silent:
            self.flow.tab()

    _end_ptab = _end_tab

    def _end_br(self, element: etree._Element) -> None:
        self.close_line()
        if attribute(element, "type") == "page":
            self.end_page()

    def _end_cr(self, element: etree._Element) -> None:
        del element
        self.close_line()

    def _end_nobreakhyphen(self, element: etree._Element) -> None:
        del element
        self._add("-")

    def _end_sym(self, element: etree._Element) -> None:
        code = attribute(element, "char") or ""
        if 0 < len(code) <= 6 and _HEX.issuperset(code):
            face = attribute(element, "font") or ""
            run = self.runs[-1] if self.runs else _Run()
            before = self._looks(run)
            run.looks = Looks({"ascii": face, "hAnsi": face}).over(before)
            self._add(symbol(face, int(code, 16)))
            run.looks = before

    def _end_num(self, element: etree._Element) -> None:
        if element.tag.startswith(MATH, 1):
            self._add("/")  # between a fraction's two parts

    def _end_fldchar(self, element: etree._Element) -> None:
        self._add(self.fields.mark(element))

    def _end_instrtext(self, element: etree._Element) -> None:
        self.fields.tell(element.text or "")

    def _start_fldsimple(self, element: etree._Element) -> None:
        self.fields.open(attribute(element, "instr") or "")

    def _end_fldsimple(self, element: etree._Element) -> None:
        del element
        self.fields.close()

    def _end_footnotereference(self, element: etree._Element) -> None:
        kind = element.tag.rpartition("}")[2].removesuffix("Reference")
        self.found.notes.append((kind, attribute(element, "id") or ""))
        if attribute(element, "customMarkFollows") not in ("1", "true", "on"):
            self._add(note_mark(len(self.found.notes)))

    _end_endnotereference = _end_footnotereference

    # --- runs and paragraphs ----------------------------------------------------------------------------------------

    def _start_r(self, element: etree._Element) -> None:
        del element
        self.runs.append(_Run())

    def _end_r(self, element: etree._Element) -> None:
        del element
        if self.runs:
            self.runs.pop()

    def _end_rpr(self, element: etree._Element) -> None:
        if parent_is(element, "r") and self.runs and element.tag.startswith(WORD, 1):
            self.runs[-1].looks = self._in_styles(self.styles.looks(element), value(element, "rStyle"))

    def _start_p(self, element: etree._Element) -> None:
        del element
        self.paragraphs.append(_Paragraph())
        if not self.flow.begun:
            self.flow.heading = 0

    def _end_ppr(self, element: etree._Element) -> None:
        if not parent_is(element, "p") or not self.paragraphs:
            return
        paragraph = self.paragraphs[-1]
        paragraph.style = value(element, "pStyle")
        mark = child(element, "rPr")
        paragraph.mark = self.styles.looks(mark)
        paragraph.joined = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        section = child(element, "sectPr")
        paragraph.closes_page = section is not None and value(section, "type") != "continuous"
        if switch(element, "pageBreakBefore"):
            self.end_page()
        level = outline(element)
        self.flow.heading = self.styles.heading(paragraph.style) if level is None else level
        own, styled = numbered(element), self.styles.numbered(paragraph.style)
        at = styled.level if own.level is None else own.level
        self._number(paragraph, Numbered(own.list_id or styled.list_id, at))

    def _number(self, paragraph: _Paragraph, named: Numbered) -> None:
        if not named.list_id or paragraph.joined or self.flow.begun or paragraph.mark.hidden:
            return
        found = self.numbering.next(named)
        if found:
            looks = found[1].over(self._in_styles(paragraph.mark, None))
            self.flow.add(found[0], looks.codes)

    def _end_p(self, element: etree._Element) -> None:
        del element
        paragraph = self.paragraphs.pop() if self.paragraphs else _Paragraph()
        if not paragraph.joined:
            self.close_line()
        if paragraph.boxes:
            self.close_line()
            self.flow.blocks += paragraph.boxes
            self.inked = True
        if paragraph.breaks or paragraph.closes_page:
            self.end_page()


def note_mark(number: int) -> str:
    """How the mark of a note is printed: ¹, ².

    >>> note_mark(12)
    '¹²'
    """
    return str(number).translate(_MARKS)


def parent_is(element: etree._Element, name: str) -> bool:
    """Whether an element is a child of one with this name."""
    parent = element.getparent()
    return parent is not None and parent.tag.rpartition("}")[2] == name
