"""Level lines in pieces → the sides of cells in a table, or a part of one, that has no upright lines.

Browsers draw the borders of each cell by itself: where pieces of two lines under one another meet at the same place,
two cells do, unless a text stands across. LibreOffice draws lines whole; there white space must tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box, Ruling
from extract.spacing.tables import known_cells

_SAME = 1.5  # points between places that are one
_LEAST = 4.0  # points of a piece
_APART = 12.0  # points of white between words that parts columns
_ALIKE = 0.75  # of the places at which pieces of two lines of one table meet
_FEW = 2  # places in a row at which pieces of its lines meet or end: with no more nothing is parted


def sides(rulings: Sequence[Ruling], words: Sequence[Box], texts: Sequence[Box] = ()) -> list[Ruling]:
    """Give the sides of cells that no ruling draws, with thickness 0.

    `words`, `texts`: the boxes of the page's words, and of what hangs together of them; without the latter each word
    is a text.
    """
    texts = texts or words
    drawn = [ruling for ruling in rulings if not ruling.level]
    lines = _lines(ruling for ruling in rulings if ruling.level and ruling.x1 - ruling.x0 >= _LEAST)
    bands: dict[tuple[float, float], list[float]] = defaultdict(list)
    for x in sorted({x for line in lines for x in line.joints}):
        here = [line for line in lines if line.reaches(x)]
        for upper, lower in pairwise(here):
            if x in upper.joints and x in lower.joints:
                bands[upper.y, lower.y].append(x)
    at = {line.y: line for line in lines}
    found: list[Ruling] = []
    for (top, foot), places in bands.items():
        middle = (top + foot) / 2
        widest = max((other for edges, other in bands.items() if edges[0] < middle < edges[1]), key=len)
        beside = any(
            edges[0] < middle < edges[1] and len(other) > _FEW for edges, other in bands.items() if other is not places
        )
        inside = [word for word in words if top < (word.y0 + word.y1) / 2 < foot]
        ruled = any(r.y0 <= middle <= r.y1 and widest[0] - _SAME <= r.x0 <= widest[-1] + _SAME for r in drawn)
        if inside and not ruled and len(widest) > _FEW and _alike(at[top], at[foot], places, not beside):
            within = [
                text for text in texts
                if top < (text.y0 + text.y1) / 2 < foot and places[0] < (text.x0 + text.x1) / 2 < places[-1]
            ]  # fmt: skip
            headed = any(edges[1] == top and len(others) > _FEW for edges, others in bands.items())
            cells: list[Box] = []
            if within and len(places) > _FEW:
                high = median(text.y1 - text.y0 for text in within)
                cells = known_cells(within, places, Box(places[0], top, places[-1], foot), high, headed)
            found += _around(cells) if cells else [Ruling(x, top, x, foot, 0.0) for x in _free(places, inside, within)]
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A level line: its height, its pieces (from, to), and where they begin and end."""

    y: float
    pieces: tuple[tuple[float, float], ...]
    joints: frozenset[float]

    def reaches(self, x: float) -> bool:
        """Whether it runs over a place or ends there."""
        return any(start <= x <= end for start, end in self.pieces)


def _lines(levels: Iterable[Ruling]) -> list[_Line]:
    """Lines from the top; heights and places that are one are given as one."""
    pieces = sorted(levels, key=lambda r: r.y0)
    places = _ones(x for piece in pieces for x in (piece.x0, piece.x1))
    heights = _ones(piece.y0 for piece in pieces)
    rows: dict[float, list[tuple[float, float]]] = {}
    for piece in pieces:
        rows.setdefault(heights[piece.y0], []).append((places[piece.x0], places[piece.x1]))
    return [_Line(y, tuple(own), frozenset(x for piece in own for x in piece)) for y, own in rows.items()]


def _ones(values: Iterable[float]) -> dict[float, float]:
    """For each value the one that stands for it and those next to it."""
    found: dict[float, float] = {}
    first = float("-inf")
    for value in sorted(values):
        if value - first > _SAME:
            first = value
        found[value] = first
    return found


def _alike(upper: _Line, lower: _Line, places: Sequence[float], whole: bool) -> bool:
    """Whether two lines are of one table: where both run, pieces of both meet at the same places.

    Not `whole`: other rows stand beside, and only what is between the places counts.
    """
    start = max(min(upper.joints), min(lower.joints)) if whole else places[0]
    end = min(max(upper.joints), max(lower.joints)) if whole else places[-1]
    most = max(sum(start <= x <= end for x in line.joints) for line in (upper, lower))
    return sum(start <= x <= end for x in places) >= _ALIKE * most


def _free(places: Sequence[float], inside: Sequence[Box], texts: Sequence[Box]) -> Iterator[float]:
    """The places that no text stands across; only the outer ones where one text is all there is in the row."""
    crossed = [x for x in places if any(word.x0 + _SAME < x < word.x1 - _SAME for word in inside)]
    ordered = sorted(inside, key=lambda word: word.x0)
    reach, one = ordered[0].x1, True
    for word in ordered[1:]:
        one &= word.x0 - reach <= _APART
        reach = max(reach, word.x1)
    abreast = max((text.y0 for text in texts), default=0.0) < min((text.y1 for text in texts), default=0.0)
    if crossed and one and (len(texts) in (0, 1, len(inside)) or not abreast):
        yield from (places[0], places[-1])
    else:
        yield from (x for x in places if x not in crossed)


def _around(cells: Iterable[Box]) -> Iterator[Ruling]:
    for cell in cells:
        for y in (cell.y0, cell.y1):
            yield Ruling(cell.x0, y, cell.x1, y, 0.0)
        for x in (cell.x0, cell.x1):
            yield Ruling(x, cell.y0, x, cell.y1, 0.0)
