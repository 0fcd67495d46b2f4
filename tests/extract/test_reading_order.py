"""Pieces of text → reading order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Box, Cell, Grid, Line, Word
from extract.reading_order import cut, in_order


def piece(raw, x, y, wide=None):
    return Line(raw, box=Box(x, y, x + (wide or 6 * len(raw)), y + 10))


def read(*lines, grids=()):
    return [block.raw if isinstance(block, Line) else "TABLE" for block in in_order(lines, grids)]


def grid(x0, y0, x1, y1):
    return Grid((Cell(0, 0, "x", box=Box(x0, y0, x1, y1)),), 1, 1)


def test_lines_come_from_the_top_with_blank_lines_between_paragraphs():
    assert read(piece("c", 50, 140), piece("a", 50, 100), piece("b", 50, 114)) == ["a", "b", "", "c"]


def test_a_table_stands_between_the_lines_above_and_below_it():
    found = read(piece("below", 50, 320), piece("above", 50, 80), grids=[grid(50, 100, 500, 300)])
    assert found == ["above", "TABLE", "below"]


def test_signatures_side_by_side_are_read_one_after_the_other():
    names = [piece("(আবদুল করিম)", 60, 100), piece("(নাসরিন আক্তার)", 400, 101)]
    posts = [piece("উপজেলা কর্মকর্তা", 55, 114), piece("জেলা কর্মকর্তা", 405, 115)]
    offices = [piece("নরসিংদী", 430, 128)]
    assert read(*names, *posts, *offices) == [
        "(আবদুল করিম)", "উপজেলা কর্মকর্তা", "", "(নাসরিন আক্তার)", "জেলা কর্মকর্তা", "নরসিংদী", "",
    ]  # fmt: skip


def test_a_line_across_both_columns_ends_them():
    found = read(
        piece("a", 50, 100, 80), piece("b", 300, 100, 80), piece("c", 50, 114, 80), piece("d", 300, 114, 80),
        piece("title across the page", 100, 128, 250), piece("e", 50, 142, 60),
    )  # fmt: skip
    assert found == ["a", "c", "", "b", "d", "", "title across the page", "e"]


def test_memo_number_and_date_on_one_line_are_two_lines():
    assert read(piece("স্মারক নং: ১২.৩৪", 50, 100), piece("তারিখ: ০১/০২/২০২৪", 400, 100)) == [
        "স্মারক নং: ১২.৩৪",
        "তারিখ: ০১/০২/২০২৪",
    ]


def test_labels_keep_their_values_and_serial_numbers_their_texts():
    labels = [piece("কার্যালয়ের নাম :", 50, 100), piece("জেলা কার্যালয়", 300, 100), piece("উপজেলা :", 50, 114)]
    assert read(*labels, piece("শিবপুর", 300, 114)) == ["কার্যালয়ের নাম : জেলা কার্যালয়", "উপজেলা : শিবপুর"]
    assert read(piece("১।", 50, 100), piece("উপপরিচালক", 100, 100), piece("২।", 50, 114), piece("সচিব", 100, 114)) == [
        "১। উপপরিচালক",
        "২। সচিব",
    ]


def test_words_that_stand_far_apart_are_cut():
    words = [Word(raw, Box(x, 0, x + 20, 10), 0.9) for raw, x in (("c", 200), ("a", 0), ("b", 25))]
    assert [[word.raw for word in group] for group in cut(words)] == [["a", "b"], ["c"]]
    assert cut([]) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 20)), max_size=12))
def test_no_line_is_lost_or_told_twice(spots):
    lines = [piece(str(at) * 9, x * 20.0, y * 9.0, wide * 12.0) for at, (x, y, wide) in enumerate(spots)]
    told = [line for line in read(*lines, grids=[grid(0, 100, 600, 150)]) if line not in ("", "TABLE")]
    assert sorted(told) == sorted(line.raw for line in lines)
