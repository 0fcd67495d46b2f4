"""Pages of PDFs end to end: by their layer alone, by both layer and pixels, by pixels alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest

import extract
from extract.model import Box, Grid, Word
from ingest import engines, reading
from ingest.layer.layers import Layers
from ingest.sources import Limits, pdf
from tests.ingest.layer.pdfs import actual, grid, made, text

SHARED = Path(__file__).resolve().parents[4] / "shared" / "pdf"
DIGITS = dict(zip("0123456789", "০১২৩৪৫৬৭৮৯", strict=True))
SOUND = {"a": "ি", "b": "ব", "c": "র", "d": "ণ", "e": "ক", "m": "ম", "n": "ন", "u": "া", **DIGITS}
XS, YS = (20, 120, 200, 280), (40, 80, 120, 160)


class Engine:
    """Reads the texts that it was told, region by region."""

    name = "stand-in 1"

    def __init__(self, reads):
        self.reads, self.asked = reads, []

    def recognise(self, picture, regions):
        self.asked += regions
        told = [self.reads[k % len(self.reads)] for k in range(len(regions))]
        return [[Word(text, inked(picture, region.box), 0.9)] for text, region in zip(told, regions, strict=True)]


def inked(picture, box):
    """The box of the ink in a part of a picture."""
    x, y = round(box.x0), round(box.y0)
    down, across = np.nonzero(picture[y : round(box.y1), x : round(box.x1)] < 128)
    return Box(x + across.min(), y + down.min(), x + across.max() + 1, y + down.max() + 1)


@pytest.fixture
def engine(monkeypatch):
    def ready(*reads):
        found = Engine(reads)
        monkeypatch.setattr(engines, "door", lambda _=None: found)
        return found

    return ready


def pages(data):
    return list(reading.pages(pdf.pages(data, Limits())))


def rows(page):
    (table,) = [block for block in page.blocks if isinstance(block, Grid)]
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    return [[cells[r, c] for c in range(table.n_cols)] for r in range(table.n_rows)]


def raws(page):
    return [[cell.raw for cell in row] for row in rows(page)]


def table(font="F", last="5"):
    """Three rows, the first one named by an ActualText."""
    head = actual("বিবরণ", text(30, 140, "abbcd")) + text(130, 140, "mun") + text(210, 140, "mun")
    body = text(30, 100, "ec") + text(130, 100, "12", font) + text(30, 60, "ed") + text(210, 60, last, font)
    return grid(XS, YS) + head + body


def test_a_page_that_can_be_trusted_is_not_drawn(engine, monkeypatch):
    asked = engine("x").asked
    monkeypatch.setattr("ingest.sources.raster.documents.Document.scan", None)
    (page,) = pages(made(table(), fonts={"F": ("Nikosh", SOUND)}))
    assert raws(page) == [["বিবরণ", "মান", "মান"], ["কর", "১২", ""], ["কণ", "", "৫"]]
    assert (page.route, page.engine, page.width, page.height) == ("text_layer", "text layer", 300, 200)
    blank = rows(page)[1][2]
    assert (blank.ink, blank.confidence, blank.engine) == (False, 1.0, "text layer") and not asked


def test_bijoy_is_decoded_and_its_codes_are_kept(engine):
    engine("x")
    words = [("Kvh©µg", 30, 100), ("gvb", 130, 100), ("Kg©m¤úv`b", 30, 140), ("cÖwZ‡e`b", 130, 140), ("12", 210, 100)]
    shown = "".join(text(x, y, word.encode("cp1252").decode("latin-1"), size=8) for word, x, y in words)
    (page,) = pages(made(grid(XS, YS[1:]) + shown, fonts={"F": ("SutonnyMJ", None)}))
    assert raws(page) == [["কর্মসম্পাদন", "প্রতিবেদন", ""], ["কার্যক্রম", "মান", "১২"]]
    cell = rows(page)[0][0]
    assert (cell.stored.text, cell.engine) == ("Kg©m¤úv`b", "text layer bijoy")


@pytest.fixture
def mixed(engine):
    """A page whose figures are in a font of which not all is known, and what was asked of the engine."""

    def read(figures):
        asked = engine("12", "5", "ZZ ZZ ZZ").asked
        fonts = {"F": ("Nikosh", SOUND), "B": ("Broken", {**figures, "Z": "\ue000"})}
        broken = "".join(text(130 + 30 * k, 10, "ZZ", "B") for k in range(3))
        (page,) = pages(made(table("B") + broken, fonts=fonts))
        return page, asked

    return read


LATIN = {digit: digit for digit in DIGITS}


def test_cells_of_a_broken_font_are_read_from_pixels_on_the_page_s_own_lines(mixed):
    page, asked = mixed(LATIN)
    assert page.route == "mixed"
    assert raws(page) == [["বিবরণ", "মান", "মান"], ["কর", "12", ""], ["কণ", "", "5"]]
    assert [cell.engine for cell in rows(page)[1][:2]] == ["text layer", "stand-in 1"]
    box, points = asked[0].box, 300 / page.width
    assert [round(v * points) for v in (box.x0, box.y0, box.x1, box.y1)] == [120, 80, 200, 120]
    assert [issue.code for issue in page.issues] == ["TEXT_LAYER_BROKEN"] and "Broken" in page.issues[0].message_en


def test_a_figure_on_which_layer_and_picture_agree_is_sure(mixed):
    page, _ = mixed(LATIN)
    assert rows(page)[1][1].confidence >= 0.9 and rows(page)[1][1].other is None


def test_a_figure_on_which_they_differ_is_in_doubt(mixed):
    """The font's ToUnicode says 8 where the page shows 5."""
    page, _ = mixed(LATIN | {"5": "8"})
    cell = rows(page)[2][2]
    assert (cell.raw, cell.other) == ("5", "8") and cell.confidence < 0.9
    found = extract.document("0" * 16, [page])
    assert [issue.suggestion for issue in found.issues if issue.code == "ENGINE_DISAGREEMENT"] == ["8"]


