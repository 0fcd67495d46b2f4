"""Fiscal years (1 July to 30 June) and the periods that reports are about: months, quarters, halves.

Only what the text tells is given: ২য় ত্রৈমাসিক alone has a quarter and no dates, for no year is printed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from normalize.dates import CHRISTIAN, parse_range
from normalize.months import MONTH, month
from normalize.reading import Found, Reading

_LETTER = "\u0980-\u09e3"
_YEAR_WORD = r"(?: ?(?:অর্থ ?[-–]? ?বছর|অর্থ ?বৎসর|অর্থবর্ষ|সাল|বছর)(?:ের|ে)?)"
FISCAL = r"(?<![0-9/.\-–])(?P<first>[0-9]{4}) ?[-–—−/] ?(?P<second>[0-9]{4}|[0-9]{2})(?![0-9])(?! ?[-–/.] ?[0-9])"
_FISCAL = re.compile(FISCAL)
_FISCAL_CELL = re.compile(
    rf"(?:(?:অর্থ ?[-–]? ?বছর|FY|F\.Y\.)(?:ের)? ?[:ঃ\-–]? ?)?{FISCAL}{_YEAR_WORD}?(?: ?[-–]? ?এর)?(?P<tail> ?[।.,])?",
    re.I,
)
_ORDINAL_WORDS = {"প্রথম": 1, "দ্বিতীয়": 2, "তৃতীয়": 3, "চতুর্থ": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_ORDINAL = (
    rf"(?P<nth>[1-4]) ?(?:ম|য়|র্থ|থ|st|nd|rd|th)?|(?P<word>{'|'.join(sorted(_ORDINAL_WORDS, key=len, reverse=True))})"
)
_QUARTER_NAME = r"(?:ত্রৈ?ে?মাসিক|কোয়ার্টার|প্রান্তিক|quarter)"
_QUARTER = re.compile(
    rf"(?<![0-9.\[A-Za-z/])(?:{_ORDINAL}) ?[-–(]? ?{_QUARTER_NAME}(?!ভিত্তিক)"
    rf"|{_QUARTER_NAME} ?[-–:] ?(?P<after>[1-4])(?![0-9])"
    r"|\bQ ?-?(?P<q>[1-4])(?![0-9])",
    re.IGNORECASE,
)
_HALF = re.compile(rf"(?<![0-9.\[])(?:{_ORDINAL}) ?(?:ষা[ণন্]*মাসিক|অর্ধ[- ]?বার্ষিক[ীি]?|অর্ধ[- ]?বছর)", re.IGNORECASE)
_YEAR = rf"(?: ?[-–/,’'] ?| )(?P<{{y}}>20[0-9]{{{{2}}}}|[0-9]{{{{2}}}})(?![0-9])(?: ?{CHRISTIAN})?"
_Y1, _Y2, _Y3 = (_YEAR.format(y=y) for y in ("y1", "y2", "y3"))
_OF = r"(?:মাস)?(?:ের|-এর| এর)?(?: মাস)?"
_MONTHS = re.compile(
    rf"(?<![{_LETTER}0-9])(?P<m1>{MONTH})(?:{_Y1})?{_OF}"
    rf"(?: ?(?:হতে|থেকে|হইতে|to|[-–—/~]) ?)(?P<m2>{MONTH})(?:{_Y2})?(?![{_LETTER}])",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?<![{_LETTER}0-9])(?<![0-9] )(?P<m3>{MONTH}){_OF}{_Y3}(?! ?[-–/.] ?[0-9])", re.IGNORECASE)
_ERA = re.compile(rf"(?<=[0-9]) ?{CHRISTIAN}[ ।.]*$")
_FILLER = re.compile(
    rf"(?:ত্রৈ?মাসিক|প্রান্তিক|কোয়ার্টার|সময়কাল|সময়|মেয়াদ|মাস|অর্থ ?বছর|অর্থ বৎসর|পর্যন্ত|নাম|তারিখ|{CHRISTIAN}|সাল|বছর|এর|ের|ে|র)"
    r"|[\s:ঃ()\[\]।.,;\-–—/]+",
    re.IGNORECASE,
)


def fiscal_year(text: str) -> Reading | None:
    """A fiscal year, or None. The second year must follow the first; 2023-25 is invalid, never a subtraction.

    `2023-24`, `2023-2024 অর্থবছর`, `2023- 24` → 2023-24 with start 1 July and end 30 June.
    """
    match = _FISCAL_CELL.fullmatch(text)
    return fiscal_from_match(match) if match else None


def fiscal_from_match(match: re.Match[str]) -> Reading:
    """The reading of a match of FISCAL."""
    first, second = int(match["first"]), match["second"]
    if not 1950 <= first <= 2100 or int(second) != (first + 1) % 10 ** len(second):
        return Reading("fiscal_year", "", "", "invalid", "text", doubts=("year_gap",))
    name = f"{first}-{(first + 1) % 100:02d}"
    return Reading(
        "fiscal_year", "", "", "ok", "text", start=date(first, 7, 1), end=date(first + 1, 6, 30), fiscal_year=name
    )


def fiscal_year_of(day: date) -> str:
    """The fiscal year of a day: 2024-03-25 → "2023-24"."""
    first = day.year - (day.month < 7)
    return f"{first}-{(first + 1) % 100:02d}"


def quarter_of(number: int) -> int:
    """The fiscal quarter of a month: July-September is 1, April-June 4."""
    return (number - 7) % 12 // 3 + 1


def quarter_span(fiscal: str, quarter: int) -> tuple[date, date]:
    """First and last day of a fiscal year's quarter: ("2023-24", 3) → 2024-01-01, 2024-03-31."""
    return _months_span(int(fiscal[:4]), 7 + 3 * (quarter - 1), 3)


