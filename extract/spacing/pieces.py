"""Single pieces of ruling that a bad scan lost: the lines beside them and the text in the joined cell tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.grid import Lattice, Place
from extract.model import Box, Ruling
from extract.spacing.lines import around, lies_in

BESIDE, BELOW = 1.2, 1.6  # text heights of white at a lost upright, and at a lost level line: between lines is less
ABREAST = ((0.9, 0.4), (0.5, 0.1))  # text heights of white between texts in the middles of two columns; off these
UNEVEN = ((0.25, 0.4),)  # the same where one has more lines than the other
THIN = 0.3  # text heights: no thicker are the shreds of a line
SHREDS, SHREDS_ALONE = 0.4, 0.65  # share of the line that shreds cover where it goes on beyond the cell, and where not
MIDDLE = 0.25  # of the cell's height at both its ends, that what is left of the lines beyond may reach into
SIDE = 0.5  # text heights from a cell's side in which flat ink is what is left of its line
LONG = 2.5  # times as long as wide: no letter but a stroke
MOST_JOINED = 3  # cells that a lost upright joined, where only one of them holds text, or none


@dataclass(frozen=True, slots=True)
class Rules:
    """What speaks for a lost line: `white` on it between two texts, or shreds of it no thicker than `thin`.

    `one_sided`: text on one side of it is enough. `high`: of a letter.
    """

    white: float
    one_sided: bool
    thin: float
    high: float


def lost_pieces(table: Lattice, boxes: Sequence[Box], high: float) -> list[Ruling]:
    """Give the pieces of line that are missing inside cells, with thickness 0. `boxes`: the blobs inside the table.

    A line is taken for lost in a cell only where it goes on beyond both its sides, or stands in it in shreds.
    """
    uprights = _lost(table.cells, boxes, Rules(BESIDE * high, True, THIN * high, high))
    turned = [Place(cell.col, cell.row, cell.colspan, cell.rowspan, _turned(cell.box)) for cell in table.cells]
    levels = _lost(turned, [_turned(box) for box in boxes], Rules(BELOW * high, False, THIN * high, high))
    return [
        *(Ruling(at, top, at, bottom, 0.0) for at, top, bottom in uprights),
        *(Ruling(left, at, right, at, 0.0) for at, left, right in levels),
    ]


def _turned(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _lost(cells: Sequence[Place], boxes: Sequence[Box], rules: Rules) -> Iterator[tuple[float, float, float]]:
    """Give lost uprights as (x, from, to)."""
    ends: dict[tuple[int, int], set[int]] = {}  # at (row line, column line) an upright ends: on which sides, -1 above
    places: dict[int, float] = {}
    n_rows = max(cell.row + cell.rowspan for cell in cells)
    for cell in cells:
        for line, at in ((cell.col, cell.box.x0), (cell.col + cell.colspan, cell.box.x1)):
            places[line] = at
            ends.setdefault((cell.row, line), set()).add(1)
            ends.setdefault((cell.row + cell.rowspan, line), set()).add(-1)
    across = {
        at: [(box.y0 + box.y1) / 2 for box in boxes if box.x0 < at - rules.thin and box.x1 > at + rules.thin]
        for at in places.values()
    }
    for cell in (*cells, *reversed(cells)):  # a piece that is found speaks for the next one on its line
        lines = range(cell.col + 1, cell.col + cell.colspan)
        own = [box for box in boxes if lies_in(box, cell.box) and not _is_left(box, cell.box, rules)] if lines else []
        if any(box.x0 < places[at] - rules.thin and box.x1 > places[at] + rules.thin for box in own for at in lines):
            continue  # text runs across the cell: it is one
        for line in lines:
            top = ends.setdefault((cell.row, line), set())
            bottom = ends.setdefault((cell.row + cell.rowspan, line), set())
            above, below = -1 in top, 1 in bottom
            borders = (cell.row == 0) + (cell.row + cell.rowspan == n_rows)
            if rules.one_sided and above != below and not borders:
                borders += _is_free(across[places[line]], cell, downwards=above)
            beyond = above + below, borders
            columns = places[line - 1], places[line], places[line + 1]
            apart = rules.one_sided and above + below > 0 and _stand_in(columns, own, rules)
            if 1 not in top and (apart or _is_lost(cell, places[line], own, rules, beyond)):
                yield places[line], cell.box.y0, cell.box.y1
                top.add(1)
                bottom.add(-1)


def _is_free(across: Sequence[float], cell: Place, *, downwards: bool) -> bool:
    """Tell whether no text runs across a column's line between a cell and the border: all rows there lost it, then."""
    return not any(y > cell.box.y1 if downwards else y < cell.box.y0 for y in across)


