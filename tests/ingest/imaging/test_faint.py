"""Rulings that no pixel shows: found by the average along them, print and strokes of letters are none."""

import cv2
import numpy as np
import pytest

from ingest import imaging
from ingest.imaging.averaged import Line, supported
from ingest.imaging.drawn import Drawing, Drawn
from ingest.imaging.faint import faint, is_whole, replaced
from ingest.imaging.plain import plain
from ingest.imaging.traces import Trace
from tests.ingest.imaging.sheets import prose, sheet, table, word

DPI = 150.0
COLUMNS, ROWS = (100, 300, 560, 800, 1100), (200, 300, 420, 560, 760)
NOTHING = Drawing((), (), 1.0)


def line(start, end, at, darkness=100.0, cover=1.0):
    return Drawn((Trace(start, end, np.full(end - start, at, np.float32), darkness, darkness, cover, 0.0, (0.0, 0.0)),))


def grain(page, darker=0, seed=3):
    """The darkness of a page with the noise of its paper; `darker` where the page is not white."""
    noise = np.random.default_rng(seed).normal(8, 5, page.shape)
    return np.clip(noise + (page < 255) * float(darker), 0, 255).astype(np.uint8)


def worded(columns, rows):
    """A page with a word in every cell, and its ink."""
    page = sheet()
    for y in rows[:-1]:
        for x in columns[:-1]:
            word(page, x + 30, y + 40)
    return page, cv2.bitwise_not(page)


def test_lines_much_fainter_than_the_grain_are_found_with_their_ends():
    _, ink = worded(COLUMNS, ROWS)
    darkness = cv2.max(grain(table(sheet(), COLUMNS, ROWS), 4), ink)
    found = faint(darkness, cv2.threshold(ink, 64, 255, cv2.THRESH_BINARY)[1], NOTHING, DPI)
    assert [round(one.at) for one in found.level] == pytest.approx(ROWS, abs=2)
    assert sorted(round(one.at) for one in found.upright) == pytest.approx(COLUMNS, abs=2)
    assert all(one.start == pytest.approx(100, abs=5) for one in found.level)
    assert all(one.end == pytest.approx(760, abs=5) for one in found.upright)


def test_a_row_that_spans_the_columns_stays_one_cell():
    page = table(sheet(), COLUMNS, ROWS)
    page[303:418, 110:1090] = 255  # the second row has no uprights
    found = faint(grain(page, 6), np.zeros_like(page), NOTHING, DPI)
    inner = [one for one in found.upright if 150 < one.at < 1050]
    assert len(inner) == 6, "each of three columns has a piece above and one below"
    assert not any(one.start < 360 < one.end for one in inner)


@pytest.mark.parametrize("darker", [0, 40])
def test_paper_and_prose_have_no_lines(darker):
    page = prose(sheet())
    ink = cv2.bitwise_not(page)
    found = faint(cv2.max(grain(page, darker), ink), cv2.threshold(ink, 64, 255, cv2.THRESH_BINARY)[1], NOTHING, DPI)
    assert found == NOTHING


def test_a_table_that_shines_through_between_the_letters_of_a_page_is_none():
    page = prose(sheet())
    ink = cv2.threshold(cv2.bitwise_not(page), 64, 255, cv2.THRESH_BINARY)[1]
    rows = [y + 6 for y in range(164, 1500, 132)]  # through the letters of every third line
    darkness = cv2.max(grain(table(sheet(), (130, 430, 820, 1110), rows), 6), ink)
    assert faint(darkness, ink, NOTHING, DPI) == NOTHING


def test_pale_lines_across_a_dark_table_shine_through():
    columns, rows = range(100, 1101, 125), range(200, 801, 75)
    dark = Drawing(tuple(line(100, 1100, y) for y in rows), tuple(line(200, 800, x) for x in columns), 1.0)
    page = cv2.bitwise_not(table(sheet(), columns, rows))
    pale = grain(table(sheet(), [x + 60 for x in columns[:-1]], [y + 40 for y in rows[:-1]]), 8)
    assert faint(cv2.max(pale, page), np.zeros_like(page), dark, DPI) == Drawing((), (), 1.0)


