"""Tesseract as a program of its own, through pytesseract: where only the binary is there. A call a line, so slower."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Callable
from importlib import util

from extract.model import Word
from ingest.engines import models, strips, tesseract
from ingest.errors import EngineMissing

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # the program inherits it; see tesserocr_engine

NAME = "pytesseract"
RANK: int | None = 2
_RAW_LINE = 13  # page segmentation: the picture is one line, no layout analysis
_TIME_LIMIT = 60  # seconds a line; a line takes a thirtieth of one


class Pytesseract(tesseract.Tesseract):
    """The engine: as tesserocr, line by line, but each reading is a process."""

    def __init__(self) -> None:
        self._run = importlib.import_module("pytesseract")
        self._pictures = importlib.import_module("PIL.Image")
        super().__init__(str(self._run.get_tesseract_version()), self._open)

    def _open(self, model: models.Model, not_printed: str) -> Callable[[strips.Strip], list[Word]]:
        config = f'--tessdata-dir "{model.folder}" --psm {_RAW_LINE} --oem 1'
        if not_printed:
            listed = not_printed.replace("\\", "\\\\").replace("'", "\\'")
            config += f" -c 'tessedit_char_blacklist={listed}'"
        language = model.language if model.language == models.LATIN else f"{model.language}+~{models.LATIN}"

        def read(strip: strips.Strip) -> list[Word]:
            picture = self._pictures.fromarray(strip.picture)
            return strips.words(
                self._run.image_to_data(picture, lang=language, config=config, timeout=_TIME_LIMIT), strip
            )

        return read


def missing() -> str | None:
    """What this engine lacks here: the library, the program or the Bengali model."""
    return _program_missing() or tesseract.lack()


def engine() -> Pytesseract:
    """Finds the program and the models. Raises EngineMissing without the one, ModelMissing without the other."""
    lack = _program_missing()
    if lack is not None:
        raise EngineMissing(lack)
    return Pytesseract()


def _program_missing() -> str | None:
    if util.find_spec("pytesseract") is None:
        return "The Python package pytesseract is not installed."
    if shutil.which("tesseract") is None:
        return "The program tesseract is not on the path."
    return None
