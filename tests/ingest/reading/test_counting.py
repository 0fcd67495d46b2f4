"""Rows that count their columns tell what the digits of a page look like."""

import pytest

from extract.model import Box, Word
from ingest.engines import Region
from ingest.reading import counting


def row(*texts, y=0, kind="cell"):
    """Cells side by side and what was read in them."""
    boxes = [Box(50 * n, y, 50 * n + 50, y + 40) for n in range(len(texts))]
    return [Region(box, kind) for box in boxes], [
        [Word(text, box, 0.5)] for text, box in zip(texts, boxes, strict=True)
    ]


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        ("১ ২ ৩ ৪ ৫ ৬", True),
        ("(1) (2) (3) (4) (5)", True),
        ("১ ২ ৩ 8 ৫", False),  # which may be a ৪
        ("১ ২ ৩ 4 ৫", False),  # of two scripts
        ("১ ২ ৩ ৪", False),  # may be targets
        ("২ ৩ ৪ ৫ ৬", False),
        ("১ ২ ৩ ৫ ৬", False),
    ],
)
def test_only_a_whole_row_from_one_on_counts(texts, counts):
    regions, found = row(*texts.split())
    assert counting.counted(regions, found) == (set(range(len(regions))) if counts else set())


def test_cells_of_other_rows_and_lines_do_not_count():
    regions, found = row("১", "২", "৩", "৪", "৫")
    more, read = row("৯০%", "১২", y=40)
    assert counting.counted([*more, *regions], [*read, *found]) == {2, 3, 4, 5, 6}
    assert not counting.counted(*row("১", "২", "৩", "৪", "৫", kind="line"))


def texts(found):
    return ["".join(word.raw for word in words) for words in found]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1 2 3 4 5 6 7 ৪ 9", "1 2 3 4 5 6 7 8 9"),
        ("(১) (২) (৩) (8) (৫) (৬) (9)", "(১) (২) (৩) (৪) (৫) (৬) (৭)"),
        ("১ ২ ৩ ৪ 5", "১ ২ ৩ ৪ 5"),
        ("4 ৪ 2 1 6", "4 ৪ 2 1 6"),
    ],
)
def test_a_figure_drawn_as_the_one_whose_turn_it_is_is_that_one(read, meant):
    regions, found = row(*read.split())
    assert texts(counting.in_order(regions, found)) == meant.split()


def test_a_blank_cell_is_counted_as_nothing():
    regions, found = row("১", "২", "৩", "8", "৫")
    found[2] = []
    assert counting.in_order(regions, found) == found
