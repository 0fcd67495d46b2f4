from pathlib import Path

import cv2
import pytest

from extract.model import Box, Word
from ingest.engines import Region, protibedon_tesserocr_engine
from ingest.engines.lines import binarise
from ingest.reading import assembly, confidence, settling

PAGE = cv2.imread(str(Path(__file__).parent / "figures.png"), cv2.IMREAD_GRAYSCALE)
INK = binarise(PAGE)
DIGITS, DATE = Box(0, 10, 520, 62), Box(0, 66, 200, 118)
REGIONS = [Region(DIGITS), Region(DATE, expects="date")]


class Columns:
    """An engine that reads columns of figures itself: what it reads is given."""

    name = "columns"

    def __init__(self, raw, sure):
        self.words = [[Word("০১২৩৪৫৬৭৮৯", DIGITS, 0.999)], [Word(raw, DATE, sure)]]

    def recognise(self, picture, regions):
        return self.words

    def settle(self, regions):
        return [list(words) for words in self.words]

    def figure(self, picture, line):
        return []


def date(raw, sure):
    engine = Columns(raw, sure)
    (word,) = settling.settled(engine, PAGE, INK, REGIONS, engine.recognise(PAGE, REGIONS))[1]
    return word


def test_what_such_an_engine_surely_reads_is_not_read_again():
    assert date("৩১/০৭/২১", 0.995) == Word("৩১/০৭/২১", DATE, 0.995)


def test_a_figure_in_some_doubt_is_sure_when_its_glyphs_say_the_same():
    assert date("৩১/০৭/২৩", 0.85).confidence >= confidence.SURE


def test_glyphs_make_no_reading_sure_that_the_engine_hardly_made():
    assert date("৩১/০৭/২৩", 0.7).confidence < confidence.SURE


def test_glyphs_that_guess_dispute_no_firm_reading():
    assert confidence.stands(0.4, 0.97)
    assert not confidence.stands(0.6, 0.97) and not confidence.stands(0.4, 0.9)


def test_a_doubtful_figure_that_its_glyphs_dispute_is_told_with_both_readings():
    word = date("৩১/০৭/২১", 0.8)
    assert {word.raw, word.other} == {"৩১/০৭/২৩", "৩১/০৭/২১"} and word.confidence < confidence.SURE
    assert assembly.other([word], "date") == word.other and assembly.other([word], "text") is None


def word(raw, sure=0.99):
    return Word(raw, DATE, sure)


def test_on_a_page_of_both_scripts_a_figure_of_either_is_never_sure():
    found = [[word("১২")], [word("13")], [word("৪")], [word("৪০%")], [word("৪৫")], [word("০২")]]
    assert settling.mixed(found) and not settling.mixed(found[:1] + found[2:])
    sure = [words[0].confidence >= confidence.SURE for words in settling.in_doubt(found)]
    assert sure == [True, True, False, False, True, True]


@pytest.mark.parametrize("other", [word("3ণ5গত"), word("35", 0.4), word("3", 0.99)])
def test_latin_digits_among_letters_or_guessed_make_no_page_of_both_scripts(other):
    assert not settling.mixed([[word("১২")], [other]])


def test_one_sure_latin_figure_makes_such_a_page_and_no_look_proves_a_four_there():
    assert settling.mixed([[word("১২")], [word("100%", 0.95)]])
    assert not settling.mixed([[word("১২")], [word("100%", 0.85)]]) and not settling.mixed([[word("১২")], [word("২০")]])


class Mixed(Columns):
    """One that reads dates on a page of digits of both scripts."""

    def __init__(self, *dates):
        self.words = [[word("13"), word("14")], *([word(raw) for raw in one.split()] for one in dates)]


def test_on_such_a_page_a_date_that_tells_its_script_is_in_no_doubt():
    dates = ["২৪ ডিসেম্বর ২০২৩", "২৪ ডিসেম্বর ২০২২", "২9 ডিসেম্বর 2023", "৪ ডিসেম্বর 2023"]
    regions = [Region(DIGITS), *(Region(DATE, expects="date") for _ in dates)]
    engine = Mixed(*dates)
    found = settling.settled(engine, PAGE, INK, regions, engine.recognise(PAGE, regions))
    sure = [min(word.confidence for word in words) >= confidence.SURE for words in found[1:]]
    assert sure == [True, False, False, False]


@pytest.mark.parametrize(
    ("other", "sure", "told"),
    [("১২", 0.9, "surer"), ("১৩", 0.9, "disputed"), ("১৩", 0.3, "as it was"), (None, 0.0, "as it was")],
)
def test_the_opinion_of_tesseract_counts_where_it_is_sure(other, sure, told):
    (weighed,) = protibedon_tesserocr_engine.weighed([word("১২", 0.8)], [word(other, sure)] if other else [])
    expected = {"surer": (0.95, None), "disputed": (0.6, "১৩"), "as it was": (0.8, None)}
    assert (weighed.confidence, weighed.other) == expected[told] and weighed.raw == "১২"
