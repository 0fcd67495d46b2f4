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
from statistics import median

from extract.grid import Lattice, Place
from extract.model import Box, Ruling
from extract.spacing.bands import line_pitch
from extract.spacing.columns import FIGURE, number_row
from extract.spacing.lines import BODY, around, column_lines, runs, text_height
from extract.spacing.rows import cell_lines

TOLD = 0.3  # share of the sides of cells that white told, from which on a table counts as told by white
DRAWN, NARROW = 0.6, 2.0  # share of the lines between rows that are drawn; points beside a drawn line
NEAR, FAR = 1.08, 1.25  # of the pitch: as near are lines of one text; so far apart they may not be
FARTHEST, CLEAR = 1.6, 1.04  # of the pitch: so far apart they are not; times what stands in one cell that two do
TWO, HEADINGS = 1.2, 1.8  # text heights of white between two figures of two columns, and between two headings
WORDS, FEW_CELLS = 1.0, 3  # text heights of white between words at most; of so few cells in a column they tell
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
    cut: set[int] = set()
    if not _has_rows_drawn(table, drawn, point):
        cut = set(_cut(table, inside, high))
        doubted.update(_by_pitch(table, held, pitch, number_rows(table, inside, high)))
        doubted.update(out_of_place(table, held, high))
    every = bool(cut) or _is_odd_head(table, held) or _has_odd_column(table, inside, held, high)
    every = every or _has_torn_column(table, own, high)
    every = every or any(_holds_headings(own[id(place)], high) for place in table.cells if place.row < _head(table))
    return marked(table, doubted, every=every)


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


def _holds_headings(boxes: Iterable[Box], high: float) -> bool:
    """Tell whether a cell of the head holds texts far apart side by side: the headings of two columns."""
    return any(len(runs(line, HEADINGS * high)) > 1 for line in column_lines(boxes, high))


def _has_torn_column(table: Lattice, own: Held, high: float) -> bool:
    """Tell whether what stands in a column looks like the last words of lines of the one before it, and no more."""
    for col in range(1, table.n_cols):
        pairs = [
            (left, right)
            for right in table.cells if right.col == col and own[id(right)]
            for left in table.cells if left.col + left.colspan == col and left.row == right.row
        ]  # fmt: skip
        whites = [white for left, right in pairs for white in _whites(own[id(left)], own[id(right)], high)]
        if len(pairs) < FEW_CELLS and whites and max(whites) < WORDS * high:
            return True
    return False


def _whites(left: Iterable[Box], right: Iterable[Box], high: float) -> Iterator[float]:
    """The white between the texts of two cells side by side on each line that both have."""
    ends = [(line, around(line)) for line in column_lines(left, high)]
    for line in column_lines(right, high):
        begin = around(line)
        beside = [end for _, end in ends if begin.y0 < (end.y0 + end.y1) / 2 < begin.y1]
        yield from (begin.x0 - end.x1 for end in beside)
        if not beside:
            yield float("inf")


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


def _by_pitch(table: Lattice, held: Held, pitch: float, told: frozenset[int]) -> Iterator[int]:
    """The cells whose lines stand as far apart as those of two, and those whose lines as near as those of one text.

    What is far or near the other lines of the head, or of the body, tell: where all that stand in one cell are nearer
    than all that stand in two, nothing is in doubt. `told`: rows that are known to be such by what stands in them.
    """
    head = _head(table)
    inside: list[tuple[float, Place, float]] = []
    for in_head in (False, True):
        places = [place for place in table.cells if (place.row < head) is in_head]
        within = [(gap, place, middle) for place in places for gap, middle in _gaps(held[id(place)])]
        inside += within
        between = [
            (_middle(held[id(lower)][0]) - _middle(held[id(upper)][-1]), upper, lower)
            for upper, lower in below_one_another(table, places, held) if not {upper.row, lower.row} & told
        ]  # fmt: skip
        least = min((gap for gap, *_ in between), default=float("inf"))
        most = max((gap for gap, *_ in within or inside), default=0.0)
        for gap, place, middle in within:
            far = gap > FAR * pitch and CLEAR * gap > min(least, FARTHEST * pitch)
            if far and not any(_crosses(other, held, middle) for other in places if other.row == place.row):
                yield id(place)
        clear = clear_rows(between, CLEAR * most)
        for gap, upper, lower in between:
            if gap < NEAR * pitch or (gap < CLEAR * most and lower.row not in clear):
                yield from (id(upper), id(lower))


