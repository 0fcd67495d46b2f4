"""Pictures of every kind become grey or coloured pages, upright as their EXIF says, at the size worth reading."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageOps

from ingest.sources.raster import images, png, sizing
from ingest.sources.raster import tiff as strips
from tests.ingest.sources.scans import HEIGHT, WIDTH, coloured, corners, encoded, marks, read, tiff

PALETTE = marks().convert("P", palette=Image.Palette.ADAPTIVE)
DEEP = Image.fromarray(np.asarray(marks()).astype(np.uint16) * 257)
CLEAR = Image.merge("LA", (Image.new("L", (WIDTH, HEIGHT), 0), ImageOps.invert(marks())))


def one(data):
    (scan,) = read(data)
    assert scan.error is None and scan.picture.dtype == np.uint8 and scan.picture.flags.c_contiguous
    return scan


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "JPEG2000"])
def test_every_kind_gives_a_grey_page(kind):
    told = {"JPEG": {"quality": 95}, "WEBP": {"lossless": True}}.get(kind, {})
    picture = one(encoded(marks(), kind, **told)).picture
    assert picture.shape == (HEIGHT, WIDTH)
    assert np.abs(np.array(corners(picture)) - [0, 128, 60, 255]).max() <= 2


@pytest.mark.parametrize(
    ("image", "kind", "told"),
    [
        (marks().convert("RGB"), "PNG", {}), (PALETTE, "PNG", {}), (DEEP, "PNG", {}), (CLEAR, "PNG", {}),
        (CLEAR.convert("RGBA"), "PNG", {}), (marks().convert("CMYK"), "TIFF", {}), (DEEP, "TIFF", {}),
        (marks().convert("CMYK"), "JPEG", {"quality": 95}),
        (marks().convert("RGB"), "TIFF", {"compression": "tiff_lzw"}),
        (marks().convert("F"), "TIFF", {}), (CLEAR.convert("RGBA"), "WEBP", {"lossless": True}),
        (marks().convert("RGB"), "TIFF", {"compression": "jpeg", "quality": 95}),
    ],
)  # fmt: skip
def test_every_mode_gives_a_grey_page(image, kind, told):
    picture = one(encoded(image, kind, **told)).picture
    assert picture.shape == (HEIGHT, WIDTH)
    assert np.abs(np.array(corners(picture)) - [0, 128, 60, 255]).max() <= 3


@pytest.mark.parametrize(
    ("kind", "told"), [("PNG", {}), ("TIFF", {"compression": "group4"}), ("TIFF", {}), ("BMP", {}), ("GIF", {})]
)
def test_one_bit(kind, told):
    picture = one(encoded(marks().point(lambda v: 255 * (v > 200)).convert("1"), kind, **told)).picture
    assert corners(picture) == [0, 0, 0, 255] and set(np.unique(picture)) == {0, 255}


def test_twelve_bits_in_sixteen():
    deep = Image.fromarray(np.asarray(marks()).astype(np.uint16) * 16)
    assert corners(one(encoded(deep, "TIFF")).picture) == [0, 128, 60, 255]


def test_real_colour_is_kept_and_a_cast_of_noise_is_not():
    picture = one(encoded(coloured(), "PNG")).picture
    assert picture.shape == (HEIGHT, WIDTH, 3) and tuple(picture[-1, -1]) == (220, 20, 30)
    noise = np.random.default_rng(1).integers(-12, 12, (HEIGHT, WIDTH, 3))
    noisy = np.clip(np.asarray(marks().convert("RGB")).astype(int) + noise, 0, 255).astype(np.uint8)
    assert one(encoded(Image.fromarray(noisy), "PNG")).picture.ndim == 2
    tick = marks(1200, 1600).convert("RGB")
    tick.paste((40, 40, 200), (600, 600, 640, 640))
    assert one(encoded(tick, "PNG")).picture.ndim == 3, "a mark of a blue pen is colour"


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_pages_stand_as_their_camera_says(turn, kind):
    exif = Image.Exif()
    exif[0x0112] = turn
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(encoded(marks(), kind, exif=exif))))
    picture = one(encoded(marks(), kind, exif=exif)).picture
    assert picture.shape == upright.size[::-1]
    assert np.abs(np.array(corners(picture)) - corners(np.asarray(upright.convert("L")))).max() <= 3


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0garbage", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\0\xff" * 9, b""]
)
def test_broken_camera_notes_lose_no_picture(exif):
    assert corners(one(encoded(marks(), "JPEG", quality=95, exif=exif)).picture)[:2] == [0, 128]


@pytest.mark.parametrize("told", [{"compression": "group4"}, {"compression": "tiff_lzw"}, {}])
def test_a_tiff_gives_its_pages_in_order(told):
    bits = [marks(100 + 20 * n, 90).convert("1") for n in range(5)]
    scans = read(tiff(bits, dpi=(200, 200), **told))
    assert [(scan.number, scan.picture.shape, scan.dpi) for scan in scans] == [
        (n + 1, (90, 100 + 20 * n), 200.0) for n in range(5)
    ]


def test_smaller_copies_in_a_tiff_are_no_pages():
    buffer = io.BytesIO()
    marks().save(buffer, "TIFF", save_all=True, append_images=[marks(30, 40)], tiffinfo={254: 1})
    assert len(read(buffer.getvalue())) == 1, "the second is a reduced copy; the first is a page whatever it says"


def test_a_moving_picture_gives_its_first():
    frames = [marks(), Image.new("L", (WIDTH, HEIGHT), 7)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert corners(one(data).picture)[0] == 0


@pytest.mark.parametrize(("dpi", "told"), [(300, 300), (72, 72), (200.4, 200.4), (1, None), (90_000, None)])
def test_the_resolution_is_told_where_it_can_be_true(dpi, told):
    got = one(encoded(marks(), "TIFF", dpi=(dpi, dpi))).dpi
    assert got == pytest.approx(told, abs=0.01) if told else got is None


def test_fax_pages_get_square_pixels():
    scan = one(encoded(marks(1728, 1100).convert("1"), "TIFF", compression="group4", dpi=(204, 98)))
    assert scan.picture.shape == (round(1100 * 204 / 98), 1728) and scan.dpi == 204


@pytest.mark.parametrize(
    ("width", "height", "dpi", "expected"),
    [
        (2480, 3508, (300, 300), (2480, 3508, 300)), (4960, 7016, (600, 600), (2480, 3508, 300)),
        (3307, 4677, (400, 400), (2480, 3508, 300)), (2976, 4209, (360, 360), (2976, 4209, 360)),
        (1240, 1754, (600, 600), (1240, 1754, 600)), (4000, 3000, None, (4000, 3000, None)),
        (2480, 1754, (600, 600), (2480, 1754, 600)), (9000, 12_000, (72, 72), None), (16_000, 12_000, None, None),
        (30_000, 40_000, (2400, 2400), None),
    ],
)  # fmt: skip
def test_sizes(width, height, dpi, expected):
    plan = sizing.plan(width, height, dpi)
    if expected is None:
        assert 17_900_000 < plan.width * plan.height < 18_100_000
        assert plan.width / plan.height == pytest.approx(width / height, rel=1e-3)
    else:
        assert (plan.width, plan.height) == expected[:2] and plan.dpi == pytest.approx(expected[2])


def test_a_picture_is_divided_before_it_is_whole():
    plan = sizing.plan(7016, 9921, (599.9988, 599.9988))
    assert plan.halves(7016, 9921) == 2, "a rounding of half a pixel does not make it be decoded whole"


MODES = ["1", "L", "RGB", "RGBA", "LA", "P"]


def many(mode):
    """A page of noise in a mode, of no round size."""
    chance = np.random.default_rng(3)
    noise = Image.fromarray(chance.integers(0, 256, (331, 217, 3), dtype=np.uint8))
    if mode in ("RGBA", "LA"):
        noise = noise.convert(mode[:-1])
        noise.putalpha(Image.fromarray(chance.integers(0, 256, (331, 217), dtype=np.uint8)))
    return noise.convert("P", palette=Image.Palette.ADAPTIVE) if mode == "P" else noise.convert(mode)


@pytest.mark.parametrize("mode", [*MODES, "I;16"])
@pytest.mark.parametrize("large", [False, True])
def test_a_png_in_bands_is_the_same_as_whole(mode, large, monkeypatch):
    image = DEEP if mode == "I;16" else many(mode)
    data = encoded(image, "PNG", dpi=(600, 600), optimize=mode == "P")
    whole = one(data)
    monkeypatch.setattr(images, "_LARGE", 0)
    if large:
        monkeypatch.setattr(sizing, "_LONG_SIDE", 10)
        whole = one(data)
        monkeypatch.setattr(images, "_LARGE", 1 << 40)
        whole, banded = one(data), whole
    else:
        banded = one(data)
    assert np.array_equal(whole.picture, banded.picture)


@pytest.mark.parametrize("colours", [2, 4, 16])
def test_few_colours_in_few_bits(colours, monkeypatch):
    data = encoded(coloured().quantize(colours), "PNG")
    whole = one(data).picture
    monkeypatch.setattr(images, "_LARGE", 0)
    assert png.streamable(data) and np.array_equal(one(data).picture, whole)


def test_a_transparent_colour_is_white_in_bands_too(monkeypatch):
    data = encoded(marks(), "PNG", transparency=0)
    assert corners(one(data).picture)[0] == 255
    monkeypatch.setattr(images, "_LARGE", 0)
    assert corners(one(data).picture)[0] == 255


@pytest.mark.parametrize(
    "told",
    [
        {"compression": "tiff_lzw"}, {"compression": "jpeg"}, {"compression": "tiff_adobe_deflate"}, {},
        {"compression": "packbits"}, {"compression": "group4"}, {"compression": "group3"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("rows", [1, 7, 64])
def test_a_tiff_in_bands_is_the_same_as_whole(told, rows, monkeypatch):
    jpeg, fax = told.get("compression") == "jpeg", "group" in told.get("compression", "")
    if jpeg and rows < 8:
        pytest.skip("a strip of a JPEG has at least eight rows")
    image = many("1" if fax else "RGB")
    data = encoded(image, "TIFF", dpi=(600, 600), tiffinfo={278: rows}, **told)
    whole = one(data).picture
    monkeypatch.setattr(images, "_LARGE_TIFF", 0)
    with Image.open(io.BytesIO(data)) as opened:
        assert strips.streamable(opened)
    assert np.abs(one(data).picture.astype(int) - whole).max() <= (3 if jpeg else 0)
    monkeypatch.setattr(sizing, "_LONG_SIDE", 10)
    assert one(data).picture.shape[:2] == (166, 109)


def test_many_bands_of_one_tiff_of_another_byte_order(monkeypatch):
    deep = np.random.default_rng(2).integers(0, 1 << 16, (90, 50), dtype=np.uint16)
    data = encoded(Image.fromarray(deep.astype(">u2")), "TIFF", tiffinfo={278: 8})
    assert data[:2] == b"MM"
    whole = one(data).picture
    monkeypatch.setattr(images, "_LARGE_TIFF", 0)
    assert np.array_equal(one(data).picture, whole)
