"""The characters the network can write: NFC code points in logical order, য় ড় ঢ় as base and nukta (normalize.canon).

The order is part of every checkpoint: new characters go to the end, none is ever moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from normalize.canon import NUKTA, ZWJ, ZWNJ

BLANK = 0
DIGITS = "০১২৩৪৫৬৭৮৯"
CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"
VOWELS = "অআইঈউঊঋএঐওঔ"
SIGNS = "ািীুূৃেৈোৌ"
_BENGALI = "ঁংঃ" + VOWELS + CONSONANTS + NUKTA + SIGNS + "\N{BENGALI SIGN VIRAMA}ৎ" + DIGITS + "৳।" + ZWNJ + ZWJ
_SIGNS = frozenset("ঁংঃ" + SIGNS + NUKTA + "\N{BENGALI SIGN VIRAMA}" + ZWNJ + ZWJ)
_ASCII = "".join(map(chr, range(32, 127)))
_MARKS = "–—‘’“”…•×÷°√±≥≤→"

CHARACTERS = _BENGALI + _ASCII + _MARKS
CLASSES = len(CHARACTERS) + 1
_INDEX = {character: n for n, character in enumerate(CHARACTERS, start=1)}


def is_sign(character: str) -> bool:
    """Whether a character is one of those that letters carry: vowel signs, nukta, hasanta, joiners and the like."""
    return character in _SIGNS


def known(text: str) -> bool:
    """Whether every character of the text has a class."""
    return all(character in _INDEX for character in text)


def encode(text: str) -> list[int]:
    """The classes of a text. Raises KeyError for a character without one."""
    return [_INDEX[character] for character in text]


def decode(classes: Iterable[int]) -> str:
    """The text of classes that hold no blanks."""
    return "".join(CHARACTERS[n - 1] for n in classes)


def collapse(frames: Sequence[int]) -> str:
    """The text of the best class of each frame: runs fold to one, blanks go (CTC).

    `[5, 5, 0, 5]` → the fifth character twice.
    """
    kept = [n for at, n in enumerate(frames) if n != BLANK and (at == 0 or frames[at - 1] != n)]
    return decode(kept)


def frames_needed(text: str) -> int:
    """The fewest frames CTC can write the text in: one a character, and a blank between two alike."""
    return len(text) + sum(a == b for a, b in pairwise(text))
