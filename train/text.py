"""What a synthetic line says. One `Writer` draws an endless, seeded stream of texts."""

from __future__ import annotations

import itertools
import random
import re
import string
from collections.abc import Iterable, Sequence

from ingest.engines.recogniser import alphabet
from ingest.engines.recogniser.alphabet import CONSONANTS, SIGNS, VOWELS
from normalize.canon import NUKTA, ZWJ, ZWNJ
from train import figures
from train.vocabulary import Vocabulary

LONGEST = 52
_PLACEHOLDER = re.compile(r"\{[a-z]*\}")
_SUFFIXES = (
    *("", "", "", "", "র", "ের", "কে", "তে", "ে", "গুলো"),
    *("সমূহ", "সমূহের", "গণ", "গণের", "টি", "ও", "ই", "ভিত্তিক", "সহ"),
)
_ENDS = ("", "", "", "", "।", ",", ";", ":", ".", "ঃ", " -", "?", "!", ")")
# ZWJ keeps র whole before ্য, ZWNJ keeps a hasanta seen
_JOINED = tuple(
    word.replace("|", ZWNJ).replace("+", ZWJ)
    for word in (
        *("উদ্|যাপন", "উদ্|ঘাটন", "উদ্|বোধন", "উদ্|বেগ", "উদ্|বৃত্ত", "বাগ্|যুদ্ধ", "ষড়্|যন্ত্র"),
        *("র+্যালি", "র+্যাব", "র+্যাংক", "র+্যাম", "র+্যাক", "র+্যান্ডম"),
    )
)
_BULLETS = ("•", "•", "•", "→", "-", "*", "√", "#")
_SIGNS_BETWEEN = (
    *"–—…+×÷=±≥≤→√&@#*/|°~^_<>\\$`{}°;'\"’”",
    *("No.", "°C", "% =", "< ১", "≥ ৮০%", "১০ × ১২", "± ৫", "≤ ১০", "১২ ÷ ৪"),
)
_SITES = ("gov.bd", "com", "org", "gov.bd", "edu.bd", "portal.gov.bd")
_SHARES = (
    ("bare", 20), ("figure", 18), ("phrase", 26), ("mixed", 8), ("office", 5), ("frequent", 8), ("conjunct", 7),
    ("latin", 8),
)  # fmt: skip
_CLUSTER = re.compile("(?:[ক-হ]়?্)+[ক-হ]়?")


