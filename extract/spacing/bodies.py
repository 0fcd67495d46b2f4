"""The body of a table whose columns are known and whose rows only white tells → cells.

Titles of sections part it first, what stands between them is parted into rows; all parts have the same pitch of lines,
the same columns whose cells reach over several rows, and texts that stand in their cells alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.model import Box
from extract.spacing.bands import are_abreast, least_pitch, near_pitch, usual_pitch
from extract.spacing.heads import crossed
from extract.spacing.leaders import TITLE_GAP, has_leader, titled
from extract.spacing.lines import around, column_lines
from extract.spacing.rows import Text, text
from extract.spacing.stacks import Part, Stacks, stacks

TITLE, EACH_ALONE = -1.0, -1.0  # how well a title fits, and that no cell has two lines
MOST = 2.8  # text heights from line to line of one text
LONE, ALONE = 4, 1.15  # columns beside which a lone text is a title; of the pitch from it to other lines


@dataclass(frozen=True, slots=True)
class Body:
    """A body in titles and parts with their rows, and how well that fits: 0 at best; `text`: all of it."""

    text: Text
    titles: tuple[Box, ...]
    parts: tuple[tuple[Stacks, Box], ...]
    fit: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line across a whole body: its texts from left to right, and whether dots lead through it to a weight."""

    box: Box
    texts: Sequence[Box]
    led: bool


def body_rows(below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None = None) -> Body:
    """Find the rows of a body that fills `foot`. `told`: as of `Text`."""
    whole = text(below, edges, high, told)
    lines = [
        Line(around(line), titled(line, TITLE_GAP * high, high), has_leader(line, high))
        for line in column_lines(below, high)
    ]

    @cache
    def laid(fields: tuple[Box, ...]) -> tuple[list[int], tuple[Part, ...]]:
        return _laid(below, edges, fields, whole)

    ways: list[Body] = []
    for pitch in sorted(_pitches(whole.lines, high, told), reverse=True):
        found = list(_sections(lines, whole.lines[0], edges, foot, high, pitch))
        titles, fields = (tuple(part for part, title in found if title == kind) for kind in (True, False))
        figures, parts = laid(fields)
        rows = stacks(parts, figures, high, pitch)
        fit = sum(one.fit for one in rows) + TITLE * len(titles) + (0.0 if pitch else EACH_ALONE)
        ways.append(Body(whole, titles, tuple(zip(rows, fields, strict=True)), fit))
    return max(ways, key=lambda way: way.fit)


def _laid(
    below: Sequence[Box], edges: Sequence[float], fields: Sequence[Box], whole: Text
) -> tuple[list[int], tuple[Part, ...]]:
    """Put the text of a body's parts, titles left out, into its columns and lines, and tell which hold figures."""
    inside = [[box for box in below if part.y0 < (box.y0 + box.y1) / 2 < part.y1] for part in fields]
    if len(inside) == 1 and len(inside[0]) == len(below):
        return whole.single, (Part(whole.lines, fields[0].y0, fields[0].y1),)
    own = [text(held, edges, whole.high, whole.told) for held in inside]
    body = own[0] if len(own) == 1 else text([box for held in inside for box in held], edges, whole.high, whole.told)
    return body.single, tuple(Part(one.lines, part.y0, part.y1) for one, part in zip(own, fields, strict=True))


def body_cells(found: Body, edges: Sequence[float], lines: Sequence[float], high: float) -> list[Box]:
    """Give the cells of a body, part by part. `lines`: the heights of level rulings, which part rows too."""
    cells = list(found.titles)
    for rows, part in found.parts:
        cells += _part_cells(rows, edges, part, lines, high)
    return cells


def _pitches(lines: Sequence[Sequence[Box]], high: float, told: float | None) -> set[float]:
    """Give how far the lines of one text may stand apart; 0: no cell has two lines."""
    if are_abreast(lines, high):
        return {0.0, usual_pitch(lines, high)}
    found = {least_pitch(lines, high), least_pitch(lines, high, alone=True)}
    if told is None:
        found |= {usual_pitch(lines, high), near_pitch(lines, high)}  # in pictures the least may be of torn letters
    return {0.0, *(pitch for pitch in found if pitch < MOST * high)}


def _sections(
    lines: Sequence[Line], first: Sequence[Box], edges: Sequence[float], field: Box, high: float, pitch: float
) -> Iterator[tuple[Box, bool]]:
    """Cut a body at the titles of its sections: lines of one text at the left with nothing beside it.

    It runs over columns, or is no part of the texts above and below. Gives the parts from the top and whether each is
    a title. `first`: the lines of the column at the left.
    """
    top, reached, before = field.y0, field.y0, float("-inf")
    for at, own in enumerate(lines):
        line, texts = own.box, own.texts
        below = min((other.box.y0 for other in lines[at + 1 :]), default=field.y1)
        clear = reached <= line.y0 + 0.2 * high and below >= line.y1 - 0.2 * high
        behind = lines[at + 1].box.y0 + lines[at + 1].box.y1 if at + 1 < len(lines) else float("inf")
        near = min(line.y0 + line.y1 - before, behind - line.y0 - line.y1, *_twice_apart(line, first)) / 2
        alone = len(edges) > LONE and near > ALONE * max(pitch, high) and texts[0].x1 < edges[-2]
        is_title = alone or own.led or crossed(texts[0], edges, high)
        if clear and len(texts) == 1 and texts[0].x0 < edges[1] and is_title:
            begin = (reached + line.y0) / 2 if reached > top else top
            end = (line.y1 + below) / 2 if at + 1 < len(lines) else field.y1
            if begin - top > high:
                yield Box(field.x0, top, field.x1, begin), False
            yield Box(field.x0, begin, field.x1, end), True
            top = end
        reached, before = max(reached, line.y1), line.y0 + line.y1
    if field.y1 - top > high:
        yield Box(field.x0, top, field.x1, field.y1), False


def _twice_apart(line: Box, column: Sequence[Box]) -> Iterator[float]:
    """Give twice the distances from a line to the others of a column above and below it."""
    middles = [box.y0 + box.y1 for box in column]
    at = min(range(len(middles)), key=lambda n: abs(middles[n] - line.y0 - line.y1), default=0)
    yield from (abs(middles[n] - middles[at]) for n in (at - 1, at + 1) if 0 <= n < len(middles))


def _part_cells(found: Stacks, edges: Sequence[float], foot: Box, lines: Sequence[float], high: float) -> list[Box]:
    """Give the cells of a part of a body: `foot` is its field, `lines` are the heights of level rulings."""
    drawn = [y for y in lines if foot.y0 + high < y < foot.y1 - high]
    rows = sorted([*found.parts, *drawn])
    rows = [row for at, row in enumerate(rows) if at == 0 or row - rows[at - 1] > 0.5 * high]
    heights = [foot.y0, *rows, foot.y1]
    cells = []
    for (left, right), begins in zip(pairwise(edges), found.begins, strict=True):
        tops = [(foot.y0, *found.parts)[begin] for begin in begins]
        starts = sorted({min(range(len(rows) + 1), key=lambda at: abs(heights[at] - top)) for top in tops})
        if len(begins) == len(found.parts) + 1:
            starts = list(range(len(rows) + 1))
        for first, behind in pairwise([*starts, len(heights) - 1]):
            cells.append(Box(left, heights[first], right, heights[behind]))
    return cells
