"""Pictures and PDF files made to break a reader: each ends soon with its sentence, and spoils no other page."""

from __future__ import annotations

import hashlib
import io
import struct
import subprocess
import sys
import time
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import IngestError, PasswordNeeded, TooLarge, UnreadableContent
from ingest.sources import Limits
from ingest.sources import pdf as family
from ingest.sources.raster import images
from tests.ingest.sources import mutants
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
    tiff,
)  # fmt: skip

KINDS = ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "JPEG2000"]
ROOT = Path(__file__).parents[3]


def told(data, limits=None):
    """The sentence of the only page or of the file."""
    try:
        (scan,) = read(data, limits)
    except IngestError as error:
        return type(error), str(error)
    return type(scan.error), str(scan.error)


# --- pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.97])
def test_a_picture_that_is_cut_off_is_never_taken_for_whole(kind, share):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH), dtype=np.uint8))
    data = encoded(noise, kind)
    cause, sentence = told(data[: max(int(len(data) * share), 30)])
    assert cause is UnreadableContent and sentence.endswith(".")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
def test_of_a_picture_that_is_cut_off_what_came_is_there_and_the_rest_white(kind):
    noise = np.random.default_rng(1).integers(0, 200, (HEIGHT, WIDTH), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), kind)
    (scan,) = read(data[: int(len(data) * 0.6)])
    came, gone = (scan.picture[-40:], scan.picture[:20]) if kind == "BMP" else (scan.picture[:40], scan.picture[-20:])
    assert scan.error and came.std() > 20 and gone.min() == 255


@pytest.mark.parametrize("told_so", [{"kind": "JPEG", "progressive": True}, {"kind": "GIF"}])
def test_a_blurred_or_combed_part_is_not_read(told_so):
    noise = np.random.default_rng(1).integers(0, 200, (HEIGHT, WIDTH), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), **told_so)
    (scan,) = read(data[: int(len(data) * 0.8)])
    assert scan.error and scan.picture is None


def test_a_large_png_that_is_cut_off_or_turned_is_told(monkeypatch):
    monkeypatch.setattr(images, "_LARGE", 0)
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 200, (HEIGHT, WIDTH), dtype=np.uint8))
    data = encoded(noise, "PNG")
    (scan,) = read(data[: len(data) // 2])
    assert scan.error and scan.picture[:40].std() > 20 and scan.picture[-20:].min() == 255
    turned = bytearray(data)
    turned[len(data) // 2] ^= 16
    (scan,) = read(bytes(turned))
    assert scan.error, "its checksum is wrong"


@pytest.mark.parametrize("kind", KINDS)
def test_one_pixel(kind):
    (scan,) = read(encoded(Image.new("L", (1, 1), 0), kind))
    assert scan.error is None and scan.picture.shape == (1, 1)


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (3, 9000)])
def test_slivers(size):
    (scan,) = read(encoded(Image.new("L", size, 9), "PNG"))
    assert scan.picture.shape == size[::-1]


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width, height, depth=1, kind=0, body=b"", *more, interlaced=0):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced))
    pixels = chunk(b"IDAT", zlib.compress(body))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixels + chunk(b"IEND", b"")


def claiming(kind, width, height):
    """A small file of a kind whose header claims a size."""
    if kind == "PNG":
        return png_of(width, height, body=b"\0" * 5000)
    data = bytearray(encoded(marks(16, 16), kind))
    if kind == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", height, width)
    elif kind == "BMP":
        data[18:26] = struct.pack("<ii", width, height)
    elif kind == "GIF":
        at = data.index(b"\x2c\0\0\0\0") + 5
        data[6:10] = data[at : at + 4] = struct.pack("<HH", width, height)
    elif kind == "JPEG2000":
        box, code = data.index(b"ihdr") + 4, data.index(b"\xff\x51") + 6
        data[box : box + 8] = struct.pack(">II", height, width)
        data[code : code + 8] = struct.pack(">II", width, height)
    return bytes(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "JPEG2000"])
def test_a_header_that_claims_30_000_by_30_000_is_refused_before_decoding(kind):
    start = time.process_time()
    cause, sentence = told(claiming(kind, 30_000, 30_000))
    assert (cause, "30,000 × 30,000" in sentence) == (TooLarge, True), sentence
    assert time.process_time() - start < 1


def test_a_tiff_that_claims_30_000_by_30_000_is_refused():
    data = bytearray(tiff([marks(16, 16)], compression="tiff_lzw"))
    for tag in (256, 257):
        at = data.index(struct.pack("<HHI", tag, 3, 1))
        data[at : at + 12] = struct.pack("<HHII", tag, 4, 1, 30_000)
    cause, sentence = told(bytes(data))
    assert cause is TooLarge and "30,000 × 30,000" in sentence


