"""Lookup keys: what of a text remains when printing, spelling habits and punctuation are set aside."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.canon import clean
from normalize.digits import to_ascii

# Twins that clerks and fonts interchange in one and the same word (কর্মকর্তা has none, জানুয়ারি/জানুয়ারী,
# ঊর্ধ্বতন/উর্ধ্বতন, পোশাক/পোষাক, অগ্রহায়ণ/অগ্রহায়ন, চাঁপাই/চাপাই, খ্রিঃ/খ্রি.). জ/য and ন/ল stay apart: they part words.
_TWINS = str.maketrans(
    {"ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ", "ণ": "ন", "শ": "স", "ষ": "স", "ঁ": None, "ঃ": None, "়": None, "ৎ": "ত"}
)
_DROPPED = re.compile("[^0-9A-Za-z\u0980-\u09ff\u00c0-\u024f]+")
_HARD_NG = re.compile("ঙ্(?=[কখগঘ])")
_LONGEST = 400


def fold(text: str) -> str:
    """A key under which the spellings of one label meet.

    Cleaned; joiners, nukta, spaces and punctuation dropped; digits ASCII, Latin in lower case; twins (ি/ী ু/ূ ন/ণ স/শ/ষ
    ঁ ঃ) folded.

    `ক্রমিক নং-০১` and `ক্রমিক  নং ০১।` → one key; `জানুয়ারী` and `জানুয়ারি` → one key; `মান` and `মাস` stay two.
    """
    return _short(text) if len(text) <= _LONGEST else _fold(text)


def _fold(text: str) -> str:
    plain = to_ascii(_DROPPED.sub("", clean(text).text)).lower()
    return _HARD_NG.sub("ং", plain).translate(_TWINS).replace("ৰ", "র")


_short = lru_cache(maxsize=4096)(_fold)
