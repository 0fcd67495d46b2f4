"""White space → rulings, for tables that have none or only some: pure geometry, no pixels.

    rulings and blobs → fields that may hold a table → columns, rows and spans → the sides of the cells

What is set in columns without being a table of figures stays text: letterheads, lists, signatures, prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.grid import Lattice, lattices
from extract.mesh import Separator, separators
from extract.model import Box, Ruling
from extract.rulings import NEAR, Stroke, point_of, whole
from extract.spacing.bridges import bridges
from extract.spacing.continued import Before, continued
from extract.spacing.lines import (
    BODY,
    around,
    column_lines,
    columns_of,
    full_height,
    lies_in,
    runs,
    text_height,
    word_gap,
)
from extract.spacing.lost import lost_head, lost_rows, number_lines
from extract.spacing.parted import lost_columns
from extract.spacing.pieces import lost_pieces
from extract.spacing.ruled import ruled_cells
from extract.spacing.tables import white_cells

LONG = 0.25  # of the page's width: a shorter level line draws no table
SAME_SIDE = 8.0  # points by which the level lines of one table may end apart
SLENDER, LINE = 2.0, 25.0  # points: no thicker and no shorter is a ruling among the blobs
UPRIGHT = 0.35  # of the length of all column lines, from which on a table has columns ruled
BORDER, BORDERED, INNER = 4.0, 0.3, 0.2  # points from a border
RULED_ROWS = 5  # level lines from which on the rows of a table count as ruled
LEAST_LINES = 4  # the same where the last two stand as close as a row needs
WIDE, PART = 0.9, 0.6  # of the longest line's length that others of a table have; and its outer lines at least
BROKEN = 30.0  # points of a gap in a level line
BESIDE = 1.0  # text heights between a side that white tells and one that is drawn: they are one
APART = 1.2  # text heights between two pieces of text that stand in columns
SECTION = 1.6  # text heights above and below a section's title in its row; a heading between two tables has more
CENTRED = 1.0  # the same where it doesn't begin at the left
LEFT, ONE_LINE = 3.0, 2.2  # text heights from the left where it begins there; that one line is high with all its marks
WORDS = 1.9  # times the white between words, at the least, between texts side by side
FAR = 1.5  # the same where no ruling speaks for columns
FIGURES_UNRULED = 2  # columns of figures that a table without any ruling has
FRESH = 2.2  # text heights of white that end a table without rulings


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the page that may hold a table, and the level lines that run through it."""

    box: Box
    lines: tuple[Separator, ...] = ()


def complete(
    boxes: Iterable[Box], rulings: Sequence[Ruling], width: float, height: float, dpi: float | None = None,
    *, drawn: bool = False, before: Before | None = None,
) -> list[Ruling]:  # fmt: skip
    """Give the rulings that tables lack: unruled, half-ruled, or ruled with lines that a scan lost.

    `drawn`: the rulings are those that the file draws, not what was seen of them: a ruled table lacks none. `before`:
    the last table of the page before, which may go on at the top of this one.

    `boxes`: of the page's ink blobs without rulings, letters or words as they hang together; all in page units, as
    `width` and `height`. `lattices([*rulings, *complete(...)], ..., boxes)` then finds all tables. Lines that only
    white space or text tells have thickness 0. Text that is no table gives nothing.
    """
    point = point_of(width, height, dpi)
    blobs = [box for box in boxes if box.x1 - box.x0 > 0.4 * point and box.y1 - box.y0 > 0.4 * point]
    left_over = [] if drawn else list(_left_over(blobs, point))
    rulings = [*rulings, *left_over]
    if left_over:
        blobs = [box for box in blobs if not _is_line(box, point)]
    ruled = [t for t in lattices(rulings, width, height, dpi, blobs) if _has_uprights(t, rulings, point)]
    high = text_height(blobs, point)
    found = list(left_over)
    if ruled and not drawn:
        found = [*found, *(side for table in ruled for side in _lost(table, blobs, rulings, high))]
        found += bridges(ruled, blobs, high, point)
        mended = lattices([*rulings, *found], width, height, dpi, blobs) if found else ruled
        found += [side for table in mended for side in _lost_columns(table, blobs, high)]
    free = [box for box in blobs if not any(lies_in(box, table.box) for table in ruled)]
    fields = _between_lines(rulings, ruled, free, width, text_height(free, point), point) if free else ()
    for half_ruled in (True, False):
        for at, field in enumerate(list(fields)):
            inside = [box for box in free if lies_in(box, field.box)]
            goes_on = half_ruled and not at and not any(table.box.y1 <= field.box.y0 for table in ruled)
            told = continued(before, inside, field.box, high, 72 * point) if goes_on else ()
            cells = _cells(inside, field, high, point, told)
            if drawn:
                cells = list(_at_drawn(cells, inside, rulings, high))
            if len({cell.x0 for cell in cells}) > 1:
                found.extend(_sides(cells))
                free = [box for box in free if not lies_in(box, field.box)]
        high = full_height(free, point)
        fields = _white_fields(free, high) if half_ruled and free else ()
    return list(dict.fromkeys(found))


