"""The order of things for one document: bytes → recognised → pages and scans → pages → rows. The only conductor.

What goes wrong with the content becomes the document's status, code and sentence; nothing is raised for it.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import extract
from extract.model import Page
from extract.records import Extraction
from ingest import errors, folder, reading, readings, sources, versions
from ingest.outcome import Outcome, Status, failed
from ingest.scan import Scan

_HEAD = 1 << 16


class _Trail:
    """Hands pages on one at a time and remembers what the document's row tells of them.

    A source that fails in the middle ends the pages there: what came before is kept, the cause stands in `error`.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = pages
        self.count = 0
        self.printed = 0  # lines and tables
        self.engines: list[str] = []
        self.broken: str | None = None
        self.error: errors.IngestError | None = None

    def __iter__(self) -> Iterator[Page]:
        try:
            for page in self._pages:
                self.count += 1
                self.printed += len(page.blocks)
                if page.engine not in self.engines:
                    self.engines.append(page.engine)
                if page.status != "ok" and self.broken is None:
                    self.broken = page.error or f"Page {page.number} could not be read whole."
                yield page
        except errors.IngestError as error:
            self.error = error
        except RecursionError:
            self.error = errors.TooDeep("Its parts are nested too deeply to read.")


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a document of scanned pages is read.

    `leave`: pages not to be read, and why. `begun` is told each page's number before the page is read. `readings`: the
    folder in which what an engine reads is kept, None: nowhere. `password`: for files that ask for one.
    """

    leave: Mapping[int, errors.IngestError] = field(default_factory=dict)
    begun: Callable[[int], None] | None = None
    readings: Path | None = None
    password: str | None = field(default=None, repr=False)


def document(path: str, sha256: str, suffix: str, engine: str | None = None, terms: Terms | None = None) -> Outcome:
    """Reads the file at `path`, which had the hash `sha256` when the folder was listed.

    `engine`: the name of the one that reads pictures, None for the best there is.

    IngestError only where the machine or the folder is the cause (see `IngestError.retry`); OSError never.
    """
    limits = sources.Limits()
    try:
        data, size = _read(path, suffix, limits)
    except OSError as error:
        raise errors.from_os_error(error, "The file") from error
    if size == len(data) and hashlib.sha256(data).hexdigest() != sha256:
        raise errors.FileVanished("The file changed while the folder was read.")
    if size > len(data):
        return _too_large(data, size, sha256, suffix, limits)
    return content(data, suffix, sha256, engine, terms)


def content(
    data: bytes, suffix: str, sha256: str | None = None, engine: str | None = None, terms: Terms | None = None
) -> Outcome:
    """Reads a whole file's bytes; `suffix` (with its dot) is all that is used of its name."""
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    media_type: str | None = None
    trail: _Trail | None = None
    lost: list[errors.IngestError] = []
    try:
        if not data or data.isspace():
            raise errors.EmptyFile("The file is empty.")
        recognised = sources.recognise(data, f"report{suffix}")
        media_type = recognised.media_type
        if recognised.source is None:
            raise errors.UnknownFormat(recognised.reason or "The file is of a kind that is not read.")
        trail = _Trail(_pages(data, recognised, sha256, engine, terms or Terms(), lost))
        extraction = extract.document(sha256[:16], trail)
    except errors.IngestError as error:
        return failed(error, sha256, len(data), media_type)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a rule that raises is this document's failure, never the batch's
        cause = trail.error if trail and trail.error else errors.DefectInRules(_where(error))
        return failed(cause, sha256, len(data), media_type)
    if len(lost) == trail.count and (trail.error or lost):
        return failed(trail.error or lost[0], sha256, len(data), media_type)  # no page could be read
    if not trail.printed and not trail.error and not trail.broken:
        empty = errors.EmptyFile("No text and no table was found on its pages: they are blank, or hold pictures only.")
        return failed(empty, sha256, len(data), media_type)
    return _read_outcome(sha256, len(data), media_type, trail, extraction)


