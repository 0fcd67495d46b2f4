"""Peers that read the text layer of a PDF: one module a peer. The same files in, tables and words of each page out.

A peer is a module of this package that has `NAME`; adding one is enough. It gives

- `NAME`: its name in the table;
- `missing() -> str | None`: what it lacks on this machine, in one plain sentence;
- `fits(ruled: str) -> bool`: whether it is made for tables so ruled: full, level or none;
- `read(path: Path) -> Iterator[Sheet]`: one sheet a page, in order.

    python -m bench.digital.peers NAME FOLDER

reads every PDF of a folder, to be timed from outside.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from bench.scans.grids import Box, GivenCell

NEAR = 1.0  # points by which edges of one ruling may differ

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every font without a box


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a peer read on a page: tables of cells, or words alone."""

    tables: list[list[GivenCell]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Peer(Protocol):
    """What a module of this package offers to be a peer."""

    NAME: str

    def missing(self) -> str | None:
        """Tell what the peer lacks on this machine; None: it can read."""

    def fits(self, ruled: str) -> bool:
        """Tell whether it is made for such tables."""

    def read(self, path: Path) -> Iterator[Sheet]:
        """Read a file."""


@cache
def peers() -> dict[str, Peer]:
    """List the peers by name."""
    found: dict[str, Peer] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found[loaded.NAME] = cast("Peer", loaded)
    return found


def gridded(cells: Sequence[tuple[Box, str]]) -> list[GivenCell]:
    """Cells by row, column and spans, from their boxes: every edge that a cell has is a ruling."""
    across = _rulings([edge for box, _ in cells for edge in (box[0], box[2])])
    down = _rulings([edge for box, _ in cells for edge in (box[1], box[3])])
    made = []
    for (x0, y0, x1, y1), text in cells:
        left, right, top, bottom = _at(across, x0), _at(across, x1), _at(down, y0), _at(down, y1)
        made.append(GivenCell((top, left, bottom - top, right - left), text, text))
    return made


def _rulings(edges: Sequence[float]) -> list[float]:
    """Edges in order, those that are nearly the same as one."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > NEAR:
            found.append(edge)
    return found


def _at(rulings: Sequence[float], edge: float) -> int:
    return min(range(len(rulings)), key=lambda n: abs(rulings[n] - edge))
