"""What the words of one font tell of its text layer: how many are malformed, lost, cut to pieces, known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from normalize import lexicon
from normalize.malformed import lost, malformed

Kind = Literal["lost", "malformed", "piece", "known", "unknown"]

BENGALI = re.compile("[\u0980-\u09e5\u09f0-\u09ff]")  # its letters and signs; its digits tell nothing
_LETTERS = re.compile("[\u0980-\u09e5\u09f0-\u09ff\u200c\u200d]+")
_CLUSTER = re.compile("(?:[ক-হৎৰৱ]\u09bc?(?:\u09cd[ক-হৰৱ]\u09bc?)*|[অ-ঔ])[\u09be-\u09cd]*[ঁংঃ]*")
_EXAMPLES, _LONGEST = 3, 30  # words that are shown, and characters of each


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of the different Bengali words of a font: how many there are, and how many of them are of each kind.

    Different words, because what repeats in every row of a table tells only once. `examples`: some that are lost or
    malformed, with what stands for no letter shown as �.
    """

    words: int
    lost: int
    malformed: int
    pieces: int
    known: int
    examples: tuple[str, ...]

    def share(self, count: int) -> float:
        """A count as a share of the words, 0-1."""
        return count / self.words if self.words else 0.0


def evidence(words: Iterable[str]) -> Evidence:
    """What these words tell, those without a Bengali letter or sign left out."""
    kinds = {word: kind(word) for word in dict.fromkeys(words) if BENGALI.search(word)}
    found = list(kinds.values())
    bad = [word for word, told in kinds.items() if told in ("malformed", "lost")]
    return Evidence(
        len(kinds), found.count("lost"), found.count("malformed"), found.count("piece"), found.count("known"),
        tuple(map(_shown, bad[:_EXAMPLES])),
    )  # fmt: skip


@lru_cache(maxsize=8192)
def kind(word: str) -> Kind:
    r"""Of which kind a Bengali word is.

    >>> [kind(word) for word in ("সংখ\x00া", "িববরণী", "টি", "প্রতিবেদনের", "কমসূচী")]
    ['lost', 'malformed', 'piece', 'known', 'unknown']
    """
    if lost(word):
        return "lost"
    if malformed(word):
        return "malformed"
    parts = _LETTERS.findall(word)
    if max(len(_CLUSTER.findall(part)) for part in parts) <= 1:
        return "piece"
    return "known" if all(map(lexicon.is_known, parts)) else "unknown"


def _shown(word: str) -> str:
    return "".join(c if not lost(c) else "\N{REPLACEMENT CHARACTER}" for c in word[:_LONGEST])
