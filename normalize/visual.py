"""How alike two Bengali words look: edit distance over code points and over classes of look-alike letters."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from normalize.canon import ZWJ, ZWNJ, clean

# Letters and signs that readers of print take for one another. A letter stands in one class only.
_LOOK_ALIKE = (
    "বরকধঝঋ", "যষফ", "ঘথখ", "তভঅআ", "ডউঊঙ", "জড়", "নলণ", "পগশ", "সম", "চঢট", "ঠছ", "হইঈ", "ওত্ত", "এঐঞ", "দ",
    "ািীৗ", "ুূৃ", "েৈ", "োৌ", "ংঃঁ",
)  # fmt: skip
_INVISIBLE = str.maketrans("", "", ZWJ + ZWNJ)
_CLASSES: dict[int, str | None] = {
    ord(letter): group[0] for group in reversed(_LOOK_ALIKE) for letter in group if letter not in "়্"
}
_CLASSES |= {ord("\N{BENGALI SIGN VIRAMA}"): None, ord("\N{BENGALI SIGN NUKTA}"): None}


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The word in classes of look-alike letters, joins left out: `স্থারক` and `স্মারক` differ in one letter of it."""
    return word.translate(_INVISIBLE).translate(_CLASSES)


@lru_cache(maxsize=4096)
def similarity(a: str, b: str) -> float:
    """How alike two texts look, 0 to 1; 1 only for equal ones. A look-alike letter or a lost join counts half.

    `বিভগীয়`, `বিভাগীয়` → 0.94; `সংক্রান্ত`, `সক্ষমতা` → 0.4. Texts are cut at 400 characters.
    """
    a, b = clean(a[:400]).text.translate(_INVISIBLE), clean(b[:400]).text.translate(_INVISIBLE)
    if a == b:
        return 1.0
    longest = max(len(a), len(b))
    one, two = skeleton(a), skeleton(b)
    plain = Levenshtein.distance(a, b) / longest
    classes = Levenshtein.distance(one, two) / max(len(one), len(two), 1)
    return min(0.99, 1 - (plain + classes) / 2)
