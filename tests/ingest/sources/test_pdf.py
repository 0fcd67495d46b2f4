"""Pages of a PDF: a scan pixel for pixel, upright; anything else drawn at the resolution that it needs."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from ingest.errors import TooLarge
from ingest.sources import Limits
from ingest.sources import pdf as family
from tests.ingest.sources.scans import (
    coloured,
    corners,
    draw,
    image_object,
    marks,
    page_objects,
    pdf,
    read,
    scanned,
    stream,
)  # fmt: skip

TEXT = b"BT /F 12 Tf 72 700 Td (12 34) Tj ET "
HIDDEN = b"BT 3 Tr /F 12 Tf 72 700 Td (12 34) Tj ET "


def noise(width, height, mode="L"):
    picture = np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(picture).convert(mode)


def one(data):
    """The only page of a PDF, drawn."""
    (scan,) = (page.canvas.scan(page.number) if page.canvas else page for page in family.pages(data, Limits()))
    assert scan.error is None and scan.picture.flags.c_contiguous
    return scan


SIZES = [(413, 585, 60), (827, 1169, 100), (829, 1170, 101.3), (350, 495, 300)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
@pytest.mark.parametrize(("width", "height", "dpi"), SIZES)
def test_a_scanned_page_comes_pixel_for_pixel(turn, mode, width, height, dpi):
    image = noise(width, height, mode)
    scan = one(scanned(image, dpi, words=b"/Rotate %d" % turn))
    assert np.array_equal(
        scan.picture, np.rot90(np.asarray(image.convert("RGB" if mode == "RGB" else "L")), -turn // 90)
    )
    assert scan.dpi == pytest.approx(dpi, rel=0.01)


@pytest.mark.parametrize(
    ("matrix", "turned"),
    [
        (b"200 0 0 300 0 0", 0), (b"0 200 -300 0 300 0", 1), (b"-200 0 0 -300 200 300", 2), (b"0 -200 300 0 0 200", 3),
    ],
)  # fmt: skip
def test_an_image_laid_turned_on_the_page_stands_as_it_is_shown(matrix, turned):
    image = noise(200, 300)
    size = "0 0 200 300" if turned % 2 == 0 else "0 0 300 200"
    scan = one(pdf(page_objects(b"q %s cm /X5 Do Q" % matrix, image_object(image), size=size)))
    assert np.array_equal(scan.picture, np.rot90(np.asarray(image), turned))


def test_a_mirrored_image_is_shown_mirrored():
    image = noise(200, 300)
    scan = one(pdf(page_objects(b"q -200 0 0 300 200 0 cm /X5 Do Q", image_object(image), size="0 0 200 300")))
    assert np.array_equal(scan.picture, np.fliplr(np.asarray(image)))


def test_an_image_with_margins_comes_without_them():
    image = noise(400, 500)
    scan = one(pdf(page_objects(draw(400, 500, 97, 171), image_object(image))))
    assert np.array_equal(scan.picture, np.asarray(image)) and scan.dpi == pytest.approx(72)


def test_the_part_of_the_page_that_is_shown_counts():
    image = noise(400, 500)
    data = pdf(page_objects(draw(400, 500, 100, 100), image_object(image), words=b"/CropBox[50 60 550 700]"))
    assert np.array_equal(one(data).picture, np.asarray(image))


def test_of_an_image_larger_than_the_page_only_the_shown_part_comes():
    data = pdf(page_objects(draw(400, 500, -200, 0), image_object(noise(400, 500)), size="0 0 200 500"))
    assert one(data).picture.shape == (500, 200)


def test_a_hidden_text_layer_and_a_white_ground_change_nothing():
    image = noise(595, 842)
    for words in (HIDDEN, b"1 1 1 rg 0 0 595 842 re f "):
        scan = one(pdf(page_objects(words + draw(595, 842) + HIDDEN, image_object(image))))
        assert np.array_equal(scan.picture, np.asarray(image))


def test_an_image_in_a_form_comes_pixel_for_pixel():
    image = noise(300, 400)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[2 0 0 2 0 0]/Resources<</XObject<</I 6 0 R>>>>"
    data = pdf(
        page_objects(b"q 150 0 0 200 0 0 cm /X5 Do Q", stream(form, b"/I Do"), image_object(image), size="0 0 300 400")
    )
    assert np.array_equal(one(data).picture, np.asarray(image))


def test_text_and_lines_are_drawn_at_300_dpi():
    scan = one(pdf(page_objects(TEXT)))
    assert scan.picture.shape == (3509, 2480) and scan.dpi == pytest.approx(300, abs=0.2)
    assert scan.picture.min() == 0 and scan.picture.ndim == 2


def test_text_over_a_scan_is_drawn_with_it():
    scan = one(pdf(page_objects(draw(595, 842) + TEXT, image_object(noise(595, 842)))))
    assert scan.picture.shape == (3509, 2480)


def test_strips_come_together_at_their_resolution():
    image = marks(600, 800)
    strips = [image_object(image.crop((0, top, 600, top + 200))) for top in range(0, 800, 200)]
    words = b"".join(draw(288, 96, 0, 288 - 96 * n, 5 + n) for n in range(4))
    scan = one(pdf(page_objects(words, *strips, size="0 0 288 384")))
    assert scan.picture.shape == (800, 600) and scan.dpi == pytest.approx(150)
    assert np.abs(scan.picture.astype(int) - np.asarray(image)).mean() < 2


@pytest.mark.parametrize(("dpi", "expected"), [(600, 300), (400, 300), (350, 350)])
def test_finer_than_needed_is_reduced(dpi, expected):
    side = dpi * 12
    image = Image.new("L", (side, side), 200)
    image.paste(0, (0, 0, side // 2, side // 2))
    scan = one(scanned(image, dpi))
    assert scan.picture.shape == (expected * 12, expected * 12) and scan.dpi == pytest.approx(expected, rel=0.01)
    assert corners(scan.picture) == [0, 200, 200, 200]


def test_colour_is_kept_and_grey_in_three_channels_is_not():
    assert one(scanned(coloured(), 72)).picture.shape == (160, 120, 3)
    assert one(scanned(marks().convert("RGB"), 72)).picture.shape == (160, 120)


def test_a_jpeg_stays_what_it_is():
    assert np.abs(np.array(corners(one(scanned(marks(), 72, jpeg=True)).picture)) - [0, 128, 60, 255]).max() <= 3


def test_a_mask_is_heeded():
    mask = image_object(Image.fromarray(np.repeat(np.array([[0], [255]], np.uint8), 80, axis=0).repeat(120, axis=1)))
    data = pdf(page_objects(draw(120, 160), image_object(marks(), b"/SMask 6 0 R"), mask, size="0 0 120 160"))
    assert corners(one(data).picture) == [255, 255, 60, 255], "what the mask covers is paper"


def test_a_stencil_is_drawn_in_its_colour():
    bits = np.packbits(np.asarray(marks()) > 200, axis=1).tobytes()
    stencil = stream(
        b"/Subtype/Image/ImageMask true/Width 120/Height 160/BitsPerComponent 1/Filter/FlateDecode", zlib.compress(bits)
    )
    data = pdf(page_objects(b"1 0 0 rg " + draw(120, 160), stencil, size="0 0 120 160"))
    picture = one(data).picture
    assert picture.ndim == 3 and tuple(picture[0, 0]) == (255, 0, 0) and tuple(picture[-1, -1]) == (255, 255, 255)


def test_stamps_that_are_annotations_are_drawn():
    stamp = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]", b"0 0 1 rg 0 0 100 100 re f")
    note = b"/Annots[<</Type/Annot/Subtype/Stamp/Rect[10 10 110 110]/F 4/AP<</N 6 0 R>>>>]"
    data = pdf(page_objects(draw(595, 842), image_object(marks()), stamp, words=note))
    assert tuple(one(data).picture[-150, 150]) == (0, 0, 255)


def test_filled_fields_of_a_form_are_drawn():
    look = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]", b"0 0 1 rg 0 0 100 100 re f")
    objects = page_objects(
        b"",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(1)/Rect[10 10 110 110]/F 4/AP<</N 6 0 R>>/P 3 0 R>>",
        look,
        words=b"/Annots[5 0 R]",
    )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>"
    assert tuple(one(pdf(objects)).picture[-250, 250]) == (0, 0, 255)


def test_a_blank_page_is_a_small_white_picture():
    scan = one(pdf(page_objects(b"")))
    assert scan.picture.shape == (1170, 827) and scan.picture.min() == 255


def test_pages_come_in_order_and_each_has_its_number():
    objects = page_objects(b"", count=7)
    objects[2] = objects[2].replace(b"595 842", b"300 300")
    scans = read(pdf(objects))
    assert [scan.number for scan in scans] == [1, 2, 3, 4, 5, 6, 7]
    assert scans[0].picture.shape == (417, 417) and scans[6].picture.shape == (1170, 827)


def test_pages_that_are_left_out_are_not_drawn():
    cause = TooLarge("Left out.")
    scans = read(scanned(marks(), count=3), Limits(leave={2: cause}))
    assert [(scan.number, scan.error) for scan in scans] == [(1, None), (2, cause), (3, None)]


def test_more_pages_than_the_limit_are_told_after_those_before():
    found = family.pages(scanned(marks(), count=3), Limits(max_pages=2))
    assert [next(found).number, next(found).number] == [1, 2]
    with pytest.raises(TooLarge, match="more than 2 pages"):
        next(found)


def test_what_pdfium_itself_writes_is_read():
    document = pdfium.PdfDocument.new()
    image = pdfium.PdfImage.new(document)
    buffer = io.BytesIO()
    marks().save(buffer, "JPEG", quality=95)
    image.load_jpeg(buffer)
    image.set_matrix(pdfium.PdfMatrix().scale(120, 160))
    page = document.new_page(120, 160)
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    assert np.abs(np.array(corners(one(out.getvalue()).picture)) - [0, 128, 60, 255]).max() <= 3
