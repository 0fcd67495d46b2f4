"""A reader without fault: the truth of the pages through `extract`. What is wrong then is not the reading's fault."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import extract
from bench.compare import Json
from bench.scans.dataset import Dataset
from bench.scans.documents import Shelf
from bench.scans.marks import Mark, tallied
from bench.scans.score import marks
from bench.scans.tables import Result
from bench.score import Data
from extract.model import Box, Cell, Grid, Line, Page

SURE = 0.99
ENGINE = "truth"


def perfect(shelf: Shelf) -> tuple[Result, list[Mark]]:
    """What a perfect reading of a shelf gives."""
    dataset = read(shelf)
    found = [mark for document in shelf.documents for mark in marks(document, dataset)]
    return Result(tallied(found), shelf.n_pages), found


def read(shelf: Shelf) -> Dataset:
    """The dataset that a perfect reading gives."""
    pages: dict[str, list[Json]] = defaultdict(list)
    for file in shelf.pages:
        told = json.loads(file.read_text(encoding="utf-8"))
        pages[told["document"]].append(told)
    documents: dict[str, Json] = {}
    rows: dict[str, dict[str, list[Any]]] = {name: defaultdict(list) for name in ("indicators", "values", "issues")}
    cells: dict[str, list[Any]] = {}
    for name, held in pages.items():
        held.sort(key=lambda page: int(page["page"]))
        found = extract.document(name, [page_of(told) for told in held])
        documents[name] = {**asdict(found.facts), "doc_id": name}
        for table, records in (("indicators", found.indicators), ("values", found.values), ("issues", found.issues)):
            rows[table][name] = [asdict(record) for record in records]
        cells[name] = [asdict(record) for record in found.cells]
    return Dataset(Data(documents, dict(rows)), cells)


def page_of(told: Json) -> Page:
    """A page as it would be read without fault, in reading order."""
    held = sorted(blocks(told), key=lambda pair: pair[0])
    return Page(told["page"], tuple(block for _, block in held), "ocr", told["width"], told["height"], engine=ENGINE)


def blocks(told: Json) -> Iterator[tuple[float, Line | Grid]]:
    """Lines and tables, each with its upper edge."""
    for line in told["lines"]:
        yield line["box"][1], Line(line["text"], box=Box(*line["box"]), confidence=SURE)
    for table in told["tables"]:
        cells = tuple(
            Cell(
                cell["row"], cell["col"], cell["text"], cell["rowspan"], cell["colspan"], box=Box(*cell["box"]),
                confidence=SURE, engine=ENGINE, ink=bool(cell["text"].strip()),
            )
            for cell in table["cells"]
        )  # fmt: skip
        yield table["box"][1], Grid(cells, table["n_rows"], table["n_cols"], told["page"], spans_known=True)
