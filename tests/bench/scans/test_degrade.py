import cv2
import numpy as np
import pytest

from bench.scans.degrade import QUALITIES, Recipe, degrade, mapped, recipe


def page(width=900, height=620):
    """A page with a table of rulings and four small marks far from them."""
    made = np.full((height, width), 255, np.uint8)
    for x in (100, 450, 800):
        cv2.line(made, (x, 100), (x, 400), 0, 3)
    for y in (100, 250, 400):
        cv2.line(made, (100, y), (800, y), 0, 3)
    for x, y in MARKS:
        cv2.rectangle(made, (x - 6, y - 6), (x + 6, y + 6), 0, -1)
    return made


MARKS = ((150, 150), (700, 150), (180, 500), (640, 540))


@pytest.mark.parametrize("quality", QUALITIES)
def test_a_page_is_degraded_the_same_each_time(quality):
    one, two = (degrade(page(), 200, recipe(quality, 5)) for _ in range(2))
    assert one.encoded == two.encoded
    assert np.array_equal(one.picture, two.picture)


def test_seeds_and_qualities_differ():
    assert recipe("poor", 1) != recipe("poor", 2)
    assert recipe("office", 1) != recipe("poor", 1)


def test_a_clean_page_is_left_alone():
    done = degrade(page(), 300, recipe("clean", 3))
    assert done.encoded is None
    assert np.array_equal(done.picture, page())
    assert np.array_equal(done.transform, np.eye(2, 3))


@pytest.mark.parametrize("seed", range(40))
def test_qualities_keep_their_measure(seed):
    office, poor = recipe("office", seed), recipe("poor", seed)
    assert abs(office.skew) <= 0.7 and office.jpeg == 60 and office.turned == 0
    assert abs(poor.skew) <= 2 and poor.jpeg == 35 and poor.turned in (0, 90, 180, 270)


def test_some_poor_pages_lie_turned():
    assert {recipe("poor", seed).turned for seed in range(60)} == {0, 90, 180, 270}


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [-2.0, 0.0, 1.3])
def test_the_transform_tells_where_points_went(turned, skew):
    done = degrade(page(), 300, Recipe(1, skew=skew, shift=(7.0, -11.0), turned=turned))
    for x, y in MARKS:
        x0, y0, x1, y1 = mapped(done.transform, (x - 9, y - 9, x + 9, y + 9))
        inside = done.picture[round(y0) : round(y1) + 1, round(x0) : round(x1) + 1] < 128
        at_y, at_x = inside.nonzero()
        want_x, want_y = done.transform @ np.array([x, y, 1.0])
        assert abs(at_x.mean() + round(x0) - want_x) < 0.6
        assert abs(at_y.mean() + round(y0) - want_y) < 0.6


def test_a_quarter_turn_exchanges_width_and_height():
    done = degrade(page(900, 620), 300, Recipe(1, turned=90))
    assert done.picture.shape == (900, 620)


def test_worn_rulings_leave_letters_alone():
    clean = page()
    done = degrade(clean, 300, Recipe(2, faint=0.5, broken=0.3))
    assert (done.picture[100:400, 449:452] > 60).any()
    for x, y in MARKS:
        box = slice(y - 6, y + 7), slice(x - 6, x + 7)
        assert np.array_equal(done.picture[box], clean[box])


def test_a_headline_of_a_word_is_no_ruling():
    # at 300 dpi a word's headline is up to some 300 pixels long
    clean = np.full((300, 900), 255, np.uint8)
    clean[100:105, 100:400] = 0
    done = degrade(clean, 300, Recipe(2, faint=0.9, broken=0.5))
    assert np.array_equal(done.picture, clean)


def test_light_text_on_a_dark_header_is_left_alone():
    clean = np.full((400, 900), 255, np.uint8)
    clean[50:250, 50:850] = 30
    clean[120:160, 200:700:20] = 255  # upright strokes of letters
    done = degrade(clean, 300, Recipe(2, faint=0.9, broken=0.5))
    assert np.array_equal(done.picture, clean)


def test_a_tinted_paper_makes_a_coloured_scan():
    done = degrade(page(), 200, Recipe(1, paper=220.0, tint=(1.0, 0.98, 0.9), jpeg=60))
    assert done.picture.ndim == 3
    assert done.picture[5, 5, 0] > done.picture[5, 5, 2]


def test_the_facts_are_plain_data():
    import json

    told = json.loads(json.dumps(degrade(page(), 200, recipe("poor", 4)).facts()))
    assert np.array(told["transform"]).shape == (2, 3)
    assert told["recipe"]["jpeg"] == 35