def clear_rows(between: Iterable[tuple[float, Place, Place]], most: float) -> set[int]:
    """Give the rows that most of their columns part from the one above, with lines further apart than `most`."""
    apart: dict[int, list[bool]] = {}
    for gap, _, lower in between:
        apart.setdefault(lower.row, []).append(gap > most)
    return {row for row, clear in apart.items() if 2 * sum(clear) >= len(clear)}


def _head(table: Lattice) -> int:
    """The number of rows that the head has, about: those of its uppermost cells."""
    return max((place.rowspan for place in table.cells if place.row == 0), default=0)


def _gaps(lines: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """How far each line of a cell stands from the next, and the height between them."""
    return ((_middle(below) - _middle(line), (line.y1 + below.y0) / 2) for line, below in pairwise(lines))


def below_one_another(table: Lattice, places: Iterable[Place], held: Held) -> Iterator[tuple[Place, Place]]:
    """Give each of some cells with the cell right below it in the same columns, where both hold text."""
    for upper in places:
        for lower in table.cells:
            under = lower.row == upper.row + upper.rowspan and (lower.col, lower.colspan) == (upper.col, upper.colspan)
            if under and held.get(id(upper)) and held.get(id(lower)):
                yield upper, lower


def _crosses(place: Place, held: Held, y: float) -> bool:
    """Whether a cell has a line of text at a height."""
    return any(line.y0 < y < line.y1 for line in held[id(place)])


def out_of_place(table: Lattice, held: Held, high: float) -> Iterator[int]:
    """Give the cells (ids of places) with room in which texts stand otherwise than in most: at the top, or centred.

    Where the top is the first lines of the row tell. In the head texts may stand otherwise than in the body.
    """
    head = _head(table)
    levels: dict[int, list[float]] = {}
    for place in table.cells:
        if held.get(id(place)):
            levels.setdefault(place.row, []).append(held[id(place)][0].y0)
    for in_head in (True, False):
        above: dict[int, float] = {}
        beside: dict[int, float] = {}
        for place in (place for place in table.cells if (place.row < head) is in_head):
            lines = held.get(id(place), ())
            if lines and place.box.y1 - place.box.y0 - (lines[-1].y1 - lines[0].y0) > ROOM * high:
                above[id(place)] = abs(lines[0].y0 - median(levels[place.row]))
                beside[id(place)] = abs(lines[0].y0 + lines[-1].y1 - place.box.y0 - place.box.y1) / 2
        hung = {key for key, away in above.items() if away <= BESIDE * high}
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
    return len(filled) < table.n_cols or (bool(numbers) and not _is_one_in_each(numbers, table))


def _is_one_in_each(numbers: Iterable[Box], table: Lattice) -> bool:
    edges = sorted({x for place in table.cells for x in (place.box.x0, place.box.x1)})
    columns = [sum((box.x0 + box.x1) / 2 >= edge for edge in edges) for box in numbers]
    return columns == list(range(1, table.n_cols + 1))


def number_rows(table: Lattice, boxes: Sequence[Box], high: float) -> frozenset[int]:
    """Give the row of column numbers, if there is one with a figure in each column and nothing else."""
    numbers = number_row(boxes, table.box, high)
    if not numbers or not _is_one_in_each(numbers, table):
        return frozenset()
    top, bottom = min(box.y0 for box in numbers), max(box.y1 for box in numbers)
    rows = {place.row for place in table.cells if place.box.y0 < (top + bottom) / 2 < place.box.y1}
    own = [box for place in table.cells if place.row in rows for box in boxes if _holds(place.box, box)]
    alone = all(box.y0 < bottom and top < box.y1 for box in own)
    return frozenset(rows) if len(rows) == 1 and alone else frozenset()


def _middle(line: Box) -> float:
    return (line.y0 + line.y1) / 2
