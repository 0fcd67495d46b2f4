"""A small model of how Bengali words are spelled: chances of a character after the four before it, inside one word.

`ngrams.npz` is made by `python -m train install` from our own word lists and forms. It only ever orders readings of
words that the picture leaves in doubt; figures never see it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

FILE = "ngrams.npz"
ORDER = 5
_EDGE = 255  # stands before the first character of a word and after its last
_DISCOUNT = 0.6  # taken from every count, for what was never seen
_UNSEEN = 1 / 96  # a character of which no word tells anything
_STEP = 0.05  # of the kept logarithms


class Ngrams:
    """Chances of characters by what stands before them; both tables by the key of their characters (see `_key`)."""

    def __init__(self, chances: Mapping[int, float], rests: Mapping[int, float]) -> None:
        """`chances`: logarithms for seen n-grams; `rests`: what is left to shorter ones after a context."""
        self._chances = chances
        self._rests = rests

    def told(self, before: Sequence[int], index: int) -> float:
        """The logarithm of the chance of a class after the classes before it in its word."""
        return self.after([_EDGE, *before][-(ORDER - 1) :], index)

    def after(self, context: Sequence[int], index: int) -> float:
        """The same after a context of up to ORDER - 1 classes, of which the first may be the edge of the word."""
        spent = 0.0
        while True:
            key = _key((*context, index))
            if key in self._chances:
                return spent + self._chances[key]
            if not context:
                return spent + math.log(_UNSEEN)
            spent += self._rests.get(_key(context), 0.0)
            context = context[1:]

    def end(self, word: Sequence[int]) -> float:
        """The logarithm of the chance that the word ends here."""
        return self.told(word, _EDGE)

    def word(self, word: Sequence[int]) -> float:
        """The logarithm of the chance of a whole word."""
        return sum(self.told(word[:at], index) for at, index in enumerate(word)) + self.end(word)


@cache
def packaged() -> Ngrams:
    """The packaged model."""
    with np.load(BytesIO(resources.files(__package__).joinpath(FILE).read_bytes()), allow_pickle=False) as held:
        tables = [(held[f"{name}_keys"], held[f"{name}_values"]) for name in ("chances", "rests")]
    chances, rests = (
        dict(zip(np.cumsum(keys).tolist(), (values * -_STEP).tolist(), strict=True)) for keys, values in tables
    )
    return Ngrams(chances, rests)


def packed(words: Iterable[Sequence[int]]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a model of these words, as `ngrams.npz` holds them: keys as differences, logarithms in steps."""
    chances, rests = _discounted(_counts(words))
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, table in (("chances", chances), ("rests", rests)):
        keys = sorted(table)
        arrays[f"{name}_keys"] = np.diff(np.array(keys, np.int64), prepend=0)
        arrays[f"{name}_values"] = np.array([min(255, round(-table[key] / _STEP)) for key in keys], np.uint8)
    return arrays


def _counts(words: Iterable[Sequence[int]]) -> dict[tuple[int, ...], Counter[int]]:
    """How often each class follows each context of up to ORDER - 1 classes."""
    found: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for word in words:
        spelled = [_EDGE, *word, _EDGE]
        for at in range(1, len(spelled)):
            for size in range(min(ORDER, at + 1)):
                found[tuple(spelled[at - size : at])][spelled[at]] += 1
    return found


def _discounted(counts: Mapping[tuple[int, ...], Counter[int]]) -> tuple[dict[int, float], dict[int, float]]:
    """Interpolated absolute discounting, shorter contexts first."""
    chances: dict[int, float] = {}
    rests: dict[int, float] = {}
    model = Ngrams(chances, rests)
    for context in sorted(counts, key=len):
        seen = counts[context]
        total = sum(seen.values())
        rest = _DISCOUNT * len(seen) / total
        found = {}
        for index, count in seen.items():
            shorter = math.exp(model.after(context[1:], index)) if context else _UNSEEN
            found[_key((*context, index))] = math.log((count - _DISCOUNT) / total + rest * shorter)
        chances.update(found)
        rests[_key(context)] = math.log(rest)
    return chances, rests


def _key(classes: Sequence[int]) -> int:
    """Up to ORDER classes as one number: eight bits each, after a leading one that keeps their count."""
    key = 1
    for index in classes:
        key = key << 8 | index
    return key
