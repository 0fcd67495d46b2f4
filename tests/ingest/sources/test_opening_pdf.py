"""Opening PDF files: passwords, damage that can be mended, other files inside, bounds; nothing in them is ever run."""

from __future__ import annotations

import io
import os
import socket
import time
import zlib

import pikepdf
import pypdfium2 as pdfium
import pytest

from ingest.errors import PasswordNeeded, TooLarge, UnreadableContent
from ingest.sources import Limits
from ingest.sources.raster import bounds, documents, opening
from tests.ingest.sources.scans import corners, marks, page_objects, pdf, read, scanned, stream

SEEN = [0, 128, 60, 255]  # the corners of the page of marks


def saved(data: bytes, change=lambda document: None, **how) -> bytes:
    """The PDF with a change, written by qpdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


@pytest.mark.parametrize("word", [None, "key"])
def test_a_long_document_is_opened_anew_and_goes_on(monkeypatch, word):
    opened = []
    monkeypatch.setattr(documents, "_OPEN", 2)
    monkeypatch.setattr(documents, "opened", lambda *told: opened.append(told) or opening.opened(*told))
    lock = {"encryption": pikepdf.Encryption(owner="owner", user=word, R=4)} if word else {}
    found = read(saved(scanned(marks(), count=5), **lock), Limits(password=word))
    assert [corners(scan.picture) for scan in found] == [SEEN] * 5 and len(opened) == 3


@pytest.mark.parametrize(("strength", "word"), [(3, "key"), (4, "key"), (6, "চাবি")])
def test_encrypted_with_and_without_a_password(strength, word):
    def locked(user):
        return saved(
            scanned(marks()),
            encryption=pikepdf.Encryption(
                owner="owner", user=user, R=strength, aes=strength > 3, metadata=strength > 3
            ),
        )

    assert corners(read(locked(""))[0].picture) == SEEN
    # a password that was given for other files is no hindrance
    assert corners(read(locked(""), Limits(password="other"))[0].picture) == SEEN
    assert corners(read(locked(word), Limits(password=word))[0].picture) == SEEN
    assert corners(read(locked(word), Limits(password="owner"))[0].picture) == SEEN
    with pytest.raises(PasswordNeeded, match="asks for a password, and is not read without"):
        read(locked(word))
    with pytest.raises(PasswordNeeded, match="another one than was given"):
        read(locked(word), Limits(password="তালা"))


def test_a_password_is_not_told_where_limits_are_shown():
    assert "secret" not in repr(Limits(password="secret"))


def test_what_pdfium_cannot_open_is_repaired():
    data = scanned(marks(), count=2).replace(
        b"<</Type/Catalog", b"<</ViewerPreferences<</FitWindow true>>/Type/Catalog"
    )
    broken = data[: data.index(b"xref\n0")] + b"%%EOF\n"
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(broken)
    assert [corners(scan.picture) for scan in read(broken)] == [SEEN] * 2


def test_what_nobody_can_open_is_told():
    with pytest.raises(UnreadableContent, match="damaged"):
        read(b"%PDF-1.7\n1 0 obj\n<</Type/Cat\n" + bytes(3000))


def test_files_inside_a_pdf_are_told_and_not_read():
    def portfolio(document):
        document.attachments["budget.xlsx"] = b"PK\x03\x04"
        document.attachments["প্রতিবেদন ২.pdf"] = b"%PDF-1.4"
        document.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection)

    first, second = read(saved(scanned(marks(), count=2), portfolio))
    (issue,) = first.issues
    assert (issue.code, issue.severity) == ("EMBEDDED_FILES", "info") and not second.issues
    assert "2 other files" in issue.message_en and "“budget.xlsx”" in issue.message_en
    assert "প্রতিবেদন ২.pdf" in issue.message_bn


def test_many_files_inside_are_counted_and_some_named():
    def change(document):
        for number in range(30):
            document.attachments[f"{number:02d}\n.txt"] = b"x"

    (issue,) = read(saved(scanned(marks()), change))[0].issues
    assert "30 other files" in issue.message_en and issue.message_en.endswith("….") and "\n" not in issue.message_en


def test_too_many_objects_and_streams_that_unpack_to_too_much():
    few = Limits(max_objects=20, max_stream_bytes=1 << 20)
    assert read(scanned(marks()), few)
    with pytest.raises(TooLarge, match="objects; at most 20"):
        read(scanned(marks(), count=20), few)
    with pytest.raises(TooLarge, match="objects"):
        read(pdf([*page_objects(b""), stream(b"/Type/ObjStm/N 99999999/First 9", b"")]), few)
    spaces = zlib.compress(b" " * (3 << 20))
    with pytest.raises(TooLarge, match="unpacks to more than 1 MB"):
        read(pdf([*page_objects(b""), stream(b"/Filter/FlateDecode", spaces)]), few)
    with pytest.raises(TooLarge, match="unpacks"):  # packed twice it is a few bytes
        twice = zlib.compress(zlib.compress(b" " * (40 << 20)))
        read(pdf([*page_objects(b""), stream(b"/Filter[/FlateDecode/FlateDecode]", twice)]), few)


def test_a_large_image_is_no_bomb():
    white = zlib.compress(bytes(3 << 20))
    words = b"/Subtype/Image/Width 2048/Height 1536/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    bounds.check(pdf([*page_objects(b""), stream(words, white)]), Limits(max_stream_bytes=1 << 20))


def test_a_gibibyte_in_a_megabyte_is_refused_before_it_is_unpacked():
    bomb = zlib.compressobj(9)
    packed = b"".join(bomb.compress(b" " * (1 << 24)) for _ in range(16)) + bomb.flush()
    with pytest.raises(TooLarge, match="unpacks to more than 64 MB"):
        read(pdf([*page_objects(b""), stream(b"/Filter/FlateDecode", packed)]))


def test_pages_nested_deep_end_soon():
    depth = 3000
    kids = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (5 + n, 3 + n) for n in range(1, depth)]
    objects = page_objects(b"")
    objects[1] = b"<</Type/Pages/Kids[5 0 R]/Count 1>>"
    start = time.process_time()
    (scan,) = read(pdf([*objects, *kids, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]))
    assert isinstance(scan.error, UnreadableContent) or scan.picture.min() == 255
    assert time.process_time() - start < 5


def test_nothing_is_run_opened_or_fetched(tmp_path):
    """JavaScript, launch actions, addresses, forms that submit, streams in other files: none is touched."""
    ear = socket.create_server(("127.0.0.1", 0))
    ear.settimeout(0.2)
    address = b"http://127.0.0.1:%d/x" % ear.getsockname()[1]
    marker, beside = tmp_path / "marker", tmp_path / "beside"
    beside.write_bytes(b"0 g 0 0 595 842 re f")  # would make the page black
    script = b"app.launchURL('%s'); this.submitForm('%s'); var x = util.readFileIntoStream('%s');" % (
        address, address, str(beside).encode(),
    )  # fmt: skip
    actions = [
        b"<</S/JavaScript/JS(%s)>>" % script,
        b"<</S/URI/URI(%s)>>" % address,
        b"<</S/Launch/F(/usr/bin/touch)/Unix<</F(/usr/bin/touch)/P(%s)>>>>" % str(marker).encode(),
        b"<</S/SubmitForm/F<</FS/URL/F(%s)>>/Fields[]>>" % address,
        b"<</S/ImportData/F(%s)>>" % str(beside).encode(),
        b"<</S/GoToR/F(%s)/D[0/Fit]>>" % str(beside).encode(),
    ]
    elsewhere = b"<</Length 0/F(%s)>>stream\n\nendstream" % str(beside).encode()
    for action in actions:
        link = b"<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A %s/AA<</PO %s/PV %s>>>>" % (action, action, action)
        objects = page_objects(b"", words=b"/AA<</O %s>>/Annots[%s]" % (action, link))
        objects[0] = (
            b"<</Type/Catalog/Pages 2 0 R/OpenAction %s/AA<</WC %s>>/Names<</JavaScript<</Names[(a)%s]>>>>"
            b"/AcroForm<</Fields[]/CO[]/XFA(<x/>)>>>>" % (action, action, action)
        )
        objects[3] = elsewhere
        (scan,) = read(pdf(objects))
        assert scan.error is None and scan.picture.min() == 255
    with ear, pytest.raises(TimeoutError):
        ear.accept()
    assert os.listdir(tmp_path) == ["beside"]
