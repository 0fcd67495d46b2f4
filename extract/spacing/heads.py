"""The head of a table without rulings → cells: headings over several columns, and headings of one column in rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extract.model import Box, Ruling
from extract.spacing.bands import bands
from extract.spacing.lines import around, column_lines, core
from extract.spacing.spanners import Head, spanners

ACROSS = 0.3  # text heights by which a blob reaches into both columns when it stands over both
FURTHER = 1.12  # of the pitch of lines: texts further apart stand in different rows
LINES_APART, MOST_APART = 1.7, 2.6  # text heights from line to line where no heading has two lines; at most, about
ALIKE = 1.25  # times the least distance of lines of one heading: as much more marks make it
WIDE = 0.4  # text heights that a heading may stand beside the middle for each column more under it
ABREAST, MOSTLY = 0.4, 0.7  # text heights by which texts of one row stand apart, and share of them that must not
LETTER_GAP = 0.45  # text heights between the letters of one word, less than between two columns
WORD_GAP = 1.0  # text heights between the words of one heading
UNDER, MEETS = 1.5, 0.6  # text heights from a heading to the line under it, and from a line's end to its column's side
CENTRED = 0.45  # text heights that a heading may stand above or below the middle of the head


def head_cells(
    boxes: Sequence[Box],
    edges: Sequence[float],
    field: Box,
    high: float,
    lines: Sequence[float] = (),
    *,
    told: bool = False,
    drawn: Sequence[Ruling] = (),
) -> list[Box]:
    """Give the cells of a table's head, which fills `field`; together they cover it.

    `edges`: the sides of the columns; `lines`: heights of level rulings, which are kept where white would be cut.
    `drawn`: level rulings, which tell how far the headings above them reach. `told`: each box is a whole text of one
    line, and stands where a file tells.
    """
    cells: list[Box] = []
    taken: set[int] = set()
    pitch = _pitch(boxes, edges, high, told)
    over: list[tuple[int, int, list[Box], tuple[float, float]]] = []
    for first, last, heading in spanners(
        Head(tuple(boxes), tuple(edges), field.y0, field.y1, high, pitch, told)
    ).headings:
        line = _line_under(heading, drawn, edges, high)
        if line:
            first, last = line[:2]
        if any(column in taken for column in range(first, last + 1)):
            continue
        taken.update(range(first, last + 1))
        below = [b for b in boxes if edges[first] <= _middle(b) < edges[last + 1] and b.y0 + b.y1 > 2 * heading.y1]
        end = min((box.y0 for box in below), default=field.y1)
        known = (y for y in lines if heading.y1 - 0.3 * high <= y <= end + 0.3 * high)
        under = line[2] if line else next(known, None)
        over.append((first, last, below, (heading.y1, end) if under is None else (under, under)))
    shared = _shared([room for *_, room in over])
    for (first, last, below, _), under in zip(over, shared, strict=True):
        cells.append(Box(edges[first], field.y0, edges[last + 1], under))
        rows = [under, *_rows(below, edges[first : last + 2], pitch, high, told), field.y1]
        for top, bottom in pairwise(rows):
            cells.extend(Box(edges[at], top, edges[at + 1], bottom) for at in range(first, last + 1))
    free = (at for at in range(len(edges) - 1) if at not in taken)
    cells.extend(Box(edges[at], field.y0, edges[at + 1], field.y1) for at in free)
    return cells


def _shared(rooms: Sequence[tuple[float, float]]) -> list[float]:
    """Give a height in each of some stretches: the same in all that have one in common."""
    found: list[float] = []
    for room in rooms:
        common = [room, *(other for other in rooms if other[0] <= room[1] and room[0] <= other[1])]
        low, high = max(other[0] for other in common), min(other[1] for other in common)
        found.append((low + high) / 2 if low <= high else sum(room) / 2)
    return found


def _rows(boxes: Sequence[Box], edges: Sequence[float], pitch: float, high: float, told: bool) -> list[float]:
    """Give the heights at which rows part under a heading, whose texts stand in the middle of theirs."""
    columns = [
        [around(line) if told else core(line, high) for line in column_lines(own, high)] for own in _held(boxes, edges)
    ]
    return list(bands(columns, (), high, pitch, hanging=False).parts)


def head_cost(boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, *, told: bool = False) -> float:
    """Tell how badly texts fit as a table's head that fills `field`: 0 at best."""
    pitch = _pitch(boxes, edges, high, told)
    return spanners(Head(tuple(boxes), tuple(edges), field.y0, field.y1, high, pitch, told)).cost


def _line_under(
    heading: Box, drawn: Iterable[Ruling], edges: Sequence[float], high: float
) -> tuple[int, int, float] | None:
    """Tell from a ruling right under a heading over which columns (first, last) it stands, and where it ends."""
    for line in drawn:
        if not (heading.y0 + heading.y1) / 2 < line.y0 < heading.y1 + UNDER * high:
            continue
        first, behind = (min(range(len(edges)), key=lambda at: abs(edges[at] - x)) for x in (line.x0, line.x1))
        meets = max(abs(edges[first] - line.x0), abs(edges[behind] - line.x1)) <= MEETS * high
        holds = edges[first] - MEETS * high < heading.x0 and heading.x1 < edges[behind] + MEETS * high
        if meets and holds and 2 <= behind - first < len(edges) - 1:
            return first, behind - 1, line.y0
    return None


def crossed(box: Box, edges: Sequence[float], high: float) -> list[int]:
    """Give the parts between columns (numbered as in `edges`) that a blob stands across."""
    reach = ACROSS * high
    return [at for at in range(1, len(edges) - 1) if box.x0 < edges[at] - reach and box.x1 > edges[at] + reach]


def _pitch(boxes: Sequence[Box], edges: Sequence[float], high: float, told: bool) -> float:
    """Give how far the lines of one heading stand apart: of a head the least that several do.

    Marks above and below letters, and scans, make single ones less and more.
    """
    pitches = sorted(
        (below.y0 + below.y1 - line.y0 - line.y1) / 2
        for own in _held(boxes, edges)
        for line, below in pairwise([around(line) if told else core(line, high) for line in column_lines(own, high)])
    )
    usual = [pitch for pitch in pitches if pitch > high]
    if told or not usual:
        return usual[0] if usual else LINES_APART * high
    near = [pitch for pitch in usual if pitch < MOST_APART * high] or usual
    alike = [near[at : bisect_right(near, least * ALIKE)] for at, least in enumerate(near)]
    most = max(map(len, alike))
    return median(next(pitches for pitches in alike if 2 * len(pitches) > most))


def _held(boxes: Iterable[Box], edges: Sequence[float]) -> list[list[Box]]:
    """Put blobs into their columns."""
    held: list[list[Box]] = [[] for _ in range(len(edges) - 1)]
    for box in boxes:
        held[bisect_right(edges, _middle(box), 1, len(edges) - 1) - 1].append(box)
    return held


def _middle(box: Box) -> float:
    return (box.x0 + box.x1) / 2
