"""Reports set page by page: what stands on each page, and the browser's PDF of it.

The pages are those that `bench.scans.typeset` measures; every other format is made page for page after them, so that
one truth holds for all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from bench.gold import gold
from bench.scans.chromium import pdf
from bench.scans.pagination import Leaf, paginate
from bench.scans.typeset import Paper, Plate, Printing, measure

Json = dict[str, Any]
LINE = 1.35  # of the type's size
PIXEL = 96 / 72  # CSS pixels a point
_DATE = re.compile(rb"\(D:\d{14}")
_MARK = re.compile(rb"(?<=[<\/])[0-9A-F]{32}(?=[>\s])")  # what files are told apart by


@dataclass(frozen=True, slots=True)
class Set:
    """A report set in type: its pages with what stands on them, as HTML, and what is true of it."""

    paper: Paper
    leaves: list[Leaf]
    plates: list[Plate]
    html: str
    gold: Json

    @property
    def name(self) -> str:
        """The name of its files, without an ending."""
        return self.paper.report.name


def typed(papers: Sequence[Paper]) -> list[Set]:
    """Measure the reports and divide them into pages. Raises RuntimeError where a table fits no paper."""
    measure(papers)
    return [_typed(paper) for paper in papers]


def _typed(paper: Paper) -> Set:
    line = LINE * paper.size * PIXEL
    leaves = paginate(paper.report, paper.texts, paper.heights, paper.room[1], line)
    printing = Printing(linked=False)
    printing.add(0, paper, leaves)
    return Set(paper, leaves, printing.plates, printing.page([paper]), gold(paper.report))


def printed(one: Set, out: Path) -> None:
    """Print a report with the browser. Raises RuntimeError where the print has other pages than were set."""
    pdf(one.html, out)
    timeless(out)
    paged(one, out)


def timeless(path: Path) -> None:
    """Take the time of making out of a PDF, byte for byte, so that nothing in it moves."""
    data = _DATE.sub(b"(D:20240101000000", path.read_bytes())
    path.write_bytes(_MARK.sub(b"0" * 32, data))


def paged(one: Set, path: Path) -> None:
    """Make sure of the number of pages. Raises RuntimeError where it is another than was set."""
    with pikepdf.open(path) as document:
        if len(document.pages) != len(one.leaves):
            raise RuntimeError(f"{one.name}: {len(document.pages)} pages were printed, {len(one.leaves)} were set")


def truths(one: Set, file: str) -> list[Json]:
    """What is true of each page, as `bench.scans.documents` reads it; places of cells, no boxes."""
    look, boxless = one.paper.look, [0.0, 0.0, 0.0, 0.0]
    found = []
    for plate in one.plates:
        tables = [
            {**table, "box": boxless, "cells": [cell | {"box": boxless} for cell in table["cells"]]}
            for table in plate.tables
        ]
        found.append({
            "schema": "scan-truth/1", "document": file, "report": one.name, "page": plate.number,
            "font": one.paper.font.name, "size_pt": one.paper.size, "ruled": look.ruled, "head": look.head,
            "line": look.line, "tables": tables, "lines": [line | {"box": boxless} for line in plate.lines],
        })  # fmt: skip
    return found