def _pages(
    data: bytes,
    recognised: sources.Recognised,
    sha256: str,
    engine: str | None,
    terms: Terms,
    lost: list[errors.IngestError],
) -> Iterator[Page]:
    """The pages of a file. Scans that were read before are neither decoded nor read again.

    `lost` takes what is wrong with each page of which there is nothing to be read.
    """
    if not sources.paged(recognised):
        yield from reading.pages(sources.pages(data, recognised, sources.Limits()), engine)
        return
    from ingest import engines

    def found(known: Mapping[int, errors.IngestError]) -> Iterator[Page | Scan]:
        limits = sources.Limits(leave={**terms.leave, **known}, known=frozenset(known), password=terms.password)
        return reading.checked(_announced(sources.pages(data, recognised, limits), terms.begun), engine)

    if terms.readings is None:
        yield from reading.pages(_noted(found({}), lost), engine)
        return
    try:
        name = engines.door(engine).name
    except errors.EngineMissing:
        name = "none"  # pages with a text layer are read all the same
    with readings.Readings(terms.readings, name, versions.reading_version()).of(sha256) as kept:
        yield from kept.keeping(reading.pages(_noted(kept.known(found(kept.skip)), lost), engine))


def _announced(found: Iterator[Page | Scan], begun: Callable[[int], None] | None) -> Iterator[Page | Scan]:
    """Tells a page's number before the page is so much as decoded: that, too, may take long or never end."""
    number = 0
    while True:
        number += 1
        if begun:
            begun(number)
        try:
            yield next(found)
        except StopIteration:
            if begun:
                begun(0)  # what comes now is of no page
            return


def _noted(found: Iterator[Page | Scan], lost: list[errors.IngestError]) -> Iterator[Page | Scan]:
    for item in found:
        if isinstance(item, Scan) and item.picture is None and item.error:
            lost.append(item.error)
        yield item


def _read_outcome(sha256: str, size: int, media_type: str | None, trail: _Trail, extraction: Extraction) -> Outcome:
    code, sentence = None, None
    page_failed = next((issue for issue in extraction.issues if issue.code == "PAGE_FAILED"), None)
    if trail.error:
        code, sentence = trail.error.code, str(trail.error)
    elif trail.broken or page_failed:
        code, sentence = "PAGE_FAILED", trail.broken or (page_failed.message_en if page_failed else None)
    status: Status = "partial" if code else "ok"
    engine = "+".join(trail.engines) or None
    return Outcome(sha256, size, status, media_type, code, sentence, engine, trail.count, extraction)


def _read(path: str, suffix: str, limits: sources.Limits) -> tuple[bytes, int]:
    """The file's bytes and its size; only the head of a file that is beyond the limits."""
    descriptor = folder.open_regular(path)
    try:
        size = os.fstat(descriptor).st_size
        if size > limits.max_bytes:
            head = os.read(descriptor, _HEAD)
            if size > _allowed(sources.recognise(head, f"report{suffix}"), limits):
                return head, size
            os.lseek(descriptor, 0, os.SEEK_SET)
        return b"".join(folder.chunks(descriptor)), size
    finally:
        os.close(descriptor)


def _allowed(recognised: sources.Recognised, limits: sources.Limits) -> int:
    return limits.max_picture_bytes if sources.paged(recognised) else limits.max_bytes


def _too_large(head: bytes, size: int, sha256: str, suffix: str, limits: sources.Limits) -> Outcome:
    recognised = sources.recognise(head, f"report{suffix}")
    error: errors.IngestError = errors.UnknownFormat(recognised.reason or "The file is of a kind that is not read.")
    if recognised.source is not None:
        found, allowed = f"{size / 2**20:.0f} MiB", f"{_allowed(recognised, limits) / 2**20:.0f} MiB"
        error = errors.TooLarge(f"The file has {found}; a report may have {allowed}.")
    return failed(error, sha256, size, recognised.media_type)


def _where(error: Exception) -> str:
    """What failed and where in our own code: the same words on every machine, so no message and no memory address."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(versions.ROOT)]
    place = ours[-1] if ours else frames[-1]
    return f"A rule failed: {type(error).__name__} in {Path(place.filename).stem}.{place.name}."
