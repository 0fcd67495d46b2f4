"""What a line of a signature block is: a person's name, a post, an office, a place."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from extract.heading.office import is_office, is_place_line

# Words that end the name of a post. A line that ends with one is a designation.
_HEAD_WORDS = """
কর্মকর্তা অফিসার পরিচালক উপপরিচালক মহাপরিচালক সচিব উপসচিব যুগ্মসচিব সহসচিব চেয়ারম্যান
প্রকৌশলী অপারেটর সহকারী কমিশনার প্রশাসক নিবন্ধক রেজিস্ট্রার সাব-রেজিস্ট্রার অধ্যক্ষ
উপাধ্যক্ষ শিক্ষক সুপার সুপারিনটেনডেন্ট তত্ত্বাবধায়ক সার্জন হিসাবরক্ষক নিরীক্ষক পরিদর্শক
তদন্তকারী ব্যবস্থাপক মহাব্যবস্থাপক উপমহাব্যবস্থাপক মেয়র কাউন্সিলর প্রোগ্রামার এনালিস্ট
আহ্বায়ক আহবায়ক সদস্য সদস্য-সচিব সভাপতি উপাচার্য ডিন নিয়ন্ত্রক সংগঠক ম্যাজিস্ট্রেট
বিচারক জজ গ্রন্থাগারিক পরিকল্পক স্থপতি কনসালটেন্ট চিকিৎসক তহসিলদার সার্ভেয়ার মুদ্রাক্ষরিক
উচ্চমান সাঁটলিপিকার ইন্সট্রাক্টর প্রশিক্ষক অধ্যাপক প্রভাষক গবেষক বিজ্ঞানী বিশেষজ্ঞ
সমন্বয়ক ক্যাশিয়ার স্টোরকিপার প্রতিনিধি উপদেষ্টা প্রধান মহাপরিদর্শক কমান্ড্যান্ট অধিনায়ক
পোস্টমাস্টার ভারপ্রাপ্ত সুপারভাইজার সুপারভাইজর ইনচার্জ ফোকাল-পয়েন্ট অ্যাকাউন্ট্যান্ট
রেঞ্জার
"""
HEADS = tuple(_HEAD_WORDS.split())
_HEAD_SET = frozenset(HEADS)
_LATIN_POST = re.compile(
    r"\b(?:officer|director|secretary|engineer|commissioner|manager|chairman|operator|assistant|registrar|programmer|analyst|head)\b",
    re.I,
)
_HONORIFIC = re.compile(
    r"[(\[]?\s*(?:ম(?:ো|োহা|ুহা|হা)ম্মদ|মো(?:ঃ|\.|:|হাঃ|হা\.)|মোছা(?:ঃ|\.|:|ম্মৎ)|মোসা(?:ঃ|\.|:|ম্মৎ)|মোসাম্মাৎ"
    r"|মুহা(?:ঃ|\.)|মু(?:ঃ|\.)|ড(?:\.|ঃ|ক্টর\s)|ডা(?:\.|ঃ|:)|জনাব\s|বেগম\s"
    r"|মিসেস\s|মিজ\s|শ্রী\s"
    r"|শ্রীমতি\s|শেখ\s|সৈয়দ[া]?\s|কাজী\s|খন্দকার\s|প্রফেসর\s|ইঞ্জি(?:\.|ঃ|নিয়ার)|প্রকৌ(?:\.|ঃ)|কৃষিবিদ\s"
    r"|বীর মুক্তিযোদ্ধা\s"
    r"|(?:[\u0985-\u09b9][\u09be-\u09cc]?[\u0985-\u09b9]?\.?\s){2,4}(?=[\u0985-\u09b9]\S{2})|Md\.?\s|Mohammad\s|Mrs?\.?\s|Ms\.?\s|Dr\.?\s|Engr\.?\s)"
)
_PLAIN_NAME = re.compile(
    r"[(\[]?\s*[\u0980-\u09ffA-Za-z.:\u200c\u200d'’-]{1,20}(?:\s+[\u0980-\u09ffA-Za-z.:\u200c\u200d'’-]{1,20}){1,4}\s*[)\]]?[,।]?$"
)
_NOT_NAME = re.compile(
    r"\d|পর্যায়|প্রতিবেদন|পরিকল্পনা|হয়েছে|করা|জন্য|স্বাক্ষর|তারিখ|মন্ত্রণালয়|বাংলাদেশ|স্থানীয় সরকার|সংযোজনী|বাস্তবায়ন|কার্যক্রম|লক্ষ্যমাত্রা"
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,60}[)\]]?\s*$")
_PREFIX_POST = re.compile(r"(?:উপজেলা|জেলা|বিভাগীয়|আঞ্চলিক|সিনিয়র|সহকারী|অতিরিক্ত|উপ-?|যুগ্ম|প্রধান|নির্বাহী)(?![\u0980-\u09ff])")


@lru_cache(maxsize=2_048)
def post_score(text: str) -> float:
    """Give how surely a line is a designation, 0..1: its last words against the words that end posts.

    >>> post_score("উপপরিচালক (ভারপ্রাপ্ত)"), post_score("নাসরিন আক্তার")
    (1.0, 0.0)
    """
    if len(text) > 90:
        return 0.0
    core = _BRACKETS.sub("", text).strip(" ।,.;:")
    words = [word.strip("।,.;()") for word in re.split(r"[\s,]+", core)] if core else []
    if not words or len(words) > 9:
        return 0.0
    if words[-1] in _HEAD_SET or any(words[-1].endswith(("-" + head, "/" + head)) for head in HEADS[:8]):
        return 1.0
    if _LATIN_POST.search(core):
        return 1.0
    if len(words) >= 2 and words[-2] in _HEAD_SET and (is_place_line(words[-1]) or words[-1].startswith("(")):
        return 0.9
    if len(words[-1]) < 5:
        return 0.0
    near = process.extractOne(words[-1], HEADS, scorer=fuzz.ratio, score_cutoff=80)
    return near[1] / 100 * 0.9 if near else 0.0


def is_post(text: str) -> bool:
    """Tell whether a line is a designation: "উপজেলা মৎস্য কর্মকর্তা", "পরিচালক (উপসচিব)"; OCR slips allowed."""
    return post_score(text) >= 0.7


def is_name(text: str, strict: bool = False) -> bool:
    """Tell whether a line can be a person's name; `strict`: only by its honorific or brackets.

    >>> is_name("মোঃ আবদুল করিম"), is_name("(রেহানা পারভীন)"), is_name("রেহানা পারভীন", strict=True)
    (True, True, False)
    """
    if len(text) > 70 or _NOT_NAME.search(text) or post_score(text) >= 0.7 or is_office(text):
        return False
    if _HONORIFIC.match(text):
        return True
    bracketed = text[0] in "([" and text.rstrip("।, ")[-1:] in ")]"
    if bracketed and _PLAIN_NAME.match(text):
        return True
    return not strict and bool(_PLAIN_NAME.match(text)) and not _PREFIX_POST.match(text)
