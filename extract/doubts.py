"""Cells of whose sides a page's ink tells otherwise: what is read in them is doubtful, however surely it is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.grid import Lattice, Place
from extract.model import Box
from extract.spacing.lines import BODY, lies_in, text_height

CUT = 0.3  # text heights by which a letter stands in the next cell when the side between them is doubted
SLENDER = 0.4  # of its height: no letter is narrower but for single strokes
CLOSE = 0.3  # text heights between two letters of one word, or less; over a line of a table there is more
BESIDE, BELOW = 1.0, 1.6  # text heights of white on a line of the table between two texts that one cell holds


def with_doubts(table: Lattice, boxes: Iterable[Box], point: float) -> Lattice:
    """Mark the cells whose text may be that of two cells, or only a part of a text.

    `boxes`: of the page's ink without rulings, letters or words; `point`: page units. A cell over several columns or
    rows is doubtful where its texts stand apart on both sides of a line of the table, as if that was lost in it; two
    cells are doubtful where a letter stands in both, or where their letters stand as near as those of one word.
    """
    inside = [box for box in boxes if lies_in(box, table.box)]
    high = text_height(inside, point)
    xs = sorted({edge for cell in table.cells for edge in (cell.box.x0, cell.box.x1)})
    ys = sorted({edge for cell in table.cells for edge in (cell.box.y0, cell.box.y1)})
    owners = {(row, col): place for place in table.cells for row, col in _spots(place)}
    held: dict[int, list[Box]] = {}
    doubted: set[int] = set()
    for box in inside:
        if not _is_letter(box, high):
            continue
        home = owners.get(_spot((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, xs, ys))
        if home is None:
            continue
        held.setdefault(id(home), []).append(box)
        reach = CUT * high
        corners = ((box.x0 + reach, box.y0 + reach), (box.x1 - reach, box.y1 - reach))
        others = (owners.get(_spot(x, y, xs, ys)) for x, y in corners)
        doubted.update(id(place) for other in others if other not in (home, None) for place in (home, other))
    doubted.update(_cut_between(table.cells, held, CLOSE * high))
    merged = (place for place in table.cells if place.rowspan > 1 or place.colspan > 1)
    doubted.update(id(place) for place in merged if _holds_several(place, held.get(id(place), ()), xs, ys, high))
    cells = tuple(replace(place, doubtful=True) if id(place) in doubted else place for place in table.cells)
    return replace(table, cells=cells)


def _is_letter(box: Box, high: float) -> bool:
    """Tell a letter or word from a mark and from what a scan left of a ruling."""
    wide, tall = box.x1 - box.x0, box.y1 - box.y0
    return tall >= BODY * high and wide >= SLENDER * tall


def _cut_between(cells: Sequence[Place], held: dict[int, list[Box]], near: float) -> Iterator[int]:
    """The ids of cells side by side between whose nearest letters, on one line of text, there is hardly any white."""
    starts: dict[float, list[tuple[Place, Box]]] = {}
    for place in cells:
        for box in held.get(id(place), ()):
            if box.x0 - place.box.x0 < near:
                starts.setdefault(place.box.x0, []).append((place, box))
    for place in cells:
        for box in held.get(id(place), ()):
            if place.box.x1 - box.x1 >= near:
                continue
            for beside, other in starts.get(place.box.x1, ()):
                shared = min(box.y1, other.y1) - max(box.y0, other.y0)
                if other.x0 - box.x1 < near and shared > 0.5 * min(box.y1 - box.y0, other.y1 - other.y0):
                    yield from (id(place), id(beside))


def _holds_several(place: Place, boxes: Sequence[Box], xs: Sequence[float], ys: Sequence[float], high: float) -> bool:
    across = [(box.x0, box.x1) for box in boxes]
    down = [(box.y0, box.y1) for box in boxes]
    return any(_stands_apart(across, x, BESIDE * high) for x in xs if place.box.x0 < x < place.box.x1) or any(
        _stands_apart(down, y, BELOW * high) for y in ys if place.box.y0 < y < place.box.y1
    )


def _stands_apart(stretches: Sequence[tuple[float, float]], line: float, white: float) -> bool:
    """Tell whether there is text on both sides of a line, none on it, and so much white between."""
    before = max((end for start, end in stretches if start + end < 2 * line), default=None)
    behind = min((start for start, end in stretches if start + end >= 2 * line), default=None)
    return before is not None and behind is not None and before <= line <= behind and behind - before >= white


def _spots(place: Place) -> Iterator[tuple[int, int]]:
    for row in range(place.row, place.row + place.rowspan):
        yield from ((row, col) for col in range(place.col, place.col + place.colspan))


def _spot(x: float, y: float, xs: Sequence[float], ys: Sequence[float]) -> tuple[int, int]:
    return bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
