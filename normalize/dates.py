"""Dates as reports print them. Impossible ones are invalid, never bent into possible ones.

Patterns look at one line whose digits are ASCII; positions are those of the printed text.
"""

from __future__ import annotations

import re
from datetime import date

from normalize import calendar_bn
from normalize.months import MONTH, month
from normalize.reading import Reading

_LETTER = "\u0980-\u09e3"
_NEAR = 2000  # a year of two digits is of this century
CHRISTIAN = r"(?:খ(?:্র|ৃ)[িী]?(?:[ষস]্টা?ব্দ|ঃ|:|\.)?|ইং|ইংরেজ[িী]|ঈসায়ী|A\.?D\.?|CE)"
BANGLA_ERA = r"(?:বঙ্গাব্দ|বাংলা|বাং)"
ERA = rf"(?:[ ,]{{0,2}}\(?(?:(?P<bangla>{BANGLA_ERA})|{CHRISTIAN})\)?(?![{_LETTER}])[.ঃ:]?)"
# what stands behind a date in a cell: era, the word date, a closing mark
_DAY = r"\(?(?:শনি|রবি|সোম|মঙ্গল|বুধ|বৃহস্পতি|শুক্র)বার\)?"
_UNTIL = r"(?: ?(?:-?এর|ের)? ?(?:মধ্যে|ভিতর|পর্যন্ত))"
TAIL = (
    rf"(?:{ERA})?(?: ?(?:সাল|সন))?(?: ?তারিখ(?:ে|ের)?)?(?:,? ?{_DAY})?{_UNTIL}?"
    r"(?P<tail> ?[।.,;/\-])?(?P<marks> ?[*†‡]{1,5})?"
)
_SEPARATOR = r" ?([/\-.–—−|\\]|।) ?"
NUMERIC = rf"(?P<d>[0-9]{{1,2}}){_SEPARATOR}(?P<m>[0-9]{{1,2}}){_SEPARATOR}(?P<y>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
ISO = rf"(?P<y>[0-9]{{4}}){_SEPARATOR}(?P<m>[0-9]{{1,2}}){_SEPARATOR}(?P<d>[0-9]{{1,2}})(?![0-9])"
_ORDINAL = r"(?: ?(?:লা|রা|ঠা|ই|শে|এ|তম|st|nd|rd|th))"
_OF = rf"(?:ের| এর|-এর|এর)?(?![{_LETTER}])"  # ৩০ জুনের, but not the মে of মেয়াদ
TOLD = (
    rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: ?[,/\-.] ?| )?(?P<name>{MONTH}){_OF}(?: ?[,/\-.]? ?[’']? ?)"
    rf"(?P<y>[0-9]{{4}}|[0-9]{{2}}(?! ?(?:{MONTH}|টি|টা|জন|%|শতাংশ|দিন|লা|রা|ঠা|ই|শে|হাজার|লক্ষ|কোটি|টাকা)|,[0-9]))(?![0-9])"
)
TURNED = rf"(?P<name>{MONTH})(?: ?[/\-.] ?| )?(?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: ?,? )(?P<y>[0-9]{{4}})(?![0-9])"
NO_YEAR = rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: ?[,/\-.] ?| )?(?P<name>{MONTH}){_OF}"
FORMS = (NUMERIC, ISO, TOLD, TURNED)
_BEFORE = rf"(?:গত )?(?:{_DAY},? )?(?:তারিখ ?[:ঃ\-]? ?)?(?:ইং[: ]{{1,2}})?"
_LOOSE_SEPARATOR = r" ?([/\-.,|।]{1,2}) ?"  # 30,06,2024 and 30//06/2024, whole cells with a whole year only
_LOOSE = rf"(?P<d>[0-9]{{1,2}}){_LOOSE_SEPARATOR}(?P<m>[0-9]{{1,2}}){_LOOSE_SEPARATOR}(?P<y>[0-9]{{4}})(?P<loose>)"
_CELLS = tuple(re.compile(_BEFORE + form + TAIL, re.IGNORECASE) for form in (*FORMS, _LOOSE))
_SHAPE = re.compile(r"[0-9]{1,4} ?[/\-] ?[0-9]{1,4} ?[/\-] ?[0-9]{1,5}")  # 30/06/202: a date all the same
_NO_YEAR = re.compile(rf"{_BEFORE}{NO_YEAR}{_UNTIL}? ?[।.,]? ?[*†‡]{{0,5}}", re.IGNORECASE)


