"""The real reports, where they are at hand: every table as wide and long as its truth says, every cell as printed."""

import json
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[4] / "shared"
REPORTS = sorted((SHARED / "reports").glob("*.txt")) if SHARED.is_dir() else []


@pytest.mark.skipif(not REPORTS, reason="the real reports are not at hand (../shared/reports)")
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name[:3])
def test_tables_are_read_as_printed(read, path):
    truth = json.loads((SHARED / "gold" / f"{path.name}.gold.json").read_text(encoding="utf-8"))
    seen = read(path.read_bytes(), path.name)
    rows = {cell.line: {} for grid in seen.grids for cell in grid.cells}
    for grid in seen.grids:
        assert grid.ragged_rows == ()
        for cell in grid.cells:
            rows[cell.line][cell.col] = cell.raw
    expected, printed = [], 0
    for table in truth["tables"]:
        head = len(table["header_rows_raw"]) + (table["number_row_raw"] is not None)
        printed += len(table["rows"]) + head
        printed += sum(len(part.get("repeated_header_lines", ())) for part in table["parts"])
        expected += [table["n_cols"]] * len(table["parts"])
        for row in table["rows"]:
            assert list(rows[row["source_line"]].values()) == row["cells"]
    assert [grid.n_cols for grid in seen.grids] == expected
    assert sum(grid.n_rows for grid in seen.grids) == printed
    assert seen.issues == []
