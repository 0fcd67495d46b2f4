"""Words that can be no Bengali."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from normalize import lexicon, malformed
from normalize.malformed import lost

SHARED = Path(__file__).parents[2].parent / "shared"
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    "text",
    [
        "কর্মসম্পাদন সূচকের লক্ষ্যমাত্রা", "ত্রৈমাসিক ভিত্তিতে", "উদ্‌যাপন", "র‍্যাব র‍্যালি", "অ্যাপ এ্যাডভোকেট",
        "চাঁদপুর বাঁশখালী", "দুঃখ খ্রিঃ", "উৎস পৃথক্ বাক্‌", "২য় ৩টি ০২টি", "২০২৩-২৪ (৯০%)", "১ম/২য়", "ঋণ ঊর্ধ্বতন ঐ ঔষধ",
        "ৎ", "Annual Report 2024", "", "৳ ৫০০ ৷", "বড়ো আষাঢ়ের য়", "শাখা\u00adর", "\uf0b7 প্রথম",
    ],
)  # fmt: skip
def test_right_words_are_left_alone(text):
    assert malformed(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("িববরণী", "িববরণী"),  # visual order: the sign stands before its letter
        ("প্রািতষ্ঠািনক সেবা", "প্রািতষ্ঠািনক"),  # two vowel signs on one letter
        ("সূিচ", "সূিচ"),
        ("অিফস", "অিফস"),  # a sign on a vowel
        ("্যতা", "্যতা"),  # hasanta without a letter before it
        ("কা্র", "কা্র"),  # hasanta behind a vowel sign
        ("ংশ", "ংশ"),
        ("ৎি", "ৎি"),
        ("৫ি টি", "ি"),  # a sign on a digit
        ("সংখ\0া", "সংখ\0া"),  # a glyph without a character
        ("কমর্\ue012", "কমর্\ue012"),
        ("\ufffdত্র", "\ufffdত্র"),
        ("\u25ccি", "\u25ccি"),
    ],
)
def test_what_no_spelling_has(text, word):
    assert malformed(text) == [word]


def test_a_typist_s_slips_that_clean_mends_are_no_fault():
    assert malformed("কাার্যক্রম চঁাপা যু়গ্ম") == []


def test_lost_characters():
    assert lost("সংখ\0া") and lost("\ue000") and lost("\ufffd")
    assert not lost("সংখ্যা\t১\n") and not lost("\uf0b7")


def test_every_word_of_our_lists_is_well_formed():
    assert [word for word in sorted(lexicon.words()) if malformed(word)] == []


def test_the_samples_are_well_formed():
    for sample in sorted(SAMPLES.glob("*.md")):
        assert malformed(re.sub(r"<[^>]*>", " ", sample.read_text(encoding="utf-8"))) == [], sample.name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared word list is not on this machine")
def test_of_a_word_list_only_the_misspelled():
    words = (SHARED / "wordlists" / "ben.wordlist").read_text(encoding="utf-8").split()
    assert [word for word in words if malformed(word)] == ["মু্‌ভি", "সংখয্‌া", "দু্‌ই", "প্রযু্‌ক্তি"]
