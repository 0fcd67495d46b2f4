"""Blobs with the headline of their letters."""

from __future__ import annotations

import cv2
import numpy as np

from extract.model import Box
from extract.spacing.lines import Blob, core
from ingest.reading.headlines import blobs


def drawn(words, figures=()):
    """A page with words (left, headline, mark above, mark below) and figures (left, top): 60 and 12 pixels wide."""
    ink = np.zeros((600, 800), np.uint8)
    for x, y, above, below in words:
        ink[y : y + 3, x : x + 60] = 255
        for stem in (x + 5, x + 25, x + 50):
            ink[y : y + 24, stem : stem + 4] = 255
        if above:
            cv2.line(ink, (x + 26, y), (x + 32, y - 10), 255, 2)
        if below:
            ink[y + 24 : y + 32, x + 25 : x + 29] = 255
    for x, y in figures:
        cv2.ellipse(ink, (x + 6, y + 10), (6, 10), 0, 0, 360, 255, 1)
    return ink


def row(y, **marks):
    return [(40 + 90 * at, y, marks.get("above", at % 2), marks.get("below", at % 3 == 0)) for at in range(6)]


def test_marks_above_and_below_do_not_move_a_line():
    rows = [*row(100, above=True, below=False), *row(160, above=False), *row(220, above=False, below=False)]
    found = blobs(drawn(rows))
    first, second = (core([box for box in found if low < box.y1 < low + 60], 24.0) for low in (90, 150))
    assert second.y0 - first.y0 == 60
    assert second.y1 - first.y1 == 60


def test_figures_get_the_headline_of_the_words_beside_them():
    figures = [(105 + 90 * at, y + 8) for y in (100, 160) for at in range(5)]
    found = blobs(drawn(row(100) + row(160), [*figures, (700, 228)]))
    alone = next(box for box in found if box.x0 > 690)
    assert isinstance(alone, Blob)
    assert abs(alone.head - 220) <= 1


def test_ink_without_headlines_gives_plain_boxes():
    found = blobs(drawn([], [(50 * at, 100) for at in range(1, 14)]))
    assert len(found) == 13
    assert {type(box) for box in found} == {Box}
