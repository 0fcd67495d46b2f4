"""A text layer that looks right against the pixels of its page: a few lines of each font, recognised and compared.

A layer can be fluent and wrong: digits shifted by one, a conjunct that stands for another, a lost reph. An engine misreads
too, so only readings of which it is sure count, and they may differ a little. Words that are none, where it surely reads
known ones, tell of a layer that is wrong in a single sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from extract.model import Box
from ingest.engines import Engine, Region
from ingest.layer.probes import Probe, probes
from ingest.layer.runs import Run
from ingest.layer.trust import Verdict
from ingest.scan import Picture
from normalize import fold, lexicon
from normalize.digits import to_ascii

PictureOf = Callable[[Box], Picture]  # a box of the page in points → its pixels: grey, dark ink on white
# Shares of characters that may differ; docs/decisions/0017 has how far engines err on sound layers.
_MOST_LETTERS = 0.12
_MOST_DIGITS = 0.4
_LEAST_LETTERS, _LEAST_DIGITS = 10, 3  # compared characters with which a font is judged
_MOST_MENDED = 1  # words that are none in the layer and known ones on the page
_SURE, _SURE_OF_FIGURES = 0.85, 0.6  # mean confidence of a reading that counts
_LINES = 2  # sure readings of each kind, letters and figures, that are enough
_TRIED = 12  # lines that an engine isn't sure of are given up after so many
_WORD = re.compile("[\u0980-\u09e5\u09f0-\u09ff\u200c\u200d]+")
_DIGITS = re.compile("[^0-9]+")
_NOT_COMPARED = "Nothing was there to compare its text with the page: no engine can read."


@dataclass(slots=True)
class _Difference:
    """What was compared of one font, and how much of it differs: characters; words that only one side has right."""

    letters: int = 0
    other_letters: int = 0
    digits: int = 0
    other_digits: int = 0
    mended: int = 0
    spoilt: int = 0
    example: tuple[str, str] = ("", "")
    read: Counter[bool] = field(default_factory=Counter)  # sure readings, by whether they are of figures
    tried: int = 0

    @property
    def enough(self) -> bool:
        """Whether no more is to be read."""
        return self.tried >= _TRIED or min(self.read[False], self.read[True]) >= _LINES

    def add(self, layer: str, seen: str) -> None:
        """Compare what the layer says with what the engine read in the same place."""
        layer_digits, seen_digits = (_DIGITS.sub("", to_ascii(text)) for text in (layer, seen))
        if abs(len(layer_digits) - len(seen_digits)) <= 1:  # else marks were read as digits, or digits as marks
            self.digits += len(layer_digits)
            self.other_digits += Levenshtein.distance(layer_digits, seen_digits)
        layer_letters, seen_letters = (re.sub("[0-9]", "", fold(text)) for text in (layer, seen))
        apart = Levenshtein.distance(layer_letters, seen_letters)
        self.letters += max(len(layer_letters), len(seen_letters))
        self.other_letters += apart
        if apart or layer_digits != seen_digits:
            self.example = self.example if self.example[0] else (layer, seen)
        ours, theirs = _WORD.findall(layer), _WORD.findall(seen)
        if len(ours) == len(theirs):
            told = [(lexicon.is_known(one), lexicon.is_known(two)) for one, two in zip(ours, theirs, strict=True)]
            self.mended += told.count((False, True))
            self.spoilt += told.count((True, False))

    def reason(self) -> str | None:
        """Why the layer is wrong, in one sentence; None where it agrees with the page as far as engines can tell."""
        shown = f": “{self.example[0]}” in the file is “{self.example[1]}” on the page."
        if self.letters >= _LEAST_LETTERS and self.other_letters > _MOST_LETTERS * self.letters:
            return f"Its text differs from what the page shows in {self.other_letters} of {self.letters} letters{shown}"
        if self.digits >= _LEAST_DIGITS and self.other_digits > _MOST_DIGITS * self.digits:
            return f"Its figures differ from what the page shows in {self.other_digits} of {self.digits} digits{shown}"
        if self.mended > _MOST_MENDED + self.spoilt:
            return f"{self.mended} of its words are none, and known words on the page{shown}"
        return None


class Verification:
    """Compares the fonts of one document, page by page, each until enough of its lines were read surely."""

    def __init__(self, engine: Engine | None) -> None:
        """`engine` None: nothing is compared, and each reason says so."""
        self._engine = engine
        self._seen: dict[str, _Difference] = {}

    def of(self, verdicts: Mapping[str, Verdict], runs: Sequence[Run], picture_of: PictureOf) -> dict[str, Verdict]:
        """The verdicts on a page's fonts once some of its lines are compared: fonts that disagree are broken.

        What a page before showed of a font holds on. Costs some calls of the engine for each font of a document.
        """
        if self._engine is None:
            return {key: _not_compared(verdict) for key, verdict in verdicts.items()}
        sound = {key: told for key, told in verdicts.items() if told.kind != "broken"}
        wanting = {key: told for key, told in sound.items() if not self._difference(key).enough}
        for key, lines in probes(runs, wanting).items():
            self._compare(self._difference(key), lines, picture_of, self._engine)
        wrong = {key: reason for key in sound if (reason := self._difference(key).reason())}
        return {key: Verdict("broken", wrong[key]) if key in wrong else told for key, told in verdicts.items()}

    def _difference(self, key: str) -> _Difference:
        return self._seen.setdefault(key, _Difference())

    @staticmethod
    def _compare(seen: _Difference, lines: Iterable[Probe], picture_of: PictureOf, engine: Engine) -> None:
        for probe in lines:
            if seen.read[probe.figures] >= _LINES or seen.tried >= _TRIED:
                continue
            picture = picture_of(probe.box)
            height, width = picture.shape
            region = Region(Box(0, 0, width, height), "cell" if probe.figures else "line")
            (words,) = engine.recognise(picture, [region])
            seen.tried += 1
            sure = sum(word.confidence for word in words) / max(len(words), 1)
            if sure >= (_SURE_OF_FIGURES if probe.figures else _SURE):
                seen.add(probe.text, " ".join(word.raw for word in words))
                seen.read[probe.figures] += 1


def _not_compared(verdict: Verdict) -> Verdict:
    return verdict if verdict.kind == "broken" else replace(verdict, reason=f"{verdict.reason} {_NOT_COMPARED}")
