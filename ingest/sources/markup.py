"""HTML → lines and grids in reading order: tables with their spans, nested tables, text with heading levels."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from extract.model import Grid, Line
from ingest.errors import TooDeep, TooLarge
from ingest.sources import legacy
from ingest.sources.limits import Meter
from ingest.sources.spans import MarkedCell, MarkedRow, to_blocks
from ingest.sources.typefaces import Typefaces
from normalize.bijoy import Generation

Blocks = list[Line | Grid]
ReadText = Callable[[str, int], Blocks]  # text of a <pre> and the number of its first line → blocks
_BEGINS_TABLE = re.compile(r"\s*(?:<(?!table\b)[a-z][^<>]*>\s*)*<table\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_DIGITS = re.compile(r"\s*\+?([0-9]{1,9})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SKIPPED = frozenset(("head", "script", "style", "template", "title"))
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BREAKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "nav", "ol"),
        *("option", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
        *_HEADINGS,
    )
)
_SECTIONS = {"thead": 0, "tbody": 1, "tfoot": 2}
_MAX_SOURCE_LINE = 65_535  # libxml2 stops counting lines here


def begins_table(line: str) -> bool:
    """Whether a line of plain text begins an HTML table, alone or inside other opening tags."""
    return "<table" in line.lower() and _BEGINS_TABLE.match(line) is not None


def depth_change(line: str) -> int:
    """Tables that a line opens, less those it closes."""
    return sum(-1 if closing else 1 for closing in _TABLE_TAG.findall(line))


def blocks(text: str, meter: Meter, page: int = 1, *, first_line: int = 1, read_text: ReadText | None = None) -> Blocks:
    """Read HTML as a browser prints it; `read_text` reads what stands in <pre>.

    Comments, scripts and styles are left out. Raises TooLarge, and TooDeep beyond 250 levels of elements or
    `max_nesting` tables in one another.
    """
    meter.tags(text.count("<"), text.count("="))
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # no element and no text at all, as in "<!-- -->"
        root = None
    _refuse_cut_off(parser)
    if root is None:
        return []
    return _Walk(meter, page, first_line, read_text, Typefaces(text)).through(root)


def _refuse_cut_off(parser: etree.HTMLParser) -> None:
    """libxml2 stops at its own limits and keeps silent; what stood behind them would be lost."""
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":
            if "depth" in error.message:
                raise TooDeep("Elements of the HTML are nested more than 250 deep.")
            raise TooLarge("A single text or tag of the HTML is longer than 10 MB.")


class _Flow:
    """Text as it flows: collects pieces into lines, and takes whole blocks in between."""

    __slots__ = ("_line", "_pieces", "blocks", "heading")

    def __init__(self) -> None:
        self.blocks: Blocks = []
        self.heading = 0
        self._pieces: list[legacy.Piece] = []
        self._line: int | None = None

    def add(self, text: str, line: int | None, codes: Generation | None) -> None:
        """Take a piece of text that begins on `line`, in a font of a generation of legacy codes or in another."""
        if not self._pieces:
            lead = text[: len(text) - len(text.lstrip())]
            if len(lead) == len(text):
                return
            self._line = line + lead.count("\n") if line else None
        self._pieces.append((text, codes))

    def ends_with_digit(self) -> bool:
        return bool(self._pieces) and self._pieces[-1][0][-1:].isdigit()

    def end_line(self) -> None:
        """Close the line collected so far."""
        if self._pieces:
            text = _SPACE.sub(" ", "".join(text for text, _ in self._pieces)).strip()
            if text:
                stored = legacy.stored(self._pieces)
                raw = stored.printed if stored else text
                self.blocks.append(Line(raw, line=self._line, heading=self.heading, stored=stored))
            self._pieces.clear()


class _Table:
    """A table being read: its rows so far, and the flow for what wrongly stands between its cells."""

    __slots__ = ("before", "cell", "cell_element", "row", "rows", "section", "sections")

    def __init__(self) -> None:
        self.before = _Flow()
        self.rows: list[tuple[int, MarkedRow]] = []
        self.row: MarkedRow | None = None
        self.cell: MarkedCell | None = None
        self.cell_element: etree._Element | None = None
        self.section = 1
        self.sections = 0

    def begin_section(self, tag: str) -> None:
        self.section = _SECTIONS[tag]
        self.sections += 1
        self.row = None

    def begin_row(self, hidden: bool) -> None:
        self.row = MarkedRow(self.sections, self.section == 0, hidden)
        self.rows.append((self.section, self.row))

    def begin_cell(self, cell: MarkedCell, element: etree._Element) -> None:
        self.cell, self.cell_element = cell, element
        if self.row is None:
            self.begin_row(hidden=False)
        if self.row is not None:
            self.row.cells.append(cell)

    def in_order(self) -> list[MarkedRow]:
        """Give the rows as printed: <thead> first and <tfoot> last, wherever they are written."""
        return [row for _, row in sorted(self.rows, key=lambda pair: pair[0])]


class _Walk:
    """One pass over the tree, without recursion: a stack of tables and flows, the innermost last."""

    def __init__(self, meter: Meter, page: int, first_line: int, read_text: ReadText | None, fonts: Typefaces) -> None:
        self.meter = meter
        self.page = page
        self.shift = first_line - 1
        self.read_text = read_text
        self.fonts = fonts
        self.flows = [_Flow()]
        self.tables: list[_Table] = []
        self.line = 1
        self.in_pre = False

    def through(self, root: etree._Element) -> Blocks:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self.line = max(self.line, element.sourceline or 0)
                self.fonts.open(element, tag)
                if self._is_skipped(tag, element):
                    walk.skip_subtree()
                else:
                    self._start(tag, element)
                    self._text(element.text)
            else:
                if tag not in _SKIPPED:
                    self._end(tag, element)
                self.fonts.close()
                self._text(element.tail if element is not root else None)
        self.flows[0].end_line()
        return self.flows[0].blocks

    @property
    def flow(self) -> _Flow:
        return self.flows[-1]

    def _at(self) -> int | None:
        return self.line + self.shift if self.line < _MAX_SOURCE_LINE else None

    def _text(self, text: str | None) -> None:
        if not text:
            return
        for piece in text.splitlines(keepends=True) if self.in_pre else (text,):
            self.flow.add(piece, self._at(), self.fonts.codes)
            self.line += piece.count("\n")
            if self.in_pre and piece.endswith("\n"):
                self.flow.end_line()

    def _is_skipped(self, tag: str, element: etree._Element) -> bool:
        """Leave out what is never printed; a <pre> goes to the reader of plain text as a whole."""
        if tag == "pre" and self.read_text and not self.tables:
            self.flow.end_line()
            self.flow.blocks += self.read_text("".join(map(str, element.itertext())), self._at() or 1)
            return True
        return tag in _SKIPPED

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in _BREAKS:
            self.flow.end_line()
        if tag in _HEADINGS:
            self.flow.heading = _HEADINGS[tag]
        elif tag in ("sup", "sub"):
            if self.flow.ends_with_digit() and (element.text or "").strip()[:1].isdigit():
                self.flow.add(
                    " ", self._at(), self.fonts.codes
                )  # ১০<sup>২</sup> is no 102: a footnote mark must not join the figure
        elif tag == "table":
            self._begin_table()
        elif tag == "pre":
            self.in_pre = True
        elif self.tables:
            self._start_in_table(tag, element)

    def _start_in_table(self, tag: str, element: etree._Element) -> None:
        table = self.tables[-1]
        if tag in _SECTIONS:
            table.begin_section(tag)
        elif tag == "tr":
            style = (element.get("style") or "").replace(" ", "").lower()
            table.begin_row(hidden="display:none" in style or element.get("height") == "0")
        elif tag in ("td", "th") and table.cell is None:
            cell = MarkedCell(_span(element, "rowspan", 0), _span(element, "colspan", 1), self._at(), tag == "th")
            table.begin_cell(cell, element)
            self.flows.append(_Flow())

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag in _BREAKS:
            self.flow.end_line()
        if tag in _HEADINGS:
            self.flow.heading = 0
        elif tag == "table":
            self._end_table()
        elif tag == "pre":
            self.in_pre = False
        elif self.tables and element is self.tables[-1].cell_element:
            self._end_cell(self.tables[-1])

    def _end_cell(self, table: _Table) -> None:
        flow = self.flows.pop()
        if table.cell is not None:
            table.cell.blocks = flow.blocks
        table.cell = table.cell_element = None

    def _begin_table(self) -> None:
        if len(self.tables) >= self.meter.limits.max_nesting:
            raise TooDeep(f"Tables are nested more than {self.meter.limits.max_nesting} deep.")
        table = _Table()
        self.tables.append(table)
        self.flows.append(table.before)

    def _end_table(self) -> None:
        table = self.tables.pop()
        self.flows.pop()
        self.flow.blocks += table.before.blocks
        self.flow.blocks += to_blocks(table.in_order(), self.meter, self.page)


def _span(element: etree._Element, name: str, least: int) -> int:
    """Read a span attribute as browsers do: its leading digits, 1 where there are none; rowspan="0" is to the end."""
    written = element.get(name)
    if not written:
        return 1
    digits = _DIGITS.match(written)
    value = int(digits.group(1)) if digits else 1
    return max(least, value)
