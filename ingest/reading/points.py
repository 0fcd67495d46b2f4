"""Points that stand in the picture of a figure and not in its text: 17.5 read as 175 is ten times too much.

An engine is as sure of such a text as of any other, so the ink is asked: a speck of a point's size, low between two
digits, that no mark of the text accounts for. And a comma is hardly more than a point: ২২,৫৮১ read as ২২.৫৮১ is a
thousandth of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from extract.model import Word
from ingest.engines.lines import inside
from ingest.reading import confidence
from ingest.scan import Picture

_HIGHEST = 0.3  # of the figure's height
_LOW = 0.6  # of the figure's height, from its top: a point's middle is lower
_LEAST = 0.003  # of the square of the figure's height is a point's area: less is dust
_MARKS = {".": 1, ",": 1, ";": 1, ":": 2, "ঃ": 2, "%": 1}  # how many low specks each may be
_GROUPED = re.compile(r"[^.]*\d\.\d{3,}[^.\d]*")  # three digits or more behind the only point
_DIGITS = frozenset("০১২৩৪৫৬৭৮৯0123456789")
_FIGURE = _DIGITS | frozenset(".,-/%()[]:")


def in_doubt(ink: Picture, found: Iterable[list[Word]]) -> list[list[Word]]:
    """The words; figures whose ink (height × width of the page, ink is not 0) has a point more are in doubt.

    So are those whose point may be the comma of thousands.
    """
    return [[_doubted(ink, word) for word in words] for words in found]


def _doubted(ink: Picture, word: Word) -> Word:
    if _DIGITS.isdisjoint(word.raw) or not _FIGURE.issuperset(word.raw):
        return word
    x0, y0, x1, y1 = inside(word.box, ink)
    if not _GROUPED.fullmatch(word.raw) and not unread(ink[y0:y1, x0:x1], word.raw):
        return word
    return replace(word, confidence=confidence.misfit(word.confidence))


def unread(ink: Picture, text: str) -> bool:
    """Whether the ink of a figure has more points between its digits than its text."""
    if not ink.size:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ink > 0, np.uint8), connectivity=8)
    if len(stats) < 4:  # the ground, two digits and a point at least
        return False
    x, y, width, height, area = stats[1:].T
    figure = int(height.max())
    digits = height > 0.5 * figure
    top = int(y[digits].min())
    point = (np.maximum(width, height) <= _HIGHEST * figure) & (area >= max(2, _LEAST * figure**2))
    low = y + height / 2 > top + _LOW * figure
    between = (x > x[digits].min()) & (x + width < (x + width)[digits].max())
    return int((point & low & between).sum()) > sum(_MARKS.get(character, 0) for character in text)
