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
from extract.spacing.told import known_cells

_SAME = 1.5  # points between places that are one
_LEAST = 4.0  # points of a piece
_APART = 12.0  # points of white between words that parts columns
_ALIKE = 0.75  # of the places at which pieces of two lines of one table meet
_CENTRED = 0.5  # text heights that a heading may stand beside the middle of its columns
_MANY = 5  # places in a row in which a text of several words, and nothing else, is a section's title
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
        others = [other for edges, other in bands.items() if edges[0] < foot and edges[1] > top]
        widest = max(others, key=len)
        beside = {x for other in others if other is not places and len(other) > _FEW for x in other}
        ruled = any(r.y0 <= middle <= r.y1 and widest[0] - _SAME <= r.x0 <= widest[-1] + _SAME for r in drawn)
        if len(places) == 1 and len(widest) > _FEW and not ruled:
            # the only side on which a cell over several rows meets another such
            found += [Ruling(x, top, x, foot, 0.0) for x in places if not _crossed(x, top, foot, texts)]
            continue
        band = Box(places[0], top, places[-1], foot)
        inside = _in(words, band)
        if inside and not ruled and len(widest) > _FEW and _alike(at[top], at[foot], places, beside):
            headed = any(edges[1] == top and len(other) > _FEW for edges, other in bands.items())
            within = [
                other for edges, other in bands.items() if top <= edges[0] and edges[1] <= foot and other is not places
            ]
            for run in _runs(places, within):
                part = Box(run[0], top, run[-1], foot)
                taller = any(edges[0] <= top and foot < edges[1] for edges in bands)
                over = _under_headings(run, _in(texts, part)) if taller and not headed else ()
                if over:
                    found += [Ruling(x, top, x, foot, 0.0) for x in over]
                else:
                    found += _cells(run, part, _in(words, part), _in(texts, part), headed)
    return found


def ends(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Give the uprights, with thickness 0, at which cells meet by the pieces of the level lines above and below them.

    No word goes on from one to the next, unless there is no white at all.
    """
    lines = _lines(ruling for ruling in rulings if ruling.level and ruling.x1 - ruling.x0 >= _LEAST)
    found: list[Ruling] = []
    for upper, lower in pairwise(lines):
        places = sorted(upper.meets & lower.meets)
        if len(places) > _FEW:
            found += [Ruling(x, upper.y, x, lower.y, 0.0) for x in places]
    return found


def _under_headings(places: Sequence[float], texts: Sequence[Box]) -> Sequence[float]:
    """Give the places between headings over several columns each, though they stand in the middle ones alone.

    `texts`: of a band in the uppermost row, beside which others reach further down. Nothing where they are no such.
    """
    each, rest = divmod(len(places) - 1, max(1, len(texts)))
    ends = places[::each] if each > 1 and not rest else []
    for (left, right), text in zip(pairwise(ends), sorted(texts, key=lambda text: text.x0), strict=False):
        if abs(text.x0 + text.x1 - left - right) > 2 * _CENTRED * (text.y1 - text.y0):
            return []
    return ends if texts else []


def _runs(places: Sequence[float], within: Iterable[Sequence[float]]) -> Iterator[list[float]]:
    """Part the places of a band where cells of other lines stand in it: it goes on beside them, up to their sides."""
    parts = sorted((min(other), max(other)) for other in within if len(other) > 1)
    start = float("-inf")
    for low, high in [*parts, (float("inf"), float("inf"))]:
        if low < start:
            continue
        run = [x for x in (start, *(x for x in places if start < x < low), low) if abs(x) != float("inf")]
        if len(run) > 1:
            yield run
        start = high


def _crossed(x: float, top: float, foot: float, texts: Iterable[Box]) -> bool:
    """Whether a text stands across a place."""
    return any(top < (t.y0 + t.y1) / 2 < foot and t.x0 + _SAME < x < t.x1 - _SAME for t in texts)


def _cells(
    places: Sequence[float], band: Box, words: Sequence[Box], texts: Sequence[Box], headed: bool
) -> Iterator[Ruling]:
    """The sides of the cells between two lines whose pieces meet at `places`; `headed`: another band is above."""
    if texts and len(places) > _FEW:
        cells = known_cells(texts, places, band, median(text.y1 - text.y0 for text in texts), headed)
        if cells:
            yield from outlined(cells)
            return
    yield from (Ruling(x, band.y0, x, band.y1, 0.0) for x in _free(places, words, texts))


@dataclass(frozen=True, slots=True)
class _Line:
    """A level line: its height, its pieces (from, to), and where they begin and end."""

    y: float
    pieces: tuple[tuple[float, float], ...]
    joints: frozenset[float]

    @property
    def meets(self) -> frozenset[float]:
        """Where one piece ends and the next begins; those of a dashed line don't meet."""
        return frozenset(start for start, _ in self.pieces) & frozenset(end for _, end in self.pieces)

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


def _alike(upper: _Line, lower: _Line, places: Sequence[float], beside: set[float]) -> bool:
    """Whether two lines are of one table: where both run, pieces of both meet at the same places.

    `beside`: the places of other rows that stand beside; then only what is between the places and not there counts.
    """
    start = places[0] if beside else max(min(upper.joints), min(lower.joints))
    end = places[-1] if beside else min(max(upper.joints), max(lower.joints))
    others = beside - set(places)
    most = max(sum(start <= x <= end for x in line.joints - others) for line in (upper, lower))
    return sum(start <= x <= end for x in places) >= _ALIKE * most


def _free(places: Sequence[float], words: Sequence[Box], texts: Sequence[Box]) -> Iterator[float]:
    """The places that no text stands across; only the outer ones where one text is all there is in the row."""
    if len(places) > _MANY and len(texts) == 1 < len(words) and texts[0].x0 < places[1]:
        yield from (places[0], places[-1])  # a section's title, short as it may be
        return
    crossed = [x for x in places if any(text.x0 + _SAME < x < text.x1 - _SAME for text in texts)]
    if crossed and (_is_stack(texts) if len(texts) < len(words) else _is_close(words)):
        yield from (places[0], places[-1])
    else:
        yield from (x for x in places if x not in crossed)


def _is_stack(texts: Sequence[Box]) -> bool:
    """Whether texts stand below one another."""
    return max(text.x0 for text in texts) < min(text.x1 for text in texts)


def _is_close(words: Sequence[Box]) -> bool:
    """Whether words stand as close as those of one text, where nothing else tells."""
    ordered = sorted(words, key=lambda word: word.x0)
    reach = ordered[0].x1
    for word in ordered[1:]:
        if word.x0 - reach > _APART:
            return False
        reach = max(reach, word.x1)
    return True


def _in(boxes: Iterable[Box], band: Box) -> list[Box]:
    return [b for b in boxes if band.y0 < (b.y0 + b.y1) / 2 < band.y1 and band.x0 < (b.x0 + b.x1) / 2 < band.x1]


def outlined(cells: Iterable[Box]) -> Iterator[Ruling]:
    """The sides of cells, with thickness 0."""
    for cell in cells:
        for y in (cell.y0, cell.y1):
            yield Ruling(cell.x0, y, cell.x1, y, 0.0)
        for x in (cell.x0, cell.x1):
            yield Ruling(x, cell.y0, x, cell.y1, 0.0)
