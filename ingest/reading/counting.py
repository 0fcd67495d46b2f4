"""Rows that count their columns (১ ২ ৩ …): where each cell holds its own number, every digit of them is surely read.

So such a row is the page's own table of digits, whatever its font: all glyphs that look like these are known (`kin`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.model import Word
from ingest.engines import Region
from normalize.digits import to_ascii

_LEAST = 5  # cells: fewer may be a row of targets


def counted(regions: Sequence[Region], found: Sequence[Sequence[Word]]) -> set[int]:
    """Which regions are cells of rows that count from one, none left out and all in one script.

    `found`: the words of each region.
    """
    rows: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for k, region in enumerate(regions):
        if region.kind == "cell":
            rows[region.box.y0, region.box.y1].append(k)
    return {k for row in rows.values() if _counts(sorted(row, key=lambda k: regions[k].box.x0), found) for k in row}


def _counts(row: Sequence[int], found: Sequence[Sequence[Word]]) -> bool:
    texts = ["".join(word.raw for word in found[k]).strip("()") for k in row]
    if len(row) < _LEAST or [to_ascii(text) for text in texts] != [str(n) for n in range(1, len(row) + 1)]:
        return False
    return not (any(text.isascii() for text in texts) and any(not text.isascii() for text in texts))
