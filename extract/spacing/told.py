"""The cells of a table whose columns and texts a file tells, and whose rows it doesn't: a PDF's text layer."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extract.model import Box
from extract.spacing.bodies import body_cells, body_rows
from extract.spacing.columns import Columns, number_row
from extract.spacing.ends import split
from extract.spacing.heads import CENTRED
from extract.spacing.rows import Text, blocks, text, text_pitch
from extract.spacing.tables import head_and_top

LEAST_ROWS = 2  # texts in most columns of a field, so that it is more than a row


def known_cells(
    boxes: Sequence[Box], edges: Sequence[float], field: Box, high: float, headed: bool = False
) -> list[Box]:
    """Give the cells of a table whose columns (`edges`: their sides) are told, as is where its texts stand.

    `headed`: its head is not in `field`. Nothing where the field holds only one row.
    """
    table = text(boxes, edges, high)
    pitch = text_pitch(table)
    if median(len(blocks(column, pitch)) for column in table.lines if column) < LEAST_ROWS:
        return []
    if not headed and _is_row(table, field, pitch):
        return []
    numbers = number_row(boxes, field, high)
    if [sum((box.x0 + box.x1) / 2 >= edge for edge in edges) for box in numbers] != list(range(1, len(edges))):
        numbers = ()
    found = Columns(tuple(edges[1:-1]), numbers)
    if numbers:
        head, top = head_and_top(boxes, edges, field, found, (), high, told=True)
        below = [box for box in boxes if box.y0 + box.y1 > 2 * top]
        body = body_rows(below, edges, Box(field.x0, top, field.x1, field.y1), high, pitch)
    elif headed:
        head, body = [], body_rows(boxes, edges, field, high, pitch)
    else:
        parted = split(boxes, edges, field, high, pitch)
        head, _ = head_and_top(boxes, edges, field, found, (), high, parted.end, told=True)
        body = parted.body
    return head + body_cells(body, edges, (), high)


def _is_row(table: Text, field: Box, pitch: float) -> bool:
    """Tell whether a field is a single row: the lines of each column are those of one text in its middle."""
    texts = [blocks(column, pitch) for column in table.lines if column]
    one = all(len(own) == 1 for own in texts)
    near = 2 * CENTRED * table.high
    return one and all(abs(own[0].y0 + own[0].y1 - field.y0 - field.y1) < near for own in texts)
