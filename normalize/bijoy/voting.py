"""Whether a text without a font is Bijoy: how its words read either way, against how English words are spelled.

A word speaks for Bijoy by bits: how much likelier its codes stand side by side in Bengali than its letters do in
English, and more where the word it prints is in the word lists. Digits, signs and addresses say nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from normalize import lexicon
from normalize.bijoy.decoding import ADDRESS, decode
from normalize.bijoy.encoding import encode
from normalize.bijoy.steps import Run
from normalize.bijoy.tables import GENERATIONS, Generation, character, table

_WORD = re.compile(rf"(?P<address>{ADDRESS})|(?:[^\s()\[\]{{}}/,.\-;:!?*+=<>%#\"'|\d]|\x85)+")
# Marks of print at the edges of an English word; of these only “ — ’ ‘ … can end a Bijoy one.
_EDGES = "“”‘’–—…•†‡*"
_QUOTED = re.compile(r"([`_])(.+)\1[`_]*")  # `code` and _emphasis_ of notations; দ and থ in Bijoy
_RULE = re.compile(r"\A(?:``|__)|(?:``|__)\Z|(.)\1\1")
_BENGALI = re.compile("[\u0980-\u09ff]")
# The Bengali that a printed word must be: clusters with at most one vowel sign, vowels, ং ঃ ঁ.
_CLUSTER = "[ক-নপ-রলশ-হৎ]়?(?:\u200d?্\u200c?[ক-নপ-রলশ-হৎ]়?)*[\u09be-\u09cc]?"
_SPELLED = re.compile(f"(?:(?:{_CLUSTER}|[অ-ঔ](?:্যা)?)[ঁংঃ]*)+্?")
_EDGE = "_"
_DAGGERS = ("†", "‡")  # ে at the start of a word; a footnote's mark stands at its end
_ACCENTED = re.compile("[à-åç-ïñ-öù-ü]")
_KNOWN, _SHORT_KNOWN, _MISSPELLED = 8.0, 2.0, -12.0  # bits
_LONGEST = 60  # letters of a word; longer is no word
_SMOOTHING = 0.2
_PAIRS = 2.0**13  # pairs of codes that can stand side by side
_DAGGER, _ACCENT = 10.0, 5.0  # bits for Bijoy: for a dagger at the start, for each letter with an accent
_FOREIGN = 15  # bits of a pair that is in no English word
_CERTAIN = {True: 11.0, False: 22.0}  # bits of a cell that is Bijoy by itself, with and without a word that is listed
_AGREED = 45.0  # bits of the certain cells of a document whose other cells are Bijoy too
_LEAST_SHARE = 0.05  # of a document's cells with Latin letters: below, its few certain ones are chance
_LATIN = -4.0  # bits of a word that stays Latin in a Bijoy document


class Vote(NamedTuple):
    """How much a text speaks for Bijoy (above 0) or against (below), in bits, and whether a word of it is listed."""

    bits: float
    listed: bool

    @property
    def certain(self) -> bool:
        """Whether the text is Bijoy whatever stands around it."""
        return self.bits >= _CERTAIN[self.listed]


_SILENT = Vote(0.0, listed=False)


def looks_like_bijoy(text: str) -> Generation | None:
    """The generation of codes in which a cell or line is written, None where it isn't certainly Bijoy.

    Figures, signs, short words that are English as well (me, Kg, GB) and texts with Unicode Bengali are not: without a
    font or their document (`agreement`) it can't be known.

    >>> looks_like_bijoy("cÖwZ‡e`b †cÖiY"), looks_like_bijoy("gvwmK mfv"), looks_like_bijoy("Annual Report 2024")
    ('sutonny', 'sutonny', None)
    >>> looks_like_bijoy("12/05/2024"), looks_like_bijoy("২য় Class")
    (None, None)
    """
    return _generation((text,)) if not _BENGALI.search(text) and vote(text).certain else None


def agreement(texts: Iterable[str]) -> Generation | None:
    """The generation in which a document's cells and lines are written, None where it isn't a Bijoy document.

    Every cell that is certainly Bijoy votes; where they agree, `runs` tells what of each cell is.
    """
    certain: list[str] = []
    weight, others = 0.0, 0
    for text in texts:
        found = vote(text)
        if found.certain and not _BENGALI.search(text):
            certain.append(text)
            weight += found.bits if found.listed else 0
        else:
            others += any(word.isascii() and word.isalpha() for word in _words(text))
    if weight < _AGREED or len(certain) < _LEAST_SHARE * (len(certain) + others):
        return None
    return _generation(certain)


def runs(text: str, generation: Generation) -> tuple[Run, ...]:
    """What of a cell or line of a Bijoy document is Bijoy: all but its Latin words and the figures among them.

    A cell of figures alone is: its font prints them as Bengali digits. Unicode Bengali stays.

    >>> runs("BUET-Gi cÖwZwbwa", "sutonny"), runs("12", "ansi"), runs("Zoom Meeting 2", "ansi")
    ((Run(start=4, end=16, generation='sutonny'),), (Run(start=0, end=2, generation='ansi'),), ())
    """
    kept = [match.span() for match in _WORD.finditer(text) if _stays(match)]
    if not kept:
        return (Run(0, len(text), generation),) if text and not text.isspace() else ()
    found, at = [], 0
    for start, end in [*kept, (len(text), len(text))]:
        if _WORD.search(text, at, start):  # figures and signs between Latin words belong to these
            found.append(Run(at, start, generation))
        at = end
    return tuple(found)


def vote(text: str) -> Vote:
    """What the words of a text say together."""
    votes = [_vote(word) for word in _words(text)]
    return Vote(sum(one.bits for one in votes), any(one.listed for one in votes))


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(text) if match.lastgroup is None)


def _stays(word: re.Match[str]) -> bool:
    return word.lastgroup is not None or _BENGALI.search(word[0]) is not None or _vote(word[0]).bits < _LATIN


@lru_cache(maxsize=8192)
def _vote(word: str) -> Vote:
    if _BENGALI.search(word):
        return _SILENT
    if len(word) > _LONGEST or _RULE.search(word) or not _codes().issuperset(word):
        return _SILENT if len(set(word)) == 1 else Vote(_MISSPELLED, listed=False)
    quoted = _QUOTED.fullmatch(word)
    letters = (quoted[2] if quoted else word).strip(_EDGES)
    if len(letters) < 2:
        return _SILENT
    found = _english_bits(letters) - _bijoy_bits(word.lstrip(_EDGES)) + _DAGGER * word.startswith(_DAGGERS)
    printed = [text for text in (decode(word, generation) for generation in GENERATIONS) if _SPELLED.fullmatch(text)]
    if not printed:
        return Vote(found + _MISSPELLED, listed=False)
    known = max((len(text) for text in printed if lexicon.is_known(text)), default=0)
    return Vote(found + (_KNOWN if known > 2 else _SHORT_KNOWN if known else 0), known > 2)


def _english_bits(word: str) -> float:
    """How rare the letters of a word, without case and the accents of loanwords, stand side by side in English."""
    rare = _rarity()
    plain = _ACCENTED.sub(lambda match: unicodedata.normalize("NFD", match[0])[0], word)
    odd = sum(_ACCENT for a, b in zip(plain, word, strict=True) if a != b)
    odd += 0 if word[1:].islower() or word.isupper() else _FOREIGN / 2  # KvRj, not Kajl or KAJL
    return odd + sum(rare.get(a + b, _FOREIGN) for a, b in pairwise((_EDGE, *plain.lower(), _EDGE)))


def _bijoy_bits(word: str) -> float:
    """How rare the codes of a word stand side by side in Bijoy."""
    pairs, firsts = _counts()
    spread = _SMOOTHING * _PAIRS**0.5
    codes = (_EDGE, *word.translate(_alike()), _EDGE)
    return sum(-math.log2((pairs[a, b] + _SMOOTHING) / (firsts[a] + spread)) for a, b in pairwise(codes))


@cache
def _alike() -> dict[int, str]:
    """One character for each code, and for the two shapes of ে and ৈ, which typists interchange."""
    units = {c: unit for generation in GENERATIONS for c, unit in table(generation).units.items()}
    return {ord(c): character({0x86: 0x87, 0x88: 0x89}.get(unit.code, unit.code)) for c, unit in units.items()}


@cache
def _rarity() -> dict[str, int]:
    """Bits of pairs of letters in English: "qu" → 0."""
    rows = [
        line.split("\t")
        for line in resources.files(__package__).joinpath("english.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    columns = [row[0] for row in rows]
    return {first + c: int(bits, 16) for first, row in rows for c, bits in zip(columns, row, strict=True)}


@cache
def _counts() -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Pairs of codes, and codes, of the words of our lists written in Bijoy."""
    pairs: Counter[tuple[str, str]] = Counter()
    for word in sorted(lexicon.words()):
        for generation in GENERATIONS:
            with suppress(ValueError):  # Bijoy has no glyphs for it
                pairs.update(pairwise((_EDGE, *encode(word, generation).translate(_alike()), _EDGE)))
    firsts: Counter[str] = Counter()
    for (first, _), n in pairs.items():
        firsts[first] += n
    return pairs, firsts


def _generation(texts: Iterable[str]) -> Generation:
    """The generation in which more of the words that differ between the two are spelled as they should be."""
    votes: Counter[Generation] = Counter()
    for text in texts:
        for word in _words(text):
            if not _differing().isdisjoint(word):
                for generation in GENERATIONS:
                    votes[generation] += _rightness(decode(word, generation))
    return max(GENERATIONS, key=lambda generation: votes[generation])  # SutonnyMJ, the usual one, where they tie


def _rightness(printed: str) -> int:
    return (2 if lexicon.is_known(printed) else 1) if _SPELLED.fullmatch(printed) else 0


@cache
def _codes() -> frozenset[str]:
    """Every character that stands for a code."""
    return frozenset(c for generation in GENERATIONS for c in table(generation).units)


@cache
def _differing() -> frozenset[str]:
    """The characters that print different things in the two generations."""
    one, two = (table(generation).units for generation in GENERATIONS)
    return frozenset(c for c in one if one[c][1:] != two[c][1:])
