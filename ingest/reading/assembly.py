"""Words that an engine read → the texts of cells and lines, with their confidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Box, Line, Word

_APART = 2.5  # heights of a line between two words from which on they stand side by side, not in one sentence
_ASIDE = "\t"  # how text exports print such a gap


def cell_text(words: Sequence[Word]) -> str:
    """The text of a cell: its words in reading order; where its lines break says nothing."""
    return " ".join(word.raw for word in words if word.raw.strip())


def confidence(words: Sequence[Word]) -> float:
    """How surely a text was read: of its words the mean by length, held down by the least of them."""
    told = [(word.confidence, max(1, len(word.raw))) for word in words if word.raw.strip()]
    if not told:
        return 0.0
    mean = sum(c * n for c, n in told) / sum(n for _, n in told)
    return round((mean + min(c for c, _ in told)) / 2, 4)


def text_line(words: Sequence[Word]) -> Line | None:
    """One line of text outside tables; wide gaps are kept as tabs, None where nothing was read."""
    printed = sorted((word for word in words if word.raw.strip()), key=lambda word: word.box.x0)
    if not printed:
        return None
    height = max(word.box.y1 - word.box.y0 for word in printed)
    raw = printed[0].raw
    for left, right in pairwise(printed):
        raw += (_ASIDE if right.box.x0 - left.box.x1 > _APART * height else " ") + right.raw
    return Line(raw, box=around([word.box for word in printed]), confidence=confidence(printed))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes, at least one."""
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )  # fmt: skip
