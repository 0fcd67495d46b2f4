"""A line of chances → its tokens: what stands between spaces, with its frames and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.engines.recogniser import alphabet, ctc, ngrams, scripts
from ingest.engines.recogniser.calibration import Kind
from ingest.engines.recogniser.ctc import Letter
from ingest.engines.recogniser.network import STRIDE, Chances
from ingest.scan import Picture

_SPACE = alphabet.encode(" ")[0]
_FAINT = 0.05  # a space that is likelier parts a word from the figure behind it: লক্ষ্যমাত্রা ২০২৫-২০২৬
_SHOWN = 0.03  # a space that is likelier parts letters between which the picture is white, _WHITE columns wide at least
_WHITE = 3
_DIGITS = frozenset(alphabet.encode(alphabet.DIGITS + scripts.LATIN_DIGITS))
_LETTERS = frozenset(alphabet.CONSONANTS + alphabet.VOWELS)
_SPELLED = frozenset(n for n, c in enumerate(alphabet.CHARACTERS, start=1) if c in _LETTERS or alphabet.is_sign(c))
_ENDS = _SPELLED | _DIGITS | frozenset(alphabet.encode(".,:;।])%"))  # what a space follows; strokes have white anyway
_OPEN = alphabet.encode("ং")[0]  # white follows it within words
_HARDLY = 2.0  # by so much (log) two words may be worse spelled than the one: এ বিষয়ে; প্রতি কার is by more
_INK = 110  # of 255: what is less is the grey of an edge
_SIDE = 1  # frames that the first and the last character reach beyond those that the best path gives them

_Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Token:
    """One token: the chances of its frames, its classes, and the pixel columns of its line in which it is drawn."""

    chances: Chances
    classes: list[int]
    columns: tuple[int, int]
    told: float  # the logarithm of the chance of its text, at first that of its best path
    most: float = 0.0  # more than this is never told of it
    looks: int = 1  # how many times its line was looked at for it (see `looks`)

    @property
    def text(self) -> str:
        """The token in characters."""
        return alphabet.decode(self.classes)

    @property
    def curve(self) -> Kind:
        """Which curve tells how sure it is."""
        if not scripts.is_figure(self.text):
            return "word"
        return "figure" if self.looks == 1 else "twice"


def tokens(chances: Chances, ink: Picture | None = None) -> Iterator[Token]:
    """The tokens of a line, from left to right; spaces at its ends make none. `ink`: what the network saw of it."""
    white = None if ink is None else ink.max(axis=0, initial=0) < _INK
    letters, first = _with_faint_spaces(chances, ctc.best(chances), white), 0
    held: list[Letter] = []
    for letter in [*letters, Letter(_SPACE, len(chances), len(chances))]:
        if letter.index != _SPACE:
            held.append(letter)
            continue
        if held:
            yield _token(chances, first, letter.first, held)
        first, held = letter.last, []


def _with_faint_spaces(chances: Chances, letters: Sequence[Letter], white: _Flags | None) -> Iterator[Letter]:
    """The letters of a line, a space also where it is but faintly seen: before a figure, or where the picture is white.

    Of 28,787 places between two characters in words of six fonts none without a space was white and faintly one. But a
    photocopy breaks words: two that are all letters are better spelled than the one that they would make.
    """
    for at, letter in enumerate(letters):
        if at and (letters[at - 1].index in _SPELLED or letter.index in _SPELLED):
            before = letters[at - 1]
            between = chances[before.last - 1 : letter.first + 1, _SPACE]
            if between.max() > _SHOWN and (
                _is_before_figure(before, letter, float(between.max()))
                or (white is not None and _is_white(before, letter, white) and _is_better_parted(letters, at))
            ):
                frame = before.last - 1 + int(between.argmax())
                yield Letter(_SPACE, frame, frame + 1)
        yield letter


def _is_before_figure(before: Letter, letter: Letter, space: float) -> bool:
    return before.index in _SPELLED and letter.index in _DIGITS and space > _FAINT


def _is_white(before: Letter, letter: Letter, white: _Flags) -> bool:
    """Whether two characters between which a space may be have as much white between them."""
    if before.index == _OPEN or before.index not in _ENDS or letter.index not in _SPELLED | _DIGITS:
        return False
    inked = np.flatnonzero(~white[STRIDE * before.first : STRIDE * letter.last])
    return len(inked) > 1 and int(np.diff(inked).max()) > _WHITE


def _is_better_parted(letters: Sequence[Letter], at: int) -> bool:
    """Whether a word is better spelled as two, the second beginning with letter `at`; true where no word goes on."""
    if letters[at - 1].index not in _SPELLED or letters[at].index not in _SPELLED:
        return True
    first, last = at, at
    while first and letters[first - 1].index in _SPELLED:
        first -= 1
    while last < len(letters) and letters[last].index in _SPELLED:
        last += 1
    word, model = [letter.index for letter in letters[first:last]], ngrams.packaged()
    return model.word(word[: at - first]) + model.word(word[at - first :]) > model.word(word) - _HARDLY


def whole(chances: Chances, classes: Sequence[int], told: float) -> Token:
    """A line whose text was found otherwise than by its best path."""
    letters = [letter for letter in ctc.best(chances) if letter.index != _SPACE]
    columns = _columns(letters, len(chances)) if letters else (0, STRIDE * len(chances))
    return Token(chances, list(classes), columns, told)


def _token(chances: Chances, first: int, last: int, letters: Sequence[Letter]) -> Token:
    seen = chances[first:last]
    return Token(seen, [letter.index for letter in letters], _columns(letters, len(chances)), ctc.of_path(seen))


def _columns(letters: Sequence[Letter], frames: int) -> tuple[int, int]:
    return STRIDE * max(letters[0].first - _SIDE, 0), STRIDE * min(letters[-1].last + _SIDE, frames)
