"""Where the head of a table ends that neither a ruling nor a row of column numbers parts from the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Box
from extract.spacing.bodies import body_fit
from extract.spacing.heads import head_cost
from extract.spacing.rows import Text, text

ROWS = 5  # whites below which a head may end
HEADED = 3.0  # how likely it is that there is a head
TRIM = 0.12  # of a line's height that marks fill above and below


def head_end(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, told: float | None = None
) -> float | None:
    """Give the height at which a head ends that begins at the top of `field`, None where there is none.

    Every column that has any has a text above it, and the headings and the rows below fit better so than otherwise.
    `told`: as of `Text`.
    """
    table = text(boxes, edges, high, told)
    ways: list[tuple[float, float, float | None]] = [(body_fit(boxes, edges, field, high, told), 0.0, None)]
    for end in list(_whites(table))[:ROWS]:
        above = [box for box in boxes if box.y0 + box.y1 < 2 * end]
        below = [box for box in boxes if box.y0 + box.y1 >= 2 * end]
        cost = head_cost(above, edges, Box(field.x0, field.y0, field.x1, end), high, told=told is not None)
        fit = body_fit(below, edges, Box(field.x0, end, field.x1, field.y1), high, told) if below else 0.0
        ways.append((round(HEADED - cost + fit, 3), -end, end))
    return max(ways, key=lambda way: way[:2])[2]


def _whites(table: Text) -> Iterator[float]:
    """Give the middles of the whites that run across the whole table and have a text of each column above them."""
    first = max((column[0].y0 for column in table.lines if column), default=0.0)
    reached = float("-inf")
    for line in sorted((line for column in table.lines for line in column), key=lambda box: box.y0):
        trim = 0.0 if table.told is not None else TRIM * (line.y1 - line.y0)
        if line.y0 + trim > reached > first:
            yield (line.y0 + reached) / 2
        reached = max(reached, line.y1 - trim)
