"""Old Office, OpenDocument and RTF: read through LibreOffice where it is installed, else a sentence that says so."""

import subprocess
import time

import pytest

from bench.digital.office_samples import container
from ingest.errors import OfficeMissing, PasswordNeeded, TooLarge, UnknownFormat, UnreadableContent
from ingest.sources import Limits, converted, pages, recognise, soffice
from tests.ingest.sources.office import zipped
from tools import golden

HAS_OFFICE = pytest.mark.skipif(soffice.program() is None, reason="LibreOffice is not installed")
RTF = (
    rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Before\par"
    rb"\trowd\cellx2000\cellx4000\intbl A\cell B\cell\row\trowd\cellx2000\cellx4000\intbl 1\cell 2\cell\row"
    rb"\pard After\par}"
)


def opendocument(kind):
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}"})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RTF, (".rtf", "docx")), (container({"WordDocument": b""}), (".doc", "docx")),
        (container({"Workbook": b""}), (".xls", "xlsx")), (container({"Book": b""}), (".xls", "xlsx")),
    ],
)  # fmt: skip
def test_kinds_are_told_by_content(data, kind):
    assert recognise(data, "a.txt").source == "converted" and converted.kind(data) == kind


def test_what_else_is_in_the_container():
    with pytest.raises(PasswordNeeded, match="password"):
        converted.kind(container({"EncryptionInfo": b"", "EncryptedPackage": b""}))
    with pytest.raises(UnknownFormat, match="mail"):
        converted.kind(container({"__properties_version1.0": b""}))
    with pytest.raises(UnknownFormat, match="container"):
        converted.kind(container({"PowerPoint Document": b""}))
    with pytest.raises(TooLarge):
        list(pages(RTF, recognise(RTF, "a.rtf"), Limits(max_bytes=10)))


def test_without_libreoffice_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(soffice, "program", lambda: None)
    with pytest.raises(OfficeMissing, match=r"\.rtf document.*not installed") as caught:
        list(pages(RTF, recognise(RTF, "a.rtf")))
    assert caught.value.status == "skipped" and caught.value.retry


def test_a_converter_that_hangs_is_ended_with_its_children(monkeypatch, tmp_path):
    program = tmp_path / "office"
    program.write_text(f"#!/bin/sh\nsleep 987 & echo $! > {tmp_path}/child\nsleep 987\n")
    program.chmod(0o755)
    monkeypatch.setattr(soffice, "program", lambda: str(program))
    start = time.monotonic()
    with pytest.raises(UnreadableContent, match="LibreOffice"):
        soffice.converted(RTF, ".rtf", "docx", most=1 << 20, seconds=1)
    assert time.monotonic() - start < 8
    child = (tmp_path / "child").read_text().strip()
    time.sleep(0.2)
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False).stdout
    assert not state.strip() or state.startswith("Z")


def test_a_result_beyond_the_limits_is_refused(monkeypatch, tmp_path):
    program = tmp_path / "office"
    program.write_text("#!/bin/sh\nmkdir -p out\nhead -c 5000 /dev/zero > out/report.docx\n")
    program.chmod(0o755)
    monkeypatch.setattr(soffice, "program", lambda: str(program))
    assert len(soffice.converted(RTF, ".rtf", "docx", most=5000)) == 5000
    with pytest.raises(TooLarge, match="As docx"):
        soffice.converted(RTF, ".rtf", "docx", most=4999)


@HAS_OFFICE
@pytest.mark.slow
def test_rtf_and_old_word_are_read(read):
    seen = read(RTF, "a.rtf")
    assert (seen.tables, seen.raws) == ([[["A", "B"], ["1", "2"]]], ["Before", "After"])


@HAS_OFFICE
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_every_kind_gives_the_same_table(read, suffix):
    given = (golden.REPORTS / "bijoy_progress.docx").read_bytes()
    there = read(soffice.converted(given, ".docx", suffix, most=1 << 24), "report.dat")
    here = read(given, "a.docx")
    assert there.tables == here.tables and there.raws == here.raws


@HAS_OFFICE
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_every_kind_of_workbook_gives_the_same_tables(read, suffix):
    given = (golden.REPORTS / "performance_plan.xlsx").read_bytes()
    there = read(soffice.converted(given, ".xlsx", suffix, most=1 << 24), "report.dat")
    here = read(given, "a.xlsx")
    assert there.tables == here.tables and there.raws == here.raws


@HAS_OFFICE
@pytest.mark.slow
def test_what_libreoffice_cannot_read_is_told():
    for data in (container({"WordDocument": b"x"}), opendocument("text"), opendocument("spreadsheet")):
        with pytest.raises((UnreadableContent, UnknownFormat)):
            assert not [block for page in pages(data, recognise(data, "a")) for block in page.blocks]
            raise UnreadableContent("LibreOffice read it as blank.")
