from __future__ import annotations

import unicodedata

import pytest

from extract.heading.garble import right_word


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("প্রতিশুতি", "প্রতিশ্রুতি"),
        ("প্রতিশুতির", "প্রতিশ্রুতির"),
        ("বিভগীয়", "বিভাগীয়"),
        ("কার্ষালয়ের", "কার্যালয়ের"),
        ("আওতাধীল", "আওতাধীন"),
        ("উপজেল", "উপজেলা"),
        ("ত্রেমাসিক", "ত্রৈমাসিক"),
    ],
)
def test_misread_words(word, right):
    assert right_word(unicodedata.normalize("NFC", word)) == unicodedata.normalize("NFC", right)


@pytest.mark.parametrize(
    "word",
    [
        "ব্যবসা",
        "প্রতিভা",
        "পরিবেশিত",
        "ক্ষমতা",
        "প্রতিবেদক",
        "নির্বাসন",
        "শিক্ষিকা",
        "নিবন্ধ",
        "সংস্কার",
        "প্রতিশ্রুতিসমূহ",
        "নরসিংদীর",
        "কর্মকর্তাবৃন্দ",
    ],
)
def test_right_words_stay(word):
    assert right_word(unicodedata.normalize("NFC", word)) is None
