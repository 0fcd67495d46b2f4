import pytest

from extract.body import rows as body_rows
from extract.header import read as read_header
from extract.match import Told, identify
from extract.model import Page, Table
from extract.section import section_of
from extract.stitch import blocks
from tests.extract.grids import CHARTER, PLAN, grid, issues, numbers, pages, pairs, plan, read, sound, spanned, values


def body(rows):
    table = next(b for b in blocks(pages(grid(rows))) if isinstance(b, Table))
    header = read_header(table)
    return body_rows(table, header, identify(table, header, Told()))


def test_roles():
    rows = [PLAN, numbers(11), *sound(), ["মোট", "২৫", "", "", "", "২৫", *[""] * 5], [""] * 11, ["*** নোট", *[""] * 10]]
    assert [row.role for row in body(rows)] == ["data", "data", "data", "total", "note", "note"]


def test_sections_and_lines():
    assert [(row.role, row.line) for row in body(pairs())] == [
        ("section", None), ("data", "target"), ("data", "achievement"), ("data", "target"), ("data", "achievement"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["মোট", "সর্বমোট", "মোট মান", "মোট="])
def test_words_of_totals(word):
    assert body([PLAN, numbers(11), *sound(), [word, "২৫", "", "", "", "২৫", *[""] * 5]])[-1].role == "total"


def test_an_indicator_called_total_is_no_total():
    rows = sound()
    rows[2][3] = "[২.১.১] মোট প্রশিক্ষিত কর্মচারী"
    assert [row.role for row in body([PLAN, numbers(11), *rows])] == ["data"] * 3


@pytest.mark.parametrize(
    ("raw", "code", "name", "weight"),
    [
        ("১. প্রাতিষ্ঠানিক ব্যবস্থা.....৬", "1", "প্রাতিষ্ঠানিক ব্যবস্থা", 6.0),
        ("<b>২. ক্রয়ে শুদ্ধাচার</b> .....২.৫", "2", "ক্রয়ে শুদ্ধাচার", 2.5),
        ("১. প্রাতিষ্ঠানিক ব্যবস্থা .. .০৩", "1", "প্রাতিষ্ঠানিক ব্যবস্থা", 3.0),
        ("৩। সংস্কার (মান: ৫)", "3", "সংস্কার", 5.0),
        ("ক্রয়ে শুদ্ধাচার …৮", None, "ক্রয়ে শুদ্ধাচার", 8.0),
        ("ক্রয়ে শুদ্ধাচার", None, "ক্রয়ে শুদ্ধাচার", None),
        ("২০২২ সালের পরিকল্পনা", None, None, None),
    ],
)
def test_sections(raw, code, name, weight):
    found = section_of(raw)
    assert found.weight == weight
    if name:
        assert (found.code, found.name) == (code, name)


def test_a_heading_of_any_length():
    assert section_of("." * 100_000).weight is None


@pytest.mark.parametrize("by", ["lost", "one too many"])
def test_displaced_cells_are_laid_anew(by):
    rows = sound()
    row = rows[1]
    rows[1] = [*row[:4], *row[5:], ""] if by == "lost" else [*row[:4], "", *row[4:10]]
    found = plan(*rows)
    assert issues(found, "COLUMN_SHIFT") == [(2, None)]
    levels = {v.level_pct: v.value_num for v in found.values if v.row_no == 2}
    assert {k: levels[k] for k in (100, 90, 80, 70)} == {100: 4, 90: 3, 80: 2, 70: 1}
    assert found.indicators[1].weight == 7 and found.indicators[1].indicator == "প্রতিবেদন প্রেরিত"
    assert all(v.uncertain for v in found.values if v.row_no == 2)


def test_a_figure_under_the_unit_doubts_the_row():
    rows = sound()
    rows[1] = [*rows[1][:4], "৫", *rows[1][5:]]
    found = plan(*rows)
    assert issues(found, "COLUMN_SHIFT") == [(2, None)]
    assert [v.uncertain for v in found.values if v.row_no == 1] == [False] * 5


def test_trimmed_rows_are_not_displaced():
    """Exports that leave trailing blanks away give short rows."""
    head = [*PLAN, "মন্তব্য"]
    rows = [[*sound()[0], "চলমান"], sound()[1][:10], sound()[2][:8]]
    found = read(CHARTER, grid([head, numbers(12), *rows]))
    assert issues(found, "COLUMN_SHIFT") == []
    assert values(found, 3) == [2, 1, None, None, None]


def test_lines_whose_names_cannot_be_read_are_told_by_the_merged_cell():
    rows = pairs()
    rows[4][6] = "তবর্তান"
    rows[5][6] = "লকসমামমা"
    merged = {(3, 0): (2, 1), (3, 1): (2, 1), (5, 0): (2, 1), (5, 1): (2, 1)}
    table = next(b for b in blocks([Page(1, (spanned(rows, merged),))]) if isinstance(b, Table))
    header = read_header(table)
    found = body_rows(table, header, identify(table, header, Told()))
    assert [row.line for row in found] == [None, "target", "achievement", "target", "achievement"]
