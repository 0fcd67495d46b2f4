"""Reports that were written by others or by hand, as sheets that can be typeset: what they print, nothing more.

Any format that ingest reads will do. A later table under the same number of columns, with nothing but page words
before it, is the first one going on over a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.sheet import Column, Report, Row, Sheet
from extract.model import Grid, Line, Page
from ingest.sources import pages, recognise

TITLE = re.compile(r"কর্ম-?\s?পরিকল্পনা|প্রতিবেদন|বিষয়:|অগ্রগতি|চুক্তি|বিবরণী")
ANNEX = re.compile(r"^(সংযোজনী|পরিশিষ্ট)")
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
NUMBERED = re.compile(r"[(]?[0-9০-৯]{1,2}[)]?")
BODY = re.compile(r"^(<b>)?\s*[\[(]?[0-9০-৯]{1,2}[.)\]।]")  # a code, or a serial number
AREA = ("ক্ষেত্র", "মান")  # words in the labels of the two columns whose cells cover rows


def unescaped(text: str) -> str:
    """Text as it is printed: without the marks of Markdown."""
    return LINK.sub(r"\1", text.replace("\\*", "*").replace("\\|", "|")).replace("<br>", "\n").strip()


def matrix(grid: Grid) -> list[list[str]]:
    """The printed text of every place, '' where a span covers."""
    rows = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row][cell.col] = unescaped(cell.raw)
    return rows


def number_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the number row (১ ২ ৩), None where there is none."""
    for n, row in enumerate(rows[:6]):
        if len(row) > 2 and sum(bool(NUMBERED.fullmatch(text)) for text in row) >= len(row) - 1:
            return n
    return None


def n_labels(rows: Sequence[Sequence[str]]) -> int:
    """How many header rows there are without a number row: those before the first code or serial number."""
    return next((n for n, row in enumerate(rows) if n and any(BODY.match(text) for text in row[:4])), 1)


def covered(grid: Grid, labels: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> list[set[int]]:
    """For each body row the columns that the cell above covers: as the source says, else those of areas left blank."""
    found: list[set[int]] = [set() for _ in rows[first:]]
    if grid.spans_known:
        for cell in grid.cells:
            for r in range(max(cell.row + 1, first), cell.row + cell.rowspan):
                found[r - first].add(cell.col)
        return found
    for c, word in enumerate(AREA):
        if c < len(labels) and word in labels[c]:
            for r in range(1, len(found)):
                if not rows[first + r][c]:
                    found[r].add(c)
    return found


def body(grid: Grid, labels: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> Iterator[Row]:
    """The body rows from place `first`; a row with nothing but its first cell is a section."""
    for texts, over in zip(rows[first:], covered(grid, labels, rows, first), strict=True):
        keys = {f"c{c}": text for c, text in enumerate(texts)}
        if len(texts) > 2 and texts[0] and not any(texts[1:]):
            yield Row("section", {"section": texts[0]} | keys)
        else:
            yield Row("data", keys, covered={f"c{c}" for c in over})


def sheet_of(grid: Grid) -> Sheet:
    """A sheet that prints a grid."""
    rows = matrix(grid)
    numbers = number_row(rows)
    depth = numbers if numbers else n_labels(rows)
    first = depth + 1 if numbers else depth
    columns = [Column(f"c{c}", ()) for c in range(grid.n_cols)]
    made = Sheet("printed", "", columns, list(body(grid, rows[0], rows, first)))
    made.labels = [list(row) for row in rows[:depth]]
    made.number_row = list(rows[numbers]) if numbers else None
    return made


def head_lines(sheet: Sheet, lines: Sequence[str]) -> list[str]:
    """Give a sheet its annex, title and the lines above it; the lines before those."""
    at = next((n for n, text in enumerate(lines) if TITLE.search(text)), max(len(lines) - 1, 0))
    start = at - 1 if at and ANNEX.match(lines[at - 1]) else at
    sheet.annex = lines[start] if start < at else None
    sheet.title = lines[at] if lines else "-"
    sheet.above = list(lines[at + 1 :])
    return list(lines[:start])


def printed(path: Path) -> Report:
    """The report of a file. Raises ingest.errors where it can't be read, ValueError where it has no table."""
    data = path.read_bytes()
    sheets: list[Sheet] = []
    waiting: list[str] = []
    before: list[str] = []
    for page in pages(data, recognise(data, path.name)):
        for block in page.blocks if isinstance(page, Page) else ():
            if isinstance(block, Line):
                waiting.append(unescaped(block.raw))
                continue
            one = sheet_of(block)
            if sheets and len(one.columns) == len(sheets[-1].columns) and not any(map(TITLE.search, waiting)):
                one.rows[0].breaks = True
                sheets[-1].rows += one.rows
            else:
                before = head_lines(one, waiting)
                if sheets:
                    sheets[-1].notes = before
                sheets.append(one)
            waiting = []
            if len(sheets) == 1:
                letterhead = before
    if not sheets:
        raise ValueError(f"{path.name} has no table")
    sheets[-1].notes = waiting
    nowhere = date(2000, 1, 1)
    made = Report(path.name, 0, "printed", "", None, (nowhere, nowhere), "other", sheets, letterhead=letterhead)
    made.seed = 1  # lines in the order of the file
    return made
