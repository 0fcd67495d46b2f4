"""The 64 districts and 8 divisions of Bangladesh: Bengali names, and the Latin spellings in use on web hosts."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

# Bengali name: Latin spellings, the portal's own first.
LATIN: dict[str, tuple[str, ...]] = {
    "বাগেরহাট": ("bagerhat",), "বান্দরবান": ("bandarban",), "বরগুনা": ("barguna",), "বরিশাল": ("barisal", "barishal"),
    "ভোলা": ("bhola",), "বগুড়া": ("bogra", "bogura"), "ব্রাহ্মণবাড়িয়া": ("brahmanbaria",), "চাঁদপুর": ("chandpur",),
    "চাঁপাইনবাবগঞ্জ": ("chapainawabganj",), "চট্টগ্রাম": ("chittagong", "chattogram"), "চুয়াডাঙ্গা": ("chuadanga",),
    "কুমিল্লা": ("comilla", "cumilla"), "কক্সবাজার": ("coxsbazar",), "ঢাকা": ("dhaka",), "দিনাজপুর": ("dinajpur",),
    "ফরিদপুর": ("faridpur",), "ফেনী": ("feni",), "গাইবান্ধা": ("gaibandha",), "গাজীপুর": ("gazipur",),
    "গোপালগঞ্জ": ("gopalganj",), "হবিগঞ্জ": ("habiganj",), "জামালপুর": ("jamalpur",), "যশোর": ("jessore", "jashore"),
    "ঝালকাঠি": ("jhalakathi", "jhalokati", "jhalokathi"), "ঝিনাইদহ": ("jhenaidah", "jhenidah"), "জয়পুরহাট": ("joypurhat",),
    "খাগড়াছড়ি": ("khagrachhari", "khagrachari"), "খুলনা": ("khulna",), "কিশোরগঞ্জ": ("kishoreganj", "kishorganj"),
    "কুড়িগ্রাম": ("kurigram",), "কুষ্টিয়া": ("kushtia",), "লক্ষ্মীপুর": ("lakshmipur", "laxmipur"),
    "লালমনিরহাট": ("lalmonirhat",), "মাদারীপুর": ("madaripur",), "মাগুরা": ("magura",), "মানিকগঞ্জ": ("manikganj",),
    "মেহেরপুর": ("meherpur",), "মৌলভীবাজার": ("moulvibazar", "maulvibazar"), "মুন্সীগঞ্জ": ("munshiganj",),
    "ময়মনসিংহ": ("mymensingh",), "নওগাঁ": ("naogaon",), "নড়াইল": ("narail",), "নারায়ণগঞ্জ": ("narayanganj",),
    "নরসিংদী": ("narsingdi",), "নাটোর": ("natore",), "নেত্রকোণা": ("netrokona", "netrakona"), "নীলফামারী": ("nilphamari",),
    "নোয়াখালী": ("noakhali",), "পাবনা": ("pabna",), "পঞ্চগড়": ("panchagarh",), "পটুয়াখালী": ("patuakhali",),
    "পিরোজপুর": ("pirojpur",), "রাজবাড়ী": ("rajbari",), "রাজশাহী": ("rajshahi",), "রাঙ্গামাটি": ("rangamati",),
    "রংপুর": ("rangpur",), "সাতক্ষীরা": ("satkhira",), "শরীয়তপুর": ("shariatpur",), "শেরপুর": ("sherpur",),
    "সিরাজগঞ্জ": ("sirajganj",), "সুনামগঞ্জ": ("sunamganj",), "সিলেট": ("sylhet",), "টাঙ্গাইল": ("tangail",),
    "ঠাকুরগাঁও": ("thakurgaon",),
}  # fmt: skip
# Spellings that offices use beside the standard one, folded as `fold` does.
_ALSO = """
রাংগামাটি রাঙামাটি টাংগাইল চাপাইনবাবগঞ্জ নবাবগঞ্জ যশোহর কিশোরগন্জ মুন্সিগঞ্জ জয়পুরহাট
নেত্রকোনা চুয়াডাংগা শরিয়তপুর লক্ষীপুর মৌলভিবাজার বি.বাড়িয়া কুমিল্লাহ চট্রগ্রাম
ব্রাহ্মনবাড়িয়া নারায়নগঞ্জ ফেণী বাহ্মণবাড়িয়া
"""
_TWINS = str.maketrans({"ী": "ি", "ূ": "ু", "ণ": "ন", "ঁ": None, "়": None, "\u200c": None, "\u200d": None})


@lru_cache(maxsize=4_096)
def fold(name: str) -> str:
    """Drop what spellings of one place differ in: long and short vowels, ণ and ন, chandrabindu, nukta, joiners."""
    return re.sub(r"[^\u0980-\u09ff]", "", name.translate(_TWINS))


_FOLDED = {fold(name): name for name in LATIN}
_KNOWN = frozenset(_FOLDED) | {fold(name) for name in _ALSO.split()}


def is_district(name: str) -> bool:
    """Tell whether a name is a district, in any of its usual spellings: "চাঁপাইনবাবগঞ্জ", "টাংগাইল"."""
    return fold(name) in _KNOWN


@lru_cache(maxsize=1_024)
def nearest(name: str, at_least: float) -> str | None:
    """Give the one district a name is nearest to, None below `at_least` (0..1) or where two are as near.

    >>> nearest("নরসিংন্দী", 0.7)
    'নরসিংদী'
    """
    # "ঢাকাইল" shares more letters with the short ঢাকা than with any name of its length: length counts too.
    folded = fold(name)
    alike = process.extract(folded, list(_FOLDED), scorer=fuzz.ratio, limit=6, score_cutoff=at_least * 100)
    ranked = sorted(
        ((one, score - 6 * abs(len(one) - len(folded))) for one, score, _ in alike), key=lambda pair: -pair[1]
    )
    ranked = [pair for pair in ranked if pair[1] >= at_least * 100]
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 3):
        return None
    return _FOLDED[ranked[0][0]]
