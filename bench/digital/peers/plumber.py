"""pdfplumber as it comes: `extract_tables` with its own settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdfplumber

from bench.digital.peers import Sheet, gridded

NAME = "pdfplumber"


def missing() -> str | None:
    """Nothing: it is one of our own libraries."""
    return None


def fits(ruled: str) -> bool:
    """Its settings look for lines; where there are few it finds what it can."""
    return bool(ruled)


def read(path: Path) -> Iterator[Sheet]:
    """Tables page by page; `extract_tables` with the boxes of its cells kept."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            tables = []
            for table in page.find_tables():
                texts = zip(table.rows, table.extract(), strict=True)
                pairs = ((box, text or "") for row, held in texts for box, text in zip(row.cells, held, strict=True))
                tables.append(gridded([(box, text) for box, text in pairs if box is not None]))
            yield Sheet(tables)
            page.close()
