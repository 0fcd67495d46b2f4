import pytest

from extract.header import header_depth, is_number_row, number_row_slips
from extract.header import read as read_header
from extract.model import Table
from extract.stitch import blocks, print_rows
from tests.extract.grids import LEVELS, PLAN, grid, numbers, pages, sound, spanned


def header(rows):
    return read_header(next(block for block in blocks(pages(grid(rows))) if isinstance(block, Table)))


@pytest.mark.parametrize(
    ("raws", "is_one"),
    [
        (["১", "২", "৩", "৪"], True),
        (["1", "2", "3", "4"], True),
        (["(১)", "(২)", "(৩)"], True),
        (["১", "২", "", "৪"], True),
        (["১", "২", "৪", "৫", "৬"], True),  # one was left out: the steps go on
        (["", "১", "২", "৩"], True),  # the first column bears no number
        (["১", "২"], False),
        (["ঢাকা", "২", "৩", "৪"], False),
        (["১২", "৭", "৩", "৯"], False),
        (["৪", "৩", "২", "১"], False),
        (["১০০", "২০০", "৩০০"], False),
        ([], False),
    ],
)
def test_is_number_row(raws, is_one):
    assert is_number_row(raws) is is_one


def test_number_row_slips():
    assert number_row_slips(numbers(5)) == ()
    assert number_row_slips(["১", "৩", "৩", ""]) == (1, 3)


def test_depth_of_header_and_number_row():
    two = [[*PLAN[:6], "লক্ষ্যমাত্রা ২০২২-২৩", "", "", "", ""], ["", "", "", "", "", "", *LEVELS]]
    assert header_depth(print_rows(grid([PLAN, *sound()]))) == 1
    assert header_depth(print_rows(grid([*two, numbers(11), *sound()]))) == 3
    assert header_depth(print_rows(grid(sound()))) == 0
    assert header_depth(print_rows(grid([["উপজেলা", "২০২১", "২০২২"], ["ক", "১২০", "১৩০"]]))) == 1


def test_paths_of_a_group_in_text_exports():
    rows = [["উপজেলা", "জনসংখ্যা", "", "শিক্ষা", ""], ["", "পুরুষ", "মহিলা", "পুরুষ", "মহিলা"], ["চরপুর", "১০০", "২০০", "৩", "৪"]]
    assert header(rows).paths == (
        ("উপজেলা",), ("জনসংখ্যা", "পুরুষ"), ("জনসংখ্যা", "মহিলা"), ("শিক্ষা", "পুরুষ"), ("শিক্ষা", "মহিলা"),
    )  # fmt: skip


def test_paths_of_a_group_with_spans():
    rows = [["উপজেলা", "জনসংখ্যা", "", "মোট"], ["", "পুরুষ", "মহিলা", ""], ["চরপুর", "১০০", "২০০", "৩০০"]]
    table = spanned(rows, {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)})
    found = read_header(next(b for b in blocks(pages(table)) if isinstance(b, Table)))
    assert found.paths == (("উপজেলা",), ("জনসংখ্যা", "পুরুষ"), ("জনসংখ্যা", "মহিলা"), ("মোট",))
    assert found.depth == 2


def test_number_row_and_fused_number_row():
    plain = header([PLAN, numbers(11), *sound()])
    assert (plain.number_row_intact, plain.fused, plain.number_print_row) == (True, None, 2)
    first = ["১", "২", *sound()[0][2:4], "৫", "৬", "৭", "৮", "৯", "১০", "১১"]
    fused = header([PLAN, first, *sound()[1:]])
    assert (fused.number_row, fused.fused, fused.depth) == (None, 1, 1)


def test_percentages_below_the_levels_are_header():
    rows = [
        [*PLAN[:6], "অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"],
        [*[""] * 6, "১০০%", "৯০%", "৮০%", "৭০%", "৬০%"],
    ]
    found = header([*rows, numbers(11), *sound()])
    assert found.depth == 3 and found.paths[6] == ("অসাধারণ", "১০০%")
