"""Tesseract on whole pages, one thread, in process; each word goes to the true cell that its middle lies in."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import tesserocr
from PIL import Image

from bench.scans.grids import Box
from bench.scans.peers import ALONE, Answer, Exam, lack, placed, tessdata

NAME = "Tesseract, page mode"
OWN_GRID = False


def missing() -> str | None:
    """The Bengali model, or nothing."""
    return lack()


def read(exams: Sequence[Exam]) -> list[Answer]:
    """Every page as a whole."""
    answers = []
    with tesserocr.PyTessBaseAPI(path=tessdata(), lang=ALONE, psm=tesserocr.PSM.AUTO) as api:
        for exam in exams:
            began = time.process_time()
            api.SetImage(Image.fromarray(exam.picture))
            api.SetSourceResolution(round(exam.dpi))
            api.Recognize()
            words = list(_words(api))
            cpu = time.process_time() - began
            answers.append(Answer([placed(table, words) for table in exam.tables], cpu))
    return answers


def _words(api: tesserocr.PyTessBaseAPI) -> Iterator[tuple[Box, str]]:
    """The words of the page last read, with their boxes; without the strokes that rulings are read as."""
    level = tesserocr.RIL.WORD
    for word in tesserocr.iterate_level(api.GetIterator(), level):
        box = word.BoundingBox(level)
        if box:
            yield box, word.GetUTF8Text(level).strip("| ")
