from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bench.damage_figures import confuse, misread
from bench.figures import (
    Hand,
    bengali,
    dice,
    lakhs,
    latin,
    quarter_bounds,
    quarter_counts,
    quarter_of,
    split_weights,
    two_scripts,
    year_bounds,
)

SEEDS = st.integers(0, 10**6)


@given(SEEDS, st.integers(10, 100), st.integers(1, 8), st.booleans())
def test_weights_sum_and_none_is_nothing(seed, total, n, halves):
    weights = split_weights(dice(seed), total, n, halves)
    assert sum(weights) == total
    assert len(weights) == n
    assert min(weights) > 0


@given(SEEDS, st.integers(1, 500))
def test_quarters_sum_to_the_year(seed, total):
    counts = quarter_counts(dice(seed), total)
    assert sum(counts) == total
    assert len(counts) == 4


@given(st.integers(0, 10**9))
def test_lakhs_group_by_two_above_the_last_three(number):
    text = lakhs(number)
    assert text.replace(",", "") == str(number)
    head, *tail = text.split(",")
    assert 1 <= len(head) <= 3
    assert not tail or (len(tail[-1]) == 3 and all(len(group) == 2 for group in tail[:-1]))


@given(st.integers(2000, 2040))
def test_quarters_cover_the_fiscal_year(start):
    bounds = [quarter_bounds(start, n) for n in range(1, 5)]
    assert (bounds[0][0], bounds[3][1]) == year_bounds(start)
    assert all(b[0] == a[1] + timedelta(days=1) for a, b in pairwise(bounds))
    assert [quarter_of(first) for first, _ in bounds] == [1, 2, 3, 4]


@given(SEEDS, st.integers(0, 99999))
def test_a_misread_figure_differs_in_one_digit(seed, number):
    hand = Hand(dice(seed))
    value = hand.number(number)
    new = misread(hand, value)
    if new is None:
        assert confuse(hand, value.raw) is None
        return
    assert sum(a != b for a, b in zip(value.raw, new.raw, strict=True)) == 1
    assert new.num == float(latin(new.raw).replace(",", ""))
    assert new.human_num == number
    assert two_scripts(new.raw) == two_scripts(value.raw)


@given(SEEDS, st.dates(date(2018, 1, 1), date(2027, 12, 31)))
def test_a_date_is_written_with_its_own_day(seed, day):
    text = latin(Hand(dice(seed)).date_text(day))
    assert text.startswith(f"{day.day:02d}")
    assert text.endswith((str(day.year), str(day.year)[2:]))


def test_two_scripts_are_told_apart():
    assert two_scripts("1২")
    assert not two_scripts("১২")
    assert not two_scripts("12")
    assert not two_scripts("-")
    assert bengali("12") == "১২"
