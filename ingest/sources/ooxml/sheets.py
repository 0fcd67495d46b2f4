"""One worksheet → lines and grids: cells with their merged ranges, titles above a table, signatures below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from extract.model import Grid, Line
from ingest.errors import TooLarge, UnreadableContent
from ingest.sources.legacy import Piece
from ingest.sources.limits import Meter
from ingest.sources.ooxml import formats, layout
from ingest.sources.ooxml.layout import Area, SheetRow
from ingest.sources.ooxml.package import Package, child, free, number
from ingest.sources.ooxml.strings import rich, unescaped
from ingest.sources.ooxml.text import Flow
from normalize import bijoy
from normalize.bijoy import Generation

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ROWS, _COLUMNS = 1_048_576, 16_384  # of a sheet of Excel
_WEIGHT = 4  # bytes of memory that a character of a cell may take
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell's style decides: its number format, the Bijoy codes its font prints, lines at its sides."""

    code: str = formats.GENERAL
    font: Generation | None = None
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """What the cells of all sheets refer to. A string is a tuple of (text, name of its font or None)."""

    strings: Sequence[tuple[tuple[str, str | None], ...]]
    looks: Sequence[Look]
    since_1904: bool

    def look(self, style: int) -> Look:
        """A cell style by its number."""
        return self.looks[style] if 0 <= style < len(self.looks) else Look()


@dataclass(slots=True)
class Hidden:
    """Rows and columns with text that Excel does not show, counted from 0; cells whose formula nobody has reckoned."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


def blocks(package: Package, part: str, texts: Texts, meter: Meter, page: int) -> tuple[list[Line | Grid], Hidden]:
    """What a sheet prints, in reading order, and what of it is hidden. Raises as `Package.events`, and TooLarge."""
    rows: dict[int, SheetRow] = {}
    merged: list[Area] = []
    out_of_sight: list[tuple[int, int]] = []
    formulas: list[str] = []
    at = -1
    for event, name, element in package.events(part, ("row", "c", "mergeCell", "col")):
        if name == "row" and event == "start":
            at = number(element.get("r"), at + 2) - 1
            if not 0 <= at < _ROWS:
                raise UnreadableContent("A row of a sheet has a number that no row can have.")
            rows[at] = SheetRow(at, hidden=element.get("hidden") in _TRUE)
        elif name == "c" and event == "end" and at in rows:
            if _is_unreckoned(element):
                formulas.append(f"{letters(rows[at].next)}{at + 1}" if not element.get("r") else element.get("r") or "")
            _cell(rows[at], element, texts, package, meter)
            free(element)
        elif name == "row" and event == "end":
            if not rows[at].cells and not rows[at].ruled:
                del rows[at]
            else:
                meter.text(1)
            free(element)
        elif name == "col" and event == "end" and element.get("hidden") in _TRUE:
            out_of_sight.append((number(element.get("min"), 1) - 1, min(number(element.get("max"), 1), _COLUMNS)))
        elif name == "mergeCell" and event == "end" and (area := _area(element.get("ref") or "")):
            merged.append(area)
            if len(merged) > meter.limits.max_cells:
                raise TooLarge(f"A sheet has more than {meter.limits.max_cells:,} merged ranges.")
    filled = [rows[n] for n in sorted(rows)]
    hidden = _hidden(filled, out_of_sight)
    hidden.formulas = formulas
    return layout.blocks(filled, merged, meter, page), hidden


def letters(column: int) -> str:
    """The name of a column counted from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(row: SheetRow, element: etree._Element, texts: Texts, package: Package, meter: Meter) -> None:
    place = _PLACE.fullmatch(element.get("r") or "")
    col = _column(place[1]) if place else row.next
    if not 0 <= col < _COLUMNS:
        raise UnreadableContent("A cell of a sheet stands in a column that no sheet has.")
    row.next = col + 1
    look = texts.look(number(element.get("s")))
    if look.ruled:
        row.ruled = (min(row.ruled[0], col), max(row.ruled[1], col)) if row.ruled else (col, col)
    pieces = [(text, codes) for text, codes in _pieces(element, look, texts) if text]
    if not any(text.strip() for text, _ in pieces):
        return
    meter.cell()
    package.spend(_WEIGHT * sum(len(text) for text, _ in pieces))  # one string may stand in very many cells
    row.cells[col] = _lines(pieces, row.number + 1)


def _is_unreckoned(element: etree._Element) -> bool:
    """Whether a cell has a formula and no result; an empty text is one."""
    stored = child(element, "v")
    empty = stored is None or not stored.text
    return empty and (element.get("t") or "n") not in ("s", "inlineStr", "str") and child(element, "f") is not None


def _pieces(element: etree._Element, look: Look, texts: Texts) -> Iterator[Piece]:
    """What a cell prints, run by run with the codes of its font."""
    kind = element.get("t") or "n"
    stored = child(element, "v")
    told = "" if stored is None else stored.text or ""
    if kind == "s":
        at = number(told, -1)
        runs = texts.strings[at] if 0 <= at < len(texts.strings) else ()
        yield from _in_fonts(runs, look)
    elif kind == "inlineStr":
        inner = child(element, "is")
        yield from _in_fonts(tuple(rich(inner)) if inner is not None else (), look)
    elif not told and (formula := child(element, "f")) is not None:
        if _is_unreckoned(element):  # what it would print is not known, and no blank
            yield f"={formula.text or ''}", None
    elif kind == "b":
        yield "TRUE" if told in _TRUE else "FALSE", None
    elif kind in ("str", "e", "d"):
        yield unescaped(told), look.font
    elif told:
        yield formats.printed(told, look.code, since_1904=texts.since_1904), look.font


def _in_fonts(runs: Sequence[tuple[str, str | None]], look: Look) -> Iterator[Piece]:
    for text, font in runs:
        yield text, bijoy.generation_of(font) if font else look.font


def _lines(pieces: Sequence[Piece], number: int) -> list[Line]:
    flow = Flow(in_cell=True, number=number)
    for text, codes in pieces:
        for n, line in enumerate(text.replace("\r\n", "\n").replace("\t", " ").split("\n")):
            if n:
                flow.end_line()
            flow.add(line, (codes, codes))
    flow.end_line()
    return [block for block in flow.blocks if isinstance(block, Line)]


def _column(name: str) -> int:
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if not start or not end:
        return None
    top, left, bottom, right = int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1])
    if not (0 <= top <= bottom < _ROWS and left <= right < _COLUMNS):
        return None
    return Area(top, left, bottom, right) if (top, left) != (bottom, right) else None


def _hidden(rows: Sequence[SheetRow], out_of_sight: Sequence[tuple[int, int]]) -> Hidden:
    used = sorted({col for row in rows for col in row.cells})
    columns = [col for col in used if any(start <= col < end for start, end in out_of_sight[:_COLUMNS])]
    return Hidden([row.number for row in rows if row.hidden and row.cells], columns)
