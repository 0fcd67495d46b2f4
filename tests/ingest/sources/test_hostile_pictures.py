"""Pictures made to break a reader: each ends soon with its sentence, and spoils no other page."""

from __future__ import annotations

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

from ingest.errors import IngestError, TooLarge, UnreadableContent
from ingest.sources import Limits
from ingest.sources.raster import images
from tests.ingest.sources import mutants
from tests.ingest.sources.scans import (
    HEIGHT,
    WIDTH,
    encoded,
    marks,
    read,
    tiff,
    told,
)  # fmt: skip

KINDS = ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "JPEG2000"]
ROOT = Path(__file__).parents[3]


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
