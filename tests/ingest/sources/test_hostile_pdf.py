"""PDF files made to break a reader: each ends soon with its sentence, and a bad page spoils no other."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import IngestError, PasswordNeeded, TooLarge, UnreadableContent
from ingest.sources import Limits
from ingest.sources import pdf as family
from tests.ingest.sources.scans import (
    HEIGHT,
    WIDTH,
    corners,
    draw,
    encoded,
    image_object,
    marks,
    page_objects,
    pdf,
    read,
    scanned,
    stream,
    told,
)  # fmt: skip

KINDS = ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "JPEG2000"]
ROOT = Path(__file__).parents[3]


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(user: bytes) -> bytes:
    """A scanned page, encrypted as of PDF 1.1 (RC4, 40 bits), with a password to open it."""
    filling = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = [(word + filling)[:32] for word in (b"owner", user)]
    owner = rc4(hashlib.md5(padded[0]).digest()[:5], padded[1])
    key = hashlib.md5(padded[1] + owner + struct.pack("<i", -4) + b"\x11" * 16).digest()[:5]
    objects = page_objects(draw(WIDTH, HEIGHT), image_object(marks()), size=f"0 0 {WIDTH} {HEIGHT}")
    for number, one in enumerate(objects, 1):
        if b">>stream\n" in one:
            head, body = one.split(b">>stream\n", 1)
            body = rc4(
                hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10], body[: -len(b"\nendstream")]
            )
            objects[number - 1] = head + b">>stream\n" + body + b"\nendstream"
    words = (owner.hex().encode(), rc4(key, filling).hex().encode(), b"11" * 16, b"11" * 16)
    trailer = b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<%s><%s>]" % words
    return pdf(objects, trailer)


def test_an_encrypted_pdf_that_opens_without_a_password_is_read():
    (scan,) = read(locked(b""))
    assert corners(scan.picture) == [0, 128, 60, 255]


def test_an_encrypted_pdf_asks_for_its_password():
    data = locked("চাবি".encode()[:5])
    with pytest.raises(PasswordNeeded, match="password"):
        read(data)
    with pytest.raises(PasswordNeeded, match="another"):
        read(locked(b"key"), Limits(password="wrong"))
    (scan,) = read(locked(b"key"), Limits(password="key"))
    assert corners(scan.picture) == [0, 128, 60, 255]


def test_an_unknown_lock():
    trailer = b"/Root 1 0 R/Encrypt<</Filter/Unknown/V 9>>/ID[<11><11>]"
    assert issubclass(told(pdf(page_objects(b""), trailer))[0], IngestError)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF", b"%PDF-" + b"\0" * 5000, b"%PDF-1.4\n" + b"1 0 obj\n" * 9000,
        b"%PDF-1.7\n1 0 obj\n" + b"<<" * 60_000, b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000,
        pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        pdf([b"<</Type/Catalog>>"]), pdf([b"null"]),
    ],
)  # fmt: skip
def test_a_pdf_without_pages_is_told(data):
    cause, sentence = told(data)
    assert cause is UnreadableContent and sentence.endswith(".")


def test_a_pdf_whose_table_of_places_is_broken_is_repaired():
    data = scanned(marks(), count=2)
    for broken in (
        data.replace(b"startxref\n", b"startxref\n9"),
        data.replace(b"00000 n", b"00001 f"),
        b"junk" * 50 + data,
    ):
        scans = read(broken, name="r.pdf")
        assert [corners(scan.picture) for scan in scans] == [[0, 128, 60, 255]] * 2


def test_a_pdf_that_is_cut_off_tells_it_after_the_pages_that_are_there():
    data = scanned(marks(), count=3)
    found = family.pages(data[: data.index(b"xref")], Limits())
    assert corners(next(found).picture) == [0, 128, 60, 255]
    with pytest.raises(UnreadableContent, match="cut off"):
        list(found)


@pytest.mark.parametrize(
    "kids", [b"[2 0 R]", b"[3 0 R 2 0 R 3 0 R]", b"[99 0 R]", b"[3 0 R 99 0 R null 7]", b"[" + b"2 0 R " * 999 + b"]"]
)
def test_trees_of_pages_that_run_in_rings_or_nowhere(kids):
    objects = page_objects(b"")
    objects[1] = b"<</Type/Pages/Kids%s/Count 3>>" % kids
    start = time.process_time()
    try:
        scans = read(pdf(objects))
        assert all(scan.error or scan.picture is not None for scan in scans)
    except UnreadableContent as error:
        assert str(error).endswith(".")
    assert time.process_time() - start < 5


def test_a_count_of_pages_that_is_a_lie():
    objects = page_objects(b"")
    objects[1] = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    start = time.process_time()
    try:
        read(pdf(objects), Limits(max_pages=20))
    except IngestError as error:
        assert str(error).endswith(".")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "size",
    [
        "0 0 14400 14400", "0 0 1000000 1000000", "0 0 99999999999 3", "0 0 0 0", "0 0 -100 -100", "5 5 5 5", "0 0 1 1",
        "0 0 0.001 0.001", "a b c d", "0 0", "1e9 1e9 1e9 1e9", "100 100 0 0", "0 0 3 9000",
    ],
)  # fmt: skip
def test_sizes_of_pages_that_no_printer_knows(size):
    words = b"BT /F 12 Tf 1 1 Td (12 34) Tj ET "
    (scan,) = read(pdf(page_objects(words, size=size)))
    if scan.error:
        assert scan.picture is None and str(scan.error).endswith(".")
    else:
        assert 0 < scan.picture.size < 20_000_000


def test_a_scan_on_a_page_of_absurd_size_has_its_own_pixels():
    image = Image.fromarray(np.random.default_rng(1).integers(0, 256, (300, 200), dtype=np.uint8))
    for size in (14_400, 2):
        data = pdf(page_objects(draw(size, size * 1.5), image_object(image), size=f"0 0 {size} {size * 1.5}"))
        (scan,) = read(data)
        assert np.array_equal(scan.picture, np.asarray(image)) and scan.dpi is None


@pytest.mark.parametrize("body", [b"", b"garbage", zlib.compress(b"")])
def test_a_picture_in_a_pdf_that_cannot_be_decoded_is_told_and_not_blank(body):
    words = b"/Subtype/Image/Width 500/Height 700/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/%s"
    for way in (b"DCTDecode", b"JPXDecode", b"JBIG2Decode"):
        cause, sentence = told(pdf(page_objects(draw(595, 842), stream(words % way, body))))
        assert (cause, sentence.endswith(".")) == (UnreadableContent, True), way


def test_a_jpeg_in_a_pdf_that_is_cut_off_is_told():
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (400, 300), dtype=np.uint8))
    jpeg = encoded(noise, "JPEG")
    words = b"/Subtype/Image/Width 300/Height 400/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    cause, sentence = told(pdf(page_objects(draw(595, 842), stream(words, jpeg[: len(jpeg) // 2]))))
    assert cause is UnreadableContent and "cut off" in sentence


@pytest.mark.parametrize("how", ["cut off", "a byte turned"])
def test_deflated_pixels_that_are_damaged_are_told_and_what_is_missing_is_white(how):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 200, (400, 300), dtype=np.uint8))
    pixels = bytearray(zlib.compress(noise.tobytes()))
    if how == "cut off":
        del pixels[len(pixels) // 2 :]
    else:
        pixels[len(pixels) // 2] ^= 255
    words = b"/Subtype/Image/Width 300/Height 400/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    (scan,) = read(pdf(page_objects(draw(595, 842), stream(words, bytes(pixels)))))
    assert isinstance(scan.error, UnreadableContent) and scan.picture[:100].std() > 20
    assert how != "cut off" or scan.picture[-100:].min() == 255


def test_a_white_scan_is_blank_and_no_error():
    for mode in ("1", "L"):
        (scan,) = read(scanned(Image.new(mode, (300, 400), 255)))
        assert scan.error is None and scan.picture.min() == 255


def test_an_image_of_30_000_by_30_000_in_a_pdf_is_refused():
    words = b"/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    cause, sentence = told(pdf(page_objects(draw(595, 842), stream(words, zlib.compress(b"\0" * 9)))))
    assert cause is TooLarge and "30,000 × 30,000" in sentence


def test_a_bad_page_of_a_pdf_spoils_no_other():
    objects = page_objects(draw(WIDTH, HEIGHT), image_object(marks()), size=f"0 0 {WIDTH} {HEIGHT}", count=3)
    words = b"/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 8"
    objects[5] = objects[5].replace(b"/X5 5 0 R", b"/X5 8 0 R")
    scans = read(pdf([*objects, stream(words, b"")]))
    assert [scan.error is None for scan in scans] == [True, False, True]


def test_a_form_that_draws_itself():
    form = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>", b"/I Do")
    start = time.process_time()
    (scan,) = read(pdf(page_objects(b"/X5 Do " * 50, form)))
    assert scan.picture is not None and time.process_time() - start < 10


def test_a_page_of_a_hundred_thousand_words():
    (scan,) = read(pdf(page_objects(b"BT /F 1 Tf 1 0 0 1 9 9 Tm (a) Tj ET " * 100_000)))
    assert scan.picture is not None


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a process tells its own peak on Linux only")
def test_a_thousand_pages_in_flat_memory():
    script = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
from tests.ingest.sources.scans import marks, read, scanned
from ingest.sources import pages, recognise
data = scanned(marks(827, 1169), 100, count=1000)
peaks = []
for scan in pages(data, recognise(data, "r.pdf")):
    assert scan.error is None and scan.picture.shape == (1169, 827)
    peaks.append(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]))
print(len(peaks), (peaks[-1] - peaks[50]) // 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    count, grown = map(int, done.stdout.split())
    assert count == 1000 and grown < 8


def test_a_page_one_pixel_wide_is_not_looked_at_row_by_row():
    """A mutant (713 of seed 107) took twelve seconds: its page was 200 × 2,147,483,392 points."""
    start = time.process_time()
    (scan,) = read(pdf(page_objects(b"0 0 9 9 re f", size="0 2147483648 200 200")))
    assert time.process_time() - start < 6
    assert scan.picture.ndim == 2 and scan.picture.shape[0] > 1_000_000