def test_a_table_goes_on_faintly_below_its_dark_head():
    head = Drawing(
        tuple(line(100, 1100, y) for y in ROWS[:2]), tuple(line(200, 300, x) for x in COLUMNS), 1.0
    )  # fmt: skip
    darkness = grain(table(sheet(), COLUMNS, ROWS), 8)
    found = faint(darkness, np.zeros_like(darkness), head, DPI)
    assert [round(one.at) for one in found.level] == pytest.approx(ROWS[2:], abs=2)
    assert len(found.upright) == len(COLUMNS)
    assert all(one.end > 700 for one in found.upright)


def test_a_dashed_line_is_found_by_what_is_there_of_it():
    page = sheet()
    for x in COLUMNS:
        for y in range(200, 760, 9):
            page[y : y + 4, x : x + 2] = 60
    for y in ROWS:
        for x in range(100, 1100, 9):
            page[y : y + 2, x : x + 4] = 60
    darkness = cv2.bitwise_not(page)
    found = faint(cv2.max(darkness, grain(sheet())), darkness, NOTHING, DPI)
    assert (len(found.level), len(found.upright)) == (len(ROWS), len(COLUMNS))


def test_a_piece_hidden_by_print_is_what_the_others_are_there():
    blank = np.zeros((1000, 1240), np.uint8)
    page, ink = grain(table(sheet(1240, 1000), COLUMNS, ROWS), 8), blank.copy()
    ink[305:415, 560 - 12 : 560 - 3] = ink[305:415, 560 + 4 : 560 + 13] = 255  # print on both sides of an upright
    views = list(plain(page, ink, DPI))
    level = [Line(float(y), 0.0, 5.0, ((100.0, 1100.0),)) for y in ROWS]
    upright = [Line(float(x), 0.0, 5.0, ((200.0, 760.0),)) for x in COLUMNS]
    kept = supported([level, upright], [[], []], views, DPI)[1]
    assert kept[2].is_drawn(360, 0.0)
    stopping = page.copy()
    stopping[305:415, 110:1090] = grain(sheet(1240, 1000))[305:415, 110:1090]
    kept = supported([level, upright], [[], []], list(plain(stopping, ink, DPI)), DPI)[1]
    assert not kept[2].is_drawn(360, 0.0)


def test_faint_lines_are_looked_for_where_traced_ones_are_broken_or_end_in_the_open():
    level, upright = tuple(line(100, 1100, y) for y in ROWS), tuple(line(200, 760, x) for x in COLUMNS)
    assert is_whole(Drawing(level, upright, 1.0), DPI)
    assert not is_whole(Drawing(level, (), 1.0), DPI)
    assert not is_whole(Drawing(level, tuple(line(200, 800, x) for x in COLUMNS), 1.0), DPI)
    assert not is_whole(Drawing(level, tuple(line(200, 760, x, cover=0.9) for x in COLUMNS), 1.0), DPI)


@pytest.mark.parametrize(
    ("traced", "gone"),
    [
        (line(300, 500, 301, darkness=12.0), True),  # a piece of a faint line
        (line(300, 420, 350, darkness=12.0), True),  # none of the lines of their table
        (line(300, 420, 900, darkness=12.0), False),  # elsewhere
        (line(300, 500, 301, darkness=120.0), False),  # dark
    ],
)
def test_faint_lines_stand_for_what_was_traced_of_them(traced, gone):
    level, upright = (
        [line(100, 1100, y, darkness=6.0) for y in ROWS],
        [line(200, 760, x, darkness=6.0) for x in COLUMNS],
    )
    assert replaced(traced, level, upright, DPI) is gone


def test_a_page_is_given_its_faint_rulings(as_it_lies):
    page, _ = worded(COLUMNS, ROWS)
    noisy = np.clip(255 - cv2.max(grain(table(sheet(), COLUMNS, ROWS), 5), cv2.bitwise_not(page)), 0, 255)
    made = imaging.prepare(noisy.astype(np.uint8), DPI)
    assert sum(ruling.level for ruling in made.rulings) == len(ROWS)
    assert sum(not ruling.level for ruling in made.rulings) == len(COLUMNS)
