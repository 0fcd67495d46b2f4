"""Peers: one module a peer. The same pages in, tables of cell texts and processor seconds out.

A peer is a module of this package that has `NAME`; adding one is enough. It gives

- `NAME`: its name in the table;
- `OWN_GRID`: whether it finds tables itself; else it is given the true cells, which is to its advantage;
- `missing() -> str | None`: what it lacks on this machine, in one plain sentence;
- `read(exams: Sequence[Exam]) -> list[Answer]`: one answer a page.

Pages come upright and level, turned back by the truth, which is to the peers' advantage too. Every peer has the model
of our own engine and one thread.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from bench.scans.grids import Box, GivenCell, TrueCell
from ingest.engines import models

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Exam:
    """One page: its grey picture (height × width), resolution, and the true tables with boxes in its pixels."""

    picture: Picture
    dpi: float
    tables: tuple[tuple[TrueCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer read: tables of cells, and the processor seconds it took."""

    tables: list[list[GivenCell]]
    cpu: float


ALONE = f"{models.BENGALI}+~{models.LATIN}"  # else the better model asks for Latin letters and reads digits as these


def lack() -> str | None:
    """Why Tesseract can't read Bengali here; None: it can."""
    return None if models.find(models.BENGALI) else "there is no Bengali model for Tesseract"


def tessdata() -> str:
    """The folder of our engine's first model. Raises ModelMissing where there is none."""
    return f"{models.demand(models.BENGALI)[0].folder}/"


class Peer(Protocol):
    """What a module of this package offers to be a peer."""

    NAME: str
    OWN_GRID: bool

    def missing(self) -> str | None:
        """Tell what the peer lacks on this machine; None: it can read."""

    def read(self, exams: Sequence[Exam]) -> list[Answer]:
        """Read the pages."""


@cache
def peers() -> dict[str, Peer]:
    """List the peers by name."""
    found: dict[str, Peer] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = cast("Peer", loaded)
    return found


def placed(table: Sequence[TrueCell], words: Sequence[tuple[Box, str]]) -> list[GivenCell]:
    """The true cells, each with the words whose middle lies in it, in the order given."""
    held: dict[int, list[str]] = {n: [] for n in range(len(table))}
    for (x0, y0, x1, y1), text in words:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        inside = [
            n for n, cell in enumerate(table) if cell.box[0] <= x < cell.box[2] and cell.box[1] <= y < cell.box[3]
        ]
        for n in inside[:1]:
            held[n].append(text)
    return [GivenCell(cell.place, " ".join(held[n]), " ".join(held[n])) for n, cell in enumerate(table)]
