import pytest

from extract.forms import columns, form, is_label, label_key
from extract.header import read as read_header
from extract.labels import SURE, level_printed, own_labels, score
from extract.model import Table
from extract.stitch import blocks
from tests.extract.grids import LEVELS, PLAN, grid, keys, numbers, pages, read, sound


def labels(rows):
    return own_labels(read_header(next(b for b in blocks(pages(grid(rows))) if isinstance(b, Table))))


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("একক (Unit)", "একক"),
        ("২০২৩-২৪ অর্থবছরের লক্ষ্যমাত্রা", "অর্থবছরের লক্ষ্যমাত্রা"),
        ("প্রকৃত অর্জন ২০২১- ২২", "প্রকৃত অর্জন"),
        ("মান ", "মান"),
    ],
)
def test_label_key(printed, same):
    assert label_key(printed) == label_key(same)


def test_is_label_allows_misreadings_but_not_others():
    assert is_label("কর্মসম্পাদন সুচক") and is_label("কার্যক্রমের নাম")
    assert not is_label("মোট জনসংখ্যা") and not is_label("")


def test_scores_of_a_label():
    unit, weight = columns()["unit"], columns()["weight"]
    (label, *_) = labels([["একক", "মান", "ক"], ["সংখ্যা", "২", "৩"]])
    assert score(unit, label) == 1.0 and score(weight, label) < SURE
    assert score(unit, None) == 0.0


def test_a_group_does_not_speak_for_its_columns():
    rows = [[*PLAN[:6], "লক্ষ্যমাত্রা ২০২২-২৩", "", "", "", ""], [*[""] * 6, *LEVELS], numbers(11), *sound()]
    assert [label.printed for label in labels(rows)][6:] == LEVELS


@pytest.mark.parametrize(
    ("raw", "level"), [("১০০%", 100), ("৬০ %", 60), ("৭০শতাংশ", 70), ("৫০%", None), ("৮০", None), ("", None)]
)
def test_level_printed(raw, level):
    assert level_printed(raw) == level


@pytest.mark.parametrize("serial", ["ক্রম", "ক্রমিক নং", "ক্রঃ নং", "নং"])
def test_a_serial_column_is_found_by_any_of_its_labels(serial):
    """ক্রম is more like কার্যক্রম than an unknown label may be."""
    rows = [[serial, *PLAN], numbers(12), *[[f"{k}.", *row] for k, row in zip("১২৩", sound(), strict=True)]]
    found = read("সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা ২০২২-২৩", rows)
    assert keys(found)[:2] == ["serial", "area"] and found.issues == []


def test_labels_of_every_form_are_told_apart():
    """No form has two columns whose labels are the same, except those that the print tells apart by year or order."""
    for key in ("nis_workplan_quarterly", "egov_annex5_workplan", "meeting_decision_progress"):
        seen = [label for column in form(key).columns for label in column.labels]
        assert len(seen) == len(set(seen)), key