def _months_span(year: int, first: int, count: int) -> tuple[date, date]:
    """First day of month `first` (13 is January of the next year) and last day of the month `count` - 1 later."""
    last = first + count - 1
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    year, number = year + (last - 1) // 12, (last - 1) % 12 + 1
    return start, date(year, number, monthrange(year, number)[1])


def parse(text: str) -> Reading | None:
    """A period told by a cell or a line, or None where it tells none. `text`: one line, digits ASCII.

    `2য় ত্রৈমাসিক (অক্টোবর-2023 হতে ডিসেম্বর-2023)`, `জানুয়ারী-মার্চ/2024 খ্রিঃ।`, `Q2`, `জুলাই 2023 - জুন 2024`.
    Words that tell no period stand in `rest`, with doubt extra_text.
    """
    spans: list[tuple[int, int]] = []
    found: list[Reading] = []
    for one in scan(text):
        found.append(one.reading)
        spans.append((one.start, one.end))
    if not found:
        whole = parse_range(text)
        return whole and _dated(whole)
    rest, at = "", 0
    for start, end in spans:
        rest, at = rest + text[at:start] + " ", end
    rest = " ".join((rest + text[at:]).split())
    merged = _merged(found)
    if not _FILLER.sub("", rest):
        return merged
    return replace(merged, rest=rest, doubts=(*merged.doubts, "extra_text"))


def scan(text: str) -> Iterator[Found]:
    """Everything in a line that tells a period or part of one, in order, not overlapping. Digits ASCII."""
    matches = [
        *((m, fiscal_from_match(m)) for m in _FISCAL.finditer(text)),
        *((m, _months(m)) for m in _MONTHS.finditer(text)),
        *((m, _month(m)) for m in _MONTH.finditer(text)),
        *((m, _quarter(m)) for m in _QUARTER.finditer(text)),
        *((m, _half(m)) for m in _HALF.finditer(text)),
    ]
    at = 0
    for match, reading in sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() >= at and reading is not None:
            at = match.end()
            yield Found(match.start(), at, reading)


def _nth(match: re.Match[str]) -> int:
    got = match.groupdict()
    digit = got.get("nth") or got.get("after") or got.get("q")
    return int(digit) if digit else next(n for w, n in _ORDINAL_WORDS.items() if w == (got["word"] or "").upper())


def _quarter(match: re.Match[str]) -> Reading:
    return Reading("period", "", "", "ok", "text", quarter=_nth(match))


def _half(match: re.Match[str]) -> Reading | None:
    """A half year has no dates of its own; `rest` tells which half for the merge with a fiscal year."""
    nth = _nth(match)
    return Reading("period", "", "", "ok", "text", rest=f"half {nth}") if nth <= 2 else None


def _full(year: str | None) -> int | None:
    return None if not year else int(year) + (2000 if len(year) == 2 else 0)


