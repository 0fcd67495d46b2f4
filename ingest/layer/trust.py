"""Triage: which fonts of a document have a text layer that says what they show.

By the words of each font, never by the page: a report mixes SutonnyMJ, Times and Nikosh on one line. What passes here
is still compared with its pixels (ingest.layer.verification): a text layer can be fluent and wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.layer import legacy
from ingest.layer.evidence import Evidence, evidence
from ingest.layer.runs import Run, by_word
from normalize import bijoy
from normalize.malformed import lost

# Shares of a font's different Bengali words above which it is broken; docs/decisions/0017 has how they were found.
_MOST_LOST = 0.005
_MOST_MALFORMED = 0.03
_MOST_PIECES = 0.35
_LEAST_KNOWN = 0.1
_CUT = ("\u09be", "\u09c0", "\u09cd\u09af")  # LibreOffice cuts a word too long for its cell before া, ী and ্য
_FEW = 8  # different words: with fewer a font is judged as the rest of its document is
_ENOUGH = 25  # different words from which shares of pieces and of known words tell


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a font's text layer is worth, and why, in one plain sentence.

    `unicode`: its text can be taken as it stands; `bijoy`: its codes are Bengali of `generation`; `broken`: what it
    shows must be read from pixels.
    """

    kind: Literal["unicode", "bijoy", "broken"]
    reason: str
    generation: bijoy.Generation | None = None


@dataclass(slots=True)
class _Font:
    """What is known of one font object: its name, its painted runs, the whole words in which they stand."""

    name: str
    runs: list[Run] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def verdicts(runs: Sequence[Run]) -> dict[str, Verdict]:
    """The verdict on each font of some pages or a whole document, by its `font_key`; runs in the order of the file.

    A font of few words is judged as others of its name are, or the others of the document; one of few words that has
    no Bengali only as those of its name are.
    """
    fonts = _fonts(runs)
    found: dict[str, Verdict] = {}
    told: dict[str, Evidence] = {}
    for key, font in fonts.items():
        told[key] = evidence(font.words)
        found[key] = _verdict(font, told[key])
    for key, font in fonts.items():
        few = told[key].words < _FEW if told[key].words else 0 < len(set(font.words)) < _FEW
        if found[key].kind == "unicode" and few:
            alike = {other: told[other] for other in fonts if fonts[other].name == font.name and other != key}
            others = told if told[key].words else {}
            found[key] = _by_others(alike, found) or _by_others(others, found) or found[key]
    return found


def _fonts(runs: Sequence[Run]) -> dict[str, _Font]:
    fonts: dict[str, _Font] = {}
    for word in by_word(runs):
        text = "".join(run.text for run in word)
        for run in word:
            font = fonts.setdefault(run.font_key, _Font(run.font))
            if run.hidden:
                continue
            font.runs.append(run)
            if (not font.words or font.words[-1] != text) and not text.startswith(_CUT):
                font.words.append(text)
    for font in fonts.values():
        font.words = [part for word in font.words for part in word.split()]
    return fonts


def _verdict(font: _Font, seen: Evidence) -> Verdict:
    if not font.runs:
        return Verdict("broken", "Its text is not painted: an OCR layer over a picture.")
    generation, why = legacy.generation(font.name, font.runs)
    if generation:
        return Verdict("bijoy", why, generation)
    broken = _unmapped(font) or why or _unlike_bengali(seen)
    if broken:
        return Verdict("broken", broken)
    if not seen.words:
        return Verdict("unicode", "It has no Bengali letter, and every glyph has its character.")
    known = f"{seen.known:,} of its {seen.words:,} different words are known"
    return Verdict("unicode", f"Its Bengali is well formed; {known}.")


def _unmapped(font: _Font) -> str | None:
    """Why glyphs without a character, in whatever script, make a font unusable; None where they don't."""
    without = sum(run.unmapped > 0 or lost(run.text) for run in font.runs)
    if without <= _MOST_LOST * len(font.runs):
        return None
    return f"{without:,} of its {len(font.runs):,} pieces of text show glyphs whose character the file doesn't tell."


def _unlike_bengali(seen: Evidence) -> str | None:
    """Why words can't be the Bengali that is shown; None where they may be."""
    if seen.lost + seen.malformed > _MOST_MALFORMED * seen.words:
        some = ", ".join(seen.examples)
        return f"{seen.lost + seen.malformed:,} of its {seen.words:,} different words are no Bengali, as {some}."
    if seen.words < _ENOUGH:
        return None
    if seen.pieces > _MOST_PIECES * seen.words:
        return f"{seen.pieces:,} of its {seen.words:,} different words are single letters: its words are cut to pieces."
    if seen.known < _LEAST_KNOWN * seen.words:
        return f"Only {seen.known:,} of its {seen.words:,} different words are known: it has wrong letters."
    return None


def _by_others(others: Mapping[str, Evidence], found: Mapping[str, Verdict]) -> Verdict | None:
    """`broken` where more words of these fonts are in broken ones than in sound ones."""
    broken = sum(seen.words for key, seen in others.items() if found[key].kind == "broken")
    sound = sum(seen.words for key, seen in others.items() if found[key].kind == "unicode")
    if broken <= sound:
        return None
    return Verdict("broken", "It has too few words to tell by, and the other Bengali text of the document is broken.")
