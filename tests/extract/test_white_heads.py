"""Heads and number rows of tables without rulings: what is one heading, what stands over several columns."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from printed import HIGH, LINE, centred, level, text, words

from extract.gaps import complete
from extract.grid import lattices
from extract.model import Box
from extract.spacing.columns import columns, number_row
from extract.spacing.ends import split
from extract.spacing.heads import head_cells
from extract.spacing.spanners import Head, spanners
from extract.spacing.tables import white_cells

A4 = (595.0, 842.0, 72.0)
SIDES = (0.0, 100.0, 200.0, 300.0, 400.0, 500.0)
FIELD = Box(0.0, 0.0, 500.0, 200.0)


def spots(boxes, rulings):
    (table,) = lattices([*rulings, *complete(boxes, rulings, *A4)], *A4, boxes)
    return [(cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells]


def test_headings_of_two_lines_whose_distance_marks_change_are_one_row():
    # জুলাই-সেপ্টেম্বর, জানুয়ারি-মার্চ: lines 49 to 67 apart where 59 is usual; a quarter of them made the pitch too small
    gaps = (11.8, 12.9, 13.5, 14.0, 15.9)
    boxes = [box for at, gap in enumerate(gaps) for y in (40, 40 + gap) for box in centred(100 * at + 50, y, 8)]
    boxes += centred(250, 10, 9, 9, 9)
    cells = head_cells(boxes, SIDES, Box(0, 0, 500, 70), HIGH)
    assert len(cells) == 6


def test_marks_above_the_letters_are_no_heading():
    # the reph of কর্মসম্পাদন, torn from its word, stood over four columns
    boxes = [box for at in range(5) for box in centred(100 * at + 50, 30, 8)]
    mark = Box(196, 20, 202, 24)
    assert spanners(Head((*boxes, mark), SIDES, 10, 60, HIGH, LINE, False)).headings == ()


def test_a_heading_over_several_columns_has_none_below_it_that_stands_across_two():
    over = centred(250, 10, 9, 9)
    below = [box for middle in (150, 250, 350) for box in centred(middle, 40, 8)]
    beside = [box for middle in (50, 450) for box in centred(middle, 26, 8)]
    head = Head((*over, *below, *beside), SIDES, 0, 60, HIGH, LINE, False)
    assert [(first, last) for first, last, _ in spanners(head).headings] == [(1, 3)]
    cut = Head((*over, *below, *beside), (0, 100, 200, 250, 300, 400, 500), 0, 60, HIGH, LINE, False)
    assert spanners(cut).cost > spanners(head).cost + 2


def numbers(starts, wide):
    return [Box(x, 50, x + w, 57) for x, w in zip(starts, wide, strict=True)]


def test_a_number_row_may_have_many_numbers_of_two_digits():
    # (১) … (১৪): more than a third are wide, all from the tenth on
    starts = [10 + 34 * at for at in range(14)]
    row = numbers(starts, [14] * 9 + [18] * 5)
    assert len(number_row(row, FIELD, HIGH)) == 14
    assert number_row(numbers(starts, [18] * 5 + [14] * 9), FIELD, HIGH) == ()


def test_parts_of_figures_beside_their_points_are_no_column_numbers():
    # ৯৭.৬% ৯৪.২%: the points were too small to be seen, and figures stood on both sides of them
    pairs = [(x, x + 14) for x in (10.0, 130.0, 250.0, 370.0, 470.0)]
    row = [box for left, right in pairs for box in (Box(left, 50, left + 10, 57), Box(right, 50, right + 10, 57))]
    assert number_row(row, FIELD, HIGH) == ()


def test_headings_over_columns_whose_words_stand_apart_leave_white_between_these():
    # বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, ২০২৬-২০২৭: the year was taken for a heading of the column below it
    row = numbers([45, 145, 245, 345, 445], [10] * 5)
    below = [box for at in range(5) for box in centred(100 * at + 50, 30, 8)]
    year = Box(262, 10, 410, 17)
    over = [Box(150, 10, 258, 17), year]
    body = [box for at in range(5) for box in centred(100 * at + 50, 80, 3)]
    found = columns([*row, *below, *over, *body], FIELD, HIGH)
    assert found is not None
    assert len(found.numbers) == 5
    assert [round(part, -1) for part in found.parts] == [100, 200, 300, 400]


def test_a_title_alone_under_a_head_with_column_numbers_makes_a_table():
    # the foot of a page: head, numbers and the title of the first section; the rows follow on the next page
    heads = [box for at in range(5) for box in centred(99 * at + 100, 110, 8)]
    row = [Box(99 * at + 98, 130, 99 * at + 103, 137) for at in range(5)]
    boxes = [*heads, *row, *words(55, 150, 6, 7)]
    assert spots(boxes, [level(100, 50, 545), level(165, 50, 545)]) == [
        *((row, column, 1, 1) for row in range(2) for column in range(5)), (2, 0, 1, 5),
    ]  # fmt: skip


def test_one_row_under_a_drawn_head_is_a_table():
    # a meeting's only decision: three columns, a line below their headings
    boxes = centred(75, 110, 4) + centred(220, 110, 10) + centred(450, 110, 8)
    boxes += words(55, 140, 1) + words(105, 140, 6, 7, 5, 6) + words(360, 140, 6, 8)
    assert spots(boxes, [level(y, 50, 545) for y in (100, 128, 160)]) == [
        (r, c, 1, 1) for r in (0, 1) for c in range(3)
    ]


def test_the_first_lines_of_a_single_row_are_no_head():
    # two cells of several lines and figures beside their first ones, alone on a page
    edges = [0.0, 100.0, 200.0, *(200.0 + 50 * at for at in range(1, 7))]
    boxes = text(5, 10, *[(6, 7)] * 3) + text(105, 10, *[(5, 6)] * 2)
    boxes += [box for at in range(6) for box in centred(225 + 50 * at, 10, 1)]
    assert split(boxes, edges, Box(0, 0, 500, 60), HIGH).end is None


def test_blank_columns_have_the_headings_that_stand_over_them():
    # ৮০% ৭০% ৬০% under লক্ষ্যমাত্রা ২০২১-২২, no figure below any: one column was made of three
    edges = [0.0, 100.0, 200.0, 250.0, 310.0, 370.0, 430.0, 490.0]
    middles = [(left + right) / 2 for left, right in pairwise(edges)]
    heads = [box for x in middles[:3] for box in centred(x, 26, 6)]
    heads += [box for x in middles[3:] for box in centred(x, 40, 4)] + centred(370, 10, 12, 7)
    body = [box for y in (70, 90, 110, 130) for x in edges[:2] for box in words(x + 4, y, 8, 6)]
    body += [box for y in (70, 90, 110, 130) for box in centred(225, y, 1)]
    cells = white_cells([*heads, *body], Box(0, 0, 490, 150), (), HIGH)
    assert len({cell.x0 for cell in cells}) == 7


def test_two_headings_abreast_are_of_two_columns():
    edges = [0.0, 100.0, 200.0, 300.0]
    heads = [box for middle in (50, 150, 250) for box in centred(middle, 10, 8)]
    cells = head_cells(heads, edges, Box(0, 0, 300, 30), HIGH)
    assert [(cell.x0, cell.x1) for cell in cells] == list(pairwise(edges))
