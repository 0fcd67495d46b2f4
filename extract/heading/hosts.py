"""Web addresses of offices: a host label that is almost, but not quite, the Latin name of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from extract.heading.districts import LATIN
from extract.model import Issue

# Upazilas and other names one slip away from a district, and common words of hosts: right as they stand.
_RIGHT = """
nabiganj kazipur kaliganj kalihati gopalpur gangni bholahat bhanga chandina chandpursadar dhamrai dhunat
dinajpursadar faridganj jamalganj kamalganj kamolganj khulnasadar madarganj madhupur magurasadar manikchhari
manikchari manirampur mirpur mirzapur monohardi muradnagar nabinagar nachole nagarpur nawabganj narayanpur
nazirpur pabnasadar pirganj pirgacha rajapur rajarhat rajnagar ramganj rampal rangunia raipur raipura
raninagar sadarpur saturia savar shahrasti shibganj shibpur sonargaon sreepur sripur sujanagar tarail tarash
phulpur fulpur bhaluka belkuchi fulchhari jibannagar
"""
_HOST = re.compile(r"(?<![\w@.-])(?:[\w-]{1,40}\.){1,6}gov\.bd\b", re.IGNORECASE | re.ASCII)
_DIVISION_END = re.compile(r"div(?:ision)?$")
PLACES = frozenset(spelling for spellings in LATIN.values() for spelling in spellings)
_KNOWN = PLACES | frozenset(_RIGHT.split())


@lru_cache(maxsize=4_096)
def misspelt_place(label: str) -> str | None:
    """Give the district a host label stands one slip away from, None where it is right or like none.

    >>> misspelt_place("narsingdii")
    'narsingdi'
    """
    name = _DIVISION_END.sub("", label.lower())
    if (
        len(name) < 6
        or name in _KNOWN
        or any(name.startswith(place) for place in _KNOWN if len(place) > 5 and len(name) - len(place) > 2)
    ):
        return None
    near = [
        place
        for place in sorted(PLACES)
        if len(place) >= 6 and DamerauLevenshtein.distance(name, place, score_cutoff=1) <= 1
    ]
    return label.lower().replace(name, near[0]) if len(near) == 1 else None


def suspects(text: str) -> Iterator[Issue]:
    """Raise URL_SUSPECT for each .gov.bd host in a text whose place name is misspelt."""
    if "gov.bd" not in text.lower():
        return
    for match in _HOST.finditer(text):
        labels = match[0].split(".")
        for at, label in enumerate(labels[:-2]):
            right = misspelt_place(label)
            if right:
                better = ".".join([*labels[:at], right, *labels[at + 1 :]])
                yield Issue(
                    "URL_SUSPECT", "info",
                    f"The web address has {label}, which is one slip away from the place name {right}.",
                    f"ওয়েব ঠিকানায় {label} আছে; জায়গার নামের সঠিক বানান সম্ভবত {right}।",
                    raw=match[0], suggestion=better, rule="hosts.suspects", column_key="url",
                )  # fmt: skip
                break
