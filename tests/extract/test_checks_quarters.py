import pytest

from tests.extract.grids import PLAN, issues, numbers, read, sound

NIS = "শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২২-২৩"
HEAD = [
    "কার্যক্রমের নাম",
    "কর্মসম্পাদন সূচক",
    "সূচকের মান",
    "একক",
    "বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ",
    "২০২২-২৩ অর্থবছরের লক্ষ্যমাত্রা",
    "লক্ষ্যমাত্রা/অর্জন",
    "১ম কোয়ার্টার",
    "২য় কোয়ার্টার",
    "৩য় কোয়ার্টার",
    "৪র্থ কোয়ার্টার",
    "মোট অর্জন",
    "অর্জিত মান",
    "মন্তব্য",
]


def lines(planned, done=None, *, annual="৪", unit="সংখ্যা", total="", code="১.১"):
    """A target line and, where `done` is given, an achievement line."""
    first = [f"{code} নৈতিকতা কমিটির সভা", "সভা আয়োজিত", "২", unit, "হিসাবরক্ষক", annual, "লক্ষ্যমাত্রা", *planned, "", "", ""]
    return [first] if done is None else [first, [*[""] * 6, "অর্জন", *done, total, "", ""]]


def nis(*rows):
    return read(NIS, [HEAD, numbers(14), *rows])


def test_quarters_that_sum_to_the_target():
    assert nis(*lines("১১১১", "১১১১", total="৪")).issues == []


def test_quarter_sum_mismatch():
    found = nis(*lines("১১১৩", "১১১১", total="৪"))
    assert issues(found, "QUARTER_SUM_MISMATCH") == [(1, 8)]


def test_a_misread_quarter_explains_the_sum():
    found = nis(*lines("২১১১", "১১১১", total="৪"))  # one of the four ১ read as ২
    suspects = issues(found, "DIGIT_CONFUSION_SUSPECT")
    assert suspects == [(1, 8)]


def test_the_same_digit_misread_in_every_quarter():
    found = nis(*lines("২২২২", "১১১১", total="৪"))
    assert issues(found, "DIGIT_CONFUSION_SUSPECT") == [(1, 8)]
    planned = [v for v in found.values if v.kind == "quarter_target"]
    assert [(v.suggested_num, v.uncertain) for v in planned] == [(1.0, True)] * 4


@pytest.mark.parametrize(
    ("planned", "annual", "unit"),
    [
        (["৩০/০৯/২২", "", "", ""], "৩০/০৯/২২", "তারিখ"),
        (["১০০%"] * 4, "১০০%", "%"),
        (["", "", "", ""], "৪", "সংখ্যা"),
        (["-", "২", "-", "২"], "৪", "সংখ্যা"),
    ],
)
def test_what_does_not_add_up_over_quarters(planned, annual, unit):
    found = nis(*lines(planned, ["", "", "", ""], annual=annual, unit=unit))
    assert issues(found, "QUARTER_SUM_MISMATCH") == []


def test_total_mismatch_doubts_every_quarter():
    found = nis(*lines("১১১১", "১১১১", total="৩"))
    assert issues(found, "TOTAL_MISMATCH") == [(2, 12)]
    assert all(v.uncertain for v in found.values if v.row_no == 2 and v.status == "ok")
    assert not any(v.uncertain for v in found.values if v.row_no == 1)


def test_a_blank_total_is_no_mismatch():
    assert issues(nis(*lines("১১১১", "১১১১")), "TOTAL_MISMATCH") == []


def test_achievement_beyond_target():
    assert issues(nis(*lines("১১১১", "১২১১", total="৫")), "ACHIEVEMENT_EXCEEDS_TARGET") == [(2, 8)]
    assert issues(nis(*lines("১১১১", "১১১০", total="৩")), "ACHIEVEMENT_EXCEEDS_TARGET") == []


def test_where_less_is_better_more_is_not_beyond():
    header = [*PLAN, "১ম ত্রৈমাসিক", "মোট অর্জন"]
    title = "সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা ২০২২-২৩"
    rows = [[*row, "২", "২"] for row in sound()]
    rows[0][6:] = ["১", "২", "৩", "৪", "৫", "৯", "৯"]  # days a file may take
    assert issues(read(title, [header, numbers(13), *rows]), "ACHIEVEMENT_EXCEEDS_TARGET") == []


def test_missing_achievement_row():
    both, alone = lines("১১১১", "১১১১", total="৪"), lines("১১১১", code="১.২")
    assert issues(nis(*both, *alone), "MISSING_ACHIEVEMENT_ROW") == [(3, 7)]
    assert issues(nis(*alone, *lines("১১১১", code="১.৩")), "MISSING_ACHIEVEMENT_ROW") == [(None, 7)]
    assert issues(nis(*both), "MISSING_ACHIEVEMENT_ROW") == []


def test_a_negative_target_and_nothing_reported():
    found = nis(*lines(["", "", "", ""], ["", "", "", ""], annual="-১"))
    assert issues(found, "ACHIEVEMENT_EXCEEDS_TARGET") == []
