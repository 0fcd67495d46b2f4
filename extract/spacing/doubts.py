"""Tables that white told, beside what the lines of text in their cells tell: where these differ, rows are doubtful.

Lines of one text follow one another at one pitch and those of two cells further apart, texts stand in their cells as
most others of the table do, no letter stands in two rows, no heading is empty and no column without text. Where one of
this fails, figures may be read in another row or column than their own, so that the whole row is doubtful; where much
of it does, or the head or a column is at fault, the whole table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.grid import Lattice
from extract.model import Box, Ruling
from extract.spacing.bands import line_pitch
from extract.spacing.columns import FIGURE, number_row
from extract.spacing.lines import BODY, column_lines, runs, text_height
from extract.spacing.rows import cell_lines

TOLD = 0.3  # share of the sides of cells that white told, from which on a table counts as told by white
DRAWN, NARROW = 0.6, 2.0  # share of the lines between rows that are drawn; points beside a drawn line
NEAR, FAR = 1.08, 1.25  # of the pitch: as near are lines of one text; so far apart not
TWO = 1.2  # text heights of white between two figures of two columns
LOOSE = 1.6  # text heights from line to line where no cell has several lines
DEEP = 0.25  # text heights of a letter on both sides of a line between rows
ROOM, BESIDE = 1.0, 0.6  # text heights of white in a cell that shows how texts stand; that one stands otherwise
FEW = 0.15  # of the cells: with more doubtful ones nothing in the table is sure

Held = Mapping[int, Sequence[Box]]  # the lines of text of each place, by its id


def told_by_white(table: Lattice, guessed: Iterable[Ruling]) -> bool:
    """Tell whether much of a table is drawn only by `guessed` lines, see `gaps.complete`."""
    spot = table.box
    grown = Box(spot.x0 - 1, spot.y0 - 1, spot.x1 + 1, spot.y1 + 1)
    inside = (line for line in guessed if _holds(grown, Box(line.x0, line.y0, line.x1, line.y1)))
    length = sum(line.x1 - line.x0 + line.y1 - line.y0 for line in inside)
    sides = sum(2 * (cell.box.x1 - cell.box.x0 + cell.box.y1 - cell.box.y0) for cell in table.cells)
    return length >= TOLD * sides


def with_white(table: Lattice, boxes: Iterable[Box], drawn: Iterable[Ruling], point: float) -> Lattice:
    """Mark the doubtful cells of a table that white told.

    `boxes`: of the page's blobs; `drawn`: its rulings, which leave no doubt of rows; `point`: page units.
    """
    inside = [box for box in boxes if _holds(table.box, box)]
    high = text_height(inside, point)
    own = {id(place): [box for box in inside if _holds(place.box, box)] for place in table.cells}
    held = {key: cell_lines(boxes, high) for key, boxes in own.items()}
    pitch = line_pitch(list(held.values()), high) or LOOSE * high
    doubted = {id(place) for place in table.cells if place.doubtful}
    merged = {place.col for place in table.cells if place.colspan == 1 and _holds_two(own[id(place)], high)}
    doubted.update(id(place) for place in table.cells if place.col in merged)
    doubted.update(over_columns(table))
    if not _has_rows_drawn(table, drawn, point):
        doubted.update(_cut(table, inside, high))
        doubted.update(_by_pitch(table, held, pitch))
        doubted.update(out_of_place(table, held, high))
    return marked(table, doubted, every=_is_odd_head(table, held) or _has_odd_column(table, inside, held, high))


def marked(table: Lattice, doubted: set[int], *, every: bool = False) -> Lattice:
    """Mark all rows of doubtful cells (places by their ids); `every`: all there are, as where many are doubtful."""
    every = every or len(doubted) > FEW * len(table.cells)
    rows = {r for p in table.cells if id(p) in doubted for r in range(p.row, p.row + p.rowspan)}
    cells = (
        replace(p, doubtful=True) if every or rows & set(range(p.row, p.row + p.rowspan)) else p for p in table.cells
    )
    return replace(table, cells=tuple(cells))


def _has_rows_drawn(table: Lattice, drawn: Iterable[Ruling], point: float) -> bool:
    left, right = table.box.x0, table.box.x1
    levels = [line.y0 for line in drawn if line.level and left - point < (line.x0 + line.x1) / 2 < right + point]
    heights = {place.box.y0 for place in table.cells} - {table.box.y0}
    return sum(any(abs(y - at) <= NARROW * point for at in levels) for y in heights) >= DRAWN * max(1, len(heights))


def _holds(place: Box, box: Box) -> bool:
    return place.x0 <= (box.x0 + box.x1) / 2 < place.x1 and place.y0 <= (box.y0 + box.y1) / 2 < place.y1


def _holds_two(boxes: Iterable[Box], high: float) -> bool:
    """Tell whether a cell holds two figures side by side, and nothing else: a column was lost between them."""
    lines = column_lines(boxes, high)
    pieces = runs(lines[0], TWO * high) if len(lines) == 1 else []
    return len(pieces) > 1 and all(piece.x1 - piece.x0 <= FIGURE * high for piece in pieces)


def _cut(table: Lattice, boxes: Sequence[Box], high: float) -> Iterator[int]:
    """The cells whose upper or lower side runs through a letter."""
    letters = [box for box in boxes if box.y1 - box.y0 >= BODY * high]
    for place in table.cells:
        for y in (place.box.y0, place.box.y1):
            if any(
                box.y0 + DEEP * high < y < box.y1 - DEEP * high and place.box.x0 < (box.x0 + box.x1) / 2 < place.box.x1
                for box in letters
            ):
                yield id(place)


def _by_pitch(table: Lattice, held: Held, pitch: float) -> Iterator[int]:
    """The cells whose lines stand apart, and those below one another whose lines stand as near as those of one text."""
    for place in table.cells:
        lines = held[id(place)]
        if any(_middle(below) - _middle(line) > FAR * pitch for line, below in pairwise(lines)):
            yield id(place)
        for other in table.cells:
            under = other.row == place.row + place.rowspan and (other.col, other.colspan) == (place.col, place.colspan)
            if under and lines and held[id(other)] and _middle(held[id(other)][0]) - _middle(lines[-1]) < NEAR * pitch:
                yield from (id(place), id(other))


def out_of_place(table: Lattice, held: Held, high: float) -> Iterator[int]:
    """Give the cells (ids of places) with room in which texts stand otherwise than in most: at the top, or centred."""
    above: dict[int, float] = {}
    beside: dict[int, float] = {}
    for place in table.cells:
        lines = held.get(id(place), ())
        if lines and place.box.y1 - place.box.y0 - (lines[-1].y1 - lines[0].y0) > ROOM * high:
            above[id(place)] = lines[0].y0 - place.box.y0
            beside[id(place)] = abs(lines[0].y0 + lines[-1].y1 - place.box.y0 - place.box.y1) / 2
    usual = sorted(above.values())[len(above) // 4] if above else 0.0
    hung = {key for key, white in above.items() if abs(white - usual) <= BESIDE * high}
    centred = {key for key, away in beside.items() if away <= BESIDE * high}
    yield from set(above) - (hung if len(hung) > len(centred) else centred)


def over_columns(table: Lattice) -> Iterator[int]:
    """Give the cells (ids of places) amid a row that reach over columns which stand apart above them.

    Two texts that leave no white between them look like one over both columns. A title begins at the left.
    """
    apart = sorted((place.row, place.col) for place in table.cells if place.colspan == 1)
    for place in table.cells:
        above = {col for row, col in apart if row < place.row}
        if place.colspan > 1 and place.col > 0 and above.issuperset(range(place.col, place.col + place.colspan)):
            yield id(place)


def _is_odd_head(table: Lattice, held: Held) -> bool:
    """Tell whether a heading is empty: one of the uppermost cells, or one right under a heading over several."""
    over = [place for place in table.cells if place.row == 0]
    if len(over) == 1:
        return False
    under = [
        place for place in table.cells for upper in over
        if upper.colspan > 1 and place.row == upper.rowspan and upper.col <= place.col < upper.col + upper.colspan
    ]  # fmt: skip
    return any(not held[id(place)] for place in (*over, *under))


def _has_odd_column(table: Lattice, boxes: Sequence[Box], held: Held, high: float) -> bool:
    """Tell whether a column has no text, or the figures of the number row stand otherwise than one in each."""
    filled: set[int] = set()
    for place in table.cells:
        if place.colspan == 1 and held[id(place)]:
            filled.add(place.col)
    numbers = number_row(boxes, table.box, high)
    edges = sorted({x for place in table.cells for x in (place.box.x0, place.box.x1)})
    columns = [sum((box.x0 + box.x1) / 2 >= edge for edge in edges) for box in numbers]
    return len(filled) < table.n_cols or (bool(numbers) and columns != list(range(1, table.n_cols + 1)))


def _middle(line: Box) -> float:
    return (line.y0 + line.y1) / 2
