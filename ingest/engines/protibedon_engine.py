"""Our own recogniser: a small network and its data inside this package. Needs no system package and no download."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources, util

from extract.model import Box, Word
from ingest.engines import Region
from ingest.errors import EngineMissing
from ingest.scan import Picture

NAME = "protibedon"
RANK: int | None = 0
_FILE = "recogniser.int8.onnx"


class Protibedon:
    """The engine: one loaded network a process. It reads columns of figures itself (`ingest.engines.Settling`)."""

    def __init__(self) -> None:
        from ingest.engines.recogniser import network, reader

        held = _model()
        self._reader = reader.Reader(network.Network(held))
        self._name = f"protibedon {hashlib.sha256(held).hexdigest()[:8]}"

    @property
    def name(self) -> str:
        """The engine and the beginning of its network's hash."""
        return self._name

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        return self._reader.recognise(picture, regions)

    def settle(self, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Settling`."""
        return self._reader.settle(regions)

    def figure(self, picture: Picture, line: Box) -> list[Word]:
        """See `ingest.engines.Settling`."""
        return self._reader.figure(picture, line)


def missing() -> str | None:
    """What this engine lacks here: the library that runs its network."""
    return None if util.find_spec("onnxruntime") else "The Python package onnxruntime is not installed."


def engine() -> Protibedon:
    """Loads the network. Raises EngineMissing without the library."""
    lack = missing()
    if lack is not None:
        raise EngineMissing(lack)
    return Protibedon()


def _model() -> bytes:
    return resources.files("ingest.engines.recogniser").joinpath(_FILE).read_bytes()
