import gzip
import json
import subprocess
import sys

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ingest import batch, compaction, errors, read_dataset, store, versions
from ingest.folder import Entry
from tests.ingest.conftest import digest


def documents(out):
    return read_dataset(out).documents.set_index("path")


def test_a_folder_becomes_a_dataset(reports, tmp_path, fake_ingest):
    account = fake_ingest(reports, tmp_path / "out")
    assert account.documents == {"ok": 12} and account.exit_code == 0 and account.read == 12
    frame = documents(tmp_path / "out")
    assert list(frame.index) == sorted(frame.index) and set(frame.status) == {"ok"}
    assert frame.loc["জেলা/0.txt", "media_type"] == "text/txt"
    data = read_dataset(tmp_path / "out")
    assert list(data.indicators.doc_id) == sorted(frame.doc_id)
    assert account.rows["cells"] == len(data.cells) == 12 * 6


def test_the_bytes_are_the_same_whatever_the_number_of_workers(reports, tmp_path, fake_ingest):
    for jobs in (1, 3):
        fake_ingest(reports, tmp_path / str(jobs), jobs=jobs)
    assert digest(tmp_path / "1") == digest(tmp_path / "3")


def test_a_repeat_touches_nothing(reports, tmp_path, fake_ingest):
    out = tmp_path / "out"
    first = fake_ingest(reports, out)
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*.parquet")}
    again = fake_ingest(reports, out)
    assert again.read == 0 and again.unchanged == 12
    assert (again.documents, again.rows, again.issues) == (first.documents, first.rows, first.issues)
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*.parquet")} == before


def test_changed_and_deleted_files_replace_and_leave(reports, tmp_path, fake_ingest):
    out = tmp_path / "out"
    fake_ingest(reports, out)
    (reports / "জেলা" / "0.txt").write_text("নতুন লেখা", encoding="utf-8")
    (reports / "জেলা" / "1.txt").unlink()
    (reports / "new.txt").write_text("আরও একটি", encoding="utf-8")
    account = fake_ingest(reports, out)
    assert account.read == 2 and account.documents == {"ok": 12}
    fake_ingest(reports, tmp_path / "fresh")
    assert digest(out) == digest(tmp_path / "fresh")
    assert len(list((out / ".protibedon" / "parts").rglob("*.arrow"))) == 12, "parts of gone contents are removed"


def test_the_same_bytes_twice_are_read_once(reports, tmp_path, fake_ingest):
    (reports / "z-copy.md").write_bytes((reports / "জেলা" / "3.txt").read_bytes())
    account = fake_ingest(reports, tmp_path / "out")
    assert account.read == 12 and account.documents == {"ok": 13} and account.rows["indicators"] == 12
    frame = documents(tmp_path / "out")
    assert frame.loc["z-copy.md", "doc_id"] == frame.loc["জেলা/3.txt", "doc_id"]


def test_what_goes_wrong_ends_with_its_document(reports, tmp_path, fake_ingest):
    for word in ("CRASH", "HUNGER", "RAISE", "HALF", "SKIP", "DEEP"):
        (reports / f"{word}.txt").write_text(f"{word} ১")
    (reports / "empty.txt").write_bytes(b"")
    (reports / "link.txt").symlink_to(reports / "RAISE.txt")
    account = fake_ingest(reports, tmp_path / "out")
    assert account.exit_code == 1
    assert account.documents == {"failed": 5, "ok": 12, "partial": 1, "skipped": 2}
    frame = documents(tmp_path / "out")
    assert dict(frame[frame.status != "ok"].error_code) == {
        "CRASH.txt": "WORKER_CRASHED",
        "DEEP.txt": "TOO_DEEP",
        "HALF.txt": "UNREADABLE_CONTENT",
        "HUNGER.txt": "MEMORY_LIMIT",
        "RAISE.txt": "DEFECT",
        "SKIP.txt": "UNKNOWN_FORMAT",
        "empty.txt": "EMPTY_FILE",
        "link.txt": "SYMBOLIC_LINK",
    }
    assert all(frame[frame.status != "ok"].error.str.endswith("."))
    assert frame.loc["RAISE.txt", "error"] == "A rule failed: KeyError in fakes.misbehave."
    assert fake_ingest(reports, tmp_path / "out").read == 0, "what fails by its content is not tried again"


def test_a_hang_ends_at_its_limit(reports, tmp_path, fake_ingest):
    (reports / "HANG.txt").write_text("HANG ১")
    account = fake_ingest(reports, tmp_path / "out", jobs=1, timeout=1.0)
    assert account.errors == {"TIME_LIMIT": 1} and account.documents == {"failed": 1, "ok": 12}


