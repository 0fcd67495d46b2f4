"""The hidden layer of a scan, laid over the prepared picture of its page."""

import cv2
import numpy as np
import pytest

from extract.grid import Lattice, Place
from extract.model import Box
from ingest.imaging import Prepared
from ingest.layer.layers import Layer
from ingest.layer.runs import Run
from ingest.reading import hidden
from ingest.reading.ink import Ink
from ingest.reading.layout import Layout

WORD = Box(20, 30, 60, 40)  # points of an upright page of 200 × 100


def layer(*boxes, rotation=0, hidden_=True):
    runs = tuple(Run("১২", "১২", "F", "F#0", 10.0, box, hidden=hidden_) for box in boxes)
    return Layer(1, 200.0, 100.0, rotation, runs, ())


def prepared(*inked, size=(200, 400)):
    ink = np.zeros(size, np.uint8)
    for box in inked:
        cv2.rectangle(ink, (int(box.x0), int(box.y0)), (int(box.x1) - 1, int(box.y1) - 1), 255, -1)
    return Prepared(255 - ink, ink, (), (), 0, 0.0, 144.0, 1.0, False, False, np.eye(3))


def found(told, seen, shape, page):
    return hidden.witness(told, seen, shape, page, Ink(page.ink, page.dpi_here))


def test_its_words_stand_where_the_picture_shows_them():
    page = prepared(Box(40, 60, 120, 80))
    (word,) = found(layer(WORD), Box(0, 0, 200, 100), (200, 400), page).words
    assert (word.box, word.text) == (Box(40, 60, 120, 80), "১২")
    # the picture shows the lower right of the page only
    page = prepared(Box(0, 40, 80, 60), size=(180, 360))
    (word,) = found(layer(WORD), Box(20, 10, 200, 100), (180, 360), page).words
    assert word.box == Box(0, 40, 80, 60)


@pytest.mark.parametrize(
    ("rotation", "shown"),
    [(90, Box(60, 20, 70, 60)), (180, Box(140, 60, 180, 70)), (270, Box(30, 140, 40, 180))],
)
def test_a_page_that_lies_is_read_upright(rotation, shown):
    seen = (100, 200) if rotation == 180 else (200, 100)
    page = prepared(shown, size=seen)
    (word,) = found(layer(WORD, rotation=rotation), Box(0, 0, seen[1], seen[0]), seen, page).words
    assert word.box == shown  # where the picture as it is given has it; `transform` turns it


def test_a_layer_whose_words_stand_on_white_is_of_another_page():
    assert found(layer(WORD), Box(0, 0, 200, 100), (200, 400), prepared(Box(300, 10, 380, 20))) is None
    assert found(layer(WORD, hidden_=False), Box(0, 0, 200, 100), (200, 400), prepared(Box(40, 60, 120, 80))) is None


def test_cells_that_share_a_word_of_it_are_in_doubt():
    page = prepared(Box(40, 60, 120, 80))
    told = found(layer(WORD), Box(0, 0, 200, 100), (200, 400), page)
    cut = [Place(0, n, 1, 1, Box(x, 50, x1, 90)) for n, (x, x1) in enumerate(((10, 80), (80, 200), (200, 390)))]
    table = Lattice(Box(10, 50, 390, 90), 1, 3, tuple(cut))
    (doubted,) = hidden.doubted(Layout((table,), ()), told, 144.0).tables
    assert [place.doubtful for place in doubted.cells] == [True, True, False]
