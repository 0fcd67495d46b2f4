"""Office files of the bench: every cell comes back as it was written, with its spans, in Unicode and in both Bijoys."""

import pytest

from bench.digital import office, office_samples
from bench.layout import Block, items
from bench.reports import report
from extract.model import Grid
from ingest import sources
from tools import golden


def expected(block):
    """Place → text and spans."""
    found = {}
    for r, row in enumerate(block.rows):
        for c in range(max(map(len, block.rows))):
            if c >= len(row):
                found[r, c] = ("", 1, 1)
            elif not row[c].over:
                found[r, c] = (office.TAGS.sub("", row[c].text).strip(), row[c].rowspan, row[c].colspan)
    return found


def read(data):
    pages = sources.pages(data, sources.recognise(data, "report"))
    grids = [block for page in pages for block in page.blocks if isinstance(block, Grid)]
    return [{(cell.row, cell.col): (cell.raw, cell.rowspan, cell.colspan) for cell in grid.cells} for grid in grids]


@pytest.mark.parametrize("generation", [None, "sutonny", "ansi"])
@pytest.mark.parametrize("make", [office.words, office.workbook])
@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(4, 60), marks=pytest.mark.slow)], ids=["few", "many"])
def test_every_cell_comes_back(make, generation, seeds):
    for seed in seeds:
        made = report(seed)
        printed = [expected(item) for item in items(made) if isinstance(item, Block)]
        assert read(make(made, generation)) == printed, seed


@pytest.mark.parametrize("make", [office.words, office.workbook])
def test_the_same_report_gives_the_same_bytes(make):
    assert make(report(3), "sutonny") == make(report(3), "sutonny")


def test_the_samples_are_those_that_the_bench_makes():
    for sample, make in (
        (office_samples.LETTERS, office_samples.letters),
        (office_samples.SHEETS, office_samples.sheets),
    ):
        made = make(office_samples.written(sample))
        assert read(made) == read((golden.REPORTS / sample.file).read_bytes())
    assert office_samples.mail() == (golden.REPORTS / office_samples.MAIL).read_bytes()
