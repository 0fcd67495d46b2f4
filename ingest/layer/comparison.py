"""What a font's text layer says beside what an engine read in the same places: how far apart they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Hamming, Levenshtein

from extract.model import Word
from ingest.layer.probes import Probe
from normalize import fold, lexicon
from normalize.digits import to_ascii

_SURE, _SURE_OF_FIGURES = 0.85, 0.6  # mean confidence of a reading that counts
_ENOUGH, _MOST = 2, 6  # sure readings after which a font is left alone: nothing speaks against it, something does
_TRIED, _IN_VAIN = 8, 4  # lines after which it is left alone in any case, and if the engine was sure of none
# (characters, share of them that differs) from which on a font is wrong; docs/decisions/0017 has how far engines err.
_WRONG_LETTERS = ((16, 0.3), (40, 0.12))
_WRONG_DIGITS = ((4, 0.75), (10, 0.4))
_ANOTHER_TEXT = 0.5  # of the letters that differ; below, a reading that is spelled worse than the layer was misread
_SUSPECT = 0.03  # share that is looked into further
_MENDED = 2  # words that are none in the layer and known ones on the page
_WORD = re.compile("[\u0980-\u09e5\u09f0-\u09ff\u200c\u200d]+")
_NO_DIGIT, _DIGIT = re.compile("[^0-9]+"), re.compile("[0-9]+")


@dataclass(slots=True)
class _Tally:
    """Lines that were tried and surely read for this; of all that were compared characters, and how many differ."""

    tried: int = 0
    read: int = 0
    compared: int = 0
    size: int = 0
    apart: int = 0

    def add(self, ours: str, theirs: str) -> bool:
        """Count one line; whether it differs. Texts of one length: place by place, ২৩৪৫ is not ১২৩৪ moved."""
        apart: int = (Hamming if len(ours) == len(theirs) else Levenshtein).distance(ours, theirs)
        self.compared += bool(ours or theirs)
        self.size += max(len(ours), len(theirs))
        self.apart += apart
        return apart > 0

    @property
    def enough(self) -> bool:
        if self.tried >= (_TRIED if self.read else _IN_VAIN):
            return True
        return self.read >= (_MOST if self.apart > _SUSPECT * self.size else _ENOUGH)

    def told(self, bounds: Sequence[tuple[int, float]]) -> bool:
        """Whether enough was compared to tell a font that is wrong from one that is not."""
        return self.compared >= _ENOUGH and self.size >= bounds[0][0]

    def wrong(self, bounds: Sequence[tuple[int, float]]) -> bool:
        return self.told(bounds) and any(self.size >= n and self.apart > share * self.size for n, share in bounds)


@dataclass(slots=True)
class Comparison:
    """Of one font: letters and digits of its lines, words that only one side spells, and a line that differs.

    `counted`: lines with letters that were read for the digits among them.
    """

    letters: _Tally = field(default_factory=_Tally)
    digits: _Tally = field(default_factory=_Tally)
    counted: int = 0
    mended: int = 0
    spoilt: int = 0
    example: tuple[str, str] = ("", "")

    @property
    def enough(self) -> bool:
        """Whether no further line needs to be read."""
        return self.letters.enough and self.digits.enough

    @property
    def told(self) -> bool:
        """Whether enough of its letters or digits were compared to say anything."""
        return self.letters.told(_WRONG_LETTERS) or self.figures_told

    @property
    def figures_told(self) -> bool:
        """Whether enough of its digits were compared to say anything."""
        return self.digits.told(_WRONG_DIGITS)

    @property
    def figures_wrong(self) -> bool:
        """Whether its digits are not those of the page."""
        return self.digits.wrong(_WRONG_DIGITS)

    def wants(self, probe: Probe) -> bool:
        """Whether a line would tell more."""
        if probe.figures:
            return not self.digits.enough
        return not self.letters.enough or self._wants_digits(probe)

    def _wants_digits(self, probe: Probe) -> bool:
        return probe.digits > 0 and not self.figures_told and self.counted < _TRIED

    def add(self, probe: Probe, words: Iterable[Word]) -> None:
        """Compare a line with what an engine read in its place."""
        held = list(words)
        tally = self.digits if probe.figures else self.letters
        tally.tried += 1
        self.counted += not probe.figures and probe.digits > 0
        sure = sum(word.confidence for word in held) / max(len(held), 1)
        if sure < (_SURE_OF_FIGURES if probe.figures and len(probe.text) > 1 else _SURE):
            return
        tally.read += 1
        seen = " ".join(word.raw for word in held)
        ours, theirs = (_NO_DIGIT.sub("", to_ascii(text)) for text in (probe.text, seen))
        differs = False
        if abs(len(ours) - len(theirs)) <= 1:  # else marks were read as digits, or digits as marks
            differs = self.digits.add(ours, theirs)
        if not probe.figures:
            differs |= self.letters.add(*(_DIGIT.sub("", fold(text)) for text in (probe.text, seen)))
            self._spelled(_WORD.findall(probe.text), _WORD.findall(seen))
        if differs and not self.example[0]:
            self.example = (probe.text, seen)

    def _spelled(self, ours: Sequence[str], theirs: Sequence[str]) -> None:
        known = [[lexicon.is_known(word) for word in words] for words in (ours, theirs)]
        if len(ours) == len(theirs):
            told = list(zip(*known, strict=True))
            self.mended += told.count((False, True))
            self.spoilt += told.count((True, False))
        else:  # a word was read in two pieces, or two as one
            self.spoilt += max(0, known[0].count(True) - known[1].count(True))

    def reason(self) -> str | None:
        """Why the layer is wrong, in one sentence; None where it agrees with the page as far as engines can tell."""
        shown = f": “{self.example[0]}” in the file is “{self.example[1]}” on the page."
        misread = self.spoilt > self.mended and self.letters.apart < _ANOTHER_TEXT * self.letters.size
        if self.letters.wrong(_WRONG_LETTERS) and not misread:
            return f"Its text differs from the page in {self.letters.apart} of {self.letters.size} letters{shown}"
        if self.figures_wrong:
            return f"Its figures differ from the page in {self.digits.apart} of {self.digits.size} digits{shown}"
        if self.mended >= _MENDED + self.spoilt:
            return f"{self.mended} of its words are none, and known words on the page{shown}"
        return None
