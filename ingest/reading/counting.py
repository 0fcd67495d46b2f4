"""Rows that count their columns (১ ২ ৩ …): where each cell holds its own number, every digit of them is surely read.

So such a row is the page's own table of digits, whatever its font: all glyphs that look like these are known (`kin`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model import Word
from ingest.engines import Region
from normalize.digits import to_bengali

_LEAST = 5  # cells: fewer may be a row of targets
_TWINS = str.maketrans("৪৭89", "89৪৭")  # drawn alike, and other numbers


def counted(regions: Sequence[Region], found: Sequence[Sequence[Word]]) -> set[int]:
    """Which regions are cells of rows that count from one, none left out and all in one script.

    `found`: the words of each region.
    """
    return {k for row in _rows(regions) if _wanted(row, found) == _texts(row, found) for k in row}


def in_order(regions: Sequence[Region], found: Sequence[list[Word]]) -> list[list[Word]]:
    """The words of all regions; in a row that counts but for figures drawn as others of the other script are, these.

    1 2 … 7 ৪ 9 counts to 9: a ৪ is drawn as an 8 is.
    """
    given = list(found)
    for row in _rows(regions):
        wanted = _wanted(row, found)
        for k, text, right in zip(row, _texts(row, found), wanted or (), strict=False):
            if text != right and len(found[k]) == 1:
                given[k] = [replace(found[k][0], raw=found[k][0].raw.replace(text, right))]
    return given


def _rows(regions: Sequence[Region]) -> Iterator[list[int]]:
    """The cells that stand side by side, from left to right; of so many that they may count."""
    rows: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for k, region in enumerate(regions):
        if region.kind == "cell":
            rows[region.box.y0, region.box.y1].append(k)
    for row in rows.values():
        if len(row) >= _LEAST:
            yield sorted(row, key=lambda k: regions[k].box.x0)


def _texts(row: Sequence[int], found: Sequence[Sequence[Word]]) -> list[str]:
    return ["".join(word.raw for word in found[k]).strip("()") for k in row]


def _wanted(row: Sequence[int], found: Sequence[Sequence[Word]]) -> list[str] | None:
    """What the cells of a row hold if it counts, in the one script of its digits; None where it doesn't."""
    texts = _texts(row, found)
    latin = [str(n) for n in range(1, len(row) + 1)]
    for wanted in (latin, [to_bengali(text) for text in latin]):
        if all(text in (right, right.translate(_TWINS)) for text, right in zip(texts, wanted, strict=True)):
            return wanted
    return None
