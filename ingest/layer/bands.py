"""Tables whose rows are told by shades: the rows without one before the first shade and behind the last.

Of a striped table every other row is shaded, of another the head alone. What stands right above or below a shaded row,
in its columns and across none of their sides, goes on with the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extract.grid import Lattice, lattices
from extract.model import Box, Ruling
from extract.spacing.told import known_cells
from ingest.layer.joints import outlined

_LEAST = 3  # columns
_FAR = 2.2  # heights of the print: more white ends a table
_TIGHT = 0.5  # heights of white between two lines of one text at most
_ACROSS = 1.0  # points by which a text may stand over a side
_PAD = 0.4  # heights of the print between it and the side of its cell
_HEAD_LINES = 3
_INCH = 72.0


def beyond(
    rulings: Sequence[Ruling], texts: Sequence[Box], width: float, height: float, told: Sequence[Ruling] = ()
) -> list[Ruling]:
    """Give the sides of the rows that shaded tables go on with, with thickness 0.

    `rulings`: those of shades have thickness 0; `texts`: the boxes of what hangs together on one line; all in points of
    a page of so many. `told`: the sides of cells that lines tell; rows that begin with them need no other sides.
    """
    shades = [ruling for ruling in rulings if not ruling.thickness]
    if not shades or not texts:
        return []
    drawn = [ruling for ruling in rulings if ruling.thickness]
    found: list[Ruling] = []
    tables = lattices(shades, width, height, _INCH, texts)
    for table in tables:
        if any(_touches(table.box, ruling) for ruling in drawn):
            continue
        following = [other.box.y0 for other in tables if other.box.y0 > table.box.y0 and _same_width(table, other)]
        if not any(_goes_on(table.box, side) for side in told):
            found += outlined(_below(table, texts, min(following, default=None)))
        if not any(other.box.y0 < table.box.y0 and _same_width(table, other) for other in tables):
            found += outlined(_above(table, texts))
    return found


def _goes_on(box: Box, side: Ruling) -> bool:
    """Whether the side of a cell begins at the foot of a table."""
    near = abs(side.y0 - box.y1) <= _ACROSS and box.x0 - _ACROSS <= side.x0 <= box.x1 + _ACROSS
    return near and not side.level


def _same_width(one: Lattice, other: Lattice) -> bool:
    return abs(one.box.x0 - other.box.x0) <= _ACROSS and abs(one.box.x1 - other.box.x1) <= _ACROSS


def _touches(box: Box, ruling: Ruling) -> bool:
    return ruling.x0 <= box.x1 and ruling.x1 >= box.x0 and ruling.y0 <= box.y1 and ruling.y1 >= box.y0


def _below(table: Lattice, texts: Sequence[Box], end: float | None) -> list[Box]:
    """The cells below a shade, down to the next shade of its table at `end`."""
    edges = _edges(table, table.n_rows - 1)
    high = median(text.y1 - text.y0 for text in texts)
    held: list[Box] = []
    kept, reach, counts = 0, table.box.y1, False
    last = float("inf") if end is None else 2 * end
    for line in _lines(text for text in texts if 2 * table.box.y1 < text.y0 + text.y1 < last):
        top = min(text.y0 for text in line)
        if top - reach > _FAR * high or not _fits(line, edges):
            break
        counts = 2 * _filled(line, edges) >= len(edges) - 1 or (counts and top - reach <= _TIGHT * high)
        held += line
        kept = len(held) if counts else kept
        reach = max(text.y1 for text in line)
    held = held[:kept]
    if len(edges) <= _LEAST or not held:
        return []
    foot = max(text.y1 for text in held)
    near = end is not None and end - foot <= _FAR * high
    field = Box(edges[0], table.box.y1, edges[-1], end if near and end else foot + _PAD * high)
    return known_cells(held, edges, field, high, headed=True) or _row(edges, field.y0, field.y1)


def _above(table: Lattice, texts: Sequence[Box]) -> list[Box]:
    """A head without a shade: each column, the first but for one, has its text there."""
    edges = _edges(table, 0)
    high = median(text.y1 - text.y0 for text in texts)
    held: list[Box] = []
    reach = table.box.y0
    for line in _lines(text for text in texts if text.y0 + text.y1 < 2 * table.box.y0)[: -_HEAD_LINES - 1 : -1]:
        foot = max(text.y1 for text in line)
        if reach - foot > (_TIGHT if held else _FAR) * high or not _fits(line, edges):
            break
        held += line
        reach = min(text.y0 for text in line)
    if len(edges) <= _LEAST or _filled(held, edges) < len(edges) - 2:
        return []
    return _row(edges, reach - _PAD * high, table.box.y0)


def _edges(table: Lattice, row: int) -> list[float]:
    """The sides of the columns that a row has."""
    cells = [place.box for place in table.cells if place.row <= row < place.row + place.rowspan]
    return sorted({edge for box in cells for edge in (box.x0, box.x1)})


def _row(edges: Sequence[float], top: float, foot: float) -> list[Box]:
    return [Box(left, top, right, foot) for left, right in pairwise(edges)]


def _lines(texts: Iterable[Box]) -> list[list[Box]]:
    """Texts in their lines from the top."""
    found: list[list[Box]] = []
    for text in sorted(texts, key=lambda box: box.y0):
        if found and text.y0 + text.y1 < 2 * found[-1][0].y1:
            found[-1].append(text)
        else:
            found.append([text])
    return found


def _fits(line: Iterable[Box], edges: Sequence[float]) -> bool:
    """Whether every text of a line stands in one column."""
    return all(any(a - _ACROSS <= text.x0 and text.x1 <= b + _ACROSS for a, b in pairwise(edges)) for text in line)


def _filled(line: Iterable[Box], edges: Sequence[float]) -> int:
    held = list(line)
    return sum(any(a <= (text.x0 + text.x1) / 2 < b for text in held) for a, b in pairwise(edges))
