import pytest

from tests.extract.grids import codes, grid, issues, read, spanned


def measures(*rows, title="জেলার পরিসংখ্যান ২০২৩"):
    return read(title, grid([list(row) for row in rows]))


def rows_of(found):
    """label → figures."""
    return {
        i.indicator: [v.value_num for v in found.values if v.indicator_uid == i.indicator_uid] for i in found.indicators
    }


def test_months_as_columns():
    found = measures(("উপজেলা", "জানুয়ারি", "ফেব্রুয়ারি", "মোট"), ("চরপুর", "১২", "-", "১২"), ("মোট", "১২", "", "১,২৫,০১২"))
    assert rows_of(found) == {"চরপুর": [12, None, 12], "মোট": [12, None, 125012]}
    assert [v.measure_path for v in found.values][:2] == [["জানুয়ারি"], ["ফেব্রুয়ারি"]]
    assert [v.status for v in found.values] == ["ok", "na_dash", "ok", "ok", "blank", "ok"]


@pytest.mark.parametrize("years", [("২০২১", "২০২২"), ("২০২০-২১", "২০২১-২২")])
def test_years_as_columns(years):
    found = measures(("খাত", *years), ("ধান", "১০০", "১১০.৫"))
    assert rows_of(found) == {"ধান": [100, 110.5]}
    assert [v.measure_path for v in found.values] == [[years[0]], [years[1]]]


def test_years_as_row_labels():
    found = measures(("সাল", "ধান", "গম"), ("২০২১", "১০০", "১১০"), ("২০২২", "১০১", "১১১"))
    assert rows_of(found) == {"২০২১": [100, 110], "২০২২": [101, 111]}


def test_amounts_percentages_and_signs():
    found = measures(
        ("খাত", "বরাদ্দ"),
        ("ক", "১,২৫,০০০.৫০"),
        ("খ", "৳ ৫,০০০"),
        ("গ", "-৫০০"),
        ("ঘ", "২.৫ লক্ষ টাকা"),
        ("ঙ", "৭২%"),
        ("চ", "৫০*"),
    )
    assert [v.value_num for v in found.values] == [125000.5, 5000, -500, 250000, 72, 50]
    assert [v.unit for v in found.values] == [None, "taka", None, "taka", "percent", None]
    assert codes(found, "error", "warn") == []


def test_merged_labels_name_every_row():
    rows = [["জেলা", "উপজেলা", "জন"], ["নদীপুর", "চরপুর", "১২"], ["", "হাটপুর", "১৩"], ["মোট", "", "২৫"]]
    found = measures(*rows)
    assert list(rows_of(found)) == ["নদীপুর / চরপুর", "নদীপুর / হাটপুর", "মোট"]
    assert [c.filled_from for c in found.cells if (c.row_no, c.col_no) == (2, 1)] == ["d0c/t1/r1/c1"]
    with_spans = read("জেলার পরিসংখ্যান", spanned(rows, {(1, 0): (2, 1), (3, 0): (1, 2)}))
    assert list(rows_of(with_spans)) == list(rows_of(found))


def test_serials_are_no_measures():
    found = measures(("ক্রম", "বিবরণ", "সংখ্যা"), ("৫", "অফিস", "১২"), ("৬", "গাড়ি", "৩"))
    assert rows_of(found) == {"অফিস": [12], "গাড়ি": [3]}
    counted = measures(("", "বিবরণ", "জন"), ("১", "অফিস", "১২"), ("২", "গাড়ি", "৩"))
    assert rows_of(counted) == {"অফিস": [12], "গাড়ি": [3]}


def test_figures_among_words_are_kept_and_told():
    found = measures(("খাত", "মান"), ("ক", "৫ (প্রমাণক)"), ("খ", "৩টি"), ("গ", "প্রায় ২০"), ("ঘ", "৭"), ("ঙ", "৮"))
    assert [(v.row_no, v.value_num, v.uncertain) for v in found.values] == [
        (1, None, True), (2, 3.0, False), (3, None, True), (4, 7.0, False), (5, 8.0, False),
    ]  # fmt: skip
    assert issues(found, "LOW_CONFIDENCE") == [(1, 2), (3, 2)]


def test_figures_in_a_column_of_words_are_told():
    found = measures(("নাম", "বয়স", "মান"), ("ক", "৫", "১"), ("খ", "নাই", "২"), ("গ", "অজানা", "৩"))
    assert issues(found, "UNEXPLAINED_COLUMN") == [(None, 2)]
    words = measures(("নাম", "বয়স", "মান"), ("ক", "জানা", "১"), ("খ", "নাই", "২"))
    assert issues(words, "UNEXPLAINED_COLUMN") == []


def test_section_rows_are_areas():
    found = measures(("খাত", "জন", "টাকা"), ("১. কৃষি", "", ""), ("ধান", "১২", "৫"), ("২. শিক্ষা", "", ""), ("বই", "৩", "৪"))
    assert [(i.area, i.indicator) for i in found.indicators] == [("কৃষি", "ধান"), ("শিক্ষা", "বই")]


def test_several_values_in_a_cell():
    found = measures(("খাত", "মান"), ("ক", "২ ও ৩"), ("খ", "৫"))
    assert [(v.value_uid[-4:], v.value_num, v.uncertain) for v in found.values][:2] == [
        ("c2.1", 2.0, True),
        ("c2.2", 3.0, True),
    ]
    assert issues(found, "MULTI_VALUE_CELL") == [(1, 2)]


def test_tables_without_figures_have_no_measures():
    found = measures(("নাম", "পদবি", "কক্ষ"), ("রহিম", "সহকারী", "নিচতলা"))
    assert found.indicators == [] and len(found.cells) == 6
