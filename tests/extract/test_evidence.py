import pytest

from extract.evidence import fit, likely_row_kind, profile, row_kind_of, small_integer, sort_of


@pytest.mark.parametrize(
    ("raw", "sort"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("-", "dash"),
        ("--", "dash"),
        ("০", "number"),
        ("২.৫", "number"),
        ("-৫", "number"),
        ("১,২৫,০০০.৫০", "number"),
        ("০২টি", "number"),
        ("৫*", "number"),
        ("৯০%", "percent"),
        ("৳ ৫০০", "money"),
        ("৩০/০৬/২৪", "date"),
        ("৩২/০৭/২৩", "date"),
        ("২ ও ৩০/০৬/২৪", "multi"),
        ("[১.১.১] সভা", "indicator_code"),
        ("[১.১] সভা", "activity_code"),
        ("১.১ সভা", "activity_code"),
        ("১.১.১", "indicator_code"),
        ("[এম.১.১] ক", "indicator_code"),
        ("সংখ্যা", "unit"),
        ("%", "unit"),
        ("সংখ্যা ও তারিখ", "unit"),
        ("লক্ষ্যমাত্রা", "row_kind"),
        ("অর্জন", "row_kind"),
        ("লম্ষ্যমাত্রা", "row_kind"),  # misread
        ("লক্ষ্য অর্জনের সভা", "text"),
        ("১.", "serial"),
        ("(১)", "serial"),
        ("২০২২-২৩", "fiscal_year"),
        ("সভা আয়োজন", "text"),
        ("প্রায় ২০", "text"),
        ("ক" * 5000, "text"),
    ],
)
def test_sort_of(raw, sort):
    assert sort_of(raw) == sort


@pytest.mark.parametrize(
    ("raw", "number"), [("৭", 7), ("(৭)", 7), ("[07]", 7), ("৭।", 7), ("৭৭৭", None), ("০", None), ("ক", None)]
)
def test_small_integer(raw, number):
    assert small_integer(raw) == number


def test_row_kinds():
    assert [row_kind_of(raw) for raw in ("লক্ষ্যমাত্রা", "প্রকৃত অর্জন", "মন্তব্য")] == ["target", "achievement", None]


def test_profile_and_fit():
    units = profile(["সংখ্যা", "%", "", "তারিখ", "সংখ্যা"])
    assert (units.printed, units.figures, units.share("unit")) == (4, 0, 1.0)
    assert fit("unit", units) == 1.0 and fit("number", units) == -1.0
    assert fit("unit", profile(["", ""])) == 0.0
    assert 0 < fit("unit", profile(["সংখ্যা"])) < 1  # one cell proves less than four


def test_line_names_are_known_though_misread():
    assert [likely_row_kind(raw) for raw in ("অজ্জন", "অজন", "লক্ষামাত্রা", "অর্জন")] == [
        "achievement", "achievement", "target", "achievement",
    ]  # fmt: skip
    assert [likely_row_kind(raw) for raw in ("মন্তব্য", "", "অনলাইন", "২")] == [None] * 4
