import io
import json

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from bench.gold import gold
from bench.reports import report
from bench.scans import reliability
from bench.scans.beside import judged
from bench.scans.documents import exams, numeric_columns, shelf, spread
from bench.scans.faults import worst
from bench.scans.grids import GivenCell, TrueCell
from bench.scans.lattices import find
from bench.scans.marks import Mark, Tally, tallied
from bench.scans.peers import Answer, Exam, peers, placed
from bench.scans.peers.img2table_tesseract import merged
from bench.scans.perfect import perfect
from bench.scans.tables import OURS, Result, as_json, own_table, peer_table
from bench.scans.targets import reached
from bench.scans.values import Claim


@pytest.fixture
def folder(tmp_path):
    """A plan on one page as the maker of scans leaves it: its picture is blank, its truth whole."""
    made = report(7, "cc_annex7_workplan")
    truth = gold(made)
    sheet, cells = made.sheets[0], []
    heads = [*sheet.labels, sheet.number_row] if sheet.number_row else sheet.labels
    printed = [*heads, *([row.raw(c.key) for c in sheet.columns] for row in sheet.rows)]
    for r, row in enumerate(printed):
        for c, text in enumerate(row):
            place = {"row": r, "col": c, "rowspan": 1, "colspan": 1, "head": r < len(heads)}
            cells.append({**place, "text": text, "box": [c * 10, r * 10, c * 10 + 10, r * 10 + 10]})
    table = {
        "table_no": 1, "n_rows": len(printed), "n_cols": len(sheet.columns), "n_heads": len(heads), "cells": cells,
        "box": [0, 0, 120, 200],
    }  # fmt: skip
    page = {
        "document": "a.pdf", "page": 1, "picture": "a_p1.png", "dpi": 200, "width": 120, "height": 200, "font": "Mukti",
        "transform": [[0, -1, 200], [1, 0, 0]], "tables": [table], "lines": [],
    }  # fmt: skip
    for part in ("pages", "gold", "reports"):
        (tmp_path / "poor" / part).mkdir(parents=True)
    picture = np.full((120, 200), 255, np.uint8)
    picture[5, 190] = 0  # the page lies turned by a quarter: this dot is at row 9, column 5 of the upright page
    Image.fromarray(picture).save(tmp_path / "poor" / "pages" / "a_p1.png")
    (tmp_path / "poor" / "pages" / "a_p1.json").write_text(json.dumps(page), encoding="utf-8")
    (tmp_path / "poor" / "gold" / "a.pdf.gold.json").write_text(json.dumps(truth), encoding="utf-8")
    return tmp_path / "poor"


def test_shelf(folder):
    held = shelf(folder)
    assert (held.quality, held.n_pages, [d.name for d in held.documents]) == ("poor", 1, ["a.pdf"])
    cells = held.documents[0].pages[1][0]
    assert {c.role for c in cells} == {"header", "number", "data"}
    assert all(c.numeric for c in cells if c.role == "number")
    assert not any(c.numeric for c in cells if c.role == "header")
    [columns] = numeric_columns(held.documents[0].gold).values()
    assert {c.place[1] for c in cells if c.numeric and c.role == "data"} == columns


def test_pages_for_peers_stand_upright(folder):
    [(name, number, exam)] = exams(shelf(folder), 5)
    assert (name, number, exam.picture.shape) == ("a.pdf", 1, (200, 120))
    assert np.argwhere(exam.picture < 128).tolist() == [[10, 5]]


def test_perfect_reading_leaves_no_cell_unread(folder):
    result, _ = perfect(shelf(folder))
    assert result.share("cells") == result.share("numeric") == result.share("grid") == 1.0
    assert result.share("silent_cells") == 0.0


def test_spread():
    assert spread([1, 2], 5) == [1, 2]
    assert spread(list(range(10)), 3) == [0, 3, 6]


def test_words_go_to_the_cell_that_their_middle_lies_in():
    table = [TrueCell((0, 0, 1, 1), "", box=(0, 0, 10, 10)), TrueCell((0, 1, 1, 1), "", box=(10, 0, 20, 10))]
    words = [((1, 1, 5, 5), "ক"), ((6, 1, 13, 5), "খ"), ((12, 1, 18, 5), "গ"), ((30, 30, 40, 40), "ঘ")]
    assert [cell.text for cell in placed(table, words)] == ["ক খ", "গ"]


