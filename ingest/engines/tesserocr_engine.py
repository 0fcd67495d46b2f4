"""Tesseract in this process, through tesserocr: the default. Models are loaded once a process and reused."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from importlib import util

from extract.model import Word
from ingest.engines import models, strips, tesseract
from ingest.engines.votes import Voter
from ingest.errors import EngineMissing

# Threads of one small picture wait for each other longer than they work; must stand before the library is loaded.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

NAME = "tesserocr"
RANK: int | None = 1


class Tesserocr(tesseract.Tesseract):
    """The engine: one loaded model a language, reused from line to line."""

    def __init__(self) -> None:
        self._library = importlib.import_module("tesserocr")
        super().__init__(self._library.tesseract_version().split()[1], self._open)

    def alone(self, model: models.Model) -> Voter:
        """A reader of lines that has one Bengali model only."""
        return tesseract.alone(self._open, model)

    def _open(self, model: models.Model, not_printed: str) -> Callable[[strips.Strip], list[Word]]:
        # best_int asks for the Latin model beside it and then reads digits as Latin letters: `~` keeps that away.
        beside = f"+~{models.LATIN}" if model.language != models.LATIN else ""
        api = self._library.PyTessBaseAPI(
            path=f"{model.folder}/",
            lang=model.language + beside,
            psm=self._library.PSM.RAW_LINE,
            oem=self._library.OEM.LSTM_ONLY,
        )
        if not_printed:
            api.SetVariable("tessedit_char_blacklist", not_printed)

        def read(strip: strips.Strip) -> list[Word]:
            high, wide = strip.picture.shape
            api.SetImageBytes(strip.picture.tobytes(), wide, high, 1, wide)
            return strips.words(api.GetTSVText(0), strip)

        return read


def missing() -> str | None:
    """What this engine lacks here: the library or the Bengali model."""
    if util.find_spec("tesserocr") is None:
        return "The Python package tesserocr is not installed."
    return tesseract.lack()


def engine() -> Tesserocr:
    """Loads the Bengali models. Raises EngineMissing without the library, ModelMissing without a model."""
    if util.find_spec("tesserocr") is None:
        raise EngineMissing("The Python package tesserocr is not installed.")
    return Tesserocr()
