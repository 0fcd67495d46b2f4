"""Rows and columns that white told, beside what the texts of a layer tell: where these differ, cells are doubtful.

A text that hangs together stands in one cell, no two stand abreast in one, lines as close as those of one text are in
one cell and others are not, no cell has whole figures below one another, and texts stand in their cells as most others
of the table do: from the top or centred.
Whoever reads a figure of a row in which this fails may read another row's, so the whole row is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.grid import Lattice, Place
from extract.model import Box
from extract.spacing.doubts import marked, out_of_place, over_columns
from extract.spacing.lines import around, text_height
from extract.spacing.rows import blocks, text, text_pitch
from ingest.layer.words import LayerWord

_FIGURE = re.compile(r"-|\d(?:[\d.,/-]*\d)?%?")
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
    doubted.update(_of_lines(table, held, near, high))
    parts = {key: blocks(sorted(boxes, key=lambda box: box.y0), near) for key, boxes in held.items()}
    doubted.update(out_of_place(table, parts, high))
    doubted.update(over_columns(table))
    return marked(table, doubted)


def _home(table: Lattice, box: Box) -> Place | None:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return next((p for p in table.cells if p.box.x0 <= x < p.box.x1 and p.box.y0 <= y < p.box.y1), None)


def _of_lines(table: Lattice, held: dict[int, list[Box]], near: float, high: float) -> Iterator[int]:
    """The cells in which texts stand abreast or lines apart, and those whose lines are as near as those of one text."""
    for place in table.cells:
        lines = sorted(held.get(id(place), ()), key=lambda box: box.y0)
        if any(below.y0 - line.y0 < 0.5 * high or below.y0 - line.y0 > near for line, below in pairwise(lines)):
            yield id(place)
        under = (p for p in table.cells if abs(p.box.y0 - place.box.y1) < 1 and p.col < place.col + place.colspan)
        for other in under:
            below = held.get(id(other), ())
            same = other.col == place.col and other.colspan == place.colspan
            if lines and below and same and min(box.y0 for box in below) - lines[-1].y0 <= near:
                yield from (id(place), id(other))
