from pathlib import Path

import cv2
import pytest

from extract.model import Box
from ingest import engines
from ingest.engines import Region, models, tesseract
from ingest.errors import ModelMissing

PAGE = cv2.imread(str(Path(__file__).parent.parent / "reading" / "figures.png"), cv2.IMREAD_GRAYSCALE)
DATE, NOTHING = Box(0, 66, 200, 118), Box(500, 0, 520, 10)


def needs(name):
    lack = engines.engines()[name].missing()
    return pytest.mark.skipif(lack is not None, reason=f"{name}: {lack}")


@pytest.mark.parametrize("name", [pytest.param(name, marks=needs(name)) for name in ("tesserocr", "pytesseract")])
def test_figures_of_a_cell_are_read_with_their_place(name):
    engine = engines.door(name)
    read, none = engine.recognise(PAGE, [Region(DATE), Region(NOTHING)])
    assert "".join(word.raw for word in read) == "৩১/০৭/২৩" and none == []
    assert all(DATE.x0 <= word.box.x0 < word.box.x1 <= DATE.x1 + 8 for word in read)
    assert engine.name.startswith("tesseract ") and "ben" in engine.name


def test_without_a_bengali_model_the_engine_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(models, "folders", list)
    assert "No Tesseract model" in (tesseract.lack() or "")
    with pytest.raises(ModelMissing):
        tesseract.voter(lambda model, not_printed: lambda strip: [])


@pytest.mark.parametrize(
    ("kinds", "order"),
    [
        (["best_int", "fast"], ["fast", "best_int", "best_int"]),
        (["best_int"], ["best_int"] * 3),
        (["fast"], ["fast"] * 3),
        (["other"], ["other"] * 3),
    ],
)
def test_the_quick_model_reads_first_and_the_better_one_again(kinds, order, monkeypatch, tmp_path):
    held = [models.Model("ben", tmp_path, kind, kind) for kind in kinds]
    monkeypatch.setattr(models, "found", lambda language: held if language == "ben" else [])
    read = []

    def open_model(model, not_printed):
        return lambda strip: read.append(model.kind) or []

    tesseract.voter(open_model).read(PAGE, DATE, 30.0)
    assert read[:3] == order
