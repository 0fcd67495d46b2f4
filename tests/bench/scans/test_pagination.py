import pytest

from bench.reports import FORMS, report
from bench.scans.pagination import groups, key_of, paginate
from bench.scans.paper import Item, Part, look, sequence, whole_tables, widest

ROOM = 300.0


def pages_of(made, high=40.0):
    """The pages of a report whose lines are 10 and whose rows are `high` units high."""
    tables = [[10.0] * n + [high] * (len(block.rows) - n) for block, n in whole_tables(made)]
    texts = {key_of(group): 10.0 * len(group) for group in groups(made) if not isinstance(group, Part)}
    return paginate(made, texts, tables, ROOM, 10.0)


def parts(pages):
    return [held for page in pages for held in page.held if isinstance(held, Part)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_every_row_stands_on_one_page(form, seed):
    made = report(seed, form)
    pages = pages_of(made)
    for table_no, sheet in enumerate(made.sheets, start=1):
        own = [part for part in parts(pages) if part.table_no == table_no]
        assert [part.part for part in own] == list(range(1, len(own) + 1))
        assert sum(len(part.block.rows) - part.n_heads for part in own) == len(sheet.rows)
        assert [part.first for part in own] == [n for n, row in enumerate(sheet.rows) if n == 0 or row.breaks]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_no_page_is_fuller_than_its_room(form, seed):
    for page in pages_of(report(seed, form)):
        full = 0.0
        for held in page.held:
            full += 10.0 * held.n_heads + 40.0 * (len(held.block.rows) - held.n_heads) if isinstance(held, Part) else 0
        assert full <= ROOM


@pytest.mark.parametrize("form", FORMS)
def test_every_line_stands_on_one_page(form):
    made = report(1, form)
    pages = pages_of(made)
    told = [item for page in pages for group in page.held if not isinstance(group, Part) for item in group if item]
    assert sorted(map(str, told)) == sorted(str(item) for item in sequence(made) if isinstance(item, Item))


def test_a_title_stays_with_its_table():
    for page in pages_of(report(3, "several")):
        last = page.held[-1]
        assert isinstance(last, Part) or not (last[0] and last[0].kind == "title")


def test_a_row_that_begins_a_page_is_told_in_the_truth():
    made = report(0, "egov_annex5_workplan")
    made.sheets[0].doubts.clear()
    for row in made.sheets[0].rows:
        row.breaks = False
    pages_of(made, high=90.0)
    broken = [row for row in made.sheets[0].rows if row.breaks]
    assert broken
    assert [doubt.row for doubt in made.sheets[0].doubts] == broken


def test_a_look_is_the_same_each_time_and_wide_tables_mostly_turn_the_paper():
    assert look(1, "Mukti", 12) == look(1, "Mukti", 12)
    assert {look(seed, "Mukti", 12).wide for seed in range(40)} == {True, False}
    assert not any(look(seed, "Mukti", 5).wide for seed in range(40))
    assert widest(report(1, "apa")) > 12
