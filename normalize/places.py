"""Places of Bangladesh: division, district and upazila by name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from normalize.folding import fold
from normalize.lexicon import common

Level = Literal["division", "district", "upazila"]
_LEVEL_WORDS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("upazila", re.compile(r"উপজেলা|থানা")),
    ("district", re.compile(r"(?<!উপ)জেলা")),
    ("division", re.compile(r"বিভাগীয়|(?:বরিশাল|চট্টগ্রাম|ঢাকা|খুলনা|ময়মনসিংহ|রাজশাহী|রংপুর|সিলেট) বিভাগ")),
)
_WORD = re.compile("[\u0980-\u09e5\u200c\u200d]+")
_ENDINGS = ("ের", "র", "ে", "তে", "য়")
_LONGEST_NAME = 3  # words
_ADDRESS = 12  # words of the longest address; running text has more
_RANK: dict[Level, int] = {"upazila": 0, "district": 1, "division": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its official name, its level, and the district and division it lies in, where that is certain.

    `levels` names all levels that bear the name (ঢাকা is a division and a district); `level` is the one the text tells,
    else the district. An upazila whose name several districts share has district None, unless the text names one.
    """

    name: str
    level: Level
    district: str | None
    division: str | None
    levels: tuple[Level, ...]


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Place, ...]]:
    """Places by folded name."""
    table: dict[str, list[Place]] = {}

    def add(name: str, level: Level, district: str | None, division: str, *also: str) -> None:
        for spelled in (name, *also):
            table.setdefault(fold(spelled), []).append(Place(name, level, district, division, (level,)))

    source = tomllib.loads(resources.files("normalize.lexicon").joinpath("places.toml").read_text(encoding="utf-8"))
    for division, districts in source.items():
        add(division, "division", None, division)
        for district, upazilas in districts.items():
            add(district, "district", district, division)
            for upazila in upazilas.split(", "):
                whole = f"{district} সদর" if upazila == "সদর" else upazila
                add(whole, "upazila", district, division, *([f"সদর {district}"] if upazila == "সদর" else []))
    return {key: tuple(places) for key, places in table.items()}


def names(level: Level | None = None) -> tuple[str, ...]:
    """Every place name, or those of one level, each once."""
    held = (p for places in _index().values() for p in places)
    return tuple(dict.fromkeys(p.name for p in held if level in (None, p.level)))


@lru_cache(maxsize=4096)
def place(text: str) -> Place | None:
    """The place a text names, the most exact one (upazila before district before division), or None.

    `বিভাগীয় কার্যালয়, খুলনা` → division খুলনা; `চাঁপাইনবাবগঞ্জ সদর, চাঁপাইনবাবগঞ্জ` → upazila; `পটুয়াখালী।` → district.
    At most 400 characters are looked at.
    """
    tokens = _WORD.findall(text[:400])
    named: list[tuple[Place, ...]] = []
    of_upazila = len(tokens) <= _ADDRESS and _LEVEL_WORDS[0][1].search(text) is not None
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
            if places := _lookup(" ".join(tokens[at : at + size]), whole=of_upazila or len(tokens) == size):
                named.append(places)
                at += size - 1
                break
        at += 1
    return _most_exact(named, text) if named else None


def _lookup(name: str, *, whole: bool) -> tuple[Place, ...]:
    """Places of a name, with or without an ending of case."""
    forms = [name, *(name[: -len(e)] for e in _ENDINGS if name.endswith(e) and len(name) > len(e) + 3)]
    for form in forms:
        places = _index().get(fold(form), ())
        if places and (whole or not _everyday(form, places)):
            return places
    return ()


def _everyday(name: str, places: tuple[Place, ...]) -> bool:
    """Whether a name of upazilas only is also an everyday word (বন্দর, তালা) or too short: a place only when alone."""
    return all(p.level == "upazila" for p in places) and (len(name) < 4 or name in common())


def _most_exact(named: list[tuple[Place, ...]], text: str) -> Place:
    """Choose the place at the level that the text tells, else the most exact; the others tell where it lies."""
    told = next((level for level, word in _LEVEL_WORDS if word.search(text)), None)
    if told != "upazila" or any(all(p.level == "upazila" for p in places) for places in named):
        # ফরিদপুর is a district, and an upazila of another one: the district, unless only an upazila can be meant
        named = [tuple(p for p in places if p.level != "upazila") or places for places in named]
    candidates = [p for places in named for p in places]
    best = min([p for p in candidates if p.level == told] or candidates, key=lambda p: (_RANK[p.level], -len(p.name)))
    same = [p for p in candidates if fold(p.name) == fold(best.name)]
    levels = tuple(dict.fromkeys(p.level for p in sorted(same, key=lambda p: _RANK[p.level])))
    within = {p.name for p in candidates if p.level == "district"}
    twins = [p for p in same if p.level == best.level]
    here = [p for p in twins if p.district in within] or twins
    certain = len({p.district for p in here}) == 1
    district, division = (here[0].district, here[0].division) if certain else (None, None)
    return Place(here[0].name, best.level, district, division, levels)
