"""Dark grounds: heads of tables printed light on dark."""

from __future__ import annotations

import numpy as np

from ingest.imaging.background import LightCopy, dark_grounds


def test_print_right_below_a_dark_head_is_no_part_of_it():
    # the headlines of a row of text four pixels below were taken for its last row, and the head was left dark
    page = np.full((300, 620), 255, np.uint8)
    page[55:74, 44:576] = 53
    page[61:68, 60:64] = 255  # a letter
    page[78, 44:400] = 100
    page[79:84, 44:400:12] = 110
    assert dark_grounds(LightCopy(page, 4, 75.0)) == [(44, 55, 576, 74)]


def test_light_lines_in_a_dark_head_part_nothing():
    page = np.full((300, 620), 255, np.uint8)
    page[55:85, 44:576] = 53
    page[55:85, 200:203] = 255
    page[69:71, 44:576] = 255
    assert dark_grounds(LightCopy(page, 4, 75.0)) == [(44, 55, 576, 85)]
