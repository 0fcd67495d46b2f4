"""The bench's own measures of digital documents."""

import pytest

from bench.digital.judging import malformed_marks, route_marks, word_marks
from bench.digital.malformed import malformed
from bench.layout import Block, items
from bench.reports import report
from bench.scans.dataset import Dataset
from bench.scans.grids import GivenCell, TrueCell
from bench.scans.score import Document
from bench.score import Data


@pytest.mark.parametrize(
    "text", ["কর্মসম্পাদন", "অ্যাপ", "ত্রৈমাসিক", "র‍্যাব", "[১.১.১] সেবা, ৩০/০৬/২৪", "৯০%", "উৎসব", "এ্যাড.", ""]
)
def test_good_text_is_not_malformed(text):
    assert not malformed(text)


@pytest.mark.parametrize("text", ["সংেযাজনী", "িতন", "দ\ue081র", "কাোজ", "(cid:12)", "ক\ufffd", "া", "্ত", "কর্মসম্পাাদন"])
def test_what_broken_layers_leave_is_malformed(text):
    assert malformed(text)


def test_no_generated_report_is_malformed():
    for seed in range(12):
        for item in items(report(seed)):
            if isinstance(item, Block):
                assert not [spot.text for row in item.rows for spot in row if malformed(spot.text)]


def document(pages):
    return Document("a.pdf", "chromium", "Nikosh", {}, pages)


def dataset(*routes):
    rows = [{"page": n, "route": route} for n, route in enumerate(routes, start=1)]
    data = Data({"a.pdf": {"doc_id": "a"}}, {})
    return Dataset(data, {}, {"a": rows})


def test_a_page_goes_the_way_its_layer_asks_for():
    pages = {1: (), 2: (), 3: ()}
    told = dataset("text_layer", "ocr", "mixed")
    assert [mark.faults for mark in route_marks(document(pages), told, "good")] == [0, 1, 1]
    assert [mark.faults for mark in route_marks(document(pages), told, "broken")] == [1, 0, 0]
    assert not list(route_marks(document(pages), told, "none"))


def test_a_page_that_was_not_read_was_not_seen():
    assert [mark.faults for mark in route_marks(document({1: (), 2: ()}), dataset("ocr"), "broken")] == [0, 1]


def test_malformed_text_counts_only_where_nothing_tells():
    cells = [
        GivenCell((0, 0, 1, 1), "িতন", confidence=1.0),
        GivenCell((0, 1, 1, 1), "িতন", confidence=0.5),
        GivenCell((0, 2, 1, 1), "িতন", confidence=1.0, pointed=True),
        GivenCell((0, 3, 1, 1), "তিন", confidence=1.0),
    ]
    assert [mark.faults for mark in malformed_marks(document({}), {1: [cells]})] == [1, 0, 0, 0]


def test_each_true_word_wants_a_word_of_its_own():
    cells = [TrueCell((0, 0, 1, 1), "সেবা প্রদান সেবা"), TrueCell((0, 1, 1, 1), "৫")]
    (mark,) = word_marks("p1", [cells], ["সেবা", "প্রদান", "৫", "৫"])
    assert (mark.faults, mark.total) == (1, 4)
    assert not list(word_marks("p1", [[TrueCell((0, 0, 1, 1), "")]], ["সেবা"]))
