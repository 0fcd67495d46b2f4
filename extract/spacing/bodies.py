"""The body of a table whose columns are known and whose rows only white tells → cells.

Titles of sections part it first, what stands between them is parted into rows; all parts have the same pitch of lines,
the same columns whose cells reach over several rows, and texts that stand in their cells alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Box
from extract.spacing.bands import are_abreast, least_pitch, near_pitch, usual_pitch
from extract.spacing.heads import crossed
from extract.spacing.lines import around, column_lines, runs
from extract.spacing.rows import text
from extract.spacing.stacks import Part, Stacks, stacks

WORD_GAP = 1.2  # text heights between words of one title, with nothing else in the row
TITLE, EACH_ALONE = -1.0, -1.0  # how well a title fits, and that no cell has two lines
MOST = 2.8  # text heights from line to line of one text
LONE, ALONE = 4, 1.15  # columns beside which a lone text is a title; of the pitch from it to other lines


def body_parts(
    below: Sequence[Box],
    edges: Sequence[float],
    foot: Box,
    lines: Sequence[float],
    high: float,
    told: float | None = None,
) -> list[Box]:
    """Give the cells of a body that fills `foot`, part by part. `told`: as of `Text`."""
    best = _best_way(below, edges, foot, high, told)
    cells = list(best.titles)
    for found, part in best.parts:
        cells += _part_cells(found, edges, part, lines, high)
    return cells


def body_fit(below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None = None) -> float:
    """Tell how well texts fit as a body that fills `foot`: 0 at best."""
    return _best_way(below, edges, foot, high, told).fit


def _best_way(below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None) -> _Way:
    pitches = _pitches(text(below, edges, high, told).lines, high, told)
    ways = [_way(below, edges, foot, high, told, pitch) for pitch in sorted(pitches, reverse=True)]
    return max(ways, key=lambda way: way.fit)


def _pitches(lines: Sequence[Sequence[Box]], high: float, told: float | None) -> set[float]:
    """Give how far the lines of one text may stand apart; 0: no cell has two lines."""
    if are_abreast(lines, high):
        return {0.0, usual_pitch(lines, high)}
    found = {least_pitch(lines, high), least_pitch(lines, high, alone=True)}
    if told is None:
        found |= {usual_pitch(lines, high), near_pitch(lines, high)}  # in pictures the least may be of torn letters
    return {0.0, *(pitch for pitch in found if pitch < MOST * high)}


@dataclass(frozen=True, slots=True)
class _Way:
    """A body in titles and parts with their rows, and how well that fits."""

    titles: tuple[Box, ...]
    parts: tuple[tuple[Stacks, Box], ...]
    fit: float


def _way(
    below: Sequence[Box], edges: Sequence[float], foot: Box, high: float, told: float | None, pitch: float
) -> _Way:
    titles: list[Box] = []
    parts: list[Box] = []
    for part, title in _sections(below, edges, foot, high, pitch):
        (titles if title else parts).append(part)
    inside = [[box for box in below if part.y0 < (box.y0 + box.y1) / 2 < part.y1] for part in parts]
    body = text([box for held in inside for box in held], edges, high, told)
    own = [
        Part(text(held, edges, high, told).lines, part.y0, part.y1) for held, part in zip(inside, parts, strict=True)
    ]
    found = stacks(own, body.single, high, pitch)
    fit = sum(one.fit for one in found) + TITLE * len(titles) + (0.0 if pitch else EACH_ALONE)
    return _Way(tuple(titles), tuple(zip(found, parts, strict=True)), fit)


def _sections(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, pitch: float
) -> Iterator[tuple[Box, bool]]:
    """Cut a body at the titles of its sections: lines of one text at the left with nothing beside it.

    It runs over columns, or is no part of the texts above and below. Gives the parts from the top and whether each is
    a title.
    """
    lines = [(around(line), runs(line, WORD_GAP * high)) for line in column_lines(boxes, high)]
    top, reached, before = field.y0, field.y0, float("-inf")
    for at, (line, texts) in enumerate(lines):
        below = min((box.y0 for box, _ in lines[at + 1 :]), default=field.y1)
        clear = reached <= line.y0 + 0.2 * high and below >= line.y1 - 0.2 * high
        behind = lines[at + 1][0].y0 + lines[at + 1][0].y1 if at + 1 < len(lines) else float("inf")
        near = min(line.y0 + line.y1 - before, behind - line.y0 - line.y1) / 2
        alone = len(edges) > LONE and near > ALONE * max(pitch, high) and texts[0].x1 < edges[-2]
        if clear and len(texts) == 1 and texts[0].x0 < edges[1] and (alone or crossed(texts[0], edges, high)):
            begin, end = (reached + line.y0) / 2 if reached > top else top, (line.y1 + below) / 2
            if begin - top > high:
                yield Box(field.x0, top, field.x1, begin), False
            yield Box(field.x0, begin, field.x1, end), True
            top = end
        reached, before = max(reached, line.y1), line.y0 + line.y1
    if field.y1 - top > high:
        yield Box(field.x0, top, field.x1, field.y1), False


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
