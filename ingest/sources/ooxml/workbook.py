"""An Excel workbook's bytes → a page a sheet: its strings, formats and fonts, and its sheets in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.model import Grid, Issue, Line, Page
from ingest.errors import EmptyFile, IngestError
from ingest.sources import legacy
from ingest.sources.limits import Limits, Meter
from ingest.sources.ooxml import sheets
from ingest.sources.ooxml.formats import BUILT_IN, GENERAL
from ingest.sources.ooxml.package import Package, attribute, child, free, number, value
from ingest.sources.ooxml.sheets import Hidden, Look, Texts
from ingest.sources.ooxml.strings import rich
from ingest.sources.rows import to_page
from normalize import bijoy

_USUAL_NAME = re.compile(r"(?:sheet|পত্রক|শীট|শিট)\s*[0-9০-৯]*", re.IGNORECASE)
_NO_SIDE = (None, "none")
_MOST_SHEETS = 1_000
_MOST_NAMED = 12  # hidden rows or columns that a sentence names


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    hidden: bool
    part: str


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """The sheets of an .xlsx that hold text, in their order.

    Raises EmptyFile, UnknownFormat (no workbook in the zip), UnreadableContent, TooLarge and TooDeep; where a later
    sheet is damaged, those before it come first.
    """
    meter = Meter(limits)
    package = Package(data, limits)
    main = package.main("xl/workbook.xml", "a workbook")
    read: list[Page] = []
    broken: IngestError | None = None
    try:
        listed, since_1904 = _listed(package, main)
        texts = _texts(package, main, since_1904=since_1904)
        for sheet in listed:
            found, hidden = sheets.blocks(package, sheet.part, texts, meter, len(read) + 1)
            if found:
                issues = _issues(sheet, hidden)
                read.append(to_page(len(read) + 1, [*_title(sheet.name.strip(), found), *found], issues))
    except IngestError as error:
        if not read:
            raise
        broken = error
    if not read:
        raise EmptyFile("No sheet of the workbook holds any text.")
    yield from legacy.document(read)
    if broken:
        raise broken


def _title(name: str, found: Sequence[Line | Grid]) -> list[Line]:
    """The name on a sheet's tab, where the sheet begins with a table and has no title of its own."""
    if not name or isinstance(found[0], Line) or _USUAL_NAME.fullmatch(name):
        return []
    return [Line(name, heading=1)]


def _listed(package: Package, main: str) -> tuple[list[_Named], bool]:
    """The worksheets in the order of their tabs, and whether days count from 1904."""
    related = package.related(main)
    found: list[_Named] = []
    since_1904 = False
    for _, name, element in package.events(main, ("workbookPr", "sheet"), ("end",)):
        if name == "workbookPr":
            since_1904 = element.get("date1904") in ("1", "true", "on")
            continue
        key = next((text for key, text in element.attrib.items() if str(key).endswith("}id")), "")
        relation = related.get(str(key))
        if relation and relation.kind == "worksheet" and len(found) < _MOST_SHEETS:
            hidden = element.get("state") in ("hidden", "veryHidden")
            found.append(_Named(element.get("name") or "", hidden, relation.part))
    return found, since_1904


def _texts(package: Package, main: str, *, since_1904: bool) -> Texts:
    strings: list[tuple[tuple[str, str | None], ...]] = []
    looks: list[Look] = []
    for relation in package.related(main).values():
        if relation.kind == "sharedStrings" and package.has(relation.part):
            strings = list(_strings(package, relation.part))
        elif relation.kind == "styles" and package.has(relation.part):
            looks = _looks(package, relation.part)
    return Texts(strings, looks, since_1904)


def _strings(package: Package, part: str) -> Iterator[tuple[tuple[str, str | None], ...]]:
    for _, _, element in package.events(part, ("si",), ("end",)):
        yield tuple(rich(element))
        free(element)


def _looks(package: Package, part: str) -> list[Look]:
    """What each cell style decides: number format, font, whether lines stand at its sides."""
    codes: dict[int, str] = dict(BUILT_IN)
    fonts: list[str] = []
    sides: list[bool] = []
    looks: list[Look] = []
    for _, name, element in package.events(part, ("numFmt", "font", "border", "xf"), ("end",)):
        parent = element.getparent()
        inside = parent.tag.rpartition("}")[2] if parent is not None else ""
        if (name, inside) == ("numFmt", "numFmts"):
            codes[number(element.get("numFmtId"))] = element.get("formatCode") or GENERAL
        elif (name, inside) == ("font", "fonts"):
            fonts.append(value(element, "name") or "")
        elif (name, inside) == ("border", "borders"):
            sides.append(any(_style(element, side) not in _NO_SIDE for side in ("left", "right", "start", "end")))
        elif (name, inside) == ("xf", "cellXfs"):
            at, line = number(element.get("fontId")), number(element.get("borderId"))
            font = bijoy.generation_of(fonts[at]) if 0 <= at < len(fonts) else None
            code = codes.get(number(element.get("numFmtId")), GENERAL)
            looks.append(Look(code, font, 0 <= line < len(sides) and sides[line]))
    return looks


def _style(border: etree._Element, side: str) -> str | None:
    found = child(border, side)
    return None if found is None else attribute(found, "style")


def _issues(sheet: _Named, hidden: Hidden) -> list[Issue]:
    """What of a sheet is read though Excel does not show it."""
    told = [("the sheet", "পুরো শিটটি")] if sheet.hidden else []
    if hidden.rows:
        names = _some([str(row + 1) for row in hidden.rows])
        told.append((f"rows {names}", f"সারি {names}"))
    if hidden.columns:
        names = _some([sheets.letters(column) for column in hidden.columns])
        told.append((f"columns {names}", f"কলাম {names}"))
    found = [_unreckoned(sheet.name, hidden.formulas)] if hidden.formulas else []
    if not told:
        return found
    english, bengali = (" and ".join(one[0] for one in told), " ও ".join(one[1] for one in told))
    return [
        *found,
        Issue(
            "HIDDEN_CONTENT",
            "warn",
            f"Excel hides {english} of “{sheet.name}”; what stands there was read as well.",
            f"“{sheet.name}” শিটে {bengali} লুকানো আছে; সেখানকার লেখাও পড়া হয়েছে।",
            suggestion="Delete what is not part of the report, or show it.",
            rule="hidden",
        ),
    ]


def _unreckoned(name: str, cells: list[str]) -> Issue:
    return Issue(
        "LOW_CONFIDENCE",
        "warn",
        f"Nobody has reckoned the formulas of “{name}” in {_some(cells)}: their values are not in the file.",
        f"“{name}” শিটে {_some(cells)} ঘরের সূত্রের ফল ফাইলে নেই।",
        suggestion="Open it in Excel and save it again.",
        rule="formulas",
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