class Writer:
    """A seeded stream of texts. `drawable`: conjuncts that at least some font joins, beside those of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, chance: random.Random, drawable: Sequence[str] = ()) -> None:
        self._words = vocabulary
        self._chance = chance
        self._drawable = tuple(drawable) or vocabulary.clusters
        self._holding = _words_by_cluster(itertools.chain(vocabulary.frequent, vocabulary.office))
        self._rare = sorted(self._holding)

    def text(self, kind: str | None = None) -> str:
        """One text of 1 to LONGEST known characters; `kind`: bare, figure, phrase … or drawn by their shares."""
        chance = self._chance
        for _ in range(100):
            chosen = kind or chance.choices([name for name, _ in _SHARES], [share for _, share in _SHARES])[0]
            text: str = " ".join(getattr(self, f"_{chosen}")().split())
            text = self._cut(text)
            if text and alphabet.known(text):
                return text
        raise ValueError(f"no text of kind {kind} in this vocabulary")

    def _cut(self, text: str) -> str:
        """A piece of whole words no longer than a length drawn for this line: cells are mostly short."""
        most = self._chance.choice((12, 18, 24, 30, 36, 44, LONGEST))
        if len(text) <= most:
            return text
        words = text.split(" ")
        start = self._chance.randrange(len(words))
        piece = words[start]
        for word in words[start + 1 :]:
            if len(piece) + 1 + len(word) > most:
                break
            piece += " " + word
        return piece[:LONGEST] if len(words) == 1 else (piece if len(piece) <= LONGEST else "")

    def _bare(self) -> str:
        return figures.bare(self._chance)

    def _digits(self) -> str:
        """A bare number of Bengali digits: what evaluation asks for alone."""
        return figures.bengali(figures.digits(self._chance, self._chance.choice((1, 1, 2, 2, 3, 4))))

    def _figure(self) -> str:
        return figures.figure(self._chance)

    def _phrase(self) -> str:
        """A phrase of forms and plans, now and then with a code before it or a figure inside."""
        chance = self._chance
        words = self._words
        drawn = chance.choice(words.sentences if words.sentences and chance.random() < 0.75 else words.phrases)
        phrase = _PLACEHOLDER.sub(lambda _: figures.figure(chance), drawn)
        if chance.random() < 0.12:
            phrase = f"{figures.bengali(figures.code(chance))} {phrase}"
        if chance.random() < 0.25:
            phrase += chance.choice(("/", " ও ", " এবং ", " বা ", ", ", " ")) + chance.choice(words.phrases)
        if chance.random() < 0.04:
            phrase = f"{chance.choice(_BULLETS)} {phrase}"
        return _PLACEHOLDER.sub("", phrase) + (chance.choice(_ENDS) if chance.random() < 0.3 else "")

    def _mixed(self) -> str:
        """A sentence: words of the office and figures by turns."""
        chance = self._chance
        parts = [
            figures.figure(chance) if chance.random() < 0.25 else self._word(chance.random() < 0.6)
            for _ in range(chance.randint(2, 7))
        ]
        if chance.random() < 0.25:
            at = chance.randrange(len(parts))
            parts[at] = chance.choice(("({})", "‘{}’", "“{}”", '"{}"', "[{}]", "'{}'")).format(parts[at])
        if chance.random() < 0.25:
            parts.insert(chance.randrange(len(parts) + 1), chance.choice(_SIGNS_BETWEEN))
        return " ".join(parts) + chance.choice(_ENDS)

    def _office(self) -> str:
        return " ".join(self._word(True) for _ in range(self._chance.randint(1, 7)))

    def _frequent(self) -> str:
        return " ".join(self._word(False) for _ in range(self._chance.randint(1, 7))) + self._chance.choice(_ENDS)

    def _word(self, office: bool) -> str:
        """One of the office with a suffix, one by frequency (squaring prefers common ones), or one with a joiner."""
        chance = self._chance
        if chance.random() < 0.02:
            return chance.choice(_JOINED)
        if office or not self._words.frequent:
            word, suffix = chance.choice(self._words.office), chance.choice(_SUFFIXES)
            return word + suffix.removeprefix("ে") if word[-1] not in CONSONANTS + NUKTA else word + suffix
        return self._words.frequent[int(len(self._words.frequent) * chance.random() ** 2)]

    def _conjunct(self) -> str:
        """Every conjunct as often: in real words, and in words that no dictionary has, for every sign with it."""
        chance = self._chance
        return " ".join(
            chance.choice(self._holding[chance.choice(self._rare)]) if chance.random() < 0.6 else self._syllables()
            for _ in range(chance.randint(1, 4))
        )

    def _syllables(self) -> str:
        chance = self._chance
        word = chance.choice(VOWELS) if chance.random() < 0.12 else ""
        for _ in range(chance.randint(1, 3)):
            pool: Sequence[str] = self._words.clusters if chance.random() < 0.75 else self._drawable
            onset = chance.choice(pool) if chance.random() < 0.7 else chance.choice(CONSONANTS + "য়ড়")
            word += onset.strip("\N{BENGALI SIGN NUKTA}")
            if chance.random() < 0.6:
                word += chance.choice(SIGNS)
            if chance.random() < 0.08:
                word += chance.choice("ঁংঃৎ")
        return word

    def _latin(self) -> str:
        """Latin words, headings, addresses of the web, alone or inside Bengali."""
        chance = self._chance
        roll = chance.random()
        if roll < 0.2:
            host = f"{self._english()}.{chance.choice(_SITES)}"
            return chance.choice((f"www.{host}", f"https://{host}", f"http://www.{host}/{self._english()}", host))
        if roll < 0.35:
            name = chance.choice(
                (self._english(), f"{self._english()}.{self._english()}", self._english() + figures.digits(chance, 2))
            )
            return f"{name}@{self._english()}.{chance.choice(_SITES)}"
        if roll < 0.45:
            letters = "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(chance.randint(2, 8)))
            return chance.choice((letters, letters.upper(), f"{letters[:3]}-{letters[3:]}"))
        style = chance.choice((str.lower, str.title, str.upper, str.capitalize))
        words = [style(self._english()) for _ in range(chance.randint(1, 4))]
        if roll < 0.6:
            words.insert(chance.randrange(len(words) + 1), self._word(True))
        if roll < 0.7:
            words.append(f"({style(self._english())})")
        return " ".join(words) + chance.choice(("", "", "", ".", ",", ":", ";", " &", "%"))

    def _english(self) -> str:
        chance = self._chance
        if self._words.latin:
            return self._words.latin[int(len(self._words.latin) * chance.random() ** 2)]
        return "".join(chance.choice(string.ascii_lowercase) for _ in range(chance.randint(3, 9)))


def _words_by_cluster(words: Iterable[str]) -> dict[str, list[str]]:
    """The words that hold each consonant cluster."""
    found: dict[str, list[str]] = {}
    for word in words:
        for cluster in set(_CLUSTER.findall(word)):
            found.setdefault(cluster, []).append(word)
    return found
