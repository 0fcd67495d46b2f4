"""The conductor's way with scans: each page announced, some left out, bad ones told, what was read kept."""

import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from extract.model import Line, Page
from ingest import engines, errors, reading, run, sources, versions
from ingest.scan import Scan
from ingest.sources import Limits, Recognised

WHITE = np.full((9, 9), 255, np.uint8)


@pytest.fixture
def scans(monkeypatch):
    """A source of the given scans and an engine that gives each a line; the pages that it had to read."""
    had = []

    def give(*found, end=None):
        def pages(data, recognised, limits=None):
            for scan in found:
                left = (limits or Limits()).leave.get(scan.number)
                yield Scan(scan.number, None, error=left) if left else scan
            if end:
                raise end

        def read(items, engine):
            for item in items:
                if isinstance(item, Scan) and item.picture is not None:
                    had.append(item.number)
                    item = Page(item.number, (Line(f"পাতা {item.number}"),), "ocr", engine="fake")
                elif isinstance(item, Scan):
                    item = Page(item.number, (), "ocr", status="failed", error=str(item.error))
                yield item

        monkeypatch.setattr(sources, "recognise", lambda data, name: Recognised("application/pdf", "pdf", ""))
        monkeypatch.setattr(sources, "pages", pages)
        monkeypatch.setattr(reading, "pages", read)
        monkeypatch.setattr(engines, "door", lambda name: SimpleNamespace(name="fake"))
        monkeypatch.setattr(versions, "reading_version", lambda: "test")
        return had

    return give


def whole(count):
    return [Scan(number, WHITE) for number in range(1, count + 1)]


DAMAGED = errors.UnreadableContent("Damaged.")


def test_each_page_is_announced_before_it_is_decoded(scans):
    told = []
    had = scans(*whole(2))
    run.content(b"x", ".pdf", terms=run.Terms(begun=lambda number: told.append((number, len(had)))))
    assert told == [(1, 0), (2, 1), (3, 2), (0, 2)], "0: what comes after the last is of no page"


def test_text_announces_nothing():
    told = []
    run.content("ক\tখ\n১\t২\n".encode(), ".txt", terms=run.Terms(begun=told.append))
    assert told == []


def test_a_bad_page_makes_a_document_partial(scans):
    scans(Scan(1, None, error=DAMAGED), *whole(2)[1:])
    outcome = run.content(b"x", ".pdf")
    assert (outcome.status, outcome.error_code, outcome.n_pages) == ("partial", "PAGE_FAILED", 2)
    assert outcome.error == "Damaged."


def test_nothing_but_bad_pages_is_failed_with_the_first_cause(scans):
    scans(Scan(1, None, error=DAMAGED), Scan(2, None, error=errors.TooLarge("Large.")))
    outcome = run.content(b"x", ".pdf")
    assert (outcome.status, outcome.error_code, outcome.error) == ("failed", "UNREADABLE_CONTENT", "Damaged.")


def test_what_ends_the_pages_is_told(scans):
    scans(*whole(1), end=errors.TooLarge("More than the limit."))
    outcome = run.content(b"x", ".pdf")
    assert (outcome.status, outcome.error_code, outcome.n_pages) == ("partial", "TOO_LARGE", 1)


def test_pages_that_are_left_out_say_why(scans):
    had = scans(*whole(3))
    outcome = run.content(b"x", ".pdf", terms=run.Terms(leave={2: errors.TimeLimit("Too long.")}))
    assert had == [1, 3] and (outcome.status, outcome.error) == ("partial", "Too long.")


def test_what_was_read_is_not_read_again(scans, tmp_path):
    had = scans(*whole(3))
    first = run.content(b"x", ".pdf", terms=run.Terms(readings=tmp_path))
    again = run.content(b"x", ".pdf", terms=run.Terms(readings=tmp_path))
    assert had == [1, 2, 3] and again == first


def test_a_page_that_was_left_out_is_tried_again(scans, tmp_path):
    had = scans(*whole(3))
    run.content(b"x", ".pdf", terms=run.Terms(leave={2: errors.TimeLimit("Too long.")}, readings=tmp_path))
    assert run.content(b"x", ".pdf", terms=run.Terms(readings=tmp_path)).status == "ok" and had == [1, 3, 2]


def test_a_file_too_large_for_a_text_may_be_a_scan(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "Limits", lambda **told: Limits(max_bytes=70_000, max_picture_bytes=90_000, **told))
    for size, code in ((80_000, "UNREADABLE_CONTENT"), (100_000, "TOO_LARGE")):
        file = tmp_path / f"{size}.pdf"
        file.write_bytes(b"%PDF-1.4\n" + b"x" * (size - 9))
        from ingest.folder import hashed

        assert run.document(str(file), hashed(file).sha256, ".pdf").error_code == code
    (tmp_path / "r.txt").write_bytes(b"x" * 80_000)
    assert run.document(str(tmp_path / "r.txt"), "", ".txt").error_code == "TOO_LARGE"


def test_reading_text_loads_nothing_that_reads_pictures():
    script = """
import sys
from ingest import run, worker
assert run.content("ক\\tখ\\n১\\t২\\n".encode(), ".txt").status == "ok"
print(sorted({"PIL", "cv2", "pypdfium2", "tesserocr"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=versions.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
