"""A point that an engine loses makes a figure ten times too large: the ink tells."""

import numpy as np
import pytest

from extract.model import Box, Word
from ingest.engines import Region
from ingest.reading import confidence, points


def figure(point=None, digits=3, size=3):
    """Digits 20 pixels high, 12 apart, and a point of `size` pixels either way with its corner at `point`."""
    ink = np.zeros((32, 12 * digits + 8), np.uint8)
    for n in range(digits):
        ink[6:26, 4 + 12 * n : 11 + 12 * n] = 255
    if point:
        x, y = point
        ink[y : y + size, x : x + size] = 220
    return ink


def spread(*lefts):
    """Digits 20 pixels high and 7 wide that begin in these columns."""
    ink = np.zeros((24, lefts[-1] + 10), np.uint8)
    for left in lefts:
        ink[2:22, left : left + 7] = 255
    return ink


def settled(ink, raw, expects):
    box = Box(0, 0, ink.shape[1], ink.shape[0])
    [[word]] = points.settled(ink, [Region(box, expects=expects)], [[Word(raw, box, 0.99)]])
    return word.raw, word.confidence >= confidence.SURE


@pytest.mark.parametrize(
    ("ink", "text", "lacking"),
    [
        (figure((24, 23)), "১৭৫", True),
        (figure((24, 23)), "১৭.৫", False),
        (figure((24, 23)), "১৭,৫", False),
        (figure(), "১৭৫", False),
        (figure((24, 23), size=1), "১৭৫", False),  # dust
        (figure((24, 8)), "১৭৫", False),  # high up: dirt, or the hook of a digit
        (figure((40, 23)), "১৭৫", False),  # behind the last digit it changes nothing
        (figure((12, 23), digits=1), "১", False),
        (np.zeros((32, 40), np.uint8), "", False),
    ],
)
def test_a_point_that_the_text_lacks(ink, text, lacking):
    assert points.lacking(ink, text) is lacking


def test_white_as_wide_as_a_point_is_a_doubt_in_a_figure():
    assert points.lacking(spread(2, 12, 35), "২২৫")  # ২২.৫ of which a photocopy lost the point
    assert not points.lacking(spread(2, 12, 35), "২২.৫")
    assert not points.lacking(spread(2, 12, 26), "২২৫")
    assert settled(spread(2, 12, 35), "২২৫", "number") == ("২২৫", False)


@pytest.mark.parametrize(
    ("between", "expects", "sure"), [(9, "number", False), (16, "number", True), (9, "date", True)]
)
def test_such_white_is_a_doubt_where_other_figures_of_the_page_have_less(between, expects, sure):
    others, shown = spread(2, 2 + between, 2 + 2 * between, 2 + 3 * between), spread(2, 20)
    boxes = [Box(0, 30 * n, others.shape[1], 30 * n + 24) for n in range(2)]
    last = Box(0, 60, shown.shape[1], 84)
    ink = np.zeros((90, 90), np.uint8)
    for box in boxes:
        ink[int(box.y0) : int(box.y1), : others.shape[1]] = others
    ink[60:84, : shown.shape[1]] = shown
    regions = [*(Region(box, expects="number") for box in boxes), Region(last, expects=expects)]
    read = [*([Word("১২৩৪", box, 0.99)] for box in boxes), [Word("১৫", last, 0.99)]]
    assert (points.settled(ink, regions, read)[2][0].confidence >= confidence.SURE) is sure


def test_a_point_behind_a_number_may_be_dust():
    assert settled(spread(2, 12, 22), "৫৪৬.", "number") == ("৫৪৬.", False)
    assert settled(spread(2, 12, 22), "৫৪৬.", "code") == ("৫৪৬.", True)


