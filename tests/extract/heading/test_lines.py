from __future__ import annotations

import pytest

from extract.heading.lines import annex_of, classify, outline
from extract.model import Line


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "government", ""),
        ("গনপ্রজাতন্ত্রী বাংলাদেশ সরকার, ভূমি মন্ত্রণালয়", "government", "ভূমি মন্ত্রণালয়"),
        ("গণপ্রজাতন্রী বাংলাদেশ সরকার", "government", ""),
        ("গবেষণা বিষয়ক বাংলাদেশ সরকারের নীতি", "text", None),
        ("সংযোজনী-৪: তথ্য অধিকার", "annex", "তথ্য অধিকার"),
        ("পরিশিষ্ট ‘ক’", "annex", None),
        ("বিষয়: সভা", "subject", "সভা"),
        ("সূত্র: স্মারক নং ১২", "source", "স্মারক নং ১২"),
        ("স্থারক নং -৪৭.৬১", "memo", "৪৭.৬১"),
        ("নং: ৪৭.৬১.০০", "memo", "৪৭.৬১.০০"),
        ("তারিখ : ০১/০১/২০২৪", "date", "০১/০১/২০২৪"),
        ("মাঠ পর্যায়ের কার্যালয়ের নাম: জেলা তথ্য অফিস", "office_name", "জেলা তথ্য অফিস"),
        ("*** টীকা", "footnote", None),
        ("বি:দ্র: প্রমাণক সংযুক্ত", "footnote", None),
        ("নোটিশ বোর্ড", "text", None),
        ("(স্বাক্ষর)", "mark", None),
        ("স্বাক্ষরকারী কর্মকর্তার তালিকা", "text", None),
        ("www.example.gov.bd", "contact", None),
        ("অনুলিপি সদয় অবগতির জন্য:", "recipients", None),
    ],
)
def test_classify(text, kind, rest):
    got = classify(text)
    assert got[0] == kind
    assert rest is None or got[1] == rest


@pytest.mark.parametrize(
    ("text", "annex"),
    [("সংযোজনী ৫", "5"), ("সংযোজনি-০৭", "7"), ("পরিশিষ্ট ক", "ক"), ("Annex-B", "B"), ("সংযোজনী সংযুক্ত", None)],
)
def test_annex_of(text, annex):
    assert annex_of(text) == annex


def test_a_number_keeps_a_list_of_addressees_open_and_its_end_closes_it():
    texts = ["অনুলিপি:", "১। মহাপরিচালক,", "মৃৎশিল্প অধিদপ্তর", "২। অফিস কপি", "মোঃ রহিম", "সচিব"]
    said, _ = outline([Line(text) for text in texts])
    assert [line.kind for line in said] == ["recipients", *["recipient"] * 3, "text", "text"]


def test_lines_of_one_source_line_are_parted():
    said, tables = outline([Line("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার<br>জেলা তথ্য অফিস<br/>মাগুরা")])
    assert [line.text for line in said] == ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "জেলা তথ্য অফিস", "মাগুরা"]
    assert tables == []
