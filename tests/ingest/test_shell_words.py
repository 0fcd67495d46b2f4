"""What a run tells while it works and at its end."""

from pathlib import Path

import pytest

from ingest import journal, progress, report, versions
from ingest.summary import Summary


def account(**told):
    given = {"documents": {"ok": 3}, "rows": {"indicators": 7, "values": 1234, "issues": 5}} | told
    return Summary(Path("in"), Path("out"), **given)


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ({"ok": 1}, 0),
        ({"ok": 1, "skipped": 4}, 0),
        ({"ok": 9, "partial": 1}, 1),
        ({"failed": 2}, 1),
        ({"skipped": 2}, 3),
    ],
)
def test_exit_codes(documents, code):
    assert account(documents=documents).exit_code == code


def test_the_summary_names_doubts_with_a_gloss_and_the_next_step():
    issues = (("INVALID_DATE", "error", 4), ("UNHEARD_OF", "info", 1))
    text = "\n".join(report.lines(account(issues=issues, review=2)))
    assert "অসম্ভব তারিখ" in text and "UNHEARD_OF" in text and "1,234" in text
    assert 'i.severity == "error"' in text


def test_failed_documents_come_first_in_what_to_look_at():
    text = "\n".join(report.lines(account(documents={"failed": 1}, errors={"TIME_LIMIT": 1})))
    assert "d.error.notna()" in text and "--timeout" in text


def test_many_kinds_of_doubt_are_cut():
    issues = tuple((f"CODE_{number}", "warn", 2) for number in range(20))
    assert "… and 16 more of 8 other kinds" in "\n".join(report.lines(account(issues=issues)))


def test_lines_come_every_ten_seconds(capsys, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    told = progress.Lines()
    told.phase("Reading 100 documents")
    for done in range(1, 31):
        now[0] += 1.0
        told.reading(done, 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Reading 100 documents" and len(lines) == 4
    assert lines[-1] == "30 of 100 documents read, 1/s, about 70 s left"


def test_quiet_tells_nothing(capsys):
    told = progress.fitting(quiet=True)
    told.phase("x")
    told.reading(1, 2)
    told.close()
    assert capsys.readouterr() == ("", "")


def test_a_name_that_is_no_utf_8_stands_in_the_journal(tmp_path):
    with journal.Journal(tmp_path / "run.jsonl") as told:
        told.line("document", file="\udcff.txt")
    assert "\\udcff.txt" in (tmp_path / "run.jsonl").read_text(encoding="utf-8")


def test_the_version_follows_the_rules():
    version = versions.pipeline_version()
    assert version.startswith(f"{versions.PACKAGE_VERSION}+") and version == versions.pipeline_version()
    assert versions.library_version("no-such-library") is None
    names = [file.relative_to(versions.ROOT).as_posix() for file in versions._files(versions._READING)]
    assert "extract/model.py" in names and "normalize/reading.py" in names and "ingest/run.py" in names
    assert any(name.endswith(".toml") for name in names) and not any("__pycache__" in name for name in names)
