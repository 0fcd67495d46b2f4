"""Connected ink → blobs with the headline of their letters, from which lines of Bengali text are told best.

Most letters hang from a headline (মাত্রা) that joins those of a word; marks above and below it make the box of one word
higher than that of the next, so that boxes alone tell the distance of lines only to a fifth of a letter's height.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.model import Box
from extract.spacing.lines import Blob
from ingest.imaging import pieces
from ingest.scan import Picture

_COVERED = 0.7  # of a blob's width that ink covers where its headline is
_UPPER = (
    0.4  # of a blob's height in which its headline is, from the top: some figures have a level stroke in the middle
)
_LEAST = 8  # pixels: lower blobs are marks
_FEW = 10  # headlines from which the usual height of letters is told, and figures beside words
_SHORT, _TALL = 0.6, 1.4  # times a letter's height that figures have
_NEAR = 1.0  # of a letter's height between a figure and a word beside it


def blobs(ink: Picture) -> list[Box]:
    """Give the connected pieces of ink from the top, in pixels of the picture; words with their headline.

    Figures, which have none, get one where a word in their line would have it.
    """
    found = sorted(pieces(ink).tolist(), key=lambda piece: (piece[1], piece[0]))
    heads = [_head(ink, *piece) for piece in found]
    high = [y + h - head for (_, y, _, h), head in zip(found, heads, strict=True) if head is not None]
    boxes = [Box(float(x), float(y), float(x + wide), float(y + h)) for x, y, wide, h in found]
    if len(high) < _FEW:
        return boxes
    letter = float(np.median(high))
    words = {
        at: Blob(box.x0, box.y0, box.x1, box.y1, float(head), min(box.y1, head + letter))
        for at, (box, head) in enumerate(zip(boxes, heads, strict=True)) if head is not None
    }  # fmt: skip
    figures = [at for at, box in enumerate(boxes) if at not in words and _is_figure(box, letter)]
    low = _beside([boxes[at] for at in figures], list(words.values()), letter)
    if low is not None:
        words.update((at, _figure(boxes[at], low, letter)) for at in figures)
    return [words.get(at, box) for at, box in enumerate(boxes)]


def _is_figure(box: Box, letter: float) -> bool:
    return _SHORT * letter <= box.y1 - box.y0 <= _TALL * letter


def _figure(box: Box, low: float, letter: float) -> Blob:
    head = (box.y0 + box.y1 - letter) / 2 - low
    return Blob(box.x0, box.y0, box.x1, box.y1, head, head + letter)


def _beside(figures: Sequence[Box], words: Sequence[Blob], letter: float) -> float | None:
    """Tell how much lower the middle of figures stands than that of the words right beside them (the median)."""
    if not figures or not words:
        return None
    heads = np.array([word.head for word in words])
    sides = np.array([(word.x0, word.x1) for word in words])
    found: list[float] = []
    for box in figures:
        off = (box.y0 + box.y1 - letter) / 2 - heads
        near = np.maximum(sides[:, 0] - box.x1, box.x0 - sides[:, 1])
        found += off[(near < _NEAR * letter) & (np.abs(off) < letter / 2)].tolist()
    return float(np.median(found)) if len(found) >= _FEW else None


def _head(ink: Picture, x: int, y: int, wide: int, high: int) -> int | None:
    """Give the row in which a blob's headline begins, None where it has none (figures, Latin letters, marks)."""
    if high < _LEAST:
        return None
    covered = np.count_nonzero(ink[y : y + round(_UPPER * high), x : x + wide], axis=1)
    rows = np.flatnonzero(covered >= _COVERED * wide)
    return y + int(rows[0]) if rows.size else None
