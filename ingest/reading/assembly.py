"""Words that an engine read → the texts of cells and lines, with their confidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.expectation import Expected
from extract.model import Box, Line, Word
from normalize import read

_APART = 2.5  # heights of a line between two words from which on they stand side by side, not in one sentence
_FIGURES = frozenset({"number", "date", "percent", "mark"})
_ASIDE = "\t"  # how text exports print such a gap


def cell_text(words: Sequence[Word], expects: Expected | None = None) -> str:
    """The text of a cell: its words in reading order; where its lines break says nothing.

    A figure that is broken over two lines of a narrow column (৩০/০৬/ and ২৪ below) is put together.
    """
    printed = [word.raw for word in words if word.raw.strip()]
    text = " ".join(printed)
    if len(printed) > 1 and expects in _FIGURES and read(text, "any").status != "ok":
        whole = "".join(printed)
        return whole if read(whole, "any").status == "ok" else text
    return text


def confidence(words: Sequence[Word], expects: Expected | None = None) -> float:
    """How surely a text was read: a figure by its least sure word, words by their mean held down by the least."""
    told = [(word.confidence, max(1, len(word.raw))) for word in words if word.raw.strip()]
    if not told:
        return 0.0
    least = min(c for c, _ in told)
    if expects in _FIGURES:
        return round(least, 4)
    mean = sum(c * n for c, n in told) / sum(n for _, n in told)
    return round((mean + least) / 2, 4)


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
