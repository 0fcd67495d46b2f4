"""The dispatcher: text of one cell, read as a kind. Cached for the short texts that cells are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from normalize import amounts, codes, dates, numbers, periods, several, units
from normalize.canon import clean
from normalize.digits import scripts_mixed, to_ascii
from normalize.reading import Kind, Reading
from normalize.second_opinion import agrees

DOUBTS: dict[str, str] = {
    "mixed_digits": "digits of two scripts in one figure",
    "two_digit_year": "the century of a year is not printed; for information",
    "odd_grouping": "commas that group neither as 1,25,000 nor otherwise as usual",
    "dash_minus": "a dash before a figure, read as minus",
    "footnote_mark": "a star or dagger beside the value",
    "trailing_mark": "a point, danda, quote or other mark beside a value",
    "in_brackets": "a number in brackets, as a serial",
    "leading_point": "a decimal without its whole part",
    "leading_zeros": "a long row of digits that begins with 0, as a telephone number",
    "unread_figures": "digits that no reading explains",
    "in_words": "a number told in words only",
    "words_disagree": "the words in brackets tell another figure",
    "words": "figures stand among words; see parts",
    "range": "two figures with a dash between them",
    "mixed_separators": "a date with two kinds of separators",
    "impossible_date": "there is no such day, or its year is out of range",
    "no_year": "a day and a month without a year",
    "odd_separator": "a date whose parts are separated by commas or doubled marks",
    "range_reversed": "the end lies before the start",
    "calendars_disagree": "a Bangla and a Gregorian date that are not the same day",
    "year_gap": "the second year of a fiscal year does not follow the first",
    "quarter_disagrees": "the quarter's number and its months tell different quarters",
    "fiscal_years_disagree": "two fiscal years in one period",
    "extra_text": "words that tell no period; see rest",
    "bracket_missing": "a code with one of its brackets",
    "code_separator": "a code whose numbers are parted by another mark than a point",
    "serial": "a serial where a code is expected",
    "spelling": "a word near a known one; see suggestion",
    "unknown_unit": "a unit that is not known",
    "too_long": "more text than a cell of this kind holds",
    "second_opinion": "another reader gets another value",
}
INFORMATION = frozenset({"two_digit_year"})  # doubts that do not make a value uncertain
_DASH = re.compile(r"[-‐‑‒–—―−_ ]+")
_DOTS = re.compile(r"[.…।\s]+")
_NOT_APPLICABLE = re.compile(r"\(?(?:প্রযোজ্য (?:নয়|নহে|না)|N\.?/?A\.?)\)?[।.]?", re.IGNORECASE)
_LONGEST = 400  # no value cell is longer; sentences go through `find`
_LONGEST_LINE = 20_000  # a code leads a text, a period stands in a line
_CACHED = 120
_TWO_CALENDARS = re.compile(r" ?(?:/|=|মোতাবেক|বাংলা|\(|\)|,) ?")
_Parser = Callable[[str], Reading | None]


def read(text: str, kind: Kind) -> Reading:
    """One cell's text read as a kind; never raises on any text. Nothing is evaluated, verbalised or invented.

    `read("১,২৫,০০০.৫০", "number").number` → 125000.5; `read("৩২/০৭/২৩", "date").status` → "invalid";
    `read("২ ও ৩০/০৬/২৪", "any").parts` → a number and a date. Raises ValueError for an unknown kind.
    """
    if kind not in _READERS and kind not in get_args(Kind):
        raise ValueError(f"no such kind: {kind!r}")
    return _read_cached(text, kind) if len(text) <= _CACHED else _read(text, kind)


def _read(text: str, kind: Kind) -> Reading:
    cleaned = clean(text).text
    flat = " ".join(cleaned.split())
    if kind == "label":
        return Reading("label", text, cleaned, "ok", "text", rest=flat) if flat else Reading("label", text, "", "blank")
    got = mark(flat)
    if got is None:
        plain = to_ascii(flat)
        if len(plain) > (_LONGEST_LINE if kind in ("code", "period") else _LONGEST):
            got = Reading(kind, "", "", "invalid", "text", rest=flat, doubts=("too_long",))
        else:
            got = _READERS[kind](plain, flat)
        if kind in ("any", "date") and got.kind == "date_range" and got.status == "ok":
            got = _as_two_dates(got, plain, flat)
    doubts = got.doubts
    is_figure = got.value_type != "text" or got.code or got.fiscal_year
    if got.status in ("ok", "invalid") and is_figure and scripts_mixed(flat.removesuffix(got.rest)):
        doubts = (*doubts, "mixed_digits")
    got = replace(got, raw=text, text=cleaned, doubts=doubts)
    return replace(got, doubts=(*doubts, "second_opinion")) if agrees(got) is False else got


_read_cached = lru_cache(maxsize=4096)(_read)


def mark(flat: str) -> Reading | None:
    """A cell without a value: blank, or a dash alone (not applicable). ০ is a number, not a mark.

    `` and `...` → blank; `-`, `--`, `–`, `প্রযোজ্য নয়` → na_dash.
    """
    if not flat or _DOTS.fullmatch(flat):
        return Reading("mark", "", "", "blank")
    if len(flat) <= 24 and (_DASH.fullmatch(flat) or _NOT_APPLICABLE.fullmatch(flat)):
        return Reading("mark", "", "", "na_dash")
    return None


def _any(plain: str, flat: str) -> Reading:
    """A value cell of which only the column is known."""
    for parse in _ANY:
        if got := parse(plain):
            return got
    return several.parse(plain, flat) or numbers.in_words(plain) or several.among_words(plain, flat)


def _code_as_value(plain: str) -> Reading | None:
    """A code where a value is expected: told as such, for it says which column this is. ১.২ is a number."""
    got = codes.parse(plain)
    return got if got and not got.rest and ("[" in plain or "]" in plain or plain.count(".") > 1) else None


def _of_kind(*parsers: _Parser, kind: Kind) -> Callable[[str, str], Reading]:
    """A reader that tries its parsers in order; what none reads may be several values, else it is invalid."""

    def reader(plain: str, flat: str) -> Reading:
        for parse in parsers:
            if got := parse(plain):
                return got
        return several.parse(plain, flat) or replace(several.among_words(plain, flat), kind=kind)

    return reader


def _dates(plain: str) -> Reading | None:
    """One date, a range, or one day told in two calendars."""
    return dates.parse(plain) or dates.parse_range(plain) or _two_calendars(plain)


def _as_two_dates(got: Reading, plain: str, flat: str) -> Reading:
    """A range in a value cell holds two dates, each a value of its own; `start` and `end` stay."""
    both = several.parse(plain, flat)
    if both and [part.date for part in both.parts] == [got.start, got.end]:
        return replace(got, status="multi", parts=both.parts)
    days = (got.start, got.end)  # 20-25 June 2024: the first day has no month of its own in print
    parts = tuple(Reading("date", flat, flat, "ok", "date", date=day, doubts=got.doubts) for day in days)
    return replace(got, status="multi", parts=parts)


def _two_calendars(plain: str) -> Reading | None:
    """`11 চৈত্র 1430 / 25 মার্চ 2024` is one day; where the two differ, both stand in parts."""
    pieces = [piece for piece in _TWO_CALENDARS.split(plain) if piece.strip()]
    for cut in range(1, len(pieces)) if len(pieces) <= 8 else ():
        first, last = dates.parse(" ".join(pieces[:cut])), dates.parse(" ".join(pieces[cut:]))
        if first and last and first.date and last.date:
            if first.date == last.date:
                return last
            return Reading("date", "", "", "multi", parts=(first, last), doubts=("calendars_disagree",))
    return None


def _currency_or_number(plain: str) -> Reading | None:
    """Money with its currency, or the bare figure of a column that is in taka."""
    got = amounts.money(plain)
    bare = None if got else numbers.parse(plain) or amounts.scaled(plain)
    return got or (bare and replace(bare, kind="money", value_type="money", unit="taka"))


def _percent_or_number(plain: str) -> Reading | None:
    """A percentage, or the bare figure of a column that is in percent."""
    got = amounts.percent(plain)
    bare = None if got else numbers.parse(plain)
    return got or (bare and replace(bare, kind="percent", value_type="percent", unit="percent"))


def _code(plain: str, flat: str) -> Reading:
    """A code and the rest as printed; a serial or plain text is invalid with its text in `rest`."""
    got = codes.parse(plain) or codes.serial(plain)
    if got is None:
        return Reading("code", "", "", "invalid", "text", rest=flat)
    return replace(got, rest=flat[len(flat) - len(got.rest) :] if got.rest else "")


def _period(plain: str, flat: str) -> Reading:
    return periods.parse(plain) or Reading("period", "", "", "invalid", "text", rest=flat)


def _no_mark(plain: str, flat: str) -> Reading:
    return replace(several.among_words(plain, flat), kind="mark")


_ANY: tuple[_Parser, ...] = (
    numbers.parse, amounts.percent, dates.parse, amounts.money, amounts.scaled, periods.fiscal_year, _code_as_value,
    dates.parse_range, _two_calendars, periods.months,
)  # fmt: skip
_READERS: dict[str, Callable[[str, str], Reading]] = {
    "any": _any,
    "number": _of_kind(numbers.parse, amounts.scaled, numbers.in_words, kind="number"),
    "money": _of_kind(_currency_or_number, kind="money"),
    "percent": _of_kind(_percent_or_number, kind="percent"),
    "date": _of_kind(_dates, kind="date"),
    "date_range": _of_kind(dates.parse_range, dates.parse, kind="date_range"),
    "fiscal_year": _of_kind(periods.fiscal_year, kind="fiscal_year"),
    "period": _period,
    "code": _code,
    "unit": lambda plain, _: units.parse(plain),
    "mark": _no_mark,
}
