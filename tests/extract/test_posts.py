from __future__ import annotations

import pytest

from extract.office import is_office, is_place_line, level_of
from extract.posts import is_name, is_post


@pytest.mark.parametrize(
    "text",
    ["উপজেলা মৎস্য কর্মকর্তা", "পরিচালক (উপসচিব)", "কম্পিউটার অপারেটর", "মহাপরচালক", "উপজেলা সমবায় অফিসর",
     "জেলা প্রশাসক", "Assistant Director", "অফিস সহকারী কাম-কম্পিউটার অপারেটর", "উপপরিচালক (ভারপ্রাপ্ত)"],
)  # fmt: skip
def test_posts(text):
    assert is_post(text)
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    ["মোঃ আবদুল করিম", "মোছাঃ রেহানা পারভীন", "(শামীমা নাসরিন)", "ড. মোঃ আনোয়ার সরকার", "দীপঙ্কর রায়", "Md. Abul Bashar",
     "এ কে এম ফজলুল হক", "এস. এম. জাকির হোসেন"],
)  # fmt: skip
def test_names(text):
    assert is_name(text)
    assert not is_post(text)


@pytest.mark.parametrize(
    "text", ["জেলা মৎস্য কর্মকর্তার কার্যালয়", "মৃৎশিল্প অধিদপ্তর", "বাংলাদেশ সচিবালয়, ঢাকা", "শিবপুর, নরসিংদী", "২০২৩-২৪"]
)
def test_neither(text):
    assert not is_post(text)
    assert not is_name(text, strict=True)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("উপজেলা পরিসংখ্যান কার্যালয়, বেলাবো, নরসিংদী", "upazila"),
        ("জেলা পরিসংখ্যান কার্যালয়", "district"),
        ("বিভাগীয় কার্যালয়, সিলেট", "division"),
        ("মৃৎশিল্প অধিদপ্তর", "agency"),
        ("শিক্ষা মন্ত্রণালয়, বাংলাদেশ সচিবালয়, ঢাকা", "ministry"),
        ("স্থানীয় সরকার বিভাগ", "ministry"),
        ("পুলিশ সুপারের কার্যালয়, ফেনী", "district"),
        ("চরপাড়া ইউনিয়ন পরিষদ", None),
        ("আদর্শ উচ্চ বিদ্যালয়", None),
        ("ইতিহাস বিভাগ", None),
    ],
)
def test_levels(text, level):
    assert level_of(text) == level


def test_offices_and_places():
    assert is_office("জেলা মৎস্য কর্মকর্তার কার্যালয়")
    assert not is_office("জেলা পর্যায়ের কার্যালয়ের জন্য")
    assert not is_office("বাংলাদেশ সচিবালয়, ঢাকা")
    assert is_place_line("শিবপুর, নরসিংদী।")
    assert not is_place_line("স্মারক নং: ৪৭")
