"""The Bangla calendar in its official Bangladesh form → Gregorian, from its rules.

1 Boishakh is 14 April. From 1395 (the revision of 1987/88) the first five months have 31 days, the rest 30, and Falgun
31 in a leap year; from 1426 (the revision of 2019) the first six months have 31 days, Falgun 29 or in a leap year 30,
the rest 30. A year is leap when Falgun falls in a Gregorian leap year.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

FIRST_YEAR = 1395  # the calendar of 1395 began on 14 April 1988; before, leap years were counted otherwise
LAST_YEAR = 1600
_OFFSET = 593  # Gregorian year of 1 Boishakh
_REVISED = 1426
_MONTHS = 12


def month_days(year: int, month: int) -> int:
    """Days of a Bangla month, 1 (Boishakh) to 12 (Choitro). Raises ValueError for a year or month out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= _MONTHS:
        raise ValueError(f"no such month in the Bangla calendar: {year}-{month}")
    if month <= (6 if year >= _REVISED else 5):
        return 31
    if month == 11:  # Falgun, which begins in February of the next Gregorian year
        return (29 if year >= _REVISED else 30) + isleap(year + _OFFSET + 1)
    return 30


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Bangla date: 29 Bhadro 1428 → 2021-09-13. Raises ValueError where there is none."""
    if not 1 <= day <= month_days(year, month):
        raise ValueError(f"no such day in the Bangla calendar: {year}-{month}-{day}")
    before = sum(month_days(year, m) for m in range(1, month))
    return date(year + _OFFSET, 4, 14) + timedelta(days=before + day - 1)


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Bangla year, month and day of a Gregorian date from 1988-04-14 on. Raises ValueError for earlier ones."""
    year = day.year - _OFFSET - ((day.month, day.day) < (4, 14))
    left = (day - date(year + _OFFSET, 4, 14)).days
    month = 1
    while left >= (days := month_days(year, month)):
        left -= days
        month += 1
    return year, month, left + 1
