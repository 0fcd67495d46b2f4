"""Read pages, kept: what an engine made of a scan is paid for once, and everything after it can be run again.

One file a document, `ab/<doc_id>-<key>.jsonl.gz`: a line of JSON a page, each compressed by itself and written as soon
as the page is read, so that a killed run goes on at the next page. `zcat` shows it. The key is of the content, the
engine with its model, and the version of the code that reads pixels.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from extract.model import Box, Cell, Grid, Issue, Line, Page
from ingest.errors import IngestError
from ingest.scan import Scan

_LATEST = 3  # engines or versions whose readings of one document are kept
_GZIP = 31  # zlib's window bits for the gzip format
_PIECE = 1 << 14  # bytes
_NUMBER = re.compile(rb'\{"number":(\d+),')  # how a page's line begins
_KINDS = {"line": Line, "grid": Grid}
_NOUNS = ("blocks", "cells", "issues")


class Readings:
    """The kept readings of one engine with its model (`engine`, as both are named) and one version of the reading."""

    def __init__(self, folder: Path, engine: str, version: str) -> None:
        self._folder = folder
        self._rules = f"{engine}\0{version}"

    def path(self, sha256: str) -> Path:
        """Where the reading of a content stands, whether it is there or not."""
        key = hashlib.sha256(f"{sha256}\0{self._rules}".encode()).hexdigest()
        return self._folder / sha256[:2] / f"{sha256[:16]}-{key[:12]}.jsonl.gz"

    def of(self, sha256: str) -> Reading:
        """The reading of a content; use as a context manager."""
        return Reading(self.path(sha256))


def sweep(folder: Path, doc_ids: Iterable[str]) -> int:
    """Removes the readings of other documents than these, and of these all but the latest few; how many."""
    kept, seen, gone = set(doc_ids), Counter[str](), 0
    for file in sorted(folder.glob("*/*"), key=lambda file: file.stat().st_mtime, reverse=True):
        doc_id = file.name[:16]
        seen[doc_id] += 1
        if doc_id not in kept or seen[doc_id] > _LATEST:
            file.unlink(missing_ok=True)
            gone += 1
    return gone


class Reading:
    """The pages of one document that were read before, and the place for those that are read now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pages: dict[int, bytes] = {}  # packed as they stand in the file: a thousand pages are a few megabytes
        self._file: IO[bytes] | None = None
        self._full = False

    def __enter__(self) -> Reading:
        whole = self._load()
        if self._path.exists() and self._path.stat().st_size > whole:
            with contextlib.suppress(OSError):  # then nothing can be added to it either
                os.truncate(self._path, whole)  # a killed run left half a page at the end
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
            self._file = None

    @property
    def skip(self) -> dict[int, IngestError]:
        """The numbers of the kept pages, as `Limits.leave` takes them: a source then doesn't decode them."""
        return dict.fromkeys(self._pages, IngestError("The page was read before."))

    def known(self, found: Iterable[Page | Scan]) -> Iterator[Page | Scan]:
        """Gives the kept pages in the place of their scans."""
        for item in found:
            packed = self._pages.get(item.number) if isinstance(item, Scan) else None
            yield loaded(zlib.decompress(packed, _GZIP).decode()) if packed else item

    def keeping(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Passes pages on and keeps those that were read from a picture."""
        for page in pages:
            if (
                not self._full
                and page.number not in self._pages
                and page.route in ("ocr", "mixed")
                and page.status in ("ok", "partial")
            ):
                self._add(page)
            yield page

    def _add(self, page: Page) -> None:
        packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
        packed = packer.compress(dumped(page).encode() + b"\n") + packer.flush()
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("ab")
            self._file.write(packed)
            self._file.flush()
        except OSError:  # the page is read all the same; a full disk is told where the document's part is written
            self._full = True

    def _load(self) -> int:
        """Takes the pages from the file; how many of its bytes are whole."""
        try:
            data = self._path.read_bytes()
        except OSError:  # none is there, or it can't be read: the pages are read anew
            return 0
        whole = 0
        while whole < len(data):
            line, end = _unpacked(data, whole)
            number = _NUMBER.match(line)
            if not number:
                break
            self._pages[int(number[1])] = data[whole:end]
            whole = end
        return whole


def _unpacked(data: bytes, at: int) -> tuple[bytes, int]:
    """The line that begins at a place and where the next one does; an empty one where it is not whole."""
    unpacker, parts = zlib.decompressobj(_GZIP), []
    while not unpacker.eof and at < len(data):
        piece = data[at : at + _PIECE]
        try:
            parts.append(unpacker.decompress(piece))
        except zlib.error:
            return b"", at
        at += len(piece) - len(unpacker.unused_data)
    return (b"".join(parts), at) if unpacker.eof else (b"", at)


def dumped(page: Page) -> str:
    """A page as one line of JSON. Fields that have their usual value are left out."""
    return json.dumps(_as_json(page), ensure_ascii=False, separators=(",", ":"), default=_number)


def loaded(line: str) -> Page:
    """The page of which `dumped` made the line. ValueError, KeyError or TypeError where it is none."""
    told = json.loads(line)
    told["blocks"] = tuple(_block(one) for one in told["blocks"])
    told["issues"] = tuple(Issue(**one) for one in told.get("issues", ()))
    return Page(**told)


def _as_json(noun: Page | Line | Grid | Cell | Issue) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in fields(noun):
        value = getattr(noun, field.name)
        if value == field.default:
            continue
        if isinstance(value, Box):
            value = [value.x0, value.y0, value.x1, value.y1]
        elif field.name in _NOUNS:
            value = [_named(one) if field.name == "blocks" else _as_json(one) for one in value]
        told[field.name] = value
    return told


def _named(block: Line | Grid) -> dict[str, Any]:
    return {"is": next(name for name, kind in _KINDS.items() if isinstance(block, kind))} | _as_json(block)


def _block(told: dict[str, Any]) -> Line | Grid:
    if told.pop("is") == "line":
        return Line(**_boxed(told))
    told["cells"] = tuple(Cell(**_boxed(cell)) for cell in told["cells"])
    told["ragged_rows"] = tuple(told.get("ragged_rows", ()))
    return Grid(**told)


def _boxed(told: dict[str, Any]) -> dict[str, Any]:
    if "box" in told:
        told["box"] = Box(*told["box"])
    return told


def _number(value: Any) -> Any:  # noqa: ANN401 - whatever the reading of pictures left in a page
    """A number of numpy's as Python's, which is equal to it."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in a reading")
