"""A read phrase against the official one, word by word: where they differ, and whether it looks like a misreading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from normalize.folding import fold
from normalize.lexicon import is_known
from normalize.visual import similarity

Difference = Literal["variant", "misreading", "real_word", "different", "missing", "extra"]
WORD = re.compile("[\u0980-\u09e5\u09f0\u09f1\u200c\u200d]+|[০-৯0-9]+|[A-Za-z]+")
_BENGALI = re.compile("[\u0980-\u09e5\u200c\u200d]+")
_LONGEST = 160  # words of a phrase that are compared one by one
_GAP = 0.62  # cost of a word that has no partner; below two unlike words, above one likeness of a half
_LOOKS_ALIKE = 0.5
_OTHERWISE_EQUAL = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """One run of words that differs. `start` and `end` are places in the read text; `expected` is '' for extra words.

    difference: variant (twins as ি/ী, ষ/শ), misreading (no word, or looks like the expected one), real_word (a right
    word in the place of another, the phrase otherwise equal: ক্রম for ক্রয়), different, missing, extra.
    """

    start: int
    end: int
    found: str
    expected: str
    score: float
    difference: Difference

    @property
    def misread(self) -> bool:
        """Whether the difference looks like a misreading rather than another wording."""
        return self.difference in ("misreading", "real_word")


def align(text: str, expected_phrase: str) -> list[Change]:
    """The runs of words in which a read phrase differs from the official phrase; marks and spaces do not count.

    `সেবা প্রদান প্রতিশুতি` against `সেবা প্রদান প্রতিশ্রুতি` → one misreading. An unlike phrase gives different, missing
    and extra runs.
    """
    spans = [(m.start(), m.end()) for m in WORD.finditer(text)][:_LONGEST]
    found = [text[start:end] for start, end in spans]
    places = [(m.start(), m.end()) for m in WORD.finditer(expected_phrase)][:_LONGEST]
    wanted = [expected_phrase[start:end] for start, end in places]
    runs = list(_runs(found, wanted))
    same = len(wanted) - sum(w1 - w0 for _, _, w0, w1 in runs)
    otherwise_equal = len(runs) == 1 and same >= 1 and same / max(len(wanted), 1) >= _OTHERWISE_EQUAL
    changes = []
    for f0, f1, w0, w1 in runs:
        start = spans[f0][0] if f0 < len(spans) else len(text)
        end = spans[f1 - 1][1] if f1 > f0 else start
        meant = expected_phrase[places[w0][0] : places[w1 - 1][1]] if w1 > w0 else ""
        score = similarity("".join(found[f0:f1]), "".join(wanted[w0:w1])) if f1 > f0 and meant else 0.0
        kind = _difference(found[f0:f1], wanted[w0:w1], score, otherwise_equal)
        changes.append(Change(start, end, text[start:end], meant, score, kind))
    return changes


def _runs(found: list[str], wanted: list[str]) -> list[tuple[int, int, int, int]]:
    """Runs (found from, to, wanted from, to) that differ; a run of as many words on both sides is parted into words."""
    runs = []
    for tag, f0, f1, w0, w1 in SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes():
        if tag != "equal":
            runs += _parted(found[f0:f1], wanted[w0:w1], f0, w0)
    return runs


def _parted(found: list[str], wanted: list[str], f0: int, w0: int) -> list[tuple[int, int, int, int]]:
    """Part a differing run where its words pair off; neighbours without a partner join the run beside them."""
    pairs = _paired(found, wanted)
    runs: list[tuple[int, int, int, int]] = []
    f = w = 0
    for i, j in [*pairs, (len(found), len(wanted))]:
        if i > f or j > w:  # words between two pairs that have no partner
            if runs and min(i - f, j - w) == 0 and _better_joined(found, wanted, runs[-1], (i, j), f0, w0):
                a, _, c, _ = runs.pop()
                runs.append((a, f0 + i, c, w0 + j))
            else:
                runs.append((f0 + f, f0 + i, w0 + w, w0 + j))
        if i < len(found):
            runs.append((f0 + i, f0 + i + 1, w0 + j, w0 + j + 1))
        f, w = i + 1, j + 1
    return runs


def _better_joined(
    found: list[str], wanted: list[str], run: tuple[int, int, int, int], to: tuple[int, int], f0: int, w0: int
) -> bool:
    """Whether a run and the lone words behind it are one word written apart: লক্ষণ মাত্রা for লক্ষ্যমাত্রা."""
    a, b, c, d = run[0] - f0, run[1] - f0, run[2] - w0, run[3] - w0
    apart = similarity("".join(found[a:b]), "".join(wanted[c:d]))
    return similarity("".join(found[a : to[0]]), "".join(wanted[c : to[1]])) > apart


def _paired(found: list[str], wanted: list[str]) -> list[tuple[int, int]]:
    """The pairing of words with the least cost: unlikeness of pairs, a fixed cost for a word alone."""
    n, m = len(found), len(wanted)
    if n * m > 4000:
        return [(i, i) for i in range(min(n, m))]
    cost = [[_GAP * (i + j) if not i or not j else 0.0 for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            pair = cost[i - 1][j - 1] + 1 - similarity(found[i - 1], wanted[j - 1])
            cost[i][j] = min(pair, cost[i - 1][j] + _GAP, cost[i][j - 1] + _GAP)
    pairs, i, j = [], n, m
    while i and j:
        if cost[i][j] == cost[i - 1][j] + _GAP:
            i -= 1
        elif cost[i][j] == cost[i][j - 1] + _GAP:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _difference(read: list[str], meant: list[str], score: float, otherwise_equal: bool) -> Difference:
    """What kind of difference two runs of words are."""
    if not read or not meant:
        return "extra" if read else "missing"
    if not all(_BENGALI.fullmatch(word) for word in (*read, *meant)):
        return "different"
    if fold("".join(read)) == fold("".join(meant)):
        return "variant"
    if all(is_known(word) for word in read):
        return "real_word" if otherwise_equal and len(read) == len(meant) else "different"
    return "misreading" if score >= _LOOKS_ALIKE or otherwise_equal else "different"
