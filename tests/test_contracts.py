"""Each part against its contract: every form a sample, every code a case, every command a line in the docs."""

import ast
import json
import re
import string
import subprocess
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from extract import checks
from extract.forms import columns, forms
from extract.notices import catalogue
from ingest import schema, sources
from normalize import bijoy
from tools import golden

ROOT = Path(__file__).resolve().parent.parent
DOCS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
)
GLOSSES = schema.glosses()
LATER: set[str] = set()  # codes that nothing raises yet
BENGALI = re.compile("[\N{BENGALI SIGN CANDRABINDU}-\N{BENGALI LETTER RA WITH LOWER DIAGONAL}]")


def tracked():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the project is not known")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


# --- sources ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sources.families())
def test_a_source_has_its_doors(name):
    family = sources.families()[name]
    assert family.__doc__ and family.MEDIA_TYPES and all("/" in kind for kind in family.MEDIA_TYPES)
    assert family.claim(b"", "") is None or 0 <= family.claim(b"", "").confidence <= 1
    assert family.claim(b"\0\1\2\3" * 64, ".bin") is None
    assert callable(family.pages)


def test_no_media_type_has_two_sources():
    kinds = [kind for family in sources.families().values() for kind in family.MEDIA_TYPES]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("name", sources.families())
def test_every_source_has_a_sample(name):
    read = {sources.recognise(sample.read_bytes(), sample.name).source for sample in golden.samples()}
    assert name in read


# --- forms --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.key)
def test_a_form_is_vocabulary_that_holds_together(form):
    values = {column.name: set(column.values) for column in schema.table("documents").columns}
    assert form.plan is None or form.plan in values["plan_types"]
    assert set(form.report_kinds) <= values["report_kind"] and form.titles
    assert form.quarters in ("achievement", "target", "by_row")
    keys = [column.key for column in form.columns]
    assert len(keys) == len(set(keys)) and {column.key for column in form.required} <= set(keys)
    assert set(form.optional) <= set(columns()) | set(keys)
    assert all(column.labels or column.year_labels for column in (*form.columns, *form.extra))
    assert all(key.isidentifier() and key.isascii() and phrases for key, phrases in form.indicators.items())


@pytest.mark.parametrize("form", [*(form.key for form in forms()), "generic"])
def test_every_form_has_a_sample(form):
    expected = (json.loads(golden.expected_path(sample).read_text(encoding="utf-8")) for sample in golden.samples())
    assert any(table["form"] == form for told in expected for table in told.get("tables", []))


def test_every_sample_is_told_of():
    told = (ROOT / "docs" / "samples.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)`", told, re.MULTILINE)) == {sample.name for sample in golden.samples()}


# --- rules and issue codes ----------------------------------------------------------------------------------------


def calls():
    """Every (file, call) that may make an issue: Issue(code, …), _issue(code, …) or issue(sheet, code, …)."""
    for package in ("normalize", "extract", "ingest"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield path, node


def raised():
    """Code → files that raise it, from the calls that name it as a plain string."""
    found = {}
    for path, node in calls():
        places = {"Issue": 0, "_issue": 0, "issue": 1}
        at = places.get(node.func.id)
        named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        told = named or (node.args[at : at + 1] if at is not None else [])
        for constant in told if at is not None else ():
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                found.setdefault(constant.value, set()).add(path.name)
    return found


RAISED = raised()


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: f"{rule.__module__.split('.')[-1]}.{rule.__name__}")
def test_a_rule_says_what_it_raises(rule):
    codes = re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b", rule.__doc__ or "")
    assert codes, "the docstring of a rule names its codes"
    assert set(codes) <= set(GLOSSES)


def test_rules_are_found_where_their_names_say():
    names = [(rule.__module__, rule.__name__) for rule in checks.RULES]
    assert len(names) == len(set(names)) and len(names) > 20
    assert all(module.startswith("extract.checks.") for module, _ in names)


def test_every_code_that_is_raised_is_in_the_dictionary():
    assert RAISED and set(RAISED) <= set(GLOSSES)


def test_every_code_of_the_dictionary_is_raised_or_for_later():
    assert set(GLOSSES) - mentioned() == LATER


def mentioned():
    """Every code that stands as a string in the program (the conductor's, which only looks for one, left out)."""
    paths = [
        path
        for package in ("normalize", "extract", "ingest/sources", "ingest/reading")
        for path in (ROOT / package).rglob("*.py")
    ]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(GLOSSES)


