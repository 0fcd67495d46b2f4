"""Boxes of ink blobs (letters or words, with the marks above and below them) → lines of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box

LEAST, MOST = 3.5, 40.0  # points: lower blobs are marks, higher ones pictures
USUAL = 10.0  # points of a blob's height where a page has none to measure
BODY = 0.5  # of a text height: lower blobs are marks, dashes or dots
ABREAST = 0.4  # of the lower one's height by which two blobs overlap on one line
JOINED = 0.12  # of a text height: blobs this near to one another are one piece of ink
LEAST_WORD, MOST_WORD, USUAL_WORD = 0.3, 1.7, 0.5  # text heights between words
DUST, CLOSE = 0.4, 1.0  # text heights both ways: less ink is dust unless something larger is as close as this
NEAR = 0.45  # of a text height: a mark this near to a line belongs to it


@dataclass(frozen=True, slots=True)
class Blob(Box):
    """A blob whose letters hang from a headline: from `head` to `foot`, without the marks above and below them."""

    head: float
    foot: float


def text_height(boxes: Iterable[Box], point: float) -> float:
    """Give the usual height of a blob of letters, in page units."""
    heights = [box.y1 - box.y0 for box in boxes if LEAST * point <= box.y1 - box.y0 <= MOST * point]
    return median(heights) if heights else USUAL * point


def full_height(boxes: Iterable[Box], point: float) -> float:
    """Give the height of a blob of letters with marks; broken letters and loose marks don't make it less."""
    heights = sorted(box.y1 - box.y0 for box in boxes if LEAST * point <= box.y1 - box.y0 <= MOST * point)
    return heights[len(heights) * 3 // 4] if heights else USUAL * point


def without_dust(boxes: Sequence[Box], high: float) -> list[Box]:
    """Leave out the blobs that are too small for a sign of their own and stand by no letter."""
    large = sorted(
        (box for box in boxes if max(box.x1 - box.x0, box.y1 - box.y0) >= DUST * high), key=lambda box: box.y0
    )
    tops = [box.y0 for box in large]
    most = max((box.y1 - box.y0 for box in large), default=0.0)

    def is_held(box: Box) -> bool:
        first = bisect_left(tops, box.y0 - most - CLOSE * high)
        near = large[first : bisect_right(tops, box.y1 + NEAR * high)]
        return any(
            b.x0 - CLOSE * high < box.x1 and box.x0 < b.x1 + CLOSE * high and box.y0 < b.y1 + NEAR * high for b in near
        )

    kept = (box for box in boxes if max(box.x1 - box.x0, box.y1 - box.y0) < DUST * high)
    return [*large, *(box for box in kept if is_held(box))]


def around(boxes: Sequence[Box]) -> Box:
    """Give the smallest box around boxes, of which there is at least one."""
    return Box(
        min([box.x0 for box in boxes]),
        min([box.y0 for box in boxes]),
        max([box.x1 for box in boxes]),
        max([box.y1 for box in boxes]),
    )


def lies_in(box: Box, field: Box) -> bool:
    """Tell whether the middle of a box lies in a field."""
    return field.x0 <= (box.x0 + box.x1) / 2 <= field.x1 and field.y0 <= (box.y0 + box.y1) / 2 <= field.y1


def core(line: Sequence[Box], high: float) -> Box:
    """Give the box of a line as its letters have it for the most part: marks above and below don't make it higher."""
    whole = around(line)
    letters = [box for box in line if box.y1 - box.y0 >= BODY * high]
    if not letters:
        return whole
    top = _usual(letters, [box.head if isinstance(box, Blob) else box.y0 for box in letters])
    foot = _usual(letters, [box.foot if isinstance(box, Blob) else box.y1 for box in letters])
    return Box(whole.x0, top, whole.x1, foot)


def _usual(boxes: Sequence[Box], values: Sequence[float]) -> float:
    """Give the median of values, one of each box, which count by how wide their boxes are."""
    ordered = sorted(zip(values, (box.x1 - box.x0 for box in boxes), strict=True))
    half, before = sum(wide for _, wide in ordered) / 2, 0.0
    for value, wide in ordered:
        before += wide
        if before >= half:
            return value
    return ordered[-1][0]


def column_lines(boxes: Iterable[Box], high: float) -> list[list[Box]]:
    """Part the blobs of one column into its lines, from the top. `high`: the usual height of a blob.

    Blobs of letters make the lines; marks go to the line they are nearest to, or make one (a dash in an empty cell).
    """
    letters: list[Box] = []
    marks: list[Box] = []
    for box in boxes:
        (letters if box.y1 - box.y0 >= BODY * high else marks).append(box)
    lines: list[list[Box]] = []
    cores: list[tuple[float, float]] = []
    top, bottom = 0.0, float("-inf")  # where the letters of the last line stand, in the mean; high signs move it little
    for box in sorted(letters, key=_twice_middle):
        shared = (bottom if bottom < box.y1 else box.y1) - (top if top > box.y0 else box.y0)
        if lines and shared >= ABREAST * min(box.y1 - box.y0, high):
            lines[-1].append(box)
            share = 1 / len(lines[-1])
            top, bottom = top + (box.y0 - top) * share, bottom + (box.y1 - bottom) * share
            cores[-1] = (top, bottom)
        else:
            lines.append([box])
            top, bottom = box.y0, box.y1
            cores.append((top, bottom))
    if not marks:
        return sorted(lines, key=_mean_height)
    middles = [top + bottom for top, bottom in cores]
    alone: list[list[Box]] = []
    for mark in sorted(marks, key=lambda b: b.y0):
        home = _home(mark, cores, middles)
        if home is not None and _away(cores[home], mark) <= NEAR * high:
            lines[home].append(mark)
        elif alone and _overlap((alone[-1][0].y0, alone[-1][0].y1), (mark.y0, mark.y1)) >= -NEAR * high:
            alone[-1].append(mark)
        else:
            alone.append([mark])
    return sorted(lines + alone, key=_mean_height)


def _twice_middle(box: Box) -> float:
    return box.y0 + box.y1


def _mean_height(line: Sequence[Box]) -> float:
    return sum([box.y0 + box.y1 for box in line]) / len(line)


def _home(mark: Box, cores: Sequence[tuple[float, float]], middles: Sequence[float]) -> int | None:
    """Give the line, by its number, that a mark stands nearest to; None where there is none."""
    at = bisect_left(middles, mark.y0 + mark.y1)
    near = range(max(0, at - 2), min(len(cores), at + 2))
    return min(near, key=lambda n: _away(cores[n], mark), default=None)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _away(core: tuple[float, float], mark: Box) -> float:
    return max(0.0, mark.y0 - core[1], core[0] - mark.y1)


def runs(line: Iterable[Box], gap: float) -> list[Box]:
    """Join the blobs of one line that stand closer than `gap`; from left to right."""
    return [around(run) if len(run) > 1 else run[0] for run in columns_of(line, gap)]


def columns_of(boxes: Iterable[Box], gap: float) -> list[list[Box]]:
    """Part blobs where upright white as wide as `gap` runs through all of them; from left to right."""
    parted: list[list[Box]] = []
    reached = float("-inf")
    for box in sorted(boxes, key=lambda b: b.x0):
        if box.x0 - reached > gap:
            parted.append([])
        parted[-1].append(box)
        reached = max(reached, box.x1)
    return parted


def word_gap(rows: Iterable[Iterable[Box]], high: float, usual: float = USUAL_WORD) -> float:
    """Give the usual white between the words of a text, in text heights: the gap that most blobs stand apart."""
    gaps: list[float] = []
    for row in rows:
        for line in column_lines(row, high):
            gaps += [(after.x0 - before.x1) / high for before, after in pairwise(runs(line, JOINED * high))]
    gaps = sorted(gap for gap in gaps if LEAST_WORD <= gap <= MOST_WORD)
    if len(gaps) < 8:
        return usual
    near = max((_around(gaps, gap) for gap in gaps), key=len)
    return max(median(near), 0.35)


def _around(gaps: Sequence[float], gap: float) -> Sequence[float]:
    return gaps[bisect_left(gaps, gap - 0.1) : bisect_right(gaps, gap + 0.1)]