@pytest.mark.parametrize(("word", "cause"), [("CRASH", "ended by itself"), ("HANG", "took more"), ("HUNGER", "memory")])
def test_a_bad_page_spoils_no_document(tmp_path, fake_ingest, word, cause):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.scan").write_text(f"ক ১\n{word}\nখ ২\n")
    account = fake_ingest(tmp_path / "in", tmp_path / "out", timeout=2.0)
    assert account.documents == {"partial": 1} and account.read == 1
    row = documents(tmp_path / "out").loc["a.scan"]
    assert (row.error_code, row.n_pages) == ("PAGE_FAILED", 3) and cause in row.error
    (kept,) = (tmp_path / "out" / ".protibedon" / "readings").glob("*/*.jsonl.gz")
    with gzip.open(kept, "rt", encoding="utf-8") as lines:
        assert [json.loads(line)["number"] for line in lines] == [1, 3], "the first page was read once for both workers"


def test_a_scan_of_which_no_page_can_be_read_is_failed_with_its_cause(tmp_path, fake_ingest):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.scan").write_text("CRASH\n")
    account = fake_ingest(tmp_path / "in", tmp_path / "out")
    assert account.documents == {"failed": 1} and account.errors == {"WORKER_CRASHED": 1}


def test_readings_leave_with_their_document(tmp_path, fake_ingest):
    (tmp_path / "in").mkdir()
    for name in "ab":
        (tmp_path / "in" / f"{name}.scan").write_text(f"ক {name}\n")
    fake_ingest(tmp_path / "in", tmp_path / "out")
    (tmp_path / "in" / "b.scan").unlink()
    fake_ingest(tmp_path / "in", tmp_path / "out")
    assert len(list((tmp_path / "out" / ".protibedon" / "readings").glob("*/*"))) == 1


def test_failed_ones_are_read_again_when_asked(reports, tmp_path, fake_ingest):
    (reports / "RAISE.txt").write_text("RAISE ১")
    fake_ingest(reports, tmp_path / "out")
    account = fake_ingest(reports, tmp_path / "out", retry_failed=True)
    assert account.read == 1 and account.documents == {"failed": 1, "ok": 12}


def test_only_skipped_files_are_no_reports(tmp_path, fake_ingest):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "picture.png").write_text("SKIP")
    assert fake_ingest(tmp_path / "in", tmp_path / "out").exit_code == 3


def test_a_skipped_file_beside_reports_is_no_failure(reports, tmp_path, fake_ingest):
    (reports / "picture.png").write_text("SKIP")
    assert fake_ingest(reports, tmp_path / "out").exit_code == 0


def test_an_empty_folder_changes_nothing(reports, tmp_path, fake_ingest):
    fake_ingest(reports, tmp_path / "out")
    before = digest(tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.NoReports):
        fake_ingest(tmp_path / "empty", tmp_path / "out")
    assert digest(tmp_path / "out") == before


def test_out_may_stand_inside_the_folder(reports, fake_ingest):
    account = fake_ingest(reports, reports / "out")
    assert account.documents == {"ok": 12}
    assert fake_ingest(reports, reports / "out").read == 0


@pytest.mark.parametrize("place", ["reports", "missing", "file"])
def test_wrong_places_are_refused(reports, tmp_path, fake_ingest, place):
    (tmp_path / "file").write_text("x")
    folder, out = {
        "reports": (reports, reports),
        "missing": (tmp_path / "nowhere", tmp_path / "out"),
        "file": (reports, tmp_path / "file"),
    }[place]
    with pytest.raises(errors.WrongUsage):
        fake_ingest(folder, out)
    assert not (tmp_path / "out").exists()


def test_a_foreign_folder_is_refused(reports, tmp_path, fake_ingest):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.odt").write_text("x")
    with pytest.raises(errors.ForeignOutput):
        fake_ingest(reports, tmp_path / "mine")
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.odt"]


def test_a_second_run_on_one_out_is_stopped(reports, tmp_path, fake_ingest):
    with store.Output(tmp_path / "out"), pytest.raises(errors.OutputLocked):
        fake_ingest(reports, tmp_path / "out")


def test_a_damaged_part_is_read_again(reports, tmp_path, fake_ingest):
    out = tmp_path / "out"
    fake_ingest(reports, out)
    before = digest(out)
    part = sorted((out / ".protibedon" / "parts").rglob("*.arrow"))[4]
    part.write_bytes(part.read_bytes()[:-7])
    (reports / "more.txt").write_text("নতুন")
    account = fake_ingest(reports, out)
    assert account.read == 2
    (reports / "more.txt").unlink()
    fake_ingest(reports, out)
    assert digest(out) == before


