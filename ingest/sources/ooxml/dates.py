"""Dates and times of Excel: days since 1900 or 1904 → what a format prints of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ingest.sources.ooxml.digits import Token

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_BN = (
    "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর",
    "ডিসেম্বর",
)  # fmt: skip
_DAYS_BN = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার")
_LEAP_DAY = 60  # 29 February 1900, which Excel has and the calendar has not
_LAST = 2_958_465  # 31 December 9999
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a time: `days` since the beginning, milliseconds since midnight. `told`: year, month, day."""

    days: int
    milliseconds: int
    told: tuple[int, int, int]
    weekday: int


def moment(number: Decimal, *, since_1904: bool) -> Moment | None:
    """The day and time that a number stands for; None where it is before the beginning or after the year 9999."""
    shifted = number + (1462 if since_1904 else 0)
    if not 0 <= shifted <= _LAST:
        return None
    days = int(shifted)
    milliseconds = int(((shifted - days) * _SECONDS * 1000).quantize(Decimal(1), ROUND_HALF_UP))
    if milliseconds >= _SECONDS * 1000 - 500:  # a format without fractions would print 24:00:00
        days, milliseconds = days + 1, 0
    if days == _LEAP_DAY:
        return Moment(int(number), milliseconds, (1900, 2, 29), 2)
    day = date(1899, 12, 30) + timedelta(days=days + (days < _LEAP_DAY))
    return Moment(int(number), milliseconds, (day.year, day.month, day.day), day.weekday())


def ordered(tokens: Sequence[Token]) -> list[Token]:
    """A format's tokens, `m` after hours or before seconds named minutes, and months as figures after their days.

    A report's reader takes 03/04/2024 for 3 April, so a format with the month first (m/d/yyyy) prints the day first.
    """
    found = list(tokens)
    clock = [n for n, (kind, _) in enumerate(found) if kind in ("date", "elapsed")]
    for k, n in enumerate(clock):
        if found[n][0] == "date" and found[n][1] in ("m", "mm"):
            before = found[clock[k - 1]][1][0] if k else ""
            after = found[clock[k + 1]][1][0] if k + 1 < len(clock) else ""
            if before == "h" or after == "s":
                found[n] = ("date", "n" * len(found[n][1]))
    days = [n for n in clock if found[n][1] in ("m", "mm", "d", "dd")]
    years = [n for n in clock if found[n][1][0] == "y"]
    if [found[n][1][0] for n in days] == ["m", "d"] and years and years[0] > days[1]:
        found[days[0]], found[days[1]] = found[days[1]], found[days[0]]
    return found


def in_tokens(when: Moment, tokens: Sequence[Token], *, bengali: bool) -> str:
    """What a section prints of a moment."""
    half = any(kind == "half" for kind, _ in tokens)
    fine = any(kind == "point" for kind, _ in tokens)
    seconds = when.milliseconds // 1000 if fine else (when.milliseconds + 500) // 1000
    texts: list[str] = []
    after_point = 0
    for kind, text in tokens:
        if kind == "date":
            texts.append(_part(when, text, seconds, half=half, bengali=bengali))
        elif kind == "elapsed":
            total = when.days * _SECONDS + seconds
            texts.append(f"{total // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{len(text)}d}")
        elif kind == "half":
            marks = ("am", "pm") if text == "am/pm" else ("a", "p")
            texts.append(marks[seconds // 43_200 % 2].upper())
        elif kind == "digit":
            texts.append(f"{when.milliseconds % 1000:03d}"[after_point : after_point + 1] or "0")
            after_point += 1
        elif kind in ("literal", "point", "comma", "slash", "percent"):
            texts.append(text)
    return "".join(texts)


def _part(when: Moment, text: str, seconds: int, *, half: bool, bengali: bool) -> str:
    year, month, day = when.told
    long = len(text) > 1
    match text[0]:
        case "y":
            return f"{year:04d}" if len(text) > 2 else f"{year % 100:02d}"
        case "m" if len(text) > 2:
            name = (_MONTHS_BN if bengali else _MONTHS)[month - 1]
            return name if bengali or len(text) == 4 else name[: 1 if len(text) == 5 else 3]
        case "d" if len(text) > 2:
            name = (_DAYS_BN if bengali else _DAYS)[when.weekday]
            return name if bengali or len(text) > 3 else name[:3]
        case "m":
            number = month
        case "d":
            number = day
        case "h":
            hour = seconds // 3600 % 24
            number = (hour % 12 or 12) if half else hour
        case "n":
            number = seconds // 60 % 60
        case _:
            number = seconds % 60
    return f"{number:02d}" if long else str(number)
