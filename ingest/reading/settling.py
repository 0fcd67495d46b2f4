"""Words once it is known what columns hold: by an engine that reads columns itself, else by `typed`.

What such an engine doubts of figures is read a second time glyph by glyph, and what is left in doubt is compared with
the other glyphs of the page (`kin`). Where a page has digits of both scripts, a figure whose digits may be of either,
and other ones then, is sure only where the page tells its script: ৪ is drawn as 8 is, ৭ as 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Word
from ingest.engines import FIGURES, Engine, Region, Settling
from ingest.engines.lines import usual_height
from ingest.reading import confidence, dashes, kin, percents, points, typed
from ingest.scan import Picture

_STANDS = 0.985  # a figure that is surer stands alone: it is right as often as what two readings agree on
_ELSEWHERE = 2  # digits that are surely Latin, on a page of Bengali ones, from which on any figure may be
_LATIN, _BENGALI = frozenset("134567"), frozenset("১৩৫৬৮৯")  # drawn as no digit of the other script
_ONLY = {"bengali": frozenset("0123456789"), "latin": frozenset("০১২৩৪৫৬৭৮৯")}  # what stands in no figure of a script
_EITHER, _OTHERS = frozenset("৪৭89"), frozenset("০২02.,%-/ ")


def settled(
    engine: Engine, picture: Picture, ink: Picture, regions: Sequence[Region], first: Sequence[list[Word]]
) -> list[list[Word]]:
    """The words of all regions; arguments as for `typed.again`."""
    if not isinstance(engine, Settling):
        return points.settled(ink, regions, typed.again(picture, ink, regions, first))
    found = list(map(dashes.alike, engine.settle(regions)))
    usual = usual_height(ink, [region.box for region in regions])
    chosen = [k for k, region in enumerate(regions) if doubtful(region, found[k])]
    if chosen:
        read = typed.again(
            picture, ink, [regions[k] for k in chosen], [found[k] for k in chosen], usual, calibrated=True
        )
        for k, words in zip(chosen, read, strict=True):
            found[k] = words
    if usual:
        found = percents.settled(picture, ink, regions, found, typed.digit_height(found, usual))
        found = _by_kin(picture, ink, regions, found, usual)
        high = typed.digit_height(found, usual)
        found = [dashes.told_apart(ink, words, high) for words in found]
    return points.settled(ink, regions, found)


def _by_kin(
    picture: Picture, ink: Picture, regions: Sequence[Region], found: Sequence[list[Word]], usual: float
) -> list[list[Word]]:
    """The words, figures made sure by the other glyphs of the page, and those in doubt that may be of either script."""
    either = mixed(found)
    unsure = [k for k, region in enumerate(regions) if _may_be_proven(region, found[k])]
    if not unsure and not either:
        return list(found)
    high = typed.digit_height(found, usual)
    of_figures = [k for k, region in enumerate(regions) if region.expects in FIGURES or typed.is_bare(found[k])]
    cut = [(k, kin.figure(picture, ink, regions[k].box, found[k], high, _STANDS)) for k in of_figures]
    held = {k: one for k, one in cut if one is not None}
    page, at = kin.Kin(list(held.values())), {k: n for n, k in enumerate(held)}
    given = list(found)
    for k in unsure:
        if k in at and page.proves(at[k]):
            given[k] = [replace(word, confidence=confidence.proven()) for word in found[k]]
    if not either:
        return given
    telling = [_tells_script(one.text) for one in held.values()]
    plain = {k for k in at if page.tells_script(at[k], telling)}
    plain |= {k for k, region in enumerate(regions) if region.expects == "date" and _of_one_script(given[k])}
    return [words if k in plain else in_doubt([words])[0] for k, words in enumerate(given)]


def _may_be_proven(region: Region, words: Sequence[Word]) -> bool:
    """Whether a region holds a figure in doubt that fits its column and that no reading disputes."""
    return (
        len(words) == 1
        and words[0].confidence < confidence.SURE
        and words[0].other is None
        and (region.expects in FIGURES or typed.is_bare(words))
        and typed.may_hold(words[0].raw, region.expects)
    )


def _tells_script(text: str) -> bool:
    """Whether a figure has digits that are drawn as none of the other script, and of one script only."""
    return _LATIN.isdisjoint(text) != _BENGALI.isdisjoint(text)


def _of_one_script(words: Sequence[Word]) -> bool:
    """Whether a date in words tells its script itself, and each of its figures is of that one: ২৪ ডিসেম্বর ২০২৩."""
    text = "".join(word.raw for word in words)
    return _tells_script(text) and _ONLY["bengali" if _LATIN.isdisjoint(text) else "latin"].isdisjoint(text)


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
