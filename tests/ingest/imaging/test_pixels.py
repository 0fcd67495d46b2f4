"""Windows over a picture, beside those of OpenCV."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.imaging.pixels import closed, narrowest, opened, widest


@pytest.mark.parametrize("size", [(1, 1), (7, 1), (1, 12), (16, 5), (80, 3)])
@pytest.mark.parametrize("shape", [(1, 1), (23, 40), (60, 9)])
def test_windows_give_what_opencv_gives(shape, size):
    picture = np.random.default_rng(5).integers(0, 256, shape, dtype=np.uint8)
    kernel = np.ones(size[::-1], np.uint8)
    assert np.array_equal(narrowest(picture, size), cv2.erode(picture, kernel))
    assert np.array_equal(widest(picture, size), cv2.dilate(picture, kernel))
    assert np.array_equal(opened(picture, size), cv2.morphologyEx(picture, cv2.MORPH_OPEN, kernel))
    assert np.array_equal(closed(picture, size), cv2.morphologyEx(picture, cv2.MORPH_CLOSE, kernel))
