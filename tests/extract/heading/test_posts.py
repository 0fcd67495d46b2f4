from __future__ import annotations

import pytest

from extract.heading.posts import is_name, is_post


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
