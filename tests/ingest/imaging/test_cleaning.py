"""Clean: paper white, specks gone, thin marks kept, stamps faded; strange pictures end in peace."""

import cv2
import numpy as np
import pytest

from extract.model import Box
from ingest.imaging import prepare
from ingest.imaging.binarisation import without_specks
from tests.ingest.imaging.sheets import INK, filled_table, prose, scanned, sheet, sloped

pytestmark = pytest.mark.usefixtures("as_it_lies")


def test_uneven_light_and_grey_paper_become_white():
    page = prose(sheet())
    shade = np.linspace(0.45, 0.9, page.shape[1])[None] * np.ones((page.shape[0], 1))
    prepared = prepare(scanned((page * shade).astype(np.uint8)), 150)
    assert np.median(prepared.grey) > 245
    left, right = (prepared.ink[:, half].mean() for half in (slice(110, 500), slice(700, 1090)))
    assert left == pytest.approx(right, rel=0.25)


def test_specks_go_and_dots_of_print_stay():
    ink = np.zeros((600, 600), np.uint8)
    cv2.putText(ink, "3.5", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 2, 255, 5)
    cv2.circle(ink, (130, 320), 2, 255, -1)  # a nukta under a letter, 5 pixels at 300 dpi
    ink[450:452, 450:452] = 255  # a grain
    cv2.circle(ink, (500, 100), 2, 255, -1)  # as large as a dot, far from all print
    cv2.line(ink, (300, 520), (316, 520), 255, 3)  # a dash alone in its cell
    boxes = without_specks(ink, 300)
    assert ink[320, 130]
    assert ink[520, 308]
    assert not ink[451, 451]
    assert not ink[100, 500]
    assert len(boxes) == 5


def test_a_hyphen_alone_in_its_cell_is_no_speck_and_dust_as_wide_is():
    ink = np.zeros((300, 300), np.uint8)
    ink[100:102, 100:105] = 255  # 8 points at 200 dpi, as photocopies leave it
    ink[150:151, 100:104] = 255  # worn to a single row
    ink[200:204, 200:204] = 255
    ink[250:251, 200:203] = 255
    boxes = without_specks(ink, 200)
    assert ink[101, 102]
    assert not ink[202, 202]
    assert sorted(boxes.tolist()) == [[100, 100, 5, 2], [100, 150, 4, 1]]


def test_nothing_is_left_out_of_clean_ink():
    ink = np.zeros((300, 300), np.uint8)
    cv2.putText(ink, "8", (100, 200), cv2.FONT_HERSHEY_SIMPLEX, 2, 255, 5)
    before = ink.copy()
    boxes = without_specks(ink, 300)
    assert (ink == before).all()
    assert len(boxes) == 1


def ring(page, centre=(700, 800), colour=(190, 40, 60)):
    layer = np.full(page.shape, 255, np.uint8)
    cv2.circle(layer, centre, 110, colour, 5)
    cv2.circle(layer, centre, 80, colour, 3)
    return (page.astype(int) * layer // 255).astype(np.uint8)


@pytest.mark.parametrize("colour", [(190, 40, 60), (50, 60, 170), (120, 40, 140)])
def test_a_coloured_stamp_is_faded_and_print_under_it_stays(colour):
    page = cv2.cvtColor(prose(sheet()), cv2.COLOR_GRAY2RGB)
    clean = prepare(page, 150)
    prepared = prepare(ring(page, colour=colour), 150)
    assert [mark.kind for mark in prepared.marks] == ["stamp"]
    assert prepared.marks[0].box.x0 == pytest.approx(590, abs=12)
    assert prepared.ink.mean() == pytest.approx(clean.ink.mean(), rel=0.03)


def test_coloured_print_is_no_stamp():
    grey = prose(sheet())
    page = np.dstack([grey, grey, np.maximum(grey, 200)])  # blue print
    prepared = prepare(page, 150)
    assert prepared.marks == ()
    assert prepared.ink.any()


def test_a_photograph_is_a_picture_and_the_page_is_not_blank():
    page, rng = prose(sheet(), bottom=900), np.random.default_rng(3)
    page[1100:1500, 300:800] = (
        np.clip(cv2.resize(rng.random((9, 11)), (500, 400), interpolation=cv2.INTER_CUBIC), 0, 1) * 220
    )
    prepared = prepare(scanned(page), 150)
    assert [mark.kind for mark in prepared.marks] == ["picture"]
    assert not prepared.blank


def test_a_signature_is_handwriting():
    page = prose(sheet(), bottom=1000)
    t = np.linspace(0, 6 * np.pi, 200)
    stroke = np.stack([500 + 14 * t, 1300 + 35 * np.sin(t) + 10 * np.cos(2.1 * t)], axis=1).astype(np.int32)
    cv2.polylines(page, [stroke], False, INK, 2)
    marks = prepare(scanned(page), 150).marks
    assert [mark.kind for mark in marks] == ["handwriting"]
    assert marks[0].box.y0 > 1200


def test_borders_and_punch_holes_leave_no_ink():
    page = sloped(prose(sheet(), left=200, right=1060), 0.8, paper=5)
    page[:40] = 5
    page[:, -45:] = 5
    for y in (500, 1250):
        cv2.circle(page, (90, y), 19, 20, -1)
    prepared = prepare(scanned(page), 150)
    assert not prepared.ink[:, :150].any()
    assert not prepared.ink[:90].any()
    assert not prepared.rulings


@pytest.mark.parametrize("paper", [255, 235, 180])
def test_an_empty_page_is_blank(paper):
    prepared = prepare(scanned(sheet(paper=paper)), 150)
    assert prepared.blank
    assert prepared.rulings == ()


def test_the_back_of_a_printed_page_is_blank():
    back = cv2.flip(filled_table(sheet(), [150, 420, 800, 1100], [300, 400, 500]), 1)
    faint = 255 - (255 - cv2.GaussianBlur(back, (0, 0), 1.5).astype(int)) // 6
    assert prepare(scanned(faint.astype(np.uint8)), 150).blank


def test_one_digit_is_not_blank():
    page = sheet()
    cv2.putText(page, "7", (600, 800), cv2.FONT_HERSHEY_SIMPLEX, 0.8, INK, 2)
    assert not prepare(scanned(page), 150).blank


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (23, 23), (24, 24), (25, 1500), (1500, 25), (200, 200)])
@pytest.mark.parametrize("kind", ["black", "white", "noise", "colour noise"])
def test_any_picture_ends_in_peace(size, kind):
    rng = np.random.default_rng(1)
    picture = {
        "black": np.zeros(size, np.uint8),
        "white": np.full(size, 255, np.uint8),
        "noise": rng.integers(0, 256, size, np.uint8),
        "colour noise": rng.integers(0, 256, (*size, 3), np.uint8),
    }[kind]
    prepared = prepare(picture, None)
    assert prepared.grey.shape == prepared.ink.shape
    assert prepared.grey.dtype == prepared.ink.dtype == np.uint8
    assert prepared.blank or kind != "white"


def test_the_given_picture_is_left_as_it_is():
    page = cv2.cvtColor(filled_table(sheet(), [150, 420, 800], [300, 400, 500]), cv2.COLOR_GRAY2RGB)
    before = page.copy()
    prepare(page, 150)
    assert (page == before).all()


def test_boxes_are_given_in_the_picture_too():
    prepared = prepare(sloped(prose(sheet()), 1.0), 150)
    box = prepared.in_picture(Box(110, 118, 200, 140))
    assert (box.x1 - box.x0, box.y1 - box.y0) == pytest.approx((90, 22), abs=3)
