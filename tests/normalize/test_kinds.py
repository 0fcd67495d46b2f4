"""The dispatcher: marks, codes, units, labels, several values; and what holds for any text and kind."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize import Kind, Reading, read
from normalize.kinds import DOUBTS, INFORMATION

KINDS = get_args(Kind)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\n", "...", "…", "<br>"])
def test_blank(text):
    for kind in KINDS:
        got = read(text, kind)
        assert (got.status, got.value_type, got.number) == ("blank", None, None) or kind == "label"


@pytest.mark.parametrize("text", ["-", "--", "–", "—", "- -", "−", "প্রযোজ্য নয়", "N/A"])
def test_not_applicable(text):
    for kind in ("any", "number", "date", "percent", "money", "mark"):
        assert read(text, kind).status == "na_dash"


def test_zero_is_a_number():
    assert (read("০", "any").status, read("০", "any").number) == ("ok", 0)
    assert read("০", "mark").status == "invalid"


@pytest.mark.parametrize(
    ("text", "code", "rest", "doubts"),
    [
        ("[১.১.১]", "1.1.1", "", ()),
        ("[১.১.১] গাছ রোপণ", "1.1.1", "গাছ রোপণ", ()),
        ("[ ১.১.১ ]গাছ রোপণ", "1.1.1", "গাছ রোপণ", ()),
        ("[এম.১.১] সুশাসন", "M.1.1", "সুশাসন", ()),
        ("[M.1.1]", "M.1.1", "", ()),
        ("১.২ গাছ রোপণ", "1.2", "গাছ রোপণ", ()),
        ("১.২.৩", "1.2.3", "", ()),
        ("১.২. গাছ", "1.2", "গাছ", ()),
        ("[১] ক্ষেত্র", "1", "ক্ষেত্র", ()),
        ("[১.১ গাছ", "1.1", "গাছ", ("bracket_missing",)),
        ("১.১] গাছ", "1.1", "গাছ", ("bracket_missing",)),
        ("[১,২,১] গাছ", "1.2.1", "গাছ", ("code_separator",)),
        ("[০১.০২]", "1.2", "", ()),
        ("[১.১] ক [১.২] খ", "1.1", "ক [১.২] খ", ()),
    ],
)
def test_codes(text, code, rest, doubts):
    got = read(text, "code")
    assert (got.kind, got.status, got.code, got.rest, got.doubts) == ("code", "ok", code, rest, doubts)


@pytest.mark.parametrize(
    ("text", "number", "rest"), [("০১", 1, ""), ("১.", 1, ""), ("(১)", 1, ""), ("২। গাছ রোপণ", 2, "গাছ রোপণ")]
)
def test_serials_are_no_codes(text, number, rest):
    got = read(text, "code")
    assert (got.status, got.code, got.number, got.rest, got.doubts) == ("invalid", None, number, rest, ("serial",))


def test_amounts_are_no_codes():
    assert read("২.৭৫ কোটি টাকা", "code").code is None
    assert read("৯০.৫%", "code").code is None
    assert (read("গাছ রোপণ", "code").code, read("গাছ রোপণ", "code").rest) == (None, "গাছ রোপণ")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("সংখ্যা", "count"),
        ("টি", "count"),
        ("জন", "count"),
        ("সংখ্যা (টি)", "count"),
        ("%", "percent"),
        ("(%)", "percent"),
        ("শতকরা", "percent"),
        ("শতাংশ", "percent"),
        ("তারিখ", "date"),
        ("সংখ্যা ও তারিখ", "count_and_date"),
        ("তারিখ/সংখ্যা", "count_and_date"),
        ("টাকা", "taka"),
        ("লক্ষ টাকা", "taka"),
        ("টাকা (কোটি)", "taka"),
        ("ঘণ্টা", "other"),
        ("মে. টন", "other"),
    ],
)
def test_units(text, unit):
    got = read(text, "unit")
    assert (got.kind, got.status, got.unit, got.doubts) == ("unit", "ok", unit, ())


@pytest.mark.parametrize(
    ("text", "unit", "suggestion"), [("সংখা", "count", "সংখ্যা"), ("তারখ", "date", "তারিখ"), ("শতাশ", "percent", "শতাংশ")]
)
def test_units_with_a_slip(text, unit, suggestion):
    got = read(text, "unit")
    assert (got.unit, got.doubts, got.suggestion) == (unit, ("spelling",), suggestion)


def test_unknown_unit():
    assert read("নৌকা", "unit").doubts == ("unknown_unit",)


def test_label_keeps_its_text():
    got = read(" কর্মসম্পাদন<br>সূচক ", "label")
    assert (got.status, got.text, got.rest) == ("ok", "কর্মসম্পাদন\nসূচক", "কর্মসম্পাদন সূচক")


@pytest.mark.parametrize(
    ("text", "parts", "suggestion"),
    [
        ("২ ও ৩১/০৫/২২", [2, date(2022, 5, 31)], None),
        ("২ ৩ ৩১/০৫/২২", [2, 3, date(2022, 5, 31)], "২ ও ৩১/০৫/২২"),
        ("১০\n২০", [10, 20], None),
        ("১০<br>২০", [10, 20], None),
        ("৯০% ৮০%", [90, 80], None),
        ("৪, ৩১/০৫/২২", [4, date(2022, 5, 31)], None),
        ("৪/৩", [4, 3], None),
        ("১ ৩", [1, 3], None),
        ("৩১/০৫/২২ ৩০/০৬/২২", [date(2022, 5, 31), date(2022, 6, 30)], None),
        ("২টি ও ৫০%", [2, 50], None),
    ],
)
def test_several_values(text, parts, suggestion):
    got = read(text, "any")
    assert (got.status, got.number, got.date, got.suggestion) == ("multi", None, None, suggestion)
    assert [part.date or part.number for part in got.parts] == parts
    assert all(part.status == "ok" and part.raw for part in got.parts)


@pytest.mark.parametrize(("text", "kind"), [("২০2১-২২", "fiscal_year"), ("[১.1.১] গাছ", "code"), ("৪5%", "percent")])
def test_digits_of_two_scripts_are_a_doubt(text, kind):
    got = read(text, kind)
    assert (got.status, got.doubts) == ("ok", ("mixed_digits",))


def test_digits_behind_a_code_do_not_count_as_mixed():
    assert read("[১.১.১] ISO 9001 সনদ", "code").doubts == ()


@pytest.mark.parametrize(("text", "parts"), [("৮০% - ৯০%", [80, 90]), ("১ - ৫", [1, 5]), ("১–৫", [1, 5])])
def test_a_dash_between_values_is_no_minus(text, parts):
    assert [part.number for part in read(text, "any").parts] == parts


@pytest.mark.parametrize("text", ["জুন/২০২২", "Jun-22", "জুন, ২০২২ খ্রি."])
def test_a_month_in_a_value_cell_is_a_period_not_a_figure(text):
    got = read(text, "any")
    assert (got.kind, got.value_type, got.start) == ("period", "text", date(2022, 6, 1))


def test_a_code_among_figures_is_no_figure():
    assert [part.number for part in read("[২.১.১] ৪", "any").parts] == [4]


def test_a_dash_between_figures_is_never_a_subtraction():
    got = read("৪-৩", "any")
    assert (got.status, got.number, got.doubts, [p.number for p in got.parts]) == ("multi", None, ("range",), [4, 3])


def test_figures_among_words_are_kept_as_parts():
    got = read("৪ (তালিকা দেখুন), ৫০% হয়েছে", "any")
    assert (got.status, got.value_type, got.number, got.doubts) == ("invalid", "text", None, ("words",))
    assert [(part.kind, part.number) for part in got.parts] == [("number", 4), ("percent", 50)]


def test_figures_that_nothing_explains_are_told():
    assert read("১২৩৪৫৬৭৮৯০১২৩৪৫৬৭৮৯০", "any").doubts == ("unread_figures",)


def test_a_code_in_a_value_column_is_told_as_a_code():
    assert (read("[১.১.১]", "any").kind, read("১.১.১", "any").code, read("১.১", "any").kind) == (
        "code",
        "1.1.1",
        "number",
    )


def test_a_long_text_is_no_value():
    got = read("ক " * 400 + "৫", "any")
    assert (got.status, got.doubts) == ("invalid", ("too_long",))


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no such kind"):
        read("৪", "colour")


PIECES = [
    "০",
    "১",
    "২৩",
    "৪",
    "5",
    "১২",
    "২০২৩",
    "২৪",
    "-",
    "--",
    "/",
    ".",
    ",",
    " ",
    "\n",
    "(",
    ")",
    "[",
    "]",
    "%",
    "৳",
    "টাকা",
    "কোটি",
    "লক্ষ",
    "টি",
    "জন",
    "ও",
    "থেকে",
    "হতে",
    "জুলাই",
    "মে",
    "ভাদ্র",
    "ত্রৈমাসিক",
    "২য়",
    "Q",
    "চার",
    "শত",
    "খ্রি.",
    "তারিখ",
    "এম",
    "*",
    "।",
    "−",
    "–",
    "’",
    "/-",
    "মাত্র",
    "ক",
    "\u200c",
    "\u09bc",
    "<br>",
    "\ud800",
    "\x00",
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=40), st.sampled_from(KINDS))
@example("−–", "any")
@example(".", "money")
@example("৳,", "money")
@example("[এ.০]", "code")
def test_never_raises_and_says_what_it_means(text, kind):
    got = read(text, kind)
    assert isinstance(got, Reading)
    assert got.raw == text
    assert set(got.doubts) <= set(DOUBTS)
    assert (got.status == "multi") == bool(got.parts) or got.status == "invalid"
    if got.status in ("blank", "na_dash"):
        assert got.number is None and got.date is None
    if got.value_type == "date" and got.status == "ok":
        assert got.date or (got.start and got.end)
    if got.value_type in ("number", "percent", "money") and got.status == "ok":
        assert got.number is not None
    for part in got.parts:
        assert set(part.doubts) <= set(DOUBTS)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_reading_the_cleaned_text_gives_the_same(text):
    first = read(text, "any")
    again = read(first.text, "any")
    assert (again.status, again.number, again.date, again.doubts) == (
        first.status,
        first.number,
        first.date,
        first.doubts,
    )


def test_information_is_part_of_the_doubts():
    assert set(DOUBTS) >= INFORMATION
