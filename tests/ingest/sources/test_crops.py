"""Parts of a PDF's page as pixels."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pytest

from extract.model import Box
from ingest.sources.raster.crops import crop
from tests.ingest.sources.scans import page_objects, pdf

# a black bar of 40 × 10 points, its upper left corner at (30, 20) of a page of 200 × 100, with a white dent at its left
BAR = b"0 g 30 70 40 10 re f 1 g 30 70 10 5 re f"


def changed(content):
    objects = page_objects(b"", size="0 0 200 100")
    objects[3] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return objects


def shown(rotation=0, content=BAR):
    objects = changed(content)
    objects[2] = objects[2].replace(b"/Type/Page/", b"/Type/Page/Rotate %d/" % rotation)
    return pdfium.PdfDocument(pdf(objects))[0]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_part_of_a_page_comes_upright_whichever_way_it_is_shown(rotation):
    picture = crop(shown(rotation), Box(20, 10, 80, 40), rotation)
    height, width = picture.shape
    assert abs(width - 62 * 300 / 72) <= 2 and abs(height - 40.2 * 300 / 72) <= 2  # with a little around
    assert (picture[70, 60], picture[70, 200], picture[95, 200]) == (0, 0, 0)
    assert picture[95, 60] == 255  # the dent is at the lower left
    assert (picture[:, 0] == 255).all() and (picture[0] == 255).all()


def test_white_on_black_comes_as_black_on_white():
    picture = crop(shown(content=b"0 g 0 0 200 100 re f 1 g 30 70 40 10 re f"), Box(10, 10, 100, 50))
    assert picture[:4].min() == 255 and picture.min() == 0


def test_a_box_beside_the_page_and_a_huge_one():
    assert crop(shown(), Box(500, 500, 600, 600)).shape == (1, 1)
    picture = crop(shown(), Box(-1e9, -1e9, 1e9, 1e9))
    assert picture.dtype == np.uint8 and max(picture.shape) <= 4001
