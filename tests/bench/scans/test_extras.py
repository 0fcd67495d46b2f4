import numpy as np
import pytest

from bench.scans.extras import EXTRAS, add

CELLS = [(200, 300, 500, 400), (500, 300, 800, 400)]
SIGNED = [(600, 900, 1000, 930)]


def page():
    made = np.full((1200, 1100), 255, np.uint8)
    made[300:304, 200:800] = 0
    made[500:504, 100:400] = 0
    return made


def added(name, seed=1):
    return add([name], page(), 200, seed, CELLS, SIGNED)


@pytest.mark.parametrize("name", EXTRAS)
def test_an_extra_is_the_same_each_time_and_is_told(name):
    picture, told = added(name)
    again, _ = added(name)
    assert picture.shape == (1200, 1100, 3)
    assert np.array_equal(picture, again)
    assert not np.array_equal(picture[..., 0], page())
    assert told
    assert all(one["box"][0] < one["box"][2] and one["box"][1] < one["box"][3] for one in told)


@pytest.mark.parametrize("name", ["stamp", "signature", "emblem", "holes", "border"])
def test_ink_lies_in_the_box_that_is_told(name):
    picture, told = added(name)
    changed = (picture != page()[..., None]).any(axis=2)
    for one in told:
        x0, y0, x1, y1 = (round(v) for v in one["box"])
        assert changed[max(y0 - 3, 0) : y1 + 3, max(x0 - 3, 0) : x1 + 3].any()
        changed[max(y0 - 3, 0) : y1 + 3, max(x0 - 3, 0) : x1 + 3] = False
    assert changed.mean() < 0.002


def test_a_page_without_a_signature_block_is_not_signed():
    picture, told = add(["signature"], page(), 200, 1, CELLS, [])
    assert told == []
    assert np.array_equal(picture[..., 0], page())


def test_a_bend_tells_how_deep_it_is():
    picture, (told,) = added("bend")
    rows = (picture[290:320, 548:552, 0] < 128).any(axis=1).nonzero()[0]
    assert rows.mean() + 290 - 301.5 == pytest.approx(told["deep"], abs=1.0)


def test_an_unknown_extra_is_refused():
    with pytest.raises(ValueError, match="coffee"):
        added("coffee")
