"""Pages photographed aslant: their lines are made level and upright again; pages that lie flat stay as they are."""

import cv2
import numpy as np
import pytest

from extract.model import Box
from ingest.imaging import prepare
from ingest.imaging.draft import draft, draft_ink
from ingest.imaging.edges import outside
from ingest.imaging.keystone import keystone
from ingest.imaging.skew import slope
from tests.ingest.imaging.sheets import filled_table, prose, scanned, sheet, sloped

COLUMNS, ROWS = list(range(100, 1150, 130)), list(range(150, 1600, 60))
ASLANT = {
    "from below": [(0.03, 0), (-0.03, 0), (0, 0), (0, 0)],
    "from the right": [(0, 0.03), (0, 0), (0, 0), (0, -0.03)],
    "from a corner": [(0.06, 0.04), (-0.05, 0), (0, 0), (0, -0.03)],
    "leaning": [(0.04, 0), (0.04, 0), (0, 0), (0, 0)],
}


def photographed(page, shifts):
    """The page with its corners moved by these shares of its sides, and points of the page in the picture."""
    height, width = page.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + np.array(shifts, np.float32) * np.array([width, height], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved)
    return cv2.warpPerspective(page, matrix, (width, height), borderValue=255), matrix


@pytest.mark.parametrize("name", ASLANT)
def test_a_table_photographed_aslant_is_straightened(name):
    page = scanned(filled_table(sheet(), COLUMNS, ROWS))
    picture, matrix = photographed(page, ASLANT[name])
    prepared = prepare(picture, 150)
    assert prepared.keystone
    assert len(prepared.rulings) == len(prepare(page, 150).rulings)
    ends = np.array([[(COLUMNS[0], y), (COLUMNS[-1], y)] for y in ROWS], np.float64).reshape(1, -1, 2)
    here = cv2.perspectiveTransform(cv2.perspectiveTransform(ends, matrix), prepared.transform)[0].reshape(-1, 2, 2)
    rise = here[:, 1] - here[:, 0]
    across = 1 if prepared.rotation in (0, 180) else 0  # drawn letters don't tell which way is up
    assert np.abs(rise[:, across]).max() < 3


@pytest.mark.parametrize("name", ASLANT)
def test_places_are_told_in_the_picture_that_was_given(name):
    page = scanned(filled_table(sheet(), COLUMNS, ROWS))
    picture, matrix = photographed(page, ASLANT[name])
    prepared = prepare(picture, 150)
    first = cv2.perspectiveTransform(np.array([[[COLUMNS[0], ROWS[0]]]], np.float64), matrix)[0, 0]
    boxes = [prepared.in_picture(Box(line.x0, line.y0, line.x1, line.y1)) for line in prepared.rulings]
    assert min(abs(box.x0 - first[0]) + abs(box.y0 - first[1]) for box in boxes) < 12


def test_prose_photographed_aslant_is_straightened():
    picture, _ = photographed(scanned(prose(sheet())), ASLANT["from the right"])
    assert prepare(picture, 150).keystone


@pytest.mark.parametrize("degrees", [0.0, 0.4, -2.6, 4.8])
@pytest.mark.parametrize("drawn", ["table", "prose", "few words"])
def test_a_flat_page_has_no_keystone(drawn, degrees):
    page = sheet()
    if drawn == "table":
        page = filled_table(page, COLUMNS, ROWS)
    else:
        page = prose(page, bottom=1650 if drawn == "prose" else 300)
    copy, _ = draft(scanned(sloped(page, degrees)))
    ink = draft_ink(copy, outside(copy))
    assert keystone(ink, slope(ink)) is None
