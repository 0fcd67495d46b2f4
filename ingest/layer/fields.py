"""What was typed into form fields of which the file keeps no look.

Programs that fill forms often leave the drawing of what they fill in to the viewer (NeedAppearances).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playa.page import Annotation, Page
from playa.pdftypes import ContentStream, resolve1
from playa.utils import decode_text, transform_bbox

from ingest.layer.content import Piece
from ingest.layer.faces import Face, Glyph
from ingest.layer.widgets import is_printed, look

FACE = "form field"
_SHOWS = re.compile(rb"T[jJ]\b|Do\b|['\"]\s")
_SIZE = re.compile(r"([\d.]+)\s+Tf")
_TYPED = ("Tx", "Ch")  # kinds of fields with a text: typed, chosen
_SECRET = 1 << 13  # a password's flag
_DEPTH = 8  # parents that are asked
_USUAL, _HIGHEST = 10.0, 0.75  # points of type; of a field's height
_WIDE, _LINE, _PAD = 0.5, 1.2, 2.0  # ems of a character and of a line; points left of the first
_DROP = 0.35  # ems from the middle of a line down to where it stands


def typed(page: Page, face: Face) -> Iterator[Piece]:
    """The words of fields that hold a text and no look of it, in points of the page as it is shown."""
    for annotation in page.annotations:
        if is_printed(annotation) and (text := _text(annotation)) and not _shows(look(annotation)):
            yield from _pieces(text, annotation, page, face)


def _shows(drawn: ContentStream | None) -> bool:
    return drawn is not None and _SHOWS.search(drawn.buffer) is not None


def _text(annotation: Annotation) -> str:
    """What a field holds, '' for a button or a password."""
    flags = _inherited(annotation, "Ff")
    if getattr(_inherited(annotation, "FT"), "name", "") not in _TYPED or (isinstance(flags, int) and flags & _SECRET):
        return ""
    value = _inherited(annotation, "V")
    told = [resolve1(one) for one in value] if isinstance(value, list) else [value]
    return "\n".join(decode_text(one) for one in told if isinstance(one, bytes)).strip()


def _inherited(annotation: Annotation, key: str) -> Any:  # noqa: ANN401 - a PDF object
    props = annotation.props
    for _ in range(_DEPTH):
        if key in props:
            return resolve1(props[key])
        parent = resolve1(props.get("Parent"))
        if not isinstance(parent, dict):
            return None
        props = parent
    return None


def _pieces(text: str, annotation: Annotation, page: Page, face: Face) -> Iterator[Piece]:
    x0, y0, x1, y1 = transform_bbox(page.ctm, annotation.rect)
    lines = text.splitlines()
    size = min(_size(annotation), _HIGHEST * (y1 - y0) / len(lines))
    if size <= 0 or x1 <= x0:
        return
    wide = min(_WIDE * size, (x1 - x0) / max(map(len, lines)))
    middle = (y0 + y1) / 2 - (len(lines) - 1) * _LINE * size / 2
    for n, line in enumerate(lines):
        base = middle + n * _LINE * size + _DROP * size
        for word in re.finditer(r"\S+", line):
            start, end = (x0 + min(_PAD, wide) + at * wide for at in word.span())
            glyphs = [Glyph(c, wide / size, "", blank=False, known=True, wide=False) for c in word.group()]
            yield Piece(face, size, 0, base, start, min(end, x1), False, 0.0, None, glyphs)


def _size(annotation: Annotation) -> float:
    told = _inherited(annotation, "DA")
    found = _SIZE.search(decode_text(told)) if isinstance(told, bytes) else None
    return float(found.group(1)) or _USUAL if found else _USUAL
