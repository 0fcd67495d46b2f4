"""Bengali number words → integers, for the words in brackets that repeat a figure: ৪ (চার), ৫,০০০ (পাঁচ হাজার)."""

from __future__ import annotations

import re
from functools import lru_cache

# One word list a line of ten, twins parted by /
_WORDS = """
শূন্য এক দুই তিন চার পাঁচ ছয়/ছয় সাত আট নয়/নয়
দশ এগারো/এগার বারো/বার তেরো/তের চৌদ্দ/চোদ্দ পনেরো/পনের ষোলো/ষোল সতেরো/সতের আঠারো/আঠার উনিশ/ঊনিশ
বিশ/কুড়ি একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ/আঠাশ উনত্রিশ/ঊনত্রিশ
ত্রিশ/তিরিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ উনচল্লিশ/ঊনচল্লিশ
চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ উনপঞ্চাশ/ঊনপঞ্চাশ
পঞ্চাশ একান্ন বায়ান্ন/বাহান্ন তিপ্পান্ন/তেপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন উনষাট/ঊনষাট
ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি উনসত্তর/ঊনসত্তর
সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর উনআশি/ঊনআশি/উনাশি
আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি/অষ্টাশি উননব্বই/ঊননব্বই
নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
"""
_TWINS = str.maketrans({"ী": "ি", "ূ": "ু", "ঊ": "উ", "ঁ": None, "়": None, "\u09df": "য"})
_SMALL = {
    twin.translate(_TWINS): value for value, twins in enumerate(_WORDS.split()) for twin in twins.split("/")
}  # fmt: skip
_SCALES = {"শত": 100, "শ": 100, "শো": 100, "হাজার": 1_000, "লক্ষ": 100_000, "লাখ": 100_000, "কোটি": 10_000_000}
_HUNDREDS = re.compile(r"^(.+?)(?:শত|শো|শ|['’]শ)$")
_AROUND = frozenset({"টাকা", "মাত্র", "শতাংশ", "টি", "টা", "জন", "কথায", "এবং", "ও"})  # without nukta, as the tokens are
_MARKS = re.compile(r"[\s.,।:ঃ/=()-]+")
_COUNTER = re.compile("(?:টি|টা|জন|টাকা)$")


@lru_cache(maxsize=4096)
def value(words: str) -> int | None:
    """The integer that Bengali number words tell, or None where a word is no number word.

    `চার` → 4, `এক লক্ষ পঁচিশ হাজার টাকা মাত্র` → 125000, `প্রমাণক`, `পাঁচ-ছয়` → None. At most 120 characters are looked at.
    """
    if len(words) > 120:
        return None
    total = part = 0
    spoken = (word for word in _MARKS.split(words.translate(_TWINS)) if word and word not in _AROUND)
    tokens = [token for word in spoken for token in _split_hundred(word)]
    for token in tokens:
        if token in _SMALL:
            if part % 100:
                return None  # পাঁচ-ছয় is five or six, not eleven
            part += _SMALL[token]
        elif (scale := _SCALES.get(token)) is None:
            return None
        elif scale == 100:
            part = (part or 1) * 100
        else:
            total, part = total + (part or 1) * scale, 0
    return total + part if tokens else None


def _split_hundred(word: str) -> tuple[str, ...]:
    """একশত → এক, শত; চারটি → চার; বিশ and একষট্টি stay one word."""
    if word in _SMALL or word in _SCALES:
        return (word,)
    if (match := _HUNDREDS.match(word)) and match[1] in _SMALL:
        return (match[1], "শত")
    bare = _COUNTER.sub("", word)
    return (word,) if bare == word else _split_hundred(bare)
