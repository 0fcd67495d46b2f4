"""Pages whose figures are all of one script: what was read as other numbers of the other script there is of theirs.

৪ is drawn as 8 is, ৭ as 9: 880 alone among a hundred Bengali figures is ৪৪০. Only a page that has hardly another digit
of the other script tells so, and what was read stands beside it as a doubt: `80%` does stand among Bengali figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.model import Word
from ingest.reading import confidence

_LEAST = 10  # digits that are drawn as none of the other script, from which on they tell the script of a page
_LATIN, _BENGALI = frozenset("134567"), frozenset("১৩৫৬৮৯")  # such digits
_FIGURE = frozenset("০১২৩৪৫৬৭৮৯0123456789.,-–—/%()[]:।৳+ ")
_STRAY = 0.02  # as many of the other script to one of the page's: they may be misread
_GUESSED = 0.5  # words that are less sure tell nothing
_TO_BENGALI, _TO_LATIN = str.maketrans("0289", "০২৪৭"), str.maketrans("০২৪৭", "0289")


def settled(found: Sequence[list[Word]]) -> list[list[Word]]:
    """The words of all regions; figures of digits that either script may have drawn are of the page's.

    They are in doubt where they were read as others; all stay where the page has digits of both scripts, or few.
    """
    digits = "".join(_telling(found))
    bengali = sum(c in _BENGALI for c in digits)
    fewer, more = sorted((bengali, len(digits) - bengali))
    if more < _LEAST or fewer > _STRAY * more:
        return list(found)
    return [[_of_page(word, bengali=bengali == more) for word in words] for words in found]


def _telling(found: Iterable[Sequence[Word]]) -> Iterator[str]:
    """The digits of figures that are drawn as none of the other script."""
    for words in found:
        for word in words:
            if word.confidence >= _GUESSED and _FIGURE.issuperset(word.raw):
                yield from (c for c in word.raw if c in _BENGALI or c in _LATIN)


def _of_page(word: Word, *, bengali: bool) -> Word:
    """A figure that was read with an 8 or 9 on a page of Bengali digits, or with a ৪ or ৭ on one of Latin ones."""
    foreign = "89" if bengali else "৪৭"
    if not _FIGURE.issuperset(word.raw) or not any(c in foreign for c in word.raw):
        return word
    told = word.raw.translate(_TO_BENGALI if bengali else _TO_LATIN)
    return replace(word, raw=told, confidence=confidence.disputed(word.confidence, 0.0), other=word.raw)
