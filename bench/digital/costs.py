"""What reading costs beside peers, on the same trusted PDFs in the same run: processor time, and memory of a long file.

Every reader is a command of its own, from its start to its end, with one thread.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.digital.pages import repeated
from bench.digital.targets import GROWTH, LATTICE_RATIO, PEAK_MB, PLUMBER_RATIO
from bench.processes import watched
from bench.scans.documents import Shelf
from bench.scans.reading import ingested

MEBIBYTE = 2**20
TIMES = 4  # each document's pages, so that the start of a program counts for little
PATIENCE = 7200  # seconds that a long document may take
AGAINST = (("camelot lattice", LATTICE_RATIO), ("pdfplumber", PLUMBER_RATIO))


def speed(shelves: Sequence[Shelf], engine: str | None) -> Iterator[tuple[str, bool]]:
    """Verdicts on processor time: all documents of these sets, each page several times."""
    with tempfile.TemporaryDirectory(prefix="digital-speed-") as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        pages = sum(
            repeated(file, TIMES, folder / f"{shelf.quality}-{file.name}")
            for shelf in shelves
            for file in sorted(shelf.reports.iterdir())
        )
        ours = ingested(folder, Path(name) / "out", 1, engine).cpu
        for peer, most in AGAINST:
            run = watched([sys.executable, "-W", "ignore", "-m", "bench.digital.peers", peer, str(folder)])
            if run.code:
                yield f"{peer} failed ({run.code})", False
                continue
            words = f"{ours / pages:.3f} CPU s/page, {ours / run.cpu:.2f} times {peer} ({run.cpu / pages:.3f})"
            yield f"{pages} pages: {words}; at most {most}", ours / run.cpu <= most


def memory(shelf: Shelf, pages: int, engine: str | None) -> Iterator[tuple[str, bool]]:
    """Verdicts on memory: one document of `pages` pages against a tenth of them."""
    place = Path(tempfile.mkdtemp(prefix="digital-memory-"))
    try:
        source = max(shelf.reports.iterdir(), key=lambda file: file.stat().st_size)
        few, first = _peak(place / "few", source, max(pages // 10, 1), engine)
        many, last = _peak(place / "many", source, pages, engine)
        yield f"a document of {many:,} pages: {last:.0f} MB at most in a process (under {PEAK_MB})", last < PEAK_MB
        growth = last / first - 1
        yield f"from {few:,} to {many:,} pages: {first:.0f} to {last:.0f} MB, {growth:+.1%}", growth <= GROWTH
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _peak(folder: Path, source: Path, pages: int, engine: str | None) -> tuple[int, float]:
    """Pages of the document, and megabytes of the largest process that reads it."""
    reports = folder / "reports"
    reports.mkdir(parents=True)
    once = repeated(source, 1, reports / "long.pdf")
    made = repeated(source, -(-pages // once), reports / "long.pdf")
    return made, ingested(reports, folder / "out", 1, engine, timeout=PATIENCE).largest / MEBIBYTE
