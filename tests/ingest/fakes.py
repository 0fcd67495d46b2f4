"""A worker whose sources and extractor are tiny stand-ins, so that the shell is tested apart from reading.

A file's first word says what happens: CRASH, HANG, HUNGER, RAISE, HALF (fails after its first page), SKIP; any other
text gives one table of its words. In a .scan each line is a page.
Run as `python -m tests.ingest.fakes`, like `python -m ingest.worker`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace

_ROOT = Path(__file__).resolve().parent.parent.parent


def _stand_in(name: str) -> ModuleType:
    """An empty package in the place of a real one, whose other modules can still be imported: a worker starts fast."""
    package = ModuleType(name)
    package.__path__ = [str(_ROOT.joinpath(*name.split(".")))]
    sys.modules[name] = package
    return package


if __name__ == "__main__":
    _extract, _sources = _stand_in("extract"), _stand_in("ingest.sources")
    import ingest

    ingest.sources = _sources
    _engines = _stand_in("ingest.engines")
    _reading = _stand_in("ingest.reading")
    ingest.engines, ingest.reading = _engines, _reading

from extract.model import Line, Page
from extract.records import CellRow, Extraction, Facts, IndicatorRow, IssueRow, PageRow, Signatory, TableRow, ValueRow
from ingest import errors
from ingest.scan import Scan


@dataclass(frozen=True)
class Recognised:
    media_type: str
    source: str | None
    reason: str | None = None


@dataclass(frozen=True)
class Limits:
    max_bytes: int = 1 << 20
    max_picture_bytes: int = 2 << 20
    leave: Mapping[int, str] = field(default_factory=dict)
    known: frozenset[int] = frozenset()
    password: str | None = None


def recognise(data: bytes, name: str) -> Recognised:
    if data.startswith(b"SKIP"):
        return Recognised("image/png", None, "A picture.")
    return Recognised(f"text/{name.rpartition('.')[2]}", "fake")


def paged(recognised: Recognised):
    return recognised.media_type == "text/scan"


def pages(data: bytes, recognised: Recognised, limits: Limits):
    if not paged(recognised):
        return whole(data)
    return (scanned(n, line.decode(), limits) for n, line in enumerate(data.splitlines(), 1))


def scanned(number: int, line: str, limits: Limits):
    """One page of a scan; one that is left out comes with its cause, as from the real sources."""
    if number in limits.leave:
        return Scan(number, None, error=limits.leave[number])
    misbehave(line.split()[0])
    return Page(number, (Line(line),), "ocr", engine="fake")


def whole(data: bytes):
    word = data.split()[0].decode("utf-8", "replace")
    misbehave(word)
    yield Page(1, tuple(Line(line) for line in data.decode("utf-8", "replace").splitlines()))
    if word == "HALF":
        raise errors.UnreadableContent("The second page is broken.")


def misbehave(word: str) -> None:
    if word == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "HANG":
        time.sleep(3600)
    if word == "HUNGER":
        bytearray(64 << 30)
    if word == "RAISE":
        raise KeyError(object())
    if word == "DEEP":
        raise errors.TooDeep("Nested too deeply.")
    if word == "SLOW":
        time.sleep(0.05)


def read(found, engine):
    for item in found:
        yield item if isinstance(item, Page) else Page(item.number, (), "ocr", status="failed", error=str(item.error))


def document(doc_id: str, given) -> Extraction:
    words = [word for page in given for block in page.blocks for word in block.raw.split()] or ["-"]
    cells = [
        CellRow(doc_id, 1, 1, 1, n, 1, None, None, None, None, 1, 1, 1, "data", None, word, word, [], 1.0, "text", None)
        for n, word in enumerate(words, 1)
    ]
    uid = f"{doc_id}/t1/r1"
    return Extraction(
        Facts(title=" ".join(words[:3]), plan_types=["apa"], signatories=[Signatory("রহিমা খাতুন", None, "কার্যালয়")]),
        [PageRow(doc_id, 1, "text", None, None, 0, None, None, len(words), None, "ok", None)],
        [TableRow(doc_id, 1, "generic", None, None, [1], 1, len(words), [None], [["ক", "খ"]], None, "", 1.0)],
        cells,
        [IndicatorRow(uid, doc_id, 1, 1, 1, "generic", "measure", indicator=words[0])],
        [
            ValueRow(f"{uid}/{n}", uid, doc_id, 1, 1, n, 1, "measure", value_num=n / 1, raw=w)
            for n, w in enumerate(words)
        ],
        [IssueRow(doc_id, 1, 1, 1, 1, None, None, "TABLE_UNMATCHED", "info", "", "No form.", "ফরম নেই।", None, "fake")],
    )


if __name__ == "__main__":
    _extract.document = document
    _sources.Limits, _sources.recognise, _sources.pages, _sources.paged = Limits, recognise, pages, paged
    _engines.door = lambda name: SimpleNamespace(name="fake")
    _reading.pages, _reading.checked = read, lambda found, engine: found
    from ingest import versions, worker

    versions.reading_version = lambda: "test"  # stays though the code is edited meanwhile

    worker.main()
