"""Pictures of pages: PNG, JPEG, TIFF of many pages, WebP, BMP, GIF, JPEG 2000. Each page becomes a Scan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.sources.claims import Claim
from ingest.sources.limits import Limits, Meter

if TYPE_CHECKING:
    from ingest.scan import Scan

MEDIA_TYPES = ("image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp", "image/gif", "image/jp2")
PAGED = True  # a page takes long enough to have a time limit of its own


def claim(head: bytes, suffix: str) -> Claim | None:
    """Nothing is claimed: every kind has its signature, and a name alone proves no picture."""
    del head, suffix
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Scan]:
    """Give the pages of a picture file. Raises TooLarge, and UnreadableContent where not even its header can be read.

    A page that can't be decoded comes as a Scan with its error; the others go on.
    """
    from ingest.sources.raster import images  # loads Pillow: only where there is a picture to read

    Meter(limits).pictures(len(data))
    yield from images.scans(data, limits)