def parse(text: str) -> Reading | None:
    """One date, or None where the text has not the form of a date. `text`: one line, digits ASCII.

    `31/07/23` → 2023-07-31, doubt two_digit_year; `32/07/23` → invalid; `29 ভাদ্র 1428` → 2021-09-13; `30 জুন` → invalid,
    doubt no_year, for no year is printed.
    """
    for cell in _CELLS:
        if match := cell.fullmatch(text):
            return from_match(match)
    if _NO_YEAR.fullmatch(text):
        return Reading("date", "", "", "invalid", "date", doubts=("no_year",))
    if _SHAPE.fullmatch(text):
        return Reading("date", "", "", "invalid", "date", doubts=("impossible_date",))
    return None


def from_match(match: re.Match[str]) -> Reading:
    """The reading of a match of one of FORMS (with or without TAIL): ok, or invalid where there is no such day."""
    got = match.groupdict()
    doubts = list(_printing(match))
    year, number, day = int(got["y"]), _number(got), int(got["d"])
    calendar = month(got["name"])[0] if got.get("name") else "bangla" if got.get("bangla") else "gregorian"
    if len(got["y"]) == 2:
        year += 1400 if calendar == "bangla" else _NEAR
    try:
        found = calendar_bn.to_gregorian(year, number, day) if calendar == "bangla" else _gregorian(year, number, day)
    except ValueError:
        return Reading("date", "", "", "invalid", "date", doubts=(*doubts, "impossible_date"))
    return Reading("date", "", "", "ok", "date", date=found, doubts=tuple(doubts))


def _gregorian(year: int, number: int, day: int) -> date:
    """A date of 1900-2100; reports tell no other. Raises ValueError, also for ২৯/০৫/১৪২৮ with a Bangla year."""
    if not 1900 <= year <= 2100:
        raise ValueError(f"year out of range: {year}")
    return date(year, number, day)


def _number(got: dict[str, str | None]) -> int:
    return month(got["name"] or "")[1] if got.get("name") else int(got["m"] or 0)


def _printing(match: re.Match[str]) -> tuple[str, ...]:
    """Doubts about how the date is printed."""
    got = match.groupdict()
    doubts = []
    if len(got["y"]) == 2:
        doubts.append("two_digit_year")
    separators = [g for g in match.groups() if g and g in "/-.–—−|\\।"]
    if not got.get("name") and "loose" not in got and len(separators) >= 2 and separators[0] != separators[1]:
        doubts.append("mixed_separators")
    if "loose" in got:
        doubts.append("odd_separator")
    if (got.get("tail") or "").strip() in ("/", "-"):
        doubts.append("trailing_mark")
    if got.get("marks"):
        doubts.append("footnote_mark")
    return tuple(doubts)


_BETWEEN = r"(?: ?(?:হতে|থেকে|হইতে|পর্যন্ত|to|–|—|-|~) ?)"
_BETWEEN_SPACED = re.compile(r" (?:হতে|থেকে|হইতে|to|–|—|-|~) |(?<=[0-9])(?:হতে|থেকে|হইতে) ?| ?[–—~] ?")
_SHARED = re.compile(
    rf"(?P<from>[0-9]{{1,2}}){_ORDINAL}?{_BETWEEN}(?P<rest>[0-9]{{1,2}}{_ORDINAL}?[ ,/\-]{{0,3}}{MONTH}.{{0,30}})",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?: ?(?:পর্যন্ত|তারিখ পর্যন্ত))?[ ।.)]*$")


def parse_range(text: str) -> Reading | None:
    """A range of two dates, or None. An end before its start is invalid.

    `01-07-2023 থেকে 30-09-2023`, `01/07/23 - 30/09/23`, `20 হতে 25 জুন 2024`.
    """
    body = _CLOSING.sub("", text.lstrip("( "))
    for parting in _BETWEEN_SPACED.finditer(body):
        first, last = parse(body[: parting.start()].strip()), parse(body[parting.end() :].strip())
        if first and last:
            return _range(first, last)
    if shared := _SHARED.fullmatch(body):
        last = parse(shared["rest"])
        if last and last.date:
            try:
                first_day = last.date.replace(day=int(shared["from"]))
            except ValueError:
                return Reading("date_range", "", "", "invalid", "date", doubts=("impossible_date",))
            return _range(Reading("date", "", "", "ok", "date", date=first_day), last)
    return None


def _range(first: Reading, last: Reading) -> Reading:
    """The range of two dates that were read."""
    doubts = tuple(dict.fromkeys((*first.doubts, *last.doubts)))
    if first.date is None or last.date is None:
        return Reading("date_range", "", "", "invalid", "date", doubts=doubts)
    if first.date > last.date:
        doubts = (*doubts, "range_reversed")
        return Reading("date_range", "", "", "invalid", "date", start=first.date, end=last.date, doubts=doubts)
    return Reading("date_range", "", "", "ok", "date", start=first.date, end=last.date, doubts=doubts)
