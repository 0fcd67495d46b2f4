"""A line of chances → its tokens: what stands between spaces, with its frames and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.engines.recogniser import alphabet, ctc, scripts
from ingest.engines.recogniser.calibration import Kind
from ingest.engines.recogniser.ctc import Letter
from ingest.engines.recogniser.network import STRIDE, Chances

_SPACE = alphabet.encode(" ")[0]
_FAINT = 0.05  # a space that is likelier parts a word from the figure behind it: লক্ষ্যমাত্রা ২০২৫-২০২৬
_DIGITS = frozenset(alphabet.encode(alphabet.DIGITS + scripts.LATIN_DIGITS))
_LETTERS = frozenset(alphabet.CONSONANTS + alphabet.VOWELS)
_SPELLED = frozenset(n for n, c in enumerate(alphabet.CHARACTERS, start=1) if c in _LETTERS or alphabet.is_sign(c))
_SIDE = 1  # frames that the first and the last character reach beyond those that the best path gives them


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


def tokens(chances: Chances) -> Iterator[Token]:
    """The tokens of a line, from left to right; spaces at its ends make none."""
    letters, first = _with_faint_spaces(chances, ctc.best(chances)), 0
    held: list[Letter] = []
    for letter in [*letters, Letter(_SPACE, len(chances), len(chances))]:
        if letter.index != _SPACE:
            held.append(letter)
            continue
        if held:
            yield _token(chances, first, letter.first, held)
        first, held = letter.last, []


def _with_faint_spaces(chances: Chances, letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters of a line, a space between a word and the figure behind it also where it is but faintly seen."""
    before: Letter | None = None
    for letter in letters:
        if before is not None and before.index in _SPELLED and letter.index in _DIGITS:
            between = chances[before.last - 1 : letter.first + 1, _SPACE]
            if between.max() > _FAINT:
                at = before.last - 1 + int(between.argmax())
                yield Letter(_SPACE, at, at + 1)
        yield letter
        before = letter


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
