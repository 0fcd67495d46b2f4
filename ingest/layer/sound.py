"""A PDF as playa reads it, as long as it is sound: at its first fault reading ends, for someone to mend the file.

playa goes on after any fault, and what it then does has no bound: a table of places that leads astray is built anew for
every object, a stream whose length is kept in itself is read until the stack is full, and at each of its turns the
parser goes on with what comes next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeGuard

import playa
from playa.font import Font
from playa.pdftypes import LIT, ContentStream, resolve1
from playa.xref import INDOBJR, XREFR, XRef

_MOST_OBJECTS = 2_000_000  # that tables of places may name: a million, in an old and a new one
_DEEPEST = 3  # objects read within one another: one in a stream, the stream, and the number that is its length
_NESTED = 100  # lists and dictionaries in one another
_MOST_CODES = 1 << 17  # that a font may speak of in one breath: all of two bytes, twice
_TAIL = 1 << 16  # bytes at the end in which a sound file says where its table of places is
_PLACE = re.compile(rb"(?<![^\s>])startxref\s+(\d{1,12})\b")
# what playa takes at its word: lengths that lead back, rows of a predictor that it makes in memory
_ABSURD = re.compile(rb"/Length\s*-|/(?:Columns|Colors)\s*\+?\d{6}")
_MAPPED = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[[^\]]*\]|[^\s<>\[\]]+)")
_PATTERN = LIT("Pattern")
_RANGES, _SECTION = (b"endbfrange", b"endcidrange"), (b"begin", b"end")


class Damaged(BaseException):
    """The file is no sound PDF. No `Exception`: playa's parsers suppress those and go on."""


class Document(playa.Document):
    """A document that raises Damaged at the first fault in its tables of places, or where an object is not in place."""

    page_labels = None  # not needed, and their tree may run in rings

    def __init__(self, data: bytes) -> None:
        """Open a PDF that is not locked. Raises Damaged."""
        self._depth = 0
        if _ABSURD.search(data) or not _says_where(data):
            raise Damaged
        try:
            super().__init__(data)
        except Exception as error:  # playa's parsers raise anything, here and below
            raise Damaged from error

    def _read_xrefs(self) -> list[XRef]:
        """The tables of places. playa's own way goes on from a broken one by looking for the objects in all bytes."""
        self._xrefpos: set[int] = set()
        tables: list[XRef] = []
        try:
            self._read_xrefs_into(self._startxref_pos, tables)
            count = sum(map(len, tables))
        except Exception as error:
            raise Damaged from error
        if count > _MOST_OBJECTS:
            raise Damaged
        return tables

    def __getitem__(self, objid: int) -> Any:  # noqa: ANN401 - playa's objects are of any type
        """An object by its number. Raises KeyError where the tables name none."""
        if self._depth > _DEEPEST:
            raise Damaged
        self._depth += 1
        new = objid not in self._cached_objs
        try:
            found = super().__getitem__(objid)
            if new:
                _check_nesting(found)
            return found
        except KeyError:
            raise
        except Exception as error:
            raise Damaged from error
        finally:
            self._depth -= 1

    def _getobj_parse(self, pos: int, objid: int) -> Any:  # noqa: ANN401
        """An object from where a table says that it is. playa's own way makes a new table for each one that is not."""
        try:
            return super()._getobj_parse(pos, objid)
        except Exception as error:
            raise Damaged from error

    def _getobj_objstm(self, stream: ContentStream, index: int, objid: int) -> Any:  # noqa: ANN401
        """An object from a stream of them."""
        try:
            return super()._getobj_objstm(stream, index, objid)
        except Exception as error:
            raise Damaged from error

    def get_font(self, objid: int = 0, spec: dict[str, Any] | None = None) -> Font:
        """A font. Raises ValueError where reading it would fill the memory."""
        if spec is not None and not (objid and objid in self._cached_fonts):
            _check(spec)
        return super().get_font(objid, spec)


def _says_where(data: bytes) -> bool:
    """Whether the end of a file leads to a table of places. playa looks for one byte by byte where it does not."""
    told = _PLACE.findall(data, max(0, len(data) - _TAIL))
    if not told:
        return False
    place = max(data.find(b"%PDF-"), 0) + int(told[-1])
    if INDOBJR.match(data, place):
        return True
    return XREFR.match(data, place) is not None and data.find(b"trailer", place) >= 0


def _check_nesting(found: object) -> None:
    """Raise Damaged where playa's compiled parts, which call themselves for what is nested, would run out of stack."""
    held: list[tuple[object, int]] = [(found, 0)]
    while held:
        one, depth = held.pop()
        if type(one) is ContentStream:  # isinstance says so of dictionaries too, once they were asked to be a Mapping
            one = one.attrs
        if isinstance(one, dict | list):
            inner = one.values() if isinstance(one, dict) else one
            held.extend((part, depth + 1) for part in inner if isinstance(part, dict | list))
            if depth > _NESTED or (_is_pattern(one) and _is_pattern(resolve1(one[1]))):
                raise Damaged


def _is_pattern(one: object) -> TypeGuard[list[Any]]:
    """Whether an object is the space of colours of a pattern, which names one that is none."""
    return isinstance(one, list) and len(one) == 2 and one[0] is _PATTERN


def _check(font: dict[str, Any]) -> None:
    """Raise ValueError where a font has widths or characters for more codes than there can be."""
    below = resolve1(font.get("DescendantFonts"))
    inner = resolve1(below[0]) if isinstance(below, list) and below else None
    for part in (font, inner):
        if isinstance(part, dict):
            for key, long in (("W", 3), ("W2", 5)):
                _check_widths(resolve1(part.get(key)), long)
            for key in ("ToUnicode", "Encoding"):
                stream = resolve1(part.get(key))
                if type(stream) is ContentStream:
                    _check_map(stream.buffer)


def _check_widths(given: object, long: int) -> None:
    """A list of widths: a first code and a list, or `long` numbers of which two are a range of codes."""
    held: list[float] = []
    for one in given if isinstance(given, list) else ():
        if isinstance(one, list):
            held.clear()
        elif isinstance(one, int | float):
            held.append(one)
            if len(held) == long:
                _check_range(held[0], held[1])
                held.clear()


def _check_map(cmap: bytes) -> None:
    """The ranges of codes of a table of characters, as playa cuts them into threes."""
    held: list[bytes | None] = []
    for match in _MAPPED.finditer(cmap):
        word = match[2]
        if word in _RANGES:
            _check_ranges(held)
        if word is not None and word.startswith(_SECTION):
            held.clear()
        else:
            held.append(None if word is not None else b"".join(match[1].split()))


def _check_ranges(held: Sequence[bytes | None]) -> None:
    for first, last in zip(held[::3], held[1::3], strict=False):
        if first and last and len(first) == len(last):
            _check_range(int(first, 16), int(last, 16))


def _check_range(first: float, last: float) -> None:
    if last - first > _MOST_CODES:
        raise ValueError
