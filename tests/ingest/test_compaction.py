import hashlib

import pyarrow.parquet as pq
import pytest

from extract.records import Extraction, Facts, IssueRow
from ingest import compaction, outcome, parts, schema
from ingest.folder import Entry


@pytest.fixture
def sources(tmp_path):
    """Documents with 0, 1, 2 … issues, in an order of paths that is not the order of ids."""
    made = []
    for number in range(9):
        sha = hashlib.sha256(str(number).encode()).hexdigest()
        issues = [
            IssueRow(sha[:16], 1, 1, row, None, None, None, "INVALID_DATE", "error", f"{row}", "", "", None, "rule")
            for row in range(number)
        ]
        content = Extraction(Facts(), [], [], [], [], [], issues)
        part = tmp_path / f"{number}.arrow"
        part.write_bytes(parts.encode(outcome.Outcome(sha, 1, "ok", extraction=content).row(), content))
        made.append(compaction.Source(Entry(f"{number}.txt", "", 1, sha), part))
    return made


def written(sources, place):
    place.mkdir()
    return compaction.compact(sources, place)


def test_rows_leave_in_groups_of_a_fixed_size_whatever_the_parts(sources, tmp_path, monkeypatch):
    monkeypatch.setitem(compaction.GROUP_ROWS, "issues", 7)
    monkeypatch.setattr(compaction, "FILE_GROUPS", 2)
    monkeypatch.setattr(compaction, "_PENDING", 2)
    counts = written(sources, tmp_path / "out")
    assert counts.rows["issues"] == 36 and counts.issues == {("INVALID_DATE", "error"): 36}
    files = sorted((tmp_path / "out" / "issues").iterdir())
    groups = [
        [pq.ParquetFile(file).metadata.row_group(n).num_rows for n in range(pq.ParquetFile(file).num_row_groups)]
        for file in files
    ]
    assert groups == [[7, 7], [7, 7], [7, 1]]
    ids = [doc for file in files for doc in pq.read_table(file)["doc_id"].to_pylist()]
    assert ids == sorted(ids)


def test_the_order_in_which_files_are_given_is_the_order_of_documents_only(sources, tmp_path):
    written(sources, tmp_path / "a")
    written(sources[::-1], tmp_path / "b")
    same = [(tmp_path / side / "issues" / "part-00000.parquet").read_bytes() for side in "ab"]
    assert same[0] == same[1]
    paths = pq.read_table(tmp_path / "b" / "documents")["path"].to_pylist()
    assert paths == [f"{number}.txt" for number in range(8, -1, -1)]


def test_no_documents_give_seven_tables_without_rows(tmp_path):
    counts = written([], tmp_path / "out")
    assert set(counts.rows.values()) == {0}
    for name in schema.TABLES:
        table = pq.read_table(tmp_path / "out" / name)
        assert table.num_rows == 0 and table.schema.equals(schema.arrow_schema(name))


def test_a_table_that_ends_with_a_full_file_has_no_empty_one(sources, tmp_path, monkeypatch):
    monkeypatch.setitem(compaction.GROUP_ROWS, "documents", 3)
    monkeypatch.setattr(compaction, "FILE_GROUPS", 3)
    written(sources, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out" / "documents").iterdir()] == ["part-00000.parquet"]


def test_damaged_parts_are_named(sources):
    sources[3].part.write_bytes(b"PBPART1\n")
    sources[5].part.unlink()
    assert compaction.damaged(sources) == [sources[3].part, sources[5].part]
