"""What the doors of `normalize` answer with: cleaned text and readings of one cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "any",  # a value cell of which only the column is known: mark, number, percent, money, date or several of them
    "number", "money", "percent", "date", "date_range", "fiscal_year", "period", "code", "unit", "mark", "label",
]  # fmt: skip
Status = Literal["ok", "blank", "na_dash", "invalid", "multi"]
ValueType = Literal["number", "percent", "date", "money", "text"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Canonical text and the names of the rules that changed it, in order. No rule named: nothing was changed."""

    text: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell's text read as a kind. `number` and the dates are as printed; nothing is guessed.

    status: ok; blank (nothing printed); na_dash ("-", "--", any dash alone: not applicable); invalid (printed, but not
    of the kind or impossible, as ৩২/০৭/২৩); multi (several values, see `parts`).
    `number`: taka for money (২.৭৫ কোটি টাকা → 27500000), percent points for percent.
    `start`, `end`: of a date range, a period or a fiscal year; `date` is set for a single date only. A range read as
    "any" or "date" is multi, its two days in `parts`.
    `fiscal_year`: "2023-24". `code`: ASCII ("1.2.1", "M.1.1" for এম.১.১). `unit`: count, date, percent,
    count_and_date, taka, other. `rest`: what stands after a code, or a label's text.
    `doubts`: short names, see `DOUBTS` in normalize.kinds (mixed_digits, two_digit_year, second_opinion, …).
    `suggestion`: text that a correction would print, where a named rule knows one.
    """

    kind: Kind
    raw: str
    text: str
    status: Status
    value_type: ValueType | None = None
    number: float | None = None
    date: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    fiscal_year: str | None = None
    quarter: int | None = None
    code: str | None = None
    unit: str | None = None
    rest: str = ""
    doubts: tuple[str, ...] = ()
    suggestion: str | None = None
    parts: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A reading found inside running text, with its place in the text that was searched."""

    start: int
    end: int
    reading: Reading
