"""Word documents (.docx, .docm, .dotx)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Page
from ingest.sources.claims import Claim
from ingest.sources.limits import Limits, Meter

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)


def claim(head: bytes, suffix: str) -> Claim | None:
    """Nothing is claimed: a document has its signature, and a name alone proves none."""
    del head, suffix
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Give the pages of a document.

    Raises EmptyFile, TooLarge, TooDeep, UnknownFormat where the zip holds no document, and UnreadableContent.
    """
    from ingest.sources.ooxml import document  # only where there is one to read

    Meter(limits).office(len(data))
    yield from document.pages(data, limits)
