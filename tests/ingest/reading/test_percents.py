"""A per cent sign is told by its look where readers take its rings for zeros."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.model import Box, Word
from ingest.engines import Region
from ingest.engines.lines import binarise, lines
from ingest.reading import confidence, kin, percents, settling
from tests.ingest.reading.given import Given

PAGE = cv2.imread(str(Path(__file__).parent / "figures.png"), cv2.IMREAD_GRAYSCALE)
NINETY = PAGE[66:118, 255:345]  # ৯০%
SIGN = NINETY[:, 46:]
DIGITS = PAGE[10:62, :240]  # ০ to ৯
WORD = PAGE[66:118, 380:480]
HIGH = 24.0
CELL = Box(0, 0, 90, 52)


def seen(picture):
    (line,) = lines(binarise(picture), Box(0, 0, picture.shape[1], picture.shape[0]))
    return percents.sign(picture, line, HIGH)


def read(word, picture=NINETY, expects="number", digits=None):
    """`digits`: what the engine reads of these alone, and how surely."""

    def figure(_picture, line):
        assert line.x1 <= 46
        return [Word(digits[0], line, digits[1])] if digits else []

    (words,) = percents.settled(picture, binarise(picture), [Region(CELL, "cell", expects)], [[word]], HIGH, figure)
    return words[0]


def doubted(raw, other=None):
    return Word(raw, Box(5, 12, 80, 40), 0.5, other)


def test_a_sign_is_seen_behind_its_digits():
    found = seen(NINETY)
    assert found is not None and len(found.digits) == 2
    assert found.digits[-1].x1 <= found.box.x0 < found.box.x1 <= 80


def test_a_sign_is_seen_whose_stroke_is_too_faint_to_be_ink():
    _, labels, stats, _ = cv2.connectedComponentsWithStats(binarise(NINETY), connectivity=8)
    stroke = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_HEIGHT]))
    picture = np.where(stroke, 255 - (255 - NINETY) * 0.38, NINETY).astype(np.uint8)
    assert not (binarise(picture)[stroke] > 0).any() and seen(picture) is not None


@pytest.mark.parametrize("end", range(24, 241, 12))
def test_no_digits_look_so(end):
    assert seen(np.pad(DIGITS[:, :end], ((0, 0), (0, 20)), constant_values=255)) is None


def slender(side):
    """A sign of thin strokes whose rings lean, with a bow from the first to the top of its stroke."""
    drawn = np.zeros((16 * side, 16 * side), np.uint8)
    unit = 16 * side / 18
    for x, y in ((5, 6), (13, 12)):
        cv2.ellipse(drawn, (round(x * unit), round(y * unit)), (round(3.5 * unit), round(5 * unit)), 20, 0, 360, 255, 9)
    top = round(14 * unit), round(0.6 * unit)
    cv2.line(drawn, top, (round(4.5 * unit), round(17.2 * unit)), 255, 9)
    cv2.line(drawn, (round(6 * unit), round(1.4 * unit)), top, 255, 5)
    small = cv2.resize(drawn, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32)
    return small / small.max()


@pytest.mark.parametrize("side", [18, 24])
def test_neither_the_mirror_image_of_a_slender_sign_nor_one_ring_is_a_sign(side):
    dark = slender(side)
    assert percents.chance(dark, side) > 0.9
    assert percents.chance(dark[:, ::-1].copy(), side) < 0.1
    assert percents.chance(dark[:, : side // 2].copy(), side) < 0.1


def test_a_speck_far_behind_a_sign_is_none_of_it():
    dusty = np.pad(NINETY, ((0, 0), (0, 20)), constant_values=255)
    dusty[36:40, 94:98] = 0
    found = seen(dusty)
    assert found is not None and found.box == seen(NINETY).box


@pytest.mark.parametrize("raw", ["৯০০", "৯০০০", "৯০৫", "৯০", "৯০০%", "৯০ ০"])
def test_a_figure_in_doubt_ends_in_the_sign_that_its_picture_shows_and_stays_in_doubt(raw):
    word = read(doubted(raw))
    assert word.raw == "৯০%" and word.confidence < confidence.SURE


@pytest.mark.parametrize(
    ("raw", "digits", "sure"),
    [
        ("৯০", ("৯০", 0.999), True),
        ("৯০০%", ("৯০", 0.999), True),
        ("৯০%", ("৯০", 0.999), True),
        ("৯০", ("৯০", 0.95), False),
    ],
)
def test_a_figure_is_as_sure_as_its_digits_which_are_read_without_its_sign(raw, digits, sure):
    word = read(doubted(raw), digits=digits)
    assert word.raw == "৯০%" and (word.confidence >= confidence.SURE) is sure


@pytest.mark.parametrize("digits", [("৯৯০", 0.999), ("৯", 0.999)])
def test_more_digits_or_fewer_than_pieces_of_ink_are_in_doubt(digits):
    word = read(doubted("৯০"), digits=digits)
    assert word.raw == f"{digits[0]}%" and word.confidence < confidence.SURE


def test_a_sign_that_is_not_plain_leaves_a_figure_in_doubt(monkeypatch):
    monkeypatch.setattr(percents, "chance", lambda *_: 0.7)
    word = read(doubted("৯০"), digits=("৯০", 0.999))
    assert word.raw == "৯০%" and word.confidence < confidence.SURE


@pytest.mark.parametrize("raw", ["৯০৭", "৯৯৯০", "৯", "৯০.", "জন"])
def test_what_no_sign_can_have_been_taken_for_stays(raw):
    assert read(doubted(raw)) == doubted(raw)


def test_a_figure_that_is_sure_stays():
    sure = Word("৯০০", CELL, 0.99)
    assert read(sure) == sure


def test_one_that_two_readings_agree_on_but_not_its_picture_is_in_doubt():
    mended = read(Word("৯০০", CELL, 0.95))
    assert mended.raw == "৯০%" and mended.confidence < confidence.SURE


def test_a_sure_figure_with_a_digit_more_than_its_picture_is_in_doubt():
    mended = read(Word("৯০০%", CELL, 0.99))
    assert mended.raw == "৯০%" and mended.confidence < 0.9
    right = Word("৯০%", CELL, 0.99)
    assert read(right) == right


def test_dates_stay():
    assert read(doubted("৯০০"), expects="date") == doubted("৯০০")


def test_two_digits_that_touch_are_not_counted_as_one():
    touching = NINETY.copy()
    touching[26:30, 8:44] = 0
    assert read(doubted("৯০%"), touching) == doubted("৯০%")


def test_a_digit_that_wear_has_parted_is_one():
    parted = NINETY.copy()
    parted[27:29, :27] = 255
    assert read(doubted("৯০০"), parted).raw == "৯০%"


def test_another_reading_that_differs_in_the_sign_alone_is_none():
    assert read(doubted("৯০%", "৯০০%")) == doubted("৯০%")
    assert read(doubted("৯০%", "৫০%")) == doubted("৯০%", "৫০%")


def test_points_between_digits_are_kept():
    assert percents.signed("১৭.৫০", 3) == "১৭.৫%"


@pytest.mark.parametrize(("sure", "proven"), [(0.999, True), (0.5, False)])
def test_only_a_figure_like_it_makes_a_mended_one_sure(sure, proven):
    told = [*[("৯০%", sure)] * 3, ("৯০০", 0.4), ("ক্রম", 0.999)]
    picture = np.full((52 * len(told), 110), 255, np.uint8)
    for n in range(len(told)):
        shown = NINETY if n < 4 else WORD
        picture[52 * n : 52 * n + 52, 5 : 5 + shown.shape[1]] = shown
    boxes = [Box(0, 52 * n, 110, 52 * n + 52) for n in range(len(told))]
    regions = [Region(box, "cell", "percent" if n < 4 else None) for n, box in enumerate(boxes)]
    engine = Given(told, lambda box: Box(5, box.y0 + 14, 80, box.y0 + 38))
    found = settling.settled(engine, picture, binarise(picture), regions, engine.recognise(picture, regions))
    assert found[3][0].raw == "৯০%" and (found[3][0].confidence >= confidence.SURE) is proven


@pytest.mark.parametrize(("signed", "proven"), [(True, True), (False, False)])
def test_a_worn_sign_is_proven_by_its_shape_and_a_likeness_that_would_not_do_for_digits(signed, proven):
    looks = np.array([[1.0, 0.0], [0.9, np.sqrt(1 - 0.9**2)]], np.float32)
    size = np.array([[1.1, 1.1]], np.float32)
    figures = [kin.Figure("%", looks[:1], size, True), kin.Figure("%", looks[1:], size, False, signed=signed)]
    assert kin.Kin(figures).proves(1) is proven


@pytest.mark.parametrize(("plain", "proven"), [(True, True), (False, False)])
def test_plain_signs_that_were_never_surely_read_prove_one_another(plain, proven):
    looks, size = np.array([[1.0, 0.0]], np.float32), np.array([[1.1, 1.1]], np.float32)
    signs = [kin.Figure("%", looks, size, False, signed=True, plain=plain)] * 3
    assert kin.Kin(signs).proves(2) is proven
    assert not kin.Kin(signs[:2]).proves(1)