def _left_over(blobs: Iterable[Box], point: float) -> Iterator[Ruling]:
    """Give the rulings that were left among the blobs: slender ones, longer than any stroke of a letter."""
    for box in blobs:
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if _is_line(box, point) and wide > high:
            yield Ruling(box.x0, (box.y0 + box.y1) / 2, box.x1, (box.y0 + box.y1) / 2, high)
        elif _is_line(box, point):
            yield Ruling((box.x0 + box.x1) / 2, box.y0, (box.x0 + box.x1) / 2, box.y1, wide)


def _is_line(box: Box, point: float) -> bool:
    """Tell a ruling among the blobs: slender, and longer than any stroke of a letter."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    return min(wide, high) <= SLENDER * point and max(wide, high) >= LINE * point


def _has_uprights(table: Lattice, rulings: Iterable[Ruling], point: float) -> bool:
    """Tell whether upright rulings, not only stems of letters on level ones, draw a table."""
    spot, near = table.box, BORDER * point
    tall = spot.y1 - spot.y0
    about = Box(spot.x0 - near, spot.y0 - near, spot.x1 + near, spot.y1 + near)  # the table's sides are means of lines
    uprights = [r for r in rulings if not r.level and lies_in(Box(r.x0, r.y0, r.x1, r.y1), about)]
    if sum(r.y1 - r.y0 for r in uprights) <= UPRIGHT * tall * (table.n_cols + 1):
        return False
    inner = sum(r.y1 - r.y0 for r in uprights if spot.x0 + near < r.x0 < spot.x1 - near)
    border = sum(r.y1 - r.y0 for r in uprights) - inner
    return border > BORDERED * tall and inner > INNER * tall * (table.n_cols - 1)


def _lost(table: Lattice, blobs: Sequence[Box], rulings: Sequence[Ruling], high: float) -> Iterator[Ruling]:
    inside = [box for box in blobs if lies_in(box, table.box)]
    drawn = [ruling for ruling in rulings if ruling.level]
    lines = [ruling.y0 for ruling in drawn]
    head = lost_head(table, inside, drawn, [ruling for ruling in rulings if not ruling.level], high)
    yield from _sides(head)
    if not head:
        yield from number_lines(table, inside, lines, high) or lost_rows(table, inside, lines, high)
    yield from lost_pieces(table, inside, high)


def _lost_columns(table: Lattice, blobs: Sequence[Box], high: float) -> Iterator[Ruling]:
    return lost_columns(table, [box for box in blobs if lies_in(box, table.box)], high)


def _cells(inside: Sequence[Box], field: Field, high: float, point: float, told: Sequence[float]) -> list[Box]:
    """Give the cells of a field, none where it holds no table. `told`: where its columns part, if that is known."""
    if not inside:
        return []
    if len(field.lines) >= RULED_ROWS or _rows_between(inside, field.lines, high) <= 2:
        return ruled_cells(inside, field.box, field.lines, high, point, told)
    if not field.lines:
        return white_cells(inside, field.box, (), high, FIGURES_UNRULED)
    return white_cells(inside, field.box, [line.at for line in field.lines[1:-1]], high, 1, told)


def _at_drawn(cells: Sequence[Box], inside: Sequence[Box], rulings: Iterable[Ruling], high: float) -> Iterator[Box]:
    """Give the cells with sides where the file draws an upright beside them and no text stands between.

    A side that white tells beside one that is drawn would make a column of nothing.
    """
    uprights = sorted({r.x0 for r in rulings if not r.level and any(c.y0 <= r.y0 <= c.y1 for c in cells)})
    moved: dict[float, float] = {}
    for x in {side for cell in cells for side in (cell.x0, cell.x1)}:
        near = min(uprights, key=lambda at: abs(at - x), default=x)
        low, top = min(x, near), max(x, near)
        free = not any(box.x0 < top and low < box.x1 for box in inside)
        moved[x] = near if top - low <= BESIDE * high and free else x
    return (Box(moved[c.x0], c.y0, moved[c.x1], c.y1) for c in cells if moved[c.x0] < moved[c.x1])


def _rows_between(inside: Sequence[Box], lines: Sequence[Separator], high: float) -> int:
    """Count the lines of text in the last band of a table with few level lines; many where there are no such lines."""
    if len(lines) < LEAST_LINES:
        return len(inside)
    last = [box for box in inside if lines[-2].at < (box.y0 + box.y1) / 2 < lines[-1].at]
    return min((len(column_lines(column, high)) for column in columns_of(last, APART * high)), default=0)


def _sides(cells: Iterable[Box]) -> Iterator[Ruling]:
    for cell in cells:
        for y in (cell.y0, cell.y1):
            yield Ruling(cell.x0, y, cell.x1, y, 0.0)
        for x in (cell.x0, cell.x1):
            yield Ruling(x, cell.y0, x, cell.y1, 0.0)


def _between_lines(
    rulings: Iterable[Ruling], ruled: Sequence[Lattice], boxes: Sequence[Box], width: float, high: float, point: float
) -> Iterator[Field]:
    """Give the fields between level lines that begin and end below one another, outside ruled tables."""
    least = BODY * full_height(boxes, point)  # many shreds of rulings make the usual height less than a letter's
    letters = [box for box in boxes if box.y1 - box.y0 >= least]
    word = word_gap([letters], high)
    strokes = [
        stroke for stroke in _mended(whole(rulings, point).levels, point)
        if not any(lies_in(Box(stroke.start, stroke.at, stroke.end, stroke.at), table.box) for table in ruled)
    ]  # fmt: skip
    while strokes and (longest := max(strokes, key=lambda s: s.length)).length >= LONG * width:
        side = SAME_SIDE * point
        group = [s for s in strokes if longest.start - side <= s.start and s.end <= longest.end + side]
        wide = _wide(group, longest, point)
        used = set(map(id, wide))
        for first, last in _runs_of_bands(wide, letters, high, word):
            inner = [s for s in group if first.at <= s.at <= last.at]
            used.update(map(id, inner))
            box = Box(longest.start, first.at, longest.end, last.at)
            yield Field(box, tuple(separators(inner, point)))
        strokes = [stroke for stroke in strokes if id(stroke) not in used and stroke is not longest]


def _wide(group: Sequence[Stroke], longest: Stroke, point: float) -> list[Stroke]:
    """Give the lines of a group that run across a table; of the first and the last one a part may be lost."""
    near = NEAR * point
    wide = [s for s in group if s.length >= WIDE * longest.length]
    above, below = wide[0].at - near, wide[-1].at + near
    outer = ([s for s in reversed(group) if s.at < above], [s for s in group if s.at > below])
    for at_top, strokes in zip((True, False), outer, strict=True):
        for stroke in strokes:
            part = [s for s in strokes if abs(s.at - stroke.at) <= near]
            if sum(s.length for s in part) >= PART * longest.length:
                wide.insert(0 if at_top else len(wide), stroke)
                break
    return wide


def _mended(strokes: Iterable[Stroke], point: float) -> list[Stroke]:
    """Join the parts of level lines with wide gaps in them; from the top."""
    mended: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: s.start):
        for at, line in enumerate(mended):
            if abs(line.at - stroke.at) <= NEAR * point and stroke.start - line.end <= BROKEN * point:
                mended[at] = Stroke(line.at, line.start, max(line.end, stroke.end))
                break
        else:
            mended.append(stroke)
    return sorted(mended, key=lambda s: s.at)


def _runs_of_bands(
    wide: Sequence[Stroke], boxes: Sequence[Box], high: float, word: float
) -> Iterator[tuple[Stroke, Stroke]]:
    """Part lines where what stands between two of them is no row of a table but text between two tables."""
    first = last = None
    for above, below in pairwise(wide):
        if _is_row(Box(above.start, above.at, above.end, below.at), boxes, high, word):
            first, last = first or above, below
        elif first and last:
            yield first, last
            first = last = None
    if first and last and last.at - first.at > 2 * high:
        yield first, last


def _is_row(band: Box, boxes: Sequence[Box], high: float, word: float) -> bool:
    """Tell whether a band between lines holds texts side by side, or one line that fills it: a section's title."""
    inside = [b for b in boxes if lies_in(b, band)]
    apart = max(APART, WORDS * word)
    lines = [runs(line, apart * max(high, _usual_height(line))) for line in column_lines(inside, high)]
    if not lines:
        return band.y1 - band.y0 < 2 * SECTION * high
    if max(map(len, lines)) > 2 or sum(len(line) > 1 for line in lines) > len(lines) / 3:
        return True
    text = around([piece for line in lines for piece in line])
    most = (SECTION if text.x0 - band.x0 < LEFT * high else CENTRED) * high
    is_one = len(lines) == 1 or text.y1 - text.y0 < ONE_LINE * high
    return is_one and text.y0 - band.y0 < most and band.y1 - text.y1 < most


def _usual_height(line: Sequence[Box]) -> float:
    """Give the usual height of a line's blobs: a title's words are larger, and further apart."""
    return median(box.y1 - box.y0 for box in line)


def _white_fields(boxes: Sequence[Box], high: float) -> Iterator[Field]:
    """Give the stretches of a page on which lines in several pieces follow one another."""
    rows = [(around(line), len(runs(line, FAR * high))) for line in column_lines(boxes, high)]
    stretch: list[tuple[Box, int]] = []
    for box, pieces in [*rows, (Box(0, float("inf"), 0, float("inf")), 1)]:
        if stretch and box.y0 - stretch[-1][0].y1 > FRESH * high:
            many = [at for at, (_, count) in enumerate(stretch) if count > 1]
            if sum(count > 2 for _, count in stretch) >= 2:
                yield Field(_grown(around([line for line, _ in stretch[many[0] : many[-1] + 1]]), high))
            stretch = []
        stretch.append((box, pieces))


def _grown(box: Box, high: float) -> Box:
    return Box(box.x0 - 0.3 * high, box.y0 - 0.3 * high, box.x1 + 0.3 * high, box.y1 + 0.3 * high)
