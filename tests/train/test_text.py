"""What synthetic lines say: known characters, canonical, every digit as often, nothing of evaluation in training."""

import collections
import random

import pytest

from ingest.engines.recogniser import alphabet
from normalize import canon
from train import figures, vocabulary
from train.text import LONGEST, Writer

KINDS = ("bare", "figure", "phrase", "mixed", "office", "frequent", "conjunct", "latin")


@pytest.fixture(scope="module")
def words():
    return vocabulary.load()


def test_classes_and_characters():
    text = "[১.২] ক্ষুদ্র ঋণ ৯০% APA"
    assert alphabet.decode(alphabet.encode(text)) == text
    assert len(set(alphabet.CHARACTERS)) == len(alphabet.CHARACTERS) == alphabet.CLASSES - 1


def test_collapse_folds_runs_and_keeps_doubles():
    three = alphabet.encode("৩")[0]
    assert alphabet.collapse([three, three, alphabet.BLANK, three, alphabet.BLANK]) == "৩৩"
    assert alphabet.collapse([]) == ""


def test_frames_needed_parts_doubles():
    assert alphabet.frames_needed("১১২") == 4


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_and_short(words, kind):
    writer = Writer(words, random.Random(3))
    for _ in range(200):
        text = writer.text(kind)
        assert 0 < len(text) <= LONGEST and alphabet.known(text) and text == text.strip()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("conjunct", "latin", "mixed")])
def test_texts_are_canonical(words, kind):
    writer = Writer(words, random.Random(4))
    texts = [writer.text(kind) for _ in range(300)]
    assert [text for text in texts if canon.clean(text).text != text] == []


def test_the_same_seed_writes_the_same(words):
    one, other = (Writer(words, random.Random(9)) for _ in range(2))
    assert [one.text() for _ in range(50)] == [other.text() for _ in range(50)]


def test_a_fifth_are_bare(words):
    writer = Writer(words, random.Random(6))
    short = sum(len(writer.text()) <= 4 for _ in range(3000))
    assert 0.18 < short / 3000 < 0.34


def test_bare_digits_are_equally_frequent():
    chance = random.Random(1)
    found = collections.Counter(c for _ in range(20_000) for c in figures.bare(chance) if c in alphabet.DIGITS)
    assert set(found) == set(alphabet.DIGITS)
    assert max(found.values()) < 1.1 * min(found.values())


def test_nothing_of_evaluation_is_trained_on(words):
    kept = vocabulary.load(evaluation=True)
    for part in ("phrases", "office", "frequent", "latin"):
        assert getattr(kept, part) or part in ("frequent", "latin")
        assert not set(getattr(kept, part)) & set(getattr(words, part))


def test_indian_grouping():
    assert [figures.grouped(n) for n in ("999", "1000", "12345678")] == ["999", "1,000", "1,23,45,678"]


def test_figures_mix_digits_of_both_scripts_now_and_then():
    chance = random.Random(7)
    drawn = [figures.figure(chance) for _ in range(4000)]
    mixed = [text for text in drawn if set(text) & set("0123456789") and set(text) & set(alphabet.DIGITS)]
    assert 20 < len(mixed) < 200
