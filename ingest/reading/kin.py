"""Figures in doubt whose every glyph is proven by the other glyphs of its page.

On one page the same digit has the same shape. An engine doubts the ৪ of a font that it never saw each time anew; but
where it was sure of one, all that look like it are the same digit. And where it was sure of none: a picture that stands
there several times, read as the same digit each time, and that looks like none of the digits that were surely read,
can only be one of the few that are left.

A row that counts its columns (`counting`) tells all digits of its weight; where all ten are known, a digit in another
weight is the one that it is by far the most like. Readers take one digit for another each time it stands there (৯ for
১, 8 for ৪): so each look that proves must be far from all that were read otherwise, a ১ unlike most others is in doubt
though it was surely read, and ৪ and 8 are told apart by other digits of their figures only.

Measured on 470 pages in six fonts that no training saw (clean, office, poor): of 1,255 right figures in doubt 657 are
proven, 327 by rules before, and of 353 wrong ones none whose value is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Word
from ingest.engines.lines import lines
from ingest.reading import confidence, percents
from ingest.reading.figures import BENGALI, Row, looks, piece_row
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
_SAME = {ord("0"): "০", ord("2"): "২"}  # drawn alike, and the same numbers
_CLEARLY = 4  # so much further from any glyph that was read otherwise than from one of its own digit
_MANY, _FOREIGN, _FOREIGN_MEDIAN = 5, 0.9, 0.86  # others; the third likest is less like it, and most are still less
_TWO, _LESS = 2, 0.05  # ৯s that tell that a ১ is none, and by how much less they are like it
_DIGITS = frozenset(BENGALI), frozenset("০1২3456789")
_NEARLY, _WORN_APART = 0.92, 3.0  # correlation of a worn digit with another, and so much further it is from any other
_SIMILAR = 0.75  # correlation of one digit in two weights of a font
_BY_FAR = 1.5  # so much further from any other
_WIDER = 0.25  # of the digits' height: of 4,700 figures none that was right had so much more white in it than others
_TOO_LIKE = 0.92  # however like its own: two digits of no font look so much like one another
_LATIN, _BENGALI = frozenset("134567"), frozenset("১৩৫৬৮৯")  # drawn as no digit of the other script
Script = Literal["bengali", "latin"]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was read and the look and size of each of its glyphs (one row each).

    `sure`: it is in no doubt; `likely`: in little; `signed`: its last glyph has the shape of a per cent sign, `plain`:
    surely; `script`: that of its digits where one of them, or what it counts, tells it; `gaps`: white between two
    digits, in heights; `counts`: it is the number of its column.
    """

    text: str
    shapes: Floats
    sizes: Floats
    sure: bool
    likely: bool = False
    signed: bool = False
    plain: bool = False
    script: Script | None = None
    gaps: tuple[float, ...] = ()
    counts: bool = False


def script_of(text: str) -> Script | None:
    """The script of a figure, told by digits that are drawn as none of the other; None where none or both do."""
    bengali, latin = not _BENGALI.isdisjoint(text), not _LATIN.isdisjoint(text)
    return None if bengali == latin else "bengali" if bengali else "latin"


def figure(
    picture: Picture, ink: Picture, box: Box, words: Sequence[Word], high: float, sure: float, among: bool = False
) -> Figure | None:
    """The figure of a box that is one word on one line, a piece of ink for each of its characters; None: it is not.

    `high`: how high digits are on this page, in pixels; `sure`: the confidence from which on it is in no doubt;
    `among`: it stands among other words, and the box is that of their line.
    """
    if len(words) != 1 or not words[0].raw or not _LABELS.issuperset(words[0].raw):
        return None
    found = lines(ink, box, None)
    if len(found) != 1:
        return None
    row = piece_row(picture, ink, found[0], high)
    if among:
        row = _part(row, words[0].box)
    seen = percents.sign(picture, found[0], high) if words[0].raw.endswith("%") else None
    if seen:
        row = percents.parted(picture, row, seen)
    held = [piece for piece in row.pieces if piece is not None]
    if not len(held) == len(row.pieces) == len(words[0].raw):
        return None
    sizes = np.stack([piece.size[:2] for piece in held])
    text, told = words[0].raw, words[0].confidence
    gaps = tuple(
        (right.x0 - left.x1) / row.height
        for (left, one), (right, other) in pairwise(zip(row.boxes, text, strict=True))
        if one.isdigit() and other.isdigit()
    )
    likely = told >= confidence.SURE
    signed, plain = seen is not None, seen is not None and seen.plain
    return Figure(text, looks(held), sizes, told >= sure, likely, signed, plain, script_of(text), gaps)


