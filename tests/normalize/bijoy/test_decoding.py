"""Codes → Unicode: order, conjuncts, what stays, the two generations."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import clean
from normalize.bijoy import GENERATIONS, decode
from normalize.bijoy.tables import character, table

SUTONNY = {
    "wkÿv gš¿Yvjq": "শিক্ষা মন্ত্রণালয়",
    "MYcÖRvZš¿x evsjv‡`k miKvi": "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার",
    "evwl©K Kg©m¤úv`b Pyw³": "বার্ষিক কর্মসম্পাদন চুক্তি",
    "†cÖwÿZ, ‡cÖiY, ‡kªwY": "প্রেক্ষিত, প্রেরণ, শ্রেণি",  # converters give প্রে as পে্র
    "†gŠwjK †PŠayix": "মৌলিক চৌধুরী",
    "Avw_©K wb‡`©kbv": "আর্থিক নির্দেশনা",
    "KZ©v KZ…©K Kgx© wkÿv_x©": "কর্তা কর্তৃক কর্মী শিক্ষার্থী",  # reph before or behind the vowel sign
    "cv‡k¦© EaŸ©Zb E×©": "পার্শ্বে ঊর্ধ্বতন ঊর্দ্ধ",
    "Z`šÍ Z`š—": "তদন্ত তদন্ত",  # the newer and the older code of ্ত
    "¸iæZ¡c~Y© iƒc": "গুরুত্বপূর্ণ রূপ",
    "e¨e¯’v ev¯Íevqb": "ব্যবস্থা বাস্তবায়ন",
    "welYœ Zxÿè wb¤œ wPý": "বিষণ্ণ তীক্ষ্ণ নিম্ন চিহ্ন",  # one glyph, ্ন or ্ণ by the letter above
    "i¨ve wbh©vZb Avh¨©": "র‍্যাব নির্যাতন আর্য্য",
    "D`&hvcb evK&": "উদ্‌যাপন বাক্",
    "cuvP Pvu` ‡uK": "পাঁচ চাঁদ কেঁ",
    "A¨v‡m¤^wj G¨v": "অ্যাসেম্বলি এ্যা",
    "fr©mbv AvKvw•ÿZ": "ভর্ৎসনা আকাঙ্ক্ষিত",
    "ZvwiLt 30/06/24": "তারিখঃ ৩০/০৬/২৪",
    "2,75,000 $ (70%)|": "২,৭৫,০০০ ৳ (৭০%)।",
    "ÒKÓ ÔLÕ M-N 1Ð2 Ñ": "“ক” ‘খ’ গ-ঘ ১–২ —",
    "Kvv Kg©©": "কা কর্ম",  # typed twice, printed once
    "c‡Ög": "প্রেম",  # the vowel sign typed behind its letter
}
ANSI = {
    "wk¶v AvÍv wbæ øvb øvZK Lÿ": "শিক্ষা আত্মা নিম্ন স্নান স্নাতক খড়্গ",
    "Dwj¬wLZ i“wU `ª“Z Aš—": "উল্লিখিত রুটি দ্রুত অন্ত",
}


@pytest.mark.parametrize(("codes", "printed"), SUTONNY.items())
def test_sutonny(codes, printed):
    assert decode(codes, "sutonny") == unicodedata.normalize("NFC", printed)


@pytest.mark.parametrize(("codes", "printed"), ANSI.items())
def test_ansi(codes, printed):
    assert decode(codes, "ansi") == unicodedata.normalize("NFC", printed)


def test_latin_1_controls_are_the_same_codes():
    stored = "e¨e¯\x92v cÖ\x87qvRb Aš\x97 †bŠ"
    assert decode("cÖK\x85wZ", "ansi") == "প্রকৃতি"  # U+0085 is a blank to Python
    assert decode(stored, "ansi") == "ব্যবস্থা প্রয়োজন অন্ত নৌ" == decode(stored.replace("\x87", "‡"), "ansi")
    for code in range(0x80, 0xA0):
        if chr(code) in table("sutonny").units:
            assert table("sutonny").units[chr(code)] == table("sutonny").units[character(code)]


def test_the_greek_letter_and_the_minus_that_readers_put():
    assert decode("\N{GREEK SMALL LETTER MU}q K\N{MINUS SIGN}vm", "ansi") == "ক্রয় ক্লাস"


@pytest.mark.parametrize(
    "text",
    [
        "২য় শ্রেণি, ১০%",
        "www.rangdhanu.gov.bd",
        "https://rangdhanu.gov.bd/a_b?c=d",
        "info@rangdhanu.gov.bd",
        "শিক্ষা – “মান” ‡ †",  # daggers and dashes hang on no code
        "‡ ৫",
        "• ক",
        "",
        " \t\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("generation", GENERATIONS)
def test_what_stays(text, generation):
    assert decode(text, generation) == text


def test_a_bullet_is_no_letter():
    assert decode("• evsjv •evsjv iO iv•Zv", "sutonny") == "• বাংলা •বাংলা রঙ রাঙ্তা"


def test_an_address_inside_a_sentence():
    assert decode("B-‡gBj: a.b@c.gov.bd |", "sutonny") == "ই-মেইল: a.b@c.gov.bd ।"


def test_an_unknown_generation():
    with pytest.raises(KeyError):
        decode("K", "unicode")


NARROW = st.text(alphabet="Kivw‡©¨ª&š¿•u`1 t‘’”—\x87gæøÍÿ|বা্", max_size=24)


@given(NARROW, st.sampled_from(GENERATIONS))
def test_decoding_twice_changes_nothing(text, generation):
    once = decode(text, generation)
    assert decode(once, generation) == once


@given(st.text(max_size=60), st.sampled_from(GENERATIONS))
def test_any_text_is_read(text, generation):
    once = decode(text, generation)
    assert decode(once, generation) == once
    blanks = [[c for c in one if c.isspace() and c != "\x85"] for one in (text, once)]
    assert blanks[0] == blanks[1]


@given(st.text(alphabet=[chr(c) for c in range(0x980, 0xA00)] + list(" ,.-/()।"), max_size=40))
def test_bengali_stays(text):
    assert decode(text, "sutonny") == text


@given(st.lists(st.sampled_from(list(SUTONNY)), min_size=1, max_size=4))
def test_what_is_decoded_is_canonical(codes):
    printed = decode(" ".join(codes), "sutonny")
    assert clean(printed).text == printed
