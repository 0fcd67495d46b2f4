"""Words of a layer → texts that hang together: what the file sets with spaces between, not by jumps to other places.

Between two words of a text a space is stored; between two cells none is, however close they stand. Scans know no such
thing, so extract.gaps wants wide white between columns. Here the texts are drawn in at their sides: what white there
is between two of them counts as that of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.model import Box
from ingest.layer.abutting import is_date
from ingest.layer.words import LayerWord, lines

_NEAR = 0.6  # ems of white behind a word within which a stored space leads to the next one
_TOUCHING = 0.1  # ems of white between pieces of one word
_PROOF = 0.3  # of the words with another near behind them: with fewer stored spaces the file stores none
_IN = 0.45  # ems by which a side is drawn in, and the share of the text's width that this is at most
_SHARE = 0.15


def phrases(held: Iterable[LayerWord]) -> list[list[LayerWord]]:
    """The words of a page in texts of one line each; every word by itself where the file stores no spaces."""
    told = lines(held)
    near = [one for line in told for one, other in pairwise(line) if _gap(one, other) < _NEAR]
    stored = sum(word.spaced for word in near) > _PROOF * len(near)
    found: list[list[LayerWord]] = []
    for line in told:
        before: LayerWord | None = None
        for word in line:
            if before and stored and _gap(before, word) < _reach(before, word):
                found[-1].append(word)
            else:
                found.append([word])
            before = word
    return found


def _reach(word: LayerWord, after: LayerWord) -> float:
    """How far a word may stand from the one after it that it hangs together with; two whole dates never do."""
    if word.spaced:
        return _NEAR
    return float("-inf") if is_date(word.raw) and is_date(after.raw) else _TOUCHING


def _gap(word: LayerWord, after: LayerWord) -> float:
    return (after.start - word.end) / word.size


def around(text: Sequence[LayerWord]) -> Box:
    """The box of a text."""
    boxes = [word.box for word in text]
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def drawn_in(text: Sequence[LayerWord]) -> Box:
    """The same with its sides drawn in, no more than leaves most of a short one."""
    box = around(text)
    by = min(_IN * text[0].size, _SHARE * (box.x1 - box.x0))
    return Box(box.x0 + by, box.y0, box.x1 - by, box.y1)
