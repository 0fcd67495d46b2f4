"""What Excel prints of a number: sections, conditions, digits in their places, dates, fractions, Bengali figures."""

import doctest
import re
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.ooxml.formats import BUILT_IN, printed

LAKHS = r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"
ACCOUNTS = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("5", "General", "5"), ("33.3333333333333357", "General", "33.33333333"), ("1E-05", "General", "0.00001"),
        ("123456789012", "General", "123456789012"), ("1E+20", "General", "1E+20"), ("-2.50", "General", "-2.5"),
        ("1234.5", "#,##0", "1,235"), ("2.675", "0.00", "2.68"), ("0.125", "0.0%", "12.5%"), ("-5", "0.00", "-5.00"),
        ("-0.001", "0.0", "0.0"), ("12", "00000", "00012"), ("0", "#", ""), ("0.5", ".00", ".50"),
        ("5", "0.##", "5."), ("1250", ACCOUNTS, "1,250.00"), ("-1250", ACCOUNTS, "(1,250.00)"), ("0", ACCOUNTS, "-"),
        ("12500000", LAKHS, "1,25,00,000"), ("125000", LAKHS, "1,25,000"), ("500", LAKHS, "500"),
        ("-500", LAKHS, "-500"),
        ("5", "0;(0)", "5"), ("-5", "0;(0)", "(5)"), ("0", '0;-0;"নেই"', "নেই"), ("5", "[Red]0.0", "5.0"),
        ("1234567", "#,##0,", "1,235"), ("1234567", "#,##0.0,,", "1.2"), ("5", '[$৳-845]#,##0.00', "৳5.00"),
        ("5", r"0\ \ট\ি", "5 টি"), ("3", 'General"টি"', "3টি"), ("7", "@", "7"), ("5", ";;;", ""),
        ("8801712", "000-0000", "880-1712"),
        ("12345", "0.00E+00", "1.23E+04"), ("0.00012", "0.0E-0", "1.2E-4"), ("99999", "0.0E+0", "1.0E+5"),
        ("12345", "##0.0E+0", "12.3E+3"), ("1.5", "# ?/?", "1 1/2"), ("0.125", "?/8", "1/8"), ("3", "# ?/?", "3"),
        ("5", "[$-5000445]0", "৫"), ("5", "[$-bn-BD,5000445]0.0", "৫.০"), ("5", "[$-445]0", "5"),
        ("45200", "dd/mm/yyyy", "01/10/2023"), ("45200", "yyyy-mm-dd", "2023-10-01"), ("45200", "d-mmm-yy", "1-Oct-23"),
        ("45200", "[$-409]mmmm d, yyyy", "October 1, 2023"), ("45200", "[$-845]dd mmmm, yyyy", "01 অক্টোবর, 2023"),
        ("45200", "[$-5000445]dddd", "রবিবার"), ("45200", "m/d/yy", "1/10/23"), ("45200", "mm-dd-yy", "01-10-23"),
        ("45200.75", "dd/mm/yyyy hh:mm", "01/10/2023 18:00"), ("45200.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
        ("0.5", "mm:ss.0", "00:00.0"), ("45200.9999999", "dd/mm/yyyy hh:mm", "02/10/2023 00:00"),
        ("60", "dd/mm/yyyy", "29/02/1900"), ("59", "dd/mm/yyyy", "28/02/1900"), ("61", "dd/mm/yyyy", "01/03/1900"),
        ("-1", "dd/mm/yyyy", "-1"), ("99999999", "dd/mm/yyyy", "99999999"), ("x", "0", "x"),
        ("1E+400", "0", "1E+400"), ("NaN", "0", "NaN"),
        ("5", "0" * 300, "5"),
    ],
)  # fmt: skip
def test_what_is_printed(number, code, text):
    assert printed(number, code) == text


def test_formats_that_a_file_names_by_number():
    assert printed("45200", BUILT_IN[14]) == "01/10/2023" and printed("0.5", BUILT_IN[9]) == "50%"
    assert printed("1250", BUILT_IN[3]) == "1,250" and printed("43738", "dd/mm/yyyy", since_1904=True) == "01/10/2023"


@pytest.mark.parametrize("name", ["formats", "digits", "numbering", "symbols", "runs", "sheets"])
def test_examples_in_the_docs(name):
    assert doctest.testmod(import_module(f"ingest.sources.ooxml.{name}")).failed == 0


@given(
    st.decimals(-(10**12), 10**12, places=4),
    st.sampled_from(["0.0000", "#,##0.0000", LAKHS + ".0", "General", "0.0000%"]),
)
def test_no_digit_is_lost(number, code):
    if code.startswith("["):
        code, number = LAKHS, number.to_integral_value()
    text = printed(str(number), code)
    if code == "General" and number != int(number):
        return
    shown = float(re.sub("[,%]", "", text)) / (100 if "%" in code else 1)
    assert shown == pytest.approx(float(number), rel=1e-14, abs=1e-9)


@given(
    st.text(alphabet='0#?.,%/E+-;[]@"\\dmyhs:গ<>=$5 _*', max_size=24),
    st.sampled_from(["0", "5", "-12.5", "45200.7", "1E-200", "9E+200"]),
)
def test_any_format_prints_something_of_any_number(code, number):
    assert isinstance(printed(number, code), str)
