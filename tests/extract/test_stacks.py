"""Rows, titles and heads of tables without rulings: what the lines of text tell together."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from printed import HIGH, LINE, centred, text, words

from extract.model import Box
from extract.spacing.bands import usual_pitch
from extract.spacing.bodies import body_cells, body_rows
from extract.spacing.ends import split
from extract.spacing.lines import without_dust
from extract.spacing.spanners import Head, spanners
from extract.spacing.stacks import Part, stacks
from extract.spacing.tables import white_cells

SIDES = (0.0, 100.0, 200.0, 250.0, 300.0, 350.0, 400.0)


def line(y):
    return Box(0, y, 30, y + HIGH)


def cells(boxes, foot, edges=SIDES, told=None):
    """The cells of a body as (row's height, first column, columns)."""
    field = Box(edges[0], -6.0, edges[-1], foot)
    found = body_cells(body_rows(boxes, edges, field, HIGH, told), edges, (), HIGH)
    return sorted((round(c.y0), edges.index(c.x0), edges.index(c.x1) - edges.index(c.x0)) for c in found)


def test_cells_over_two_rows_in_the_middle_of_which_their_texts_stand():
    # [১.১] সভা … ৪ over লক্ষ্যমাত্রা and অর্জন: the single lines between the rows were rows of their own
    targets = tuple(line(y) for y in (0, 20, 40, 60))
    over = tuple(line(y) for y in (10, 50))
    (found,) = stacks([Part((over, over, targets, targets, targets), -6, 73)], [2, 3, 4], HIGH, LINE)
    assert [round(part) for part in found.parts] == [14, 34, 54]
    assert found.begins == ((0, 2), (0, 2), (0, 1, 2, 3), (0, 1, 2, 3), (0, 1, 2, 3))


def test_no_cell_reaches_over_rows_of_two_cells_left_of_it():
    # the texts of the second and the third row stand as close as lines of one text; the areas part between them
    tops = (0, 14, 36, 50, 64.5, 78.5, 100, 114)
    rows = (7, 43, 71.5, 107)
    areas = tuple(line(y) for y in (25, 89))
    columns = (areas, areas, tuple(map(line, tops)), *[tuple(map(line, rows))] * 5)
    (found,) = stacks([Part(columns, -6, 127)], [3, 4, 5, 6, 7], HIGH, LINE)
    assert found.begins[:3] == ((0, 2), (0, 2), (0, 1, 2, 3))


def test_rows_of_single_lines_are_no_text_of_many_lines():
    # ten rows as far apart as each other were read as ten lines of one row
    boxes = [box for row in range(10) for x in SIDES[:-1] for box in words(x + 2, row * 18.0, 2)]
    assert len({y for y, _, _ in cells(boxes, 180.0)}) == 10


def test_a_title_that_fits_into_the_first_column_is_one_cell():
    # ১. প্রাতিষ্ঠানিক ব্যবস্থা…৫ is no wider than the column below it
    row = [box for x in SIDES[:-1] for box in words(x + 2, 0, 2)]
    boxes = [Box(b.x0, b.y0 + y, b.x1, b.y1 + y) for y in (0, 18, 54, 72) for b in row] + words(2, 36, 9, 5)
    found = cells(boxes, 84.0)
    assert [columns for _, first, columns in found if first == 0] == [1, 1, 6, 1, 1]
    assert len(found) == 4 * 6 + 1


def test_nothing_stands_below_a_last_title():
    row = [box for x in SIDES[:-1] for box in words(x + 2, 0, 2)]
    boxes = [Box(b.x0, b.y0 + y, b.x1, b.y1 + y) for y in (0, 18) for b in row] + words(2, 36, 9, 5)
    found = cells(boxes, 64.0)
    assert len(found) == 2 * 6 + 1 and found[-1][1:] == (0, 6)


def test_the_second_line_of_a_text_is_no_title():
    rows = [box for y in (0, 34, 68) for x in SIDES[1:-1] for box in words(x + 2, y, 2)]
    texts = [box for y in (0, 34, 68) for box in text(2, y, (6, 5), (4,))]
    assert {columns for _, _, columns in cells(rows + texts, 96.0)} == {1}


def head(boxes, end):
    return Head(tuple(boxes), SIDES, 0.0, end, HIGH, LINE, told=True)


def test_a_heading_no_wider_than_the_middle_one_of_its_three_columns():
    # অর্জন over ১ম কোয়ার্টার, ২য় কোয়ার্টার and মোট অর্জন; all others stand in the middle of the head
    over, under = [Box(312, 4, 338, 11)], [Box(x + 8, 32, x + 40, 39) for x in (250, 300, 350)]
    single = [Box(left + 8, 21.5, left + 40, 28.5) for left, _ in list(pairwise(SIDES))[:3]]
    found = spanners(head([*over, *under, *single], 50.0))
    assert [(first, last) for first, last, _ in found.headings] == [(3, 5)]


def test_headings_of_two_lines_are_no_heading_over_another():
    texts = [Box(left + 8, y, left + 40, y + 7) for left in SIDES[:-1] for y in (18, 32)]
    assert spanners(head(texts, 57.0)).headings == ()


def test_a_head_without_a_number_row_ends_above_the_rows():
    top = [box for left, right in pairwise(SIDES) for box in centred((left + right) / 2, 4, 3)]
    over = [Box(x0, 6, x1, 13) for x0, x1 in ((240, 310),)]
    low = [Box(x + 8, 28, x + 40, 35) for x in (200, 250, 300)]
    middle = [Box(x + 8, 17, x + 40, 24) for x in (0, 100, 350)]
    rows = [box for y in (50, 70, 90, 110) for x in SIDES[:-1] for box in words(x + 2, y, 2)]
    end = split([*over, *low, *middle, *rows], SIDES, Box(0, 0, 400, 125), HIGH).end
    assert end is not None and 35 < end < 50
    assert split([*top, *rows], SIDES, Box(0, -4, 400, 125), HIGH).end is not None


def test_lines_of_wrapped_texts_tell_the_pitch_where_torn_letters_stand_closer():
    whole = [[line(y) for y in (0, 14, 28, 60, 74, 88, 120, 134)], *([line(y) for y in (0, 60, 120)] for _ in range(4))]
    torn = [line(0), line(10), line(60), line(70)]
    assert round(usual_pitch([*whole, torn], HIGH)) == 14


def test_dust_alone_is_left_out_and_points_are_not():
    letters = words(0, 0, 4, 4)
    point, speck = Box(21, 6, 22, 7), Box(200, 50, 201, 51)
    assert point in without_dust([*letters, point, speck], HIGH)
    assert speck not in without_dust([*letters, point, speck], HIGH)


def test_a_cell_over_several_rows_may_begin_below_the_end_of_one_on_the_page_before():
    boxes = [b for at in range(4) for x in SIDES[1:-1] for b in words(x + 2, at * 3 * LINE, 2)]
    found = cells([*boxes, *words(2, 3 * LINE, 3)], 4 * 3 * LINE - 6)
    assert sum(column == 0 for _, column, _ in found) == 2


def test_a_heading_in_the_middle_above_names_at_the_left_makes_no_column():
    # জেলার নাম over মাদারীপুর, ভোলা …: none of the names reaches below the heading
    head = [*centred(100, 0, 3, 2), *(box for x in (240, 330, 420) for box in centred(x, 0, 5))]
    rows = [box for at in range(1, 7) for box in words(5, at * 1.07 * LINE, 3 + at % 3)]
    rows += [box for at in range(1, 7) for x in (240, 330, 420) for box in centred(x, at * 1.07 * LINE, 5)]
    found = white_cells([*head, *rows], Box(0, -6, 465, 7.2 * LINE), (), HIGH)
    assert len({(cell.x0, cell.x1) for cell in found}) == 4 and len(found) == 28


def test_blank_columns_at_the_left_go_on_from_the_page_before():
    rows = tuple(line(y) for y in (0, 40, 80))
    (found,) = stacks([Part(((), (), rows, rows, rows), -6, 110)], [2, 3, 4], HIGH, LINE)
    assert found.begins == ((0,), (0,), (0, 1, 2), (0, 1, 2), (0, 1, 2))


def test_a_text_at_the_top_of_two_rows_belongs_to_both():
    # প্রাতিষ্ঠানিক beside two rows, where lines of other columns were taken for rows of many texts
    many = tuple(line(y) for y in (0, 15.5, 31, 80, 95.5, 111))
    rows, area = (line(0), line(80)), (line(0),)
    (found,) = stacks([Part((area, area, many, rows, rows, rows, rows), -6, 130)], [3, 4, 5, 6], HIGH, LINE)
    assert found.begins[:4] == ((0,), (0,), (0, 1), (0, 1))


def test_the_first_line_of_a_text_in_its_column_is_no_title():
    # ১.২ শুদ্ধাচার above lines of its own text: those beside it stand half a line lower, and far from it
    sides = [0.0, 80.0, 160.0, 240.0, 320.0, 400.0]
    first = [box for at, lines in enumerate((3, 4, 3)) for box in text(2, 90.0 * at, *[(6, 5)] * lines)]
    others = [
        box for at, lines in enumerate((3, 4, 3)) for x in sides[1:-1]
        for box in words(x + 2, 90.0 * at + (lines - 1) * LINE / 2, 3)
    ]  # fmt: skip
    found = body_rows([*first, *others], sides, Box(0, -6, 400, 260), HIGH)
    assert found.titles == ()
