"""Dates and units: impossible dates, dates outside the period, values that their unit can't have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extract.checks.confusion import dates_of
from extract.model import Issue
from extract.notices import issue
from extract.records import Facts, ValueRow
from extract.sheet import Sheet

_BN = {"count": "সংখ্যা", "date": "তারিখ", "percent": "শতকরা হার", "number": "সংখ্যা", "money": "টাকা"}
_EN = {"count": "a count", "date": "a date", "percent": "a percentage", "number": "a number", "money": "an amount"}
_IMPOSSIBLE = {"date": ("number", "percent", "money"), "count": ("date", "percent"), "percent": ("date", "money")}
_TARGETS = (
    "target_level", "annual_target", "quarter_target", "quarter_achievement", "total_target", "total_achievement",
    "prior_actual", "projected_target",
)  # fmt: skip


def invalid(sheet: Sheet) -> Iterator[Issue]:
    """INVALID_DATE, with the misread digit that gives a date the row knows, or the only one that gives any."""
    for value in sheet.values:
        if value.status != "invalid" or value.value_type != "date":
            continue
        text, day = _meant(sheet, value)
        yield issue(sheet, "INVALID_DATE", value.row_no, value.col_no - 1, rule="invalid", raw=value.raw,
                    suggestion=text, printed=value.raw)  # fmt: skip
        if day is None or text is None:
            continue
        value.suggested_date, value.suggestion_basis = day, "the only possible date one digit away"
        yield issue(
            sheet, "DIGIT_CONFUSION_SUSPECT", value.row_no, value.col_no - 1, rule="invalid", raw=value.raw,
            suggestion=text, printed=value.raw, suggested=text, why="it would then be a date",
            why_bn="তাহলে এটি সঠিক তারিখ হয়",
        )  # fmt: skip


def _meant(sheet: Sheet, value: ValueRow) -> tuple[str | None, date | None]:
    options = dates_of(value.raw)
    owner = sheet.indicator_of(int(value.indicator_uid.rpartition("/r")[2]))
    known = {v.value_date for v in sheet.values_of(owner) if v.value_date} if owner else set()
    named = [o for o in options if o[1] in known]
    one = named[:1] or (options if len(options) == 1 else ())
    return one[0] if one else (None, None)


def out_of_period(sheet: Sheet, facts: Facts) -> Iterator[Issue]:
    """DATE_OUT_OF_PERIOD: an event outside the report's period, a target outside its fiscal year."""
    year = _fiscal_year(facts)
    for value in sheet.values:
        if value.value_date is None or value.status != "ok" or value.kind == "prior_actual":
            continue
        period = (facts.period_start, facts.period_end) if value.kind == "event_date" else year
        if value.kind == "projected_target" or not period or not period[0] or not period[1]:
            continue
        if not period[0] <= value.value_date <= period[1]:
            text = f"{period[0]:%d/%m/%Y}–{period[1]:%d/%m/%Y}"
            yield issue(sheet, "DATE_OUT_OF_PERIOD", value.row_no, value.col_no - 1, rule="out_of_period",
                        raw=value.raw, printed=value.raw, period=text)  # fmt: skip


def _fiscal_year(facts: Facts) -> tuple[date, date] | None:
    if not facts.fiscal_year:
        return None
    first = int(facts.fiscal_year[:4])
    return date(first, 7, 1), date(first + 1, 6, 30)


def unit_values(sheet: Sheet) -> Iterator[Issue]:
    """UNIT_VALUE_MISMATCH: told once a row, at the first value that its unit can't have; all of them are uncertain."""
    for indicator in sheet.indicators:
        wrong_types = _IMPOSSIBLE.get(indicator.unit or "", ())
        wrong = [v for v in sheet.values_of(indicator, *_TARGETS) if _type(sheet, v) in wrong_types]
        for value in wrong:
            value.uncertain = True
        if wrong:
            first, unit, found = wrong[0], indicator.unit or "", _type(sheet, wrong[0]) or ""
            yield issue(
                sheet, "UNIT_VALUE_MISMATCH", first.row_no, first.col_no - 1, rule="unit_values", raw=first.raw,
                printed=first.raw, unit=_EN[unit], unit_bn=_BN[unit], found=_EN[found], found_bn=_BN[found],
            )  # fmt: skip


def _type(sheet: Sheet, value: ValueRow) -> str | None:
    """What a cell prints, a leaked percentage of the header among it; None where it prints no value."""
    if value.status == "not_data" and (value.col_no - 1) in sheet.row(value.row_no).leaks:
        return "percent"
    return value.value_type if value.status in ("ok", "invalid") else None


def not_figures(sheet: Sheet) -> Iterator[Issue]:
    """LOW_CONFIDENCE: words in a column of figures."""
    for value in sheet.values:
        if value.status == "invalid" and value.value_type != "date":
            yield issue(sheet, "LOW_CONFIDENCE", value.row_no, value.col_no - 1, rule="not_figures", raw=value.raw,
                        why="a figure is expected here", why_bn="এখানে সংখ্যা বা তারিখ থাকার কথা")  # fmt: skip


RULES = (invalid, unit_values, not_figures)
