"""A stem of a letter that stands in line with a column's ruling opens no cell in a row that spans the columns."""

import cv2
import numpy as np
import pytest

from ingest import imaging


def page(*, stem, ground=255):
    """Three rows and two columns of 900 × 900; the middle row spans, with a stem (y from, to) in the ruling's line."""
    drawn = np.full((900, 900), 255, np.uint8)
    cv2.rectangle(drawn, (100, 100), (800, 300), ground, -1)
    for y in (100, 300, 380, 700):
        cv2.line(drawn, (100, y), (800, y), 0, 4)
    for x in (100, 800):
        cv2.line(drawn, (x, 100), (x, 700), 0, 4)
    for top, bottom in ((100, 300), (380, 700)):
        cv2.line(drawn, (450, top), (450, bottom), 0, 4)
    if stem:
        cv2.line(drawn, (450, stem[0]), (450, stem[1]), 0, 5)
        cv2.line(drawn, (400, stem[0] + 8), (520, stem[0] + 8), 0, 5)
    return drawn


def covered(found, x, top, bottom):
    """Share of the way from top to bottom that upright rulings at x cover."""
    parts = [(max(r.y0, top), min(r.y1, bottom)) for r in found.rulings if not r.level and abs(r.x0 - x) < 6]
    return sum(max(0, b - a) for a, b in parts) / (bottom - top)


@pytest.mark.parametrize("stem", [None, (312, 355), (316, 366)])
def test_a_stem_in_line_with_a_ruling_is_none(stem):
    found = imaging.prepare(page(stem=stem), 300)
    assert covered(found, 450, 310, 370) < 0.3
    assert covered(found, 450, 110, 290) > 0.9 and covered(found, 450, 390, 690) > 0.9


def test_rulings_on_the_grey_ground_of_a_header_stay():
    found = imaging.prepare(page(stem=None, ground=200), 300)
    assert covered(found, 450, 110, 290) > 0.9
