"""Names of months in their spelling variants: Gregorian in Bengali and English, Bangla calendar."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Calendar = Literal["gregorian", "bangla"]

# জানুয়ারী and জানুয়ারি, আগষ্ট and আগস্ট, short forms with point or visarga as clerks write them
_GREGORIAN = (
    "জানু(?:য়|য)(?:া|ে)র[িী]|জানু[.ঃ]?|January|Jan",
    "ফেব্র[ুূ](?:য়|য)ার[িী]|ফেব্র[ুূ][.ঃ]?|ফেব[.ঃ]?|February|Feb",
    "মার্চ্?চ?|March|Mar",
    "এপ্র[িী]ল|এপ্রি[.ঃ]?|April|Apr",
    "মে|May",
    "জুন|জুণ|June|Jun",
    "জুলা[ইঈ]|July|Jul",
    "[আঅ]গ(?:স্ট|ষ্ট|ষ্ঠ|াস্ট|াষ্ট)|আগ[.ঃ]|August|Aug",
    "সেপ্টে?ম্বর|সেপ্টে?[.ঃ]?|September|Sept|Sep",
    "অক্টো?বর|অক্টোব[রড়]|অক্টো[.ঃ]?|October|Oct",
    "ন[ভব]েম্ব[রড়]|নভে[.ঃ]?|November|Nov",
    "ড[িী]সেম্ব[রড়]|ডিসে[.ঃ]?|December|Dec",
)
_BANGLA = (
    "ব[ৈে]শাখ",
    "জ্য?[ৈে]ষ্[ঠট]",
    "আষা[ঢড]়",
    "শ্রাব[ণন]",
    "ভাদ্র",
    "আশ্বিন",
    "কার্(?:ত্)?তিক",
    "অগ্রহা(?:য়|য)[ণন]",
    "প[ৌো]ষ",
    "মাঘ",
    "ফা?ল্?গু[ণন]",
    "চ[ৈে]ত্র",
)
# As printed, the spellings in use: what a picture in doubt may show.
NAMES: tuple[str, ...] = (
    "জানুয়ারি", "জানুয়ারী", "ফেব্রুয়ারি", "ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "আগষ্ট",
    "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর",
    "বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন", "কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র",
)  # fmt: skip
MONTH = f"(?:{'|'.join(_GREGORIAN + _BANGLA)})"
_NAMES: tuple[tuple[Calendar, int, re.Pattern[str]], ...] = (
    *(("gregorian", n, re.compile(p, re.IGNORECASE)) for n, p in enumerate(_GREGORIAN, 1)),
    *(("bangla", n, re.compile(p)) for n, p in enumerate(_BANGLA, 1)),
)  # fmt: skip


@lru_cache(maxsize=1024)
def month(name: str) -> tuple[Calendar, int]:
    """Calendar and number (from 1) of a month's name that MONTH matched. `জানুয়ারী` → gregorian 1, `ভাদ্র` → bangla 5.

    Raises ValueError for a name that MONTH does not match.
    """
    for calendar, number, pattern in _NAMES:
        if pattern.fullmatch(name):
            return calendar, number
    raise ValueError(f"not a month: {name!r}")
