"""White space → rulings for tables that have none or only some."""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from drawn import spots_of, table
from printed import HIGH, LETTER, LINE, centred, level, text, upright, words

from extract.gaps import complete
from extract.grid import lattices
from extract.model import Box
from extract.spacing.heads import head_cells
from extract.spacing.ruled import _is_title

A4 = (595.0, 842.0, 72.0)
LEFT, RIGHT = 50.0, 545.0
STARTS = (55.0, 100.0, 250.0, 400.0, 450.0, 500.0)  # serial, activity, indicator, unit, weight, target
FRAME = [level(100, LEFT, RIGHT), level(96 + 8 * 40, LEFT, RIGHT)]


def tables_of(boxes, rulings=()):
    found = [*rulings, *complete(boxes, rulings, *A4)]
    return [spots_of(lattice) for lattice in lattices(found, *A4, boxes)]


def row(y, lines=1):
    """A row of a plan: figures in their columns, `lines` lines of text in the activity's."""
    boxes = words(STARTS[0], y, 1) + words(STARTS[3], y, 4) + words(STARTS[4], y, 1) + words(STARTS[5], y, 2)
    return boxes + text(STARTS[1], y, *[(6, 7, 5)] * lines) + text(STARTS[2], y, *[(5, 6)] * (1 + lines // 3))


def number_row(y):
    middles = (65, 170, 310, 412, 460, 515)
    return [Box(x - 2, y, x + 2, y + 7) for x in middles]


def plan(rows, top=110.0, gap=20.0):
    """Number row and rows of so many lines; the boxes and the height of the end."""
    boxes, y = number_row(top), top + gap
    for lines in rows:
        boxes += row(y, lines)
        y += (lines - 1) * LINE + gap
    return boxes, y


def plain(n_rows, n_cols):
    return tuple((r, c, 1, 1) for r in range(n_rows) for c in range(n_cols))


@given(st.lists(st.integers(1, 4), min_size=2, max_size=9))
@settings(max_examples=40, deadline=None)
def test_cells_of_several_lines_stay_one_between_two_lines(rows):
    boxes, end = plan(rows)
    assert tables_of(boxes, [level(100, LEFT, RIGHT), level(end, LEFT, RIGHT)]) == [plain(len(rows) + 1, 6)]


@example([1, 1, 3])  # nearly every line stands abreast: the last row's other lines were taken for a row
@given(st.lists(st.integers(1, 4), min_size=3, max_size=9))
@settings(max_examples=40, deadline=None)
def test_no_ruling_at_all(rows):
    boxes, _ = plan(rows)
    found = tables_of(boxes)
    assert [spots[-1][:2] for spots in found] == [(len(rows), 5)]


def test_only_level_rulings():
    boxes, y, rulings = number_row(110), 130.0, [level(100, LEFT, RIGHT), level(122, LEFT, RIGHT)]
    for lines in (1, 3, 2, 1):
        boxes += row(y, lines)
        y += (lines - 1) * LINE + 20
        rulings.append(level(y - 7, LEFT, RIGHT))
    assert tables_of(boxes, rulings) == [plain(5, 6)]


def test_a_label_that_reaches_over_rows_spans_them():
    boxes, end = plan((2, 3, 2), top=110)
    boxes = [box for box in boxes if box.x0 > 90 or box.y0 < 140]  # the serial stands in the first row alone
    assert tables_of(boxes, [level(100, LEFT, RIGHT), level(end, LEFT, RIGHT)])[0][6] == (1, 0, 3, 1)


def test_a_heading_over_several_columns_spans_them():
    boxes, end = plan((2, 1, 3), top=150)
    boxes += centred(65, 125, 2) + centred(170, 125, 6) + centred(310, 125, 5)
    boxes += centred(465, 112, 8, 6) + centred(412, 134, 4) + centred(460, 134, 3) + centred(515, 134, 4)
    found = tables_of(boxes, [level(100, LEFT, RIGHT), level(end, LEFT, RIGHT)])[0]
    assert found[:4] == ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 3))
    assert found[4:7] == ((1, 3, 1, 1), (1, 4, 1, 1), (1, 5, 1, 1))


def test_a_heading_over_several_columns_may_be_as_narrow_as_the_middle_one():
    # লক্ষ্যমাত্রা ২০১৯-২০২০ over five columns of figures filled the white on both sides of the third, and became its own
    starts = (55.0, 130.0, 230.0, 280.0, 340.0, 400.0, 450.0, 500.0)
    wide = (4, 6, 3, 4, 4, 4, 4, 4)
    boxes = [Box(x + 8, 150, x + 12, 157) for x in starts]
    for y in (175.0, 195.0, 215.0, 235.0):
        boxes += [box for x, n in zip(starts, wide, strict=True) for box in words(x, y, n)]
    for x, n in zip(starts, wide, strict=True):
        boxes += words(x, 134 if x >= 280 else 126, n)
    boxes += [Box(362, 112, 448, 119)]
    found = tables_of(boxes, [level(100, LEFT, RIGHT), level(250, LEFT, RIGHT)])[0]
    assert found[:4] == ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 5))


