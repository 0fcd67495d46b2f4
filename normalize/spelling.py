"""Correction towards the words a form expects, suggestion otherwise; every change is a named, replayable step.

Digits, codes, dates, Latin letters and right words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalize import lexicon, places
from normalize.alignment import WORD, Change, align
from normalize.canon import clean
from normalize.folding import fold
from normalize.visual import similarity, skeleton

__all__ = [
    "Change",
    "Corrected",
    "Suggestion",
    "Vocabulary",
    "align",
    "apply_step",
    "closest",
    "correct",
    "similarity",
    "suggest",
]
_SURE = 0.8  # a lone word is corrected above; below, right words that are not listed would be altered
_IN_PHRASE = 0.5  # a word that is none, in its place of a known phrase
_LIKELY = 0.75  # a suggestion is offered above
_LIKELY_LONG = 0.77
_LIKELY_SHORT = 0.86  # short right words have many neighbours
_PHRASE = 0.6  # a clause is compared with the phrase it is at least so like
_SHORTEST = 4  # letters; shorter words have too many neighbours
_CLEAR = 0.04  # by how much the best word must lead the next
_CLAUSE = re.compile(r"[^।;\[\]]+")
_STEP = re.compile(r"spelling:(.+)→(.+)", re.DOTALL)
_NAMES_FOLLOW = frozenset(("মোঃ", "মো", "মোছাঃ", "মোছা", "জনাব", "বেগম", "ড", "ডাঃ", "মিসেস", "মিস", "শেখ", "সৈয়দ", "শ্রী"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases that a form expects, and their words. Make it with `Vocabulary.of`."""

    phrases: tuple[str, ...]
    words: tuple[str, ...]
    skeletons: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Vocabulary:
        """A vocabulary of phrases; single words are phrases too. Texts are cleaned."""
        cleaned = tuple(dict.fromkeys(clean(phrase).text for phrase in phrases))
        words = dict.fromkeys(w for phrase in cleaned for w in WORD.findall(phrase) if _is_bengali(w))
        return cls(cleaned, tuple(words), tuple(skeleton(_letters(phrase)) for phrase in cleaned))


