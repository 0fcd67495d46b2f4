"""Printing figures: digits of either script, dates in the usual forms, marks, and figures that belong together."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

from bench.sheet import BLANK, Value

BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
MONTHS = ("জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর")
ORDINALS = ("১ম", "২য়", "৩য়", "৪র্থ")
DATE_FORMS = ("d/m/y", "d/m/Y", "d-m-Y", "d.m.Y", "d M Y", "d M, Y")
SPAN_JOIN = " থেকে "


def dice(seed: int) -> random.Random:
    """A source of chance that always gives the same for the same seed."""
    return random.Random(seed)  # noqa: S311 - repeatable variety, nothing secret


def bengali(text: str) -> str:
    """'12' → '১২'."""
    return text.translate(BENGALI)


def latin(text: str) -> str:
    """'১২' → '12'."""
    return text.translate(LATIN)


def tidy(number: float) -> str:
    """12.0 → '12', 0.5 → '0.5'."""
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")


def lakhs(number: float) -> str:
    """125000 → '1,25,000': groups of two above the last three."""
    whole, _, rest = tidy(number).partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + ("." + rest if rest else "")


def two_scripts(text: str) -> bool:
    """Whether digits of both scripts stand in one figure: read all the same, but doubted."""
    return text != latin(text) and text != bengali(text)


class Hand:
    """The habits of whoever typed a report: digits, date form, dashes. All figures of a report go through one hand."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.digits = chance.choices(("bengali", "latin", "mixed"), (86, 7, 7))[0]
        self.form = chance.choice(DATE_FORMS)
        self.year_form = chance.choice(("short", "long"))
        self.dash = chance.choices(("-", "--", "–"), (80, 15, 5))[0]
        self.padded = chance.random() < 0.1
        self.code_form = chance.choice(("{} ", "{} ", "{}. ", "[{}] "))
        self.commas = chance.random() < 0.5

    def write(self, text: str) -> str:
        """ASCII digits in this hand's digits; Bengali digits stay, unless the hand writes Latin."""
        if self.digits == "latin":
            return latin(text)
        if self.digits == "mixed":
            if self.chance.random() < 0.1 and len(text) > 1:
                return text[0].translate(BENGALI) + text[1:]
            return latin(text) if self.chance.random() < 0.3 else bengali(text)
        return bengali(text)

    def plain(self, text: str) -> str:
        """As `write`, but never of two scripts."""
        return latin(text) if self.digits == "latin" else bengali(text)

    def value(self, text: str, value_type: str, number: float) -> Value:
        """A figure as this hand printed it."""
        return Value(text, "ok", value_type, float(number), uncertain=two_scripts(text))

    def number(self, number: float) -> Value:
        """A plain number: 4 → ৪; 125000 → ১,২৫,০০০ or ১২৫০০০."""
        text = lakhs(number) if self.commas and number >= 1000 else tidy(number)
        return self.value(self.write(text), "number", number)

    def weight(self, number: float) -> Value:
        """A weight; some hands write 05 for 5."""
        text = tidy(number)
        return self.value(self.write("0" + text if self.padded and len(text) == 1 else text), "number", number)

    def percent(self, number: float) -> Value:
        """90 → ৯০%."""
        return self.value(self.write(tidy(number)) + "%", "percent", number)

    def date_text(self, day: date, form: str | None = None) -> str:
        """A date in the form of this hand, or another."""
        form = form or self.form
        parts = {"d": f"{day.day:02d}", "m": f"{day.month:02d}", "y": f"{day.year % 100:02d}", "Y": str(day.year)}
        month = MONTHS[day.month - 1]
        text = "".join(month if c == "M" else parts.get(c, c) for c in form)
        return self.write(text)

    def date(self, day: date, form: str | None = None) -> Value:
        """A date as a cell."""
        text = self.date_text(day, form)
        return Value(text, "ok", "date", date=day, uncertain=two_scripts(text))

    def na(self) -> Value:
        """Not applicable, as this hand marks it."""
        return Value(self.dash, "na_dash")

    def year(self, start: int, form: str | None = None) -> str:
        """2023 → ২০২৩-২৪ or ২০২৩-২০২৪."""
        end = start + 1
        return self.write(f"{start}-{end if (form or self.year_form) == 'long' else f'{end % 100:02d}'}")

    def blank_or_dash(self) -> Value:
        """Nothing, or the mark for nothing."""
        return BLANK if self.chance.random() < 0.5 else self.na()


def fiscal_year(start: int) -> str:
    """2023 → '2023-24', the dataset's form."""
    return f"{start}-{(start + 1) % 100:02d}"


def year_bounds(start: int) -> tuple[date, date]:
    """1 July to 30 June."""
    return date(start, 7, 1), date(start + 1, 6, 30)


def quarter_bounds(start: int, quarter: int) -> tuple[date, date]:
    """The first and last day of a quarter of the fiscal year: the second is October to December."""
    first = (
        date(start, 7, 1)
        if quarter == 1
        else date(start, 10, 1)
        if quarter == 2
        else date(start + 1, 3 * quarter - 8, 1)
    )
    after = date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def day_between(chance: random.Random, first: date, last: date) -> date:
    """Any day of a span, both ends included."""
    return first + timedelta(days=chance.randint(0, (last - first).days))


def quarter_of(day: date) -> int:
    """The quarter of the fiscal year in which a day lies."""
    return {7: 1, 10: 2, 1: 3, 4: 4}[(day.month - 1) // 3 * 3 + 1]


def split_weights(chance: random.Random, total: float, n: int, halves: bool = False) -> list[float]:
    """`n` weights above 0 that sum to `total`; in steps of one half where asked."""
    unit = 2 if halves else 1
    whole = round(total * unit)
    cuts = sorted(chance.sample(range(1, whole), n - 1)) if n > 1 else []
    edges = [0, *cuts, whole]
    return [(b - a) / unit for a, b in pairwise(edges)]


def quarter_counts(chance: random.Random, total: int) -> list[int]:
    """Four counts that sum to `total`, as a plan spreads it over the quarters."""
    if total % 4 == 0:
        return [total // 4] * 4
    counts = [total // 4] * 4
    for n in chance.sample(range(4), total % 4):
        counts[n] += 1
    return counts