def test_headings_of_two_and_of_three_lines_in_the_middle_of_their_row_are_one_row():
    # the last lines of three-line headings (চলতি মান ৭০%) were cut off as a row of their own, through those of two lines
    lines = (
        ((472, 492), (508, 527)), ((449, 475), (484, 512), (525, 544)), ((465, 493), (508, 527)),
        ((449, 475), (491, 511), (525, 544)), ((449, 475), (491, 511), (518, 544)),
    )  # fmt: skip
    boxes = [
        Box(100.0 * at + 30, top, 100.0 * at + 70, bottom) for at, held in enumerate(lines) for top, bottom in held
    ]
    edges = [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]
    cells = head_cells([*boxes, Box(150, 400, 350, 425)], edges, Box(0, 387, 500, 560), 19.0)
    assert {(cell.x0, cell.x1) for cell in cells} == {(0, 500), *pairwise(edges)}
    assert len(cells) == 6


def test_one_row_of_figures_between_two_rulings_is_a_table():
    # the last row of a plan, alone on its second page
    starts = (55.0, 130.0, 260.0, 330.0, 400.0, 450.0, 500.0)
    boxes = [box for x, n in zip(starts, (8, 12, 3, 2, 2, 1, 1), strict=True) for box in words(x, 110.0, n)]
    assert tables_of(boxes, [level(100, LEFT, RIGHT), level(126, LEFT, RIGHT)]) == [plain(1, 7)]


def test_a_section_title_between_level_rulings_is_one_cell():
    boxes, y, rulings = number_row(110), 130.0, [level(100, LEFT, RIGHT), level(122, LEFT, RIGHT)]
    for at in range(4):
        boxes += words(55, y, 6, 7, 9) if at == 1 else row(y)
        y += 20
        rulings.append(level(y - 7, LEFT, RIGHT))
    assert (2, 0, 1, 6) in tables_of(boxes, rulings)[0]


def test_two_tables_with_a_title_between_them_are_two():
    boxes, end = plan((1, 2, 1))
    rulings = [level(100, LEFT, RIGHT), level(end, LEFT, RIGHT)]
    boxes += centred(300, end + 20, 7, 8, 6)
    more, last = plan((2, 1, 1), top=end + 60)
    rulings += [level(end + 50, LEFT, RIGHT), level(last, LEFT, RIGHT)]
    assert tables_of(boxes + more, rulings) == [plain(4, 6), plain(4, 6)]


def test_two_tables_with_a_title_between_them_are_two_where_many_blobs_are_tall():
    # signs above and below make many blobs higher; the white round the title seemed narrow beside these
    boxes, end = plan((1, 2, 1))
    rulings = [level(100, LEFT, RIGHT), level(end, LEFT, RIGHT)]
    boxes += words(55, end + 16, 9, 9, 9, 9, 9)
    more, last = plan((2, 1, 1), top=end + 50)
    rulings += [level(end + 38, LEFT, RIGHT), level(last, LEFT, RIGHT)]
    tall = [Box(b.x0, b.y0 - 2, b.x1, b.y1 + 2) if b.x1 - b.x0 >= 6 * LETTER else b for b in boxes + more]
    assert tables_of(tall, rulings) == [plain(4, 6), plain(4, 6)]


def test_two_tables_with_a_title_in_larger_letters_between_them_are_two():
    # its words stand as far apart as columns of small print do, beside an office's name below it
    boxes, end = plan((1, 2, 1))
    rulings = [level(100, LEFT, RIGHT), level(end, LEFT, RIGHT)]
    boxes += [Box(200, end + 18, 290, end + 30), Box(300, end + 18, 380, end + 30), *words(55, end + 40, 9, 9, 5)]
    more, last = plan((2, 1, 1), top=end + 80)
    rulings += [level(end + 68, LEFT, RIGHT), level(last, LEFT, RIGHT)]
    assert tables_of(boxes + more, rulings) == [plain(4, 6), plain(4, 6)]


def test_a_title_and_its_weight_behind_lost_dots_in_the_first_column_are_one_cell():
    edges = [0.0, 200.0, 260.0, 320.0, 380.0]
    assert _is_title([Box(5, 0, 90, 7), Box(125, 0, 132, 7)], edges, HIGH)
    assert not _is_title([Box(5, 0, 90, 7), Box(225, 0, 232, 7)], edges, HIGH)


PROSE = text(60, 100, *[(5, 7, 4, 8, 6, 5, 7, 9, 4, 6)] * 8)
LETTERHEAD = text(60, 60, (6, 8), (7, 9, 5), (4, 6)) + text(400, 60, (8, 5), (6, 7), (9,))
MEMO = words(60, 120, 4, 2, 14) + words(430, 120, 4, 8)
SIGNATURES = [box for x in (120, 300, 480) for at, line in enumerate([(6, 5), (8, 7), (9,), (5, 6)])
              for box in centred(x, 600 + at * LINE, *line)]  # fmt: skip
