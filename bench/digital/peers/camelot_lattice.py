"""camelot's parser for ruled tables, with its own settings; pages are drawn by pdfium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from camelot.core import Cell
from camelot.io import read_pdf

from bench.digital.peers import Sheet
from bench.scans.grids import GivenCell

NAME = "camelot lattice"
FLAVOUR = "lattice"


def missing() -> str | None:
    """Nothing: it is one of our own libraries."""
    return None


def fits(ruled: str) -> bool:
    """It needs rulings on all sides."""
    return ruled == "full"


def read(path: Path) -> Iterator[Sheet]:
    """Tables page by page."""
    yield from by_page(path, FLAVOUR)


def by_page(path: Path, flavour: str) -> Iterator[Sheet]:
    """What a parser of camelot finds on each page."""
    with pikepdf.open(path) as document:
        n = len(document.pages)
    found: dict[int, list[list[GivenCell]]] = {}
    for table in read_pdf(str(path), pages="all", flavor=flavour, suppress_stdout=True):
        found.setdefault(int(table.page), []).append(spanned(table.cells))
    for number in range(1, n + 1):
        yield Sheet(found.get(number, []))


def spanned(rows: list[list[Cell]]) -> list[GivenCell]:
    """Cells with spans: places between which camelot saw no ruling are one cell."""
    taken: set[tuple[int, int]] = set()
    made = []
    for r, row in enumerate(rows):
        for c in range(len(row)):
            if (r, c) in taken:
                continue
            wide, high = 1, 1
            while c + wide < len(row) and not row[c + wide].left and not row[c + wide - 1].right:
                wide += 1
            while r + high < len(rows) and not rows[r + high][c].top and not rows[r + high - 1][c].bottom:
                high += 1
            places = [(r + down, c + across) for down in range(high) for across in range(wide)]
            taken.update(places)
            text = " ".join(part for y, x in places if (part := rows[y][x].text.strip()))
            made.append(GivenCell((r, c, high, wide), text, text))
    return made
