from __future__ import annotations

import pytest

from extract.heading.consistency import bare, distinct, has_unknown_word, same_person
from extract.heading.signatures import Block


@pytest.mark.parametrize(("a", "b"), [("মোঃ আবদুল করিম।", "মো. আবদুল করিম"), ("উপপরিচালক (অ.দা.)", "উপপরিচালক")])
def test_forms_of_one_name_are_bare_alike(a, b):
    assert bare(a) == bare(b)


def test_shared_words_do_not_count():
    assert distinct("মোঃ রফিকুল ইসলাম", "মোঃ জহিরুল ইসলাম") < 0.6
    assert distinct("মোঃ মঞ্জুরুল ইসলাম", "মোঃ মজ্জরুল ইসলাম") > 0.75
    assert distinct("ড. রেহানা পারভীন", "রেহানা পারভীন") == 1.0


def test_unknown_words():
    assert has_unknown_word("উপজেলা পরিগণখান কর্মকর্তা")
    assert not has_unknown_word("উপজেলা পরিসংখ্যান কর্মকর্তা")


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (("মোঃ রহিম উদ্দিন", "উপজেলা মৎস্য কর্মকর্তা"), ("মোঃ রহীম উদ্দিন", "উপজেলা মৎস্য কর্মকর্তা"), True),
        (("মোঃ রহিম উদ্দিন", "উপজেলা মৎস্য কর্মকর্তা"), ("শামীমা নাসরিন", "উপজেলা মৎস্য কর্মকর্তা"), True),
        (("মোঃ রহিম উদ্দিন", "সহকারী পরিচালক"), ("শামীমা নাসরিন", "সহকারী পরিচালক"), False),
        (("মোঃ রহিম উদ্দিন", "উপজেলা মৎস্য কর্মকর্তা"), ("মোঃ সেলিম উদ্দিন", "উপজেলা কৃষি কর্মকর্তা"), False),
        ((None, "উপজেলা মৎস্য কর্মকর্তা"), ("মোঃ রহিম উদ্দিন", "উপজেলা মৎস্য কর্মকর্তা"), False),
    ],
)
def test_same_person(first, second, one):
    blocks = [Block(1, name=first[0], post=first[1]), Block(2, name=second[0], post=second[1])]
    assert bool(same_person(blocks)) is one