NUMBERED = [box for at in range(6) for box in words(60, 300 + at * LINE, 1) + words(80, 300 + at * LINE, 7, 6, 8, 5)]


@pytest.mark.parametrize(
    "boxes", [PROSE, LETTERHEAD, MEMO, SIGNATURES, NUMBERED, PROSE + LETTERHEAD + MEMO + SIGNATURES + NUMBERED, []]
)
def test_what_is_no_table_stays_text(boxes):
    assert complete(boxes, [], *A4) == []


def test_prose_in_a_frame_or_between_lines_stays_text():
    box = [level(90, 50, 545), level(220, 50, 545), upright(50, 90, 220), upright(545, 90, 220)]
    assert complete(PROSE, box, *A4) == []
    assert complete(PROSE, box[:2], *A4) == []


def test_a_ruled_table_needs_nothing():
    drawn = table((60, 60, 60), (20, 20, 20, 20), left=60.0, top=80.0)
    boxes = [Box(x + 10, y + 6, x + 40, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[:-1]]
    assert complete(boxes, drawn.pieces(), *A4) == []


@given(st.floats(20, 80), st.floats(40, 90), st.lists(st.floats(17, 62), min_size=2, max_size=8))
@example(34.124998578125, 70.3, [45.000012, 30.000017, 44.250009, 30.75, 44.2500041])
@settings(max_examples=60)
def test_sides_that_rounding_moved_leave_a_table_ruled(left, wide, heights):
    # sides are means of the lines on them: one at 34.124998578125 was found at 34.12499857812501, and all borders
    # of its table stood outside of it
    drawn = table((wide,) * 5, heights, left=left, top=48.374997984375)
    boxes = [Box(x + 8, y + 5, x + 30, y + 12) for x in drawn.xs[:-1] for y in drawn.ys[:-1]]
    assert complete(boxes, drawn.pieces(), *A4, drawn=True) == []


def test_a_lost_piece_is_drawn_where_text_stands_apart():
    drawn = table((60, 60, 60), (20, 20, 20, 20), left=60.0, top=80.0)
    boxes = [Box(x + 10, y + 6, x + 45, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[:-1]]
    broken = [piece for piece in drawn.pieces() if piece != drawn.piece((False, 2, 1))]
    assert tables_of(boxes, broken) == [drawn.spots]
    across = [*boxes, Box(150, 106, 210, 113)]
    assert tables_of(across, broken) != [drawn.spots]


def test_a_column_line_that_all_rows_below_the_head_lost_is_drawn_there():
    # a dark head on a bad scan: its lines were found, those of the faint body were not
    drawn = table((60, 60, 60, 60), (20, 20, 20, 20), left=60.0, top=80.0)
    boxes = [Box(x + 10, y + 6, x + 30, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[:-1]]
    lost = {drawn.piece((False, 2, row)) for row in (2, 3)}
    broken = [piece for piece in drawn.pieces() if piece not in lost]
    assert tables_of(boxes, broken) == [drawn.spots]
    across = [*boxes, Box(150, 146, 210, 153)]  # a note over two columns at the end
    assert len(tables_of(across, broken)[0]) < len(drawn.spots)


def test_the_head_of_a_ruled_table_is_read_from_its_text_where_its_lines_are_lost():
    drawn = table((60, 80, 80, 80, 80), (40, 20, 20, 20), left=60.0, top=80.0)
    boxes = [Box(x + 20, y + 6, x + 40, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[:-1]]
    gone = {drawn.piece((False, line, 0)) for line in (1, 2, 3, 4)}
    assert tables_of(boxes, [piece for piece in drawn.pieces() if piece not in gone]) == [drawn.spots]


def test_what_runs_through_letters_is_no_ruling():
    drawn = table((60, 60, 60), (20, 20, 20), [(0, 0, 1, 3), *((r, c, 1, 1) for r in (1, 2) for c in range(3))])
    stems = [upright(120, 80, 100), upright(180, 84, 100)]
    title = [Box(100, 86, 140, 94), Box(150, 86, 179.5, 94), Box(180.5, 86, 210, 94)]
    assert spots_of(lattices([*drawn.pieces(), *stems], *A4, title)[0]) == drawn.spots


def test_a_page_full_of_blobs_is_quick():
    boxes = [
        Box(30 + 4 * (at % 130), 30 + 5 * (at // 130), 32 + 4 * (at % 130), 34 + 5 * (at // 130))
        for at in range(20_000)
    ]
    began = time.process_time()
    lattices(complete(boxes, FRAME, *A4), *A4, boxes)
    assert time.process_time() - began < 5
