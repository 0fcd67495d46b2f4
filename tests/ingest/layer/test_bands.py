"""Tables that shades draw, and the rows without a shade that go on with them."""

from itertools import pairwise

from extract.model import Box, Ruling
from ingest.layer.bands import beyond

EDGES = (10, 60, 110, 160, 210)


def shaded(y, high=20):
    """The sides of a row's shaded cells."""
    found = []
    for x0, x1 in pairwise(EDGES):
        found += [Ruling(x0, at, x1, at, 0.0) for at in (y, y + high)]
        found += [Ruling(at, y, at, y + high, 0.0) for at in (x0, x1)]
    return found


def row(y, columns=(0, 1, 2, 3), wide=20):
    return [Box(EDGES[c] + 5, y + 5, EDGES[c] + 5 + wide, y + 15) for c in columns]


def tops(rulings, *texts):
    """From where to where rows are added."""
    found = beyond(rulings, [box for line in texts for box in line], 595, 842)
    return sorted({(r.y0, r.y1) for r in found if not r.level})


def test_the_last_row_of_a_striped_table_has_no_shade():
    stripes = [*shaded(20), *shaded(60)]
    assert tops(stripes, row(20), row(40), row(60), row(80)) == [(40, 60), (80, 99)]


def test_a_head_without_a_shade_goes_before():
    assert tops([*shaded(20), *shaded(60)], row(0), row(20), row(40), row(60)) == [(1, 20), (40, 60)]
    assert tops([*shaded(20), *shaded(60)], row(0, [1, 2]), row(20), row(40), row(60)) == [(40, 60)]  # a title


def test_a_shaded_head_alone_tells_the_columns_of_its_table():
    found = tops(shaded(20), row(20), row(40), row(60), row(80))
    assert found[0][0] == 40 and found[-1][1] == 99 and len(found) == 3


def test_what_stands_across_columns_or_far_below_or_in_one_is_no_row():
    stripes = [*shaded(20), *shaded(60)]
    held = [row(20), row(40), row(60)]
    assert tops(stripes, *held, [Box(15, 85, 130, 95)]) == [(40, 60)]
    assert tops(stripes, *held, row(110)) == [(40, 60)]
    assert tops(stripes, *held, row(80, [3])) == [(40, 60)]  # a signature
    assert tops(stripes, *held, row(80), row(100, [3])) == [(40, 60), (80, 99)]


def test_a_table_that_lines_touch_ends_where_they_do():
    border = [Ruling(10, 80, 210, 80, 1.0)]
    assert tops([*shaded(20), *shaded(60), *border], row(20), row(40), row(60), row(80)) == [(40, 60)]


def test_rows_that_lines_tell_are_not_told_again():
    held = [box for line in (row(20), row(40), row(60)) for box in line]
    told = [Ruling(x, y, x, y + 20, 0.0) for y in (40, 60) for x in EDGES]
    assert beyond(shaded(20), held, 595, 842)
    assert beyond(shaded(20), held, 595, 842, told) == []
