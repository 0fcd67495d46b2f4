"""Rows and columns that white told, beside what the texts of a layer tell: where these differ, cells are doubtful.

A text that hangs together stands in one cell, no two stand abreast in one, lines as close as those of one text are in
one cell and others are not, no cell has whole figures below one another, and texts stand in their cells as most others
of the table do: from the top or centred.
Whoever reads a figure of a row in which this fails may read another row's, so the whole row is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from extract.grid import Lattice, Place
from extract.model import Box
from extract.spacing.doubts import below_one_another, clear_rows, marked, number_rows, out_of_place, over_columns
from extract.spacing.lines import around, text_height
from extract.spacing.rows import blocks, text, text_pitch
from ingest.layer.words import LayerWord

_FIGURE = re.compile(r"-|\d(?:[\d.,/-]*\d)?%?")
_STEP = 1.0  # points by which lines of one text stand apart more or less, since places are rounded to pixels
_LOOSE = 1.6  # text heights from line to line where no cell holds several lines


def with_texts(table: Lattice, texts: Iterable[Sequence[LayerWord]]) -> Lattice:
    """Mark the rows of a table in which its cells and its texts differ. `texts`: of the page, see phrases."""
    held: dict[int, list[Box]] = {}
    figures: dict[int, list[bool]] = {}
    doubted: set[int] = set()
    for words in texts:
        boxes = [word.box for word in words]
        homes = {id(home): home for box in boxes if (home := _home(table, box))}
        if len(homes) > 1:
            doubted.update(homes)
        for key in homes:
            held.setdefault(key, []).append(around(boxes))
            figures.setdefault(key, []).append(all(_FIGURE.fullmatch(word.raw) for word in words))
    doubted.update(key for key, told in figures.items() if len(told) > 1 and all(told))
    every = [box for boxes in held.values() for box in boxes]
    high = text_height(every, 1.0)
    xs = sorted({x for place in table.cells for x in (place.box.x0, place.box.x1)})
    near = text_pitch(text(every, xs, high)) or _LOOSE * high
    doubted.update(_of_lines(table, held, near, high, number_rows(table, every, high)))
    parts = {key: blocks(sorted(boxes, key=lambda box: box.y0), near) for key, boxes in held.items()}
    doubted.update(out_of_place(table, parts, high))
    doubted.update(over_columns(table))
    return marked(table, doubted)


def _home(table: Lattice, box: Box) -> Place | None:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return next((p for p in table.cells if p.box.x0 <= x < p.box.x1 and p.box.y0 <= y < p.box.y1), None)


def _of_lines(
    table: Lattice, held: dict[int, list[Box]], near: float, high: float, told: frozenset[int]
) -> Iterator[int]:
    """The cells in which texts stand abreast or lines apart, and those whose lines are as near as those of one text.

    Lines that stand further apart than all of one cell are of two. `told`: rows that are known to be such.
    """
    lines = {key: sorted(boxes, key=lambda box: box.y0) for key, boxes in held.items()}
    gaps = {key: [below.y0 - line.y0 for line, below in pairwise(own)] for key, own in lines.items()}
    most = max((gap for own in gaps.values() for gap in own if gap <= near), default=near)
    for place in table.cells:
        if any(gap > near for gap in gaps.get(id(place), ())) or _is_parted(table, place, lines, high):
            yield id(place)
    apart = [
        (lines[id(lower)][0].y0 - lines[id(upper)][-1].y0, upper, lower)
        for upper, lower in below_one_another(table, table.cells, lines) if not {upper.row, lower.row} & told
    ]  # fmt: skip
    clear = clear_rows(apart, most + _STEP)
    for gap, upper, lower in apart:
        if gap <= min(near, most) or (gap <= min(near, most + _STEP) and lower.row not in clear):
            yield from (id(upper), id(lower))


def _is_parted(table: Lattice, place: Place, lines: dict[int, list[Box]], high: float) -> bool:
    """Tell whether texts stand abreast in a cell, as those of two columns, and no text of its column runs across."""
    whites = [
        (min(one.x1, other.x1), max(one.x0, other.x0))
        for one, other in combinations(lines.get(id(place), ()), 2)
        if abs(one.y0 - other.y0) < 0.5 * high
    ]
    column = [
        box
        for other in table.cells if (other.col, other.colspan) == (place.col, place.colspan) and other.row >= place.row
        for box in lines.get(id(other), ())
    ]  # fmt: skip
    return any(not any(box.x0 < left and right < box.x1 for box in column) for left, right in whites)
