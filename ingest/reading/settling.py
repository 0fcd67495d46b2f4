"""Words once it is known what columns hold: by an engine that reads columns itself, else by `typed`.

What such an engine doubts of figures is read a second time glyph by glyph. And where a page has digits of both scripts,
a figure whose digits may be of either, and other ones then, is never sure: ৪ is drawn as 8 is, ৭ as 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Word
from ingest.engines import FIGURES, Engine, Region, Settling
from ingest.engines.lines import usual_height
from ingest.reading import confidence, points, typed
from ingest.scan import Picture

_STANDS = 0.985  # a figure that is surer stands alone: it is right as often as what two readings agree on
_ELSEWHERE = 2  # digits that are surely Latin, on a page of Bengali ones, from which on any figure may be
_LATIN, _BENGALI = frozenset("134567"), frozenset("১৩৫৬৮৯")  # drawn as no digit of the other script
_EITHER, _OTHERS = frozenset("৪৭89"), frozenset("০২02.,%-/ ")


def settled(
    engine: Engine, picture: Picture, ink: Picture, regions: Sequence[Region], first: Sequence[list[Word]]
) -> list[list[Word]]:
    """The words of all regions; arguments as for `typed.again`."""
    if not isinstance(engine, Settling):
        return points.in_doubt(ink, typed.again(picture, ink, regions, first))
    found = engine.settle(regions)
    chosen = [k for k, region in enumerate(regions) if doubtful(region, found[k])]
    if chosen:
        usual = usual_height(ink, [region.box for region in regions])
        read = typed.again(
            picture, ink, [regions[k] for k in chosen], [found[k] for k in chosen], usual, calibrated=True
        )
        for k, words in zip(chosen, read, strict=True):
            found[k] = words
    return points.in_doubt(ink, in_doubt(found) if mixed(found) else found)


def doubtful(region: Region, words: Sequence[Word]) -> bool:
    """Whether a figure needs another opinion; the month of a date in words doesn't."""
    figures = region.expects in FIGURES or typed.is_bare(words)
    return figures and any(word.confidence < _STANDS and not typed.is_month(word) for word in words)


def mixed(found: Iterable[Sequence[Word]]) -> bool:
    """Whether a page has digits of both scripts, told by those that look like none of the other."""
    seen = "".join(word.raw for words in found for word in words)
    return sum(c in _LATIN for c in seen) >= _ELSEWHERE and any(c in _BENGALI for c in seen)


def in_doubt(found: Iterable[Sequence[Word]]) -> list[list[Word]]:
    """The words, those in doubt for which nothing tells the script of their digits: ৪, ৪০%, 89."""
    return [
        [replace(word, confidence=confidence.misfit(word.confidence)) if _either(word.raw) else word for word in words]
        for words in found
    ]


def _either(text: str) -> bool:
    held = frozenset(text)
    return not held.isdisjoint(_EITHER) and held <= _EITHER | _OTHERS
