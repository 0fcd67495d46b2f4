"""What a second reading may look for in a cell."""

from extract.expectation import expected, units
from tests.extract.grids import PLAN, grid, numbers, sound


def plan_grid(*, header=True):
    rows = sound()
    rows[1][4] = "তারিখ"
    return grid([PLAN, numbers(len(PLAN)), *rows] if header else rows)


def test_figures_are_expected_where_the_form_has_them():
    given = plan_grid()
    told = expected(given)
    words = units(given, told)
    assert [told.of(1, c, words) for c in range(11)] == ["number"] * 11  # the number row
    assert [told.of(2, c, words) for c in range(11)] == [
        "text", "number", "text", "text", "unit", "number", *["number"] * 5,
    ]  # fmt: skip
    assert told.of(3, 7, words) == "date"
    assert told.of(0, 7, words) == "label"


def test_a_page_without_header_holds_what_the_page_before_held():
    told = expected(plan_grid(header=False), expected(plan_grid()))
    assert (told.depth, told.number_row, told.of(0, 5, {})) == (0, None, "number")


def test_columns_of_figures_in_a_table_of_no_form():
    told = expected(grid("উপজেলা | বরাদ্দ | ব্যয়\nসোনাপুর | ১২ | ৯\nরূপপুর | ৮ | ৭\nচরপাড়া | ১১ | ১০"))
    assert [told.of(1, c, {}) for c in range(3)] == [None, "number", "number"]


def test_a_column_of_names_of_one_list():
    told = expected(grid("জেলা | বরাদ্দ\nরংপুর | ১২\nভালো | ৮\nযশোর | ১১\nনাটোর | ৯\nপাবনা | ৭"))
    assert [told.of(2, c, {}) for c in range(2)] == ["district", "number"]
