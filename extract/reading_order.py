"""Pieces of text on a page → the order in which a person reads them, with blank lines where white parts paragraphs.

Letterheads and signatures that stand side by side are read column after column, labels with their values row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box, Grid, Line, Word

APART = 2.5  # heights of a line between two words that don't belong to one sentence
PARAGRAPH = 1.2  # heights of white between lines of two paragraphs; between the lines of one there is less
SIGNED = 5.0  # heights of white that a hand may fill between the lines of one signature
ABREAST = 0.5  # of the lower one's height by which two pieces overlap on one printed line
SERIAL = 6  # characters of a serial number at the left of its text
BLANK = Line("")

Piece = tuple[Box, Line]
Row = list[Piece]


def cut(words: Sequence[Word]) -> list[list[Word]]:
    """Cut the words of one printed line where they stand far apart; from left to right."""
    pieces: list[list[Word]] = []
    high = max((word.box.y1 - word.box.y0 for word in words), default=0.0)
    for word in sorted(words, key=lambda w: w.box.x0):
        if pieces and word.box.x0 - max(w.box.x1 for w in pieces[-1]) <= APART * high:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def in_order(lines: Iterable[Line], grids: Iterable[Grid]) -> tuple[Line | Grid, ...]:
    """Put the lines and grids of a page into reading order.

    `lines`: with boxes, cut where text stands far apart (see `cut`); those without a box are left out. Grids have boxes
    on their cells. A blank line stands where a paragraph or a column begins.
    """
    tables = sorted(((box, grid) for grid in grids if (box := _around(grid))), key=lambda table: table[0].y0)
    rest = sorted(((line.box, line) for line in lines if line.box), key=lambda piece: piece[0].y0)
    blocks: list[Line | Grid] = []
    for box, grid in tables:
        above = [piece for piece in rest if piece[0].y0 + piece[0].y1 < box.y0 + box.y1]
        rest = rest[len(above) :] if above == rest[: len(above)] else [piece for piece in rest if piece not in above]
        blocks += [*_read(above), grid]
    return (*blocks, *_read(rest))


def _around(grid: Grid) -> Box | None:
    boxes = [cell.box for cell in grid.cells if cell.box]
    if not boxes:
        return None
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def _read(pieces: Sequence[Piece]) -> list[Line]:
    """Give the lines of one stretch of the page between tables."""
    rows = _rows(pieces)
    if not rows:
        return []
    high = median(box.y1 - box.y0 for box, _ in pieces)
    read: list[Line] = []
    at = 0
    while at < len(rows):
        if at and _white(rows[at - 1], rows[at]) > PARAGRAPH * high and read[-1] is not BLANK:
            read.append(BLANK)
        zone = _zone(rows, at, high)
        if len(zone.rows) == 1 or _is_paired(zone.rows):
            read.extend(line for row in zone.rows for line in _of_row(row))
        else:
            read.extend(_by_column(zone, high))
        at += len(zone.rows)
    return read


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    """Gather what stands on one printed line; from the top, and from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: p[0].y0 + p[0].y1):
        if rows and _overlap(rows[-1][0][0], piece[0]) >= ABREAST * min(_high(rows[-1][0][0]), _high(piece[0])):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p[0].x0) for row in rows]


def _high(box: Box) -> float:
    return box.y1 - box.y0


def _overlap(one: Box, other: Box) -> float:
    return min(one.y1, other.y1) - max(one.y0, other.y0)


def _white(above: Row, below: Row) -> float:
    return min(box.y0 for box, _ in below) - max(box.y1 for box, _ in above)


@dataclass(slots=True)
class _Zone:
    """Rows whose pieces stand in the same columns; `sides`: from where to where each column reaches."""

    rows: list[Row]
    sides: list[tuple[float, float]]

    def column(self, box: Box) -> int | None:
        """Give the column of a piece, None where it stands in several or in none."""
        touched = [at for at, (left, right) in enumerate(self.sides) if box.x0 < right and box.x1 > left]
        return touched[0] if len(touched) == 1 else None

    def widen(self, column: int, box: Box) -> None:
        """Let a column reach as far as a piece that stands in it."""
        left, right = self.sides[column]
        self.sides[column] = min(left, box.x0), max(right, box.x1)


def _zone(rows: Sequence[Row], at: int, high: float) -> _Zone:
    """Give the rows from `at` on that stand in columns together; a row of one piece may belong to the next rows'."""
    first = next((n for n in range(at, min(at + 2, len(rows))) if len(rows[n]) > 1), None)
    if first is None or (first > at and _white(rows[at], rows[first]) > PARAGRAPH * high):
        return _Zone([rows[at]], [])
    zone = _Zone([rows[first]], [(box.x0, box.x1) for box, _ in rows[first]])
    if any(left[1] > right[0] for left, right in pairwise(zone.sides)):
        return _Zone([rows[at]], [])
    if first > at:
        column = zone.column(rows[at][0][0])
        if column is None:
            return _Zone([rows[at]], [])
        zone.widen(column, rows[at][0][0])
    zone.rows = [*rows[at : first + 1]]
    for row in rows[first + 1 :]:
        columns = [zone.column(box) for box, _ in row]
        if None in columns or len(set(columns)) < len(columns) or _white(zone.rows[-1], row) > SIGNED * high:
            break
        if len(row) == 1 and _white(zone.rows[-1], row) > PARAGRAPH * high:
            break
        zone.rows.append(row)
        for column, (box, _) in zip(columns, row, strict=True):
            if column is not None:
                zone.widen(column, box)
    return zone


def _is_paired(rows: Sequence[Row]) -> bool:
    """Tell labels with values and numbered lists: what stands on one line belongs together."""
    paired = sum(len(row) > 1 and (_is_label(row) or _is_serial(row)) for row in rows)
    return 2 * paired >= sum(len(row) > 1 for row in rows)


def _is_label(row: Row) -> bool:
    return row[0][1].raw.rstrip().endswith((":", "ঃ")) or row[1][1].raw.lstrip().startswith((":", "ঃ"))


def _is_serial(row: Row) -> bool:
    text = row[0][1].raw.strip()
    return len(text) <= SERIAL and any(character.isdigit() for character in text)


def _of_row(row: Row) -> Iterator[Line]:
    """Give the pieces of a row, a label or a serial number joined with what follows it."""
    at = 0
    while at < len(row):
        if at + 1 < len(row) and (_is_label(row[at : at + 2]) or _is_serial(row[at : at + 2])):
            (left, label), (right, value) = row[at : at + 2]
            box = Box(left.x0, min(left.y0, right.y0), right.x1, max(left.y1, right.y1))
            sure = min(label.confidence, value.confidence)
            yield Line(f"{label.raw.strip()} {value.raw.strip()}", box=box, confidence=sure)
            at += 2
        else:
            yield row[at][1]
            at += 1


def _by_column(zone: _Zone, high: float) -> Iterator[Line]:
    """Read column after column; a blank line after each, and where white parts the lines of one."""
    for at in range(len(zone.sides)):
        above: Box | None = None
        for row in zone.rows:
            for box, line in row:
                if zone.column(box) != at:
                    continue
                if above and box.y0 - above.y1 > SIGNED * high:
                    yield BLANK
                yield line
                above = box
        yield BLANK
