"""Tesseract in this process, through tesserocr: the default. One loaded model a process, reused from line to line."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from importlib import util

from extract.model import Word
from ingest.engines import Region, models, strips
from ingest.errors import EngineMissing, ModelMissing
from ingest.scan import Picture

# Threads of one small picture wait for each other longer than they work; must stand before the library is loaded.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

NAME = "tesserocr"
RANK: int | None = 1


class Tesserocr:
    """The engine: lines are cut out of the picture and read as they are, without Tesseract's own page analysis."""

    def __init__(self, model: models.Model) -> None:
        tesserocr = importlib.import_module("tesserocr")
        self._api = tesserocr.PyTessBaseAPI(
            path=f"{model.folder}/", lang=model.language, psm=tesserocr.PSM.RAW_LINE, oem=tesserocr.OEM.LSTM_ONLY
        )
        self._name = f"tesseract {tesserocr.tesseract_version().split()[1]} {model.label}"

    @property
    def name(self) -> str:
        """Program, version and model."""
        return self._name

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        return strips.read(picture, regions, self._read)

    def _read(self, strip: strips.Strip) -> list[Word]:
        high, wide = strip.picture.shape
        self._api.SetImageBytes(strip.picture.tobytes(), wide, high, 1, wide)
        return strips.words(self._api.GetTSVText(0), strip)


def missing() -> str | None:
    """What this engine lacks here: the library or the Bengali model."""
    if util.find_spec("tesserocr") is None:
        return "The Python package tesserocr is not installed."
    try:
        models.demand(models.BENGALI)
    except ModelMissing as error:
        return str(error)
    return None


def engine() -> Tesserocr:
    """Loads the Bengali model. Raises EngineMissing without the library, ModelMissing without the model."""
    if util.find_spec("tesserocr") is None:
        raise EngineMissing("The Python package tesserocr is not installed.")
    return Tesserocr(models.demand(models.BENGALI))
