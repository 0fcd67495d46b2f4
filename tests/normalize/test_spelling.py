"""Likeness, correction towards a vocabulary, suggestion, alignment."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import fold
from normalize.spelling import Vocabulary, align, apply_step, closest, correct, similarity, suggest

FORM = Vocabulary.of(
    [
        "সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন",
        "বাস্তবায়ন সক্ষমতা উন্নয়ন",
        "পরিকল্পনা মোতাবেক ক্রয় সম্পন্ন",
        "কর্মসম্পাদন সূচক",
        "লক্ষ্যমাত্রা",
        "স্মারক",
        "মন্তব্য",
        "দপ্তর/সংস্থা",
    ]
)


def test_likeness_is_a_measure():
    assert similarity("স্মারক", "স্মারক") == 1
    assert similarity("স্থারক", "স্মারক") > similarity("স্থারক", "তারিখ")
    assert similarity("ক্রমের", "ক্রয়ের") > 0.7
    assert similarity("সংক্রান্ত", "সক্ষমতা") < 0.5
    assert similarity("", "ক") == 0


@settings(max_examples=300, deadline=None)
@given(st.text("কতবরশষ্িীা", max_size=8), st.text("কতবরশষ্িীা", max_size=8))
def test_likeness_is_symmetric_and_bounded(a, b):
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == pytest.approx(similarity(b, a))


def test_closest():
    word, score = closest("স্থারক", ["স্মারক", "তারিখ", "মান"])
    assert (word, score > 0.8) == ("স্মারক", True)
    assert closest("নৌকা", ["স্মারক", "তারিখ"]) is None
    assert closest("মন্তব", FORM, 0.7)[0] == "মন্তব্য"


@pytest.mark.parametrize(
    ("raw", "text", "steps"),
    [
        ("সেবা প্রদান প্রতিশুতি বাস্তবায়ন", "সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন", ["spelling:প্রতিশুতি→প্রতিশ্রুতি"]),
        ("[২.১] বাস্তবায়ন সকমতা উন্নয়ন", "[২.১] বাস্তবায়ন সক্ষমতা উন্নয়ন", ["spelling:সকমতা→সক্ষমতা"]),
        ("দর্তবর্ষসংস্থ", "দর্তবর্ষসংস্থ", []),
        ("স্থারক", "স্মারক", ["spelling:স্থারক→স্মারক"]),
        ("স্মারক নং ৪৭.৬১", "স্মারক নং ৪৭.৬১", []),
        ("জনাব স্থারক", "জনাব স্থারক", []),  # a name, whatever it looks like
    ],
)
def test_correction_towards_the_vocabulary(raw, text, steps):
    got = correct(raw, FORM)
    assert (got.text, list(got.steps)) == (text, steps)


def test_a_right_word_in_the_wrong_place_is_told_and_not_changed():
    got = correct("পরিকল্পনা মোতাবেক ক্রম সম্পন্ন", FORM)
    assert (got.text, got.steps) == ("পরিকল্পনা মোতাবেক ক্রম সম্পন্ন", ())
    change = got.changes[0]
    assert (change.found, change.expected, change.difference, change.misread) == ("ক্রম", "ক্রয়", "real_word", True)
    assert correct("বাস্তবায়ন সংক্রান্ত উন্নয়ন", FORM).changes[0].expected == "সক্ষমতা"


@pytest.mark.parametrize(
    "word", ["উপজেলা", "১২৩", "Office", "বাস্তবায়নের", "প্রতিশ্রুতির", "খুলনা", "[১.১.১]", "৩১/০৭/২৩", "মানিকগঞ্জ"]
)
def test_right_words_stay(word):
    assert correct(word, FORM).text == word
    assert correct(f"{word} সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন", FORM).steps == ()


WORDS = [
    "সেবা",
    "প্রদান",
    "প্রতিশুতি",
    "প্রতিশ্রুতি",
    "বাস্তবায়ন",
    "সকমতা",
    "উন্নয়ন",
    "স্থারক",
    "১২",
    "ক্রম",
    ",",
    "।",
    "[১.১]",
    "x→y",
    "\\1",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))
def test_corrections_are_replayable_and_idempotent(text):
    got = correct(text, FORM)
    replayed = text
    for step in got.steps:
        replayed = apply_step(replayed, step)
    assert replayed == got.text
    assert correct(got.text, FORM).text == got.text


def test_another_step_is_refused():
    with pytest.raises(ValueError, match="not a spelling step"):
        apply_step("ক", "nfc")


def test_suggestions_name_place_and_word():
    text = "বাণ্যবায়ন অগ্রগতি ও মালমাল"
    got = suggest(text)
    assert [(text[s.start : s.end], s.suggested) for s in got] == [("বাণ্যবায়ন", "বাস্তবায়ন"), ("মালমাল", "মালামাল")]


@pytest.mark.parametrize("text", ["মোঃ কররুল", "প্রতিবেদনসমূহের", "বরিশালের", "Office", "১২৩", "নৌকাবাইচ"])
def test_no_suggestion(text):
    assert suggest(text) == []


@pytest.mark.parametrize(
    ("read", "meant", "want"),
    [
        ("সেবা প্রদান প্রতিশুতি", "সেবা প্রদান প্রতিশ্রুতি", [("প্রতিশুতি", "প্রতিশ্রুতি", "misreading")]),
        ("লক্ষণ মাত্রা", "লক্ষ্যমাত্রা", [("লক্ষণ মাত্রা", "লক্ষ্যমাত্রা", "misreading")]),
        ("শূদ্ধাচার কৌশল", "শুদ্ধাচার কৌশল", [("শূদ্ধাচার", "শুদ্ধাচার", "variant")]),
        ("সভা আয়োজন", "সভা আয়োজন", []),
        ("সভা, আয়োজন।", "সভা আয়োজন", []),
        ("সভা", "সভা আয়োজন", [("", "আয়োজন", "missing")]),
        ("মাসিক সভা", "সভা", [("মাসিক", "", "extra")]),
        ("৪ টি সভা", "৩ টি সভা", [("৪", "৩", "different")]),
        ("", "সভা", [("", "সভা", "missing")]),
    ],
)
def test_alignment(read, meant, want):
    assert [(c.found, c.expected, c.difference) for c in align(read, meant)] == want


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
)
def test_alignment_covers_both_sides(read, meant):
    changes = align(read, meant)
    assert all(read[c.start : c.end] == c.found for c in changes)
    assert all(a.end <= b.start for a, b in pairwise(changes))
    assert align(read, read) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("জানুয়ারী", "জানুয়ারি"),
        ("ক্রমিক নং-০১", "ক্রমিক  নং ০১।"),
        ("উর্ধ্বতন", "ঊর্ধ্বতন"),
        ("পোষাক", "পোশাক"),
        ("উদ্\u200cযাপন", "উদ্যাপন"),
        ("কর্মসম্পাদন<br>সূচক", "কর্মসম্পাদন সূচক"),
        ("ABC", "abc"),
    ],
)
def test_twins_share_a_key(a, b):
    assert fold(a) == fold(b)


@pytest.mark.parametrize(("a", "b"), [("মান", "মাস"), ("জন", "যন"), ("১", "২"), ("ক্রয়", "ক্রম"), ("নাম", "লাম")])
def test_other_words_have_other_keys(a, b):
    assert fold(a) != fold(b)
