from __future__ import annotations

import pytest

from extract.heading.memo import is_digital, is_well_formed, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("৪৭.৬১.৩৩০০.০০০.২৭.০০৩.২১.২০২", "47.61.3300.000.27.003.21.202"),
        ("৪৭ .৬১. ৩৩০০.০০০.২৭.০০৩.২১-২০২ তারিখ: ০১/০১/২০২৪", "47.61.3300.000.27.003.21-202"),
        ("47.61.3300.000.27.003.21.202(5)", "47.61.3300.000.27.003.21.202"),
        ("তারিখ: ০১/০১/২০২৪", None),
        ("", None),
        ("পাওয়া যায়নি", None),
    ],
)
def test_number_in(text, number):
    memo = number_in(text)
    assert (memo and memo.number) == number


@pytest.mark.parametrize(
    ("number", "digital", "good"),
    [
        ("47.61.3300.000.27.003.21", True, True),
        ("47.61.3300.000.27.003.21.202", True, True),
        ("47.61.3300.000.27.003.21-202", True, True),
        ("47.61.00715.000.27.003.21.202", True, False),
        ("47.61.3300.000.27.003", True, False),
        ("ABC/2024/17", False, False),
        ("123/2024", False, False),
    ],
)
def test_form_of_numbers(number, digital, good):
    assert is_digital(number) is digital
    assert is_well_formed(number) is good
