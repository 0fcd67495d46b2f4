"""What is never written, and so never printed: no consonant but ক and র stands joined before ষ.

Where the network reads another, or none, it saw ক্ষ in a face that it doesn't know: লম্ষ্যমাত্রা, ্ষেত্র, স্ক্ষমতা.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ingest.engines.recogniser import alphabet
from ingest.engines.recogniser.tokens import Token

_DOUBT = math.log(0.9)  # the most that is told of a word that was written so
_KA, _JOINED, _SSA = alphabet.encode("ক্ষ")
_BEFORE_SSA = frozenset(alphabet.encode("কর"))
_BEFORE_KSSA = frozenset(alphabet.encode("ঙর"))  # আকাঙ্ক্ষা
_CONSONANTS = frozenset(alphabet.encode(alphabet.CONSONANTS))


def written(token: Token) -> Token:
    """The token as it can be written; in doubt where it was read otherwise."""
    classes = with_kssa(token.classes)
    return token if classes == token.classes else replace(token, classes=classes, told=min(token.told, _DOUBT))


def with_kssa(classes: Sequence[int]) -> list[int]:
    """The classes of a word, what was read for ক্ষ made ক্ষ."""
    kept: list[int] = []
    for at, index in enumerate(classes):
        if index == _JOINED and classes[at + 1 : at + 2] == [_SSA]:
            if not kept or kept[-1] not in _CONSONANTS:
                kept.append(_KA)
            elif kept[-1] not in _BEFORE_SSA:
                kept[-1] = _KA
            if kept[-1] == _KA and kept[-2:-1] == [_JOINED] and kept[-3] not in _BEFORE_KSSA:
                del kept[-3:-1]
        kept.append(index)
    return kept