@dataclass(frozen=True, slots=True)
class Corrected:
    """Corrected text, the steps that made it (`apply_step` replays them) and what differs from the expected phrase."""

    text: str
    steps: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that is none, with its place in the text, and the known word that looks most like it (score 0 to 1)."""

    start: int
    end: int
    found: str
    suggested: str
    score: float


def closest(text: str, vocabulary: Iterable[str] | Vocabulary, at_least: float = _LIKELY) -> tuple[str, float] | None:
    """The word or phrase of a vocabulary that looks most like a text, and how much; None below `at_least`.

    `closest("স্থারক", ["স্মারক", "তারিখ"])` → ("স্মারক", 0.83…).
    """
    words = vocabulary.phrases if isinstance(vocabulary, Vocabulary) else tuple(vocabulary)
    return _closest(clean(text).text, words, at_least)


@lru_cache(maxsize=4096)
def _closest(text: str, words: tuple[str, ...], at_least: float) -> tuple[str, float] | None:
    ranked = _ranked(text, words, at_least)
    return ranked[0] if ranked else None


def _ranked(text: str, words: tuple[str, ...], at_least: float) -> list[tuple[str, float]]:
    """The likest words, best first, at most eight."""
    key = skeleton(text)
    near = process.extract(
        key, _skeletons(words), scorer=Levenshtein.normalized_similarity, score_cutoff=max(at_least - 0.2, 0.0), limit=8
    )
    scored = ((words[index], similarity(text, words[index])) for _, _, index in near)
    return sorted((pair for pair in scored if pair[1] >= at_least), key=lambda pair: (-pair[1], pair[0]))


@lru_cache(maxsize=64)
def _skeletons(words: tuple[str, ...]) -> list[str]:
    return [skeleton(word) for word in words]


def correct(text: str, vocabulary: Vocabulary) -> Corrected:
    """Correct a text towards the vocabulary; right words, digits, Latin letters and names stay.

    Words that are none become the word of the phrase in whose place they stand, or the one vocabulary word they clearly
    look like.

    `সেবা প্রদান প্রতিশুতি` → `সেবা প্রদান প্রতিশ্রুতি`, step `spelling:প্রতিশুতি→প্রতিশ্রুতি`. `changes` tells every difference
    from the nearest phrase, also those that were not made (ক্রম for ক্রয় is a right word).
    """
    return _correct(clean(text).text, vocabulary)


@lru_cache(maxsize=1024)
def _correct(text: str, vocabulary: Vocabulary) -> Corrected:
    changes = tuple(change for clause in _CLAUSE.finditer(text) for change in _against_phrase(clause, vocabulary))
    wanted = {c.found: c.expected for c in changes if _makes_right(c)}
    for match in WORD.finditer(text):
        if match[0] not in wanted and (better := _better_word(match, vocabulary)):
            wanted[match[0]] = better
    steps = []
    for found, expected in wanted.items():
        changed = apply_step(text, step := f"spelling:{found}→{expected}")
        if changed != text:
            text = changed
            steps.append(step)
    return Corrected(text, tuple(steps), changes)


def apply_step(text: str, step: str) -> str:
    """The text with one step of `correct` applied to every such word. Raises ValueError for another step."""
    match = _STEP.fullmatch(step)
    if match is None:
        raise ValueError(f"not a spelling step: {step!r}")
    letter = "[\u0980-\u09e5\u200c\u200d]"
    return re.sub(rf"(?<!{letter}){re.escape(match[1])}(?!{letter})", match[2].replace("\\", r"\\"), text)


def _against_phrase(clause: re.Match[str], vocabulary: Vocabulary) -> list[Change]:
    """What differs between a clause and its nearest phrase; places are of the whole text."""
    phrase = _nearest_phrase(clause[0], vocabulary)
    at = clause.start()
    return [replace(c, start=c.start + at, end=c.end + at) for c in (align(clause[0], phrase) if phrase else ())]


def _nearest_phrase(text: str, vocabulary: Vocabulary) -> str | None:
    """The phrase of several words that a text most looks like as a whole."""
    key = skeleton(_letters(text))
    near = process.extractOne(key, vocabulary.skeletons, scorer=Levenshtein.normalized_similarity, score_cutoff=_PHRASE)
    return vocabulary.phrases[near[2]] if key and near else None


def _makes_right(change: Change) -> bool:
    """Whether a difference may be corrected: the printed words are none, or a twin spelling of a word that is none."""
    words = change.found.split()
    if not change.expected or not all(_is_bengali(w) for w in (*words, *change.expected.split())):
        return False
    unknown = any(not lexicon.is_known(word) for word in words)
    return unknown and change.score >= _IN_PHRASE


def _better_word(match: re.Match[str], vocabulary: Vocabulary) -> str | None:
    """The one vocabulary word that a word, which is none, clearly looks like."""
    word = match[0]
    if len(word) < _SHORTEST or not _is_bengali(word) or word in vocabulary.words or _known(word):
        return None
    if _is_name(match):
        return None
    ranked = _ranked(word, vocabulary.words, _SURE)
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLEAR):
        return None
    return ranked[0][0]


def suggest(text: str) -> list[Suggestion]:
    """Words that are none, each with the known word it looks most like; the text is not changed.

    `বাণ্যবায়ন অগ্রগতি` → বাস্তবায়ন for বাণ্যবায়ন. Words after মোঃ, জনাব and the like are names and left alone.
    """
    found = []
    for match in WORD.finditer(text[:20_000]):
        word = match[0]
        if len(word) >= _SHORTEST and _is_bengali(word) and not _known(word) and not _is_name(match):
            best = _suggestion(word)
            if best:
                found.append(Suggestion(match.start(), match.end(), word, *best))
    return found


@lru_cache(maxsize=4096)
def _suggestion(word: str) -> tuple[str, float] | None:
    """The known word, with the ending of the printed one, that looks most like it."""
    plain = clean(word).text
    candidates = []
    endings = ["", *(end for end in lexicon.SUFFIXES if plain.endswith(end) and len(plain) - len(end) >= _SHORTEST)]
    for ending in endings[:4]:
        base = plain[: len(plain) - len(ending)]
        for known, _ in _ranked(base, _all_words(), _LIKELY - 0.1)[:2]:
            candidates.append((known + ending, similarity(plain, known + ending)))
    best = max(candidates, key=lambda pair: pair[1], default=None)
    return best if best and best[1] >= _needed(plain, best[0]) else None


def _needed(word: str, known: str) -> float:
    """The likeness that a suggestion needs: less where letters were only lost (সকমতা) or twins interchanged (পোষাক)."""
    letters = iter(known)
    if fold(word) == fold(known) or (len(word) > _SHORTEST and all(letter in letters for letter in word)):
        return _LIKELY
    return _LIKELY_SHORT if len(word) <= 5 else _LIKELY_LONG


@lru_cache(maxsize=1)
def _all_words() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words() | set(places.names())))


def _known(word: str) -> bool:
    return lexicon.is_known(word) or places.place(word) is not None


def _is_name(match: re.Match[str]) -> bool:
    """Whether the word stands right behind মোঃ, জনাব or another word that names follow."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    last = WORD.findall(before)
    return bool(last) and last[-1] in _NAMES_FOLLOW and not re.search("[।,;\n]", before.rpartition(last[-1])[2])


def _is_bengali(word: str) -> bool:
    return "\u0980" <= word[0] <= "\u09e5"


def _letters(text: str) -> str:
    """The words of a text without marks between them, as phrases are compared."""
    return " ".join(WORD.findall(text))