def test_a_code_gets_the_points_that_its_ink_shows_and_stays_a_doubt():
    ink = figure((24, 23), digits=5)
    assert settled(ink, "[১১১]", "text") == ("[১.১১]", False)
    assert settled(ink, "[১.১১]", "text") == ("[১.১১]", True)
    assert settled(ink, "[১১১১]", "text") == ("[১১১১]", False)  # which digits are apart is not told
    assert settled(spread(2, 12, 35, 45), "[১১]", "text") == ("[১.১]", False)  # lost
    assert settled(figure((24, 23)), "১৭৫", "number") == ("১৭৫", False)  # a figure stays as it was read


@pytest.mark.parametrize(
    ("raw", "sure"), [("২২.৫৮১", False), ("২.২৭৬০৮", False), ("২২.৫", True), ("২২,৫৮১", True), ("১.১.১০০", True)]
)
def test_a_point_before_three_digits_may_be_a_comma(raw, sure):
    assert settled(np.zeros((20, 90), np.uint8), raw, None) == (raw, sure)


@pytest.mark.parametrize(
    ("read", "given"),
    [
        ("২৯.৪০,০০০.", "২৯,৪০,০০০"),
        ("২৯,৬০.০০০", "২৯,৬০,০০০"),
        ("১,২৫,০০০.৫০", "১,২৫,০০০.৫০"),
        ("২৫,০০০.০০০", "২৫,০০০.০০০"),
        ("২৯.৪০", "২৯.৪০"),
        ("৫,০০০.", "৫,০০০."),
    ],
)
def test_a_point_between_groups_of_digits_is_a_comma(read, given):
    assert points.grouped(read) == given


@pytest.mark.parametrize(("others", "code"), [(7, "[২.১]"), (2, "[২১]")])
def test_white_in_a_code_is_wide_where_that_between_other_digits_is_narrow(others, code):
    ink = np.zeros((24 * (others + 1), 80), np.uint8)
    rows = [spread(2, 11)] * others + [spread(2, 12, 26, 36)]  # 2 pixels of white, and 7 between two digits
    for n, row in enumerate(rows):
        ink[24 * n : 24 * n + 24, : row.shape[1]] = row
    boxes = [Box(0, 24 * n, row.shape[1], 24 * n + 24) for n, row in enumerate(rows)]
    regions = [Region(box, expects="number" if n < others else "text") for n, box in enumerate(boxes)]
    found = [[Word("১২" if n < others else "[২১]", box, 0.99)] for n, box in enumerate(boxes)]
    assert points.settled(ink, regions, found)[-1][0].raw == code


def test_numbers_with_two_points_tell_that_commas_were_read_as_points():
    # ২,৩১,৫০৮ in Likhan at 200 dpi: its whole column was taken for codes, and 68 figures had no row
    ink = figure(digits=3)
    box = Box(0, 0, ink.shape[1], ink.shape[0])
    texts = ["২.৩১.৫০৮", "১.০৪.৭১১", "১.৯৭.৪১১", "২.২২.৬৭৪", "১.০৯.১৬২", "৬৮.৭৩১", "৬৮.৭৩"]
    regions = [Region(box, expects="number")] * len(texts)
    found = points.settled(ink, regions, [[Word(text, box, 0.97)] for text in texts])
    assert [words[0].raw for words in found[4:]] == ["১,০৯,১৬২", "৬৮,৭৩১", "৬৮.৭৩"]
    assert all(words[0].confidence < confidence.SURE for words in found[:6])
    alone = points.settled(ink, regions[:1], [[Word("৬৮.৭৩১", box, 0.97)]])
    assert alone[0][0].raw == "৬৮.৭৩১"


def test_a_column_of_grouped_numbers_is_one_of_numbers_though_commas_were_read_as_points():
    word = Word("২.৩১.৫০৮", Box(0, 0, 9, 9), 0.97)
    assert [w.raw for w in points.in_groups([word])] == ["২,৩১,৫০৮"]
    assert [w.raw for w in points.in_groups([word, word])] == ["২.৩১.৫০৮"] * 2
