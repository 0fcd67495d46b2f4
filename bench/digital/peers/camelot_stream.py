"""camelot's parser for tables that white space alone divides. It knows no spans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.digital.peers import Sheet
from bench.digital.peers.camelot_lattice import by_page, missing

__all__ = ["NAME", "fits", "missing", "read"]

NAME = "camelot stream"


def fits(ruled: str) -> bool:
    """Where the other parser has too few rulings."""
    return ruled != "full"


def read(path: Path) -> Iterator[Sheet]:
    """Tables page by page; every place is a cell."""
    yield from by_page(path, "stream")
