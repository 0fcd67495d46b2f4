"""Our own reading of a shelf, through the command line as a user runs it: what it gave, and what it cost."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Watched, watched
from bench.scans.dataset import load
from bench.scans.documents import Shelf
from bench.scans.marks import Mark, tallied
from bench.scans.score import document_claims, marks
from bench.scans.tables import Result
from bench.scans.values import Claim


@dataclass(frozen=True, slots=True)
class Reading:
    """One shelf read and judged."""

    result: Result
    marks: tuple[Mark, ...]
    claims: tuple[Claim, ...]


def ingested(reports: Path, out: Path, jobs: int, engine: str | None = None, timeout: int | None = None) -> Watched:
    """Run `ingest` on a folder into a new dataset. Raises RuntimeError where it could not do its work at all."""
    shutil.rmtree(out, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "ingest",
        "ingest",
        str(reports),
        "--out",
        str(out),
        "--jobs",
        str(jobs),
        "--quiet",
    ]
    command += ["--engine", engine] if engine else []
    command += ["--timeout", str(timeout)] if timeout else []
    run = watched(command)
    if run.code not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {run.code}")
    return run


def read(shelf: Shelf, out: Path, jobs: int, engine: str | None = None, *, keep: bool = False) -> Reading:
    """Ingest a shelf and judge it. `keep`: judge the dataset that is there, at no cost."""
    run = None if keep else ingested(shelf.reports, out, jobs, engine)
    dataset = load(out)
    found = [mark for document in shelf.documents for mark in marks(document, dataset)]
    sure = [claim for document in shelf.documents for claim in document_claims(document, dataset)]
    result = Result(tallied(found), shelf.n_pages)
    if run:
        result.cpu, result.seconds, result.peak = run.cpu, run.seconds, run.largest
    return Reading(result, tuple(found), tuple(sure))
