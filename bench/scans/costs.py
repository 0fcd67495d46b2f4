"""What reading costs: processor time beside Tesseract page mode, two workers beside one, memory, all in one run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from bench.scans.documents import Shelf, exams
from bench.scans.files import Sheet, pdf
from bench.scans.peers import Picture, tesseract_page
from bench.scans.reading import ingested
from bench.scans.targets import CPU_RATIO, PEAK_MB, TWO_WORKERS

MEBIBYTE = 2**20
A3 = (9921, 7016)  # height and width at 600 dpi
GROWTH = 0.1  # by which memory may grow over a long document
PATIENCE = 7200  # seconds that a long document may take


def speed(shelf: Shelf, out: Path, engine: str | None) -> Iterator[tuple[str, bool]]:
    """Verdicts on time: every page of a shelf on one worker and on two, and Tesseract page mode on the same pages."""
    one = ingested(shelf.reports, out, 1, engine)
    two = ingested(shelf.reports, out, 2, engine)
    lack = tesseract_page.missing()
    if lack:
        yield f"{shelf.quality}: Tesseract page mode was not measured: {lack}", False
    else:
        alone = sum(a.cpu for a in tesseract_page.read([exam for _, _, exam in exams(shelf, shelf.n_pages)]))
        ratio = one.cpu / alone
        words = f"{one.cpu / shelf.n_pages:.2f} CPU s/page, {ratio:.2f} times Tesseract page mode"
        words += f" ({alone / shelf.n_pages:.2f}; at most {CPU_RATIO})"
        yield f"{shelf.quality}, {shelf.n_pages} pages: {words}", ratio <= CPU_RATIO
    gain = one.seconds / two.seconds
    yield f"{shelf.quality}: two workers {gain:.2f} times one (at least {TWO_WORKERS})", gain >= TWO_WORKERS


def memory(shelf: Shelf, pages: int, engine: str | None) -> Iterator[tuple[str, bool]]:
    """Verdicts on memory: one A3 page at 600 dpi, and one document of `pages` small pages against a tenth of them."""
    exam = next(exam for _, _, exam in exams(shelf, 1))
    place = Path(tempfile.mkdtemp(prefix="scan-memory-"))
    try:
        large = np.asarray(cv2.resize(exam.picture, A3[::-1], interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
        peak = _peak(place / "a3", [Sheet(large, None, 600.0)], engine)
        yield f"a 600 dpi A3 page: {peak:.0f} MB at most in a process (under {PEAK_MB})", peak < PEAK_MB
        few, many = max(pages // 10, 1), pages
        small = Sheet(_strip(exam.picture), None, exam.dpi)
        first = _peak(place / "few", [small] * few, engine)
        last = _peak(place / "many", [small] * many, engine)
        growth = last / first - 1
        words = f"from {few:,} to {many:,} pages of one document: {first:.0f} to {last:.0f} MB, {growth:+.1%}"
        yield f"{words} (within {GROWTH:.0%})", growth <= GROWTH
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _strip(picture: Picture) -> Picture:
    """The upper third of a page: enough for a heading and the beginning of a table."""
    return picture[: picture.shape[0] // 3]


def _peak(folder: Path, sheets: list[Sheet], engine: str | None) -> float:
    """Megabytes of the largest process that reads these pages as one document."""
    (folder / "reports").mkdir(parents=True)
    pdf(sheets, folder / "reports" / "scan.pdf")
    return ingested(folder / "reports", folder / "out", 1, engine, timeout=PATIENCE).largest / MEBIBYTE
