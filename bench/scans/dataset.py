"""The dataset that `ingest` wrote, as the scorer wants it: each document's cells by page, its rows for the judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.dataset as ds

from bench import score
from bench.compare import Json
from bench.scans.grids import GivenCell

LOUD = frozenset({"error", "warn"})


@dataclass(slots=True)
class Dataset:
    """Rows by document: `data` for `bench.score.Judge`, cells and pages by doc_id."""

    data: score.Data
    cells: dict[str, list[Json]] = field(default_factory=dict)
    pages: dict[str, list[Json]] = field(default_factory=dict)

    def tables(self, name: str) -> dict[int, list[list[GivenCell]]]:
        """The given tables of a document by page, in order; empty where the document was not read."""
        doc_id = str(self.data.documents.get(name, {}).get("doc_id", ""))
        return tables(self.cells.get(doc_id, ()), self.data.rows["issues"].get(doc_id, ()))


def load(out: Path) -> Dataset:
    """Read the Parquet dataset. Raises OSError where there is none."""
    return Dataset(score.load(out), _by_document(out / "cells"), _by_document(out / "pages"))


def tables(cells: Iterable[Json], issues: Iterable[Json]) -> dict[int, list[list[GivenCell]]]:
    """Cells of one document grouped by page and table; rows counted from 0 within the table's part on the page."""
    pointed = {(i["table_no"], i["row_no"] or 0, i["col_no"]) for i in issues if i["severity"] in LOUD}
    parts: dict[tuple[int, int], list[Json]] = defaultdict(list)
    for cell in cells:
        parts[cell["page"], cell["table_no"]].append(cell)
    found: dict[int, list[list[GivenCell]]] = defaultdict(list)
    for (page, table_no), held in sorted(parts.items()):
        first = min(cell["print_row"] for cell in held)
        found[page].append([
            GivenCell(
                (cell["print_row"] - first, cell["col_no"] - 1, cell["rowspan"], cell["colspan"]),
                cell["text"], cell["raw"], cell["confidence"],
                (table_no, cell["row_no"] or 0, cell["col_no"]) in pointed,
            )
            for cell in held
        ])  # fmt: skip
    return found


def _by_document(folder: Path) -> dict[str, list[Json]]:
    held = defaultdict(list)
    for row in ds.dataset(folder, format="parquet").to_table().to_pylist():
        held[row["doc_id"]].append(row)
    return held
