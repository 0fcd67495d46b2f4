from __future__ import annotations

from extract.heading.layout import is_layout
from extract.heading.lines import outline
from extract.model import Line
from tests.extract.heading.printed import table_of


def test_a_data_table_is_no_layout():
    assert not is_layout(table_of([["ক্রম", "নাম", "সংখ্যা"], ["১", "মোঃ রহিম", "২০"], ["২", "মোঃ করিম", "৩০"]]))
    assert not is_layout(table_of([["ক্রমিক", "সিদ্ধান্ত"], ["১", "সভা করতে হবে"]]))
    assert not is_layout(table_of([["নাম", "পদবি"], ["মোঃ রহিম", "সচিব"]]))
    assert not is_layout(table_of([["ক্রম", "কর্মকর্তা"], ["১", "মোঃ রহিম"]]))
    assert is_layout(table_of([["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার<br>ভূমি মন্ত্রণালয়"]]))


def test_two_signatures_on_one_line_are_two_columns():
    lines = ["(কামাল উদ্দিন)      (সেলিনা আক্তার)", "সহকারী পরিচালক\tউপপরিচালক (প্রশাসন)", "ফেনী          ফেনী", "শেষ"]
    said, _ = outline([Line(text, line=n) for n, text in enumerate(lines, start=1)])
    texts = ["(কামাল উদ্দিন)", "সহকারী পরিচালক", "ফেনী", "(সেলিনা আক্তার)", "উপপরিচালক (প্রশাসন)", "ফেনী", "শেষ"]
    assert [line.text for line in said] == texts
    assert [line.gap for line in said] == [True, False, False, True, False, False, True]


def test_wide_spaces_alone_make_no_columns():
    said, _ = outline([Line("স্মারক নং- ১২/২৩      তারিখ: ০১/০১/২০২৪"), Line("এক     দুই")])
    assert len(said) == 2


def test_a_table_of_posts_without_a_head_is_layout():
    assert is_layout(table_of([["শামীমা নাসরিন", "মাহবুব আলম"], ["হিসাবরক্ষক", "উপসচিব"]]))
    assert not is_layout(table_of([["কার্যক্রম", "দায়িত্ব"], ["সভা আয়োজন", "সহকারী পরিচালক"]]))
    assert not is_layout(table_of([["কার্যক্রম", "পদ"], ["উপসচিব", "সহকারী পরিচালক"]]))
