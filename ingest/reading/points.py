"""Points that stand in the picture of a figure and not in its text: 17.5 read as 175 is ten times too much.

An engine is as sure of such a text as of any other, so the ink is asked: a speck of a point's size, low between two
digits, that no mark of the text accounts for; or white between two digits as wide as if a point had stood there, which
a photocopy lost. And a comma is hardly more than a point: ২২,৫৮১ read as ২২.৫৮১ is a thousandth of it.

In the code of a row or a letter the points are put back, where each of its other characters is one piece of ink and
tells between which digits they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Word
from ingest.engines import FIGURES, Expected, Region
from ingest.engines.lines import inside
from ingest.reading import confidence
from ingest.scan import Picture

_HIGHEST = 0.3  # of the figure's height
_LOW = 0.6  # of the figure's height, from its top: a point's middle is lower
_LEAST = 0.003  # of the square of the figure's height is a point's area: less is dust
_WIDE = 0.5  # of the digits' height: 22 of 3,900 figures of digits alone that are right have white so wide in them
_WIDER = 0.25  # the same: so much more than between other digits of the page; of the 22, 12 have
_FEW = 5  # places between digits that tell how much that is; numbers that tell of commas read as points
_MARKS = {".": 1, ",": 1, ";": 1, ":": 2, "ঃ": 2, "%": 1}  # how many low specks each may be
_GROUPED = re.compile(r"[^.]*\d\.\d{3,}[^.\d]*")  # three digits or more behind the only point
_GROUPS = re.compile(r"\d{1,2}(,\d\d)+,\d{3}")  # lakhs and more
_THOUSANDS = re.compile(r"\d{1,2}\.\d{3}")
_DIGITS = frozenset("০১২৩৪৫৬৭৮৯0123456789")
_FIGURE = _DIGITS | frozenset(".,-/%()[]:")
_CODE = re.compile(r"\[[\d.]*\d[\d.]*\]|[\d.]*\d\.[\d.]*\d")  # [১.১১]; 67.05.60
_NUMBERS = frozenset({"number", "percent", "mark"})
_Stats = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of ink of a figure, from left to right: its digits and brackets, and the points between them.

    Rows of left, top, width, height, area in pixels.
    """

    digits: _Stats
    points: _Stats


def settled(ink: Picture, regions: Sequence[Region], found: Iterable[list[Word]]) -> list[list[Word]]:
    """The words of regions by the ink (height × width of the page, ink is not 0): codes with all their points.

    Figures whose ink has a point more, or a place for one, are in doubt, and so are those whose point may be the comma
    of thousands, or dust behind the last digit.
    """
    held = list(found)
    usual = _usual(
        _part(ink, word)
        for region, words in zip(regions, held, strict=True)
        if region.expects in FIGURES and len(words) == 1
        for word in words
        if len(word.raw) > 1 and _DIGITS.issuperset(word.raw) and word.confidence >= confidence.SURE
    )
    commas = sum(grouped(word.raw) != word.raw for words in held for word in words) >= _FEW
    return [
        [_settled(ink, word, region.expects, usual, commas) for word in words]
        for region, words in zip(regions, held, strict=True)
    ]


def _part(ink: Picture, word: Word) -> Picture:
    x0, y0, x1, y1 = inside(word.box, ink)
    return ink[y0:y1, x0:x1]


def _usual(figures: Iterable[Picture]) -> float | None:
    """White between two digits of a page, in their height; None where too few tell it. `figures`: digits alone."""
    gaps: list[float] = []
    for found in filter(None, map(_pieces, figures)):
        gaps += _gaps(found, float(np.median(found.digits[:, 3]))).tolist()
    return float(np.median(gaps)) if len(gaps) >= _FEW else None


def _gaps(found: _Pieces, high: float) -> NDArray[np.float64]:
    """White behind each digit but the last, in the height of digits."""
    left, width = found.digits[:, 0], found.digits[:, 2]
    return np.asarray((left[1:] - (left + width)[:-1]) / high, np.float64)


