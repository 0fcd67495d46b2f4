"""A page's regions → their words: every line of the page goes through the network once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extract.model import Box, Word
from ingest.engines import FIGURES, Expected, Region, strips
from ingest.engines.formats import fits
from ingest.engines.lines import joined
from ingest.engines.recogniser import alphabet, calibration, crop, ctc, figures, phrases, scripts, words
from ingest.engines.recogniser.crop import Cut
from ingest.engines.recogniser.network import Chances, Network
from ingest.engines.recogniser.scripts import Script
from ingest.engines.recogniser.tokens import Token
from ingest.scan import Picture
from normalize import read

_UNFIT = 0.6  # the most that a figure is worth which its column can't hold
_PLAIN = math.log(0.995)  # a best path that is likelier needs no other paths of its text summed


@dataclass(slots=True)
class Line:
    """One line of a region: where it lies, what the network sees, and its tokens."""

    cut: Cut
    chances: Chances
    tokens: list[Token]

    def words(self, tokens: Sequence[Token], most: float = 1.0) -> Iterator[Word]:
        """Tokens of this line as words on the page, none surer than `most`."""
        curves = calibration.curves()
        for token in tokens:
            sure = curves["figure" if scripts.is_figure(token.text) else "word"].sure(token.told)
            yield Word(token.text, self.cut.on_page(*token.columns), min(sure, most))


class Reader:
    """Reads pages one after another; keeps the chances of the last one, so that its cells can be read by column."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._lines: list[list[Line]] = []
        self._script: Script = "bengali"

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        placed, usual = strips.lines_of(picture, regions)
        cuts = [[crop.cut(picture, line, usual or line.y1 - line.y0) for line in held] for held in placed]
        seen = iter(self._network.chances([cut.ink for held in cuts for cut in held]))
        self._lines = [[Line(cut, next(seen), []) for cut in held] for held in cuts]
        every = [line for held in self._lines for line in held]
        self._script = told(every)
        return self.settle(regions)

    def settle(self, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Settling`."""
        return [self._words(held, region.expects) for held, region in zip(self._lines, regions, strict=True)]

    def _words(self, lines: Sequence[Line], expects: Expected | None) -> list[Word]:
        if expects is None or expects not in FIGURES:
            tokens = [token for line in lines for token in line.tokens]
            phrase = phrases.worded([line.chances for line in lines], tokens, expects)
            return [_as_one(lines, phrase)] if phrase else joined([list(line.words(line.tokens)) for line in lines])
        if len(lines) == 1:
            found = [figures.typed(lines[0].chances, lines[0].tokens, expects, self._script)]
        else:
            found = [line.tokens for line in lines]
        parts = [token.text for tokens in found for token in tokens]
        most = 1.0 if _holds(" ".join(parts), expects) or _holds("".join(parts), expects) else _UNFIT
        return [word for line, tokens in zip(lines, found, strict=True) for word in line.words(tokens, most)]


def _as_one(lines: Sequence[Line], phrase: Token) -> Word:
    """A phrase over all lines of its cell."""
    boxes = [line.cut.line for line in lines]
    around = Box(min(b.x0 for b in boxes), boxes[0].y0, max(b.x1 for b in boxes), boxes[-1].y1)
    return Word(phrase.text, around, calibration.curves()["word"].sure(phrase.told))


def told(lines: Sequence[Line]) -> Script:
    """Gives the lines of a page their tokens, and every token its chance; the script of the page's figures."""
    page = scripts.of_page(alphabet.decode(letter.index for letter in ctc.best(line.chances)) for line in lines)
    for line in lines:
        line.tokens = figures.settled(line.chances, page)
    unsure = [token for line in lines for token in line.tokens if token.told < _PLAIN]
    found = ctc.likelihoods([token.chances for token in unsure], [token.classes for token in unsure])
    for token, chance in zip(unsure, found, strict=True):
        token.told = float(chance)
    spelled = iter(words.spelled([token for line in lines for token in line.tokens]))
    for line in lines:
        line.tokens = list(islice(spelled, len(line.tokens)))
    return page


def _holds(text: str, expects: Expected) -> bool:
    """Whether a column of figures may hold the text, also as a figure of another kind or as a date in words."""
    return fits(text, expects) or (bool(text) and read(text, "any").status in ("ok", "na_dash", "multi"))
