"""Only the grids: pages prepared and their tables found, nothing read. Fast enough to run after every change."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from bench.scans.documents import Shelf, Truth, numeric_columns, true_cells
from bench.scans.grids import GivenCell, grid_marks, paired
from bench.scans.marks import Mark, tallied
from bench.scans.tables import Result
from extract.grid import Place
from ingest import imaging
from ingest.imaging import Prepared
from ingest.reading import layout
from ingest.reading.ink import Ink
from ingest.scan import Picture

SKEW = 0.05  # degrees by which the found skew may be wrong


@dataclass(frozen=True, slots=True)
class Found:
    """One page as far as its grids: what the picture was made into, the tables found, the processor seconds."""

    prepared: Prepared
    tables: list[list[GivenCell]]
    cpu: float


def lattices(shelf: Shelf) -> tuple[Result, list[Mark]]:
    """The marks of all grids of a shelf, and of turns and skews (measures `upright` and `level`)."""
    cv2.setNumThreads(1)
    numeric = {document.name: numeric_columns(document.gold) for document in shelf.documents}
    marks: list[Mark] = []
    spent = 0.0
    for file in shelf.pages:
        page = json.loads(file.read_text(encoding="utf-8"))
        found = find(picture_of(file, page), float(page["dpi"]))
        spent += found.cpu
        marks += upright_marks(page, found.prepared)
        true = [true_cells(table, numeric[page["document"]]) for table in page["tables"]]
        for n, (table, given) in enumerate(paired(true, found.tables), start=1):
            marks += grid_marks(f"{told(page)} table {n}", table, given)
    return Result(tallied(marks), shelf.n_pages, spent), marks


def picture_of(file: Path, page: Truth) -> Picture:
    """The page's picture as the file holds it."""
    picture = Image.open(file.with_name(page["picture"]))
    return np.asarray(picture if picture.mode == "L" else picture.convert("RGB"))


def find(picture: Picture, dpi: float) -> Found:
    """Prepare one picture and find its tables."""
    began = time.process_time()
    prepared = imaging.prepare(picture, dpi)
    found = layout.find(prepared, Ink(prepared.ink, prepared.dpi_here)).tables
    cpu = time.process_time() - began
    return Found(prepared, [_cells(table.cells) for table in found], cpu)


def upright_marks(page: Truth, prepared: Prepared) -> Iterator[Mark]:
    """Whether a page with a table was turned back and levelled rightly."""
    if not page["tables"]:
        return
    turned, skew = page["recipe"]["turned"], page["recipe"]["skew"]
    wrong = (prepared.rotation - turned) % 360 != 0
    yield Mark("upright", int(wrong), told(page), str(prepared.rotation), str(turned))
    off = abs(prepared.skew_deg + skew)  # the recipe counts counter-clockwise
    yield Mark("level", int(off > SKEW), told(page), f"{prepared.skew_deg:.2f}°", f"{skew:.2f}°")


def told(page: Truth) -> str:
    """Which page, and how it is printed."""
    return (
        f"{page['document']} p{page['page']} ({page['ruled']}, {page['head']} head, {page['line']}, {page['dpi']} dpi)"
    )


def _cells(places: Sequence[Place]) -> list[GivenCell]:
    return [GivenCell((p.row, p.col, p.rowspan, p.colspan), "") for p in places]
