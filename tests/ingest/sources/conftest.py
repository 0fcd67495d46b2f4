"""What the tests of sources share: reading a text and looking at what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from extract.model import Grid, Issue, Line, Page
from ingest.sources import Limits, pages, recognise


@dataclass
class Seen:
    pages: list[Page]

    @property
    def blocks(self) -> list[Line | Grid]:
        return [block for page in self.pages for block in page.blocks]

    @property
    def lines(self) -> list[Line]:
        return [block for block in self.blocks if isinstance(block, Line)]

    @property
    def raws(self) -> list[str]:
        return [line.raw for line in self.lines]

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]

    @property
    def tables(self) -> list[list[list[str]]]:
        return [as_rows(grid) for grid in self.grids]

    @property
    def issues(self) -> list[Issue]:
        return [issue for page in self.pages for issue in page.issues]


def as_rows(grid: Grid) -> list[list[str]]:
    """The texts by place; "<" where a cell to the left and "^" where a cell above covers the place, "?" for a gap."""
    rows = [["?"] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        for r in range(cell.row, cell.row + cell.rowspan):
            for c in range(cell.col, cell.col + cell.colspan):
                assert rows[r][c] == "?", f"two cells at {r}, {c}"
                rows[r][c] = "^" if r > cell.row else "<"
        rows[cell.row][cell.col] = cell.raw
    return rows


@pytest.fixture
def read():
    def reading(content: str | bytes, name: str = "report.txt", limits: Limits | None = None) -> Seen:
        data = content.encode() if isinstance(content, str) else content
        return Seen(list(pages(data, recognise(data, name), limits)))

    return reading
