import numpy as np
import pytest

from extract.model import Box
from ingest.engines.lines import binarise, lines, unruled, usual_height

PAGE = Box(0, 0, 400, 300)


def page(*inked):
    """A page of ink: (x0, y0, x1, y1) filled."""
    ink = np.zeros((300, 400), np.uint8)
    for x0, y0, x1, y1 in inked:
        ink[y0:y1, x0:x1] = 255
    return ink


def line(top, left=20, right=200):
    """A line as Bengali prints: a headline, letters hanging from it with white between."""
    return [(left, top, right, top + 4), *((x, top, x + 6, top + 24) for x in range(left, right, 16))]


def tops(found):
    return [(box.y0, box.y1) for box in found]


def test_no_ink_no_lines():
    assert lines(page(), PAGE) == []


def test_lines_from_the_top_with_tight_boxes():
    found = lines(page(*line(30), *line(80, 40, 120)), PAGE)
    assert found == [Box(20, 30, 202, 54), Box(40, 80, 120, 104)]


def test_marks_above_and_below_belong_to_their_line():
    found = lines(page((30, 22, 44, 28), *line(30), (60, 58, 70, 63), *line(80)), PAGE, 30.0)
    assert tops(found) == [(22, 63), (80, 104)]


def test_a_mark_that_stands_clear_above_its_letters_belongs_to_their_line():
    reph = (150, 60, 163, 72)  # as high above the letters as some fonts draw it
    found = lines(page(*line(20), reph, *((x, 76, x + 60, 109) for x in range(20, 190, 64)), *line(130)), PAGE, 26.0)
    assert tops(found) == [(20, 44), (60, 109), (130, 154)]


def test_a_dash_between_two_lines_is_a_line():
    assert len(lines(page(*line(20), (90, 54, 102, 57), *line(68)), PAGE, 24.0)) == 3


def test_a_mark_alone_is_a_line():
    assert lines(page((50, 40, 62, 44)), PAGE, 24.0) == [Box(50, 40, 62, 44)]


def test_a_speck_beside_lines_is_none():
    assert tops(lines(page(*line(30), (300, 200, 304, 204)), PAGE, 24.0)) == [(30, 54)]


def test_lines_that_touch_are_parted_where_ink_is_thinnest():
    found = lines(page(*line(30), (52, 54, 55, 60), *line(60), *line(100), *line(140)), PAGE, 24.0)
    assert len(found) == 4 and 54 <= found[0].y1 <= 60 and found[1].y0 == found[0].y1


def test_a_tall_line_is_not_cut_through_its_letters():
    tall = [(20, 30, 200, 34), *((x, 10, x + 6, 66) for x in range(20, 200, 16))]
    assert tops(lines(page(*tall), PAGE, 24.0)) == [(10, 66)]


def test_only_ink_inside_the_box_counts():
    found = lines(page(*line(30), *line(80)), Box(0, 70, 100, 120))
    assert found == [Box(20, 80, 100, 104)]


def test_the_usual_height_is_that_of_words():
    ink = page(*line(30), *line(80), (350, 150, 358, 190))
    boxes = [Box(0, 20, 400, 60), Box(0, 70, 400, 110), Box(340, 140, 400, 200)]
    assert usual_height(ink, boxes) == 24
    assert usual_height(page(), boxes) is None


def test_rulings_at_the_border_of_a_cell_are_no_ink_and_a_headline_near_it_is():
    ink = page((0, 0, 400, 2), (0, 0, 2, 300), *line(8))
    unruled(ink, PAGE)
    assert lines(ink, PAGE) == [Box(20, 8, 202, 32)]


@pytest.mark.parametrize("paper", [255, 235, 200])
def test_ink_is_found_on_grey_paper_too(paper):
    grey = np.full((60, 60), paper, np.uint8)
    grey[20:40, 20:40] = 40
    assert binarise(grey).sum() == 400 * 255


def test_a_ruling_that_begins_below_its_cell_s_corner_is_no_line_beside_a_digit():
    ink = page((396, 20, 398, 300), (200, 140, 216, 164))
    unruled(ink, PAGE)
    assert lines(ink, PAGE, 30.0) == [Box(200, 140, 216, 164)]
