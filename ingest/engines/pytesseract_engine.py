"""Tesseract as a program of its own, through pytesseract: where only the binary is there. A call a line, so slower."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Sequence
from importlib import util

from extract.model import Word
from ingest.engines import Region, models, strips
from ingest.errors import EngineMissing, ModelMissing
from ingest.scan import Picture

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # the program inherits it; see tesserocr_engine

NAME = "pytesseract"
RANK: int | None = 2
_RAW_LINE = 13  # page segmentation: the picture is one line, no layout analysis
_TIME_LIMIT = 60  # seconds a line; a line takes a thirtieth of one


class Pytesseract:
    """The engine: as tesserocr, line by line, but each line is a process."""

    def __init__(self, model: models.Model) -> None:
        self._run = importlib.import_module("pytesseract")
        self._config = f'--tessdata-dir "{model.folder}" --psm {_RAW_LINE} --oem 1'
        self._language = model.language
        self._name = f"tesseract {self._run.get_tesseract_version()} {model.label}"

    @property
    def name(self) -> str:
        """Program, version and model."""
        return self._name

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        return strips.read(picture, regions, self._read)

    def _read(self, strip: strips.Strip) -> list[Word]:
        pil = importlib.import_module("PIL.Image")
        tsv = self._run.image_to_data(
            pil.fromarray(strip.picture), lang=self._language, config=self._config, timeout=_TIME_LIMIT
        )
        return strips.words(tsv, strip)


def missing() -> str | None:
    """What this engine lacks here: the library, the program or the Bengali model."""
    lack = _program_missing()
    if lack is not None:
        return lack
    try:
        models.demand(models.BENGALI)
    except ModelMissing as error:
        return str(error)
    return None


def engine() -> Pytesseract:
    """Finds the program and the model. Raises EngineMissing without the one, ModelMissing without the other."""
    lack = _program_missing()
    if lack is not None:
        raise EngineMissing(lack)
    return Pytesseract(models.demand(models.BENGALI))


def _program_missing() -> str | None:
    if util.find_spec("pytesseract") is None:
        return "The Python package pytesseract is not installed."
    if shutil.which("tesseract") is None:
        return "The program tesseract is not on the path."
    return None