def _month(match: re.Match[str]) -> Reading | None:
    calendar, number = month(match["m3"])
    year = _full(match["y3"])
    if calendar != "gregorian" or year is None:
        return None
    start, end = _months_span(year, number, 1)
    doubts = ("two_digit_year",) if len(match["y3"]) == 2 else ()
    return Reading(
        "period", "", "", "ok", "text", start=start, end=end, fiscal_year=fiscal_year_of(start), doubts=doubts
    )


def _months(match: re.Match[str]) -> Reading | None:
    """From month to month. A first month without a year is of the last one's year, or of the year before (অক্টো–মার্চ)."""
    (calendar, first), (other, last) = month(match["m1"]), month(match["m2"])
    if calendar != "gregorian" or other != "gregorian":
        return None
    count = (last - first) % 12 + 1
    quarter = quarter_of(first) if count == 3 and (first - 1) % 3 == 0 else None
    to_year = _full(match["y2"])
    from_year = _full(match["y1"]) if match["y1"] else None if to_year is None else to_year - (first > last)
    if from_year is None:
        return Reading("period", "", "", "ok", "text", quarter=quarter)
    to_year = from_year + (first > last) if to_year is None else to_year
    count = (to_year - from_year) * 12 + last - first + 1
    if not 1 <= count <= 36:
        return Reading("period", "", "", "invalid", "text", doubts=("range_reversed",))
    start, end = _months_span(from_year, first, count)
    fiscal = fiscal_year_of(start) if fiscal_year_of(start) == fiscal_year_of(end) else None
    quarter = quarter if count == 3 else None
    doubts = ("two_digit_year",) if any(y and len(y) == 2 for y in (match["y1"], match["y2"])) else ()
    return Reading(
        "period", "", "", "ok", "text", start=start, end=end, fiscal_year=fiscal, quarter=quarter, doubts=doubts
    )


def _dated(whole: Reading) -> Reading | None:
    """A range of dates as a period: quarter and fiscal year where it is exactly one."""
    if whole.start is None or whole.end is None:
        return replace(whole, kind="period")
    fiscal = fiscal_year_of(whole.start) if fiscal_year_of(whole.start) == fiscal_year_of(whole.end) else None
    quarter = quarter_of(whole.start.month)
    exact = fiscal is not None and quarter_span(fiscal, quarter) == (whole.start, whole.end)
    return replace(whole, kind="period", fiscal_year=fiscal, quarter=quarter if exact else None)


def months(text: str) -> Reading | None:
    """A cell that tells a month or months and nothing else, or None. `জুন/2024` → June 2024 as a period."""
    body = _ERA.sub("", text).rstrip(" ।.,")
    match = _MONTH.fullmatch(body) or _MONTHS.fullmatch(body)
    return match and (_month(match) if "m3" in match.groupdict() else _months(match))


def _merged(found: list[Reading]) -> Reading:
    """One period from its parts: months decide, a quarter's name and a fiscal year complete or contradict them."""
    months = next((r for r in found if r.kind == "period" and r.start), None)
    named = next((r.quarter for r in found if r.quarter and r.start is None), None)
    half = next((int(r.rest[-1]) for r in found if r.rest.startswith("half ")), None)
    years = {r.fiscal_year for r in found if r.fiscal_year}
    doubts = list(dict.fromkeys(d for r in found for d in r.doubts))
    status = "invalid" if any(r.status == "invalid" for r in found) else "ok"
    if len(years) > 1:
        doubts.append("fiscal_years_disagree")
    quarter = months.quarter if months and months.quarter else named
    if months and months.quarter and named and months.quarter != named:
        doubts.append("quarter_disagrees")
    fiscal = months.fiscal_year if months else next(iter(sorted(years)), None) if len(years) == 1 else None
    start, end = (months.start, months.end) if months else (None, None)
    if start is None and fiscal:
        start, end = _months_span(int(fiscal[:4]), 7, 12)
        if quarter:
            start, end = quarter_span(fiscal, quarter)
        elif half:
            start, end = _months_span(int(fiscal[:4]), 7 + 6 * (half - 1), 6)
    return Reading(
        "period", "", "", "invalid" if status == "invalid" else "ok", "text",
        start=start, end=end, fiscal_year=fiscal, quarter=quarter, doubts=tuple(doubts),
    )  # fmt: skip
