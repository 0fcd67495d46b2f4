"""Our own recogniser with Tesseract's opinion of the figures that it doubts: slower, and only where both can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extract.model import Box, Word
from ingest.engines import FIGURES, Region, Settling, door, engines
from ingest.scan import Picture

NAME = "protibedon+tesserocr"
RANK: int | None = None
_OWN, _OTHER = NAME.split("+")
_STANDS = 0.985  # a figure that is surer needs no other opinion
_AGREED = 0.95  # a doubtful figure that Tesseract reads as well
_DISPUTED = 0.6  # the most that a figure is worth that Tesseract surely reads otherwise
_SURE = 0.5  # below, Tesseract's reading is no opinion


class WithOpinion:
    """The engine: every line is read by ours, doubtful cells of figures by Tesseract too."""

    def __init__(self) -> None:
        own = door(_OWN)
        assert isinstance(own, Settling)
        self._own, self._other = own, door(_OTHER)
        self._picture: Picture | None = None

    @property
    def name(self) -> str:
        """Both engines as they name themselves."""
        return f"{self._own.name}+{self._other.name}"

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        self._picture = picture
        return self._own.recognise(picture, regions)

    def settle(self, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Settling`."""
        found = self._own.settle(regions)
        doubtful = [k for k, region in enumerate(regions) if _doubtful(region, found[k])]
        if doubtful and self._picture is not None:
            told = self._other.recognise(self._picture, [regions[k] for k in doubtful])
            for k, words in zip(doubtful, told, strict=True):
                found[k] = weighed(found[k], words)
        self._picture = None
        return found

    def figure(self, picture: Picture, line: Box) -> list[Word]:
        """See `ingest.engines.Settling`."""
        return self._own.figure(picture, line)


def weighed(own: list[Word], other: Sequence[Word]) -> list[Word]:
    """The words of a doubtful figure, surer where the other engine reads the same, and less where it reads another."""
    text, opinion = _text(own), _text(other)
    if not other or min(word.confidence for word in other) < _SURE:
        return own
    if text == opinion:
        return [replace(word, confidence=max(word.confidence, _AGREED)) for word in own]
    less = [replace(word, confidence=min(word.confidence, _DISPUTED)) for word in own]
    return [replace(less[0], other=" ".join(word.raw for word in other)), *less[1:]] if len(less) == 1 else less


def _doubtful(region: Region, words: Sequence[Word]) -> bool:
    return region.expects in FIGURES and any(word.confidence < _STANDS for word in words)


def _text(words: Sequence[Word]) -> str:
    return unicodedata.normalize("NFC", "".join("".join(word.raw.split()) for word in words))


def missing() -> str | None:
    """What one of the two lacks here."""
    known = engines()
    return known[_OWN].missing() or known[_OTHER].missing()


def engine() -> WithOpinion:
    """Loads both. Raises EngineMissing or ModelMissing as they do."""
    return WithOpinion()
