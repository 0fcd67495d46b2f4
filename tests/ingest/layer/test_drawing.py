"""Paths → rulings."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.model import Box, Ruling
from ingest.layer.joints import sides
from ingest.layer.layers import Layers
from tests.ingest.layer.pdfs import made, text

FONTS = {"F": ("Nikosh", {"1": "১"})}


def rulings(content):
    found = Layers(made(content + "\n" + text(5, 5, "1"), fonts=FONTS)).page(1).rulings
    return sorted((round(r.x0), round(r.y0), round(r.x1), round(r.y1)) for r in found)


@pytest.mark.parametrize(
    "drawn",
    [
        "1 w 20 100 m 220 100 l S",
        "20 99.5 200 1 re f",
        "[3 2] 0 d 1 w 20 100 m 220 100 l S",
        "q 20 99.5 200 1 re W n 0 0 300 200 re f Q",  # a page-wide area, clipped to a line
        "2 0 0 2 0 0 cm 0.5 w 10 50 m 110 50 l S",
    ],
)
def test_what_looks_like_a_line_is_one(drawn):
    assert rulings(drawn) == [(20, 100, 220, 100)]


def test_a_row_of_dots_is_a_line():
    dots = " ".join(f"{x} 99.5 1 1 re f" for x in range(20, 220, 2))
    assert rulings(dots) == [(20, 100, 219, 100)]


@pytest.mark.parametrize("drawn", ["1 g 20 99.5 200 1 re f", "1 G 20 100 m 220 100 l S", "20 100 m 220 180 l S"])
def test_white_and_slanting_strokes_are_none(drawn):
    assert rulings(drawn) == []


def test_white_lines_on_a_dark_ground_part_cells():
    assert (100, 80, 100, 120) in rulings("0 g 20 80 200 40 re f 1 G 1 w 100 80 m 100 120 l S")


def test_shaded_cells_end_where_the_shade_does():
    shade = [(20, 80, 20, 120), (20, 80, 80, 80), (20, 120, 80, 120), (80, 80, 80, 120)]
    assert rulings("0.8 g 20 80 60 40 re f") == shade


def test_a_shade_inside_a_ruled_table_draws_nothing():
    ruled = "1 w " + " ".join(f"{x} 40 m {x} 160 l S" for x in (20, 120, 220))
    ruled += " " + " ".join(f"20 {y} m 220 {y} l S" for y in (40, 100, 160))
    assert len(rulings(ruled + " 0.8 g 30 110 40 20 re f")) == 6


LEVELS = [Ruling(x0, y, x1, y) for y in (10, 30, 50) for x0, x1 in ((10, 60), (60, 110), (110, 200))]
WORDS = [Box(x, y, x + 20, y + 8) for y in (15, 35) for x in (15, 65, 120)]


def uprights(levels, words):
    return sorted({(r.x0, r.y0, r.y1) for r in sides(levels, words) if not r.level})


def test_pieces_of_level_lines_tell_columns():
    assert uprights(LEVELS, WORDS) == [(x, y, y + 20) for x in (10, 60, 110, 200) for y in (10, 30)]


def test_no_side_runs_through_a_text():
    section = [*WORDS[:3], Box(15, 35, 150, 43)]
    assert [x for x, y, _ in uprights(LEVELS, section) if y == 30] == [10, 200]


def test_whole_lines_and_ruled_tables_tell_none():
    assert uprights([Ruling(10, y, 200, y) for y in (10, 30, 50)], WORDS) == []
    assert uprights([*LEVELS, Ruling(60, 10, 60, 50)], WORDS) == []


def test_a_body_without_lines_is_parted_by_its_rows():
    levels = [Ruling(x0, y, x1, y) for y in (10, 110) for x0, x1 in ((10, 60), (60, 110), (110, 200))]
    words = [Box(x, y, x + 20, y + 8) for y in (15, 35, 55, 75, 95) for x in (15, 65, 120)]
    assert len({r.y0 for r in sides(levels, words) if r.level}) == 6


def level(y, *places):
    return [Ruling(a, y, b, y) for a, b in pairwise(places)]


def test_a_heading_in_the_middle_one_of_three_columns_stands_over_all():
    # অর্জন over ১ম, ২য় and মোট with level lines only: two values of the columns beside it were lost
    lines = [
        *level(10, 10, 60, 110, 160, 210, 260), *level(30, 110, 160, 210, 260),
        *(r for y in (50, 70) for r in level(y, 10, 60, 110, 160, 210, 260)),
    ]  # fmt: skip
    words = [Box(175, 15, 195, 23), *(Box(x, 35, x + 20, 43) for x in (125, 175, 225))]
    words += [Box(x, 26, x + 20, 34) for x in (25, 75)] + [Box(x + 5, 55, x + 20, 63) for x in (10, 60, 110, 160, 210)]
    found = uprights(lines, words)
    assert {x for x, y, _ in found if y == 10 and x > 60} == {110, 260}
    assert [x for x, y, _ in found if y == 30] == [110, 160, 210, 260]
    assert (60, 10, 50) in found
