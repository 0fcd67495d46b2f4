"""PDF files: each page becomes a Scan, at the resolution that what is on it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.sources.claims import Claim
from ingest.sources.limits import Limits, Meter

if TYPE_CHECKING:
    from ingest.scan import Scan

MEDIA_TYPES = ("application/pdf",)
PAGED = True  # a page takes long enough to have a time limit of its own


def claim(head: bytes, suffix: str) -> Claim | None:
    """A PDF whose header stands behind other bytes: mail gateways and web servers put some before it."""
    del suffix
    if b"%PDF-" in head[:1024] and b" obj" in head:
        return Claim(MEDIA_TYPES[0], 0.9, "It has the header of a PDF.")
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Scan]:
    """Give the pages of a PDF. Raises TooLarge, PasswordNeeded, and UnreadableContent where it can't be opened.

    A page that can't be read comes as a Scan with its error; the others go on.
    """
    from ingest.sources.raster import documents  # loads pdfium: only where there is a PDF to read

    Meter(limits).pictures(len(data))
    yield from documents.scans(data, limits)
