"""What a PDF font says of its character codes: their text, as far as it is known, and how far each one advances.

playa gives a code that no ToUnicode names as the character of that number, which looks like text; here it is unmapped.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from playa.font import CIDFont, Font, SimpleFont

_SPACES = frozenset(" \t\n\r\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000")
_UNUSABLE = frozenset({"Cc", "Cs", "Co", "Cn"})  # control, half of a pair, private use, unassigned
_SPACE_CODE = 32
_MOST_CODES = 70_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character code of a font: `text` '' where nothing usable is known of it; `advance` in ems."""

    text: str
    advance: float
    code: str  # as Windows-1252 reads it, where nothing tells more; '' in fonts of several bytes
    blank: bool  # a space of any kind
    known: bool  # whether `text` is more than a guess
    wide: bool  # word spacing applies: the single byte 32


@dataclass(slots=True, weakref_slot=True)
class Face:
    """A font object of the document. `key` is unique among them."""

    name: str
    key: str
    glyphs: dict[bytes, Glyph] = field(default_factory=dict)


class Faces:
    """The faces of one document by its font objects; those of fonts that are gone are forgotten."""

    def __init__(self) -> None:
        self._faces: WeakKeyDictionary[Font, Face] = WeakKeyDictionary()
        self._numbers = itertools.count()

    def of(self, font: Font) -> Face:
        """Give the face of a font."""
        face = self._faces.get(font)
        if face is None:
            name = base_name(font.basefont)
            face = Face(name, f"{name}#{next(self._numbers)}")
            self._faces[font] = face
        return face


def base_name(name: str) -> str:
    """Give a font's name without the prefix of its subset: `BAAAAA+SutonnyMJ` is SutonnyMJ; '' for none.

    >>> base_name("BAAAAA+SutonnyMJ"), base_name("Nikosh"), base_name("unknown")
    ('SutonnyMJ', 'Nikosh', '')
    """
    prefix, plus, rest = name.partition("+")
    base = rest if plus and len(prefix) == 6 and prefix.isupper() else name
    return "" if base == "unknown" else base


def glyphs(face: Face, font: Font, shown: bytes) -> Iterator[Glyph]:
    """Give the glyphs of a string as a content stream shows it."""
    known = face.glyphs
    for code, cid in _codes(font, shown):
        glyph = known.get(code)
        if glyph is None:
            glyph = _glyph(font, code, cid)
            if len(known) < _MOST_CODES:
                known[code] = glyph
        yield glyph


def _codes(font: Font, shown: bytes) -> Iterator[tuple[bytes, int]]:
    if isinstance(font, CIDFont):
        yield from font.cmap.decode(shown)
    else:
        yield from ((shown[at : at + 1], shown[at]) for at in range(len(shown)))


def _glyph(font: Font, code: bytes, cid: int) -> Glyph:
    text = _text(font, code, cid)
    wide = isinstance(font, SimpleFont) and cid == _SPACE_CODE
    if text is None and wide:
        text = " "  # many a ToUnicode leaves the space out
    stored = _windows(code) if isinstance(font, SimpleFont) and font.tounicode is None else ""
    if text is None or not text or any(unicodedata.category(c) in _UNUSABLE and c not in _SPACES for c in text):
        return Glyph("", font.hdisp(cid), stored, blank=False, known=False, wide=wide)
    return Glyph(text, font.hdisp(cid), stored, blank=all(c in _SPACES for c in text), known=True, wide=wide)


def _text(font: Font, code: bytes, cid: int) -> str | None:
    """What the font says of a code, None where it says nothing."""
    if isinstance(font, CIDFont):
        if font.tounicode is not None:
            return font.tounicode.bytes2unicode.get(code)
        if font.unicode_map is not None:
            return font.unicode_map.get_unichr(cid)
        return None
    if isinstance(font, SimpleFont):
        if font.tounicode is not None:
            return font.tounicode.bytes2unicode.get(code)
        return font._cid2unicode.get(cid)
    return None


def _windows(code: bytes) -> str:
    try:
        return code.decode("cp1252")
    except UnicodeDecodeError:  # five codes that Windows leaves free
        return code.decode("latin-1")
