"""A point that an engine loses makes a figure ten times too large: the ink tells."""

import numpy as np
import pytest

from extract.model import Box, Word
from ingest.reading import confidence, points


def figure(point=None, digits=3, size=3):
    """Digits 20 pixels high, 12 apart, and a point of `size` pixels either way with its corner at `point`."""
    ink = np.zeros((32, 12 * digits + 8), np.uint8)
    for n in range(digits):
        ink[6:26, 4 + 12 * n : 11 + 12 * n] = 255
    if point:
        x, y = point
        ink[y : y + size, x : x + size] = 220
    return ink


@pytest.mark.parametrize(
    ("ink", "text", "unread"),
    [
        (figure((24, 23)), "১৭৫", True),
        (figure((24, 23)), "১৭.৫", False),
        (figure((24, 23)), "১৭,৫", False),
        (figure(), "১৭৫", False),
        (figure((24, 23), size=1), "১৭৫", False),  # dust
        (figure((24, 8)), "১৭৫", False),  # high up: dirt, or the hook of a digit
        (figure((40, 23)), "১৭৫", False),  # behind the last digit it changes nothing
        (figure((12, 23), digits=1), "১", False),
        (np.zeros((32, 40), np.uint8), "", False),
    ],
)
def test_a_point_that_the_text_lacks(ink, text, unread):
    assert points.unread(ink, text) is unread


@pytest.mark.parametrize(
    ("raw", "sure"), [("২২.৫৮১", False), ("২.২৭৬০৮", False), ("২২.৫", True), ("২২,৫৮১", True), ("১.১.১০০", True)]
)
def test_a_point_before_three_digits_may_be_a_comma(raw, sure):
    [[word]] = points.in_doubt(np.zeros((20, 90), np.uint8), [[Word(raw, Box(0, 0, 90, 20), 0.99)]])
    assert (word.confidence >= confidence.SURE) is sure
