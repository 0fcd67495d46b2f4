"""Doubts about tables that white told: rows and columns that the lines of text in their cells contradict."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from printed import HIGH, LINE, level, text, words

from extract.grid import Lattice, Place
from extract.model import Box, Ruling
from extract.spacing.bands import bands, line_pitch
from extract.spacing.columns import number_row
from extract.spacing.doubts import over_columns, told_by_white, with_white
from extract.spacing.rows import text as text_of

XS = (0.0, 100.0, 150.0, 200.0)
APART = 3 * LINE


def table(*heights):
    """A table of three columns whose rows end at these heights."""
    ys = (-10.0, *heights)
    cells = tuple(
        Place(row, col, 1, 1, Box(XS[col], ys[row], XS[col + 1], ys[row + 1]))
        for row in range(len(heights)) for col in range(3)
    )  # fmt: skip
    return Lattice(Box(XS[0], ys[0], XS[-1], ys[-1]), len(heights), 3, cells)


def printed(n_rows):
    """Rows of two lines of text and two figures."""
    boxes = []
    for at in range(n_rows):
        y = APART * at
        boxes += text(5, y, (5, 4), (6,)) + words(110, y, 2) + words(160, y, 2)
    return boxes


def doubted(lattice, boxes, drawn=()):
    return {(place.row, place.col) for place in with_white(lattice, boxes, drawn, 1.0).cells if place.doubtful}


def test_rows_that_their_lines_confirm_are_in_no_doubt():
    ends = [APART * at - 10 for at in range(1, 7)]
    assert doubted(table(*ends), printed(6)) == set()


def test_a_line_between_two_lines_of_one_text_puts_its_rows_in_doubt():
    ends = [APART * at - 10 for at in range(1, 7)]
    torn = [*ends[:2], ends[1] + LINE, *ends[2:]]
    assert {row for row, _ in doubted(table(*torn), printed(6))} >= {2, 3}


def test_a_row_of_two_rows_is_in_doubt_unless_its_lines_are_drawn():
    ends = [APART * at - 10 for at in (1, 2, 4, 5, 6)]
    assert {(2, 0), (2, 1), (2, 2)} <= doubted(table(*ends), printed(6))
    drawn = [level(y, XS[0], XS[-1]) for y in ends]
    assert doubted(table(*ends), printed(6), drawn) == set()


def test_an_empty_heading_or_column_puts_the_whole_table_in_doubt():
    ends = [APART * at - 10 for at in range(1, 7)]
    no_heading = [box for box in printed(6) if not (box.x0 >= 150 and box.y0 < ends[0])]
    no_column = [box for box in printed(6) if box.x0 < 150]
    for boxes in (no_heading, no_column):
        assert len(doubted(table(*ends), boxes)) == 18


def test_a_text_that_reaches_down_to_the_next_row_leaves_no_doubt_where_other_columns_part_clearly():
    ends = [APART * at - 10 for at in range(1, 7)]
    full = words(5, APART * 2 + 1.85 * LINE, 4)  # a third line, a little lower than the first two stand apart
    assert doubted(table(*ends[:2], ends[2] + 6, *ends[3:]), [*printed(6), *full]) == set()


def test_lines_as_near_as_those_of_one_text_are_in_doubt_though_other_columns_part_clearly():
    ends = [APART * at - 10 for at in range(1, 7)]
    full = words(5, APART * 3 - LINE, 4)
    assert {2, 3} <= {row for row, _ in doubted(table(*ends), [*printed(6), *full])}


def test_headings_stand_in_the_middle_though_texts_of_the_body_hang():
    ends = [APART * at - 10 for at in range(1, 7)]
    low = [Box(b.x0, b.y0 + 7, b.x1, b.y1 + 7) if b.y0 < ends[0] and b.x0 > 100 else b for b in printed(6)]
    assert doubted(table(*ends), low) == set()


def test_two_headings_in_one_cell_put_the_whole_table_in_doubt():
    ends = [APART * at - 10 for at in range(1, 7)]
    wide = [*printed(6), *words(75, 0, 3)]
    assert len(doubted(table(*ends), wide)) == 18
    assert doubted(table(*ends), [*printed(6), *words(75, APART, 3)]) == set()  # in the body a tab, or a dash


def test_a_column_of_the_last_words_of_another_puts_the_whole_table_in_doubt():
    # এবং এ, with এ in a column of its own
    ends = [APART * at - 10 for at in (1, 2)]
    boxes = text(5, 0, (5, 12), (6,)) + words(110, 0, 2) + words(160, 0, 2)
    boxes += text(5, APART, (5, 4), (6,)) + words(160, APART, 2)
    torn = [*boxes[:1], Box(30, 0, 97, HIGH), Box(102, 0, 107, HIGH), *(b for b in boxes[2:] if not 105 < b.x0 < 125)]
    assert len(doubted(table(*ends), torn)) == 6
    assert len(doubted(table(*ends), boxes)) == 0


def test_a_side_through_letters_puts_the_whole_table_in_doubt():
    ends = [APART * at - 10 for at in range(1, 7)]
    assert len(doubted(table(*ends[:2], ends[2] + 10 + HIGH / 2, *ends[3:]), printed(6))) == 18


def test_the_row_of_column_numbers_may_stand_near_to_others():
    xs = (0.0, 60.0, 120.0, 180.0, 240.0)
    ys = (-10.0, 11.0, 26.0, 60.0, 102.0, 144.0)
    cells = tuple(
        Place(row, col, 1, 1, Box(xs[col], ys[row], xs[col + 1], ys[row + 1])) for row in range(5) for col in range(4)
    )
    lattice = Lattice(Box(0, -10, 240, 144), 5, 4, cells)
    figures = [Box(x + 25, 14, x + 30, 14 + HIGH) for x in xs[:-1]]
    body = [box for y in (28, 70, 112) for x in xs[:-1] for box in text(x + 5, y, (6,), (4,))]
    head = [box for x in xs[:-1] for box in words(x + 5, 0, 6)]
    assert doubted(lattice, [*head, *figures, *body]) == set()


def test_two_figures_in_a_cell_put_the_column_in_doubt():
    ends = [APART * at - 10 for at in range(1, 7)]
    boxes = [*printed(6), *words(188, APART * 3, 1)]
    assert {(row, 2) for row in range(6)} <= doubted(table(*ends), boxes)


def test_a_table_counts_as_told_by_white_where_much_of_it_is_guessed():
    lattice = table(30.0, 60.0, 90.0)
    guessed = [Ruling(x, -5, x, 90, 0.0) for x in XS] + [level(y, XS[0], XS[-1]) for y in (30, 60)]
    assert told_by_white(lattice, guessed)
    assert not told_by_white(lattice, guessed[:1])
    assert not told_by_white(replace(lattice, box=Box(300, 300, 500, 400)), guessed)


def test_a_speck_in_the_number_row_leaves_it_one():
    boxes = [Box(x, 0, x + 4, HIGH) for x in (10, 60, 110, 160, 210)]
    field = Box(0, -5, 220, 100)
    assert len(number_row([*boxes, Box(180, 3, 181, 4)], field, HIGH)) == 5
    assert number_row([*boxes, Box(180, 3, 183, 4)], field, HIGH) == ()  # a dash: this is a row of figures


def test_a_low_sign_as_high_as_letters_is_no_line_of_its_own():
    # ৃ of কৃত in one column made lines 0.7 text heights apart, and with them a pitch that parted all dates of two lines
    boxes = [*words(5, 0, 4), Box(9, 6, 12, 6 + 0.6 * HIGH), *words(5, LINE, 4)]
    assert [len(column) for column in text_of(boxes, (0.0, 100.0), HIGH).lines] == [2]


def test_dates_of_two_lines_are_one_row_beside_single_figures_in_its_middle():
    # rows stand hardly further apart than lines (1.13); no column of figures has all its lines further apart
    boxes, y = [], 0.0
    for at in range(6):
        lines = 2 if at % 2 == 0 else 1
        middle = y + (lines - 1) * LINE / 2
        boxes += words(5, middle, 1) + words(45, middle, 5, 6, 5)
        for x in (150, 200, 250, 300, 350):
            boxes += text(x, y, (3, 2), (4,)) if lines == 2 else words(x, middle, 1)
        y += (lines - 1) * LINE + 1.13 * LINE
    body = text_of(boxes, (0.0, 40.0, 145.0, 195.0, 245.0, 295.0, 345.0, 390.0), HIGH)
    single = [at for at in range(7) if at in body.single]
    assert len(bands(body.lines, single, HIGH, line_pitch(body.lines, HIGH)).parts) == 5


def test_a_cell_over_columns_that_stand_apart_above_is_doubtful():
    drawn = table(50.0, 100.0, 150.0, 200.0)
    wide = replace(drawn.cells[10], colspan=2, box=replace(drawn.cells[10].box, x1=XS[3]))
    title = replace(drawn.cells[6], colspan=3, box=replace(drawn.cells[6].box, x1=XS[3]))
    cells = (*drawn.cells[:6], title, drawn.cells[9], wide)
    assert list(over_columns(replace(drawn, cells=cells))) == [id(wide)]
    head = replace(drawn.cells[1], colspan=2)
    assert not list(over_columns(replace(drawn, cells=(drawn.cells[0], head, *drawn.cells[3:]))))


def test_a_row_of_short_words_and_amounts_is_no_number_row():
    field = Box(0, 0, 400, 60)
    numbers = [Box(x, 20, x + 0.7 * HIGH, 20 + HIGH) for x in (10, 110, 210, 310)]
    assert len(number_row(numbers, field, HIGH)) == 4
    body = [Box(x, 20, x + 3 * HIGH, 20 + HIGH) for x in (110, 210, 310)]
    assert number_row([numbers[0], *body], field, HIGH) == ()
