"""Recognition by content and name, and the contract of every family."""

import importlib
import io
import re
import zipfile

import pytest

from ingest.errors import EmptyFile, UnknownFormat
from ingest.sources import Limits, Recognised, families, pages, recognise
from ingest.sources.claims import Claim
from ingest.sources.signatures import signature

TSV = "ক\tখ\n১\t২\n"
CSV = "ক,খ\n১,২\n"
MD = "| ক | খ |\n|---|---|\n| ১ | ২ |\n"
HTML = "<html><body><table><tr><td>ক<td>খ<tr><td>১<td>২</table></body></html>"


@pytest.mark.parametrize(
    ("content", "name", "source"),
    [
        (TSV, "r.txt", "text"), (TSV, "R.TXT", "text"), (TSV, "r", "text"), (MD, "r.txt", "text"),
        (TSV, "r.tsv", "delimited"), (TSV, "r.csv", "delimited"), ("শিরোনাম\n\n" + TSV, "r.csv", "text"),
        (CSV, "r.csv", "delimited"), (MD, "r.md", "markdown"), (TSV, "r.md", "markdown"), (HTML, "r.html", "html"),
        (HTML, "r.xls", "html"), (HTML, "r.txt", "html"), (TSV, "r.html", "html"), (TSV, "r.xls", "delimited"),
        ("<table>" + HTML[20:], "r.xls", "html"), ("বাংলা লেখা", "r.dat", "text"),
    ],
)  # fmt: skip
def test_recognised_by_content_and_name(content, name, source):
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        found = recognise(content.encode(encoding), name)
        assert found.source == source, found
        assert found.reason.endswith(".")


@pytest.mark.parametrize(
    ("data", "media_type", "word"),
    [
        (b"AT&TFORM\0\0\0\0DJVM", "image/vnd.djvu", "save it as PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic", "save it as JPEG"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "image/avif", "save it as JPEG"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl", "save it as JPEG"),
        (b"\x1f\x8b\x08\0", "application/gzip", "compressed"),
        (b"MIME-Version: 1.0\n", "multipart/related", "MHTML"),
        (bytes(range(256)), "application/octet-stream", "binary"),
        (b"", "application/x-empty", "empty"),
        (b'{"a": 1}', "application/octet-stream", "no kind"),
    ],
)
def test_what_is_not_read_says_why(data, media_type, word):
    for name in ("r.txt", "r.html", "r.csv", "r.md") if media_type != "application/octet-stream" else ("r.bin",):
        found = recognise(data, name)
        assert (found.media_type, found.source) == (media_type, None)
        assert word in found.reason
        with pytest.raises(UnknownFormat, match=re.escape(found.reason)):
            pages(data, found)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"), (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"), (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"MM\0+\0\x08", "image/tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"), (b"GIF89a", "image/gif"), (b"BM\0\1\0\0\0\0\0\0", "image/bmp"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"), (b"\xff\x4f\xff\x51", "image/jp2"),
    ],
)  # fmt: skip
def test_scans_are_told_by_their_first_bytes(data, media_type):
    for name in ("r.txt", "r.html", "r.jpg", "r"):
        found = recognise(data, name)
        assert (found.media_type, found.source) == (media_type, "pdf" if "pdf" in media_type else "picture")


def test_a_pdf_behind_other_bytes_is_one_and_a_text_about_them_is_not():
    assert recognise(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "r.pdf").source == "pdf"
    assert recognise("একটি %PDF-1.4 ফাইল".encode(), "r.txt").source == "text"


@pytest.mark.parametrize(
    ("inside", "source"),
    [
        ("word/document.xml", "word"), ("xl/workbook.xml", "excel"), ("a.txt", None), ("keyword/x", None),
        ("ppt/presentation.xml", None), ("\\word\\document.xml", None), ("/xl/workbook.xml", "excel"),
    ],
)  # fmt: skip
def test_office_files_are_told_from_archives(inside, source):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr(inside, "x")
    assert recognise(buffer.getvalue(), "r.docx").source == source


def test_text_that_begins_like_a_short_signature_is_text():
    assert signature(b"BM 12 units\nMZ 3\n") is None
    assert recognise("BM শাখা\n".encode(), "r.txt").source == "text"


@pytest.mark.parametrize("name", ["r.txt", "r.md", "r.html", "r.csv", "r.tsv"])
@pytest.mark.parametrize("content", [" \n\t \n", "\N{ZERO WIDTH NO-BREAK SPACE}\n"])
def test_white_space_is_an_empty_file(name, content):
    data = content.encode()
    with pytest.raises(EmptyFile):
        list(pages(data, recognise(data, name)))


def test_families_are_found_in_the_folder():
    assert {"delimited", "html", "markdown", "text"} <= set(families())


@pytest.mark.parametrize("name", sorted(families()))
def test_every_family_keeps_the_contract(name):
    family = families()[name]
    assert family.MEDIA_TYPES
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind) for kind in family.MEDIA_TYPES)
    assert importlib.import_module(f"ingest.sources.{name}").__doc__
    for head in (b"", b"\0", bytes(range(256)), "বাংলা\tলেখা\n".encode(), HTML.encode("utf-16"), b"%PDF-1.4\n"):
        for suffix in ("", ".txt", ".html", ".csv", ".md", ".pdf", ".x\n"):
            claim = family.claim(head, suffix)
            assert claim is None or (isinstance(claim, Claim) and 0 < claim.confidence <= 1)
            assert claim is None or claim.media_type in family.MEDIA_TYPES
            assert claim is None or claim.reason.endswith(".")


def test_families_do_not_import_one_another():
    for name in families():
        source = importlib.import_module(f"ingest.sources.{name}").__dict__
        others = {importlib.import_module(f"ingest.sources.{other}") for other in families() if other != name}
        assert not others & {value for value in source.values() if getattr(value, "__spec__", None)}


def test_pages_of_a_file_that_is_recognised_by_hand():
    (page,) = pages(TSV.encode(), Recognised("text/plain", "text", ""), Limits())
    assert (page.number, page.route, page.n_words) == (1, "text", 4)
