import pytest

from tests.extract.grids import issues, plan, sound, values


def with_levels(*levels, unit="সংখ্যা", row=0):
    rows = sound()
    rows[row][4], rows[row][6:] = unit, levels
    return rows


@pytest.mark.parametrize("levels", [("৪", "৫", "২", "১", "০"), ("৪", "৪", "২", "১", "০"), ("১", "২", "১", "২", "১")])
def test_non_monotonic(levels):
    assert issues(plan(*with_levels(*levels)), "NON_MONOTONIC_TARGETS") == [(1, 7)]


@pytest.mark.parametrize(
    ("levels", "unit"),
    [
        (("৫", "৬", "৭", "৮", "৯"), "সংখ্যা"),  # lower is better
        (("৪", "৩", "২", "১", "-"), "সংখ্যা"),
        (("৯৫%", "৯০%", "৮৫%", "৮০%", "৭৫%"), "%"),
        (("১.৫", "১.২৫", "১", "০.৭৫", "০.৫"), "সংখ্যা"),
        (("০১/০৯/২২", "০৮/০৯/২২", "১৫/০৯/২২", "২২/০৯/২২", "২৯/০৯/২২"), "তারিখ"),
        (("১", "", "", "", ""), "সংখ্যা"),
    ],
)
def test_runs_that_may_stand(levels, unit):
    assert plan(*with_levels(*levels, unit=unit)).issues == []


def test_both_directions_are_told():
    up, down = plan(*with_levels("৫", "৪", "৩", "২", "১")), plan(*with_levels("৫", "৬", "৭", "৮", "৯"))
    assert (up.indicators[0].direction, down.indicators[0].direction) == ("up", "down")


def test_a_misread_digit_in_a_run():
    found = plan(*with_levels("৮", "৩", "২", "১", "০"))  # ৪ read as ৮
    assert issues(found, "DIGIT_CONFUSION_SUSPECT") == [(1, 7)]
    first = found.values[0]
    assert (first.value_num, first.suggested_num, first.uncertain) == (8.0, 4.0, True)


def test_a_digit_that_no_confusion_explains_is_not_suggested():
    assert issues(plan(*with_levels("৯", "৩", "২", "১", "০")), "DIGIT_CONFUSION_SUSPECT") == []


def test_exchanged_levels():
    found = plan(*with_levels("১০", "৩০", "২০", "৪০", "৫০"))
    assert issues(found, "NON_MONOTONIC_TARGETS") == [(1, 7)]
    assert issues(found, "DIGIT_CONFUSION_SUSPECT")


def test_level_template_mismatch():
    odd = ("০১/০৯/২২", "০৮/০৯/২২", "১৫/০৯/২২", "২২/০৯/২২", "৩০/০৯/২২")
    assert issues(plan(*with_levels(*odd, unit="তারিখ")), "LEVEL_TEMPLATE_MISMATCH") == [(1, 11)]


def test_empty_targets():
    assert issues(plan(*with_levels("", "", "", "", "")), "EMPTY_TARGETS") == [(1, 7)]
    rows = [[*row[:6], *[""] * 5] for row in sound()]
    assert issues(plan(*rows), "EMPTY_TARGETS") == [(None, 7)]
    assert issues(plan(*with_levels("১", "", "", "", "")), "EMPTY_TARGETS") == []


def test_dashes_are_no_empty_targets():
    assert issues(plan(*with_levels("-", "-", "-", "-", "-")), "EMPTY_TARGETS") == []


def test_copied_targets():
    rows = with_levels("৪", "৫", "২", "১", "০")
    rows[1][6:] = rows[0][6:]
    assert issues(plan(*rows), "DUPLICATE_TARGETS") == [(2, 7)]


def test_usual_runs_may_repeat():
    rows = with_levels("৪", "৩", "২", "১", "-")
    rows[1][6:] = rows[0][6:]
    assert issues(plan(*rows), "DUPLICATE_TARGETS") == []


@pytest.mark.parametrize("hole", ["", "-"])
def test_target_gap(hole):
    found = plan(*with_levels("৪", "৩", hole, "১", "০"))
    assert issues(found, "TARGET_GAP") == [(1, 9)]
    assert values(found, 1) == [4, 3, None, 1, 0]  # nothing is put in


def test_levels_that_end_early_have_no_gap():
    assert issues(plan(*with_levels("৪", "৩", "-", "-", "-")), "TARGET_GAP") == []


def test_level_column_empty():
    rows = [[*row[:10], ""] for row in sound()]
    assert issues(plan(*rows), "LEVEL_COLUMN_EMPTY") == [(None, 11)]
    assert issues(plan(*sound()), "LEVEL_COLUMN_EMPTY") == []
