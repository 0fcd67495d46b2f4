"""The command line as a person meets it: exit codes, and what goes where."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

import ingest.__main__ as program

TABLE = """সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্মপরিকল্পনা, ২০২৪-২৫
কার্যক্রম\tসূচক\tএকক\tমান
১.১ সভা আয়োজন\t[১.১.১] সভা আয়োজিত\tসংখ্যা\t৫
১.২ ওয়েবসাইট হালনাগাদ\t[১.২.১] হালনাগাদকৃত\tসংখ্যা\t৪
"""


def run(*words, cwd=None):
    return subprocess.run([sys.executable, "-m", "ingest", *map(str, words)], capture_output=True, text=True, cwd=cwd)


@pytest.fixture
def call(capsys, monkeypatch):
    """The program in this process: fast, for what needs no workers."""

    def run_here(*words):
        monkeypatch.setattr(sys, "argv", ["protibedon", *map(str, words)])
        handler = signal.getsignal(signal.SIGTERM)
        with pytest.raises(SystemExit) as ended:
            program.main()
        signal.signal(signal.SIGTERM, handler)
        told = capsys.readouterr()
        return SimpleNamespace(returncode=ended.value.code, stdout=told.out, stderr=told.err)

    return run_here


@pytest.fixture
def report(tmp_path):
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "প্রতিবেদন.txt"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("--nonsense",),
        ("ingest",),
        ("ingest", "/no/such/folder"),
        ("ingest", ".", "--jobs", "0"),
        ("ingest", ".", "--jobs", "many"),
        ("ingest", ".", "--timeout", "-1"),
        ("inspect", "/no/such/file"),
        ("schema", "extra"),
    ],
)
def test_wrong_usage_is_one_sentence_and_2(call, words):
    done = call(*words)
    assert done.returncode == 2 and done.stdout == ""
    assert "Traceback" not in done.stderr and 1 <= len(done.stderr.strip().splitlines()) <= 3


def test_version():
    done = run("--version")
    assert done.returncode == 0 and done.stdout.startswith("protibedon 0.") and done.stderr == ""


@pytest.mark.parametrize("command", [(), ("ingest",), ("inspect",), ("schema",), ("doctor",)])
def test_help_is_told_in_both_languages(call, command):
    done = call(*command, "--help")
    assert done.returncode == 0 and any("\u0980" <= letter <= "\u09ff" for letter in done.stdout)


def test_schema_prints_the_dictionary_as_data(call):
    done = call("schema")
    assert done.returncode == 0 and done.stderr == "" and "| `value_num` | float64 |" in done.stdout


def test_doctor_finds_this_environment_well(call):
    done = call("doctor")
    assert done.returncode == 0, done.stdout
    assert "pyarrow" in done.stdout and "MISSING" not in done.stdout


def test_ingest_tells_its_summary_on_stderr(report, tmp_path):
    out = tmp_path / "out"
    done = run("ingest", report.parent, "--out", out, "--jobs", "1")
    assert done.returncode == 0 and done.stdout == ""
    for words in ("Documents · নথি      1: 1 ok", "1 read, 0 unchanged", "read_dataset"):
        assert words in done.stderr
    again = run("ingest", report.parent, "--out", out, "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert json.loads((out / "datapackage.json").read_text())["name"] == "protibedon-dataset"


def test_the_suggested_command_really_opens_the_result(report, tmp_path):
    done = run("ingest", report.parent, "--out", tmp_path / "out", "--jobs", "1")
    [line] = [line for line in done.stderr.splitlines() if line.startswith("Open it")]
    command = line.removeprefix("Open it").strip()
    opened = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert opened.returncode == 0 and "indicator_uid" in opened.stdout, opened.stderr


def test_partly_failed_is_1(report, tmp_path):
    (report.parent / "empty.txt").write_bytes(b"")
    done = run("ingest", report.parent, "--out", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 1 and "EMPTY_FILE" in done.stderr and "Look first" in done.stderr


def test_no_reports_is_3(call, tmp_path):
    (tmp_path / "in").mkdir()
    done = call("ingest", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 3 and "no file to read" in done.stderr


def test_only_a_program_is_3(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tool.exe").write_bytes(b"MZ\x90\0" + bytes(64))
    done = run("ingest", tmp_path / "in", "--out", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 3 and "There is no report among the files" in done.stderr


def test_an_unusable_out_is_3(call, report, tmp_path):
    (tmp_path / "file").write_text("x")
    done = call("ingest", report.parent, "--out", tmp_path / "file" / "out")
    assert done.returncode == 3 and "can't be written" in done.stderr


def test_inspect_draws_what_was_found(call, report):
    done = call("inspect", report)
    assert done.returncode == 0 and done.stderr == ""
    for words in ("fiscal_year", "2024-25", "Table 1", "┌", "সভা আয়োজিত", "Doubts"):
        assert words in done.stdout


def test_inspect_tells_what_it_cannot_read(call, tmp_path):
    (tmp_path / "tool.exe").write_bytes(b"MZ\x90\0" + bytes(64))
    done = call("inspect", tmp_path / "tool.exe")
    assert done.returncode == 3 and "skipped" in done.stdout
    done = call("inspect", tmp_path)
    assert done.returncode == 3 and "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error():
    done = subprocess.run(f"{sys.executable} -m ingest schema | head -1", shell=True, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == ""


def test_a_terminal_gets_a_bar(report, tmp_path):
    controller, terminal = pty.openpty()
    words = ["ingest", str(report.parent), "--out", str(tmp_path / "out"), "--jobs", "1"]
    process = subprocess.Popen([sys.executable, "-m", "ingest", *words], stderr=terminal, stdout=subprocess.DEVNULL)
    os.close(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal is told as an error
        while chunk := os.read(controller, 1 << 16):
            shown += chunk
    os.close(controller)
    text = shown.decode("utf-8", "replace")
    assert process.wait() == 0 and "\x1b[" in text and "Reading 1 documents" in text and "Documents · নথি" in text
