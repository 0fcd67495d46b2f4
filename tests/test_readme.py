"""The examples of README.md and docs/guide.md run on the dataset of the samples, and print what the README shows."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(?P<kind>\w+)\n(?P<code>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL)
BLOCKS = [match.groupdict() for match in _BLOCK.finditer(README)]
GUIDE = [match.groupdict() for match in _BLOCK.finditer((ROOT / "docs" / "guide.md").read_text(encoding="utf-8"))]


def blocks(kind):
    return [block for block in BLOCKS if block["kind"] == kind]


@pytest.fixture(scope="module")
def place(tmp_path_factory, samples_dataset):
    """A folder with out/, as `make ingest DIR=samples` leaves it."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "out").symlink_to(samples_dataset)
    return folder


def test_there_are_examples_of_both_kinds():
    assert len(blocks("python")) == 2 and len(blocks("sql")) == 1
    assert sum(bool(block["shown"]) for block in BLOCKS) == 1


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block["code"].splitlines()[0])
def test_python_example(block, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    exec(compile(block["code"], "README.md", "exec"), {})
    if block["shown"]:
        assert capsys.readouterr().out == block["shown"]


def test_the_table_for_spreadsheets_is_written(place, monkeypatch):
    monkeypatch.chdir(place)
    exec(compile(blocks("python")[1]["code"], "README.md", "exec"), {})
    written = (place / "wide.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[0].startswith("path,office,fiscal_year") and len(written) > 50


@pytest.mark.parametrize("block", [b for b in GUIDE if b["kind"] == "python"], ids=range(3))
def test_example_of_the_guide(block, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    exec(compile(block["code"], "guide.md", "exec"), {})
    assert "Empty" not in capsys.readouterr().out, "an example that shows nothing"


@pytest.mark.parametrize("block", [b for b in GUIDE if b["kind"] == "sql"], ids=["targets"])
def test_query_of_the_guide(block, place, monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: make setup-dev")
    monkeypatch.chdir(place)
    assert len(duckdb.sql(block["code"]).fetchall()) > 50


@pytest.mark.parametrize("block", [b for b in GUIDE if b["kind"] == "toml"], ids=["form"])
def test_form_of_the_guide(block):
    from extract.forms import _form

    form = _form("example", tomllib.loads(block["code"]))
    assert form.total == 25 and [column.key for column in form.extra] == ["serial", "remarks"]


@pytest.mark.parametrize("block", blocks("sql"), ids=["doubts"])
def test_duckdb_example(block, place, monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: make setup-dev")
    monkeypatch.chdir(place)
    rows = duckdb.sql(block["code"]).fetchall()
    assert ("charter_workplan_upazila.md", 1, "৮", "৪") in [row[:4] for row in rows]


def rows_of(head):
    """The rows of a Markdown table of the README, by its header."""
    lines = README[README.index(head) :].splitlines()[2:]
    table = lines[: next(n for n, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_rows_shown_are_the_rows_given(place):
    import pandas as pd

    indicators, values = (pd.read_parquet(place / "out" / name) for name in ("indicators", "values"))
    paths = pd.read_parquet(place / "out" / "documents").set_index("doc_id")["path"]
    found = indicators[(indicators["doc_id"].map(paths) == "charter_progress.txt") & (indicators["row_no"] == 4)].iloc[
        0
    ]
    head = "| area_code | area_weight | activity_code | indicator_code | indicator | unit | weight | needs_review |"
    assert rows_of(head) == [[plain(name, found[name]) for name in head.strip("| ").split(" | ")]]
    head = "| kind | level_pct | raw | value_num | value_date | status | uncertain |"
    own = values[values["indicator_uid"] == found["indicator_uid"]]
    assert rows_of(head) == [
        [plain(name, row[name]) for name in head.strip("| ").split(" | ")] for _, row in own.iterrows()
    ]


def plain(name, value):
    if value is None or value != value:
        return ""
    if name == "level_pct":
        return str(int(value))
    return str(value).lower() if str(value) in ("True", "False") else str(value)


def test_the_program_is_what_the_readme_says():
    shown = subprocess.run(
        [sys.executable, "-m", "ingest", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^  (\w+) ", shown.split("Commands:")[1], re.MULTILINE)
    assert commands and all(f"`protibedon {command}" in README for command in commands)
