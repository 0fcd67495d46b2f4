"""Connected ink → blobs with the headline of their letters, from which lines of Bengali text are told best.

Most letters hang from a headline (মাত্রা) that joins those of a word; marks above and below it make the box of one word
higher than that of the next, so that boxes alone tell the distance of lines only to a fifth of a letter's height.
"""

from __future__ import annotations

import numpy as np

from extract.model import Box
from extract.spacing.lines import Blob
from ingest.imaging import pieces
from ingest.scan import Picture

_COVERED = 0.7  # of a blob's width that ink covers where its headline is
_UPPER = 0.6  # of a blob's height in which its headline is, from the top
_LEAST = 8  # pixels: lower blobs are marks
_FEW = 10  # headlines from which the usual height of letters is told


def blobs(ink: Picture) -> list[Box]:
    """Give the connected pieces of ink from the top, in pixels of the picture; words with their headline."""
    found = sorted(pieces(ink).tolist(), key=lambda piece: (piece[1], piece[0]))
    heads = [_head(ink, *piece) for piece in found]
    high = [y + h - head for (_, y, _, h), head in zip(found, heads, strict=True) if head is not None]
    if len(high) < _FEW:
        return [_box(*piece) for piece in found]
    letter = float(np.median(high))
    return [
        _box(*piece) if head is None else _blob(*piece, float(head), letter)
        for piece, head in zip(found, heads, strict=True)
    ]


def _head(ink: Picture, x: int, y: int, wide: int, high: int) -> int | None:
    """Give the row in which a blob's headline begins, None where it has none (figures, Latin letters, marks)."""
    if high < _LEAST:
        return None
    covered = np.count_nonzero(ink[y : y + round(_UPPER * high), x : x + wide], axis=1)
    rows = np.flatnonzero(covered >= _COVERED * wide)
    return y + int(rows[0]) if rows.size else None


def _box(x: int, y: int, wide: int, high: int) -> Box:
    return Box(float(x), float(y), float(x + wide), float(y + high))


def _blob(x: int, y: int, wide: int, high: int, head: float, letter: float) -> Blob:
    return Blob(float(x), float(y), float(x + wide), float(y + high), head, min(float(y + high), head + letter))
