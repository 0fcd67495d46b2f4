"""Engines: one module an OCR engine. Picture regions in, words out.

An engine is a module of this package whose name ends in `_engine`; adding one is enough, nothing else is edited. It
gives

- `NAME`: what `--engine` calls it;
- `RANK`: its place among those tried where no engine is named, the lowest first; None: only by name;
- `missing() -> str | None`: what it lacks on this machine, in one plain sentence; cheap, loads no model;
- `engine() -> Engine`: ready to read; raises EngineMissing or ModelMissing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol, cast, runtime_checkable

from extract.expectation import Expected
from extract.model import Box, Word
from ingest.errors import EngineMissing
from ingest.scan import Picture

__all__ = ["FIGURES", "Engine", "EngineModule", "Expected", "Region", "Settling", "door", "engines"]

FIGURES = frozenset({"number", "date", "percent", "mark", "code"})  # what cells of figures are expected to hold


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page to be read. `expects`: what its column holds, None where that is not known yet.

    A `cell` is read inside its box only, and what is left of rulings at its border is no ink; a `line` is one line of
    text whatever its height; a `block` holds any number of lines.
    """

    box: Box
    kind: Literal["cell", "line", "block"] = "cell"
    expects: Expected | None = None


class Engine(Protocol):
    """What reads pictures. One object a process: models stay loaded between pages."""

    @property
    def name(self) -> str:
        """What stands in the column `engine`: program, version and model, as `tesseract 5.5.4 ben best_int`."""

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """Read the regions of an upright grey picture (height × width, dark ink on white): for each region its words.

        Words come line by line in reading order, with boxes in pixels of the picture; of a region without ink none.
        """


@runtime_checkable
class Settling(Engine, Protocol):
    """An engine that reads columns of figures itself; the figures of others are read a second time glyph by glyph."""

    def settle(self, regions: Sequence[Region]) -> list[list[Word]]:
        """Give the words of the regions that `recognise` read last, now that it is known what their columns hold.

        The same regions in the same order, with `expects` told. A figure's confidence is its share of being right.
        """

    def figure(self, picture: Picture, line: Box) -> list[Word]:
        """Give the words of one line of figures of the page that `recognise` read last, or of a part of it.

        `line`: around its ink. Confidence as that of `settle`.
        """


class EngineModule(Protocol):
    """What a module of this package offers to be an engine."""

    NAME: str
    RANK: int | None

    def missing(self) -> str | None:
        """Tell in one plain sentence what the engine lacks on this machine; None: it can read."""

    def engine(self) -> Engine:
        """Give the engine, ready to read."""


@cache
def engines() -> dict[str, EngineModule]:
    """List the engines by the name that `--engine` takes, the first choice first."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name.endswith("_engine")]
    found = [cast("EngineModule", importlib.import_module(f"{__name__}.{name}")) for name in names]
    found.sort(key=lambda module: (module.RANK is None, module.RANK or 0, module.NAME))
    return {module.NAME: module for module in found}


def door(name: str | None = None) -> Engine:
    """Give the engine of that name; without a name the first that can read on this machine. Loaded once a process.

    Raises EngineMissing where there is no such engine or none can read, ModelMissing where its model is not there.
    """
    known = engines()
    if name is not None:
        if name not in known:
            raise EngineMissing(f"There is no engine named {name}; there are {', '.join(known)}.")
        return _open(name)
    lacking = []
    for candidate, module in known.items():
        if module.RANK is None:
            continue
        lack = module.missing()
        if lack is None:
            return _open(candidate)
        lacking.append(f"{candidate}: {lack}")
    raise EngineMissing("No engine can read pictures here. " + " ".join(lacking))


@cache
def _open(name: str) -> Engine:
    return engines()[name].engine()
