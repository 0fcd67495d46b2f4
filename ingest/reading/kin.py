"""Figures in doubt whose every glyph is proven by the other glyphs of its page.

On one page the same digit has the same shape. An engine doubts the ৪ of a font that it never saw each time anew; but
where it was sure of one, all that look like it are the same digit. And where it was sure of none: a picture that stands
there several times, read as the same digit each time, and that looks like none of the digits that were surely read,
can only be one of the few that are left.

Measured on 4,453 figures of two sets of pages in six fonts that no training saw, three qualities: of 226 right ones in
doubt that could be cut into their glyphs 91 are proven, and none of the wrong ones; of 30 figures that digits of either
script may show, all that are proven are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Word
from ingest.engines.lines import lines
from ingest.reading import percents
from ingest.reading.figures import BENGALI, looks, piece_row
from ingest.reading.glyphs import LABELS, Floats
from ingest.scan import Picture

_ALIKE = 0.95  # correlation of two patches from which on they show the same digit
_LIKE_ANOTHER = 0.85  # a glyph so like one that was read otherwise is not proven
_SIGN_ALIKE = 0.85  # of a per cent sign that is told by its shape: worn ones differ more than digits
_SAME_SIZE = 0.18  # of the digits' height: how far two pictures of one digit may differ in height and width
_OFTEN = 3  # glyphs alike, all read as one digit, where none of them was surely read
_KNOWN = 7  # of the nine other digits, surely read, from which on such glyphs can be no other digit
_LABELS = frozenset(LABELS[:-1])
_LOW, _LONG = 0.3, 1.4  # a dash is no higher than that of the digits, and so much longer than high: no digit is
_TWIN = {"৪": "8", "8": "৪", "৭": "9", "9": "৭"}  # drawn alike, and other numbers
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was read and the look and size of each of its glyphs (one row each).

    `sure`: it is in no doubt; `signed`: its last glyph has the shape of a per cent sign.
    """

    text: str
    shapes: Floats
    sizes: Floats
    sure: bool
    signed: bool = False


def figure(picture: Picture, ink: Picture, box: Box, words: Sequence[Word], high: float, sure: float) -> Figure | None:
    """The figure of a region that is one word on one line, a piece of ink for each of its characters; None: it is not.

    `high`: how high digits are on this page, in pixels; `sure`: the confidence from which on it is in no doubt.
    """
    if len(words) != 1 or not words[0].raw or not _LABELS.issuperset(words[0].raw):
        return None
    found = lines(ink, box, None)
    if len(found) != 1:
        return None
    row = piece_row(picture, ink, found[0], high)
    seen = percents.sign(picture, found[0], high) if words[0].raw.endswith("%") else None
    if seen:
        row = percents.parted(picture, row, seen)
    held = [piece for piece in row.pieces if piece is not None]
    if not len(held) == len(row.pieces) == len(words[0].raw):
        return None
    sizes = np.stack([piece.size[:2] for piece in held])
    return Figure(words[0].raw, looks(held), sizes, words[0].confidence >= sure, seen is not None)


class Kin:
    """The glyphs of a page's figures, each beside all others."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """`figures`: all of the page that could be cut into glyphs, sure ones and others."""
        self._of = np.array([k for k, one in enumerate(figures) for _ in one.text])
        self._labels = np.array([label for one in figures for label in one.text])
        self._sure = np.array([one.sure for one in figures for _ in one.text], bool)
        self._figures = figures
        self._likeness = np.zeros((0, 0), np.float32)
        self._sized = np.zeros((0, 0), bool)
        self._dashes = np.zeros(0, bool)
        if figures:
            shapes, sizes = (np.concatenate([getattr(one, name) for one in figures]) for name in ("shapes", "sizes"))
            self._likeness = shapes @ shapes.T
            self._dashes = (sizes[:, 0] <= _LOW) & (sizes[:, 1] >= _LONG * sizes[:, 0]) & (self._labels == "-")
            self._sized = np.abs(sizes[:, None] - sizes[None]).max(axis=2) < _SAME_SIZE
        self._known = {label for label in BENGALI if (self._sure & (self._labels == label)).any()}

    def proves(self, k: int) -> bool:
        """Whether every glyph of figure `k` is proven."""
        return all(self._is_proven(int(at)) for at in np.flatnonzero(self._of == k))

    def tells_script(self, k: int, telling: Sequence[bool]) -> bool:
        """Whether each ৪, ৭, 8 and 9 of figure `k` looks like one of a figure whose script is plain.

        `telling`: by figure, whether another digit in it is drawn as none of the other script.
        """
        plain = np.array(telling, bool)[self._of] & self._sure
        return all(
            self._alike(int(at), plain & (self._labels == self._labels[at])).any()
            and not self._near(int(at), plain & (self._labels == _TWIN[str(self._labels[at])])).any()
            for at in np.flatnonzero(self._of == k)
            if self._labels[at] in _TWIN
        )

    def _is_proven(self, at: int) -> bool:
        others = self._of != self._of[at]
        same = others & (self._labels == self._labels[at])
        if self._near(at, others & ~same).any():
            return False
        if self._dashes[at]:
            return True
        if self._labels[at] == "%" and self._figures[self._of[at]].signed:
            return bool((self._likeness[at, same & self._sure] >= _SIGN_ALIKE).any())
        alike = self._alike(at, same)
        if (alike & self._sure).any():
            return True
        label = str(self._labels[at])
        return label in BENGALI and int(alike.sum()) + 1 >= _OFTEN and len(self._known - {label}) >= _KNOWN

    def _alike(self, at: int, among: _Flags) -> _Flags:
        return np.asarray(among & self._sized[at] & (self._likeness[at] >= _ALIKE))

    def _near(self, at: int, among: _Flags) -> _Flags:
        return np.asarray(among & (self._likeness[at] >= _LIKE_ANOTHER))
