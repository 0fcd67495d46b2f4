"""A text layer that looks right against the pixels of its page: a few lines of each font, recognised and compared.

A layer can be fluent and wrong: digits shifted by one, a conjunct that stands for another, a lost reph. An engine
misreads too, so only readings of which it is sure count, and they may differ a little. Words that are none, where it
surely reads known ones, tell of a layer that is wrong in a single sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.model import Box
from ingest.engines import Engine, Region
from ingest.layer.comparison import Comparison
from ingest.layer.probes import Probe, probes
from ingest.layer.runs import Run
from ingest.layer.trust import Verdict
from ingest.scan import Picture

PictureOf = Callable[[Box], Picture]  # a box of the page in points → its pixels: grey, dark ink on white
_TOO_LITTLE = "It has too little text to compare, and the other text in fonts of its name is wrong."
_TOO_FEW_DIGITS = "It has too few digits to compare, and those of another font of the document are wrong."
_NOT_COMPARED = "Nothing was there to compare its text with the page: no engine can read."


class Verification:
    """Compares the fonts of one document, page by page, each until enough of its lines were read surely."""

    def __init__(self, engine: Engine | None) -> None:
        """`engine` None: nothing is compared, and each reason says so."""
        self._engine = engine
        self._fonts: dict[str, Comparison] = {}

    def of(self, verdicts: Mapping[str, Verdict], runs: Sequence[Run], picture_of: PictureOf) -> dict[str, Verdict]:
        """The verdicts on a page's fonts once some of its lines are compared: fonts that disagree are broken.

        One of too little text to tell, a bold 4 and 1 in a font of their own, is as those of its name are; one of too
        few digits is as another font of the document is whose digits are wrong. What a page before showed of a font
        holds on. Costs some calls of the engine for each font of a document.
        """
        if self._engine is None:
            return {key: _not_compared(verdict) for key, verdict in verdicts.items()}
        fonts = {key: self._font(key) for key, told in verdicts.items() if told.kind != "broken"}
        wanting = {key: verdicts[key] for key, font in fonts.items() if not font.enough}
        for key, lines in probes(runs, wanting).items():
            _compare(fonts[key], lines, picture_of, self._engine)
        wrong = {key: reason for key, font in fonts.items() if (reason := font.reason())}
        wrong |= dict.fromkeys(self._doubtful(fonts, wrong, runs), _TOO_LITTLE)
        if any(font.figures_wrong for font in self._fonts.values()):
            unknown = {key for key, font in fonts.items() if key not in wrong and not font.figures_told}
            wrong |= dict.fromkeys(_with_digits(runs, unknown), _TOO_FEW_DIGITS)
        return {key: Verdict("broken", wrong[key]) if key in wrong else told for key, told in verdicts.items()}

    def _doubtful(
        self, fonts: Mapping[str, Comparison], wrong: Mapping[str, str], runs: Sequence[Run]
    ) -> Iterator[str]:
        """Fonts of which too little is told, where more of those of the same name are wrong than right."""
        names = {run.font_key: run.font for run in runs}
        balance: Counter[str] = Counter()
        for key, font in fonts.items():
            if key in names and (font.told or key in wrong):
                balance[names[key]] += 1 if key in wrong else -1
        for key, font in fonts.items():
            if key in names and not font.told and key not in wrong and balance[names[key]] > 0:
                yield key

    def _font(self, key: str) -> Comparison:
        return self._fonts.setdefault(key, Comparison())


def _with_digits(runs: Iterable[Run], fonts: Container[str]) -> set[str]:
    """Those of some fonts that show digits."""
    return {run.font_key for run in runs if run.font_key in fonts and any(sign.isdecimal() for sign in run.text)}


def _compare(font: Comparison, lines: Iterable[Probe], picture_of: PictureOf, engine: Engine) -> None:
    for probe in lines:
        if font.wants(probe):
            picture = picture_of(probe.box)
            height, width = picture.shape
            region = Region(Box(0, 0, width, height), "cell" if probe.figures else "line")
            (words,) = engine.recognise(picture, [region])
            font.add(probe, words)


def _not_compared(verdict: Verdict) -> Verdict:
    return verdict if verdict.kind == "broken" else replace(verdict, reason=f"{verdict.reason} {_NOT_COMPARED}")
