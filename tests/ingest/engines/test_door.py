from types import SimpleNamespace

import pytest

from ingest import engines
from ingest.engines import models
from ingest.errors import EngineMissing, ModelMissing


class _Silent:
    name = "silent"

    def recognise(self, picture, regions):
        return [[] for _ in regions]


@pytest.fixture
def known(monkeypatch):
    """The engines that are there, exchanged: only the second can read."""
    first = SimpleNamespace(NAME="first", RANK=1, missing=lambda: "Its library is away.", engine=_Silent)
    second = SimpleNamespace(NAME="second", RANK=2, missing=lambda: None, engine=_Silent)
    named = SimpleNamespace(NAME="named", RANK=None, missing=lambda: None, engine=_Silent)
    found = {"first": first, "second": second, "named": named}
    monkeypatch.setattr(engines, "engines", lambda: found)
    engines._open.cache_clear()
    yield found
    engines._open.cache_clear()


def test_engines_are_found_by_their_modules_the_first_choice_first():
    assert list(engines.engines()) == ["protibedon", "tesserocr", "pytesseract", "protibedon+tesserocr"]


def test_without_a_name_the_first_that_can_read_is_given_and_kept(known):
    assert engines.door() is engines.door("second")


def test_an_engine_without_a_rank_is_given_only_by_name(known):
    known["second"].missing = lambda: "Its program is away."
    with pytest.raises(EngineMissing, match=r"first: Its library is away\. second: Its program is away\."):
        engines.door()
    assert engines.door("named").name == "silent"


def test_an_unknown_engine_is_told_with_those_there_are(known):
    with pytest.raises(EngineMissing, match="no engine named abacus; there are first, second, named"):
        engines.door("abacus")


def test_without_a_model_the_remedy_is_told(monkeypatch):
    monkeypatch.setattr(models, "folders", list)
    with pytest.raises(ModelMissing, match="make setup"):
        models.demand("ben")


def test_models_are_taken_from_the_first_folder_that_has_the_language(tmp_path, monkeypatch):
    for name, content in (("one", "eng"), ("two", "ben"), ("three", "ben")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{content}.traineddata").write_bytes(name.encode())
    monkeypatch.setattr(models, "folders", lambda: [tmp_path / name for name in ("one", "two", "three")])
    first, second = models.demand("ben")
    assert first.folder == tmp_path / "two" and first.kind == "other" and first.label.startswith("ben ")
    assert second.folder == tmp_path / "three" and models.find("ben") == first
    assert models.find("hin") is None


def test_the_folder_named_by_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("PROTIBEDON_TESSDATA", str(tmp_path))
    assert models.folders()[0] == tmp_path
