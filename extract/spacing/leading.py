"""Columns at the left of a table whose cells reach over several rows: which they are, and where their cells begin."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Box
from extract.spacing.rows import LEVEL, TIGHT, Text, blocks


def leading_columns(body: Text, rows: Sequence[float]) -> int:
    """Count the columns at the left that don't begin anew in every row: their cells reach over several rows."""
    count = 0
    most = min(body.single, default=len(body.lines)) if body.told is None else len(body.lines)
    for column in body.lines[: min(most, len(body.lines) - 1)]:
        texts = column if body.told is None else blocks(column, body.told)
        filled = {sum((one.y0 + one.y1) / 2 >= edge for edge in rows) for one in texts}
        if len(filled) > (len(rows) + (body.told is None)) * 0.9 or not column:
            break
        count += 1
    return count if count < len(body.lines) - 1 else 0


def spans(column: Sequence[Box], edges: Sequence[float], body: Text) -> list[int]:
    """Give the rows (from 0) at which the cells of a leading column begin, by where its texts stand.

    `edges`: the heights at which the rows begin, and the end of the last. Texts either hang at the top of their cells
    or stand in the middle, and so tell how far the cells reach.
    """
    high = body.high
    texts = blocks(column, TIGHT * max(body.pitch, high) if body.told is None else body.told)
    if len(texts) < 2:
        return [0]
    if all(any(-0.5 * high <= block.y0 - edge <= 1.2 * high for edge in edges[:-1]) for block in texts):
        begins = [sum(block.y0 + 0.5 * high >= edge for edge in edges[1:-1]) for block in texts]
        away = [block.y0 - edges[begin] for block, begin in zip(texts, begins, strict=True)]
        if body.told is None or max(away) - min(away) <= LEVEL * high:
            return sorted({0, *begins})
    return _centred_begins(texts, edges)


def _centred_begins(blocks: Sequence[Box], edges: Sequence[float]) -> list[int]:
    """Share out the rows so that the texts stand as near to the middle of their cells as can be."""
    n_rows = len(edges) - 1
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}  # by the row that comes next: misfit and begins so far
    for at, block in enumerate(blocks):
        ends: dict[int, tuple[float, list[int]]] = {}
        for begin, (misfit, begins) in best.items():
            last = at == len(blocks) - 1
            for end in [n_rows] if last else range(begin + 1, n_rows):
                cost = misfit + abs(edges[begin] + edges[end] - block.y0 - block.y1)
                if begin < n_rows and (end not in ends or cost < ends[end][0]):
                    ends[end] = (cost, [*begins, begin])
        best = ends
    return best[n_rows][1] if n_rows in best else [0]
