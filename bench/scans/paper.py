"""What stands on paper, in order: lines with their place on the page, and tables part by part; and how it looks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bench.layout import Block, Text, blocks, items
from bench.sheet import Report, Sheet

Kind = Literal[
    "letterhead", "title", "above", "note", "memo", "date", "recipient", "signature", "page_word", "page_number", "text"
]
Ruled = Literal["full", "level", "none"]
Line = Literal["solid", "dotted", "dashed", "double"]
WIDE = 8  # columns from which offices turn the paper


@dataclass(frozen=True, slots=True)
class Item:
    """A line of text outside tables."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a table: `table_no`, `part` count from 1; `first`: place of its first body row."""

    table_no: int
    part: int
    block: Block
    n_heads: int  # header rows and number row
    first: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is printed; lengths in mm, `size` in points."""

    font: str
    size: float
    wide: bool
    ruled: Ruled
    line: Line
    stroke: float  # thickness of rulings in CSS pixels (1/96 inch)
    pad_x: float
    pad_y: float
    head: Literal["plain", "bold", "grey", "dark"]
    margin: float
    middle: bool  # cells are centred upright
    centred: bool  # figures stand in the middle of their column
    numbered: bool  # pages carry a number

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height in mm."""
        return (297.0, 210.0) if self.wide else (210.0, 297.0)


def look(seed: int, font: str, n_cols: int, ruled: Ruled | None = None) -> Look:
    """How report `seed` looks in a font. The same each time."""
    chance = random.Random(f"look {seed} {font}")  # noqa: S311 - no secret
    drawn: Ruled = chance.choices(("full", "level", "none"), (86, 8, 6))[0]
    line: Line = chance.choices(("solid", "dotted", "dashed", "double"), (94, 2, 2, 2))[0]
    return Look(
        font,
        size=chance.choice((8, 9, 9.5, 10, 10, 11, 12)),
        wide=n_cols >= WIDE and chance.random() < 0.85,
        ruled=ruled or drawn,
        line=line,
        stroke=3.0 if line == "double" else chance.choice((0.5, 0.75, 1, 1, 1.5)),
        pad_x=chance.choice((0.7, 1, 1.5, 2)),
        pad_y=chance.choice((0.3, 0.6, 1, 1.6)),
        head=chance.choices(("plain", "bold", "grey", "dark"), (35, 30, 20, 15))[0],
        margin=chance.choice((12, 15, 18, 20)),
        middle=chance.random() < 0.6,
        centred=chance.random() < 0.8,
        numbered=chance.random() < 0.3,
    )


def kind_of(report: Report, text: Text, titled: bool, tabled: bool) -> Kind:
    """What a line is. `titled`: a title stands before it; `tabled`: a part of a table, in the same group of lines."""
    words = text.text
    if text.heading:
        return "title"
    if text.note:
        return "note"
    if words in report.letterhead and not titled:
        return "letterhead"
    if words in (report.memo_line, report.date_line):
        return "memo" if words == report.memo_line else "date"
    if words in report.recipients:
        return "recipient"
    if any(words in one.lines for one in report.signatures):
        return "signature"
    return "page_word" if tabled else "above"


def sequence(report: Report) -> Iterator[Item | Part | None]:
    """The whole report in order; None is an empty line. A part after the first stands on a new page with its word."""
    numbers = {id(row): n for sheet in report.sheets for n, row in enumerate(sheet.rows)}
    starts = [
        [0, *(numbers[id(row)] for n, row in enumerate(sheet.rows) if n and row.breaks)] for sheet in report.sheets
    ]
    table_no, part, tabled = 0, 0, False
    for item in items(report):
        if isinstance(item, Block):
            part += 1
            sheet = report.sheets[table_no - 1]
            yield Part(table_no, part, item, n_heads(sheet, item), starts[table_no - 1][part - 1])
            tabled = True
        elif item is None:
            tabled = False
            yield None
        else:
            if item.heading:
                table_no, part = table_no + 1, 0
            yield Item(kind_of(report, item, table_no > 0, tabled), item.text)


def n_heads(sheet: Sheet, block: Block) -> int:
    """How many of a block's rows are header rows or the number row."""
    return block.heads + (1 if block.heads and sheet.number_row and not sheet.fused else 0)


def widest(report: Report) -> int:
    """The columns of its widest table."""
    return max((len(sheet.columns) for sheet in report.sheets), default=0)


def whole_tables(report: Report) -> list[tuple[Block, int]]:
    """Each table as one block with its number of head rows, as if no page ended; to measure columns and rows."""
    made = []
    for sheet in report.sheets:
        held = [row.breaks for row in sheet.rows]
        for row in sheet.rows:
            row.breaks = False
        made += [(block, n_heads(sheet, block)) for block in blocks(sheet)]
        for row, breaks in zip(sheet.rows, held, strict=True):
            row.breaks = breaks
    return made
