"""Headings over several columns: of all ways to share out a head's columns the one that its texts fit best.

A heading of one column stands in the middle of the whole head. One over several stands over their middle, alone at its
height, be it wide or narrower than a single column, and the headings under it stand lower than all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box
from extract.spacing.lines import around, column_lines, core, runs

WORD_GAP = 1.0  # text heights between the words of one heading
FURTHER, FAR = 1.15, 1.25  # of the pitch of lines: texts further apart are two; in pictures
LOW = 0.7  # text heights: what is lower is no text
LINES = 3  # that a heading over several columns has at most
NEAR, AWAY, MOST = 0.35, 2.0, 2.0  # text heights from a heading's place: no matter, what each costs, the most
ACROSS = 0.3  # text heights by which a text reaches into both columns when it stands over both
BESIDE, UNSURE, WIDE = 1.6, 2.5, 0.08  # text heights beside the middle of its columns at most; in pictures; no matter

TORN, EMPTY, CUT = 1.5, 1.0, 3.0  # a heading with lines apart, without text, one that reaches into two columns
SPANS, BARE = 0.6, 1.5  # a heading over several columns, and one of these without its own


@dataclass(frozen=True, slots=True)
class Head:
    """The texts of a head. `told`: each box is a whole text of one line, and stands where a file tells.

    `edges`: the sides of the columns; `high`: usual height of a blob; `pitch`: of lines of one heading.
    """

    boxes: tuple[Box, ...]
    edges: tuple[float, ...]
    top: float
    end: float
    high: float
    pitch: float
    told: bool

    def column(self, box: Box) -> int:
        """The column in which a box stands."""
        return sum((box.x0 + box.x1) / 2 >= edge for edge in self.edges[1:-1])

    def lines(self, boxes: Iterable[Box]) -> list[Box]:
        """The lines of a column's boxes from the top."""
        found = column_lines(boxes, self.high)
        return [around(line) if self.told else core(line, self.high) for line in found]

    def texts(self, line: Iterable[Box], gap: float = WORD_GAP) -> list[Box]:
        """The texts of a line from left to right."""
        return sorted(line, key=lambda box: box.x0) if self.told else runs(line, gap * self.high)


@dataclass(frozen=True, slots=True)
class Spanners:
    """The headings over several columns, from left to right: first and last column, and the heading's box.

    `cost`: how badly all headings fit, 0 at best.
    """

    headings: tuple[tuple[int, int, Box], ...]
    cost: float


def spanners(head: Head) -> Spanners:
    """Find the headings over several columns."""
    n_cols = len(head.edges) - 1
    held: list[list[Box]] = [[] for _ in range(n_cols)]
    for box in head.boxes:
        held[head.column(box)].append(box)
    cut = list(_cuts(head))
    best: list[tuple[float, int, Box | None]] = [(0.0, 0, None)]
    for behind in range(1, n_cols + 1):
        way: tuple[float, int, Box | None] = (best[behind - 1][0] + _single(held[behind - 1], head), behind - 1, None)
        for first in range(behind - 1):
            bare = sum(not own for own in held[first:behind])
            if best[first][0] + (SPANS + BARE * bare) >= way[0]:
                continue  # it would cost as much if all else fitted
            over = _group(held, first, behind, head)
            if over and best[first][0] + over[0] < way[0]:
                way = (best[first][0] + over[0], first, over[1])
        best.append((way[0] + cut[behind], way[1], way[2]))
    found: list[tuple[int, int, Box]] = []
    behind = n_cols
    while behind:
        _, first, heading = best[behind]
        if heading:
            found.append((first, behind - 1, heading))
        behind = first
    return Spanners(tuple(found[::-1]), best[-1][0])


def _cuts(head: Head) -> Iterator[float]:
    """What it costs that columns part at each of the edges: texts that stand across."""
    inner = _across(head.boxes, head.edges[1:-1], head)
    yield from (CUT * across for across in (0, *inner, 0))


def _across(boxes: Iterable[Box], edges: Sequence[float], head: Head) -> list[int]:
    """Count the texts that stand across each of the edges."""
    texts = [text for line in column_lines(boxes, head.high) for text in head.texts(line, ACROSS)]
    reach = ACROSS * head.high
    return [sum(text.x0 < edge - reach and text.x1 > edge + reach for text in texts) for edge in edges]


def _single(boxes: Sequence[Box], head: Head) -> float:
    """What it costs that a column has one heading, as high as the head."""
    if not boxes:
        return EMPTY
    lines = head.lines(boxes)
    apart = (_middle(below) - _middle(line) for line, below in pairwise(lines))
    torn = TORN * any(gap > (FURTHER if head.told else FAR) * head.pitch for gap in apart)
    return torn + _away((_middle(lines[0]) + _middle(lines[-1]) - head.top - head.end) / 2, head)


def _away(distance: float, head: Head) -> float:
    return min(AWAY * max(abs(distance) / head.high - NEAR, 0.0), MOST)


def _group(held: Sequence[Sequence[Box]], first: int, behind: int, head: Head) -> tuple[float, Box] | None:
    """Give the heading that may stand over some columns, and what that costs; the best of one to three lines."""
    boxes = [box for own in held[first:behind] for box in own]
    lines = column_lines(boxes, head.high)
    found: list[tuple[float, Box]] = []
    over: list[Box] = []
    for line in lines[: min(LINES, len(lines) - 1)]:
        texts = head.texts(line)
        if not head.told and all(box.y1 - box.y0 < LOW * head.high for box in line):
            continue  # marks above the letters of a line
        if len(texts) > 1 or (over and _middle(texts[0]) - _middle(over[-1]) > FURTHER * head.pitch):
            break
        over.append(texts[0])
        heading = around(over)
        beside = abs(head.edges[first] + head.edges[behind] - heading.x0 - heading.x1) / 2
        if heading.x0 < head.edges[first] - head.high or heading.x1 > head.edges[behind] + head.high:
            break
        if beside <= (BESIDE if head.told else UNSURE) * head.high:
            found.append((_fit(heading, held, first, behind, head), heading))
    return min(found, key=lambda one: one[0], default=None)


def _fit(heading: Box, held: Sequence[Sequence[Box]], first: int, behind: int, head: Head) -> float:
    under = [[box for box in own if _middle(box) > heading.y1] for own in held[first:behind]]
    texts = [around(own) for own in under if own]
    cost = SPANS + BARE * (len(under) - len(texts))
    beside = abs(head.edges[first] + head.edges[behind] - heading.x0 - heading.x1) / 2
    cost += _away(max(beside - WIDE * head.high * (behind - first), 0.0), head)
    cost += CUT * sum(_across([box for own in under for box in own], head.edges[first + 1 : behind], head))
    if texts:
        usual = median(_middle(text) for text in texts)
        cost += sum(_away(_middle(text) - usual, head) for text in texts)
        line = 2 * _middle(heading) - head.top if head.told else (heading.y1 + min(text.y0 for text in texts)) / 2
        cost += _away(usual - (line + head.end) / 2, head)
    return cost


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2
