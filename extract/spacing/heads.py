"""The head of a table without rulings → cells: headings over several columns, and headings of one column in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.model import Box, Ruling
from extract.spacing.lines import around, column_lines, runs
from extract.spacing.spanners import Head, spanners

ACROSS = 0.3  # text heights by which a blob reaches into both columns when it stands over both
FURTHER = 1.12  # of the pitch of lines: texts further apart stand in different rows
LINES_APART = 1.7  # text heights from line to line where no heading has two lines
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
    seen = Head(tuple(boxes), tuple(edges), field.y0, field.y1, high, pitch, told)
    for first, last, heading in spanners(seen).headings:
        line = _line_under(heading, drawn, edges, high)
        if line:
            first, last = line[:2]
        if any(column in taken for column in range(first, last + 1)):
            continue
        taken.update(range(first, last + 1))
        below = [b for b in boxes if edges[first] <= _middle(b) < edges[last + 1] and b.y0 + b.y1 > 2 * heading.y1]
        end = min((box.y0 for box in below), default=field.y1)
        known = (y for y in lines if heading.y1 - 0.3 * high <= y <= end + 0.3 * high)
        under = line[2] if line else next(known, (heading.y1 + end) / 2)
        cells.append(Box(edges[first], field.y0, edges[last + 1], under))
        rows = [under, *_common_whites(below, edges[first : last + 2], pitch, high, told), field.y1]
        for top, bottom in pairwise(rows):
            cells.extend(Box(edges[at], top, edges[at + 1], bottom) for at in range(first, last + 1))
    free = (at for at in range(len(edges) - 1) if at not in taken)
    cells.extend(Box(edges[at], field.y0, edges[at + 1], field.y1) for at in free)
    return cells


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


def _spanners(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, told: bool
) -> Iterator[tuple[int, int, Box]]:
    """Find the headings over several columns, from the top: first and last column, and the heading's box."""
    whole = _centred_columns(boxes, edges, field, high) if told else frozenset()
    for line in column_lines(boxes, high):
        seeds = [text for text in _texts(line, LETTER_GAP * high, told) if crossed(text, edges, high)]
        for heading in _texts(line, WORD_GAP * high, told) if seeds else ():
            parts = crossed(heading, edges, high)
            if parts and any(heading.x0 <= seed.x0 and seed.x1 <= heading.x1 for seed in seeds):
                first, last = _reach(heading, parts, boxes, edges, high, whole)
                yield first, last, heading


def _texts(line: Iterable[Box], gap: float, told: bool) -> list[Box]:
    return sorted(line, key=lambda box: box.x0) if told else runs(line, gap)


def _centred_columns(boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float) -> frozenset[int]:
    """The columns whose heading stands in the middle of the whole head: there is none above it."""
    found = set()
    for at in range(len(edges) - 1):
        own = [box for box in boxes if _column(box, edges) == at and not crossed(box, edges, high)]
        if own:
            text = around(own)
            if abs(text.y0 + text.y1 - field.y0 - field.y1) < 2 * CENTRED * high:
                found.add(at)
    return frozenset(found)


def _reach(
    heading: Box,
    parts: Sequence[int],
    boxes: Iterable[Box],
    edges: Sequence[float],
    high: float,
    whole: frozenset[int] = frozenset(),
) -> tuple[int, int]:
    """Tell the first and last column under a heading: it stands over their middle and nothing stands beside it.

    `whole`: columns with one heading as high as the head, which stand under no other.
    """
    beside = [box for box in boxes if box.y0 < heading.y1 - 0.3 * high]
    busy = {
        at for box in beside if box.x1 < heading.x0 or box.x0 > heading.x1
        for at in range(len(edges) - 1) if edges[at] <= _middle(box) < edges[at + 1]
    }  # fmt: skip
    busy |= whole - set(range(parts[0] - 1, parts[-1] + 1))
    best, least = (parts[0] - 1, parts[-1]), float("inf")
    first = parts[0] - 1
    while first >= 0 and first not in busy:
        last = parts[-1]
        while last < len(edges) - 1 and last not in busy:
            away = abs(edges[first] + edges[last + 1] - heading.x0 - heading.x1) - WIDE * high * (last - first)
            if away < least:
                best, least = (first, last), away
            last += 1
        first -= 1
    return best


def _common_whites(boxes: Sequence[Box], edges: Sequence[float], pitch: float, high: float, told: bool) -> list[float]:
    """Give the heights at which rows part under a heading: white runs across all of its columns.

    Text of most columns stands on both sides, further apart than the lines of one text (`pitch`, middle to middle), and
    the texts below begin abreast: lines of headings that are each centred in one high row don't.
    """
    columns = [
        [around(line) for line in column_lines((b for b in boxes if _column(b, edges) == at), high)]
        for at in range(len(edges) - 1)
    ]
    found: list[float] = []
    reached = float("-inf")
    for line in sorted((line for column in columns for line in column), key=lambda b: b.y0):
        trim = 0.1 * (line.y1 - line.y0)
        if line.y0 + trim > reached > float("-inf"):
            sides = [side for column in columns if (side := _sides_of(column, (line.y0 + reached) / 2))]
            apart = [below - above for above, below in sides]
            far = len(sides) > len(columns) / 2 and (min if told else median)(apart) > FURTHER * pitch
            if far and _are_abreast([below for _, below in sides], high):
                found.append((line.y0 + reached) / 2)
        reached = max(reached, line.y1 - trim)
    return found


def _sides_of(column: Sequence[Box], height: float) -> tuple[float, float] | None:
    """Give the middles of a column's last line above a height and of the first below; None where there is none."""
    above = [(line.y0 + line.y1) / 2 for line in column if line.y0 + line.y1 < 2 * height]
    below = [(line.y0 + line.y1) / 2 for line in column if line.y0 + line.y1 >= 2 * height]
    return (max(above), min(below)) if above and below else None


def _are_abreast(middles: Sequence[float], high: float) -> bool:
    usual = median(middles)
    return sum(abs(middle - usual) <= ABREAST * high for middle in middles) >= MOSTLY * len(middles)


def _pitch(boxes: Sequence[Box], edges: Sequence[float], high: float, told: bool) -> float:
    """Give how far the lines of one heading stand apart: of a head the least, but for what scans make less."""
    pitches = [
        (below.y0 + below.y1 - line.y0 - line.y1) / 2
        for at in range(len(edges) - 1)
        for line, below in pairwise(
            [around(line) for line in column_lines((b for b in boxes if _column(b, edges) == at), high)]
        )
    ]
    usual = sorted(pitch for pitch in pitches if pitch > high)
    if not usual:
        return LINES_APART * high
    return usual[0] if told else usual[len(usual) // 4]


def _column(box: Box, edges: Sequence[float]) -> int:
    return sum(_middle(box) >= edge for edge in edges[1:-1])


def _middle(box: Box) -> float:
    return (box.x0 + box.x1) / 2
