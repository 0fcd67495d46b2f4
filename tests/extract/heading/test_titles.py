from __future__ import annotations

import pytest

from extract.heading.lines import outline
from extract.heading.titles import is_title, titles_in
from extract.model import Line


def said(*texts):
    return outline([Line(text, line=n) for n, text in enumerate(texts, start=1)])[0]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা ২০২৩-২৪", True),
        ("জেলাওয়ারি ভর্তির বিবরণী", True),
        ("বিষয়: সভা", True),
        ("জেলা তথ্য অফিস, মাগুরা", False),
        ("প্রতিবেদন প্রেরণ করা হলো", False),
        ("ত্রৈমাসিকের নাম: জুলাই-সেপ্টেম্বর", False),
        ("মোঃ রহিম", False),
    ],
)
def test_is_title(text, is_one):
    assert is_title(said(text)[0]) is is_one


def test_a_broken_title_is_joined_and_two_titles_are_not():
    assert titles_in(said("জাতীয় শুদ্ধাচার কৌশল", "কর্মপরিকল্পনা ২০২৩-২৪")) == ["জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা ২০২৩-২৪"]
    assert len(titles_in(said("কর্মপরিকল্পনা ২০২৩-২৪", "অগ্রগতি প্রতিবেদন"))) == 2
