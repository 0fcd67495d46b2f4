"""Our own word lists: office Bengali, offices of government, places of Bangladesh. Read once, when first asked.

`words.txt` and `general.txt` hold base forms, `names.txt` names of people, `offices.toml` phrases by group,
`places.toml` divisions, districts and upazilas.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from normalize.canon import clean

_WORD = re.compile("[\u0980-\u09ff\u200c\u200d]+")
_LISTS = ("words.txt", "general.txt", "names.txt")
_MOST_SUFFIXES = 3
# endings of case, number and emphasis, longest first; what remains must be a known word of two letters or more
_ENDINGS = (
    "গুলোর গুলোতে গুলিতে গুলোকে সমূহের সমূহকে সমূহে সমূহ গুলো গুলি গুলির গণের গণকে গণ বৃন্দ দেরকে "
    "দের দিগের য়ের ের টির টিকে টিতে টি টা টার খানা জনের জন র কে তে েতে ে য় ও ই ভাবে ভিত্তিক "
    "ভিত্তিতে করণ কৃত পূর্বক সহ মূলক কারী যোগ্য ভুক্ত সংক্রান্ত বিষয়ক ক্রমে ব্যাপী মাত্র হীন"
)
SUFFIXES = tuple(_ENDINGS.split())


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def offices() -> dict[str, tuple[str, ...]]:
    """Phrases of offices.toml by group: ministries, ministry_divisions, agencies, designations; all NFC."""
    return {
        group: tuple(clean(p).text for p in phrases) for group, phrases in tomllib.loads(_text("offices.toml")).items()
    }


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words of everyday and office Bengali and names of people, without places and offices; all NFC."""
    lines = (line for name in _LISTS for line in _text(name).splitlines() if line[:1] != "#")
    return frozenset(_WORD.findall(clean(" ".join(lines)).text))


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Every known word: `common`, the words of offices' names, of designations and of places; all NFC."""
    phrases = (phrase for group in offices().values() for phrase in group)
    named = clean(" ".join((*phrases, _text("places.toml").partition("[")[2]))).text
    return common() | frozenset(_WORD.findall(named))


@lru_cache(maxsize=4096)
def is_known(word: str) -> bool:
    """Whether a word, bare or with up to three endings, is in the lists. `প্রতিবেদনসমূহের` → True, `প্রতিশুতি` → False.

    Words that hold digits or Latin letters are not judged: True.
    """
    plain = clean(word).text.strip()
    if not plain or not _WORD.fullmatch(plain) or any(c.isdigit() for c in plain):
        return True
    return stem(plain) is not None or (plain.endswith("ঃ") and stem(plain[:-1]) is not None)


def stem(word: str) -> str | None:
    """The known word that a word is, or is a form of; None where there is none. `দপ্তরের` → `দপ্তর`."""
    known = words()
    forms, seen = {word}, {word}
    for _ in range(_MOST_SUFFIXES + 1):
        if found := [form for form in forms if form in known]:
            return max(found, key=len)
        forms = {
            form[: -len(end)] for form in forms for end in SUFFIXES if len(form) > len(end) + 1 and form.endswith(end)
        }
        forms -= seen
        seen |= forms
    return None
