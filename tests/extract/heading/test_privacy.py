from __future__ import annotations

import pytest

from extract.heading.privacy import private_data


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.b@gmail.com", [("email", "a.b@gmail.com")]),
        ("a@yahoo.com.", [("email", "a@yahoo.com")]),
        ("dc@narsingdi.gov.bd", []),
        ("info@brand.com.bd", []),
        ("মোবাইল ০১৭১২-৩৪৫৬৭৮", [("mobile", "০১৭১২-৩৪৫৬৭৮")]),
        ("+88 01712345678", [("mobile", "+88 01712345678")]),
        ("স্মারক নং ৪৭.০১৭.১২৩৪.৫৬৭৮", []),
        ("০১৭১২৩৪৫৬৭৮৯", []),
        ("০২-৯৪৬২৩৪৫", []),
        ("এনআইডি: ১২৩৪৫৬৭৮৯০১২৩", [("nid", "১২৩৪৫৬৭৮৯০১২৩")]),
        ("১২৩৪৫৬৭৮৯০ টাকা", []),
    ],
)
def test_private_data(text, found):
    assert list(private_data(text)) == found
