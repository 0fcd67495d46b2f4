"""Words once it is known what columns hold: by an engine that reads columns itself, else by `typed`.

What such an engine doubts of figures is read a second time glyph by glyph, and what is left in doubt is compared with
the other glyphs of the page (`kin`). Where a page has digits of both scripts, a figure whose digits may be of either,
and other ones then, is sure only where the page tells its script: ৪ is drawn as 8 is, ৭ as 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.model import Box, Word
from ingest.engines import FIGURES, Engine, Region, Settling
from ingest.engines.lines import usual_height
from ingest.reading import confidence, counting, dashes, kin, one_script, percents, points, typed
from ingest.scan import Picture

_ELSEWHERE = 2  # digits that are surely Latin, on a page of Bengali ones, from which on any figure may be
_GUESSED = 0.5  # words that are less sure
_FIGURE = frozenset("০১২৩৪৫৬৭৮৯0123456789.,-–—/%()[]:।৳+ ")
_LATIN, _BENGALI = frozenset("134567"), frozenset("১৩৫৬৮৯")  # drawn as no digit of the other script
# what stands in no figure of a script
_ONLY: dict[kin.Script, frozenset[str]] = {"bengali": frozenset("0123456789"), "latin": frozenset("০১২৩৪৫৬৭৮৯")}
_Place = tuple[int, int]  # of a word: which region, and which of its words
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
        found = percents.settled(picture, ink, regions, found, typed.digit_height(found, usual), engine.figure)
        found = one_script.settled(counting.in_order(regions, found))
        found = _by_kin(picture, ink, regions, found, usual)
        found = dashes.told_apart(ink, found, typed.digit_height(found, usual))
    return points.settled(ink, regions, found)


def _by_kin(
    picture: Picture, ink: Picture, regions: Sequence[Region], found: Sequence[list[Word]], usual: float
) -> list[list[Word]]:
    """The words, figures made sure by the other glyphs of the page, and those in doubt that may be of either script."""
    either = mixed(found)
    unsure = {(k, n) for k, region in enumerate(regions) for n in _to_be_proven(region, found[k])}
    high = typed.digit_height(found, usual)
    places = {at: box for k, region in enumerate(regions) for at, box in _figures(k, region, found[k])}
    cut = [
        ((k, n), kin.figure(picture, ink, box, [found[k][n]], high, confidence.UNAIDED, len(found[k]) > 1))
        for (k, n), box in places.items()
    ]
    counts = counting.counted(regions, found)
    held = {at: kin.counting(one) if at[0] in counts else one for at, one in cut if one is not None}
    page, order = kin.Kin(list(held.values())), {at: k for k, at in enumerate(held)}
    given = [list(words) for words in found]
    for k, n in unsure:
        if (k, n) not in order:
            continue
        at, text = order[k, n], found[k][n].raw
        # one font may draw ৪ and 8 so much alike that no look at them tells which was meant, be it in ১৪ or in ১8
        open_script = either and not _EITHER.isdisjoint(text) and (_either(text) or not page.tells_apart(at))
        if k in counts or (not open_script and page.proves(at)):
            given[k][n] = replace(found[k][n], confidence=confidence.proven(), other=None)
    for (k, n), at in order.items():
        if page.is_strange(at):
            given[k][n] = replace(given[k][n], confidence=confidence.misfit(given[k][n].confidence))
    if not either:
        return given
    plain = counts | {k for k, n in order if len(found[k]) == 1 and page.tells_script(order[k, n])}
    plain |= {k for k, region in enumerate(regions) if region.expects == "date" and _of_one_script(given[k])}
    return [words if k in plain else in_doubt([words])[0] for k, words in enumerate(given)]


def _figures(k: int, region: Region, words: Sequence[Word]) -> Iterator[tuple[_Place, Box]]:
    """Where figures are whose glyphs tell something of others: cells of figures, and sure numbers among words."""
    if (region.expects in FIGURES or typed.is_bare(words)) and len(words) == 1:
        yield (k, 0), region.box
    elif len(words) > 1:
        dated = region.expects == "date"
        for n, word in enumerate(words):
            if word.raw.isdigit() and (dated or word.confidence >= confidence.UNAIDED):
                yield (k, n), Box(region.box.x0, word.box.y0, region.box.x1, word.box.y1)


def _to_be_proven(region: Region, words: Sequence[Word]) -> Iterator[int]:
    """Which words of a region are figures in doubt that fit its column and that no reading of all their ink disputes.

    Of a date in words each figure is one.
    """
    in_words = region.expects == "date" and len(words) > 1 and any(map(typed.is_month, words))
    if not in_words and not (
        len(words) == 1
        and (region.expects in FIGURES or typed.is_bare(words))
        and typed.may_hold(words[0].raw, region.expects)
    ):
        return
    for n, word in enumerate(words):
        agreed = word.other is None or typed.leaves_out_sign(word.other, word.raw)
        if word.confidence < confidence.SURE and agreed and (not in_words or word.raw.isdigit()):
            yield n


def _of_one_script(words: Sequence[Word]) -> bool:
    """Whether a date in words tells its script itself, and each of its figures is of that one: ২৪ ডিসেম্বর ২০২৩."""
    text = "".join(word.raw for word in words)
    script = kin.script_of(text)
    return script is not None and _ONLY[script].isdisjoint(text)


def doubtful(region: Region, words: Sequence[Word]) -> bool:
    """Whether a figure needs another opinion; the month of a date in words doesn't."""
    figures = region.expects in FIGURES or typed.is_bare(words)
    return figures and any(word.confidence < confidence.UNAIDED and not typed.is_month(word) for word in words)


def mixed(found: Iterable[Sequence[Word]]) -> bool:
    """Whether a page has digits of both scripts, told by those that look like none of the other.

    One sure figure of several digits tells so too: 100%. Digits that were guessed or stand among letters are none of
    Latin script: 3ণ5গত is গুণগত.
    """
    held = [word for words in found for word in words]
    figures = [word for word in held if word.confidence >= _GUESSED and _FIGURE.issuperset(word.raw)]
    latin = sum(c in _LATIN for word in figures for c in word.raw) >= _ELSEWHERE or any(map(_surely_latin, figures))
    return latin and any(c in _BENGALI for word in held for c in word.raw)


def _surely_latin(word: Word) -> bool:
    digits = "".join(filter(str.isdigit, word.raw))
    return word.confidence >= confidence.SURE and len(digits) > 1 and digits.isascii() and not _LATIN.isdisjoint(digits)


def in_doubt(found: Iterable[Sequence[Word]]) -> list[list[Word]]:
    """The words, those in doubt for which nothing tells the script of their digits: ৪, ৪০%, 89."""
    return [
        [replace(word, confidence=confidence.misfit(word.confidence)) if _either(word.raw) else word for word in words]
        for words in found
    ]


def _either(text: str) -> bool:
    held = frozenset(text)
    return not held.isdisjoint(_EITHER) and held <= _EITHER | _OTHERS
