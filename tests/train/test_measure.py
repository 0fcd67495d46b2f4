"""What measures of the recogniser say of readings; needs the extra [train]."""

import numpy as np
import pytest

pytest.importorskip("torch")

from ingest.engines.recogniser.crop import HEIGHT
from train import measure, measured, packaging
from train.lines import Line
from train.measure import KNOWN, Score


def line(text):
    return Line(np.zeros((HEIGHT, 64), np.uint8), text, "Mina", "office")


def test_rates_count_characters_and_lines():
    cer, exact = measure.rates([line("কখগঘ"), line("১২")], ["কখগ", "১২"])
    assert (cer, exact) == (pytest.approx(1 / 6), 0.5)


def test_words_are_counted_once_each_wherever_they_stand():
    _, exact = measure.rates([line("to be or not to be")], ["be or to be no"], by_word=True)
    assert exact == pytest.approx(4 / 6)


def test_spellings_that_are_canonically_one_are_no_error():
    assert measure.rates([line("য়")], ["\u09df"]) == (0.0, 1.0)


def test_an_empty_picture_is_read_as_nothing():
    class Blank:
        def chances(self, lines):
            return [np.eye(1, 172, 0, np.float32).repeat(4, 0) for _ in lines]

    found = list(packaging.read(Blank(), [line("ক"), line("খ")]))
    assert [(want.text, read.tokens) for want, read in found] == [("ক", []), ("খ", [])]


def test_the_page_has_the_median_and_the_worst_of_unseen_families():
    cells = [("text", q) for q in ("clean", "office", "poor")] + [("bare", q) for q in ("clean", "office", "poor")]
    scores = [
        Score("Protibedon", family, kind, quality, cer, 1 - cer, 0.001)
        for family, cer in ((KNOWN, 0.5), ("Mina", 0.01), ("Ani", 0.02), ("Galada", 0.06))
        for kind, quality in [*cells, ("latin", "office")]
    ]
    page = measured.page(scores, [("Mina", [(scale, 0.01) for scale in measure.SCALES])], 10)
    assert "| unseen, median | 2.00 % | 2.00 % | 2.00 % | 98.00 % |" in page
    assert "| unseen, worst | 6.00 % | 6.00 % | 6.00 % | 94.00 % |" in page


@pytest.mark.parametrize(
    ("text", "unknowable"), [("8", True), ("80%", True), ("৪", False), ("81", False), ("No. 8", False)]
)
def test_lone_digits_of_either_script_are_left_out(text, unknowable):
    assert measure._unknowable(text) is unknowable


@pytest.mark.parametrize(
    ("text", "numeric"), [("৮", True), ("12%", True), ("--", True), ("..", False), ("ক)", False), ("√", False)]
)
def test_bare_figures_have_a_digit_or_are_dashes(text, numeric):
    assert measure.numeric(text) is numeric
