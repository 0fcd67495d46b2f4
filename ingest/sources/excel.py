"""Excel workbooks (.xlsx, .xlsm, .xltx)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Page
from ingest.sources.claims import Claim
from ingest.sources.limits import Limits, Meter

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)


def claim(head: bytes, suffix: str) -> Claim | None:
    """Nothing is claimed: a workbook has its signature, and a name alone proves none."""
    del head, suffix
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Give the sheets of a workbook that hold text, a page each.

    Raises EmptyFile, TooLarge, TooDeep, UnknownFormat where the zip holds no workbook, and UnreadableContent.
    """
    from ingest.sources.ooxml import workbook  # only where there is one to read

    Meter(limits).office(len(data))
    yield from workbook.pages(data, limits)
