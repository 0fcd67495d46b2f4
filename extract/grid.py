"""Rulings → tables with spans: pure geometry, no pixels.

    rulings → whole lines → groups that touch → row and column lines → pieces drawn or not → rectangles → tables

Page units are pixels of the upright, level page, or points. A page's border, a box round one text, an underline and the
headlines of letters are no tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.mesh import Mesh, proven, separators
from extract.model import Box, Ruling
from extract.open_ends import with_lost_lines
from extract.rulings import NEAR, Drawing, Stroke, point_of, touching, whole, without_letters
from extract.stems import without_stems

OPEN_SIDE = 8.0  # points that lines must run beyond the last crossing one to make a column (or row) without its border
RUN_ON = 0.4  # share of the uprights that run beyond an open top or bottom; stems of letters make single ones longer
LEAST_CELL = 5.0  # points: narrower than any letter
WHOLE, HALF = 0.9, 0.5  # of the longest level line's length: runs across the table; shorter, it frames nothing
LOW = 9.0  # points: no row is lower


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a lattice: where it stands and how far it reaches; `doubtful`: its sides may be others."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table as its rulings draw it. The cells cover every place once, in reading order."""

    box: Box
    n_rows: int
    n_cols: int
    cells: tuple[Place, ...]


def lattices(
    rulings: Iterable[Ruling], width: float, height: float, dpi: float | None = None, boxes: Iterable[Box] = ()
) -> list[Lattice]:
    """Find the tables of a page, from the top; tables side by side from left to right.

    `width` and `height` of the page in page units; `dpi` in page units per inch (without it an A4 page is assumed):
    gaps and distances are judged in points. `boxes`: of the ink without rulings, letters or words, where known: what
    runs through them is no ruling. A table has two columns or more. A table in a cell of another is given too.
    """
    point = point_of(width, height, dpi)
    letters = sorted(boxes, key=lambda box: box.x0)
    lines = without_letters(whole(rulings, point), letters, point)
    found = [lattice for _, lattice in _tables(touching(lines, point), letters, point)]
    return sorted(found, key=lambda lattice: (lattice.box.y0, lattice.box.x0))


def _tables(groups: Sequence[Drawing], letters: Sequence[Box], point: float) -> list[tuple[Drawing, Lattice]]:
    """Make the tables of groups of lines; what makes none goes to the table it lies in, a lost piece of its lines."""
    tables: list[tuple[Drawing, Lattice]] = []
    strays: list[Drawing] = []
    for group in groups:
        lattice = _lattice(group, letters, point)
        if lattice:
            tables.append((group, lattice))
        else:
            strays.append(group)
    tables = _united(tables, letters, point)
    gains: dict[int, Drawing] = {}
    for stray in strays:
        homes = [at for at, (_, lattice) in enumerate(tables) if _overlap(stray.box, lattice.box, NEAR * point)]
        if homes:
            home = min(homes, key=lambda at: _area(tables[at][1].box))
            gains[home] = gains.get(home, tables[home][0]).joined(stray)
    for at, drawing in gains.items():
        tables[at] = (drawing, _lattice(drawing, letters, point) or tables[at][1])
    return tables


def _united(
    tables: list[tuple[Drawing, Lattice]], letters: Sequence[Box], point: float
) -> list[tuple[Drawing, Lattice]]:
    """Join tables that lie over one another, unless one stands in a cell of the other."""
    tables = sorted(tables, key=lambda table: _area(table[1].box))
    done: list[tuple[Drawing, Lattice]] = []
    while tables:
        drawing, lattice = tables.pop(0)
        for at, (other, around) in enumerate(tables):
            if _overlap(lattice.box, around.box, -NEAR * point) and not _is_nested(lattice, around, point):
                both = drawing.joined(other)
                tables[at] = (both, _lattice(both, letters, point) or around)
                break
        else:
            done.append((drawing, lattice))
    return done


def _is_nested(inner: Lattice, outer: Lattice, point: float) -> bool:
    return inner.n_rows > 1 and any(_holds(cell.box, inner.box, NEAR * point) for cell in outer.cells)


def _lattice(drawing: Drawing, letters: Sequence[Box], point: float) -> Lattice | None:
    """Make the table of lines that touch; None where they are no table."""
    if not drawing.levels or not drawing.uprights:
        return None
    drawing = with_lost_lines(_closed(_without_headlines(drawing, point), letters, point), point)
    rows, columns = proven(separators(drawing.levels, point), separators(drawing.uprights, point, upright=True), point)
    if len(rows) < 2 or len(columns) < 3:
        return None
    mesh = without_stems(Mesh(rows, columns, point), letters)
    return _table([line.at for line in mesh.rows], [line.at for line in mesh.columns], list(_rectangles(mesh)), point)


