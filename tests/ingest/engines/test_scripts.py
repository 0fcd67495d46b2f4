"""The figures and scripts of a line's tokens: digits that look like those of the other script, codes, Latin words."""

import math

import numpy as np
import pytest

from ingest.engines.recogniser import figures, scripts, tokens
from tests.ingest.engines.frames import chances, spelled


def test_tokens_are_what_stands_between_spaces_with_their_columns():
    first, second = tokens.tokens(spelled("১২ কখ"))
    assert (first.text, second.text) == ("১২", "কখ")
    assert first.columns[1] <= second.columns[0] + 4 and second.columns[1] <= 2 * 10


@pytest.mark.parametrize(
    ("text", "page", "script"),
    [
        ("৩০", "latin", "bengali"), ("30", "bengali", "latin"), ("০০", "bengali", "bengali"), ("০০", "latin", "latin"),
        ("No.20", "bengali", "latin"), ("O", "bengali", "bengali"), ("২টি", "latin", "bengali"),
    ],
)  # fmt: skip
def test_the_script_of_a_token(text, page, script):
    assert scripts.of_token(text, page) == script


def test_an_unclear_zero_is_that_of_its_token():
    (token,) = figures.settled(chances({"১": 0.99}, {"": 1}, {"0": 0.5, "০": 0.3, "O": 0.2}, {"": 1}), "bengali")
    assert token.text == "১০" and token.told > math.log(0.97)


def test_a_clear_zero_of_the_other_script_stays():
    (token,) = figures.settled(chances({"১": 0.99}, {"": 1}, {"0": 0.995, "০": 0.005}, {"": 1}), "bengali")
    assert token.text == "১0"
    (token,) = figures.settled(chances({"9": 0.99}, {"": 1}, {"0": 0.97, "০": 0.03}, {"": 1}), "bengali")
    assert token.text == "90"


@pytest.mark.parametrize(
    ("seen", "code"), [("[l.1.I]", "[1.1.1]"), ("[l.l.l]", "[1.1.1]"), ("[৪.1]", "[8.1]"), ("[৭.৪.1]", "[9.8.1]")]
)
def test_the_code_of_a_row_is_of_one_script_and_has_no_letters_like_a_one(seen, code):
    (token,) = figures.settled(spelled(seen, 0.999), "bengali")
    assert token.text == code and token.told < math.log(0.5)


@pytest.mark.parametrize("code", ["[৪.১]", "[৪.২]", "[1.2]", "[l]"])
def test_what_may_be_a_code_or_none_stays(code):
    (token,) = figures.settled(spelled(code, 0.999), "bengali")
    assert token.text == code


def test_a_two_of_the_other_script_stays_a_doubt_of_its_figure():
    seen = chances({"২": 0.98, "2": 0.02}, {"": 1}, {"3": 0.99}, {"": 1})
    (token,) = figures.settled(seen, "latin")
    assert token.text == "২3" and figures.typed(seen, [token], "number", "latin")[0].text == "২3"
    (token,) = figures.settled(chances({"২": 0.9, "2": 0.1}, {"": 1}, {"3": 0.99}, {"": 1}), "latin")
    assert token.text == "23"


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("Sh0cked", "Shocked"),
        ("S।GN", "SIGN"),
        ("STAL1N", "STALIN"),
        ("Office", "Office"),
        ("M০DEL", "MODEL"),
        ("ALLOw", "ALLOW"),
        ("(vOTERS)", "(VOTERS)"),
        ("Success", "Success"),
        ("acceSSible", "accessible"),
        ("iOS", "iOS"),
        ("(KPl)", "(KPI)"),
        ("Al", "Al"),
    ],
)
def test_a_word_of_latin_letters_has_no_digits_in_it(shown, read):
    (token,) = figures.settled(spelled(shown, 0.95), "bengali")
    assert token.text == read


@pytest.mark.parametrize("text", ["PDFএ", "A4", "fy2024", "mail91@x.org", "ICT১", "০১৭-a"])
def test_what_is_no_latin_word_stays(text):
    (token,) = figures.settled(spelled(text, 0.99), "bengali")
    assert token.text == text


def test_a_latin_letter_among_bengali_digits_is_a_digit_where_one_is_nearly_as_likely_and_a_doubt():
    seen = np.concatenate([spelled("৬", 0.99), chances({"B": 0.8, "৪": 0.2}, {"": 1}), spelled("০", 0.99)])
    (token,) = figures.settled(seen, "bengali")
    assert token.text == "৬৪০" and token.told < math.log(0.5)
    (token,) = figures.settled(spelled("৬B০", 0.999), "bengali")
    assert token.text == "৬B০" and token.told < math.log(0.5)


@pytest.mark.parametrize(
    ("seen", "page", "given"),
    [
        ("০8/০৩/২০২৬", "bengali", "০৪/০৩/২০২৬"),
        ("৭8০", "bengali", "৭৪০"),  # ৭ is like 9: that no other digit tells its script makes it no surer
        ("৭8%", "latin", "৭8%"),
        ("৪5", "bengali", "৪5"),
    ],
)
def test_an_eight_beside_a_bengali_digit_and_a_four_beside_a_latin_one_are_doubts(seen, page, given):
    (token,) = figures.settled(spelled(seen, 0.999), page)
    assert token.text == given and token.told < math.log(0.5)


@pytest.mark.parametrize("text", ["80%", "8/9/2026", "১৮৪", "18"])
def test_an_eight_that_no_digit_beside_it_makes_bengali_stays(text):
    (token,) = figures.settled(spelled(text, 0.999), "bengali")
    assert token.text == text and token.told > math.log(0.9)


def test_eight_and_four_are_never_made_one_another():
    (token,) = figures.settled(chances({"৪": 0.5, "8": 0.5}), "bengali")
    assert token.told < math.log(0.6)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2।", "21"),
        ("l5", "15"),
        ("[8", "18"),
        ("(04", "04"),
        ("2()26", "2026"),
        ("I(00", "100"),
        ("।.5", "1.5"),
        ("(5)", None),
        ("[1.2]", None),
        ("২।", None),
        ("15", None),
        ("মে", None),
    ],
)
def test_latin_digits_that_look_like_letters_and_brackets(read, meant):
    assert scripts.mended_latin(read) == meant
