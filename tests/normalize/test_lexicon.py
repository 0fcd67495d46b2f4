"""The word lists, known words, places."""

import unicodedata
from pathlib import Path

import pytest

from normalize import lexicon
from normalize.places import names, place


def test_lists_are_nfc_and_of_some_size():
    folder = Path(lexicon.__file__).parent
    for source in [*folder.glob("*.t*"), *folder.parent.glob("*.py")]:
        text = source.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), f"{source.name} is not NFC"
    assert len(lexicon.words()) > 1500
    assert len(names("district")) == 64 and len(names("division")) == 8
    assert len(names()) > 500


@pytest.mark.parametrize(
    "word", ["প্রতিবেদন", "প্রতিবেদনসমূহের", "দপ্তরের", "কর্মকর্তাদেরকে", "সভাটি", "খুলনার", "অফিসসমূহ", "১২৩", "Office"]
)
def test_known_words(word):
    assert lexicon.is_known(word)


@pytest.mark.parametrize("word", ["প্রতিশুতি", "বাণ্যবায়ন", "সকমতা", "স্থারক", "মালমাল"])
def test_unknown_words(word):
    assert not lexicon.is_known(word)


def test_stem():
    assert lexicon.stem("দপ্তরের") == "দপ্তর"
    assert lexicon.stem("প্রতিশুতির") is None


@pytest.mark.parametrize(
    ("text", "name", "level", "district", "division"),
    [
        ("বিভাগীয় কার্যালয়, খুলনা", "খুলনা", "division", None, "খুলনা"),
        ("খুলনা", "খুলনা", "district", "খুলনা", "খুলনা"),
        ("জেলা মৎস্য কর্মকর্তা, ভোলা।", "ভোলা", "district", "ভোলা", "বরিশাল"),
        ("নাটোর সদর, নাটোর", "নাটোর সদর", "upazila", "নাটোর", "রাজশাহী"),
        ("উপজেলা কৃষি অফিস, কালীগঞ্জ, লালমনিরহাট", "কালীগঞ্জ", "upazila", "লালমনিরহাট", "রংপুর"),
        ("উপজেলা কৃষি অফিস, শ্রীপুর", "শ্রীপুর", "upazila", None, None),
        ("ফরিদপুর সদর, ফরিদপুর", "ফরিদপুর সদর", "upazila", "ফরিদপুর", "ঢাকা"),
        ("ফরিদপুর", "ফরিদপুর", "district", "ফরিদপুর", "ঢাকা"),
        ("উপজেলা মৎস্য দপ্তর, ফরিদপুর, পাবনা", "ফরিদপুর", "upazila", "পাবনা", "রাজশাহী"),
        ("সেতু বিভাগ, ঢাকা", "ঢাকা", "district", "ঢাকা", "ঢাকা"),
        ("ঢাকা বিভাগ", "ঢাকা", "division", None, "ঢাকা"),
        ("উপজেলা কৃষি অফিস, তালা, সাতক্ষীরা", "তালা", "upazila", "সাতক্ষীরা", "খুলনা"),
        ("বন্দর", "বন্দর", "upazila", "নারায়ণগঞ্জ", "ঢাকা"),
        ("পটুয়াখালীর", "পটুয়াখালী", "district", "পটুয়াখালী", "বরিশাল"),
    ],
)
def test_places(text, name, level, district, division):
    got = place(text)
    assert (got.name, got.level, got.district, got.division) == (name, level, district, division)


@pytest.mark.parametrize("text", ["", "পায়রা বন্দর কর্তৃপক্ষ", "তালা ও চাবি ক্রয়", "সভার সিদ্ধান্ত", "ঢাকাইল", "১২৩", "Khulna"])
def test_no_place(text):
    assert place(text) is None


def test_a_name_of_two_levels_tells_both():
    assert place("ঢাকা").levels == ("district", "division")
