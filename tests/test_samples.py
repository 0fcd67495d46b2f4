"""Every sample gives the rows that stand in tests/expected (`make golden` writes them anew; review each change)."""

import json
from functools import cache

import pytest

from tools import golden

KNOWN = golden.known()
NAMES = [sample.name for sample in golden.samples()]


@cache
def given(name):
    return golden.sections(golden.REPORTS / name)


@cache
def expected(name):
    return json.loads(golden.expected_path(golden.REPORTS / name).read_text(encoding="utf-8"))


def cases():
    for name in NAMES:
        for section in expected(name):
            reason = KNOWN.get(name, {}).get(section)
            marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
            yield pytest.param(name, section, marks=marks, id=f"{name}-{section}")


@pytest.mark.parametrize(("name", "section"), list(cases()))
def test_a_section_has_its_expected_rows(name, section):
    now = json.loads(golden.as_text({section: given(name)[section]}))
    assert now[section] == expected(name)[section]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_its_expected_sections(name):
    assert list(given(name)) == list(expected(name))


def test_no_expected_file_is_left_over():
    files = {file.name.removesuffix(".json") for file in golden.EXPECTED.glob("*.json")}
    assert files == set(NAMES)


def test_known_mistakes_name_sections_that_exist():
    for name, told in KNOWN.items():
        assert name in NAMES
        assert all(reason and section in expected(name) for section, reason in told.items())


def test_the_text_of_the_expected_rows_is_one_row_a_line():
    told = {"document": {"status": "ok"}, "tables": [], "issues": ["error A t1 | ৮", "warn B t1 | ৩"]}
    text = golden.as_text(told)
    assert json.loads(text) == told
    assert text.splitlines()[-4:-2] == ['  "error A t1 | ৮",', '  "warn B t1 | ৩"']


@pytest.mark.parametrize("section", golden.SECTIONS)
def test_every_section_is_told_somewhere(section):
    assert any(expected(name).get(section) for name in NAMES)


def test_a_section_known_to_be_wrong_is_kept(tmp_path, monkeypatch, capsys):
    # a regenerated file must not write the pipeline's mistake over the row that was checked by hand
    name = NAMES[0]
    right = expected(name) | {"document": {"status": "checked by hand"}}
    monkeypatch.setattr(golden, "ROOT", tmp_path)
    monkeypatch.setattr(golden, "EXPECTED", tmp_path)
    monkeypatch.setattr(golden, "DICTIONARY", tmp_path / "data-dictionary.md")
    monkeypatch.setattr(golden, "samples", lambda: [golden.REPORTS / name])
    (tmp_path / f"{name}.json").write_text(golden.as_text(right), encoding="utf-8")
    (tmp_path / "known.toml").write_text(f'["{name}"]\ndocument = "why"\n', encoding="utf-8")
    golden.main()
    written = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
    assert written["document"] == {"status": "checked by hand"} and "document kept" in capsys.readouterr().out
    assert written["values"] == expected(name)["values"]
