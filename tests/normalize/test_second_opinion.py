"""bangla-normalizer as the second reader: it agrees, it stays silent, and it would be heard if it disagreed."""

from dataclasses import replace

import pytest

from normalize import read
from normalize.second_opinion import agrees


@pytest.mark.parametrize("text", ["৯০%", "৯০.৫ শতাংশ", "৳ ৫,০০০", "৫০০০ টাকা", "১৭ নভেম্বর, ২০২১", "১৫ জানুয়ারি ২০২২"])
def test_it_agrees(text, capsys):
    got = read(text, "any")
    assert agrees(got) is True
    assert "second_opinion" not in got.doubts
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "text", ["৪", "", "-", "৩১/০৭/২৩", "১৫ জানুয়ারী ২০২২", "২.৭৫ কোটি টাকা", "৫,০০০/-", "২৯ ভাদ্র ১৪২৮", "লেখা"]
)
def test_it_has_no_opinion(text, capsys):
    assert agrees(read(text, "any")) is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("text", "wrong"), [("৯০%", {"number": 80.0}), ("৫০০০ টাকা", {"number": 50.0})])
def test_a_wrong_reading_is_noticed(text, wrong):
    assert agrees(replace(read(text, "any"), **wrong)) is False


def test_a_wrong_date_is_noticed():
    right = read("১৭ নভেম্বর, ২০২১", "date")
    assert agrees(replace(right, date=right.date.replace(month=10))) is False
