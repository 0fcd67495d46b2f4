from pathlib import Path

import pytest

from bench.scans.paper import Item, Part, sequence
from bench.scans.printed import printed

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def test_a_table_that_goes_on_is_one_sheet():
    made = printed(SAMPLES / "charter_progress.txt")
    (sheet,) = made.sheets
    assert sum(row.breaks for row in sheet.rows) == 1
    assert len(sheet.labels) == 3 and sheet.number_row is not None
    assert made.letterhead[0] == "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"
    assert "অগ্রগতি প্রতিবেদন" in sheet.title


def test_blank_areas_are_covered_by_the_cell_above():
    (sheet,) = printed(SAMPLES / "charter_progress.txt").sheets
    assert any({"c0", "c1"} <= row.covered for row in sheet.rows)


def test_spans_of_the_source_are_kept():
    (sheet,) = printed(SAMPLES / "grievance_plan.htm").sheets
    assert any("c0" in row.covered for row in sheet.rows)


def test_plans_in_one_file_are_sheets_with_their_annex_and_title():
    made = printed(SAMPLES / "library_plans.txt")
    assert [sheet.annex for sheet in made.sheets] == ["সংযোজনী ৬", "সংযোজনী ৭", "সংযোজনী ৮"]
    told = list(sequence(made))
    assert [item.table_no for item in told if isinstance(item, Part)] == [1, 2, 3]
    assert sum(isinstance(item, Item) and item.kind == "title" for item in told) == 3


def test_a_file_without_tables_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("জনাব,\nধন্যবাদ।\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no table"):
        printed(tmp_path / "letter.txt")
