"""Sources: one module a family of formats. Bytes in, Pages out.

A family is a module of this package that has `MEDIA_TYPES`; adding pdf.py is enough, nothing else is edited. It gives

- `MEDIA_TYPES`: the media types it reads, the first being its usual one;
- `claim(head: bytes, suffix: str) -> Claim | None`: how sure it is that the file is its own, by content and name;
- `pages(data: bytes, limits: Limits) -> Iterator[Page | Scan]`: the pages; raises the classes of `ingest.errors`;
- `PAGED = True` where a page takes so long that each has a time limit of its own.

A file whose first bytes prove its kind (`signatures`) is offered only to families that list this media type.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Protocol, cast

from extract.model import Page
from ingest.errors import UnknownFormat
from ingest.scan import Scan
from ingest.sources.claims import Claim
from ingest.sources.limits import Limits
from ingest.sources.signatures import signature

__all__ = ["Claim", "Limits", "Recognised", "families", "paged", "pages", "recognise"]

HEAD = 1 << 16  # bytes that are looked at to recognise a file


class Family(Protocol):
    """What a module of this package offers to be a source."""

    MEDIA_TYPES: tuple[str, ...]

    def claim(self, head: bytes, suffix: str) -> Claim | None:
        """Tell how sure the family is that a file is its own; None: not at all."""

    def pages(self, data: bytes, limits: Limits) -> Iterator[Page | Scan]:
        """Give the pages of a file: read ones, or pictures of them."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its media type, the family that reads it (None: no one does) and why, in one plain sentence."""

    media_type: str
    source: str | None
    reason: str


@cache
def families() -> dict[str, Family]:
    """List the families by the name of their module, in alphabetical order."""
    found: dict[str, Family] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "MEDIA_TYPES"):
            found[module.name] = cast("Family", loaded)
    return found


def recognise(data: bytes, name: str) -> Recognised:
    """Tell what a file is from its bytes (the whole file, or its first 64 KB) and its name. Never raises.

    Content weighs more than the name: HTML saved as .xls is HTML, tabs in a .csv are a tab table.
    """
    head = data[:HEAD]
    suffix = PurePath(name).suffix.lower()
    if not head:
        return Recognised("application/x-empty", None, "The file is empty.")
    kind = signature(head)
    if kind:
        for source, family in families().items():
            if kind.media_type in family.MEDIA_TYPES:
                return Recognised(kind.media_type, source, f"Its first bytes are those of {kind.media_type}.")
        return Recognised(kind.media_type, None, kind.reason)
    claims = [(claim, source) for source, family in families().items() if (claim := family.claim(head, suffix))]
    if not claims:
        return _unknown(head, suffix)
    best, source = max(claims, key=lambda pair: pair[0].confidence)
    return Recognised(best.media_type, source, best.reason)


def pages(data: bytes, recognised: Recognised, limits: Limits | None = None) -> Iterator[Page | Scan]:
    """Give the pages of a whole file, one at a time, in order.

    Raises UnknownFormat where no family reads it, EmptyFile where it prints nothing, TooLarge and TooDeep beyond the
    limits.
    """
    if recognised.source is None:
        raise UnknownFormat(recognised.reason)
    return families()[recognised.source].pages(data, limits or Limits())


def paged(recognised: Recognised) -> bool:
    """Whether each page of the file takes so long that it has a time limit of its own."""
    return recognised.source is not None and getattr(families()[recognised.source], "PAGED", False)


def _unknown(head: bytes, suffix: str) -> Recognised:
    named = f" ({suffix})" if suffix.isprintable() and suffix else ""
    if b"\0" in head:
        return Recognised("application/octet-stream", None, f"The file is binary, of no kind that is read{named}.")
    return Recognised("application/octet-stream", None, f"The file is of no kind that is read{named}.")
