"""Lines that a bad scan lost: the texts beside them tell where they were."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drawn import spots_of, table
from printed import centred, level, text, words

from extract.gaps import complete
from extract.grid import lattices
from extract.model import Box
from extract.spacing.columns import number_row
from extract.spacing.lost import lost_head

A4 = (595.0, 842.0, 72.0)
HIGH = 7.0


def tables_of(boxes, rulings=()):
    found = [*rulings, *complete(boxes, rulings, *A4)]
    return [spots_of(lattice) for lattice in lattices(found, *A4, boxes)]


def headed(heads):
    """Three columns of 60 with these lines of words in their heads, each in its middle; the first line between lost."""
    drawn = table((60, 60, 60), (40, 20, 20, 20), left=60.0, top=80.0)
    boxes = [Box(x + 20, y + 6, x + 40, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[1:-1]]
    for x, lines in zip((90, 150, 210), heads, strict=True):
        top = 100 - 7 * len(lines)
        boxes += [box for n, line in enumerate(lines) for box in centred(x, top + 14 * n, *line)]
    lost = drawn.piece((False, 1, 0))
    return drawn, boxes, [piece for piece in drawn.pieces() if piece != lost]


@pytest.mark.parametrize("heads", [([(10,)], [(8,)], [(5,)]), ([(11,)], [(11,), (7,)], [(5,)])])
def test_texts_in_the_middles_of_two_columns_have_a_lost_line_between_them(heads):
    drawn, boxes, broken = headed(heads)
    assert tables_of(boxes, broken) == [drawn.spots]


def test_words_of_one_text_over_two_columns_have_none():
    _, boxes, broken = headed(([(4,)], [(4,)], [(5,)]))
    one = [box for box in boxes if box.y0 > 110 or box.x0 > 180] + words(94, 93, 5, 5)
    assert (0, 0, 1, 2) in tables_of(one, broken)[0]


def test_a_speck_is_no_text_beside_a_lost_line():
    drawn = table((60,) * 6, (20, 20, 20, 20), left=60.0, top=80.0)
    boxes = [Box(x + 20, y + 6, x + 40, y + 13) for x in drawn.xs[:-1] for y in (drawn.ys[0], drawn.ys[2], drawn.ys[3])]
    title = words(64, 106, 5, 4)
    section = [
        piece for piece in drawn.pieces() if not (piece.x0 == piece.x1 and 60 < piece.x0 < 420 and piece.y0 == 100)
    ]
    assert (1, 0, 1, 6) in tables_of([*boxes, *title], section)[0]
    assert (1, 0, 1, 6) in tables_of([*boxes, *title, Box(330, 117, 331.4, 118)], section)[0]


def test_no_heading_of_a_lost_head_stands_over_an_upright_that_is_drawn_through_it():
    drawn = table((60,) * 6, (60, 20, 20), left=60.0, top=80.0)
    gone = {drawn.piece((False, n, 0)) for n in (3, 4, 5)}
    heads = [centred(x, 106, 7) for x in (90, 150, 270, 330, 390)] + [text(185, 92, (7,), (9,), (8,))]
    boxes = [box for head in heads for box in head]
    boxes += [Box(x + 20, y + 6, x + 40, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[1:-1]]
    kept = [piece for piece in drawn.pieces() if piece not in gone]
    grid = next(iter(lattices(kept, *A4, boxes)))
    found = lost_head(grid, boxes, [p for p in kept if p.level], [p for p in kept if not p.level], HIGH)
    assert {(cell.x0, cell.x1) for cell in found} == {(60.0 + 60 * n, 120.0 + 60 * n) for n in range(6)}


def test_shreds_of_uprights_hide_no_row_of_column_numbers():
    field = Box(60, 80, 420, 200)
    numbers = [Box(x - 2, 100, x + 2, 107) for x in (90, 150, 210, 270, 330, 390)]
    shreds = [Box(239.5, 95, 240.7, 111), Box(119.5, 103, 120.5, 106)]
    assert number_row([*numbers, *shreds], field, HIGH) == tuple(numbers)


def test_a_section_title_whose_dots_were_lost_is_one_cell():
    edges = (55.0, 150.0, 250.0, 320.0, 390.0, 460.0)
    rulings, boxes, y = [level(100, 50, 545)], [], 106.0
    for at in range(5):
        if at == 2:
            boxes += words(55, y, 9, 7) + words(152, y, 2)  # the text fills its column; behind lost dots its weight
        else:
            boxes += [box for x in edges for box in words(x, y, 5)]
        y += 20
        rulings.append(level(y - 6, 50, 545))
    assert (2, 0, 1, 6) in tables_of(boxes, rulings)[0]


def test_lines_that_end_a_little_before_the_side_make_no_column():
    rulings = [level(100, 50, 545), *(level(100 + 20 * n, 50, 535) for n in (1, 2, 3)), level(180, 50, 545)]
    boxes = [box for n in range(4) for x in (55, 200, 400) for box in words(x, 106 + 20 * n, 6)]
    assert tables_of(boxes, rulings) == [tuple((r, c, 1, 1) for r in range(4) for c in range(3))]


def test_shreds_of_a_double_ruling_are_no_texts_of_a_head():
    drawn = table(
        (60,) * 4,
        (40, 20, 20, 20),
        [(0, 0, 1, 4), *((r, c, 1, 1) for r in (1, 2, 3) for c in range(4))],
        left=60.0,
        top=80.0,
    )
    boxes = centred(180, 96, 6, 7) + [Box(x + 20, y + 6, x + 40, y + 13) for x in drawn.xs[:-1] for y in drawn.ys[1:-1]]
    shreds = [Box(x, 116, x + 9, 117.5) for x in (75, 84, 140, 205, 214, 268)]
    assert tables_of([*boxes, *shreds], drawn.pieces()) == [drawn.spots]