def test_cells_that_img2table_repeats_are_one():
    rows = [[(0, 0, 5, 9, "ক"), (5, 0, 9, 4, "None\nখ")], [(0, 0, 5, 9, "ক"), (5, 4, 9, 9, None)]]
    assert [(c.place, c.text) for c in merged(rows)] == [
        ((0, 0, 2, 1), "ক"), ((0, 1, 1, 1), "\nখ"), ((1, 1, 1, 1), ""),
    ]  # fmt: skip


def test_every_peer_has_its_door():
    assert len(peers()) >= 3
    for name, peer in peers().items():
        assert name == peer.NAME
        assert isinstance(peer.OWN_GRID, bool)
        assert peer.missing() is None or peer.missing().strip()


def test_peer_is_judged_by_cells():
    table = (TrueCell((0, 0, 1, 1), "৫", "number"), TrueCell((0, 1, 1, 1), "দপ্তর", "text"))
    exam = Exam(np.zeros((1, 1), np.uint8), 300.0, (table,))
    answer = Answer([[GivenCell((0, 0, 1, 1), "৬", "৬"), GivenCell((0, 1, 1, 1), "দপ্তর", "দপ্তর")]], 1.0)
    found = tallied(judged(exam, answer))
    assert (found["numeric"].faults, found["cells"].faults, found["cer"].faults) == (1, 1, 0)


def test_targets():
    assert reached("grid", "poor", 0.98)
    assert not reached("silent", "clean300", 0.01)
    assert reached("cells", "poor", 0.1) is None
    assert reached("grid", "poor", None) is None


def test_worst_faults_come_first():
    marks = [
        Mark("numeric", 1, "b", "১", "২", 0.4), Mark("numeric", 1, "a", "৩", "৪", 0.99), Mark("numeric", 0, "c"),
        Mark("silent", 1, "d", "x", "y"),
    ]  # fmt: skip
    told = list(worst(marks, 1))
    assert told[0] == "silent: 1 faults"
    assert told[2] == "numeric: 2 faults"
    assert told[3].strip() == "a: read '৩'; printed '৪'  confidence 0.99"
    assert list(worst(marks, 0)) == []


def test_tables_show_shares_and_targets():
    ours = Result({"grid": Tally(1, 100), "silent": Tally(0, 10)}, pages=2, cpu=3.0, seconds=2.0, peak=2**20)
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(own_table({"poor": ours}, "t"))
    console.print(peer_table({OURS: {"poor": ours}, "other": {"poor": Result({}, 2, 1.0)}}))
    text = console.export_text()
    assert "99.00 % (≥ 97.00 %)" in text
    assert "1.50" in text
    saved = as_json({OURS: {"poor": ours}})[OURS]["poor"]
    assert (saved["grid"], saved["counts"]["grid"]) == (0.99, [1, 100])


def test_curve_of_confidence(tmp_path):
    sure = [Claim(0.99, True, False)] * 99 + [Claim(1.0, False, False), Claim(0.4, False, True)]
    assert reliability.published(sure) == (99, 100)
    assert sum(one.count for one in reliability.bins(sure)) == len(sure)
    assert reliability.bins(sure)[-1].count == 100
    reliability.write(tmp_path, {"poor": sure}, "a test")
    page = (tmp_path / "reliability-scans.md").read_text(encoding="utf-8")
    assert "| poor | 101 | 100 | 99.00 % | 1 |" in page
    assert (tmp_path / "reliability-scans.svg").read_text(encoding="utf-8").startswith("<svg")


def test_grids_of_a_page_that_is_drawn():
    picture = np.full((600, 800), 255, np.uint8)
    for y in (100, 250, 400, 550):
        picture[y : y + 3, 100:703] = 0
    for x in (100, 300, 500, 700):
        picture[100:553, x : x + 3] = 0
    found = find(picture, 100.0)
    assert [sorted(cell.place for cell in table) for table in found.tables] == [
        [(r, c, 1, 1) for r in range(3) for c in range(3)]
    ]
