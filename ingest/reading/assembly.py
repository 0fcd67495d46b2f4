"""Words that an engine read → the texts of cells and lines, with their confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.expectation import Expected
from extract.model import Box, Line, Word
from normalize import read

_FIGURES = frozenset({"number", "date", "percent", "mark"})


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


def other(words: Sequence[Word], expects: Expected | None = None) -> str | None:
    """The text of a figure's cell by its other reading; None where no two readings differ."""
    if not any(word.other for word in words) or expects not in _FIGURES:
        return None
    return cell_text([replace(word, raw=word.other or word.raw) for word in words], expects)


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
    """One piece of a printed line outside tables, None where nothing was read."""
    printed = sorted((word for word in words if word.raw.strip()), key=lambda word: word.box.x0)
    if not printed:
        return None
    raw = " ".join(word.raw for word in printed)
    return Line(raw, box=around([word.box for word in printed]), confidence=confidence(printed))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes, at least one."""
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )  # fmt: skip
