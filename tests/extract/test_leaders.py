"""Titles whose weight stands behind dots."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from printed import HIGH, text, words

from extract.model import Box
from extract.spacing.bodies import body_rows
from extract.spacing.leaders import has_leader, titled


def dots(x, count):
    return [Box(x + 4 * at, 5.5, x + 4 * at + 1.5, 7) for at in range(count)]


TITLE = words(0, 0, 6, 8)  # ends at 73


def test_a_weight_behind_lost_dots_belongs_to_its_title():
    # the dots in the middle were taken for dust, and the weight became a figure of the next column
    line = [*TITLE, *dots(75, 2), *dots(93, 2), Box(101, 0, 106, 7)]
    assert [(box.x0, box.x1) for box in titled(line, HIGH * 1.2, HIGH)] == [(0, 106)]


def test_a_figure_without_dots_before_it_is_another_text():
    line = [*TITLE, Box(90, 0, 95, 7)]
    assert len(titled(line, HIGH * 1.2, HIGH)) == 2
    assert len(titled([*TITLE, *dots(75, 2), *words(93, 0, 6)], HIGH * 1.2, HIGH)) == 2  # no weight


def test_dots_under_letters_and_in_numbers_lead_to_nothing():
    under = [Box(x, 5.5, x + 1.5, 7) for x in (4, 12, 20)]
    assert not has_leader([*TITLE, *under], HIGH)
    number = [Box(0, 0, 5, 7), *dots(6, 1), Box(9, 0, 14, 7), *dots(15, 1), Box(18, 0, 23, 7)]
    assert not has_leader(number, HIGH)
    assert has_leader([*TITLE, *dots(75, 4), Box(93, 0, 98, 7)], HIGH)


def test_a_led_title_within_the_first_column_is_one_cell():
    # ১. প্রাতিষ্ঠানিক ব্যবস্থা......১ in a wide first column, as close to the row below as two lines of one text
    sides = [0.0, 200.0, 260.0, 320.0, 380.0, 440.0]
    led = [*TITLE, *dots(75, 5), Box(97, 0, 102, 7)]
    rows = text(5, 14, (6, 7, 9), (7, 5)) + text(5, 46, (6, 7, 9), (7, 5))
    rows += [Box(x + 5, y, x + 12, y + 7) for y in (21.0, 53.0) for x in sides[1:-1]]
    found = body_rows([*led, *rows], sides, Box(0, -6, 440, 76), HIGH)
    assert [(round(title.x0), round(title.x1)) for title in found.titles] == [(0, 440)]
