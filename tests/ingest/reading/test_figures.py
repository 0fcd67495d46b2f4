from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.model import Box, Word
from ingest.engines.lines import binarise
from ingest.reading import figures
from ingest.reading.figures import rows, runs
from ingest.reading.glyphs import LABELS, MEASURES, OTHER, SIDE, chances, frame, patch, pieces

PAGE = cv2.imread(str(Path(__file__).parent / "figures.png"), cv2.IMREAD_GRAYSCALE)  # drawn in Noto Sans Bengali
INK = binarise(PAGE)
DIGITS, DATE, PERCENT, WORD = Box(0, 10, 520, 62), Box(0, 66, 200, 118), Box(240, 66, 360, 118), Box(380, 66, 520, 118)
HIGH = 26.0


def read(*boxes, words=None):
    held = [(box, words or []) for box in boxes]
    return [[run.text for run in runs(row)] for row in rows(PAGE, INK, held, HIGH)]


def test_bare_figures_are_read_glyph_by_glyph():
    assert read(DIGITS, DATE, PERCENT) == [["০১২৩৪৫৬৭৮৯"], ["৩১/০৭/২৩"], ["৯০%"]]


def test_a_word_is_no_figure():
    assert read(WORD) == [[]]


def test_figures_beside_a_word_are_a_run_of_their_own():
    (row,) = rows(PAGE, INK, [(Box(200, 66, 520, 118), [])], HIGH)
    (run,) = runs(row)
    assert run.text == "৯০%" and not run.whole and run.box.x1 < 360


def test_the_parts_of_a_per_cent_sign_are_one_piece():
    ink = np.zeros((60, 80), np.uint8)
    cv2.circle(ink, (20, 20), 7, 255, 2)
    cv2.line(ink, (28, 44), (46, 8), 255, 2)
    cv2.circle(ink, (54, 36), 7, 255, 2)
    assert len(pieces(ink, Box(0, 0, 80, 60), 36.0)) == 1


def test_dust_is_no_piece_and_a_decimal_point_is():
    ink = np.zeros((60, 80), np.uint8)
    ink[10:40, 10:30] = 255
    ink[36:41, 36:41] = 255
    ink[20, 60] = 255
    assert pieces(ink, Box(0, 0, 80, 60), 30.0) == [Box(10, 10, 30, 40), Box(36, 36, 41, 41)]


def test_the_digits_of_a_line_give_its_measure_and_a_dash_alone_has_none():
    digits, point = [Box(0, 10, 20, 40), Box(25, 12, 45, 42)], Box(50, 36, 55, 41)
    assert frame([*digits, point], 30.0) == (11.0, 30.0, True)
    assert frame([Box(0, 20, 15, 23)], 30.0) == (0.0, 30.0, False)


def test_the_network_gives_chances():
    given = chances(np.zeros((3, SIDE, SIDE), np.float32), np.zeros((3, MEASURES), np.float32))
    assert given.shape == (3, len(LABELS)) and np.allclose(given.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1)])
def test_a_patch_of_any_shape_has_its_size(shape):
    assert patch(np.zeros(shape, np.uint8), Box(0, 0, shape[1], shape[0])).shape == (SIDE, SIDE)


def test_a_misread_glyph_is_outvoted_by_those_that_look_like_it(monkeypatch):
    page = np.full((60, 400), 255, np.uint8)
    for x in range(20, 380, 40):
        cv2.circle(page, (x, 30), 11, 0, 3)

    def one_wrong(patches, sizes):
        given = np.full((len(patches), len(LABELS)), 1e-3, np.float32)
        given[:, LABELS.index("০")] = 0.9
        given[3, [LABELS.index("০"), LABELS.index("৫")]] = 0.4, 0.55
        return given

    monkeypatch.setattr(figures, "chances", one_wrong)
    (row,) = rows(page, binarise(page), [(Box(0, 0, 400, 60), [])], 24.0)
    (run,) = runs(row)
    assert set(run.text) <= {"০", " "}


def test_what_the_engine_read_is_one_more_opinion(monkeypatch):
    monkeypatch.setattr(figures, "chances", lambda p, s: np.full((len(p), len(LABELS)), 1 / len(LABELS), np.float32))
    line = Box(0, 66, 200, 118)
    (row,) = rows(PAGE, INK, [(line, [Word("৩১/০৭/২৩", line, 0.9)])], HIGH)
    assert [run.text for run in runs(row)] == ["৩১/০৭/২৩"]


@pytest.mark.parametrize(("x", "y"), [(190, 70), (230, 98)])
def test_a_speck_off_the_base_line_or_far_away_is_no_point(x, y):
    spotted = PAGE.copy()
    spotted[y : y + 5, x : x + 5] = 0
    (row,) = rows(spotted, binarise(spotted), [(Box(0, 66, 240, 118), [])], HIGH)
    assert [run.text for run in runs(row)] == ["৩১/০৭/২৩"]


def test_a_line_without_ink_has_no_run():
    assert read(Box(0, 0, 5, 5)) == [[]] and OTHER in LABELS
