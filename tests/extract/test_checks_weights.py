import pytest

from tests.extract.grids import PLAN, issues, numbers, plan, plan_row, read, sound

TITLES = {"nis": "শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২২-২৩"}


def changed(row, **cells):
    """The sound plan with cells of one row (from 0) exchanged: c5="৭" is column 5 from 0."""
    rows = sound()
    for name, raw in cells.items():
        rows[row][int(name[1:])] = raw
    return rows


def test_a_sound_plan_raises_nothing():
    assert plan(*sound()).issues == []


def test_area_weight_mismatch_leads_to_the_misread_digit():
    found = plan(*changed(0, c5="৬"))  # ৮ read as ৬: 6 + 7 is not 15
    assert issues(found, "AREA_WEIGHT_MISMATCH") == [(1, 2)]
    assert [(i.row_no, i.col_no, i.suggestion) for i in found.issues if i.code == "DIGIT_CONFUSION_SUSPECT"] == [
        (1, 6, "৮")
    ]


def test_area_weights_that_agree_are_silent_also_with_halves():
    rows = changed(0, c5="৭.৫")
    rows[1][5] = "৭.৫"
    assert plan(*rows).issues == []


def test_of_two_alternatives_one_may_count():
    rows = sound()
    other = plan_row("1.1.1.1", own="৮")
    other[2] = "[১.১.১] অন্য কার্যক্রম আয়োজন"
    found = plan(rows[0], other, *rows[1:])
    assert issues(found, "AREA_WEIGHT_MISMATCH") == [] and issues(found, "PLAN_TOTAL_MISMATCH") == []
    assert found.indicators[1].alternative_of == "1.1.1"


def test_plan_total_mismatch():
    rows = changed(2, c1="৯", c5="৯")
    assert issues(plan(*rows), "PLAN_TOTAL_MISMATCH") == [(None, 6)]


def test_a_plan_without_a_known_total_may_weigh_anything():
    title = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩"
    header = [*PLAN[:6], "প্রকৃত অর্জন ২০২০-২১", "প্রকৃত অর্জন ২০২১-২২", *PLAN[6:], "প্রক্ষেপণ ২০২৩-২৪", "প্রক্ষেপণ ২০২৪-২৫"]
    row = plan_row("1.1.1", area="খাদ্য নিরাপত্তা", weight="৭০", own="৭০")
    found = read(title, [header, numbers(15), [*row[:6], "১", "২", *row[6:], "৫", "৬"]])
    assert found.tables[0].form == "apa_main"
    assert issues(found, "PLAN_TOTAL_MISMATCH") == []


def test_printed_totals_are_compared():
    right = ["মোট", "২৫", "", "", "", "২৫", *[""] * 5]
    wrong = ["সর্বমোট", "২৫", "", "", "", "২৪", *[""] * 5]
    assert plan(*sound(), right).issues == []
    assert issues(plan(*sound(), wrong), "PLAN_TOTAL_MISMATCH") == [(4, 6)]


def test_a_printed_total_of_figures_is_compared():
    header = [*PLAN, "১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "মোট অর্জন"]
    rows = [[*row, "১", "০", "১"] for row in sound()]
    total = ["মোট", "২৫", "", "", "", "২৫", *[""] * 5, "৩", "০", "৩"]
    title = "সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা ২০২২-২৩"
    assert issues(read(title, [header, numbers(14), *rows, total]), "TOTAL_MISMATCH") == []
    total[11] = "৪"
    assert issues(read(title, [header, numbers(14), *rows, total]), "TOTAL_MISMATCH") == [(4, 12)]


@pytest.mark.parametrize("raw", ["", "পাঁচ-ছয়", "৭%"])
def test_missing_weight(raw):
    found = plan(*changed(1, c5=raw))
    assert (2, 6) in issues(found, "MISSING_WEIGHT")
    assert found.indicators[1].weight is None


def test_a_weight_of_nought_is_a_weight():
    rows = changed(0, c5="১৫")
    rows[1][5] = "০"
    assert issues(plan(*rows), "MISSING_WEIGHT") == []


def test_an_areas_weight_that_is_no_number_is_told():
    found = plan(*changed(0, c1="১৫%"))
    assert issues(found, "MISSING_WEIGHT") == [(1, 2)]


def test_areas_without_any_weight_are_told_once():
    rows = changed(0, c1="")
    rows[2][1] = ""
    assert issues(plan(*rows), "MISSING_WEIGHT") == [(None, 2)]


def test_an_oddly_printed_weight_is_in_doubt():
    found = plan(*changed(0, c5="8৮"))  # digits of two scripts
    assert (1, 6) in issues(found, "LOW_CONFIDENCE")


def test_section_without_weight_among_others_with_one():
    header = ["কার্যক্রমের নাম", "কর্মসম্পাদন সূচক", "সূচকের মান", "একক", "দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "লক্ষ্যমাত্রা ২০২২-২৩",
              "লক্ষ্যমাত্রা/অর্জন", "১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার", "মোট অর্জন"]  # fmt: skip
    line = lambda n: [f"{n} সভা আয়োজন", "সভা আয়োজিত", "২", "সংখ্যা", "কর্মকর্তা", "৪", "লক্ষ্যমাত্রা", "১", "১", "১", "১", ""]  # noqa: E731
    section = lambda text: [text, *[""] * 11]  # noqa: E731
    with_weights = [section("১. প্রাতিষ্ঠানিক ব্যবস্থা....২"), line("১.১"), section("২. ক্রয়ের ক্ষেত্রে শুদ্ধাচার....২"), line("২.১")]
    assert issues(read(TITLES["nis"], [header, numbers(12), *with_weights]), "MISSING_WEIGHT") == []
    without = [*with_weights[:2], section("২. ক্রয়ের ক্ষেত্রে শুদ্ধাচার"), line("২.১")]
    assert issues(read(TITLES["nis"], [header, numbers(12), *without]), "MISSING_WEIGHT") == [(3, 1)]


def test_a_sum_amid_the_rows_counts_what_stands_above():
    rows = sound()
    part = lambda weight: ["উপ-মোট", "১৫", "", "", "", weight, *[""] * 5]  # noqa: E731
    found = plan(*rows[:2], part("১৫"), rows[2], ["মোট", "২৫", "মোট", "", "", "২৫", *[""] * 5])
    assert found.issues == [] and [i.area for i in found.indicators][2] == "সক্ষমতা অর্জন"
    assert issues(plan(*rows[:2], part("১৪"), rows[2]), "PLAN_TOTAL_MISMATCH") == [(3, 6)]


def test_totals_of_every_column_are_no_indicator():
    found = plan(*sound(), ["মোট", "২৫", "", "", "", "২৫", "১০", "৭", "৪", "২", "০"])
    assert len(found.indicators) == 3 and found.issues == []
