import gzip
import hashlib
import io
import tarfile

import pytest

from tools import models

MODEL = b"a model"


def _archive(content):
    packed = gzip.compress(content, mtime=0)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        member = tarfile.TarInfo("package/4.0.0_best_int/ben.traineddata.gz")
        member.size = len(packed)
        archive.addfile(member, io.BytesIO(packed))
    return out.getvalue()


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm that packs what stands in tmp_path/archive, and the pin that fits it."""
    archive = _archive(MODEL)
    (tmp_path / "archive").write_bytes(archive)
    program = tmp_path / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n[ "$1" = pack ] && cp {tmp_path}/archive "$4/ben-1.0.0.tgz"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return models.Pin("ben", "1.0.0", hashlib.sha256(archive).hexdigest(), hashlib.sha256(MODEL).hexdigest())


def test_a_model_is_fetched_checked_and_put_in_its_place(npm, tmp_path):
    assert models.fetch(npm, tmp_path / "tessdata") is None
    assert (tmp_path / "tessdata" / "ben.traineddata").read_bytes() == MODEL


def test_a_model_that_stands_is_not_fetched_again(npm, tmp_path, monkeypatch):
    models.fetch(npm, tmp_path / "tessdata")
    monkeypatch.setenv("PATH", "")
    assert models.fetch(npm, tmp_path / "tessdata") is None


def test_another_archive_than_the_pinned_one_is_refused(npm, tmp_path):
    (tmp_path / "archive").write_bytes(_archive(b"another model"))
    assert "not the one that was checked" in models.fetch(npm, tmp_path / "tessdata")
    assert not (tmp_path / "tessdata").exists()


def test_without_npm_the_reason_is_told(npm, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert models.fetch(npm, tmp_path / "tessdata") == "npm is not installed"
