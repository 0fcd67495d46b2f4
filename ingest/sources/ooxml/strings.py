"""Strings of a workbook: runs with their fonts, characters that XML can't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.sources.ooxml.package import child, value

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a string stores what XML can't: _x000D_


def rich(element: etree._Element) -> Iterator[tuple[str, str | None]]:
    """The runs of a string with the font that each names; readings above words (phonetic runs) are left out."""
    for inner in element:
        name = inner.tag.rpartition("}")[2] if isinstance(inner.tag, str) else ""
        if name == "t":
            yield unescaped(inner.text or ""), None
        elif name == "r":
            text = child(inner, "t")
            if text is not None:
                yield unescaped(text.text or ""), value(child(inner, "rPr"), "rFont")


def unescaped(text: str) -> str:
    """A string with _x000D_ and its like as the characters that they stand for; what is no character goes."""
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return "" if code == 0x0D or 0xD800 <= code < 0xE000 else chr(code)

    return _ESCAPED.sub(character, text)