def _stand_in(columns: tuple[float, float, float], own: Sequence[Box], rules: Rules) -> bool:
    """Tell whether each of two columns beside a line holds a text of its own, in its middle.

    Words of one text are closer, and have as many lines on both sides.
    """
    left, at, right = columns
    texts = [[b for b in own if low < b.x0 + b.x1 < high] for low, high in ((2 * left, 2 * at), (2 * at, 2 * right))]
    if not all(texts):
        return False
    first, second = (around(text) for text in texts)
    off = abs(first.x0 + first.x1 - left - at) / 2, abs(second.x0 + second.x1 - at - right) / 2
    abreast = max(abs(first.y0 - second.y0), abs(first.y1 - second.y1)) < rules.high
    pairs = ABREAST if abreast else UNEVEN
    white = second.x0 - first.x1
    return any(white >= apart * rules.high and max(off) <= most * rules.high for apart, most in pairs)


def _is_lost(cell: Place, at: float, own: Sequence[Box], rules: Rules, beyond: tuple[int, int]) -> bool:
    """Tell whether a line at `at` was lost in a cell. `beyond`: how many ends go on, and how many are borders."""
    goes_on, borders = beyond
    shreds = [box for box in own if _is_shred(box, at, rules.thin)]
    tall = cell.box.y1 - cell.box.y0
    parts = ((cell.box.y0, cell.box.y1), (cell.box.y0 + MIDDLE * tall, cell.box.y1 - MIDDLE * tall))
    if all(_inked(shreds, *part) >= (SHREDS if goes_on else SHREDS_ALONE) for part in parts):
        return True
    text = [box for box in own if box not in shreds]
    before, behind = (
        _no_specks([b for b in text if (b.x0 + b.x1 >= 2 * at) == is_behind], rules) for is_behind in (0, 1)
    )
    left, right = max((box.x1 for box in before), default=None), min((box.x0 for box in behind), default=None)
    if left is not None and right is not None:
        least = rules.white if goes_on == 2 or not rules.one_sided else 2 * rules.white
        return goes_on > 0 and goes_on + borders == 2 and right - left >= least and left < at < right
    free = not text or (left is not None and left < at) or (right is not None and right > at)
    return goes_on == 2 and free and cell.colspan <= MOST_JOINED and (rules.one_sided or not text)


def _no_specks(text: list[Box], rules: Rules) -> list[Box]:
    """Give a text, nothing where it is specks only."""
    return text if any(max(box.x1 - box.x0, box.y1 - box.y0) > rules.thin for box in text) else []


def _inked(shreds: Sequence[Box], low: float, high: float) -> float:
    """Give the share of a stretch that shreds cover."""
    return sum(max(0.0, min(shred.y1, high) - max(shred.y0, low)) for shred in shreds) / (high - low)


def _is_shred(box: Box, at: float, thin: float) -> bool:
    """Tell a shred of a line from text: thin, or long and as thick as a double line."""
    wide, long = box.x1 - box.x0, box.y1 - box.y0
    return abs(box.x0 + box.x1 - 2 * at) < 2 * thin and (wide <= thin or (wide <= 2 * thin and long >= LONG * wide))


def _is_left(box: Box, cell: Box, rules: Rules) -> bool:
    """Tell what is left of a line along the upper or lower side of a cell."""
    flat = box.y1 - box.y0 <= rules.thin
    return flat and min(box.y0 - cell.y0, cell.y1 - box.y1) <= SIDE * rules.high
