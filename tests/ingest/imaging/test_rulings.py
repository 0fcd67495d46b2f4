"""Rulings: found as drawn, and only what is drawn."""

import cv2
import numpy as np
import pytest

from ingest.imaging import prepare
from ingest.imaging.traces import followed
from tests.ingest.imaging.sheets import INK, filled_table, lines_at, prose, scanned, sheet, sloped, table, word

pytestmark = pytest.mark.usefixtures("as_it_lies")

COLUMNS = [120, 300, 520, 700, 910, 1120]
ROWS = [200, 280, 360, 470, 600, 700]


def found(page, dpi=150):
    prepared = prepare(page, dpi)
    return lines_at(prepared, level=True), lines_at(prepared, level=False)


def assert_all_there(page, tolerance=4):
    levels, uprights = found(page)
    assert levels == pytest.approx(ROWS, abs=tolerance)
    assert uprights == pytest.approx(COLUMNS, abs=tolerance)


def filled():
    return filled_table(sheet(), COLUMNS, ROWS)


def test_a_table_is_found():
    assert_all_there(scanned(filled()))


@pytest.mark.parametrize("degrees", [0.4, -1.1])
def test_a_sloping_table_is_found(degrees):
    levels, uprights = found(scanned(sloped(filled(), degrees)))
    assert (len(levels), len(uprights)) == (len(ROWS), len(COLUMNS))


def test_faint_lines_are_found():
    page = sheet()
    for y in ROWS[:-1]:
        for x in COLUMNS[:-1]:
            word(page, x + 14, y + 22, 4)
    assert_all_there(scanned(table(page, COLUMNS, ROWS, 1, shade=200), noise=4))


def test_broken_lines_are_found_whole():
    page, rng = filled(), np.random.default_rng(7)
    for _ in range(40):
        at, x = rng.choice(ROWS), int(rng.integers(COLUMNS[0] + 20, COLUMNS[-1] - 20))
        cv2.circle(page, (x, int(at)), 4, 255, -1)
    assert_all_there(scanned(page))
    levels = [ruling for ruling in prepare(scanned(page), 150).rulings if ruling.level]
    assert all(ruling.x1 - ruling.x0 > 980 for ruling in levels)


def test_dotted_lines_are_found():
    page = sheet()
    for y in ROWS[:-1]:
        for x in COLUMNS[:-1]:
            word(page, x + 14, y + 22, 4)
    dotted = table(sheet(), COLUMNS, ROWS, 2)
    dotted[(np.add.outer(np.arange(page.shape[0]), np.arange(page.shape[1])) // 2) % 3 == 2] = 255
    assert_all_there(scanned(np.minimum(page, dotted)))


def test_a_double_line_is_one():
    page = filled()
    for y in ROWS:
        cv2.line(page, (COLUMNS[0], y + 5), (COLUMNS[-1], y + 5), INK, 2)
    assert_all_there(scanned(page), tolerance=7)


def test_a_bent_line_is_one():
    page = filled()
    y, x = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    bent = cv2.remap(page, x, y + 4 * np.sin(x / page.shape[1] * np.pi), cv2.INTER_LINEAR, borderValue=255)
    levels, _ = found(scanned(bent))
    assert len(levels) == len(ROWS)


def test_headlines_of_words_are_no_rulings():
    assert found(scanned(prose(sheet()))) == ([], [])


def test_an_underlined_word_is_no_table():
    page = prose(sheet())
    cv2.line(page, (120, 145), (330, 145), INK, 2)
    assert found(scanned(page)) == ([], [])


def test_what_shines_through_from_the_back_is_no_line():
    back = cv2.flip(filled_table(sheet(), [150, 420, 800, 1100], [900, 990, 1100, 1300]), 1)
    back = 255 - (255 - cv2.GaussianBlur(back, (0, 0), 1.5).astype(int)) // 6
    assert_all_there(scanned((filled().astype(int) * back // 255).astype(np.uint8)))


def test_lines_are_taken_out_of_the_ink_and_what_touches_them_is_left():
    page = table(sheet(), COLUMNS, ROWS)
    cv2.ellipse(page, (200, ROWS[1] - 11), (8, 10), 0, 0, 360, INK, 3)  # a zero that stands on a line
    cv2.line(page, (600, ROWS[2] - 14), (612, ROWS[2] + 14), INK, 3)  # a stroke that crosses one
    prepared = prepare(scanned(page), 150)
    pieces, _, stats, _ = cv2.connectedComponentsWithStats(prepared.ink, connectivity=8)
    assert pieces == 3
    zero, stroke = sorted(stats[1:], key=lambda piece: piece[0])
    assert zero[3] >= 18
    assert stroke[3] >= 26


def test_light_print_on_a_dark_row_is_turned_over():
    page = filled()
    page[ROWS[0] : ROWS[1], COLUMNS[0] : COLUMNS[-1]] = 255 - page[ROWS[0] : ROWS[1], COLUMNS[0] : COLUMNS[-1]]
    prepared = prepare(scanned(page), 150)
    row = prepared.grey[ROWS[0] + 8 : ROWS[1] - 8, COLUMNS[0] + 8 : COLUMNS[1] - 8]
    assert np.median(row) > 230
    assert row.min() < 100
    assert prepared.ink[ROWS[0] + 8 : ROWS[1] - 8, COLUMNS[0] + 8 : COLUMNS[1] - 8].any()


def test_a_path_of_no_length_holds_no_line():
    # a crossing line at the very last pixel of a row of letters left a part without a column
    assert followed(np.zeros((20, 20), np.uint8), np.zeros(0, np.float32), 20, 150.0) == []
