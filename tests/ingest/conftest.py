import hashlib
from pathlib import Path

import pytest

from ingest import versions
from ingest.batch import Settings, ingest_folder
from ingest.pool import Limits

FAKE = "tests.ingest.fakes"
VERSION = "0.1.0+test"
TABLES = ("documents", "pages", "tables", "cells", "indicators", "values", "issues")


def digest(out: Path) -> dict[str, str]:
    """The visible dataset as hashes by file; run.jsonl holds times and is left out."""
    files = [file for name in TABLES for file in sorted((out / name).iterdir())]
    files += [out / "DATA.md", out / "datapackage.json"]
    return {file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def reports(tmp_path) -> Path:
    folder = tmp_path / "reports"
    (folder / "জেলা").mkdir(parents=True)
    for number in range(12):
        (folder / "জেলা" / f"{number}.txt").write_text(f"প্রতিবেদন {number} ১২ ১৩\nমান {number * 7}", encoding="utf-8")
    return folder


@pytest.fixture
def fake_ingest(monkeypatch):
    """A run whose workers read with the stand-ins of `fakes`; its version stays though rules are edited meanwhile."""
    monkeypatch.setattr(versions, "pipeline_version", lambda: VERSION)

    def run(folder, out, *, jobs=1, timeout=20.0, memory=512 << 20, **told):
        return ingest_folder(Path(folder), Path(out), Settings(jobs, Limits(timeout, memory), worker=FAKE, **told))

    return run
