"""Columns of names of one list."""

import re

import pytest

from normalize.listed import is_listed, kind_of, names
from normalize.months import MONTH, month


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["জানুয়ারী", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "নে"], "month"),
        (["ভালো", "রংপুর", "যশোর", "নাটোর", "কুমিল্লা", ""], "district"),
        (["বরিশাল", "সিলেট", "মোট"], None),
        (["ধান", "গম", "পাট", "আলু", "রংপুর"], None),
        (["সাভার", "ধামরাই", "দোহার", "নবাবগঞ্জ", "মোট"], "upazila"),
        ([], None),
    ],
)
def test_what_list_a_column_goes_by(texts, kind):
    assert kind_of(texts) == kind


def test_spellings_are_names_too():
    assert is_listed("জানুয়ারী", "month") and is_listed("চাঁপাইনবাবগঞ্জ।", "district") and not is_listed("ভালো", "district")


def test_every_printed_month_is_known_as_one():
    assert {month(name) for name in names("month")} == {(c, n) for c in ("gregorian", "bangla") for n in range(1, 13)}
    assert all(re.fullmatch(MONTH, name) for name in names("month"))
