"""Quarters against the year: sums, totals, achievements beyond targets, lines that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.checks.confusion import readings_of
from extract.model import Issue
from extract.notices import issue
from extract.records import IndicatorRow, ValueRow
from extract.sheet import Sheet

_CLOSE = 1e-6


def _numbers(values: Sequence[ValueRow]) -> list[float]:
    return [v.value_num for v in values if v.status == "ok" and v.value_num is not None]


def _counted(indicator: IndicatorRow, values: Sequence[ValueRow]) -> bool:
    """Whether a row counts things: percentages and dates don't add up over quarters."""
    countable = indicator.unit in (None, "count", "count_and_date", "taka", "other")
    return countable and not any(v.value_type in ("percent", "date") for v in values if v.status == "ok")


def _annual(sheet: Sheet, indicator: IndicatorRow) -> float | None:
    """The annual target as a number: its own column, of several values the first; else the 100 % level."""
    found = [v for v in sheet.values_of(indicator, "annual_target") if v.value_type == "number"]
    found = found or [v for v in sheet.values_of(indicator, "target_level") if v.level_pct == 100]
    numbers = _numbers(found[:1])
    return numbers[0] if numbers else None


def sums(sheet: Sheet) -> Iterator[Issue]:
    """QUARTER_SUM_MISMATCH: counts planned by quarter don't sum to the annual target."""
    for indicator in sheet.indicators:
        quarters = sheet.values_of(indicator, "quarter_target")
        annual, numbers = _annual(sheet, indicator), _numbers(quarters)
        if annual is None or not numbers or not _counted(indicator, quarters) or abs(sum(numbers) - annual) < _CLOSE:
            continue
        first = next(v for v in quarters if v.status == "ok")
        yield issue(sheet, "QUARTER_SUM_MISMATCH", first.row_no, first.col_no - 1, rule="sums", raw=first.raw,
                    declared=annual, found=sum(numbers))  # fmt: skip
        yield from _misread(sheet, [v for v in quarters if v.status == "ok"], annual)


def _misread(sheet: Sheet, quarters: Sequence[ValueRow], annual: float) -> Iterator[Issue]:
    """The same digit misread in every quarter, or one in one quarter, would explain the sum."""
    total = sum(_numbers(quarters))
    printed = {v.raw.strip() for v in quarters}
    fits: list[tuple[ValueRow, str, float]] = []
    if len(printed) == 1 and len(quarters) > 1:
        alike = readings_of(quarters[0].raw)
        fits = [(quarters[0], t, n) for t, n in alike if abs(n * len(quarters) - annual) < _CLOSE]
        for value in quarters if fits else ():
            _suggest(value, fits[0][2], "every quarter alike sums to the annual target")
    if not fits:
        missing = annual - total
        fits = [
            (v, t, n) for v in quarters for t, n in readings_of(v.raw) if abs(n - (v.value_num or 0) - missing) < _CLOSE
        ]
        if len(fits) != 1:
            return
        _suggest(fits[0][0], fits[0][2], "the quarters sum to the annual target")
    value, text, _ = fits[0]
    yield issue(
        sheet, "DIGIT_CONFUSION_SUSPECT", value.row_no, value.col_no - 1, rule="sums", raw=value.raw, suggestion=text,
        printed=value.raw, suggested=text, why="the quarters would then sum to the annual target",
        why_bn="তাহলে ত্রৈমাসিকের যোগফল বার্ষিক লক্ষ্যমাত্রার সমান হয়",
    )  # fmt: skip


def _suggest(value: ValueRow, number: float, basis: str) -> None:
    value.suggested_num, value.suggestion_basis, value.uncertain = number, basis, True


def totals(sheet: Sheet) -> Iterator[Issue]:
    """TOTAL_MISMATCH: counts by quarter don't sum to the printed total of their line."""
    for indicator in sheet.indicators:
        for line in ("target", "achievement"):
            quarters = sheet.values_of(indicator, f"quarter_{line}")
            printed = [v for v in sheet.values_of(indicator, f"total_{line}") if v.status == "ok"]
            numbers, total = _numbers(quarters), _numbers(printed)
            if not numbers or not total or not _counted(indicator, [*quarters, *printed]):
                continue
            if abs(sum(numbers) - total[0]) > _CLOSE:
                for value in (*quarters, printed[0]):
                    value.uncertain = value.uncertain or value.status == "ok"
                yield issue(sheet, "TOTAL_MISMATCH", printed[0].row_no, printed[0].col_no - 1, rule="totals",
                            raw=printed[0].raw, declared=total[0], found=sum(numbers))  # fmt: skip


def beyond_target(sheet: Sheet) -> Iterator[Issue]:
    """ACHIEVEMENT_EXCEEDS_TARGET: more done than planned, by the total or, where it is wrong, by the quarters' sum."""
    for indicator in sheet.indicators:
        quarters = sheet.values_of(indicator, "quarter_achievement")
        totals = sheet.values_of(indicator, "total_achievement")
        annual = _annual(sheet, indicator)
        by_quarter, by_total = _numbers(quarters), _numbers(totals)
        done = sum(by_quarter) if by_quarter else max(by_total, default=0.0)
        if annual is None or indicator.direction == "down" or not _counted(indicator, [*quarters, *totals]):
            continue
        if (by_quarter or by_total) and done > annual + _CLOSE:  # a target of -১ is less than nothing reported
            first = next(v for v in [*quarters, *totals] if v.value_num is not None)
            yield issue(sheet, "ACHIEVEMENT_EXCEEDS_TARGET", first.row_no, first.col_no - 1, rule="beyond_target",
                        raw=first.raw, declared=annual, found=done)  # fmt: skip


def missing_lines(sheet: Sheet) -> Iterator[Issue]:
    """MISSING_ACHIEVEMENT_ROW: a form of line pairs with target lines alone; once where no row has its pair."""
    if not sheet.form or not sheet.form.line_pairs:
        return
    lines = {row.row_no: row.line for row in sheet.data_rows()}
    targets = [i for i in sheet.indicators if lines.get(i.row_no) == "target"]
    alone = [i for i in targets if lines.get(i.row_no + 1) != "achievement" or sheet.indicator_of(i.row_no + 1)]
    c = sheet.match.at("row_kind")
    if alone and len(alone) == len(sheet.indicators):
        yield issue(sheet, "MISSING_ACHIEVEMENT_ROW", None, c, rule="missing_lines", what="Every indicator",
                    what_bn="প্রতিটি সূচকের")  # fmt: skip
        return
    for indicator in alone:
        yield issue(sheet, "MISSING_ACHIEVEMENT_ROW", indicator.row_no, c, rule="missing_lines",
                    what="The indicator", what_bn="সূচকটির")  # fmt: skip


RULES = (sums, totals, beyond_target, missing_lines)
