import numpy as np
import pytest

from extract.model import Box
from ingest.engines import Region, strips
from ingest.engines.strips import EASY, Strip


def page():
    picture = np.full((300, 400), 255, np.uint8)
    picture[30:50, 20:200] = 0
    picture[90:110, 20:200] = 0
    return picture


def test_a_digit_keeps_the_size_that_it_has_beside_a_full_line():
    low, full = (strips.strip(page(), Box(20, 30, 40, y1), 30.0, EASY) for y1 in (45, 60))
    assert low.scale == full.scale and low.picture.shape == full.picture.shape
    assert (low.picture[0] == 255).all() and (low.picture[:, 0] == 255).all()


def test_words_come_back_in_pixels_of_the_page():
    row = "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\t১২"
    header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    blank = "5\t1\t1\t1\t1\t2\t0\t0\t1\t1\t95\t "
    cut = Strip(np.zeros((50, 50), np.uint8), 100.0, 200.0, 2.0)
    assert [(w.raw, w.box, w.confidence) for w in strips.words("\n".join([header, row, blank, ""]), cut)] == [
        ("১২", Box(105, 210, 120, 230), 0.965)
    ]


def test_every_region_gets_its_lines_and_regions_without_ink_none():
    seen = []

    def reader(picture, line, height):
        seen.append((line, height))
        return []

    cells = [Region(Box(0, 10, 300, 130)), Region(Box(300, 0, 400, 100)), Region(Box(0, 80, 300, 120), "line")]
    assert strips.read(page(), cells, reader) == [[], [], []]
    assert [line for line, _ in seen] == [Box(20, 30, 200, 50), Box(20, 90, 200, 110), Box(20, 90, 200, 110)]
    assert {height for _, height in seen} == {20}


@pytest.mark.parametrize("shape", [(1, 1), (2, 400), (300, 2)])
def test_pictures_of_any_size_are_read_without_complaint(shape):
    picture = np.zeros(shape, np.uint8)
    whole = Box(0, 0, shape[1], shape[0])
    cut = strips.read(picture, [Region(whole, "line")], lambda p, line, h: [strips.strip(p, line, h, EASY)])
    assert all(strip.picture.size for strip in cut[0])
