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
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, TracebackType, UnionType
from typing import IO, Any, Union, cast, get_args, get_origin, get_type_hints

from extract.model import Box, Page
from ingest.errors import IngestError
from ingest.scan import Scan

_LATEST = 3  # engines or versions whose readings of one document are kept
_GZIP = 31  # zlib's window bits for the gzip format
_PIECE = 1 << 14  # bytes
_NUMBER = re.compile(rb'\{"number":(\d+),')  # how a page's line begins


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
    page: Page = _as_noun(Page, json.loads(line))
    return page


def _as_json(value: Any) -> Any:  # noqa: ANN401 - whatever a noun holds
    """Nouns as objects of their fields, boxes and named tuples as plain lists."""
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if not is_dataclass(value):
        return value
    if isinstance(value, Box):
        return [value.x0, value.y0, value.x1, value.y1]
    told = ((field, getattr(value, field.name)) for field in fields(value) if field.init)
    return {field.name: _as_json(one) for field, one in told if one != field.default}


def _as_noun(kind: Any, value: Any) -> Any:  # noqa: ANN401 - by the annotation of the field
    """What `_as_json` made of a value of this kind, made into it again."""
    if get_origin(kind) in (Union, UnionType):
        kind = _chosen(get_args(kind), value)
    if value is None or kind is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(_as_noun(get_args(kind)[0], one) for one in value)
    if isinstance(value, list):
        return kind(*value)
    if is_dataclass(kind):
        kinds = _kinds(cast("type", kind))
        return kind(**{name: _as_noun(kinds[name], one) for name, one in value.items()})  # type: ignore[operator]
    return value


def _chosen(kinds: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401
    """The one of several kinds that a value is of: of nouns the one all of whose required fields are told."""
    nouns = [kind for kind in kinds if is_dataclass(kind)]
    if not isinstance(value, dict):
        return next((kind for kind in kinds if kind is not NoneType), None)
    return next(noun for noun in nouns if _required(cast("type", noun)) <= value.keys())


@cache
def _kinds(noun: type) -> dict[str, Any]:
    return get_type_hints(noun)


@cache
def _required(noun: type) -> frozenset[str]:
    return frozenset(
        field.name for field in fields(cast("Any", noun)) if field.default is field.default_factory is MISSING
    )


def _number(value: Any) -> Any:  # noqa: ANN401 - whatever the reading of pictures left in a page
    """A number of numpy's as Python's, which is equal to it."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in a reading")
