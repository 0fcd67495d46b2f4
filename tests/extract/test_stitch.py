import pytest

from extract.model import Box, Grid, Line, Page, Table
from extract.stitch import blocks, code_key
from tests.extract.grids import PLAN, numbers, pages, plan_row, sound

HEAD = [PLAN, numbers(11)]


def tables(*parts):
    return [block for block in blocks(pages(*parts)) if isinstance(block, Table)]


@pytest.mark.parametrize("between", ["", "২", "- ২ -", "পৃষ্ঠা ২", "চলমান পাতা-২", "Page 2 of 3", "২/৩"])
def test_page_numbers_part_no_table(between):
    found = tables([*HEAD, *sound()[:2]], between, None, [*HEAD, sound()[2]])
    assert len(found) == 1
    assert [(p.first, p.last, p.repeated_header) for p in found[0].parts] == [(1, 4, 0), (5, 7, 2)]
    assert [row.print_row for row in found[0].rows] == list(range(1, 8))


@pytest.mark.parametrize("between", ["সংযোজনী ৮", "উপপরিচালক", "২০২২-২৩ অর্থবছরের পরিকল্পনা"])
def test_words_part_tables(between):
    assert len(tables([*HEAD, *sound()[:2]], between, [*HEAD, sound()[2]])) == 2


def test_codes_that_begin_again_begin_a_table():
    assert len(tables([*HEAD, *sound()], [*HEAD, *sound()])) == 2
    assert len(tables([*HEAD, *sound()], [*HEAD, plan_row("2.2.1")])) == 1


def test_misread_labels_are_the_same_header():
    misread = [["কর্মক্রমের ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সুচক", *PLAN[4:]], numbers(11)]
    assert len(tables([*HEAD, *sound()[:2]], [*misread, sound()[2]])) == 1


def test_another_width_is_another_table():
    assert len(tables([*HEAD, *sound()], [[*PLAN, "মন্তব্য"], [*plan_row("2.2.1"), "চলমান"]])) == 2


def test_a_heading_cut_off_at_the_end_of_a_page_belongs_to_the_table():
    row = ["১.১ সভা", "সভা আয়োজিত", "২"]
    found = tables(
        [["কার্যক্রমের নাম", "কর্মসম্পাদন সূচক", "সূচকের মান"], row],
        "২. ক্রয়ের ক্ষেত্রে শুদ্ধাচার.....২",
        None,
        [["২.১ ক্রয়", "ক্রয় সম্পন্ন", "২"]],
    )
    assert len(found) == 1 and found[0].rows[2].raws[0] == "২. ক্রয়ের ক্ষেত্রে শুদ্ধাচার.....২"


def test_a_header_amid_the_rows():
    found = tables([*HEAD, sound()[0], *HEAD, *sound()[1:]])
    assert [[(p.first, p.last, p.repeated_header) for p in t.parts] for t in found] == [[(1, 3, 0), (4, 7, 2)]]
    assert [row.print_row for row in found[0].body(2)] == [3, 6, 7]


def test_number_row_amid_the_rows():
    found = tables([*HEAD, sound()[0], numbers(11), *sound()[1:]])
    assert [row.print_row for row in found[0].body(2)] == [3, 5, 6]


def test_a_row_that_is_merely_like_the_number_row_is_data():
    rows = [["জেলা", "ক", "খ", "গ"], ["নদীপুর", "১", "২", "৩"], ["চরপুর", "২", "৩", "৪"]]
    assert [row.print_row for row in tables(rows)[0].body(1)] == [2, 3]


def test_blocks_keep_reading_order():
    kinds = [type(block) for block in blocks(pages("ক", [["খ", "গ"]], "ঘ"))]
    assert kinds == [Line, Table, Line]


def test_a_line_above_a_later_table_keeps_only_what_facts_are_read_from():
    line = Line("পাতা", 7, Box(1, 2, 3, 4), heading=2, confidence=0.5)
    grid = Grid((), 1, 1)
    above, _, below = blocks([Page(1, (line, grid, line))])
    assert (above, below) == (Line("পাতা", 7, heading=2), line)


@pytest.mark.parametrize(
    ("raw", "key"), [("[১.২.১] সভা", (1, 2, 1)), ("[1.10] x", (1, 10)), ("[এম.১.১]", (1_000_000, 1, 1)), ("সভা", None)]
)
def test_code_key(raw, key):
    assert code_key(raw) == key
