"""A page's regions → their words: every line of the page goes through the network once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from extract.model import Box, Word
from ingest.engines import FIGURES, Expected, Region, strips
from ingest.engines.formats import fits
from ingest.engines.lines import joined
from ingest.engines.recogniser import (
    alphabet,
    calibration,
    crop,
    ctc,
    figures,
    looks,
    months,
    orthography,
    phrases,
    scripts,
    words,
)
from ingest.engines.recogniser.network import Network
from ingest.engines.recogniser.scripts import Script
from ingest.engines.recogniser.tokens import Token
from ingest.scan import Picture
from normalize import read

_UNFIT = 0.6  # the most that a figure is worth which its column can't hold
_PARTED = 0.85  # the most that a figure is worth within whose line white was read between digits: ০৯ ০২-২০২৭
_STRAY_MARKS = frozenset("-–—_~|।'‘’`•·*.:;,")
_PLAIN = math.log(0.995)  # a best path that is likelier needs no other paths of its text summed


@dataclass(slots=True)
class Line(looks.Look):
    """One line of a region as it was first looked at, and the second look where there was one."""

    again: looks.Look | None = None

    def words(self, tokens: Sequence[Token], most: float = 1.0) -> Iterator[Word]:
        """Tokens of this line as words on the page, none surer than `most`."""
        curves = calibration.curves()
        for token in tokens:
            sure = curves[token.curve].sure(token.told)
            yield Word(token.text, self.cut.on_page(*token.columns), min(sure, most))


class Reader:
    """Reads pages one after another; keeps the chances of the last one, so that its cells can be read by column."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._picture: Picture | None = None
        self._usual: float | None = None
        self._lines: list[list[Line]] = []
        self._script: Script = "bengali"

    def recognise(self, picture: Picture, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Engine`."""
        placed, usual = strips.lines_of(picture, regions)
        cuts = [[crop.cut(picture, line, usual or line.y1 - line.y0) for line in held] for held in placed]
        seen = iter(self._network.chances([cut.ink for held in cuts for cut in held]))
        self._lines = [[Line(cut, next(seen), []) for cut in held] for held in cuts]
        every = [line for held in self._lines for line in held]
        self._script = script_of(every)
        told(every, self._script)
        self._picture, self._usual = picture, usual
        return self._settled(regions)

    def settle(self, regions: Sequence[Region]) -> list[list[Word]]:
        """See `ingest.engines.Settling`. The picture is looked at again for its figures, and kept no longer."""
        if self._picture is not None:
            chosen = [held for held, region in zip(self._lines, regions, strict=True) if _of_figures(held, region)]
            self._look_again(self._picture, [line for held in chosen for line in held])
            self._picture = None
        return self._settled(regions)

    def figure(self, picture: Picture, line: Box) -> list[Word]:
        """See `ingest.engines.Settling`."""
        usual = self._usual or line.y1 - line.y0
        cuts = [crop.cut(picture, line, usual), looks.second(picture, line, usual)]
        seen = self._network.chances([cut.ink for cut in cuts])
        first, other = (looks.Look(cut, chances, []) for cut, chances in zip(cuts, seen, strict=True))
        told([first, other], self._script)
        tokens = looks.agreed(first, other, "number", self._script)
        return list(Line(first.cut, first.chances, []).words(tokens, _PARTED if _parted(tokens) else 1.0))

    def _look_again(self, picture: Picture, lines: Sequence[Line]) -> None:
        boxes = [line.cut.line for line in lines]
        cuts = [looks.second(picture, box, self._usual or box.y1 - box.y0) for box in boxes]
        seen = self._network.chances([cut.ink for cut in cuts])
        found = [looks.Look(cut, chances, []) for cut, chances in zip(cuts, seen, strict=True)]
        told(found, self._script)
        for line, look in zip(lines, found, strict=True):
            line.again = look

    def _settled(self, regions: Sequence[Region]) -> list[list[Word]]:
        return [self._words(held, region.expects) for held, region in zip(self._lines, regions, strict=True)]

    def _words(self, lines: Sequence[Line], expects: Expected | None) -> list[Word]:
        if expects is None or expects not in FIGURES:
            found = [self._seen(line, None) for line in lines]
            tokens = [token for held in found for token in held]
            phrase = phrases.worded([line.chances for line in lines], tokens, expects)
            given = [list(line.words(tokens)) for line, tokens in zip(lines, found, strict=True)]
            return [_as_one(lines, phrase)] if phrase else joined(given)
        found = [self._seen(line, expects if len(lines) == 1 else None) for line in lines]
        if expects == "date":
            found = list(map(months.settled, found))
        parts = [token.text for tokens in found for token in tokens]
        most = 1.0 if _holds(" ".join(parts), expects) or _holds("".join(parts), expects) else _UNFIT
        if most < 1:
            found = _without_stray_marks(found, expects)
        most = min(most, _PARTED) if any(map(_parted, found)) else most
        return [word for line, tokens in zip(lines, found, strict=True) for word in line.words(tokens, most)]

    def _seen(self, line: Line, expects: Expected | None) -> list[Token]:
        """The tokens of a line by one look or by two; `expects`: what it should hold, where it holds figures."""
        if line.again is not None:
            return looks.agreed(line, line.again, expects, self._script)
        return figures.typed(line.chances, line.tokens, expects, self._script) if expects else line.tokens


def _of_figures(lines: Sequence[Line], region: Region) -> bool:
    """Whether a region is to be looked at again: a cell of figures, or one in which nothing else was read."""
    tokens = [token for line in lines for token in line.tokens]
    return region.expects in FIGURES or (bool(tokens) and all(scripts.is_figure(token.text) for token in tokens))


def _parted(tokens: Sequence[Token]) -> bool:
    """Whether a line of figures has white between two digits."""
    return any(one.text[-1:].isdigit() and other.text[:1].isdigit() for one, other in pairwise(tokens))


def _without_stray_marks(found: list[list[Token]], expects: Expected) -> list[list[Token]]:
    """The tokens of a cell without marks that stand beside its figure, where it fits its column without them: ৩ --.

    They are what a bad scan left of specks and rulings. A stroke before a figure may be its sign, and stays.
    """
    first = next((token for tokens in found for token in tokens), None)
    kept = [[one for one in tokens if (one is first and one.text == "-") or not _is_mark(one)] for tokens in found]
    return kept if _holds(" ".join(token.text for tokens in kept for token in tokens), expects) else found


def _is_mark(token: Token) -> bool:
    return _STRAY_MARKS.issuperset(token.text)


def _as_one(lines: Sequence[Line], phrase: Token) -> Word:
    """A phrase over all lines of its cell."""
    boxes = [line.cut.line for line in lines]
    around = Box(min(b.x0 for b in boxes), boxes[0].y0, max(b.x1 for b in boxes), boxes[-1].y1)
    return Word(phrase.text, around, calibration.curves()["word"].sure(phrase.told))


def script_of(lines: Sequence[looks.Look]) -> Script:
    """The script of the figures of a page."""
    return scripts.of_page(alphabet.decode(letter.index for letter in ctc.best(line.chances)) for line in lines)


def told(lines: Sequence[looks.Look], page: Script) -> None:
    """Gives the lines of a page their tokens, and every token its chance. `page`: the script of its figures."""
    for line in lines:
        line.tokens = figures.settled(line.chances, page, line.cut.ink)
    unsure = [token for line in lines for token in line.tokens if token.told < _PLAIN]
    found = ctc.likelihoods([token.chances for token in unsure], [token.classes for token in unsure])
    for token, chance in zip(unsure, found, strict=True):
        token.told = min(float(chance), token.most)
    spelled = map(orthography.written, words.spelled([token for line in lines for token in line.tokens]))
    for line in lines:
        line.tokens = list(islice(spelled, len(line.tokens)))


def _holds(text: str, expects: Expected) -> bool:
    """Whether a column of figures may hold the text, also as a figure of another kind or as a date in words."""
    return fits(text, expects) or (bool(text) and read(text, "any").status in ("ok", "na_dash", "multi"))
