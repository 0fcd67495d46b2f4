from __future__ import annotations

import pytest

from extract.heading.footnotes import codes_in, excluded_levels, read_notes
from extract.heading.lines import outline
from extract.model import Line
from tests.extract.heading.printed import table_of


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("কার্যক্রম ১.২ ও ২.১", ("1.2", "2.1")),
        ("[১.১.১], [এম.১.২]", ("1.1.1", "M.1.2")),
        ("০১.০৭.২০২৩ তারিখে", ()),
        ("৯৯.৫% অর্জন", ()),
        ("১.২ ও ১.২", ("1.2",)),
    ],
)
def test_codes_in(text, codes):
    assert codes_in(text) == codes


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("উপজেলা পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য হবে না", ("upazila",)),
        ("জেলা ও উপজেলা পর্যায়ের কার্যালয়ের জন্য প্রযোজ্য নয়", ("district", "upazila")),
        ("উপজেলা পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য", ()),
        ("কেবল জেলা পর্যায়ে প্রযোজ্য", ("ministry", "agency", "division", "upazila")),
        ("প্রমাণক সংযুক্ত", ()),
    ],
)
def test_excluded_levels(text, levels):
    assert excluded_levels(text) == levels


def test_a_note_finds_its_table_by_codes_and_by_mark():
    first = table_of([["কোড", "সূচক"], ["[১.১]", "ক"], ["[১.২]", "খ"]], 1)
    second = table_of([["কোড", "সূচক"], ["[৩.১]", "গ *"], ["[৩.২]", "ঘ"]], 2)
    lines = ["*** কার্যক্রম ১.২ উপজেলা পর্যায়ের কার্যালয়ের জন্য প্রযোজ্য নয়", "* পরে জানানো হবে", "† টীকা"]
    said, tables = outline([first, second, *map(Line, lines)])
    assert [note.table_no for note in read_notes(said, tables)] == [1, 2, 2]
