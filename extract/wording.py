"""Texts of cells, cleaned and corrected towards the words that the form expects there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from rapidfuzz import fuzz, process

from extract.evidence import ROW_KINDS, likely_row_kind, row_kind_of
from extract.forms import GROUP_LABELS, Form, forms, label_key
from normalize import clean, lexicon, read, spelling
from normalize.alignment import WORD
from normalize.visual import similarity

_CODE = re.compile(r"['’‘`\"]?\[(?P<code>[\d০-৯]{1,2}(?:\.[\d০-৯]{1,2}){1,3})(?P<end>\]|[।|)/!}\u09be] ?|(?= ?[অ-হ]))")
_CLOSED = frozenset({"unit", "row_kind"})  # columns that hold a word of a short list and nothing else
_EXPECTED = frozenset({"area", "activity", "indicator"})  # columns whose words a form knows beforehand
_SHORTEST = 4
_PHRASE_WORDS, _STEM, _REAL_WORD = 3, 6, 0.4
_LIKE_KNOWN = 0.84  # likeness to a listed word from which it is offered; below, rare right words get hints
_LONG, _LIKE_WORD, _LIKE_AREA = 9, 0.68, 0.55  # from which length and likeness on a suggestion is worth giving


@dataclass(frozen=True, slots=True)
class Misreading:
    """A piece of a text that looks misread, and what the form has in its place. `applied`: it was corrected."""

    found: str
    suggested: str
    applied: bool
    of_form: bool = True  # else only the word lists know the suggestion


@dataclass(frozen=True, slots=True)
class Wording:
    """A text after normalisation and correction, the names of the steps that changed it, and what looked misread."""

    text: str
    steps: tuple[str, ...]
    misread: tuple[Misreading, ...] = ()


def corrected(raw: str, form: Form | None, key: str) -> Wording:
    """The text of a cell in column `key` of a form, with every change named."""
    return _corrected(raw, form.key if form else "", key)


@lru_cache(maxsize=2048)
def _corrected(raw: str, form_key: str, key: str) -> Wording:
    cleaned = clean(raw)
    text = " ".join(cleaned.text.split())
    if form_key and key in _CLOSED:
        return _of_list(text, cleaned.steps, key)
    if not form_key or len(text) < _SHORTEST:
        return Wording(text, cleaned.steps)
    if key not in _EXPECTED:
        return Wording(text, cleaned.steps, tuple(_suggested(text, set())))
    text, bracketed = _bracketed(text)
    mended = spelling.correct(text, _vocabulary(form_key, key))
    applied = [step.removeprefix("spelling:").split("→") for step in mended.steps]
    misread = [Misreading(found, suggested, applied=True) for found, suggested in applied]
    done = {found for found, _ in applied}
    other = (c for c in mended.changes if _is_slip(c, text) and c.found not in done)
    misread += [Misreading(c.found, c.expected, applied=False) for c in other]
    misread += _unlike(mended.text, form_key, key, done | {m.found for m in misread})
    misread += _suggested(mended.text, {word for m in misread for word in m.found.split()})
    return Wording(mended.text, (*cleaned.steps, *bracketed, *mended.steps), tuple(misread))


def _bracketed(text: str) -> tuple[str, tuple[str, ...]]:
    """A code that begins a text with its bracket closed: scans make ], a danda, a vowel sign or nothing of it."""
    found = _CODE.match(text)
    if not found or found["end"] == "]":
        return text, ()
    code = f"[{found['code']}]"
    space = " " if found["end"].endswith(" ") else ""
    return f"{code}{space}{text[found.end() :]}", (f"code:{found[0].strip()}→{code}",)


def _of_list(text: str, steps: tuple[str, ...], key: str) -> Wording:
    """A unit or the name of a line: misread, it is the one of its list that it looks most like."""
    if key == "unit":
        meant = read(text, "unit").suggestion
    else:
        kind = likely_row_kind(text)
        near = spelling.closest(text, tuple(ROW_KINDS), 0.0) if kind and not row_kind_of(text) else None
        meant = near[0] if near else None
    if meant is None or meant == text:
        return Wording(text, steps)
    return Wording(meant, (*steps, f"spelling:{text}→{meant}"), (Misreading(text, meant, applied=True),))


def label(raw: str, form: Form) -> Wording:
    """The text of a header cell, corrected towards the labels that its form may print."""
    return _label(raw, form.key)


@lru_cache(maxsize=2048)
def _label(raw: str, form_key: str) -> Wording:
    cleaned = clean(raw)
    flat = " ".join(cleaned.text.split())
    if label_key(flat) in _printed_labels(form_key):
        return Wording(flat, cleaned.steps)  # a label as it stands, whatever its spaces and marks
    mended = spelling.correct(flat, _labels(form_key))
    text, steps = mended.text, [*cleaned.steps, *mended.steps]
    for found, meant in _other_words(text, form_key):
        step = f"spelling:{found}→{meant}"
        text = spelling.apply_step(text, step)
        steps.append(step)
    return Wording(text, tuple(steps))


def _other_words(text: str, form_key: str) -> list[tuple[str, str]]:
    """The one right word that is not the label's, and the label's: মাস, মান in সূচকের মাস."""
    known = _printed_labels(form_key)
    near = process.extract(label_key(text), list(known), scorer=fuzz.ratio, score_cutoff=_SAME_LABEL, limit=6)
    if not near or near[0][1] == 100:
        return []
    printed = WORD.findall(text)
    pairs: list[tuple[float, str, str]] = []
    for key, _, _ in near:
        meant = WORD.findall(known[key])
        other = [(a, b) for a, b in zip(printed, meant, strict=False) if a != b]
        if len(printed) == len(meant) and len(other) == 1 and not any(map(str.isdigit, other[0])):
            pairs.append((similarity(*other[0]), *other[0]))
    best = max(pairs, default=None)
    if best is None or best[0] < _REAL_WORD:
        return []
    rivals = [score for score, _, meant in pairs if meant != best[2]]  # নীচে or নিম্নে: either may stand there
    return [best[1:]] if not rivals or best[0] - max(rivals) > _RIVAL else []


def _is_slip(change: spelling.Change, text: str) -> bool:
    """Whether a difference from the form's phrase is a misreading; a right word only in a phrase otherwise the same.

    ক্রম for ক্রয় is one, বাস্তবায়িত for বাস্তবায়ন (another form of the word) and প্রেরিত for প্রণয়ন (another word) are not.
    """
    if change.difference == "misreading":
        return True
    if change.difference != "real_word" or len(WORD.findall(text)) < _PHRASE_WORDS:
        return False
    found, expected = change.found, change.expected
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(found, expected, strict=False)))
    inflected = len(found) >= _STEM and shared >= 0.6 * len(found)
    return change.score >= _REAL_WORD and abs(len(found) - len(expected)) <= 2 and not inflected


def _suggested(text: str, done: set[str]) -> list[Misreading]:
    """Words that no list knows and that look much like one: a hint, nothing is changed."""
    found = {s.found: s.suggested for s in spelling.suggest(text) if s.score >= _LIKE_KNOWN}
    return [
        Misreading(word, better, applied=False, of_form=False) for word, better in found.items() if word not in done
    ]


def _unlike(text: str, form_key: str, key: str, done: set[str]) -> list[Misreading]:
    """Suggestions where likeness is too small to correct: a garbled area as a whole, a long word that is none."""
    expected = _vocabulary(form_key, key)
    if key == "area":
        words = WORD.findall(text)
        other = text in expected.phrases or done or (len(words) < _PHRASE_WORDS and all(map(lexicon.is_known, words)))
        near = None if other else spelling.closest(text, expected, _LIKE_AREA)
        return [Misreading(text, near[0], applied=False)] if near and near[1] < 1 else []
    found = []
    for word in set(WORD.findall(text)) - done:
        if len(word) >= _LONG and not lexicon.is_known(word) and word not in expected.words:
            near = spelling.closest(word, expected.words, _LIKE_WORD)
            found += [Misreading(word, near[0], applied=False)] if near else []
    return sorted(found, key=lambda m: text.index(m.found))


@cache
def _vocabulary(form_key: str, key: str) -> spelling.Vocabulary:
    """What the form expects in a column: its areas, or its indicators and the phrases of its activities."""
    form = next(f for f in forms() if f.key == form_key)
    if key == "area":
        return spelling.Vocabulary.of(form.areas)
    indicators = [phrase for phrases in form.indicators.values() for phrase in phrases]
    return spelling.Vocabulary.of((*indicators, *form.phrases))


@lru_cache(maxsize=4096)
def _misread_label(raw: str, form_key: str) -> str | None:
    key = label_key(raw)
    if len(key) < 3:
        return None
    known = _printed_labels(form_key)
    best = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if best is None or best[1] == 100:
        return None
    suggested = known[best[0]]
    text = " ".join(clean(raw).text.split())
    # other right words are another wording of the label, not a misreading of it
    return suggested if any(c.difference == "misreading" for c in spelling.align(text, suggested)) else None


def misread_label(raw: str, form: Form) -> str | None:
    """The form's label that a header cell nearly prints, None where it prints it rightly or nothing like it."""
    return _misread_label(raw, form.key)


_RIVAL = 0.1  # by how much one word must be likelier than another that labels have there
_SAME_LABEL = 78  # fuzz.ratio from which a header cell prints that label and no other
_NEAR = 66  # fuzz.ratio: শান for মান is 67, a label read for another stays below 60


@cache
def _labels(form_key: str) -> spelling.Vocabulary:
    return spelling.Vocabulary.of(_printed_labels(form_key).values())


@cache
def _printed_labels(form_key: str) -> dict[str, str]:
    form = next(f for f in forms() if f.key == form_key)
    known: dict[str, str] = {}
    for column in (*form.columns, *form.extra):
        for label in column.printed_labels:
            known.setdefault(label_key(label), label)
    for label in GROUP_LABELS:
        known.setdefault(label_key(label), label)
    return known