def _settled(ink: Picture, word: Word, expects: Expected | None, usual: float | None, commas: bool) -> Word:
    # `commas`: on this page they were read as points in numbers that can have none
    if _DIGITS.isdisjoint(word.raw) or not _FIGURE.issuperset(word.raw):
        return word
    part = _part(ink, word)
    wider = _WIDE if usual is None else usual + _WIDER
    # a point of a code is put back where white alone tells it: twelve of 137 poor pages, and none too many
    text = (
        pointed(part, word.raw, min(_WIDE, wider)) if expects not in FIGURES and _CODE.fullmatch(word.raw) else word.raw
    )
    if expects in _NUMBERS:
        text = text.replace(".", ",") if commas and _THOUSANDS.fullmatch(text) else grouped(text)
    doubtful = text != word.raw or _GROUPED.fullmatch(text) or (expects in _NUMBERS and text.endswith("."))
    if not doubtful and not lacking(part, text, np.inf if expects == "date" else max(_WIDE, wider)):
        return word
    return replace(word, raw=text, confidence=confidence.misfit(word.confidence))


def in_groups(words: Sequence[Word]) -> list[Word]:
    """The words of a cell; where its only one is a number in groups, with their commas: what its column is told by."""
    return [replace(word, raw=grouped(word.raw)) for word in words] if len(words) == 1 else list(words)


def grouped(text: str) -> str:
    """A number with commas where points were read between the groups of it that only commas part; else as it was.

    >>> grouped("২৯.৪০,০০০."), grouped("২৯,৬০.০০০"), grouped("২.৩১.৫০৮"), grouped("২.৫")
    ('২৯,৪০,০০০', '২৯,৬০,০০০', '২,৩১,৫০৮', '২.৫')
    """
    told = text.rstrip(".").replace(".", ",")
    several = "," in text or told.count(",") > 1  # no number has two points
    return told if several and "." in text and _GROUPS.fullmatch(told) else text


def lacking(ink: Picture, text: str, wide: float = _WIDE) -> bool:
    """Whether the ink of a figure has more points between its digits than its text, or white in which one was lost.

    `wide`: from how much white on, in the digits' height.
    """
    found = _pieces(ink)
    if found is None:
        return False
    if len(found.points) > sum(_MARKS.get(character, 0) for character in text):
        return True
    if not _DIGITS.issuperset(text) or len(found.digits) != len(text):
        return False
    return bool((_gaps(found, float(np.median(found.digits[:, 3]))) >= wide).any())


def pointed(ink: Picture, text: str, wide: float = _WIDE) -> str:
    """A code with the points that its ink shows, and those that left white where they stood.

    `wide`: from how much white on between two digits, in their height.
    As it was read where not each of its other characters is one piece of ink.
    """
    found = _pieces(ink)
    others = text.replace(".", "")
    if found is None or len(found.digits) != len(others):
        return text
    digits = np.array([character in _DIGITS for character in others])
    seen = np.searchsorted(found.digits[:, 0], found.points[:, 0])  # how many digits stand before each point
    lost = 1 + np.flatnonzero(_gaps(found, float(np.median(found.digits[digits, 3]))) >= wide)
    places = {int(k) for k in (*seen, *lost) if digits[k - 1 : k + 1].all()}
    places |= {at - text[:at].count(".") for at, character in enumerate(text) if character == "."}
    told = "".join("." * (k in places) + other for k, other in enumerate(others))
    return told if told.count(".") > text.count(".") else text


def _pieces(ink: Picture) -> _Pieces | None:
    """The pieces of a figure's ink; None where there are no two digits."""
    if not ink.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ink > 0, np.uint8), connectivity=8)
    if len(stats) < 3:  # the ground and two digits
        return None
    held = np.asarray(stats[1:][np.argsort(stats[1:, 0], kind="stable")], np.int32)
    x, y, width, height, area = held.T
    high = int(height.max())
    digits = height > 0.5 * high
    top = int(y[digits].min())
    point = (np.maximum(width, height) <= _HIGHEST * high) & (area >= max(2, _LEAST * high**2))
    low = y + height / 2 > top + _LOW * high
    between = (x > x[digits].min()) & (x + width < (x + width)[digits].max())
    return _Pieces(held[digits], held[point & low & between])
