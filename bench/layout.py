"""From a report to what stands on paper: lines of text and tables of places, the same for every file format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.figures import bengali
from bench.sheet import Report, Row, Sheet


@dataclass(slots=True)
class Spot:
    """One place of a printed table. `over`: covered by the cell above or to the left, so nothing is printed here."""

    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    over: bool = False


@dataclass(slots=True)
class Block:
    """A table of one page: its first `heads` rows are header rows."""

    rows: list[list[Spot]]
    heads: int
    ragged: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text. `heading`: a title."""

    text: str
    heading: bool = False
    note: bool = False


def header_spots(labels: list[list[str]]) -> list[list[Spot]]:
    """Header rows with spans: a label covers the blanks right of it while labels stand below, then the blanks below."""
    spots = [[Spot(text) for text in row] for row in labels]
    depth, width = len(labels), len(labels[0]) if labels else 0
    for r in range(depth):
        for c in range(width):
            if not labels[r][c] or spots[r][c].over:
                continue
            span = 1
            below = any(labels[k][c] for k in range(r + 1, depth))
            while (
                below
                and c + span < width
                and not labels[r][c + span]
                and any(labels[k][c + span] for k in range(r + 1, depth))
            ):
                spots[r][c + span].over = True
                span += 1
            spots[r][c].colspan = span
            if below:
                continue
            down = 1
            while r + down < depth and not labels[r + down][c]:
                spots[r + down][c].over = True
                down += 1
            spots[r][c].rowspan = down
    return spots


def body_spots(sheet: Sheet, rows: list[Row]) -> list[list[Spot]]:
    """Body rows with the spans that their covered cells tell."""
    keys = [c.key for c in sheet.columns]
    grid: list[list[Spot]] = []
    for row in rows:
        if row.role == "section":
            line = [Spot(row.texts["section"], colspan=len(keys))] + [Spot(over=True) for _ in keys[1:]]
        else:
            line = [Spot(row.raw(key)) for key in keys]
        for n, key in enumerate(keys):
            if key in row.covered and key not in row.printed and row.role != "section" and grid:
                above = next((k for k in range(len(grid) - 1, -1, -1) if not grid[k][n].over), None)
                if above is not None and grid[above][n].colspan == 1:
                    grid[above][n].rowspan += 1
                    line[n].over = True
        if row.role == "achievement" and grid:
            for n, key in enumerate(keys[:5]):
                if not line[n].over and not line[n].text and key != "row_kind":
                    grid[-1][n].rowspan += 1
                    line[n].over = True
        grid.append(line)
    return grid


def blocks(sheet: Sheet) -> Iterator[Block]:
    """One block a page; a continued table repeats its header and number row."""
    parts: list[list[Row]] = [[]]
    for row in sheet.rows:
        if row.breaks and parts[-1]:
            parts.append([])
        parts[-1].append(row)
    for part, rows in enumerate(parts):
        heads = header_spots(sheet.labels) if part == 0 or not sheet.bare_breaks else []
        if heads and sheet.number_row and not sheet.fused:
            heads.append([Spot(text) for text in sheet.number_row])
        block = Block([*heads, *body_spots(sheet, rows)], len(sheet.labels) if heads else 0)
        for n, row in enumerate(rows):
            if row.dropped is not None:
                line = block.rows[len(heads) + n]
                del line[sheet.index(row.dropped)]
                block.ragged.add(len(heads) + n)
        yield block


def sheet_items(sheet: Sheet) -> Iterator[Text | Block]:
    """Annex, title, lines above, the table over its pages, footnotes."""
    if sheet.annex:
        yield Text(sheet.annex)
    yield Text(sheet.title, heading=True)
    yield from (Text(line) for line in sheet.above)
    for page, block in enumerate(blocks(sheet), start=1):
        if page > 1 and sheet.page_word:
            yield Text(sheet.page_word + bengali(str(page)))
        yield block
    yield from (Text(note, note=True) for note in sheet.notes)


def items(report: Report) -> Iterator[Text | Block | None]:
    """The whole report in order; None is an empty line between groups of lines."""
    memo_first = report.seed % 3 == 0
    facts = [Text(line) for line in (report.memo_line, report.date_line) if line]
    if report.letterhead:
        yield from (Text(line) for line in report.letterhead)
        yield None
    if memo_first and facts:
        yield from facts
        yield None
    for sheet in report.sheets:
        yield from sheet_items(sheet)
        yield None
    if not memo_first and facts:
        yield from facts
        yield None
    if report.recipients:
        yield from (Text(line) for line in report.recipients)
        yield None
    for one in report.signatures:
        yield from (Text(line) for line in one.lines)
        yield None
