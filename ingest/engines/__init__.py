"""Engines: one module an OCR engine. Picture regions in, words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from extract.model import Box, Word
from ingest.scan import Picture

Expected = Literal["number", "date", "percent", "mark", "code", "text"]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page to be read. `expects`: what its column holds, None where that is not known yet."""

    box: Box
    kind: Literal["cell", "line", "block"] = "cell"
    expects: Expected | None = None


class Engine(Protocol):
    """What a module of this package offers to be an engine."""

    name: str

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """Read the regions of an upright grey picture: for each its words, line by line, in reading order."""