@pytest.mark.parametrize("kind", [b"VP8X", b"VP8L", b"VP8 "])
def test_a_webp_that_claims_16_383_by_16_383_is_refused_before_it_is_opened(kind):
    side = 16_383
    head = {
        b"VP8X": struct.pack("<I", 10) + b"\0" * 4 + struct.pack("<I", side - 1)[:3] * 2,
        b"VP8L": struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", (side - 1) | (side - 1) << 14) + b"\0" * 5,
        b"VP8 ": struct.pack("<I", 10) + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", side, side),
    }[kind]
    cause, _ = told(b"RIFF" + struct.pack("<I", 4 + 4 + len(head)) + b"WEBP" + kind + head)
    assert cause is TooLarge


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (0, 0), (1 << 31, 1 << 31)])
def test_sizes_that_cannot_be(width, height):
    cause, sentence = told(png_of(width, height, body=b"\0" * 10))
    assert issubclass(cause, IngestError) and sentence.endswith(".")


def test_a_bomb_of_text_beside_the_pixels_is_not_inflated():
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * (200 << 20)))
    start = time.process_time()
    cause, _ = told(png_of(8, 8, 8, 0, b"\0" * 72, bomb))
    assert cause is UnreadableContent and time.process_time() - start < 2


def test_an_interlaced_png_is_read_whole():
    assert told(png_of(9_000, 9_000, 1, 0, b"", interlaced=1))[0] is TooLarge
    (scan,) = read(png_of(1, 1, 8, 0, b"\0\x07", interlaced=1))
    assert scan.picture.tolist() == [[7]]


def test_a_bad_page_of_a_tiff_spoils_no_other():
    noise = [Image.fromarray(np.random.default_rng(n).integers(0, 256, (60, 50), dtype=np.uint8)) for n in range(3)]
    data = bytearray(tiff(noise, compression="tiff_lzw"))
    with Image.open(io.BytesIO(bytes(data))) as image:
        image.seek(1)
        at = image.tag_v2[273][0]
    data[at + 3 : at + 900] = b"\xff" * 897
    scans = read(bytes(data))
    assert [scan.error is None for scan in scans] == [True, False, True]
    assert np.array_equal(scans[2].picture, np.asarray(noise[2]))


@pytest.mark.parametrize("large", [False, True])
def test_rows_of_garbage_in_a_fax_are_told(large, monkeypatch, capfd):
    if large:
        monkeypatch.setattr(images, "_LARGE_TIFF", 0)
    bits = Image.fromarray(np.random.default_rng(1).integers(0, 2, (200, 90), dtype=np.uint8) * 255).convert("1")
    data = bytearray(encoded(bits, "TIFF", compression="group4", tiffinfo={278: 100}))
    with Image.open(io.BytesIO(bytes(data))) as image:
        at = image.tag_v2[273][1]
    data[at + 300 : at + 400] = b"\x55" * 100
    cause, _ = told(bytes(data))
    assert cause is UnreadableContent and "Bad code word" in capfd.readouterr().err, "what libtiff says is passed on"


def test_a_tiff_whose_list_of_pages_breaks_tells_from_where_on():
    data = bytearray(tiff([marks(50, 60)] * 3))
    places = [struct.unpack("<I", data[4:8])[0]]
    while places[-1]:
        count = struct.unpack("<H", data[places[-1] : places[-1] + 2])[0]
        link = places[-1] + 2 + 12 * count
        places.append(struct.unpack("<I", data[link : link + 4])[0])
        if len(places) == 3:
            data[link : link + 4] = struct.pack("<I", len(data) + 99)
            break
    scans = read(bytes(data))
    assert [scan.number for scan in scans] == [1, 2, 3] and [bool(scan.error) for scan in scans] == [False, False, True]


def test_a_tiff_whose_pages_run_in_a_ring_ends():
    data = bytearray(tiff([marks(50, 60)] * 2))
    first = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[first : first + 2])[0]
    link = first + 2 + 12 * count
    second = struct.unpack("<I", data[link : link + 4])[0]
    count = struct.unpack("<H", data[second : second + 2])[0]
    data[second + 2 + 12 * count : second + 6 + 12 * count] = struct.pack("<I", first)
    assert len(read(bytes(data))) == 2


def test_limits_of_bytes_and_pages():
    with pytest.raises(TooLarge, match="MB"):
        read(encoded(marks(), "PNG"), Limits(max_picture_bytes=100))
    with pytest.raises(TooLarge, match="pages"):
        read(tiff([marks()] * 4), Limits(max_pages=3))


# --- PDF ----------------------------------------------------------------------------------------------------------


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
        list(family.pages(locked(b"key"), Limits(), "wrong"))
    (scan,) = family.pages(locked(b"key"), Limits(), "key")
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


# --- anything -----------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore")
def test_three_hundred_mutants():
    became = Counter(mutants.outcomes(300, 1))
    assert set(became) <= {
        "read",
        "page",
        "UnreadableContent",
        "UnknownFormat",
        "TooLarge",
        "PasswordNeeded",
        "EmptyFile",
    }
    assert became["page"] > 50 and became["read"] > 10


@pytest.mark.slow
def test_ten_thousand_mutants_in_a_process_of_their_own():
    """A decoder that crashes takes only this process with it; its end is seen here."""
    for seed in ("2", "3"):
        command = [sys.executable, "-W", "ignore", "-m", "tests.ingest.sources.mutants", "5000", seed]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stderr[-2000:]
