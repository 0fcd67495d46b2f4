"""The rows of a worksheet → tables and the text above and below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extract.model import Grid, Line
from ingest.errors import TooLarge
from ingest.sources.limits import Meter
from ingest.sources.spans import MarkedCell, MarkedRow, to_blocks

_BLANK = 30  # columns: a table may have so many blank ones at its end; more are lines drawn over whole rows


@dataclass(slots=True)
class SheetRow:
    """A row of a sheet, counted from 0: its texts by column, and the columns that have lines at their sides."""

    number: int
    hidden: bool = False
    ruled: tuple[int, int] | None = None  # the first and the last column of cells with lines at their sides
    cells: dict[int, list[Line]] = field(default_factory=dict)
    next: int = 0  # the column of the next cell where it does not tell its own


@dataclass(frozen=True, slots=True)
class Area:
    """A merged range, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


def blocks(rows: Sequence[SheetRow], merged: Sequence[Area], meter: Meter, page: int) -> list[Line | Grid]:
    """Cut a sheet at its blank rows. In each piece that has ruled rows these are the table, what is around it text.

    On a sheet without any lines a piece's table begins and ends with its first and last row of two texts. A title in
    the table's first rows, alone in its row, is text as well. The rows of tables are emptied. Raises TooLarge beyond
    the meter's limits.
    """
    spans = {(area.top, area.left): area for area in merged}
    any_ruled = any(row.ruled and len(row.cells) > 1 for row in rows)
    found: list[Line | Grid] = []
    for piece in _pieces(rows, spans):
        above, table, below = _parted(piece, spans, any_ruled=any_ruled)
        found += _text(above)
        found += _table(table, spans, meter, page)
        found += _text(below)
    return found


def _pieces(rows: Sequence[SheetRow], spans: dict[tuple[int, int], Area]) -> Iterator[list[SheetRow]]:
    """Rows that stand together: next to one another, or joined by a merged range; without blank rows at their ends."""
    piece: list[SheetRow] = []
    reach = -1
    for row in rows:
        if piece and row.number > reach + 1:
            yield from _trimmed(piece)
            piece = []
        piece.append(row)
        ends = (spans[(row.number, col)].bottom for col in row.cells if (row.number, col) in spans)
        reach = max(row.number, reach if len(piece) > 1 else -1, *ends)
    yield from _trimmed(piece)


def _trimmed(piece: list[SheetRow]) -> Iterator[list[SheetRow]]:
    filled = [n for n, row in enumerate(piece) if row.cells]
    if filled:
        yield piece[filled[0] : filled[-1] + 1]


def _parted(
    piece: Sequence[SheetRow], spans: dict[tuple[int, int], Area], *, any_ruled: bool
) -> tuple[Sequence[SheetRow], Sequence[SheetRow], Sequence[SheetRow]]:
    """What stands above the table, the table, what stands below it."""
    inside = [n for n, row in enumerate(piece) if (row.ruled if any_ruled else len(row.cells) > 1)]
    if not inside or max(len(row.cells) for row in piece) < 2:
        return piece, (), ()
    first, last = inside[0], inside[-1]
    while first < last and _alone(piece[first], spans):
        first += 1
    return piece[:first], piece[first : last + 1], piece[last + 1 :]


def _alone(row: SheetRow, spans: dict[tuple[int, int], Area]) -> bool:
    """Whether a row has one text, which no merged range carries into the rows below."""
    areas = [spans.get((row.number, col)) for col in row.cells]
    return len(row.cells) == 1 and all(area is None or area.bottom == row.number for area in areas)


def _text(rows: Sequence[SheetRow]) -> Iterator[Line]:
    """The texts of rows that are no table, row by row; side by side in the same columns, as signatures, each whole."""
    for columns, group in groupby((row for row in rows if row.cells), key=lambda row: tuple(row.cells)):
        block = list(group)
        leading = [line.raw for row in block for line in row.cells[columns[0]][-1:]]
        labels = any(raw.endswith((":", "ঃ", "-")) for raw in leading)
        if len(columns) > 1 and len(block) > 1 and not labels:
            yield from (line for col in sorted(columns) for row in block for line in row.cells[col])
        else:
            yield from (line for row in block for col in sorted(columns) for line in row.cells[col])


def _table(rows: Sequence[SheetRow], spans: dict[tuple[int, int], Area], meter: Meter, page: int) -> list[Line | Grid]:
    if not rows:
        return []
    known = {row.number: row for row in rows}
    first, last = rows[0].number, rows[-1].number
    left, right = min(min(row.cells) for row in rows if row.cells), max(max(row.cells) for row in rows if row.cells)
    reach = (area.right for (row, col), area in spans.items() if row in known and col in known[row].cells)
    right = max(right, *reach, right)
    lines = [row.ruled for row in rows if row.ruled]
    left = min(left, *(start for start, _ in lines), left)
    right = max(right, *(end for _, end in lines if end <= right + _BLANK), right)
    meter.columns(right - left + 1)
    if (last - first + 1) * (right - left + 1) > meter.limits.max_cells:
        raise TooLarge(f"A table of a sheet has more than {meter.limits.max_cells:,} cells.")
    inside = (
        area for area in spans.values() if first <= area.top <= last and left <= area.left and area.right <= right
    )
    areas, covered = _covered(inside, known, last, meter)
    marked = []
    for n in range(first, last + 1):
        row = known.get(n) or SheetRow(n)
        line = MarkedRow(0)
        for col in range(left, right + 1):
            if (n, col) in covered:
                continue
            area = areas.get((n, col))
            down, across = (min(area.bottom, last) - n + 1, area.right - col + 1) if area else (1, 1)
            found = row.cells.pop(col, None)  # given up here: a sheet may have very many
            line.cells.append(MarkedCell(down, across, n + 1, blocks=[*found] if found else []))
        marked.append(line)
    return to_blocks(marked, meter, page)


def _covered(
    areas: Iterable[Area], rows: Mapping[int, SheetRow], last: int, meter: Meter
) -> tuple[dict[tuple[int, int], Area], set[tuple[int, int]]]:
    """The merged ranges by their first place, and the places that they cover besides it.

    A range that would cover another one or a text of its own is none: what stands there must not be lost.
    """
    kept: dict[tuple[int, int], Area] = {}
    covered: set[tuple[int, int]] = set()
    work = 0
    for area in areas:
        bottom = min(area.bottom, last)
        work += (bottom - area.top + 1) * (area.right - area.left + 1)
        if work > 8 * meter.limits.max_cells:
            raise TooLarge("The merged ranges of a sheet cover more places than any report prints.")
        first = (area.top, area.left)
        places = {(row, col) for row in range(area.top, bottom + 1) for col in range(area.left, area.right + 1)}
        rest = places - {first}
        hides = any(row in rows and col in rows[row].cells for row, col in rest)
        if not hides and not places & covered and not places & kept.keys():
            kept[first] = area
            covered |= rest
    return kept, covered
