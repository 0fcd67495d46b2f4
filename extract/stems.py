"""Columns that no table has: the stem of a letter, taken for ruling in one low row, parts the cells of all others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.mesh import Mesh
from extract.model import Box

LOW = 40.0  # points: in a row of two lines two letters stand over one another
LEAST_ROWS = 4  # of a table in which a column that only one of them has is doubted
BESIDE = 5.0  # points from a stem to its letter, at most; brackets of monospaced print stand so far off


def without_stems(mesh: Mesh, letters: Sequence[Box]) -> Mesh:
    """Give the mesh without the columns that one low row alone has, where a letter stands right beside their line.

    `letters`: boxes of the ink without rulings, sorted by x0.
    """
    n_rows = len(mesh.rows) - 1
    if n_rows < LEAST_ROWS:
        return mesh
    stems = []
    for col in range(1, len(mesh.columns) - 1):
        parted = [row for row in range(n_rows) if not mesh.is_open(False, col, row)]
        if len(parted) == 1 and _is_stem(mesh, col, parted[0], letters):
            stems.append(col)
    if not stems:
        return mesh
    return Mesh(mesh.rows, [line for at, line in enumerate(mesh.columns) if at not in stems], mesh.point)


def _is_stem(mesh: Mesh, col: int, row: int, letters: Sequence[Box]) -> bool:
    top, bottom, at = mesh.rows[row].at, mesh.rows[row + 1].at, mesh.columns[col].at
    if bottom - top > LOW * mesh.point:
        return False
    near, widest = BESIDE * mesh.point, 2 * LOW * mesh.point
    first = bisect_left(letters, at - widest, key=lambda box: box.x0)
    behind = bisect_right(letters, at + near, key=lambda box: box.x0)
    return any(
        box.x1 >= at - near and top < (box.y0 + box.y1) / 2 < bottom and box.y1 - box.y0 > mesh.point * 2
        for box in letters[first:behind]
    )
