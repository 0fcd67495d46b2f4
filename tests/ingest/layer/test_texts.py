"""Tables without upright rulings in a text layer: texts that hang together, columns that lines tell, rows of white."""

from itertools import pairwise

from extract.grid import Lattice, Place
from extract.model import Box, Ruling
from extract.spacing.told import known_cells
from ingest.layer.abutting import parted
from ingest.layer.doubts import with_texts
from ingest.layer.joints import sides
from ingest.layer.phrases import around, drawn_in, phrases
from ingest.layer.words import LayerWord

HIGH, PITCH = 8.0, 12.0
EDGES = (0.0, 100.0, 200.0, 300.0, 400.0, 500.0)


def word(text, x, y, wide=None, spaced=False):
    end = x + (wide or 5.0 * len(text))
    return LayerWord(text, text, (), True, spaced, Box(x, y, end, y + HIGH), 0, 10.0, y + HIGH, x, end)


def lines(at, *tops, wide=40.0):
    """A text of some lines in the middle of a column of EDGES."""
    return [Box(EDGES[at] + 50 - wide / 2, top, EDGES[at] + 50 + wide / 2, top + HIGH) for top in tops]


def rows_of(cells):
    return sorted({cell.y0 for cell in cells})


# --- texts


def test_stored_spaces_hold_a_text_together_and_nothing_else_does():
    # `সংখ্যা` of one column and `আইসিটি শাখা` of the next stand closer than two words of a title
    line = [word("সংখ্যা", 10, 0), word("আইসিটি", 44, 0, spaced=True), word("শাখা", 78, 0)]
    assert [[one.raw for one in text] for text in phrases(line)] == [["সংখ্যা"], ["আইসিটি", "শাখা"]]


def test_without_stored_spaces_every_word_is_a_text():
    line = [word("সংখ্যা", 10, 0), word("আইসিটি", 44, 0), word("শাখা", 77, 0)]
    assert len(phrases(line)) == 3


def test_a_stored_space_leads_to_no_other_column():
    assert (
        len(
            phrases(
                [word("একক", 10, 0, spaced=True), word("মান", 80, 0), word("১", 30, 20, spaced=True), word("২", 37, 20)]
            )
        )
        == 3
    )


def test_dates_that_run_into_one_another_are_cut_in_doubt():
    found = list(parted([word("২৯-০৫-২০২৫০৫-০৬-২০২৫১২-০৬-২০২৫", 10, 0)]))
    assert [one.raw for one in found] == ["২৯-০৫-২০২৫", "০৫-০৬-২০২৫", "১২-০৬-২০২৫"]
    assert [one.start for one in found] == [10, 60, 110]
    assert max(one.confidence for one in found) < 0.9


def test_dates_hang_together_by_a_stored_space_alone():
    # cut where they ran into one another, five of them once made one cell over five columns
    dates = [word("২৯-০৫-২০২৫", 10, 0), word("০৫-০৬-২০২৫", 60, 0, spaced=True), word("১২-০৬-২০২৫", 112, 0)]
    assert [len(text) for text in phrases([*dates, word("ও", 165, 0, spaced=True), word("পরে", 172, 0)])] == [1, 2, 2]


def test_other_figures_are_not_cut():
    for raw in ("২৯-০৫-২০২৫", "২৯-০৫-২০২৫০৫", "২০২৪-২৫", "০১৭১২-৩৪৫৬৭৮"):
        assert [one.raw for one in parted([word(raw, 10, 0)])] == [raw]


def test_a_text_that_is_drawn_in_keeps_its_middle_and_most_of_its_width():
    short, wide = [word("১", 10, 0)], [word("প্রাতিষ্ঠানিক", 10, 0)]
    for text in (short, wide):
        box, whole = drawn_in(text), around(text)
        assert box.x0 + box.x1 == whole.x0 + whole.x1
        assert 0.7 * (whole.x1 - whole.x0) <= box.x1 - box.x0 < whole.x1 - whole.x0


# --- rows of told columns


def table(*tops):
    """Rows of two-line labels and of figures, from these heights on."""
    return [
        box
        for top in tops
        for at in range(5)
        for box in lines(at, *((top, top + PITCH) if at < 2 else (top,)), wide=40 if at < 2 else 6)
    ]


def test_rows_part_where_lines_stand_hardly_further_apart_than_in_a_text():
    # 12 points from line to line, 14 from row to row
    cells = known_cells(table(3, 29, 55), EDGES, Box(0, 0, 500, 80), HIGH, headed=True)
    assert len(cells) == 15
    assert [round(y) for y in rows_of(cells)] == [0, 26, 52]


