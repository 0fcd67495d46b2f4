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
_Run = tuple[int, int, int, int]  # words of the found text from, to; of the expected phrase from, to
_WRITTEN_APART = 0.75
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


def _runs(found: list[str], wanted: list[str]) -> list[_Run]:
    """Runs (found from, to, wanted from, to) that differ; a run of as many words on both sides is parted into words."""
    runs: list[_Run] = []
    for tag, f0, f1, w0, w1 in SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes():
        if tag != "equal":
            runs += _parted(found[f0:f1], wanted[w0:w1], f0, w0)
    return runs


def _parted(found: list[str], wanted: list[str], f0: int, w0: int) -> list[_Run]:
    """Part a differing run where its words pair off; a word alone joins its neighbour where that looks better."""
    runs: list[_Run] = []
    f = w = 0
    for i, j in [*_paired(found, wanted), (len(found), len(wanted))]:
        if i > f or j > w:  # words between two pairs, without a partner
            runs.append((f, i, w, j))
        if i < len(found) and j < len(wanted):
            runs.append((i, i + 1, j, j + 1))
        f, w = i + 1, j + 1
    joined: list[_Run] = []
    for run in runs:
        if joined and (whole := _joined(found, wanted, joined[-1], run)):
            joined[-1] = whole
        else:
            joined.append(run)
    return [(f0 + a, f0 + b, w0 + c, w0 + d) for a, b, c, d in joined]


def _joined(found: list[str], wanted: list[str], one: _Run, two: _Run) -> _Run | None:
    """Two neighbouring runs as one, where they are a word written apart or together: লক্ষণ মাত্রা for লক্ষ্যমাত্রা."""
    lone = [run for run in (one, two) if run[0] == run[1] or run[2] == run[3]]
    if not lone:
        return None
    whole = (one[0], two[1], one[2], two[3])
    apart = max((_likeness(found, wanted, run) for run in (one, two) if run not in lone), default=0.0)
    return whole if _likeness(found, wanted, whole) > apart else None


def _likeness(found: list[str], wanted: list[str], run: _Run) -> float:
    return similarity("".join(found[run[0] : run[1]]), "".join(wanted[run[2] : run[3]]))


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
    if len(read) != len(meant) and score >= _WRITTEN_APART:
        return "misreading"  # লক্ষণ মাত্রা for লক্ষ্যমাত্রা: words each, and none of them meant
    if all(is_known(word) for word in read):
        return "real_word" if otherwise_equal and len(read) == len(meant) else "different"
    return "misreading" if score >= _LOOKS_ALIKE or otherwise_equal else "different"
