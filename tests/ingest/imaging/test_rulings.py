"""Rulings: found as drawn, and only what is drawn."""

import cv2
import numpy as np
import pytest

from ingest.imaging import prepare
from ingest.imaging.drawn import Drawn
from ingest.imaging.joining import completed
from ingest.imaging.traces import Shades, Trace, followed, traces
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


def test_a_stretch_of_faint_dots_between_two_pieces_of_a_line_is_the_line_too():
    darkness, rng = np.zeros((40, 400), np.uint8), np.random.default_rng(3)
    darkness[20, :100] = darkness[20, 260:] = 24
    darkness[20, 100:260] = np.where(rng.random(160) < 0.6, 40, 0)  # of the columns 0.6 are dark
    left, right = (
        Drawn((Trace(a, b, np.full(b - a, 20, np.float32), 24, 24, 1, 0, (0, 0)),)) for a, b in ((0, 100), (260, 400))
    )
    (line,) = completed([left, right], (), darkness, 150)
    assert (line.start, line.end) == (0, 400)
    darkness[20, 150:230] = 0
    assert len(completed([left, right], (), darkness, 150)) == 2


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
    assert followed(Shades.of(np.zeros((20, 20), np.uint8), 150.0), np.zeros(0, np.float32), 20, 150.0) == []


def test_double_lines_that_cross_are_all_there():
    # the strokes of a dozen double level lines hung from every upright one like letters from a headline
    page, rows = sheet(), list(range(200, 1101, 45))
    for at in (0, 5):
        table(page, [x + at for x in COLUMNS], [y + at for y in rows], 2)
    levels, uprights = found(scanned(page))
    assert levels == pytest.approx(rows, abs=7)
    assert uprights == pytest.approx(COLUMNS, abs=7)


def test_stems_below_one_another_are_no_upright_line():
    # lines of a paragraph that begin alike; headlines, as long as pieces of rulings, were taken out like these
    page = sheet()
    for y in range(200, 600, 23):
        word(page, 200, y, 8, 20)
    assert found(scanned(page)) == ([], [])


# darkness down a column of figures on a bad scan, every second pixel: ১, ৪ and ১ with nothing between them
FIGURES = [
    11, 11, 10, 6, 9, 8, 12, 10, 18, 59, 117, 101, 88, 32, 15, 12, 5, 10, 12, 19, 12, 17, 9, 6, 9, 14, 22, 43, 6, 8, 11,
    4, 9, 7, 28, 97, 96, 129, 96, 106, 43, 11, 17, 9, 9, 18, 13, 7, 11, 6, 10, 17, 13, 10, 8, 10, 10, 5, 6, 15, 11, 39,
    106, 127, 93, 69, 11, 12, 16, 16, 12, 16, 16, 12,
]  # fmt: skip


def test_digits_over_one_another_in_noise_are_no_line():
    darkness = np.clip(np.random.default_rng(1).normal(0, 8, (200, 600)), 0, 255)
    column = np.repeat(FIGURES, 2).astype(float)
    darkness[99:102, 100 : 100 + len(column)] = column * np.array([[0.6], [1.0], [0.6]])
    assert traces(Shades.of(darkness.astype(np.uint8), 150.0), 150.0) == []
    darkness[99:102, 100:248] = np.maximum(darkness[99:102, 100:248], 36)  # a faint ruling through them is one
    assert len(traces(Shades.of(darkness.astype(np.uint8), 150.0), 150.0)) == 1


def test_a_dense_word_is_no_dark_ground():
    # half of a word in a bold display face was turned over, and the ruling above it torn
    page = filled()
    for n, x in enumerate(COLUMNS[:-1]):
        cv2.rectangle(page, (x + 20, ROWS[0] + 14), (x + 120, ROWS[0] + 38), INK, -1)
        for hole in range(x + 24, x + 112, 12):
            cv2.circle(page, (hole + n % 3, ROWS[0] + 30), 4, 255, -1)
            cv2.line(page, (hole + 6, ROWS[0] + 32), (hole + 6, ROWS[0] + 40), 255, 4)
    prepared = prepare(scanned(page), 150)
    assert np.median(prepared.grey[ROWS[0] + 16 : ROWS[0] + 22, COLUMNS[1] + 24 : COLUMNS[1] + 110]) < 100
