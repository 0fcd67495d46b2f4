"""Upright and level: pages turned and sloped by known amounts."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, features

from extract.model import Box
from ingest.imaging import prepare
from ingest.imaging.draft import draft, draft_ink
from ingest.imaging.edges import outside
from ingest.imaging.orientation import turned_back
from ingest.imaging.skew import slope
from tests.ingest.imaging.sheets import INK, filled_table, prose, scanned, sheet, sloped

FONTS = sorted(
    file
    for folder in ("/usr/share/fonts", "/usr/local/share/fonts")
    for file in Path(folder).rglob("*.ttf")
    if file.stem in {"NotoSansBengali-Regular", "Lohit-Bengali", "Mukti"}
)
needs_font = pytest.mark.skipif(
    not FONTS or not features.check("raqm"), reason="no Bengali font is installed (fonts-noto-core, fonts-beng-extra)"
)
TEXT = "জেলা কার্যালয়ের বার্ষিক কর্মসম্পাদন চুক্তির অগ্রগতি প্রতিবেদন এবং সেবা প্রদান প্রতিশ্রুতি"
DIGITS = "৪৫ ১২৩ ৯০ ৭৮ ৩৬ ২৫৯ ৮৪ ৬১ ৫৭ ৩২ ১৯"
TURNS = {0: None, 90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def typeset(text, lines=24):
    image = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype(str(FONTS[0]), 26)
    for line in range(lines):
        ImageDraw.Draw(image).text((120, 120 + 60 * line), text, font=font, fill=20)
    return np.array(image)


@needs_font
@pytest.mark.parametrize("text", [TEXT, DIGITS])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_turned_back(turned, text):
    page = scanned(typeset(text))
    turned_page = page if turned == 0 else cv2.rotate(page, TURNS[turned])
    prepared = prepare(turned_page, 150)
    assert prepared.rotation == turned
    assert prepared.grey.shape == page.shape


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turning_back_undoes_the_turn(turned):
    page = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert (turned_back(page if turned == 0 else cv2.rotate(page, TURNS[turned]), turned) == page).all()


def measured(page):
    copy, _ = draft(page)
    return slope(draft_ink(copy, outside(copy)))


@pytest.mark.parametrize("degrees", [0.0, 0.31, -0.74, 1.9, -3.3, 4.9])
def test_the_slope_of_prose_is_found(degrees):
    assert measured(scanned(sloped(prose(sheet()), degrees))) == pytest.approx(degrees, abs=0.05)


@pytest.mark.parametrize("degrees", [0.0, 0.27, -0.66, 2.0, -4.7])
def test_the_slope_of_a_table_is_found(degrees):
    page = filled_table(sheet(), list(range(100, 1150, 130)), list(range(150, 1600, 60)))
    assert measured(scanned(sloped(page, degrees))) == pytest.approx(degrees, abs=0.03)


def test_a_scanner_border_does_not_set_the_slope():
    page = sloped(prose(sheet(), left=200, right=1060), 1.4, paper=5)
    page[:60] = page[-50:] = 5
    page[:, :70] = 5
    assert measured(scanned(page)) == pytest.approx(1.4, abs=0.05)


def test_empty_paper_has_no_slope():
    assert measured(sheet()) == 0


@pytest.mark.usefixtures("as_it_lies")
@pytest.mark.parametrize("said", [300.0, None, 1.0, 96_000.0, float("nan")])
def test_resolution_is_estimated_where_the_file_does_not_tell_it(said):
    page = cv2.resize(scanned(prose(sheet())), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    prepared = prepare(page, said)
    assert prepared.dpi == pytest.approx(300, rel=0.02)
    assert prepared.scale == 1


@pytest.mark.usefixtures("as_it_lies")
def test_specks_and_shreds_do_not_overrule_a_file_that_tells_a_usual_paper():
    # a bad scan in small print has more specks and shreds of rulings than words: it was taken for 79 dpi
    page, rng = cv2.resize(sheet(), (1654, 2339)), np.random.default_rng(3)
    for x, y in rng.integers(40, 1600, (400, 2)):
        cv2.line(page, (int(x), int(y)), (int(x) + 9, int(y)), INK, 7)
    assert prepare(scanned(page), 200).dpi == 200
    assert prepare(scanned(page[:1900]), 200).dpi != 200


@needs_font
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_fine_scan_is_reduced_and_points_find_their_way(turned):
    page = cv2.resize(typeset(TEXT), None, fx=4, fy=4, interpolation=cv2.INTER_LINEAR)
    picture = page if turned == 0 else cv2.rotate(page, TURNS[turned])
    prepared = prepare(picture, 600)
    height, width = prepared.grey.shape
    assert prepared.scale == pytest.approx(0.5)
    assert (height, width) == (3508, 2480)
    upper_left = {0: (0, 0), 90: (7015, 0), 180: (4959, 7015), 270: (0, 4959)}[turned]
    assert (prepared.transform @ [*upper_left, 1])[:2] == pytest.approx([0, 0], abs=12)
    box = prepared.in_picture(Box(100, 200, 300, 240))
    across = (400, 80) if turned in (0, 180) else (80, 400)
    assert (box.x1 - box.x0, box.y1 - box.y0) == pytest.approx(across, abs=6)
