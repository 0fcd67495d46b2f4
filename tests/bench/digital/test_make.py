"""Sets are made once, with a truth for every page. Needs Chromium, some need LibreOffice."""

import pikepdf
import pytest

from bench.digital.make import Shop, asked
from bench.digital.sets import KINDS, ten
from bench.scans.chromium import program
from bench.scans.documents import shelf
from extract.model import Grid
from ingest import sources
from ingest.sources import soffice


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    if program() is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    if not ten():
        pytest.skip("no Bengali font here: apt-get install fonts-noto-core")
    return Shop(2, 3, home=tmp_path_factory.mktemp("digital"))


def printed_cells(document):
    return [len(table) for _, tables in sorted(document.pages.items()) for table in tables]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["chromium", "mixed", "turned", "chromium-missing", "libreoffice"])
def test_a_pdf_has_the_pages_of_its_truth(shop, name):
    if name == "libreoffice" and soffice.program() is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-core")
    one = shelf(shop.made(name))
    assert len(one.documents) == shop.reports
    for document in one.documents:
        with pikepdf.open(one.reports / document.name) as made:
            assert len(made.pages) == max(document.pages)
        assert any(cell.numeric for tables in document.pages.values() for table in tables for cell in table)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "xlsx", "docx-sutonny"])
def test_a_page_of_the_print_is_a_page_of_the_file(shop, name):
    one = shelf(shop.made(name))
    for document in one.documents:
        data = (one.reports / document.name).read_bytes()
        pages = list(sources.pages(data, sources.recognise(data, document.name)))
        assert len(pages) == max(document.pages)
        grids = [block for page in pages for block in page.blocks if isinstance(block, Grid)]
        assert [len(grid.cells) for grid in grids] == printed_cells(document)


@pytest.mark.slow
def test_a_set_is_made_once(shop):
    first = shop.made("docx")
    times = [file.stat().st_mtime_ns for file in sorted(first.rglob("*"))]
    assert [file.stat().st_mtime_ns for file in sorted(Shop(2, 3, home=shop.home).made("docx").rglob("*"))] == times


def test_sets_are_asked_for_by_name():
    assert list(asked("all")) == list(KINDS)
    assert asked("docx,xlsx") == ["docx", "xlsx"]
    with pytest.raises(KeyError, match="there is no set pages"):
        asked("docx,pages")


@pytest.mark.parametrize("name", KINDS)
def test_what_a_set_is_made_of_is_made_before_it(name):
    source = KINDS[name].of
    assert source is None or list(KINDS).index(source) < list(KINDS).index(name)
    assert source is None or KINDS[source].way == KINDS[name].way