def test_a_hidden_layer_over_a_scan_is_not_believed(engine):
    engine("x")
    (page,) = pages(made("0 0 300 200 re f\n" + text(30, 100, "12", more="3 Tr"), fonts={"F": ("Nikosh", SOUND)}))
    assert page.route == "ocr"


def test_a_damaged_layer_leaves_the_picture(engine, monkeypatch):
    engine("১২")
    monkeypatch.setattr(Layers, "page", lambda *_: 1 / 0)
    (page,) = pages(made(table(), fonts={"F": ("Nikosh", SOUND)}))
    assert page.route == "ocr"


def shared(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path.read_bytes()


@pytest.mark.parametrize("name", ["family-planning-googledocs.pdf", "freedom-fight-canva.pdf"])
def test_public_files_with_actual_text_are_read_by_it(name, engine):
    asked = engine("x").asked
    found = pages(shared(name))
    assert {page.route for page in found} == {"text_layer"} and not asked
    words = [
        word for page in found for block in page.blocks if not isinstance(block, Grid) for word in block.raw.split()
    ]
    spoilt = [
        word for word in words if unicodedata.category(word[0]) in ("Mn", "Mc") or "\N{REPLACEMENT CHARACTER}" in word
    ]
    assert len(words) > 100 and len(spoilt) <= 0.01 * len(words)


@pytest.mark.parametrize(
    "name",
    [
        "udhr_Beng.BEN_Mono_8.pdf",
        "udhr_Beng.BEN_Sans_12.pdf",
        "udhr_Beng.BEN_Serif_12.pdf",
        "visual-order-one-line.pdf",
    ],
)
def test_public_files_with_a_wrong_layer_are_not_believed(name):
    layers = Layers(shared(name))
    assert not any(layers.page(number).whole for number in range(1, min(len(layers), 3) + 1))
