"""Scanned documents with their truth as `bench.scans.make` leaves them: OUT/QUALITY/{reports,gold,pages}."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bench.compare import IN_SENTENCES
from bench.scans.grids import TrueCell
from bench.scans.peers import Exam, Picture
from bench.scans.score import Document

WEIGHTS = frozenset({"weight", "area_weight"})
Truth = Mapping[str, Any]  # one page's truth file


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one quality: the folder of files to be read, and what is true of them."""

    quality: str
    reports: Path
    documents: tuple[Document, ...]
    pages: tuple[Path, ...]  # the truth files, in order

    @property
    def n_pages(self) -> int:
        """How many pages there are."""
        return len(self.pages)


def shelf(folder: Path) -> Shelf:
    """Read the truth of one quality. Raises OSError where the folder or a file is not there."""
    files = tuple(sorted((folder / "pages").glob("*.json")))
    held: dict[str, list[Truth]] = {}
    for file in files:
        page = json.loads(file.read_text(encoding="utf-8"))
        held.setdefault(page["document"], []).append(page)
    documents = tuple(_document(folder, name, pages) for name, pages in sorted(held.items()))
    return Shelf(folder.name, folder / "reports", documents, files)


def _document(folder: Path, name: str, pages: Sequence[Truth]) -> Document:
    gold = json.loads((folder / "gold" / f"{name}.gold.json").read_text(encoding="utf-8"))
    numeric = numeric_columns(gold)
    tables = {page["page"]: tuple(true_cells(table, numeric) for table in page["tables"]) for page in pages}
    return Document(name, folder.name, pages[0]["font"], gold, tables)


def numeric_columns(gold: Mapping[str, Any]) -> dict[int, frozenset[int]]:
    """By table the columns (from 0) that hold values or weights."""
    found = {}
    for table in gold["tables"]:
        rows = [row for row in gold["indicators"] if row["table_no"] == table["table_no"]]
        keys = {v["col_key"] for row in rows for v in row["values"] if v["kind"] not in IN_SENTENCES} | WEIGHTS
        found[table["table_no"]] = frozenset(c for c, key in enumerate(table["column_keys"]) if key in keys)
    return found


def true_cells(table: Truth, numeric: Mapping[int, frozenset[int]]) -> tuple[TrueCell, ...]:
    """The cells of one printed part of a table."""
    columns = numeric.get(table["table_no"], frozenset())
    last = table["n_heads"] - 1
    texts = [cell["text"].strip() for cell in table["cells"] if cell["row"] == last]
    numbered = bool(texts) and all(text.isdigit() for text in texts)  # ১ ২ ৩ … below the labels
    made = []
    for cell in table["cells"]:
        role = ("number" if numbered and cell["row"] == last else "header") if cell["head"] else "data"
        typed = role == "number" or (role == "data" and cell["col"] in columns)
        place = (cell["row"], cell["col"], cell["rowspan"], cell["colspan"])
        x0, y0, x1, y1 = cell["box"]
        made.append(TrueCell(place, cell["text"], "number" if typed else "text", role, (x0, y0, x1, y1)))
    return tuple(made)


def exams(chosen: Shelf, limit: int) -> Iterator[tuple[str, int, Exam]]:
    """At most `limit` pages for the peers, spread over the shelf: document, number, and the page upright and level."""
    golds = {document.name: numeric_columns(document.gold) for document in chosen.documents}
    for file in spread(chosen.pages, limit):
        page = json.loads(file.read_text(encoding="utf-8"))
        tables = tuple(true_cells(table, golds[page["document"]]) for table in page["tables"])
        yield page["document"], page["page"], Exam(levelled(file, page), float(page["dpi"]), tables)


def spread(files: Sequence[Path], limit: int) -> list[Path]:
    """At most `limit` of them, evenly spread."""
    if len(files) <= limit:
        return list(files)
    return [files[n * len(files) // limit] for n in range(limit)]


def levelled(file: Path, page: Truth) -> Picture:
    """The page's picture, grey, turned and levelled by the truth: height × width."""
    picture = np.asarray(Image.open(file.with_name(page["picture"])).convert("L"))
    there = np.array(page["transform"], dtype=np.float64)
    size = (page["width"], page["height"])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(picture, there, size, flags=flags, borderValue=(255,)), dtype=np.uint8)
