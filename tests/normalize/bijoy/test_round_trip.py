"""Encode → decode gives every word back that Bijoy can write, in both generations."""

from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import clean
from normalize.bijoy import GENERATIONS, decode, encode
from normalize.bijoy.tables import table

SHARED = Path(__file__).resolve().parents[4] / "shared" / "wordlists" / "ben.wordlist"
LINES = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
WORDS = [word for line in LINES if line[:1] != "#" for word in line.split()]
# Codes that a second glyph of the same letters makes needless, in the writing of one typist.
OTHER_SHAPES = {0x96, 0xAD}  # ু of ড়ু, the narrow ্ল
NOT_TYPED = {
    "sutonny": {0x93, 0x97, 0xAC, 0xB6},
    "ansi": {0xFF},
}  # the older codes; ড়্গ, of which no other font has a glyph


@pytest.mark.parametrize("generation", GENERATIONS)
def test_our_words(generation):
    assert len(WORDS) >= 200
    assert {word: decode(encode(word, generation), generation) for word in WORDS} == {word: word for word in WORDS}


def test_our_words_are_canonical():
    assert [word for word in WORDS if clean(word).text != word] == []


@pytest.mark.parametrize("generation", GENERATIONS)
def test_our_words_need_every_glyph(generation):
    written = {table(generation).units[c].code for word in WORDS for c in encode(word, generation)}
    glyphs = {unit.code for unit in table(generation).units.values() if unit.kind != "sign"}
    assert glyphs - written == OTHER_SHAPES | NOT_TYPED[generation]


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/wordlists is not beside this checkout")
@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_words_of_the_shared_list(generation):
    words = _shared_words()
    writable, codes = [], []
    for word in words:
        with suppress(ValueError):
            codes.append(encode(word, generation))
            writable.append(word)
    read = decode("\n".join(codes), generation).split("\n")
    assert [pair for pair in zip(writable, read, strict=True) if pair[0] != pair[1]] == []
    assert len(words) > 40_000
    assert len(words) - len(writable) < 0.002 * len(words)


@cache
def _shared_words():
    return [clean(word).text for word in SHARED.read_text(encoding="utf-8").splitlines() if word]


def test_what_bijoy_cannot_write_is_named():
    for text, named in (
        ("চিকিত্সা", "ত্স"),
        ("মোজাফ্ফর", "ফ্ফ"),
        ("বিষণ্ন", "ণ্ন"),
        ("Excel", "'E'"),
        ("12", "'1'"),
        ("×", "'×'"),
    ):
        with pytest.raises(ValueError, match=named):
            encode(text, "ansi")


def test_a_bengali_letter_of_a_generation():
    assert encode("খড়্গ", "ansi") == "Lÿ"
    with pytest.raises(ValueError, match="ড়্গ"):
        encode("খড়্গ", "sutonny")


# Syllables drawn from few letters: what may hang on what is decided by the fonts, not by the test.
LETTERS = st.sampled_from(["ক", "র", "ন", "ণ", "ত", "য", "ব", "স", "হ", "ম", "ষ", "গ", "য়", "ল"])
SIGNS = st.sampled_from(["", "া", "ি", "ী", "ু", "ূ", "ৃ", "ে", "ৈ", "ো", "ৌ"])
SYLLABLES = st.builds(
    lambda reph, letters, sign, mark: reph + "্".join(letters) + sign + mark,
    st.sampled_from(["", "র্"]), st.lists(LETTERS, min_size=1, max_size=3), SIGNS, st.sampled_from(["", "ঁ", "ং", "ঃ"]),
)  # fmt: skip


@given(st.lists(SYLLABLES, min_size=1, max_size=4), st.sampled_from(GENERATIONS))
def test_whatever_can_be_written_is_read_back(syllables, generation):
    word = clean("".join(syllables)).text
    try:
        codes = encode(word, generation)
    except ValueError:
        return
    assert decode(codes, generation) == word
