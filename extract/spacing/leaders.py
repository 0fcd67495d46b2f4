"""Texts of a line of which a weight stands behind dots (১. প্রাতিষ্ঠানিক ব্যবস্থা.....৭): one title, whatever white is left.

Lone dots are taken for dust, so that white is where they stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Box
from extract.spacing.lines import around, columns_of

TITLE_GAP = 1.2  # text heights between words of one title, with nothing else in the row
DOTS, WEIGHT = 3.0, 2.5  # text heights: white where dots were lost, and the width of a weight
DOT, FEW = 0.35, 2  # text heights both ways that a dot has; so many of them on both sides of the white
LEADER = 3  # dots in a row that lead to a weight


def titled(line: Sequence[Box], gap: float, high: float) -> list[Box]:
    """Give the texts of a line, no white in which is as wide as `gap`; a title and the weight behind its dots are one.

    `high`: the usual height of a blob.
    """
    texts = columns_of(line, gap)
    if len(texts) < 2 or not all(_is_led(text, behind, high) for text, behind in pairwise(texts)):
        return [around(text) for text in texts]
    return [around(line)]


def is_near(text: Box, behind: Box, high: float) -> bool:
    """Tell whether what stands behind a text may be its weight, with lost dots between."""
    return behind.x0 - text.x1 <= DOTS * high and behind.x1 - behind.x0 <= WEIGHT * high


def has_leader(line: Sequence[Box], high: float) -> bool:
    """Tell whether dots run through a line, to the weight of a title; those under letters and in numbers don't."""
    letters = [box for box in line if not _is_dot(box, high)]
    free = [
        box for box in line if _is_dot(box, high) and not any(b.x0 <= (box.x0 + box.x1) / 2 <= b.x1 for b in letters)
    ]
    count = 0
    for box in sorted([*letters, *free], key=lambda box: box.x0):
        count = count + 1 if _is_dot(box, high) else 0
        if count == LEADER:
            return True
    return False


def _is_led(text: Sequence[Box], behind: Sequence[Box], high: float) -> bool:
    """Tell whether dots end a text or begin the next, which may be a weight."""
    letters = [box for box in behind if not _is_dot(box, high)]
    weight = around(letters or behind)
    if not is_near(around(text), Box(around(behind).x0, weight.y0, weight.x1, weight.y1), high):
        return False
    at_end = sum(1 for _ in _dots(sorted(text, key=lambda box: -box.x1), high))
    at_begin = sum(1 for _ in _dots(sorted(behind, key=lambda box: box.x0), high))
    return at_end + at_begin >= FEW


def _dots(boxes: Sequence[Box], high: float) -> Sequence[Box]:
    """Give the dots that come first in a row of blobs."""
    first = next((at for at, box in enumerate(boxes) if not _is_dot(box, high)), len(boxes))
    return boxes[:first]


def _is_dot(box: Box, high: float) -> bool:
    return max(box.x1 - box.x0, box.y1 - box.y0) <= DOT * high
