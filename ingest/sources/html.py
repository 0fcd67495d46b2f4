"""HTML (.html, .htm, and HTML that Word, Excel or a web page saved under another name)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import Grid, Line, Page
from ingest.errors import EmptyFile
from ingest.sources import legacy, markup, mixed
from ingest.sources.claims import Claim
from ingest.sources.decoding import decode, looks_textual
from ingest.sources.limits import Limits, Meter
from ingest.sources.rows import to_page

MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_NAMES = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_PROOF = re.compile(r"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*)[\s/>]", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_LOOKED_AT = 4096  # characters searched for the first tag


def claim(head: bytes, suffix: str) -> Claim | None:
    """HTML is proved by its first tag, whatever the file is called; a .html with any tag in it is HTML as well."""
    if not looks_textual(head):
        return None
    start = _first_markup(decode(head, charset(head)).text)
    if _PROOF.match(start):
        return Claim(MEDIA_TYPES[0], 0.95, "It begins as HTML.")
    if suffix in _NAMES:
        return Claim(MEDIA_TYPES[0], 0.7 if _TAG.search(start) else 0.4, "It is named as HTML and holds text.")
    if _TABLE.match(start) and suffix in (".xls", ".doc", ""):
        return Claim(MEDIA_TYPES[0], 0.9, "It begins with an HTML table.")
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """One page: HTML has no printed pages. Raises EmptyFile, TooLarge and TooDeep."""
    meter = Meter(limits)
    meter.bytes(len(data), markup=True)
    decoded = legacy.readable(decode(data, charset(data[:_LOOKED_AT])))

    def read_text(text: str, first_line: int) -> list[Line | Grid]:
        return mixed.blocks(text.split("\n"), first_line, meter, 1, {})[0]

    found = markup.blocks(decoded.text, meter, read_text=read_text)
    if not found:
        raise EmptyFile("The page prints nothing.")
    yield legacy.page(to_page(1, found, decoded.issues))


def charset(head: bytes) -> str | None:
    """Find the encoding that a <meta> or the XML declaration names, as written."""
    found = _CHARSET.search(head[:_LOOKED_AT])
    return found.group(1).decode("ascii") if found else None


def _first_markup(text: str) -> str:
    """Find the beginning of a text behind white space, comments and the XML declaration."""
    start = 0
    text = text[: 4 * _LOOKED_AT].lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\n")
    while True:
        if text.startswith("<!--", start):
            end, skip = text.find("-->", start), 3
        elif text.startswith("<?", start):
            end, skip = text.find(">", start), 1
        else:
            return text[start:]
        if end < 0:
            return ""
        start = end + skip
        while start < len(text) and text[start].isspace():
            start += 1