@pytest.mark.parametrize("code", catalogue())
def test_a_code_has_its_words_in_both_languages(code):
    told = catalogue()[code]
    assert set(told) == {"severity", "en", "bn"} and told["severity"] in ("error", "warn", "info")
    assert code in GLOSSES and not BENGALI.search(told["en"])
    assert BENGALI.search(told["bn"]) or told["bn"] == "{what_bn}"

    def words(text):
        return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {word.removesuffix("_bn") for word in words(told["bn"])} <= words(told["en"])
    assert told["en"].endswith((".", "}")) and told["bn"].endswith(("।", "}"))


@cache
def cases():
    """The text of all tests and of the samples' expected rows, this file left out."""
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests").rglob("*.json"), *golden.EXPECTED.glob("*.json")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path != Path(__file__))


@pytest.mark.parametrize("code", sorted(set(GLOSSES) - LATER))
def test_every_code_has_a_case(code):
    assert re.search(rf"\b{code}\b", cases()), "no test and no sample shows it"


# --- the dataset --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_rows_keep_the_promises_of_the_schema(name, samples_dataset):
    frame = pd.read_parquet(samples_dataset / name)
    assert len(frame) and tuple(frame.columns) == schema.table(name).names
    for column in schema.table(name).columns:
        cells = frame[column.name].dropna()
        assert not column.required or len(cells) == len(frame), f"{column.name} is null"
        plain = [one for cell in cells for one in cell] if column.type == "list<string>" else list(cells)
        if column.values:
            assert set(plain) <= set(column.values), column.name
        if column.pattern:
            assert all(re.fullmatch(column.pattern, str(cell)) for cell in plain), column.name
    keys = list(schema.table(name).key)
    assert not keys or not frame.duplicated(keys).any()


def test_rows_lead_to_the_rows_they_name(samples_dataset):
    read = {name: pd.read_parquet(samples_dataset / name) for name in schema.TABLES}
    uids = set(read["indicators"]["indicator_uid"])
    assert set(read["values"]["indicator_uid"]) <= uids
    assert set(read["issues"]["indicator_uid"].dropna()) <= uids
    ids = set(read["documents"]["doc_id"])
    assert all(set(read[name]["doc_id"]) <= ids for name in schema.TABLES)


def test_no_figure_is_lost(samples_dataset):
    """The cell of every value is among the cells, with the text that the value was read from."""
    values, cells = pd.read_parquet(samples_dataset / "values"), pd.read_parquet(samples_dataset / "cells")
    place = ["doc_id", "table_no", "row_no", "col_no"]
    joined = values.merge(cells[[*place, "raw", "steps"]], on=place, how="left", suffixes=("", "_cell"))
    assert joined["raw_cell"].notna().all()
    for value, cell, steps in zip(joined["raw"], joined["raw_cell"], joined["steps"], strict=True):
        legacy = [step for step in steps if step.startswith("bijoy:")]
        assert value in (bijoy.replay(cell, *legacy) if legacy else cell)


# --- the house ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
def test_every_make_target_is_in_the_docs(target):
    assert re.search(rf"`(?:make )?{target}`|make {target}\b", DOCS)


@pytest.mark.parametrize("command", ["ingest", "inspect", "schema", "doctor"])
def test_every_command_is_in_the_docs(command):
    tree = ast.parse((ROOT / "ingest" / "__main__.py").read_text(encoding="utf-8"))
    known = [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(one).startswith("app.command") for one in node.decorator_list)
    ]  # fmt: skip
    assert sorted(known) == ["doctor", "ingest", "inspect", "schema"]
    assert f"protibedon {command}" in DOCS


def test_every_option_of_ingest_is_in_the_docs():
    text = (ROOT / "ingest" / "__main__.py").read_text(encoding="utf-8")
    options = set(re.findall(r'"(--[a-z-]+)"', text)) - {"--version"}
    assert {"--retry-failed", "--quiet"} <= options
    assert all(option in DOCS for option in {*options, "--out", "--jobs", "--timeout", "--memory", "--version"})


def test_links_in_the_docs_lead_somewhere():
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (path.parent / link).exists(), f"{path.name}: {link}"


# Written in pieces, so that this file does not hold what it looks for.
_MACHINE = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/"]
_INDEXES = [
    "py" + "pi.",
    "python" + "hosted",
    "npm" + "js.",
    "crates" + ".io",
    "conda" + ".anaconda",
    "deb" + "ian.org",
]


def test_no_path_of_a_machine_and_no_package_host_in_the_files():
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        for word in (*_MACHINE, *_INDEXES):
            assert word not in text, f"{path.relative_to(ROOT)} holds {word}"


def test_no_door_to_the_helpers():
    names = {part for path in tracked() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & {"utils", "helpers", "common", "base", "misc"}
