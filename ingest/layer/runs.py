"""The noun of a PDF text layer: a piece of a word as one font shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extract.model import Box

Angle = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font that follow one another on one line without white between them: a word or a piece of one.

    Where the font changes inside a word (২০২৩-২৪ with a Latin hyphen) the word has several runs: all but the first are
    `joined`. Spaces stand in no run, but for an ActualText over several words that can't be shared out among them.

    text      in logical order, ActualText applied; as the file has it otherwise (not normalised)
    shown     what the font's own ToUnicode or encoding says, glyph by glyph, without ActualText
    font      base name without the subset's prefix: `SutonnyMJ`, `Lohit-Bengali`, '' where it has none
    font_key  one a font object of the document; Chromium cuts a font into several of the same name
    size      in points, on the page
    box       points from the upper left corner of the upright page, y downwards; as high as the font says
    angle     by how many degrees the text is turned clockwise on the upright page
    hidden    not painted: render mode 3 or 7, or outside the page: an OCR layer
    actual    some of the text comes from an ActualText
    unmapped  glyphs of `shown` without a usable Unicode value and without an ActualText over them
    codes     the character codes of a font of single bytes that has no ToUnicode, as Windows-1252 reads them (legacy
              Bijoy fonts); '' for other fonts: there `shown` has what is known, and codes are numbers of a subset
    joined    goes on with the word of the run before it
    spaced    a space is stored behind it
    """

    text: str
    shown: str
    font: str
    font_key: str
    size: float
    box: Box
    angle: Angle = 0
    hidden: bool = False
    actual: bool = False
    unmapped: int = 0
    codes: str = ""
    joined: bool = False
    spaced: bool = False


def by_word(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs of each word, which the font may change within."""
    word: list[Run] = []
    for run in runs:
        if word and not run.joined:
            yield word
            word = []
        word.append(run)
    if word:
        yield word
