"""Text as it flows in an Office file: pieces in their fonts → lines, what Bijoy fonts print decoded.

White space stays as it is inside a line; Office programs print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.model import Grid, Line, Stored
from ingest.sources.legacy import Piece
from normalize import bijoy
from normalize.bijoy import Generation

Fonts = tuple[Generation | None, Generation | None]  # what the font of ASCII prints, and that of all other characters
PLAIN: Fonts = (None, None)
_CLASSES = re.compile(r"[\0-\x7f]+|[^\0-\x7f]+")
_ENUMERATOR = re.compile(r"[(\[]?[0-9০-৯A-Za-zক-হ.]{1,5}[.।)\]:]*")  # ১. (ক) 2.1) before a tab belongs to what follows


def in_fonts(text: str, fonts: Fonts) -> Iterator[Piece]:
    """A run's text cut where another of its fonts prints: Word has one for ASCII and one for other characters."""
    if fonts[0] == fonts[1]:
        yield text, fonts[0]
        return
    for found in _CLASSES.finditer(text):
        yield found[0], fonts[0 if found[0].isascii() else 1]


def to_line(pieces: Sequence[Piece], heading: int = 0, number: int | None = None) -> Line | None:
    """One line without the space around it; None where nothing is printed. `number`: the line of the file."""
    text = "".join(piece for piece, _ in pieces)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return None
    runs, at = [], 0
    for codes, group in groupby((piece for piece in pieces if piece[0]), key=lambda piece: piece[1]):
        begin = at
        at += sum(len(piece) for piece, _ in group)
        low, high = max(begin, start) - start, min(at, end) - start
        if codes and low < high and not text[low + start : high + start].isspace():
            runs.append(bijoy.Run(low, high, codes))
    stored = Stored(text[start:end], tuple(runs)) if runs else None
    return Line(stored.printed if stored else text[start:end], line=number, heading=heading, stored=stored)


class Flow:
    """Collects pieces into lines, and takes whole blocks in between."""

    __slots__ = ("_pieces", "blocks", "heading", "in_cell", "number")

    def __init__(self, *, in_cell: bool = False, number: int | None = None) -> None:
        self.blocks: list[Line | Grid] = []
        self.heading = 0
        self.in_cell = in_cell
        self.number = number
        self._pieces: list[Piece] = []

    @property
    def begun(self) -> bool:
        """Whether the line that is open holds anything."""
        return bool(self._pieces)

    def ends_with_digit(self) -> bool:
        """Whether the line that is open ends with a digit."""
        return bool(self._pieces) and self._pieces[-1][0][-1:].isdigit()

    def add(self, text: str, fonts: Fonts = PLAIN) -> None:
        """Take a piece of the line that is open."""
        self._pieces += in_fonts(text, fonts)

    def tab(self) -> None:
        """Outside a table a tab parts what stands side by side: a memo number and a date, but not ১. and its text."""
        text = "".join(piece for piece, _ in self._pieces).strip()
        if self.in_cell or not text or _ENUMERATOR.fullmatch(text):
            self._pieces.append((" ", None))
        else:
            self.end_line()

    def end_line(self) -> bool:
        """Close the line that is open; whether it printed anything."""
        line = to_line(self._pieces, self.heading, self.number) if self._pieces else None
        self._pieces = []
        if line:
            self.blocks.append(line)
        return line is not None
