import dataclasses
import gzip
import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Box, Cell, Grid, Issue, Line, Page, Stored
from ingest import readings, versions
from ingest.errors import IngestError, UnreadableContent
from ingest.scan import Scan
from normalize.bijoy import Run

SHA = "ab" * 32
texts = st.text(st.sampled_from('কি্‌\n"\\১ \0\u2028\N{GRINNING FACE}'), max_size=6)
reals = st.floats(allow_nan=False, allow_infinity=False)
boxes = st.none() | st.builds(Box, reals, reals, reals, reals)
whole = st.integers(0, 2**40)
runs = st.lists(st.builds(Run, whole, whole, st.sampled_from(["sutonny", "x"])), max_size=2).map(tuple)
stored = st.none() | st.builds(Stored, texts, runs)
cells = st.builds(
    Cell, whole, whole, texts, whole, whole, st.none() | whole, boxes, reals, texts, st.booleans(), st.booleans(),
    stored, st.none() | texts,
)  # fmt: skip
lines = st.builds(Line, texts, st.none() | whole, boxes, st.integers(0, 6), reals, stored)
grids = st.builds(
    Grid, st.lists(cells, max_size=3).map(tuple), whole, whole, whole, st.booleans(), st.lists(whole).map(tuple)
)
issues = st.builds(
    Issue, texts, st.sampled_from(["error", "warn", "info"]), texts, texts, texts, st.none() | texts, texts,
    *[st.none() | whole] * 4, st.none() | texts, st.none() | texts,
)  # fmt: skip
pages = st.builds(
    Page, whole, st.lists(lines | grids, max_size=3).map(tuple), st.sampled_from(["text", "ocr", "mixed"]),
    st.none() | reals, st.none() | reals, whole, st.none() | reals, st.none() | reals, whole, st.none() | reals, texts,
    st.none() | texts, texts, st.lists(issues, max_size=2).map(tuple),
)  # fmt: skip


@given(pages)
def test_a_page_comes_back_as_it_was(page):
    line = readings.dumped(page)
    assert "\n" not in line
    back = readings.loaded(line)
    assert back == page and repr(back) == repr(page)


def test_every_field_of_the_nouns_is_drawn_by_the_property():
    """A field that is added to a noun must be added above, or it could be lost unseen."""
    assert [len(dataclasses.fields(noun)) for noun in (Box, Cell, Line, Grid, Issue, Page)] == [4, 13, 6, 6, 13, 14]


def test_numbers_of_numpy_come_back_equal():
    page = Page(1, (Line("ক", box=Box(np.float32(0.1), np.int64(2), 3, 4), confidence=np.float64(0.5)),), "ocr")
    assert readings.loaded(readings.dumped(page)) == page


def test_what_is_no_number_is_refused():
    with pytest.raises(TypeError):
        readings.dumped(Page(1, (), width=object()))


def page(number, raw="ক", **told):
    return Page(number, (Line(raw, box=Box(1.5, 2, 3, 4), confidence=0.25),), "ocr", **told)


@pytest.fixture
def store(tmp_path):
    return readings.Readings(tmp_path, "tesseract 5 ben", "1")


def read(store, count=3, stop=None):
    """Reads scans of `count` pages; the numbers of those that had to be read, and all the pages."""
    made, got = [], []
    with store.of(SHA) as kept:
        skip = kept.skip

        def reading(found):
            for item in found:
                if isinstance(item, Scan):
                    assert item.number not in skip
                    made.append(item.number)
                yield page(item.number) if isinstance(item, Scan) else item

        scans = (Scan(n, None) for n in range(1, count + 1))
        for one in kept.keeping(reading(kept.known(scans))):
            got.append(one)
            if one.number == stop:
                break
    return made, got


def test_what_was_read_is_not_read_again(store):
    first = read(store)
    assert first[0] == [1, 2, 3]
    again = read(store)
    assert again == ([], first[1])


def test_a_stopped_reading_goes_on_at_its_next_page(store):
    read(store, stop=2)
    made, got = read(store)
    assert made == [3] and [one.number for one in got] == [1, 2, 3]


@pytest.mark.parametrize("cut", [1, 9, 30])
def test_half_a_page_at_the_end_is_read_again(store, cut):
    read(store)
    path = store.path(SHA)
    os.truncate(path, path.stat().st_size - cut)
    assert read(store)[0] == [3]
    assert read(store)[0] == []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        assert len(lines.readlines()) == 3


@pytest.mark.parametrize("content", [b"", b"x" * 500, b"\x1f\x8b\x08\0" + b"\0" * 60, gzip.compress(b"[]\n", mtime=0)])
def test_a_damaged_file_is_read_anew(store, content):
    path = store.path(SHA)
    path.parent.mkdir()
    path.write_bytes(content)
    assert read(store)[0] == [1, 2, 3]
    assert read(store)[0] == []


def test_another_engine_or_version_has_a_reading_of_its_own(tmp_path, store):
    read(store)
    for engine, version in (("tesseract 5 eng", "1"), ("tesseract 5 ben", "2")):
        assert read(readings.Readings(tmp_path, engine, version))[0] == [1, 2, 3]
    assert len(list(tmp_path.glob("*/*"))) == 3


def test_pages_that_failed_or_were_never_pictures_are_not_kept(store):
    given = [page(1, status="failed", error="x"), Page(2, (Line("ক"),)), page(3, status="partial", error="y"), page(4)]
    with store.of(SHA) as kept:
        assert list(kept.keeping(given)) == given
    with store.of(SHA) as kept:
        assert sorted(kept.skip) == [3, 4] and all(isinstance(cause, IngestError) for cause in kept.skip.values())


def test_pages_of_text_and_of_errors_pass_through(store):
    given = [page(1), Scan(2, None, error=UnreadableContent("Damaged."))]
    with store.of(SHA) as kept:
        assert list(kept.known(given)) == given


def test_a_folder_that_cannot_be_written_keeps_nothing_and_spoils_nothing(tmp_path):
    (tmp_path / "file").write_text("x")
    store = readings.Readings(tmp_path / "file", "e", "1")
    assert read(store)[0] == [1, 2, 3]
    assert read(store)[0] == [1, 2, 3]


def test_sweeping(tmp_path, store):
    read(store)
    for version in "234567":
        read(readings.Readings(tmp_path, "e", version))
    assert readings.sweep(tmp_path, {SHA[:16]}) == 4
    assert readings.sweep(tmp_path, set()) == 3
    assert readings.sweep(tmp_path / "none", set()) == 0


def test_a_hundred_pages_of_a_real_size_are_small_and_fast(store):
    cells = tuple(
        Cell(r, c, f"{r} কার্যক্রম {c}", box=Box(r, c, r + 1, c + 1), engine="e") for r in range(40) for c in range(12)
    )
    with store.of(SHA) as kept:
        list(kept.keeping(Page(n, (Grid(cells, 40, 12),), "ocr") for n in range(1, 101)))
    assert store.path(SHA).stat().st_size < 100 * 20_000
    with store.of(SHA) as kept:
        assert len(kept.skip) == 100


def test_the_version_is_of_what_reads_pixels():
    assert versions.reading_version() != versions.pipeline_version().partition("+")[2]
    assert len(versions.reading_version()) == 12
