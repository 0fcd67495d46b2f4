"""A page of one script makes what was read as other numbers of the other one its own, as a doubt."""

import pytest

from extract.model import Box, Word
from ingest.reading import confidence, one_script

BOX = Box(0, 0, 10, 10)
BENGALI, LATIN = ["১৩৫", "৬৮৯", "১৩", "৫৬"], ["134", "567", "13", "45"]


def read(others, raw, told=0.97):
    found = one_script.settled([*[[Word(other, BOX, 0.99)] for other in others], [Word(raw, BOX, told)]])
    return found[-1][0]


@pytest.mark.parametrize(
    ("others", "raw", "mended"), [(BENGALI, "880", "৪৪০"), (BENGALI, "9%", "৭%"), (LATIN, "৪", "8")]
)
def test_a_figure_of_the_other_script_is_of_the_page_s_and_in_doubt(others, raw, mended):
    word = read(others, raw)
    assert word.raw == mended and word.other == raw and word.confidence < confidence.SURE


@pytest.mark.parametrize(
    ("others", "raw"),
    [([*BENGALI, "1"], "880"), (BENGALI[:1], "880"), (BENGALI, "200"), (BENGALI, "৪৪০"), (BENGALI, "8ম")],
)
def test_any_other_stays(others, raw):
    word = read(others, raw)
    assert word.raw == raw and word.confidence == 0.97