def _without_headlines(drawing: Drawing, point: float) -> Drawing:
    """Leave out level lines right above or below the frame: the headline of a title that stands close to its table."""
    longest = max(line.length for line in drawing.levels)
    frame = [line.at for line in drawing.levels if line.length >= WHOLE * longest]
    top, foot = min(frame), max(frame)

    def is_headline(line: Stroke) -> bool:
        beside = top - line.at if line.at < top else line.at - foot
        return line.length < HALF * longest and NEAR * point < beside < LOW * point

    return Drawing(tuple(line for line in drawing.levels if not is_headline(line)), drawing.uprights)


def _closed(drawing: Drawing, letters: Sequence[Box], point: float) -> Drawing:
    """Draw the outer borders that are missing: where lines run beyond the last crossing one, and rows hold text."""
    levels, uprights = drawing.levels, drawing.uprights
    many = max(2.0, RUN_ON * len(uprights))
    rows = (line for line in _borders(uprights, levels, point, many) if _has_text(line, levels, letters))
    return Drawing(levels + tuple(rows), uprights + tuple(_borders(levels, uprights, point, 2)))


def _has_text(border: Stroke, levels: Sequence[Stroke], letters: Sequence[Box]) -> bool:
    """Tell whether letters stand between a border and the nearest level line; true where none are known."""
    nearest = min((line.at for line in levels), key=lambda at: abs(at - border.at))
    low, high = min(nearest, border.at), max(nearest, border.at)
    inside = (low < (box.y0 + box.y1) / 2 < high and border.start < box.x0 and box.x1 < border.end for box in letters)
    return not letters or any(inside)


def _borders(strokes: Sequence[Stroke], crossing: Sequence[Stroke], point: float, least: float) -> Iterator[Stroke]:
    first, last = min(line.at for line in crossing), max(line.at for line in crossing)
    before = [(first - stroke.start, stroke.start, stroke.at) for stroke in strokes]
    behind = [(stroke.end - last, stroke.end, stroke.at) for stroke in strokes]
    for ends in (before, behind):
        furthest = max(beyond for beyond, _, _ in ends)
        agreeing = [(end, at) for beyond, end, at in ends if beyond >= furthest - 2 * NEAR * point]
        if furthest > OPEN_SIDE * point and len(agreeing) >= min(least, len(strokes)):
            place = sum(end for end, _ in agreeing) / len(agreeing)
            yield Stroke(place, min(at for _, at in agreeing) - point, max(at for _, at in agreeing) + point)


def _rectangles(mesh: Mesh) -> Iterator[tuple[int, int, int, int]]:
    """Give the rectangles of the mesh as (row, column, row behind, column behind), in reading order."""
    n_rows, n_cols = len(mesh.rows) - 1, len(mesh.columns) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            right, below = col + 1, row + 1
            while right < n_cols and mesh.is_open(False, right, row):
                right += 1
            while below < n_rows and mesh.is_open(True, below, col):
                below += 1
            taken.update((r, c) for r in range(row, below) for c in range(col, right))
            yield row, col, below, right


def _table(
    ys: Sequence[float], xs: Sequence[float], rectangles: Sequence[tuple[int, int, int, int]], point: float
) -> Lattice | None:
    """Number the rectangles by the lines that part some of them; None where they make no table."""
    rows = {line: at for at, line in enumerate(sorted({edge for r in rectangles for edge in (r[0], r[2])}))}
    cols = {line: at for at, line in enumerate(sorted({edge for r in rectangles for edge in (r[1], r[3])}))}
    cells = tuple(
        Place(
            rows[top], cols[left], rows[below] - rows[top], cols[right] - cols[left],
            Box(xs[left], ys[top], xs[right], ys[below]),
        )
        for top, left, below, right in rectangles
    )  # fmt: skip
    sides = sorted(min(cell.box.x1 - cell.box.x0, cell.box.y1 - cell.box.y0) for cell in cells)
    if len(cols) < 3 or sides[len(sides) // 2] < LEAST_CELL * point:
        return None
    return Lattice(Box(xs[0], ys[0], xs[-1], ys[-1]), len(rows) - 1, len(cols) - 1, cells)


def _overlap(one: Box, other: Box, slack: float) -> bool:
    return (
        one.x0 <= other.x1 + slack
        and other.x0 <= one.x1 + slack
        and one.y0 <= other.y1 + slack
        and other.y0 <= one.y1 + slack
    )


def _holds(outer: Box, inner: Box, slack: float) -> bool:
    return (
        outer.x0 - slack <= inner.x0
        and inner.x1 <= outer.x1 + slack
        and outer.y0 - slack <= inner.y0
        and inner.y1 <= outer.y1 + slack
    )


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)
