"""Where the head of a table ends that neither a ruling nor a row of column numbers parts from the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.model import Box
from extract.spacing.bands import APART, least_pitch
from extract.spacing.bodies import Body, body_rows
from extract.spacing.heads import head_cost
from extract.spacing.rows import Text

ROWS = 5  # whites below which a head may end
HEADED = 3.0  # how likely it is that there is a head
LEAST, MOST, MANY = 1 / 3, 0.6, 5  # shares of the columns that hold text under a head, where there are so many
TRIM = 0.12  # of a line's height that marks fill above and below


@dataclass(frozen=True, slots=True)
class Split:
    """A table parted into head and body. `end`: where the head ends, None where there is none.

    `cost`: how badly its headings fit, 0 at best.
    """

    end: float | None
    cost: float
    body: Body

    @property
    def fit(self) -> float:
        """How well headings and rows fit, 0 at best."""
        return -self.cost + self.body.fit

    @property
    def worth(self) -> float:
        """How likely it is that the table parts so, the more the likelier."""
        return self.body.fit if self.end is None else round(HEADED - self.cost + self.body.fit, 3)


def split(boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, told: float | None = None) -> Split:
    """Find where a head ends that begins at the top of `field`.

    Every column that has any has a text above it, and the headings and the rows below fit better so than otherwise.
    `told`: as of `Text`.
    """
    found = [Split(None, 0.0, body_rows(boxes, edges, field, high, told))]
    ends = list(_whites(found[0].body.text))[:ROWS]
    for cost, end in sorted((_cost(boxes, edges, field, end, high, told), end) for end in ends):
        if round(HEADED - cost, 3) < max(one.worth for one in found):
            break  # no rows fit so well that they would make up for that
        if _is_body(found[0].body.text, end):
            found.append(Split(end, cost, _below(boxes, edges, field, end, high, told)))
    return max(found, key=lambda one: (one.worth, -(one.end or 0.0)))


def _is_body(whole: Text, end: float) -> bool:
    """Tell rows from the last lines of the cells of one row, whose first lines were taken for a head.

    Only some columns have such lines, and each as close below the first ones as lines of one text are.
    """
    above = [[line for line in column if line.y0 + line.y1 < 2 * end] for column in whole.lines]
    below = [[line for line in column if line.y0 + line.y1 >= 2 * end] for column in whole.lines]
    held = sum(map(bool, below))
    if len(below) < MANY or held > MOST * len(below):
        return True
    gaps = [
        (own[0].y0 + own[0].y1 - over[-1].y0 - over[-1].y1) / 2
        for over, own in zip(above, below, strict=True) if over and own
    ]  # fmt: skip
    near = APART * least_pitch(whole.lines, whole.high, alone=True)
    return held >= LEAST * len(below) and not all(gap <= near for gap in gaps)


def split_at(boxes: Sequence[Box], edges: Sequence[float], field: Box, end: float, high: float) -> Split:
    """Part a table where it is known that the head ends."""
    return Split(end, _cost(boxes, edges, field, end, high, None), _below(boxes, edges, field, end, high, None))


def _cost(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, end: float, high: float, told: float | None
) -> float:
    above = [box for box in boxes if box.y0 + box.y1 < 2 * end]
    if not above:
        return 0.0
    return head_cost(above, edges, Box(field.x0, field.y0, field.x1, end), high, told=told is not None)


def _below(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, end: float, high: float, told: float | None
) -> Body:
    below = [box for box in boxes if box.y0 + box.y1 >= 2 * end]
    return body_rows(below, edges, Box(field.x0, end, field.x1, field.y1), high, told)


def _whites(table: Text) -> Iterator[float]:
    """Give the middles of the whites that run across the whole table and have a text of each column above them."""
    first = max((column[0].y0 for column in table.lines if column), default=0.0)
    reached = float("-inf")
    for line in sorted((line for column in table.lines for line in column), key=lambda box: box.y0):
        trim = 0.0 if table.told is not None else TRIM * (line.y1 - line.y0)
        if line.y0 + trim > reached > first:
            yield (line.y0 + reached) / 2
        reached = max(reached, line.y1 - trim)
