"""Dates of neighbouring cells that run into one another, because they are too wide for their columns → single dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.model import Box
from ingest.layer.words import LayerWord

_DATE = r"\d{2}([-./])\d{2}\1\d{4}"
_FIRST = re.compile(_DATE)
_SURE = 0.8  # confidence of a date that was cut out of others


def is_date(text: str) -> bool:
    """Whether a text is one date of digits and nothing else."""
    return _FIRST.fullmatch(text) is not None


def parted(held: Iterable[LayerWord]) -> Iterator[LayerWord]:
    """Cut words that are nothing but dates: `২৯-০৫-২০২৫০৫-০৬-২০২৫` → `২৯-০৫-২০২৫`, `০৫-০৬-২০২৫`, in doubt.

    No cell says two dates without white between. All digits are taken for equally wide.
    """
    for word in held:
        dates = [found[0] for found in _FIRST.finditer(word.raw)]
        if len(dates) < 2 or "".join(dates) != word.raw or word.legacy or word.angle != 0:
            yield word
            continue
        wide = (word.end - word.start) / len(dates)
        for at, date in enumerate(dates):
            start, last = word.start + at * wide, at == len(dates) - 1
            yield replace(
                word, raw=date, stored=date, spaced=word.spaced and last, start=start, end=start + wide,
                box=Box(start, word.box.y0, start + wide, word.box.y1), confidence=min(word.confidence, _SURE),
            )  # fmt: skip
