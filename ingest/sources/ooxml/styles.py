"""Word's styles: which fonts, heading level and numbering a paragraph and a run have, their own or inherited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.sources.ooxml.package import Package, attribute, child, free, number, switch, value
from ingest.sources.ooxml.text import Fonts
from normalize import bijoy

_SLOTS = ("ascii", "hAnsi", "cs")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DEEPEST = 30  # styles based on one another
_THEMED = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "cstheme": "cs"}


@dataclass(frozen=True, slots=True)
class Looks:
    """What properties of a run decide about its text; a slot of `fonts` that is missing is inherited."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    hidden: bool | None = None
    raised: bool = False  # superscript or subscript
    complex: bool = False  # all of it is printed in the font for complex scripts

    def over(self, below: Looks) -> Looks:
        """These looks where they tell something, and those below where they don't."""
        hidden = below.hidden if self.hidden is None else self.hidden
        return Looks({**below.fonts, **self.fonts}, hidden, self.raised or below.raised, self.complex)

    @property
    def codes(self) -> Fonts:
        """The generation of Bijoy codes that its fonts print: for ASCII, and for other characters."""
        names = [self.fonts.get("cs" if self.complex else slot) for slot in ("ascii", "hAnsi")]
        low, high = (bijoy.generation_of(name) if name else None for name in names)
        return low, high


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list and level that a paragraph names; None: inherited."""

    list_id: str | None = None
    level: int | None = None


@dataclass(slots=True)
class _Style:
    based_on: str | None
    looks: Looks
    numbered: Numbered
    heading: int | None


class Styles:
    """The styles of one document. Without styles.xml everything is plain."""

    def __init__(self, package: Package, main: str) -> None:
        self._theme: dict[str, str] = {}
        self._styles: dict[str, _Style] = {}
        self._usual: dict[str, str] = {}
        self._defaults = Looks()
        self._known: dict[tuple[str | None, ...], Looks] = {}
        for relation in package.related(main).values():
            if relation.kind == "theme" and package.has(relation.part):
                self._theme = _theme(package, relation.part)
        for relation in package.related(main).values():
            if relation.kind == "styles" and package.has(relation.part):
                self._read(package, relation.part)

    def looks(self, properties: etree._Element | None) -> Looks:
        """What a <w:rPr> says itself, without the style it names."""
        if properties is None:
            return Looks()
        raised = value(properties, "vertAlign") in ("superscript", "subscript")
        is_complex = bool(switch(properties, "cs") or switch(properties, "rtl"))
        return Looks(self._fonts(child(properties, "rFonts")), switch(properties, "vanish"), raised, is_complex)

    def inherited(self, table: str | None, paragraph: str | None, run: str | None) -> Looks:
        """The looks of a run that says nothing itself, in styles of these ids."""
        key = (table, paragraph, run)
        if key not in self._known:
            looks = self._defaults
            for style_id in (table, paragraph or self._usual.get("paragraph"), run):
                for style in reversed(list(self._chain(style_id))):
                    looks = style.looks.over(looks)
            self._known[key] = looks
        return self._known[key]

    def heading(self, paragraph: str | None) -> int:
        """The heading level of a paragraph style, 0 where it is none."""
        return next((style.heading for style in self._chain(paragraph) if style.heading is not None), 0)

    def numbered(self, paragraph: str | None) -> Numbered:
        """The list and level that a paragraph style names."""
        found = Numbered()
        for style in self._chain(paragraph or self._usual.get("paragraph")):
            own = style.numbered
            found = Numbered(found.list_id or own.list_id, own.level if found.level is None else found.level)
        return found

    def _chain(self, style_id: str | None) -> Iterator[_Style]:
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on

    def _read(self, package: Package, part: str) -> None:
        for _, name, element in package.events(part, ("rPrDefault", "style"), ("end",)):
            if name == "rPrDefault":
                self._defaults = self.looks(child(element, "rPr"))
                continue
            style_id = attribute(element, "styleId") or ""
            paragraph = child(element, "pPr")
            self._styles[style_id] = _Style(
                value(element, "basedOn"), self.looks(child(element, "rPr")), numbered(paragraph), _heading(element)
            )
            if attribute(element, "default") in ("1", "true", "on"):
                self._usual[attribute(element, "type") or ""] = style_id
            free(element)

    def _fonts(self, element: etree._Element | None) -> dict[str, str]:
        if element is None:
            return {}
        found = {slot: name for slot in _SLOTS if (name := attribute(element, slot))}
        for slot, under in _THEMED.items():
            if themed := self._theme.get(attribute(element, slot) or ""):
                found[under] = themed
        return found


def numbered(properties: etree._Element | None) -> Numbered:
    """The list and level that a <w:pPr> names itself."""
    named = child(properties, "numPr")
    level = value(named, "ilvl")
    return Numbered(value(named, "numId"), None if level is None else number(level, most=8))


def outline(properties: etree._Element | None) -> int | None:
    """The heading level that a <w:pPr> names itself: 1-6, 0 for body text, None where it names none."""
    level = value(properties, "outlineLvl")
    if level is None:
        return None
    deep = number(level, 9)
    return min(deep + 1, 6) if 0 <= deep < 9 else 0


def _heading(style: etree._Element) -> int | None:
    level = outline(child(style, "pPr"))
    name = value(style, "name") or ""
    if level is None and (found := _HEADING.fullmatch(name)):
        level = min(int(found[1]), 6)
    return 1 if level is None and name.lower() == "title" else level


def _theme(package: Package, part: str) -> dict[str, str]:
    """The fonts that a theme gives to the names which styles use: minorHAnsi, majorBidi …."""
    found: dict[str, str] = {}
    for _, name, element in package.events(part, ("majorFont", "minorFont"), ("end",)):
        for script, uses in (("latin", ("Ascii", "HAnsi")), ("cs", ("Bidi",))):
            inner = child(element, script)
            face = None if inner is None else inner.get("typeface")
            if face:
                found |= {name.removesuffix("Font") + use: face for use in uses}
    return found