def _part(row: Row, box: Box) -> Row:
    """The pieces of a row that stand in the box of one of its words."""
    inside = [k for k, piece in enumerate(row.boxes) if box.x0 <= (piece.x0 + piece.x1) / 2 <= box.x1]
    return Row([row.boxes[k] for k in inside], [row.pieces[k] for k in inside], row.height)


def counting(one: Figure) -> Figure:
    """The figure of a cell that counts its column: sure, and of the script of its digits, whatever they look like."""
    return replace(one, sure=True, likely=True, counts=True, script="latin" if one.text.isascii() else "bengali")


class Kin:
    """The glyphs of a page's figures, each beside all others."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """`figures`: all of the page that could be cut into glyphs, sure ones and others."""
        self._of = np.array([k for k, one in enumerate(figures) for _ in one.text])
        self._told = np.array([label for one in figures for label in one.text])
        self._labels = np.array([label for one in figures for label in one.text.translate(_SAME)])
        self._bengali, self._latin = (
            np.array([one.script == script for one in figures], bool) for script in ("bengali", "latin")
        )
        self._sure, self._likely = (
            np.array([getattr(one, name) for one in figures for _ in one.text], bool) for name in ("sure", "likely")
        )
        self._plain = np.array([one.plain for one in figures for _ in one.text], bool)
        self._figures = figures
        gaps = [gap for one in figures for gap in one.gaps]
        self._usual_gap = float(np.median(gaps)) if gaps else 0.0
        self._likeness = np.zeros((0, 0), np.float32)
        self._sized = np.zeros((0, 0), bool)
        self._dashes = np.zeros(0, bool)
        if figures:
            shapes, sizes = (np.concatenate([getattr(one, name) for one in figures]) for name in ("shapes", "sizes"))
            self._likeness = shapes @ shapes.T
            self._dashes = (sizes[:, 0] <= _LOW) & (sizes[:, 1] >= _LONG * sizes[:, 0]) & (self._labels == "-")
            self._sized = np.abs(sizes[:, None] - sizes[None]).max(axis=2) < _SAME_SIZE
        kin = self._sized & (self._likeness >= _ALIKE) & (self._labels[:, None] == self._labels)
        often = (kin & (self._of[:, None] != self._of)).sum(axis=1) + 1 >= _OFTEN if figures else self._sure
        self._known = frozenset(self._labels[self._sure].tolist())
        self._seen = self._known | frozenset(self._labels[often].tolist())

    def proves(self, k: int) -> bool:
        """Whether every glyph of figure `k` is proven, and white between two of its digits tells of no lost point."""
        if max(self._figures[k].gaps, default=0.0) > self._usual_gap + _WIDER or self.is_strange(k):
            return False
        return all(self._is_proven(int(at)) for at in np.flatnonzero(self._of == k))

    def is_strange(self, k: int) -> bool:
        """Whether a ১ of figure `k` looks like few of the others: a worn ৯ is read as one, and as surely.

        Not where the page has ৯s, and they are less like it. Of 29 figures which have a ১ like few others on 262 pages,
        all 16 wrong ones are on pages on which no ৯ was read, and eleven of the 13 right ones have two ৯s beside them.
        """
        if self._figures[k].counts:
            return False
        for at in np.flatnonzero((self._of == k) & (self._labels == "১")):
            others, nines = (
                np.sort(self._likeness[at, (self._of != k) & (self._labels == label) & self._likely]) for label in "১৯"
            )
            if others.size < _MANY or others[-_OFTEN] >= _FOREIGN or np.median(others) >= _FOREIGN_MEDIAN:
                continue
            if nines.size < _TWO or nines[-1] > others[-_OFTEN] - _LESS:
                return True
        return False

    def tells_script(self, k: int) -> bool:
        """Whether each ৪, ৭, 8 and 9 of figure `k` looks like one of a figure whose script is plain."""
        plain = (self._bengali | self._latin)[self._of] & self._sure
        return all(
            self._alike(int(at), plain & (self._labels == self._labels[at])).any()
            and not self._near(int(at), plain & (self._labels == _TWIN[str(self._labels[at])])).any()
            for at in np.flatnonzero(self._of == k)
            if self._labels[at] in _TWIN
        )

    def tells_apart(self, k: int) -> bool:
        """The same, and the page shows in plain figures what each of them would look like in the other script."""
        plain = (self._bengali | self._latin)[self._of] & self._sure
        twins = {_TWIN[str(label)] for label in self._labels[self._of == k] if label in _TWIN}
        return twins <= set(self._labels[plain].tolist()) and self.tells_script(k)

    def _is_proven(self, at: int) -> bool:
        others = self._of != self._of[at]
        same = others & (self._labels == self._labels[at])
        if self._dashes[at]:
            return not self._near(at, others & ~same).any()
        label = str(self._labels[at])
        so_written = same & (self._told == self._told[at]) & (self._likeness[at] >= _NEARLY)
        if label in _SAME.values() and not so_written.any():
            return False  # the same number, but the glyph of the other script: ২ among 2s
        if label == "%" and self._figures[self._of[at]].signed:
            own = same & (self._likeness[at] >= _SIGN_ALIKE)
            told = (own & self._sure).any() or (self._plain[at] and (own & self._plain).sum() + 1 >= _OFTEN)
            return bool(told) and not self._near(at, others & ~same).any()
        rivals = self._rivals(at, others & ~same)
        alike = self._alike(at, same)
        surely = self._likeness[at, alike & self._sure]
        own = np.sort(self._likeness[at, alike])
        if surely.size:
            likeness = float(surely.max())
        elif own.size + 1 >= _OFTEN and self._can_be_no_other(label, alike):
            likeness = float(own[1 - _OFTEN])
        else:
            return self._likest(at, same & self._sure & self._sized[at], rivals)
        return not self._like_another(at, rivals, likeness)

    def _likest(self, at: int, own: _Flags, rivals: _Flags) -> bool:
        """Whether one digit, surely read, is by far the most like a glyph: a worn one, or one in another weight.

        In another weight it is less like it; then all ten digits must be known. Worn, an 8 may be a ৪: these are told
        apart in figures whose other digits tell the script.
        """
        if not own.any() or (str(self._labels[at]) in _TWIN and self._figures[self._of[at]].script is None):
            return False
        likeness = float(self._likeness[at, own].max())
        apart = (1 - float(self._likeness[at, rivals].max(initial=0.0))) / max(1 - likeness, 1e-6)
        if likeness >= _NEARLY and apart >= _WORN_APART:
            return True
        known = any(digits <= self._known for digits in _DIGITS if self._labels[at] in digits)
        return known and likeness >= _SIMILAR and apart >= _BY_FAR

    def _can_be_no_other(self, label: str, alike: _Flags) -> bool:
        """Whether glyphs alike that were often read as one digit or mark, never surely, can be nothing else.

        One digit may be taken for another each time it stands there, but then that other one has two looks, and it has
        none: where each of the ten was often read and has a look of its own, two would have to change places.
        """
        for digits in _DIGITS:
            if label in digits and (len((digits & self._known) - {label}) >= _KNOWN or digits - {label} <= self._seen):
                return True
        return label in "./" or (label == "%" and bool((alike & self._likely).any()))

    def _rivals(self, at: int, others: _Flags) -> _Flags:
        """The glyphs read otherwise than one: without those of its twin where its figure tells the script itself.

        What was read as the 8 of ৭8০ says nothing against the ৪ of ৪৫.
        """
        twin = _TWIN.get(str(self._labels[at]))
        mine, theirs = (self._bengali, self._latin) if self._labels[at] in BENGALI else (self._latin, self._bengali)
        if twin is None or not mine[self._of[at]]:
            return others
        return np.asarray(others & ((self._labels != twin) | theirs[self._of]))

    def _like_another(self, at: int, rivals: _Flags, own: float) -> bool:
        """Whether a glyph is nearly as like one of the rivals as it is (`own`) like its own digit."""
        most = float(self._likeness[at, rivals].max(initial=0.0))
        return most >= _TOO_LIKE or (most >= _LIKE_ANOTHER and 1 - most < _CLEARLY * (1 - own))

    def _alike(self, at: int, among: _Flags) -> _Flags:
        return np.asarray(among & self._sized[at] & (self._likeness[at] >= _ALIKE))

    def _near(self, at: int, among: _Flags) -> _Flags:
        return np.asarray(among & (self._likeness[at] >= _LIKE_ANOTHER))
