"""Word's automatic numbers: what is printed before a paragraph of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.sources.ooxml.package import Package, attribute, child, free, number, switch, value
from ingest.sources.ooxml.styles import Looks, Numbered, Styles
from ingest.sources.ooxml.symbols import symbol

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_ALPHABETS = {"lowerLetter": "abcdefghijklmnopqrstuvwxyz", "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_GAPS = {"tab": " ", "space": " ", "nothing": ""}
_LONGEST = 5_000  # a number that letters or Roman figures can tell


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    gap: str
    restart: int | None  # the level, from 1, after which it begins anew; 0: never; None: after any higher one
    legal: bool  # all its numbers are printed as figures
    looks: Looks


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)  # where it differs from the abstract list
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, package: Package, main: str, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}  # abstract list → the numbering style that holds its levels
        self._styled: dict[str, str] = {}  # numbering style → abstract list
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for relation in package.related(main).values():
            if relation.kind == "numbering" and package.has(relation.part):
                self._read(package, relation.part)

    def next(self, named: Numbered) -> tuple[str, Looks] | None:
        """Count a paragraph; its number as printed, with the gap behind it, and the looks that its level gives it."""
        found = self._lists.get(named.list_id or "")
        if found is None or named.list_id == "0":
            return None
        at = named.level or 0
        levels = self._levels(found)
        level = levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(found.abstract, [None] * 9)
        start = found.starts.get(at, level.start)
        fresh = at in found.starts and (named.list_id or "", at) not in self._begun
        self._begun.add((named.list_id or "", at))
        before = counts[at]
        counts[at] = start if before is None or fresh else before + 1
        for deeper in range(at + 1, 9):
            below = levels.get(deeper)
            if below is None or below.restart is None or (below.restart > 0 and at < below.restart):
                counts[deeper] = None
        return self._printed(levels, level, counts), level.looks

    def _printed(self, levels: dict[int, _Level], level: _Level, counts: list[int | None]) -> str:
        if level.form == "bullet":
            face = level.looks.fonts.get("hAnsi") or level.looks.fonts.get("ascii") or ""
            return "".join(symbol(face, ord(one)) for one in level.text) + level.gap

        def figure(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place)
            if other is None:
                return ""
            count = counts[place]
            form = "decimal" if level.legal and other.form != "decimalZero" else other.form
            return in_form(other.start if count is None else count, form)

        text = _PLACE.sub(figure, level.text)
        return text + level.gap if text else ""

    def _levels(self, found: _List) -> dict[int, _Level]:
        abstract = self._abstract.get(found.abstract, {})
        if not abstract:
            abstract = self._abstract.get(self._styled.get(self._linked.get(found.abstract, ""), ""), {})
        return {**abstract, **found.levels}

    def _read(self, package: Package, part: str) -> None:
        for _, name, element in package.events(part, ("abstractNum", "num"), ("end",)):
            if name == "abstractNum":
                list_id = attribute(element, "abstractNumId") or ""
                self._abstract[list_id] = dict(map(self._level, element.iterfind("{*}lvl")))
                if linked := value(element, "numStyleLink"):
                    self._linked[list_id] = linked
                if styled := value(element, "styleLink"):
                    self._styled[styled] = list_id
            else:
                self._lists[attribute(element, "numId") or ""] = self._list(element)
            free(element)

    def _list(self, element: etree._Element) -> _List:
        found = _List(value(element, "abstractNumId") or "")
        for override in element.iterfind("{*}lvlOverride"):
            at = number(attribute(override, "ilvl"), most=8)
            level = child(override, "lvl")
            if level is not None:
                found.levels[at] = self._level(level)[1]
                found.starts[at] = found.levels[at].start
            if (start := value(override, "startOverride")) is not None:
                found.starts[at] = number(start)
        return found

    def _level(self, element: etree._Element) -> tuple[int, _Level]:
        restart = value(element, "lvlRestart")
        form = child(element, "numFmt")
        kind = "decimal" if form is None else attribute(form, "val") or "decimal"
        if kind == "custom" and form is not None:
            kind = attribute(form, "format") or "decimal"
        return number(attribute(element, "ilvl"), most=8), _Level(
            number(value(element, "start"), 0), kind, value(element, "lvlText") or "",
            _GAPS.get(value(element, "suff") or "tab", " "), None if restart is None else number(restart, most=9),
            bool(switch(element, "isLgl")), self._styles.looks(child(element, "rPr")),
        )  # fmt: skip


def in_form(count: int, form: str) -> str:
    """A count as a list prints it; forms of other scripts are printed as figures.

    >>> in_form(4, "upperRoman"), in_form(28, "lowerLetter"), in_form(3, "decimalZero"), in_form(12, "০১, ০২, ...")
    ('IV', 'bb', '03', '১২')
    """
    if form == "none":
        return ""
    if form in _ALPHABETS and 0 < count <= _LONGEST:
        letters = _ALPHABETS[form]
        return letters[(count - 1) % 26] * ((count - 1) // 26 + 1)
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _LONGEST:
        roman, left = "", count
        for worth, sign in _ROMAN:
            roman += sign * (left // worth)
            left %= worth
        return roman.upper() if form == "upperRoman" else roman
    figures = f"{count:02d}" if form == "decimalZero" or form[:2] in ("০১", "01") else str(count)
    return figures.translate(_BENGALI) if any("০" <= sign <= "৯" for sign in form) else figures
