"""What the figures of one row look like: a unit and figures that belong together, for levels and for quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bench.figures import Hand, day_between, quarter_bounds, quarter_counts, quarter_of, year_bounds
from bench.sheet import BLANK, Value

UNITS = {
    "quarterly": ("সংখ্যা", "count"), "monthly": ("সংখ্যা", "count"), "few": ("সংখ্যা", "count"), "one": ("সংখ্যা", "count"),
    "big": ("সংখ্যা", "count"), "percent": ("%", "percent"), "date": ("তারিখ", "date"), "days": ("দিন", "other"),
    "money": ("টাকা", "taka"), "both": ("সংখ্যা ও তারিখ", "count_and_date"), "score": ("প্রাপ্ত নম্বর", "other"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """The unit of a row and its figures; `even`: the steps between levels are equal, so one wrong digit shows."""

    unit: str
    norm: str
    values: tuple[Value, ...]
    even: bool = True


def steps(hand: Hand, pattern: str) -> tuple[list[float | None], bool]:
    """Five level figures from 100 % down, None where nothing is set, and whether their steps are equal."""
    chance = hand.chance
    if pattern == "quarterly":
        return [4, 3, 2, 1, None], True
    if pattern == "monthly":
        return [12, 11, 10, 9, 8], True
    if pattern == "few":
        top = chance.choice((2, 2, 3))
        return [*range(top, 0, -1), *[None] * (5 - top)], True
    if pattern == "one":
        return [1, None, None, None, None], True
    if pattern == "percent":
        top, step = chance.choice(((100, 5), (95, 5), (90, 10), (90, 5), (100, 10), (80, 5)))
        return [top - step * n for n in range(5)], True
    if pattern == "score":
        top = chance.choice((50, 25, 10))
        return [top * (10 - n) / 10 for n in range(5)], True
    if pattern == "days":
        low, step = chance.randint(3, 20), chance.randint(1, 5)
        return [low + step * n for n in range(5)], True
    top, step = (
        (chance.randint(8, 90) * 10, chance.choice((2, 5, 10)))
        if pattern == "big"
        else (chance.randint(5, 60) * 50000, 20000)
    )
    figures: list[float | None] = [top - step * n for n in range(5)]
    if chance.random() < 0.12:
        figures[1] = top - step + 1
        return figures, False
    return figures, True


def level_dates(hand: Hand, start: int) -> list[date]:
    """Five deadlines in the fiscal year, in equal steps."""
    step = hand.chance.choice((7, 10, 14))
    first, last = year_bounds(start)
    day = day_between(hand.chance, first + timedelta(days=30), last - timedelta(days=4 * step))
    return [day + timedelta(days=step * n) for n in range(5)]


def one(hand: Hand, pattern: str, number: float, sign: bool = True) -> Value:
    """A figure of the pattern's unit: percent figures with their sign where asked."""
    return hand.percent(number) if pattern == "percent" and sign else hand.number(number)


def levels(hand: Hand, pattern: str, start: int) -> Figures:
    """A row's five level targets. Levels without a target are blank or a dash, all alike in the row."""
    unit, norm = UNITS[pattern]
    if pattern == "date":
        return Figures(unit, norm, tuple(hand.date(day) for day in level_dates(hand, start)))
    if pattern == "big" and hand.chance.random() < 0.2:
        unit, norm = "জন", "other"
    numbers, even = steps(hand, pattern)
    nothing, sign = hand.blank_or_dash(), hand.chance.random() < 0.6
    values = tuple(nothing if n is None else one(hand, pattern, n, sign) for n in numbers)
    return Figures(unit, norm, values, even)


def both(hand: Hand, count: int, day: date) -> Value:
    """'২ ও ৩০/০৬/২৪': a count and a date in one cell, given as two values that a reader must look at."""
    parts = (hand.number(count), hand.date(day, "d/m/y"))
    return Value(f"{parts[0].raw} ও {parts[1].raw}", "multi", parts=parts, uncertain=True)


def span(hand: Hand, first: date, last: date) -> Value:
    """'০১/০৭/২৩ থেকে ৩১/০৭/২৩': from one day to another."""
    parts = (hand.date(first, "d/m/y"), hand.date(last, "d/m/y"))
    return Value(f"{parts[0].raw} থেকে {parts[1].raw}", "multi", parts=parts, uncertain=True)


@dataclass(frozen=True, slots=True)
class Quarters:
    """An annual target with four quarter targets and the achievements of the quarters that have passed."""

    unit: str
    norm: str
    annual: Value
    targets: tuple[Value, ...]
    total: Value
    achieved: tuple[Value, ...]
    achieved_total: Value
    summed: bool  # quarters add up to the annual figure


def quarters(hand: Hand, pattern: str, start: int, upto: int) -> Quarters:
    """A row of quarters; `upto`: the last quarter with an achievement (0: none)."""
    unit, norm = UNITS[pattern]
    if pattern == "date":
        return dated_quarters(hand, start, upto)
    if pattern == "percent":
        top = hand.chance.choice((100, 90, 80))
        done = tuple(hand.percent(top) if n < upto else BLANK for n in range(4))
        full = hand.percent(top)
        return Quarters(unit, norm, full, (full,) * 4, full, done, full if upto == 4 else BLANK, False)
    total = {"quarterly": 4, "one": 1}.get(pattern) or hand.chance.choice(
        (2, 2, 3) if pattern in ("few", "both") else (8, 12, 20, 26, 40, 55)
    )
    counts = quarter_counts(hand.chance, total)
    nothing = hand.blank_or_dash()
    targets = tuple(hand.number(n) if n else nothing for n in counts)
    done_counts = [n if hand.chance.random() < 0.85 else max(n - 1, 0) for n in counts[:upto]]
    done = tuple(hand.number(n) for n in done_counts) + (BLANK,) * (4 - upto)
    annual = both(hand, total, year_bounds(start)[1]) if pattern == "both" else hand.number(total)
    return Quarters(
        unit, norm, annual, targets, hand.number(total) if hand.chance.random() < 0.4 else BLANK,
        done, hand.number(sum(done_counts)) if upto else BLANK, pattern != "both",
    )  # fmt: skip


def dated_quarters(hand: Hand, start: int, upto: int) -> Quarters:
    """A deadline: it stands as annual target and in the quarter in which it falls."""
    unit, norm = UNITS["date"]
    day = day_between(hand.chance, *year_bounds(start))
    place = quarter_of(day) - 1
    target, nothing = hand.date(day, "d/m/y"), hand.blank_or_dash()
    first = quarter_bounds(start, place + 1)[0]
    done_on = hand.date(day_between(hand.chance, first, day), "d/m/y")
    annual = span(hand, *quarter_bounds(start, place + 1)) if hand.chance.random() < 0.12 else target
    targets = tuple(target if n == place else nothing for n in range(4))
    done = tuple((done_on if n == place else nothing) if n < upto else BLANK for n in range(4))
    return Quarters(unit, norm, annual, targets, BLANK, done, done_on if place < upto else BLANK, False)
