"""img2table with Tesseract, at the settings that served these pages best. It runs in an environment of its own.

img2table brings another build of OpenCV, which can't stand beside ours: `make bench-peers` puts it into build/peers.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image

from bench.scans.grids import GivenCell
from bench.scans.peers import Answer, Exam, lack
from ingest.engines import models

NAME = "img2table + Tesseract"
OWN_GRID = True
PYTHON = Path(os.environ.get("BENCH_PEERS", "build/peers")) / "bin" / "python"
# run by the other interpreter: pictures in, one JSON line a page out
SCRIPT = """
import json, os, resource, sys
from img2table.document import Image
from img2table.ocr import TesseractOCR
psm, confidence, *files = sys.argv[1:]
ocr = TesseractOCR(n_threads=1, lang="ben", psm=int(psm), tessdata_dir=os.environ["TESSDATA_PREFIX"])
def spent():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
for file in files:
    began = spent()
    tables = Image(file).extract_tables(
        ocr=ocr, implicit_rows=False, implicit_columns=False, borderless_tables=False, min_confidence=int(confidence))
    found = [[[(c.bbox.x1, c.bbox.y1, c.bbox.x2, c.bbox.y2, c.value) for c in row] for row in t.content.values()]
             for t in tables]
    print("PAGE " + json.dumps({"cpu": spent() - began, "tables": found}), flush=True)
"""
PSM = 6  # its own 11 finds a seventh of the figures that 6 finds; implicit rows and columns make version 2.0 fail
CONFIDENCE = 1
LIMIT = 120  # seconds a page


def missing() -> str | None:
    """The other environment, or nothing."""
    return lack() if PYTHON.exists() else "img2table is not installed; `make bench-peers` installs it"


def read(exams: Sequence[Exam]) -> list[Answer]:
    """Every page through img2table in its own process. Raises CalledProcessError where that fails."""
    with tempfile.TemporaryDirectory() as place:
        env = {**os.environ, "PYTHONPATH": "", "OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": str(_tessdata(Path(place)))}
        files = [_written(exam, Path(place) / f"{n}.png") for n, exam in enumerate(exams)]
        told = subprocess.run(  # noqa: S603 - our own script
            [str(PYTHON), "-c", SCRIPT, str(PSM), str(CONFIDENCE), *files],
            env=env, capture_output=True, text=True, check=True, timeout=LIMIT * len(exams),
        ).stdout  # fmt: skip
    pages = [json.loads(line[5:]) for line in told.splitlines() if line.startswith("PAGE ")]
    return [Answer([merged(table) for table in page["tables"]], page["cpu"]) for page in pages]


def _tessdata(place: Path) -> Path:
    """A folder with our engine's first Bengali model alone, and the system's settings for hOCR."""
    folder = place / "tessdata"
    folder.mkdir()
    name = f"{models.BENGALI}.traineddata"
    (folder / name).symlink_to(models.demand(models.BENGALI)[0].folder.resolve() / name)
    for settings in (known / "configs" for known in models.folders()):
        if settings.is_dir():
            (folder / "configs").symlink_to(settings.resolve())
            break
    return folder


def _written(exam: Exam, file: Path) -> str:
    Image.fromarray(exam.picture).save(file, dpi=(exam.dpi, exam.dpi))
    return str(file)


def merged(rows: Iterable[Sequence[Sequence[Any]]]) -> list[GivenCell]:
    """Cells with spans: img2table repeats a merged cell at every place that it covers, with one box."""
    places = [(tuple(cell[:4]), r, c, cell[4] or "") for r, row in enumerate(rows) for c, cell in enumerate(row)]
    places.sort(key=lambda place: place[0])
    cells = []
    for _, group in groupby(places, key=lambda place: place[0]):
        held = list(group)
        r0, c0 = min(p[1] for p in held), min(p[2] for p in held)
        r1, c1 = max(p[1] for p in held), max(p[2] for p in held)
        text = held[0][3].replace("None", "")  # img2table's word for a word it lost
        cells.append(GivenCell((r0, c0, r1 - r0 + 1, c1 - c0 + 1), text, text))
    return cells
