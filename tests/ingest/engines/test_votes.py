import numpy as np
import pytest

from extract.model import Box, Word
from ingest.engines.votes import SURE, Voter, least, text

BLANK = np.full((40, 200), 255, np.uint8)
LINE = Box(0, 0, 200, 40)


def reader(*readings):
    """A reader that gives one reading after the other and counts its calls."""

    def read(picture, line, height):
        read.calls += 1
        return readings[min(read.calls, len(readings)) - 1]

    read.calls = 0
    return read


def words(told, confidence):
    return [Word(raw, Box(10 * k, 0, 10 * k + 8, 20), confidence) for k, raw in enumerate(told.split())]


def test_a_sure_line_is_read_once():
    first, second = reader(words("১২ ৩", SURE)), reader(words("১৩", 1.0))
    assert text(Voter([first, second]).read(BLANK, LINE, 20)) == "১২ ৩" and second.calls == 0


def test_two_readings_that_agree_are_surer_than_either():
    readers = [reader(words("১.৫", 0.6)), reader(words("১৫", 0.7)), reader(words("১.৫", 0.5))]
    found = Voter(readers).read(BLANK, LINE, 20)
    assert text(found) == "১.৫" and least(found) > 0.7


def test_a_third_reading_is_asked_only_where_two_differ():
    third = reader(words("২", 1.0))
    Voter([reader(words("১", 0.6)), reader(words("১", 0.5)), third]).read(BLANK, LINE, 20)
    assert third.calls == 0


def test_without_agreement_the_surest_is_taken_as_it_is():
    found = Voter([reader(words("১", 0.3)), reader(words("৭", 0.5)), reader([])]).read(BLANK, LINE, 20)
    assert text(found) == "৭" and least(found) == 0.5


def drawn_letters():
    picture = BLANK.copy()
    for x in range(2, 40, 10):
        picture[8:30, x : x + 6] = 0
    return picture


def test_a_doubtful_word_without_a_headline_is_read_as_latin():
    unsure = [Word("চড", Box(0, 0, 45, 40), 0.2)]
    found = Voter([reader(unsure)], [reader(words("(KPI)", 0.9))]).read(drawn_letters(), LINE, 20)
    assert found == [Word("(KPI)", unsure[0].box, 0.9)]


@pytest.mark.parametrize(("latin", "sure"), [("8", 0.99), ("K", 0.99), ("KPI", 0.4), ("ক্ষ", 0.99)])
def test_digits_single_letters_and_guesses_of_the_latin_model_are_not_taken(latin, sure):
    unsure = [Word("৪", Box(0, 0, 45, 40), 0.2)]
    assert Voter([reader(unsure)], [reader(words(latin, sure))]).read(drawn_letters(), LINE, 20) == unsure


def test_two_unsure_latin_readings_that_agree_are_taken():
    unsure = [Word("চো)", Box(0, 0, 45, 40), 0.2)]
    latin = [reader(words("(KPI)", 0.4)), reader(words("(xP1)", 0.3)), reader(words("(KPI)", 0.5))]
    assert text(Voter([reader(unsure)], latin).read(drawn_letters(), LINE, 20)) == "(KPI)"


def test_a_word_with_a_headline_is_bengali():
    picture = drawn_letters()
    picture[8:11, 2:42] = 0
    latin = reader(words("KPI", 0.9))
    Voter([reader([Word("ক", Box(0, 0, 45, 40), 0.1)])], [latin]).read(picture, LINE, 20)
    assert latin.calls == 0
