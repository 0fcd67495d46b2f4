"""Tesseract on each true cell as a block of text, once: no second reading, no expectation. Without ink it is blank."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import tesserocr
from PIL import Image

from bench.scans.grids import Box, GivenCell
from bench.scans.peers import ALONE, Answer, Exam, Picture, lack, tessdata

NAME = "Tesseract, cell by cell"
OWN_GRID = False
INSET = 0.02  # inches of each side taken off, where the rulings are
FRAME = 0.05  # inches of white put around
DARK = 140
INK = 3  # dark pixels that make a cell worth reading


def missing() -> str | None:
    """The Bengali model, or nothing."""
    return lack()


def read(exams: Sequence[Exam]) -> list[Answer]:
    """Every cell of every page."""
    answers = []
    with tesserocr.PyTessBaseAPI(path=tessdata(), lang=ALONE, psm=tesserocr.PSM.SINGLE_BLOCK) as api:
        for exam in exams:
            began = time.process_time()
            tables = []
            for table in exam.tables:
                texts = [_text(api, exam, cell.box) for cell in table]
                tables.append([GivenCell(cell.place, text, text) for cell, text in zip(table, texts, strict=True)])
            answers.append(Answer(tables, time.process_time() - began))
    return answers


def _text(api: tesserocr.PyTessBaseAPI, exam: Exam, box: Box) -> str:
    """What Tesseract reads in a box."""
    picture = _cut(exam.picture, box, round(INSET * exam.dpi))
    if picture.size == 0 or int((picture < DARK).sum()) < INK:
        return ""
    framed = np.pad(picture, round(FRAME * exam.dpi), mode="constant", constant_values=int(np.median(picture)))
    api.SetImage(Image.fromarray(framed))
    api.SetSourceResolution(round(exam.dpi))
    return str(api.GetUTF8Text()).strip()


def _cut(picture: Picture, box: Box, inset: int) -> Picture:
    x0, y0, x1, y1 = (round(edge) for edge in box)
    return picture[max(y0 + inset, 0) : max(y1 - inset, 0), max(x0 + inset, 0) : max(x1 - inset, 0)]