def test_one_row_of_several_lines_is_none_to_part():
    assert known_cells(table(3), EDGES, Box(0, 0, 500, 28), HIGH, headed=True) == []


def test_rows_of_one_line_each_are_no_lines_of_one_text():
    boxes = [box for top in range(3, 80, 13) for at in range(5) for box in lines(at, top, wide=20)]
    assert len(known_cells(boxes, EDGES, Box(0, 0, 500, 82), HIGH, headed=True)) == 30


def test_dates_of_three_lines_begin_no_row():
    boxes = [*table(3, 60)]
    boxes = [box for box in boxes if box.x0 < 300]
    boxes += [box for at in (3, 4) for top in (3, 60) for box in lines(at, top, top + PITCH, top + 2 * PITCH, wide=25)]
    assert len(rows_of(known_cells(boxes, EDGES, Box(0, 0, 500, 105), HIGH, headed=True))) == 2


def test_a_head_without_a_number_row_ends_where_its_headings_stand_in_the_middle():
    # লক্ষ্যমাত্রা over three columns, each with a heading of its own and a third row of shares below
    head = [*lines(0, 24, 36), *lines(1, 24, 36), Box(290, 4, 410, 12)]
    head += [box for at in (2, 3, 4) for box in (*lines(at, 24), *lines(at, 48, wide=20))]
    body = [box for top in (72, 102, 132) for box in table(top)]
    cells = known_cells([*head, *body], EDGES, Box(0, 0, 500, 160), HIGH)
    top = [cell for cell in cells if cell.y0 == 0]
    assert [(cell.x0, cell.x1) for cell in sorted(top, key=lambda c: c.x0)] == [(0, 100), (100, 200), (200, 500)]
    assert {round(cell.y1) for cell in top if cell.x1 <= 200} == {64}


def test_a_heading_over_several_columns_stands_over_none_whose_heading_is_as_high_as_the_head():
    # অর্জন, লক্ষ্যমাত্রা over three, প্রক্ষেপণ: the middle of three is that of five
    numbers = [box for at in range(5) for box in lines(at, 44, wide=6)]
    head = [*lines(0, 17), *lines(4, 17), Box(190, 4, 310, 12), *(b for at in (1, 2, 3) for b in lines(at, 28))]
    body = [box for top in (62, 92) for box in table(top)]
    cells = known_cells([*head, *numbers, *body], EDGES, Box(0, 0, 500, 120), HIGH)
    assert sorted((cell.x0, cell.x1) for cell in cells if cell.y0 == 0) == [(0, 100), (100, 400), (400, 500)]


# --- level lines in pieces


def levels(*rows):
    return [Ruling(EDGES[a], y, EDGES[a + 1], y) for y, columns in rows for a in columns]


def uprights(rulings, words, texts=()):
    return sorted({(r.x0, r.y0) for r in sides(rulings, words, texts) if not r.level})


EVERY = range(5)
TWO_PARTS = levels((0, EVERY), (20, (1, 2, 3)), (40, EVERY))  # a heading over the three columns in the middle


def test_headings_on_both_sides_of_one_over_several_columns_have_cells():
    texts = [*lines(0, 10, 22), *lines(4, 16), Box(210, 6, 290, 14), *(b for at in (1, 2, 3) for b in lines(at, 26))]
    found = uprights(TWO_PARTS, texts, texts)
    assert {x for x, y in found if y == 0} >= {0, 100, 400, 500}
    assert {x for x, y in found if y == 20} == {100, 200, 300, 400}


def test_a_text_that_fills_a_row_beside_others_has_no_side_in_it():
    words = [*lines(0, 10, 22), *lines(4, 16), Box(150, 6, 248, 14), Box(252, 6, 350, 14)]
    words += [box for at in (1, 2, 3) for box in lines(at, 26)]
    texts = [*words[:3], Box(150, 6, 350, 14), *words[5:]]
    assert {x for x, y in uprights(TWO_PARTS, words, texts) if y == 0 and 100 < x < 400} == set()


def test_two_cells_over_several_rows_beside_one_another_have_a_side_between_them():
    # a weight over all rows, and an activity over its last two: their one side meets no other between these lines
    drawn = levels((0, EVERY), (20, (1, 2, 3, 4)), (40, (2, 3, 4)), (60, EVERY))
    texts = [box for at in (0, 1) for box in lines(at, 6)] + [box for at in (2, 3, 4) for box in lines(at, 6, 26, 46)]
    assert (100, 20) in uprights(drawn, texts, texts)
    across = [*texts, Box(60, 46, 150, 54)]
    assert (100, 20) not in uprights(drawn, across, across)


