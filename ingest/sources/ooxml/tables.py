"""A table of Word while it is read, and its rows with their spans when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.model import Grid, Line
from ingest.sources.limits import Meter
from ingest.sources.spans import MarkedCell, MarkedRow, to_blocks

_THIN = 100  # twips (1.8 mm): a column of the grid that is narrower only comes of edges that don't quite meet


@dataclass(slots=True)
class WordCell:
    """A <w:tc>: how many columns of the grid it spans, how it is merged with its neighbours, what stands in it.

    `down` and `right`: "restart" begins a merged cell, "continue" belongs to the one above or to the left.
    """

    span: int = 1
    down: str | None = None
    right: str | None = None
    dropped: bool = False
    breaks: int = 0  # pages that end in it
    blocks: list[Line | Grid] = field(default_factory=list)


@dataclass(slots=True)
class WordRow:
    """A <w:tr>; `before` and `after`: columns of the grid that it leaves free at its ends."""

    before: int = 0
    after: int = 0
    head: bool = False
    dropped: bool = False
    cells: list[WordCell] = field(default_factory=list)

    def columns(self) -> Iterator[tuple[int, int, WordCell]]:
        """Each cell with the columns of the grid at which it begins and ends."""
        at = self.before
        for cell in self.cells:
            yield at, at + cell.span, cell
            at += cell.span

    @property
    def breaks(self) -> int:
        """Pages that end in the row: the cells of a row that is broken tell it each for themselves."""
        return max((cell.breaks for cell in self.cells), default=0)


@dataclass(slots=True)
class WordTable:
    """A <w:tbl>: the widths of its grid's columns in twips, its style, its rows so far."""

    widths: list[int] = field(default_factory=list)
    style: str | None = None
    rows: list[WordRow] = field(default_factory=list)

    def to_blocks(self, meter: Meter, page: int) -> list[Line | Grid]:
        """The table as a grid with the tables nested in it behind it, or as lines where it only lays out the page."""
        rows = [row for row in self.rows if not row.dropped]
        for row in rows:
            row.cells = _joined(row.cells)
            meter.columns(row.before + sum(cell.span for cell in row.cells))
        place = _places(rows, self.widths)
        marked: list[MarkedRow] = []
        above: dict[int, tuple[int, MarkedCell]] = {}  # the column at which a merged cell begins → its end, the cell
        for row in rows:
            line = MarkedRow(0, row.head and all(before.in_head for before in marked))
            line.cells += _blank(place, 0, row.before)
            merged: dict[int, tuple[int, MarkedCell]] = {}
            for start, end, cell in row.columns():
                known = above.get(start) if cell.down == "continue" else None
                if known and known[0] == end:
                    known[1].rowspan += 1
                    known[1].blocks += cell.blocks
                    merged[start] = known
                    continue
                new = MarkedCell(1, max(1, place[end] - place[start]), None, blocks=cell.blocks)
                line.cells.append(new)
                if cell.down:
                    merged[start] = (end, new)
            end = row.before + sum(cell.span for cell in row.cells)
            line.cells += _blank(place, end, end + row.after)
            above = merged
            marked.append(line)
        return to_blocks(marked, meter, page)


def _joined(cells: Sequence[WordCell]) -> list[WordCell]:
    """The cells of a row without deleted ones, those merged from the left joined to their neighbour."""
    found: list[WordCell] = []
    for cell in cells:
        if cell.dropped:
            continue
        if cell.right == "continue" and found:
            found[-1].span += cell.span
            found[-1].blocks += cell.blocks
        else:
            found.append(cell)
    return found


def _blank(place: Sequence[int], start: int, end: int) -> list[MarkedCell]:
    wide = place[min(end, len(place) - 1)] - place[start] if end > start else 0
    return [MarkedCell(1, wide, None)] if wide else []


def _places(rows: Sequence[WordRow], widths: Sequence[int]) -> list[int]:
    """For each edge of the grid how many columns lie before it; columns that are only crooked edges count for nothing.

    Edges drawn by hand rarely meet: `gridSpan` 2 + 3 over 3 + 2 are two columns where the third is 1 mm wide.
    """
    n = max((row.before + row.after + sum(cell.span for cell in row.cells) for row in rows), default=0)
    thin = [n == len(widths) and 0 <= width < _THIN for width in widths] if any(widths) else []
    thin += [False] * (n - len(thin))
    for row in rows:
        for start, end, _ in row.columns():
            if all(thin[start:end]):
                thin[start:end] = [False] * (end - start)
    place = [0]
    for narrow in thin[:n]:
        place.append(place[-1] + (not narrow))
    return place
