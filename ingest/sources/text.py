"""Text and tab-separated exports (.txt, .tsv, .text, .log, tab tables named .xls): lines, tab, pipe and HTML tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import Page
from ingest.sources import legacy, mixed
from ingest.sources.claims import Claim
from ingest.sources.decoding import decode, looks_textual
from ingest.sources.limits import Limits, Meter

MEDIA_TYPES = ("text/plain", "text/tab-separated-values")
_NAMES = frozenset(("", ".txt", ".text", ".tsv", ".tab", ".log", ".prn", ".asc"))
_OTHERS = frozenset((".md", ".markdown", ".html", ".htm", ".xhtml", ".csv", ".xls", ".doc", ".docx", ".xlsx", ".rtf"))
_BENGALI = re.compile("[\u0981-\u09fe]")  # the Bengali block of Unicode


def claim(head: bytes, suffix: str) -> Claim | None:
    """Any text is read as text if nothing better is found: by its name, or where it holds Bengali or a tab table."""
    if not looks_textual(head):
        return None
    if suffix in _NAMES:
        return Claim(MEDIA_TYPES[suffix in (".tsv", ".tab")], 0.5, "It is named as text and holds text.")
    text = decode(head).text
    tabbed = sum("\t" in line.strip() for line in text.split("\n")) >= 2
    if tabbed and suffix in (".csv", ".xls"):
        return Claim(MEDIA_TYPES[1], 0.6, "It holds a table of tabs among text.")
    if suffix in _OTHERS:
        return Claim(MEDIA_TYPES[0], 0.3, "It holds text.")
    if _BENGALI.search(text) and not text.lstrip().startswith(("{", "<?")):
        return Claim(MEDIA_TYPES[0], 0.2, "It holds Bengali text.")
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Give the pages between form feeds. Raises EmptyFile and TooLarge."""
    meter = Meter(limits)
    meter.bytes(len(data))
    decoded = legacy.readable(decode(data))
    yield from legacy.pages(mixed.pages(decoded, meter), legacy.generation(decoded))
