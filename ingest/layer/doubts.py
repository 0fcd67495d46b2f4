"""Rows and columns that white told, beside what the texts of a layer tell: where these differ, cells are doubtful.

A text that hangs together stands in one cell, no two stand abreast in one, lines as close as those of one text are in
one cell and others are not, no cell has whole figures below one another, and texts stand in their cells as most others
of the table do: from the top or centred.
Whoever reads a figure of a row in which this fails may read another row's, so the whole row is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.grid import Lattice, Place
from extract.model import Box
from extract.spacing.lines import around, text_height
from extract.spacing.rows import blocks, text, text_pitch
from ingest.layer.words import LayerWord

_FIGURE = re.compile(r"-|\d(?:[\d.,/-]*\d)?%?")
_SLACK = 1.0  # text heights of white in a cell, from which on it shows how texts stand
_BESIDE = 0.6  # text heights that a text may stand beside where it should
_LOOSE = 1.6  # text heights from line to line where no cell holds several lines
_MOST = 0.15  # of the cells: with more doubtful ones nothing in the table is sure


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
    doubted.update(_out_of_place(table, held, near, high))
    return _marked(table, doubted)


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


def _out_of_place(table: Lattice, held: dict[int, list[Box]], near: float, high: float) -> Iterator[int]:
    """The cells with room in which texts stand otherwise than in most."""
    above: dict[int, float] = {}
    beside: dict[int, float] = {}
    for place in table.cells:
        found = blocks(sorted(held.get(id(place), ()), key=lambda box: box.y0), near)
        if found and place.box.y1 - place.box.y0 - (found[-1].y1 - found[0].y0) > _SLACK * high:
            above[id(place)] = found[0].y0 - place.box.y0
            beside[id(place)] = abs(found[0].y0 + found[-1].y1 - place.box.y0 - place.box.y1) / 2
    usual = sorted(above.values())[len(above) // 4] if above else 0.0
    hung = {key for key, white in above.items() if abs(white - usual) <= _BESIDE * high}
    centred = {key for key, away in beside.items() if away <= _BESIDE * high}
    yield from set(above) - (hung if len(hung) > len(centred) else centred)


def _marked(table: Lattice, doubted: set[int]) -> Lattice:
    """The table with all rows of doubtful cells; whole where there are many."""
    rows = {r for p in table.cells if id(p) in doubted for r in range(p.row, p.row + p.rowspan)}
    every = len(doubted) > _MOST * len(table.cells)
    cells = tuple(
        replace(p, doubtful=True) if every or rows & set(range(p.row, p.row + p.rowspan)) else p for p in table.cells
    )
    return replace(table, cells=cells)
