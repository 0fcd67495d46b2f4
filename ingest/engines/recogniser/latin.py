"""Words of Latin letters: no digit and no danda stands in them, and letters that look alike in both cases keep to one.

ALLOw is ALLOW, Sh0cked is Shocked: what a look-alike got in its frames is given to the letter that the word has there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ingest.engines.recogniser import alphabet, ctc
from ingest.engines.recogniser.ctc import Letter
from ingest.engines.recogniser.network import Chances

_ALIKE = (("০0", "O", "o"), ("।1|", "I", "l"))  # digits and marks, and the capital and small letter like them
_SHOWN = 0.01  # a letter that is likelier is one that the picture may show
_EITHER_CASE = frozenset("cosvwxz")
_CAPITAL_I = alphabet.encode("I")[0]
_LIKE_LETTERS = str.maketrans("", "", "০01")
_DIGITS = frozenset(alphabet.DIGITS + "0123456789")
_SOUNDS = frozenset(alphabet.CONSONANTS + alphabet.VOWELS)
_BENGALI = [n for n, c in enumerate(alphabet.CHARACTERS, start=1) if "\u0980" <= c <= "\u09ff" or c in "।\u200c\u200d"]


def is_word(text: str) -> bool:
    """Whether a token is a word of Latin letters, at most with a misread digit or sign in it: Sh0cked, S।GN."""
    letters = sum(character.isascii() and character.isalpha() and character not in "Oo" for character in text)
    return letters > 1 and _SOUNDS.isdisjoint(text) and _DIGITS.isdisjoint(text.translate(_LIKE_LETTERS))


def _letters_only(chances: Chances, text: str) -> Chances:
    """The chances of a word of Latin letters: those of zeros, ones and dandas are given to the letters like them.

    `text`: as read; it tells whether the word is in capitals where a frame shows neither letter.
    """
    found = chances.copy()
    letters = [character for character in text if character.isascii() and character.isalpha()]
    capitals = sum(map(str.isupper, letters)) > len(letters) / 2
    for others, *pair in _ALIKE:
        if set(others).isdisjoint(text):
            continue
        upper, lower = (alphabet.encode(letter)[0] for letter in pair)
        given = alphabet.encode(others)
        shown = np.maximum(found[:, upper], found[:, lower]) > _SHOWN
        into_upper = np.where(shown, found[:, upper] > found[:, lower], capitals)
        total = found[:, given].sum(axis=1)
        found[:, upper] += total * into_upper
        found[:, lower] += total * ~into_upper
        found[:, given] = 0
    found[:, _BENGALI] = 0
    return found


def word(chances: Chances, text: str) -> Chances:
    """The chances of a token that `is_word`, those of look-alikes given to its letters; `text`: as read."""
    seen = _letters_only(chances, text)
    for letter, index in _recased(ctc.best(seen)):
        frames = slice(letter.first, letter.last)
        seen[frames, index] += seen[frames, letter.index]
        seen[frames, letter.index] = 0
    return seen


def _recased(letters: Sequence[Letter]) -> Iterator[tuple[Letter, int]]:
    """Letters that stand in the wrong case, and what they are in the right one; the first may be a capital anyway."""
    held: list[Letter] = []
    for letter in [*letters, None]:
        if letter is not None and alphabet.CHARACTERS[letter.index - 1].isalpha():
            held.append(letter)
            continue
        written = [alphabet.CHARACTERS[one.index - 1] for one in held]
        telling = [c for c in written[1:] if c.lower() not in _EITHER_CASE]
        if len(telling) > 1 and (all(map(str.isupper, telling)) or all(map(str.islower, telling))):
            right = str.upper if telling[0].isupper() else str.lower
            for at, (one, character) in enumerate(zip(held, written, strict=True)):
                may_change = character.lower() in _EITHER_CASE and (at > 0 or right is str.upper)
                if may_change and right(character) != character:
                    yield one, alphabet.encode(right(character))[0]
        others = [character for character in written if character not in "lI"]
        if len(others) > 1 and all(map(str.isupper, others)):
            yield from ((one, _CAPITAL_I) for one, c in zip(held, written, strict=True) if c == "l")  # KPl is KPI
        held = []