def test_a_removed_table_is_written_again(reports, tmp_path, fake_ingest):
    fake_ingest(reports, tmp_path / "out")
    before = digest(tmp_path / "out")
    (tmp_path / "out" / "values" / "part-00000.parquet").unlink()
    assert fake_ingest(reports, tmp_path / "out").read == 0
    assert digest(tmp_path / "out") == before


def test_a_full_disk_stops_with_its_sentence_and_goes_on_later(reports, tmp_path, fake_ingest, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(compaction, "compact", full)
        with pytest.raises(errors.DiskFull, match=r"full"):
            fake_ingest(reports, tmp_path / "out")
    assert '"event": "stopped"' in (tmp_path / "out" / "run.jsonl").read_text()
    account = fake_ingest(reports, tmp_path / "out")
    assert account.read == 0 and account.documents == {"ok": 12}


def test_a_file_that_changes_meanwhile_is_told_and_read_next_time(reports, tmp_path, fake_ingest, monkeypatch):
    real = batch.entries

    def late(folder, out):
        found = real(folder, out)
        (reports / "জেলা" / "5.txt").write_text("changed after listing")
        (reports / "জেলা" / "6.txt").unlink()
        return found

    with monkeypatch.context() as patched:
        patched.setattr(batch, "entries", late)
        account = fake_ingest(reports, tmp_path / "out")
    assert account.documents == {"failed": 2, "ok": 10} and account.errors == {"VANISHED": 2}
    account = fake_ingest(reports, tmp_path / "out")
    assert account.documents == {"ok": 11}


def test_the_journal_tells_every_run_and_document(reports, tmp_path, fake_ingest):
    fake_ingest(reports, tmp_path / "out")
    journal = tmp_path / "out" / "run.jsonl"
    with journal.open("a") as file:
        file.write('{"event": "docu')  # a run was killed here
    fake_ingest(reports, tmp_path / "out")
    lines = journal.read_text().splitlines()
    events = [json.loads(line)["event"] for line in lines if not line.endswith('"docu')]
    assert events == ["start", *["document"] * 12, "end", "start", "end"]


def test_any_reader_opens_it(reports, tmp_path, fake_ingest):
    (reports / "RAISE.txt").write_text("RAISE ১")
    out = tmp_path / "out"
    fake_ingest(reports, out)
    assert len(pd.read_parquet(out / "documents")) == 13
    file = pq.ParquetFile(out / "cells" / "part-00000.parquet")
    assert file.schema_arrow.metadata[b"schema_version"] == b"1"
    duckdb = pytest.importorskip("duckdb", reason="duckdb comes with the development lock")
    assert duckdb.sql(f"SELECT count(*) FROM '{out}/values/*.parquet'").fetchall() == [(72,)]


def test_part_names_depend_on_the_ending_and_not_on_the_name():
    sha = "ab" * 32
    first, second, third = (Entry(path, path, 1, sha) for path in ("a.txt", "b.txt", "a.csv"))
    assert batch.part_names([first]) == batch.part_names([second]) != batch.part_names([third])


def test_a_file_beyond_the_limit_is_told_from_its_head(reports, tmp_path, fake_ingest):
    (reports / "large.txt").write_bytes(b"x" * ((1 << 20) + 1))
    (reports / "large.png").write_bytes(b"SKIP" + b"x" * (1 << 20))
    fake_ingest(reports, tmp_path / "out")
    frame = documents(tmp_path / "out")
    assert frame.loc["large.txt", "error_code"] == "TOO_LARGE" and "1 MiB" in frame.loc["large.txt", "error"]
    assert frame.loc["large.png", "error_code"] == "UNKNOWN_FORMAT", "a film is no report, however long"


def test_a_script_without_a_main_guard_may_call_the_library(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("ক\t১\nখ\t২\n", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text("from ingest import ingest\nprint(ingest('in', 'out', jobs=1).documents)\n")
    told = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(versions.ROOT)},
    )
    assert told.stdout == "{'ok': 1}\n", told.stderr


def test_the_largest_is_read_first(reports, tmp_path, fake_ingest):
    """What takes longest begins first, so that no worker is left alone with it at the end."""
    (reports / "z.txt").write_text("বড় " * 1000, encoding="utf-8")
    (reports / "a.txt").write_text("মাঝারি " * 100, encoding="utf-8")
    out = tmp_path / "out"
    fake_ingest(reports, out, jobs=1)
    lines = [json.loads(line) for line in (out / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    read = [line["file"].rpartition("/")[2] for line in lines if line["event"] == "document"]
    assert read[:2] == ["z.txt", "a.txt"]
