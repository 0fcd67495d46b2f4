"""Lines of bad scans: put together from faint pieces, and not drawn through a row that spans the columns."""

import cv2
import numpy as np
import pytest

from ingest.imaging import rulings
from ingest.imaging.drawn import Drawn
from ingest.imaging.joining import completed, cut_off, joined
from ingest.imaging.stops import stopped
from ingest.imaging.traces import Shades, Trace, traces

DPI = 150.0


def line(start, end, at, darkness=100.0, cover=1.0):
    return Drawn((Trace(start, end, np.full(end - start, at, np.float32), darkness, darkness, cover, 0.0, (0.0, 0.0)),))


def test_faint_lines_count_as_broken_and_wider_gaps_are_bridged():
    faint, whole = ([line(0, 200, 50, cover=c), line(220, 5000, 50, cover=c)] for c in (0.85, 1.0))
    assert [(one.start, one.end) for one in joined(faint, (), DPI)] == [(0, 5000)]
    assert len(joined(whole, (), DPI)) == 2
    assert len(joined(whole, (), DPI, [line(0, 900, 300, cover=0.85)])) == 1, "other lines of the page tell it too"


@pytest.mark.parametrize(("beside", "pieces"), [(0, 1), (150, 2)])
def test_dots_in_line_with_a_line_are_what_is_left_of_it_on_clean_paper(beside, pieces):
    darkness = np.zeros((60, 400), np.uint8)
    darkness[30, 100:240:3] = 90
    darkness[34:38, 100:240:2] = darkness[22:26, 100:240:2] = beside
    assert len(completed([line(0, 100, 30), line(240, 400, 30)], (), darkness, DPI)) == pieces


def test_a_line_is_cut_where_it_crosses_and_never_drawn_out_over_white():
    crossing = [line(0, 900, 100), line(0, 900, 140)]
    (over,) = cut_off([line(110, 400, 300)], [line(0, 900, 140), line(0, 900, 400)], DPI)
    assert over.start == 140
    (short,) = cut_off([line(140, 400, 300)], crossing, DPI)
    assert short.start == 140, "40 pixels of white lie between it and the line above"


def test_a_line_that_crosses_several_stands_wherever_it_ends():
    crossing = [line(0, 900, at) for at in (100, 160, 220)]
    assert rulings._stands(line(80, 245, 300), crossing, DPI)
    assert not rulings._stands(line(120, 150, 300), crossing, DPI)


def test_a_stem_beside_a_longer_line_is_none():
    long = line(100, 800, 300)
    assert rulings._without_stems([long, line(400, 600, 310)], DPI) == [long]
    column = line(400, 600, 320)
    assert rulings._without_stems([long, column], DPI) == [long, column]


def test_an_upright_that_runs_on_into_the_heading_over_it_is_found_by_its_clear_part():
    picture = np.zeros((120, 400), np.uint8)  # swapped: an upright lies in it
    picture[60, 20:320] = 150
    for at in range(24, 114, 9):
        picture[46:75, at : at + 3] = 200  # strokes of letters through it
    shades = Shades.of(picture, DPI)
    (trace,) = (one for one in traces(shades, DPI) if one.length > 100)
    assert not rulings._straight([trace], DPI, rulings.DOUBTFUL[1])
    (part,) = rulings._shortened([trace], [line(0, 400, 150), line(0, 400, 318)], shades, DPI, rulings.DOUBTFUL[1])
    assert (part.start, part.end) == (150, trace.end)


def banded(*, drawn=(), letters=()):
    """Upright lines (swapped: columns are rows of the page) over a band from 200 to 240, and the picture of them."""
    darkness = np.zeros((1000, 600), np.uint8)
    for at in range(100, 1000, 100):
        cv2.line(darkness, (100, at), (200, at), 100, 1)
        cv2.line(darkness, (240, at), (400, at), 100, 1)
    for at in drawn:
        cv2.line(darkness, (200, at), (240, at), 100, 1)
    for at in letters:
        cv2.line(darkness, (210, at), (232, at), 100, 1)  # a stem, and its letter beside it
        cv2.rectangle(darkness, (208, at - 6), (234, at - 4), 200, -1)
    lines = [line(100, 400, at) for at in range(100, 1000, 100)]
    return lines, [line(50, 950, at) for at in (100, 200, 240, 400)], darkness


def over_the_band(lines):
    return {round(one.at) for one in lines if one.start < 205 and one.end > 235}


def test_lines_that_were_joined_over_a_section_row_stop_at_it():
    lines, crossing, darkness = banded()
    assert over_the_band(stopped(lines, crossing, darkness, DPI, 0.35)) == set()
    assert all(one.end - one.start > 90 for one in stopped(lines, crossing, darkness, DPI, 0.35)), "the rest stays"


def test_letters_of_its_title_are_no_lines_and_what_is_drawn_is_one():
    lines, crossing, darkness = banded(drawn=(900,), letters=(200, 300))
    assert over_the_band(stopped(lines, crossing, darkness, DPI, 0.35)) == {900}


def test_where_many_lines_are_drawn_none_stops():
    lines, crossing, darkness = banded(drawn=(100, 200, 300, 400, 500))
    assert len(over_the_band(stopped(lines, crossing, darkness, DPI, 0.35))) == 9


def test_brackets_below_one_another_are_no_upright_beside_solid_level_lines():
    picture = np.zeros((60, 500), np.uint8)  # swapped: an upright lies in it
    for at in range(100, 400, 20):
        picture[30, at : at + 15] = 150
    bracketed, drawn = line(100, 400, 30, 150.0, 0.75), line(100, 400, 10, 150.0)
    picture[10, 100:400] = 150
    page = np.zeros((500, 900), np.uint8)
    page[100, :] = page[400, :] = 150
    level = [line(0, 900, at, 150.0) for at in (100, 400)]
    assert rulings._without_stacks(level, [bracketed, drawn], page, picture, DPI) == [drawn]
    page[:, ::6] = page[:, 1::6] = page[:, 2::6] = 0
    assert len(rulings._without_stacks(level, [bracketed, drawn], page, picture, DPI)) == 2, "its lines are dashed"


def test_a_short_line_between_two_long_ones_stands_and_a_lone_one_does_not():
    short, long = line(600, 780, 150), [line(100, 900, at) for at in (100, 200)]
    kept, _ = rulings._supported([short, *long], [], DPI)
    assert short in kept
    alone, _ = rulings._supported([short, long[0]], [], DPI)
    assert short not in alone


def test_a_line_wider_than_the_print_above_it_underlines_nothing():
    darkness = np.zeros((300, 1000), np.uint8)
    darkness[140:147, 640:760] = 200
    assert rulings._underlines(line(630, 770, 150), [], darkness, DPI)
    assert not rulings._underlines(line(560, 840, 150), [], darkness, DPI)