def test_a_short_text_alone_in_a_row_of_many_columns_is_a_title():
    drawn = levels((0, EVERY), (20, EVERY), (40, EVERY))
    words = [Box(5, 6, 40, 14), Box(44, 6, 80, 14)]
    body = [box for at in EVERY for box in lines(at, 26)]
    whole = [Box(5, 6, 80, 14)]
    assert {x for x, y in uprights(drawn, [*words, *body], [*whole, *body]) if y == 0} == {0, 500}
    assert len({x for x, y in uprights(drawn, [*whole, *body], [*whole, *body]) if y == 0}) == 6  # one word: a cell's


# --- doubts


def lattice(*ys):
    xs = (0.0, 100.0, 200.0, 300.0)
    cells = [
        Place(row, col, 1, 1, Box(left, top, right, foot))
        for row, (top, foot) in enumerate(pairwise(ys)) for col, (left, right) in enumerate(pairwise(xs))
    ]  # fmt: skip
    return Lattice(Box(0, ys[0], 300, ys[-1]), len(ys) - 1, 3, tuple(cells))


def doubted_rows(found):
    return {place.row for place in found.cells if place.doubtful}


def texts_at(*tops):
    """A label of two lines and two figures from each height on."""
    return [
        [word("শাখা", x, y)] for top in tops for x, y in ((5, top), (5, top + PITCH), (120, top), (220, top))
    ]  # fmt: skip


YS = tuple(range(0, 321, 32))
TOPS = [y + 3 for y in YS[:-1]]


def test_a_table_whose_texts_fit_is_not_doubtful():
    assert doubted_rows(with_texts(lattice(*YS), texts_at(*TOPS))) == set()


def test_a_text_in_two_cells_makes_their_row_doubtful():
    texts = [*texts_at(*TOPS), [word("দায়িত্বপ্রাপ্ত", 60, 67, 35, spaced=True), word("কর্মকর্তা", 105, 67, 10)]]
    assert 2 in doubted_rows(with_texts(lattice(*YS), texts))


def test_two_texts_abreast_in_a_cell_make_its_row_doubtful():
    assert doubted_rows(with_texts(lattice(*YS), [*texts_at(*TOPS), [word("৪", 260, TOPS[4])]])) == {4}


def test_two_texts_abreast_in_a_cell_are_of_one_column_where_others_run_across():
    texts = [*texts_at(*TOPS), [word("৪", 260, TOPS[4])]]
    across = [word("কর্মকর্তা", 215, TOPS[6] + PITCH, 50)]
    assert doubted_rows(with_texts(lattice(*YS), [*texts, across])) == set()


def test_a_row_that_most_of_its_columns_part_from_the_next_is_in_no_doubt():
    """A text fills its cell to the foot: 0.7 points more than between its lines, as places are rounded to pixels."""
    ys = [*YS[:5], YS[4] + 27.7, *(y + 2 * PITCH - 32 for y in YS[6:])]
    full = [[word("শাখা", 5, TOPS[4] + PITCH)]]
    tops = [*TOPS[:5], TOPS[4] + 2 * PITCH + 0.7, *(y + 2 * PITCH - 32 for y in TOPS[6:])]
    assert doubted_rows(with_texts(lattice(*ys), [*texts_at(*tops), *full])) == set()


def test_two_figures_one_above_the_other_in_a_cell_make_its_row_doubtful():
    assert doubted_rows(with_texts(lattice(*YS), [*texts_at(*TOPS), [word("৪", 220, TOPS[4] + 20)]])) >= {4}


def test_whole_figures_as_near_as_lines_of_a_text_make_their_row_doubtful():
    # লক্ষ্যমাত্রা ১ over অর্জন ১, two rows no further apart than the lines of their label
    near = [[word(raw, 250, TOPS[4] + down)] for raw, down in (("১", 0), ("৪", PITCH))]
    texts = [text for text in texts_at(*TOPS) if (text[0].start, text[0].box.y0) != (220, TOPS[4])]
    assert doubted_rows(with_texts(lattice(*YS), [*texts, *near])) == {4}
    date = [[word(raw, 250, TOPS[4] + down)] for raw, down in (("২৯-০৫-", 0), ("২০২৫", PITCH))]
    assert doubted_rows(with_texts(lattice(*YS), [*texts, *date])) == set()


def test_a_side_between_lines_of_one_text_makes_both_rows_doubtful():
    cut = (*YS[:5], YS[4] + 13, *YS[5:])
    assert {4, 5} <= doubted_rows(with_texts(lattice(*cut), texts_at(*TOPS)))


def test_a_table_of_which_much_is_doubtful_is_so_wholly():
    shifted = [y + 16 for y in YS]
    found = with_texts(lattice(*shifted), texts_at(*TOPS))
    assert all(place.doubtful for place in found.cells)
