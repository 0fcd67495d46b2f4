"""Text that is set side by side on the page → columns of lines: letterheads in cells, two signatures on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.model import Line, Table

MOST_COLUMNS, WIDEST = 4, 80
# What only a letter or a signature block says, never the cells of a data table.
_LAYOUT = re.compile(
    r"গ[ণন]প্রজাতন্ত্রী|স্মারক\s*ন|মোবাইল\s*[:ঃ]|স্বাক্ষর|^\s*\([^()\d|]{5,40}\)\s*(?:$|<br)|^\s*বিষয়\s*[:ঃ]|^\s*মো(?:ঃ|হাম্মদ|ছাঃ|সাঃ)",
    re.MULTILINE,
)

# A serial number, or the head of a column: the table is one of data (ক্রম, নাম, পদবি of focal persons).
_COLUMN = re.compile(
    r"\d+[.।)]?|(?:ক্রমিক|ক্রম)(?:\s*নং)?|নাম|পদব[িী]|নাম ও পদব[িী]|বিবরণ|বিষয়|মন্তব্য|সূচক|একক|কার্যক্রম|দায়িত্ব\S*(?: \S+)?"
    r"|(?:সভার |গৃহীত )?সিদ্ধান্ত|দায়িত্ব|অগ্রগতি|মোবাইল|মোবাইল নম্বর|ই-মেইল"
)
_POST = re.compile(
    r"(?:কর্মকর্তা|অফিসার|পরিচালক|সচিব|প্রকৌশলী|হিসাবরক্ষক|সহকারী|অপারেটর|নিয়ন্ত্রক|নিবন্ধক|সার্জন|মেয়র|অধ্যক্ষ|ব্যবস্থাপক|চেয়ারম্যান|officer|director)"
    r"\s*(?:\([^()]{0,30}\))?\s*[,।]?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\t+|\s{3,}")


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that stand one below the other in a column of the page; `raw` has them parted by newlines."""

    raw: str


def in_columns(blocks: Sequence[Line | Table]) -> Iterator[Line | Table | Column]:
    """Give a document's blocks, with text that is set side by side turned into its columns, left to right."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Table):
            yield from map(Column, _cells_by_column(block)) if is_layout(block) else [block]
            at += 1
            continue
        rows = _abreast(blocks, at)
        if len(rows) > 1:
            yield from (Column("\n".join(column)) for column in zip(*rows, strict=True))
            at += len(rows)
        else:
            yield block
            at += 1


def _abreast(blocks: Sequence[Line | Table], at: int) -> list[list[str]]:
    """Give the parts of the lines from `at` on that are cut into as many parts by wide spaces, one line of posts."""
    rows: list[list[str]] = []
    for block in blocks[at : at + 8]:
        if not isinstance(block, Line) or len(block.raw) > WIDEST * MOST_COLUMNS:
            break
        parts = _APART.split(block.raw.strip())
        if not 2 <= len(parts) <= MOST_COLUMNS or (rows and len(parts) != len(rows[0])):
            break
        rows.append(parts)
    return rows if any(_are_posts(row) for row in rows) else []


def _are_posts(row: Sequence[str]) -> bool:
    return bool(row) and all(len(text) <= WIDEST and _POST.search(text.strip()) for text in row)


def is_layout(table: Table) -> bool:
    """Tell whether a table only arranges text: few cells, and one of them opens a letter or a signature block.

    >>> # | গণপ্রজাতন্ত্রী বাংলাদেশ সরকার<br>জেলা মৎস্য কর্মকর্তার কার্যালয় | → True
    """
    if len(table.rows) > 6 or table.n_cols > 4:
        return False
    texts = [cell.raw for row in table.rows for cell in row.cells if cell and cell.raw.strip()]
    if any(_are_posts([raw for raw in row.raws if raw.strip()]) for row in table.rows[1:]):
        return not any(_COLUMN.fullmatch(text.strip()) for text in texts)
    if not texts or len(texts) > 16 or any(_COLUMN.fullmatch(text.strip()) for text in texts):
        return False
    return any(_LAYOUT.search(text[: WIDEST * 4]) for text in texts)


def _cells_by_column(table: Table) -> Iterator[str]:
    """Give the texts of a layout table: whole columns where names stand above posts, else row by row."""
    grid = [[cell.raw if cell else "" for cell in row.cells] for row in table.rows]
    columns = list(zip(*grid, strict=True)) if len({len(row) for row in grid}) == 1 else []
    if len(grid) > 1 and len(columns) > 1 and sum(bool(cell.strip()) for cell in grid[0]) > 1:
        yield from ("\n".join(filter(str.strip, column)) for column in columns)
        return
    yield from (cell for row in grid for cell in row if cell.strip())
