"""Crops of a page's picture, as lines for the network."""

import numpy as np
import pytest

from extract.model import Box
from ingest.engines.recogniser import crop
from ingest.engines.recogniser.network import HEIGHT


@pytest.mark.parametrize("size", [(3, 3), (1, 400), (60, 8), (8, 20000), (40, 300)])
def test_a_crop_of_any_shape_is_a_line_of_bounded_width(size):
    picture = np.full((size[0] + 20, size[1] + 20), 255, np.uint8)
    box = Box(10, 10, 10 + size[1], 10 + size[0])
    picture[10 : 10 + size[0], 10 : 10 + size[1]] = 0
    cut = crop.cut(picture, box, 30.0)
    assert cut.ink.shape[0] == HEIGHT and crop.NARROWEST <= cut.ink.shape[1] <= 4200
    placed = cut.on_page(0, cut.ink.shape[1])
    assert (placed.x0, placed.x1) == pytest.approx((box.x0, box.x1), abs=1)


@pytest.mark.parametrize("size", [1, 2, 24, 700])
def test_levels_of_a_crop_are_its_median_and_its_outer_hundredths(size):
    grey = np.random.default_rng(size).integers(0, 256, (32, size), dtype=np.uint8)
    low, high = np.percentile(grey, (1, 99))
    assert crop._levels(grey) == pytest.approx((low, np.median(grey), high))
