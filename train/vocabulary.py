"""Words and phrases that lines are composed of: our own lexicon, forms and phrases, and words by frequency.

The folder TRAIN_WORDS may hold a longer list, `ben.wordlist`, commonest word first; it is read when lines are made.

A twentieth of all words and phrases, chosen by their checksum, is kept for evaluation and never trained on.
"""

from __future__ import annotations

import itertools
import os
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import names, narratives, phrases
from extract import forms
from ingest.engines.recogniser import alphabet
from normalize import canon, lexicon

_BENGALI = re.compile("[অ-হ]")
_WORD = re.compile(r"[ঁ-ৎ়\u200c\u200d]+")
_PLACEHOLDER = re.compile(r"\{[a-z]*\}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What lines are made of. `sentences`: phrases of three words or more; `frequent`: the commonest word first."""

    phrases: tuple[str, ...]
    sentences: tuple[str, ...]
    office: tuple[str, ...]
    frequent: tuple[str, ...]
    latin: tuple[str, ...]
    clusters: tuple[str, ...]


def held_back(text: str) -> bool:
    """Whether the text belongs to the twentieth that only evaluation uses."""
    return zlib.crc32(text.encode()) % 20 == 0


def load(*, evaluation: bool = False) -> Vocabulary:
    """The vocabulary of training, or that of evaluation; the two share no word and no phrase."""
    running = set(_strings((vars(phrases), vars(narratives), vars(names)))) | set(_strings(list(_tables())))
    words = sorted(_lexicon_words())
    frequent = tuple(_frequent("bn", r"[ঁ-ৎ়\u200c\u200d]+", 40_000))
    latin = tuple(_frequent("en", r"[a-z]{2,14}", 12_000))
    clusters = tuple(sorted(_clusters(itertools.chain(running, words, frequent))))

    def mine(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if held_back(text) is evaluation)

    long = sorted(text for text in running if text.count(" ") >= 2)
    return Vocabulary(mine(sorted(running)), mine(long), mine(words), mine(frequent), mine(latin), clusters)


def spelled() -> Iterator[str]:
    """Training's share of the words of our own word lists, forms and offices, each as often as it stands there."""
    phrases_of_forms = [text for text in _strings(list(_tables())) if not held_back(text)]
    words = [word for text in phrases_of_forms for word in _WORD.findall(text)]
    yield from (word for word in itertools.chain(sorted(_lexicon_words()), words) if not held_back(word))


def _tables() -> Iterator[object]:
    """Every TOML table of forms, columns and offices."""
    folder = Path(str(forms.__file__)).parent
    for file in sorted([*folder.glob("*.toml"), folder.parent / "columns.toml", _lexicon() / "offices.toml"]):
        yield tomllib.loads(file.read_text(encoding="utf-8"))
    for districts in tomllib.loads((_lexicon() / "places.toml").read_text(encoding="utf-8")).values():
        yield [f"{place} উপজেলা" for line in districts.values() for place in line.split(", ")]
        yield [f"{district} জেলা" for district in districts]


def _lexicon() -> Path:
    return Path(str(lexicon.__file__)).parent


def _strings(found: object) -> Iterator[str]:
    """Every Bengali string inside nested tuples, lists and tables, canonical, placeholders left in."""
    if isinstance(found, str):
        text = canon.clean(found).text
        if _BENGALI.search(text) and "\n" not in text and alphabet.known(_PLACEHOLDER.sub("", text)):
            yield text
    elif isinstance(found, dict):
        for key, value in found.items():
            if not str(key).startswith("__"):
                yield from _strings(value)
    elif isinstance(found, tuple | list):
        for value in found:
            yield from _strings(value)


def _lexicon_words() -> set[str]:
    """The base forms of our own word lists."""
    files = [_lexicon() / name for name in ("words.txt", "general.txt", "names.txt")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    words = {canon.clean(word).text for line in lines if not line.startswith("#") for word in line.split()}
    return {word for word in words if alphabet.known(word)}


def _frequent(language: str, pattern: str, most: int) -> Iterator[str]:
    """Words by frequency, commonest first, from the package `wordfreq` and the machine's word list."""
    shape = re.compile(pattern)
    seen: set[str] = set()
    for word in itertools.chain(_counted(language, most), _listed(language)):
        text = canon.clean(word).text
        if text not in seen and shape.fullmatch(text) and alphabet.known(text):
            seen.add(text)
            yield text


def _counted(language: str, most: int) -> Iterable[str]:
    try:
        import wordfreq  # an extra of training, not of reading
    except ModuleNotFoundError:
        return ()
    words: list[str] = wordfreq.top_n_list(language, most)
    return words


def _listed(language: str) -> Iterable[str]:
    folder = os.environ.get("TRAIN_WORDS")
    if language != "bn" or not folder:
        return ()
    return (Path(folder) / "ben.wordlist").read_text(encoding="utf-8").split()


def _clusters(texts: Iterable[str]) -> set[str]:
    """Consonant clusters that occur in the texts: ক্ষ, ন্ত্র, র্ম."""
    cluster = re.compile("(?:[ক-হ]়?্)+[ক-হ]়?")
    return {found for text in texts for found in cluster.findall(text)}
