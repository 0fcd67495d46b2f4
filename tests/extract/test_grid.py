"""Rulings → tables with spans."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from drawn import merged, packed, spots_of, table, tables, worn

from extract.grid import lattices
from extract.model import Box, Ruling

A4 = (595.0, 842.0)


def level(y, x0, x1):
    return Ruling(x0, y, x1, y)


def upright(x, y0, y1):
    return Ruling(x, y0, x, y1)


def frame(x0, y0, x1, y1):
    return [level(y0, x0, x1), level(y1, x0, x1), upright(x0, y0, y1), upright(x1, y0, y1)]


def only(found):
    assert len(found) == 1
    return found[0]


@given(tables())
def test_what_is_drawn_is_found(drawn):
    found = lattices(drawn.pieces(), *A4)
    if len(drawn.xs) < 3:
        assert found == []
        return
    lattice = only(found)
    assert spots_of(lattice) == drawn.spots
    box = lattice.cells[-1].box
    row, col, rowspan, colspan = drawn.spots[-1]
    assert (box.x0, box.y0) == pytest.approx((drawn.xs[col], drawn.ys[row]))
    assert (box.x1, box.y1) == pytest.approx((drawn.xs[col + colspan], drawn.ys[row + rowspan]))


@given(tables(), st.integers(0, 2**32), st.sampled_from((1.0, 2.0, 4.17)))
@settings(max_examples=60)
def test_lines_that_shift_double_and_do_not_meet_give_the_same_cells(drawn, seed, scale):
    rulings = scaled(worn(drawn.pieces(), Random(seed), jitter=0.6, overshoot=1.0, gap=0.0), scale)
    found = lattices(rulings, A4[0] * scale, A4[1] * scale, 72 * scale)
    if len(drawn.xs) >= 3:
        assert spots_of(only(found)) == drawn.spots


def scaled(rulings, scale):
    return [Ruling(r.x0 * scale, r.y0 * scale, r.x1 * scale, r.y1 * scale) for r in rulings]


def test_almost_all_cells_are_found_where_every_third_piece_is_broken():
    right = true = 0
    for seed in range(40):
        random = Random(seed)
        widths = [random.choice((22, 30, 45, 60)) for _ in range(random.randint(3, 11))]
        heights = [random.choice((12, 14, 30, 50)) for _ in range(random.randint(3, 12))]
        wishes = [(random.randint(0, 20), random.randint(0, 20), random.randint(1, 3), 2) for _ in range(3)]
        drawn = packed(table(widths, heights, merged(len(heights), len(widths), wishes)))
        found = lattices(worn(drawn.pieces(), random, gap=0.3), *A4)
        right += len(set(drawn.spots) & {spot for lattice in found for spot in spots_of(lattice)})
        true += len(drawn.spots)
    assert right / true > 0.95


HEADED = table((40, 60, 60, 60), (20, 20, 30, 30), [
    (0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1),
    *((row, col, 1, 1) for row in (2, 3) for col in range(4)),
])  # fmt: skip


@pytest.mark.parametrize("sides", ["left", "right", "top", "bottom", "left right"])
def test_missing_borders_are_drawn(sides):
    drawn = HEADED
    gone = {
        "left": ("x0", drawn.xs[0]),
        "right": ("x1", drawn.xs[-1]),
        "top": ("y0", 80),
        "bottom": ("y1", drawn.ys[-1]),
    }
    rulings = drawn.pieces()
    for side in sides.split():
        upright, place = side in ("left", "right"), gone[side][1]
        rulings = [r for r in rulings if r.level is upright or (r.x0 if upright else r.y0) != place]
    lattice = only(lattices(rulings, *A4))
    assert spots_of(lattice) == drawn.spots
    assert (lattice.box.x0, lattice.box.y1) == pytest.approx((drawn.xs[0], drawn.ys[-1]))


def test_uprights_that_run_beyond_the_last_line_make_a_row_where_it_holds_text():
    drawn = table((50, 50, 50), (40, 40))
    longer = [upright(x, 70, 174) for x in drawn.xs]  # by ten points above and fourteen below
    inside = [Box(65, 90, 75, 98), Box(115, 130, 125, 138)]
    found = only(lattices([*drawn.pieces(), *longer], *A4, boxes=inside))
    assert spots_of(found) == drawn.spots
    found = only(lattices([*drawn.pieces(), *longer], *A4, boxes=[*inside, Box(65, 163, 75, 171)]))
    assert found.n_rows == 3


def test_a_piece_of_a_line_in_a_span_opens_no_cell():
    for piece in (level(112, 125, 160), level(112, 112, 150), upright(75, 85, 100), level(100.5, 64, 90)):
        assert spots_of(only(lattices([*HEADED.pieces(), piece], *A4))) == HEADED.spots


def test_a_lost_side_of_a_cell_is_drawn_where_it_would_leave_a_corner():
    for lost in ((False, 1, 0), (False, 2, 1), (True, 1, 2), (True, 2, 0), (True, 3, 2), (False, 3, 3)):
        rulings = [piece for piece in HEADED.pieces() if piece != HEADED.piece(lost)]
        found = spots_of(only(lattices(rulings, *A4)))
        assert sum(rowspan * colspan for _, _, rowspan, colspan in found) == 16
    corner = [piece for piece in HEADED.pieces() if piece != HEADED.piece((False, 1, 1))]
    assert spots_of(only(lattices(corner, *A4))) == HEADED.spots


def test_brackets_that_touch_the_line_over_them_end_at_no_lost_line():
    drawn = table((40, 200, 120, 60), (20, 36, 36, 20, 20))
    stems = [upright(x, drawn.ys[2], drawn.ys[2] + 11) for x in (106, 122, 306, 329)]
    letters = [Box(x + 2, drawn.ys[2] + 2, x + 12, drawn.ys[2] + 9) for x in (106, 122, 306, 329)]
    assert spots_of(only(lattices([*drawn.pieces(), *stems], *A4, boxes=letters))) == drawn.spots


def test_a_lost_line_is_drawn_where_others_end_at_it():
    lost = {HEADED.piece((True, 1, at)) for at in range(4)}
    assert spots_of(only(lattices([p for p in HEADED.pieces() if p not in lost], *A4))) == HEADED.spots
    # lines that a fold broke all at one height go on below it
    broken = table((40, 60, 60, 60), (60, 30, 30)).pieces()
    folded = [
        part
        for r in broken
        for part in (
            [upright(r.x0, r.y0, 100), upright(r.x0, 122, r.y1)]
            if not r.level and r.y0 == 80 and 60 < r.x0 < 280
            else [r]
        )
    ]
    assert len(only(lattices(folded, *A4)).cells) == 12


def test_a_column_that_one_low_row_has_beside_a_letter_is_a_stem():
    # (১) in the number row: its bracket, as high as the row, parted the column of every other row
    drawn = table((60, 60, 60), (16, 30, 30, 30))
    stem = upright(100, 80, 96)
    digit = [Box(92, 84, 98, 92)]
    held = only(lattices([*drawn.pieces(), stem], *A4, boxes=digit))
    assert spots_of(held) == drawn.spots
    # and its line is gone with it: the cells behind it moved to the left, the last one fell out of the table
    assert {(cell.col, cell.box.x0, cell.box.x1) for cell in held.cells} == {(0, 60, 120), (1, 120, 180), (2, 180, 240)}
    apart = [Box(80, 84, 90, 92), Box(108, 84, 114, 92)]
    assert len(only(lattices([*drawn.pieces(), stem], *A4, boxes=apart)).cells) == 13


def test_headlines_of_letters_and_underlines_part_no_cells():
    words = [level(y, x, x + 34) for y in (150, 164, 176) for x in (103, 165, 225)]
    assert spots_of(only(lattices([*HEADED.pieces(), *words], *A4))) == HEADED.spots


def test_a_bent_line_is_one_line():
    drawn = table((60,) * 6, (20, 20, 20))
    bent = [
        Ruling(r.x0, r.y0 + 0.012 * (r.x0 - 60), r.x1, r.y0 + 0.012 * (r.x0 - 60)) if r.level else r
        for r in drawn.pieces()
    ]
    assert spots_of(only(lattices(bent, *A4))) == drawn.spots


def test_a_page_border_and_boxes_round_one_text_are_no_tables():
    assert lattices(frame(20, 20, 575, 822) + frame(23, 23, 572, 819) + frame(100, 100, 300, 160), *A4) == []
    assert lattices([*frame(20, 20, 575, 822), level(120, 20, 575)], *A4) == []
    inside = frame(20, 20, 575, 822) + HEADED.pieces()
    assert spots_of(only(lattices(inside, *A4))) == HEADED.spots


def test_no_lines_and_odd_lines_give_no_table():
    assert lattices([], 0, 0) == []
    assert lattices([level(10, 5, 5), upright(10, 5, 5)], *A4) == []
    assert lattices([level(100, 0, 500), level(200, 0, 500), upright(300, 400, 600)], *A4) == []


def test_tables_beside_and_below_one_another_come_from_the_top():
    left, right = table((50, 50), (20, 20)), table((50, 50), (20, 20), left=200.0)
    below = table((80, 80), (20, 20), top=150.0)
    found = lattices([*below.pieces(), *right.pieces(), *left.pieces()], *A4)
    assert [(lattice.box.x0, lattice.box.y0) for lattice in found] == [(60, 80), (200, 80), (60, 150)]
    assert all(spots_of(lattice) == left.spots for lattice in found)


def test_a_table_in_a_cell_stands_beside_the_table_around_it():
    outer, inner = table((100, 200), (30, 120)), table((40, 40), (20, 20), left=180.0, top=130.0)
    found = lattices([*outer.pieces(), *inner.pieces()], *A4)
    assert [spots_of(lattice) for lattice in found] == [outer.spots, inner.spots]


def test_pieces_of_a_broken_line_that_touch_nothing_belong_to_the_table_around_them():
    drawn = table((80, 80, 80), (30, 30, 30))
    rulings = [r for r in drawn.pieces() if not (r.level and r.y0 == 140)]
    rulings += [level(140, 60 + x, 72 + x) for x in range(8, 240, 20)]
    assert spots_of(only(lattices(rulings, *A4))) == drawn.spots


def test_a_row_without_its_neighbours_is_a_table_with_one_row():
    assert spots_of(only(lattices(table((50, 50, 50), (40,)).pieces(), *A4))) == (
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (0, 2, 1, 1),
    )


def test_a_page_with_thousands_of_pieces_is_quick():
    rulings = table([20] * 25, [14] * 40).pieces()
    assert len(rulings) > 2_000
    began = time.process_time()
    assert only(lattices(rulings, *A4)).n_rows == 40
    assert time.process_time() - began < 1


def test_the_headline_of_a_title_close_above_a_table_makes_no_row():
    # a bold title so close that stems below it met the uprights: a row of thirteen cells stood above the head
    drawn = table((60,) * 6, (20, 20, 20), left=60.0, top=80.0)
    headline = [Ruling(180, 73, 260, 73, 2.5), Ruling(180, 74.5, 180, 140), Ruling(240, 74.5, 240, 140)]
    (found,) = lattices([*drawn.pieces(), *headline], 595.0, 842.0, 72.0)
    assert spots_of(found) == drawn.spots
