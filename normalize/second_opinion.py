"""bangla-normalizer's harmless extractors as a second reader of money, percentages and dates told in words.

It never writes a value. Its traps, each guarded here: it prints warnings to stdout on figures it can't convert (so only
strictly formed figures reach it), it misses two-digit years and short month names, it knows লক্ষ and কোটি only after ৳
and gives the text, not the amount.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import ModuleType

from normalize.digits import to_ascii
from normalize.reading import Reading

_PERCENT = re.compile(r"[০-৯0-9]{1,12}(?:\.[০-৯0-9]{1,6})? ?(?:%|শতাংশ)")
_TAKA = re.compile(r"(?:৳ ?)?[০-৯0-9]{1,9}(?:,[০-৯0-9]{2,3}){0,4}(?:\.[০-৯0-9]{1,2})?(?: ?টাকা)?")
_DATE = re.compile(r"[০-৯]{1,2} [^\W\d_][^০-৯0-9,]{1,14},? ?[০-৯]{4}")
_FIGURE = re.compile(r"[০-৯0-9][০-৯0-9,]*(?:\.[০-৯0-9]+)?")
_LONGEST = 60


@lru_cache(maxsize=1)
def _library() -> ModuleType:
    """The library, loaded when first needed."""
    import bangla_normalizer
    import bangla_normalizer.conversion_data

    return bangla_normalizer  # type: ignore[no-any-return]


def agrees(reading: Reading) -> bool | None:
    """Whether bangla-normalizer reads the same value; None where it has no opinion (plain digits among them).

    `৯০%` read as 90 → True; `৪` → None: there is nothing to ask.
    """
    text = reading.text
    if reading.status != "ok" or reading.kind not in _OPINIONS or len(text) > _LONGEST:
        return None
    return _OPINIONS[reading.kind](reading, text.strip())


def _percent(reading: Reading, text: str) -> bool | None:
    return _same(_library().extract_percentages(text), reading) if _PERCENT.fullmatch(text) else None


def _money(reading: Reading, text: str) -> bool | None:
    told = _TAKA.fullmatch(text) and ("৳" in text or "টাকা" in text)
    return _same(_library().extract_taka_amounts(text), reading) if told else None


def _same(extracted: list[str], reading: Reading) -> bool | None:
    """Whether the one figure it extracted is the reading's number."""
    figure = _FIGURE.search(extracted[0]) if len(extracted) == 1 else None
    if figure is None or reading.number is None:
        return None
    value = _library().bangla_to_english_number(figure[0])
    return value is not None and abs(float(value) - reading.number) < 1e-6


def _date(reading: Reading, text: str) -> bool | None:
    """Day, month and year that it finds in a date told in words; its months have one spelling each."""
    if not _DATE.fullmatch(text) or not (found := _library().extract_bengali_dates(text)) or reading.date is None:
        return None
    day, _, rest = to_ascii(found[0]).partition(" ")
    name, _, year = rest.replace(",", " ").rpartition(" ")
    months = list(_library().conversion_data.bangla_months)
    if name.strip() not in months or not day.isdigit():
        return None
    told = (int(year), months.index(name.strip()) + 1, int(day))
    return told == (reading.date.year, reading.date.month, reading.date.day)


_OPINIONS = {"percent": _percent, "money": _money, "date": _date}
