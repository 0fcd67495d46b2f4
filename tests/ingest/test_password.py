"""--password: locked PDF files are read with it, told without it, and read again once it is given."""

from __future__ import annotations

import io

import pikepdf
import pytest

from ingest import ingest, read_dataset
from tests.ingest.sources.scans import page_objects, pdf


@pytest.fixture
def folder(tmp_path):
    """Two reports of one line, one of them locked."""
    objects = page_objects(b"", size="0 0 300 200")
    words = b"BT /F 12 Tf 20 150 Td (Annual Report 2024) Tj ET"
    objects[3] = b"<</Length %d>>stream\n%s\nendstream" % (len(words), words)
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "open.pdf").write_bytes(pdf(objects))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(objects))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user="চাবি", R=6))
    (folder / "locked.pdf").write_bytes(out.getvalue())
    return folder


def outcomes(folder, out, **how):
    ingest(folder, out, jobs=1, **how)
    documents = read_dataset(out).documents
    return {
        row.path: (row.status, row.error_code if isinstance(row.error_code, str) else None)
        for row in documents.itertuples()
    }


def test_a_locked_file_is_read_once_its_password_is_given(folder, tmp_path):
    out = tmp_path / "out"
    assert outcomes(folder, out) == {"open.pdf": ("ok", None), "locked.pdf": ("failed", "PASSWORD_NEEDED")}
    assert outcomes(folder, out, password="চাবি") == dict.fromkeys(("open.pdf", "locked.pdf"), ("ok", None))
    assert outcomes(folder, out)["locked.pdf"] == ("ok", None)  # what was read stays read
    assert "চাবি" not in (out / "run.jsonl").read_text(encoding="utf-8")
