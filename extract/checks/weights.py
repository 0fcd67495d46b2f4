"""Weights: indicators against their area, areas and indicators against the plan's known total."""

from __future__ import annotations

from collections.abc import Iterator

from extract.body import BodyRow
from extract.checks.confusion import readings_of
from extract.evidence import FIGURES, sort_of
from extract.model import Issue
from extract.notices import issue
from extract.records import IndicatorRow
from extract.section import section_of
from extract.sheet import Area, Sheet
from extract.values import doubtful
from normalize import read

_CLOSE = 1e-6


def _by_area(sheet: Sheet) -> list[tuple[Area, float, list[IndicatorRow]]]:
    """Every area that prints a weight, with that weight and its indicators, in printed order."""
    found: dict[int, tuple[Area, float, list[IndicatorRow]]] = {}
    for indicator in sheet.indicators:
        area = sheet.areas.get(indicator.row_no)
        if area and indicator.area_weight is not None:
            found.setdefault(area.row_no, (area, indicator.area_weight, []))[2].append(indicator)
    return list(found.values())


def _total(indicators: list[IndicatorRow]) -> float:
    return sum(i.weight or 0.0 for i in indicators)


def _agrees(declared: float, indicators: list[IndicatorRow]) -> bool:
    """Whether the weights sum to the declared one; of two alternatives one or both may count."""
    without = [i for i in indicators if not i.alternative_of]
    return any(abs(declared - _total(some)) < _CLOSE for some in (indicators, without))


def _expected(sheet: Sheet) -> float | None:
    """What a plan of this form weighs in all, None where it is not known."""
    if sheet.form is None:
        return None
    return sheet.form.total_by_level.get(sheet.level or "", sheet.form.total)


def area_weights(sheet: Sheet) -> Iterator[Issue]:
    """AREA_WEIGHT_MISMATCH where an area's indicators don't sum to it, with the misread digit that would explain it."""
    if sheet.match.at("weight") is None:
        return
    expected = _expected(sheet)
    areas = _by_area(sheet)
    plan = sum(weight for _, weight, _ in areas)
    for area, declared, indicators in areas:
        if _agrees(declared, indicators):
            continue
        # told on a row of data, so that it leads to an indicator: a section's weight stands on a row without one
        row_no = area.weight_row or area.row_no
        row_no = indicators[0].row_no if sheet.row(row_no).role == "section" else row_no
        c = sheet.row(row_no).places.get("area_weight", sheet.match.at("weight"))
        yield issue(sheet, "AREA_WEIGHT_MISMATCH", row_no, c, rule="area_weights", raw=area.weight,
                    declared=declared, found=_total(indicators))  # fmt: skip
        lacking = (area.code or "").split(".")[0] in sheet.incomplete or any(i.weight is None for i in indicators)
        if not lacking:
            yield from _misread_weight(sheet, declared, indicators)
        if expected is not None and abs(plan - expected) > _CLOSE:
            yield from _misread_area(sheet, area, declared, expected - plan + declared)


def _misread_weight(sheet: Sheet, declared: float, indicators: list[IndicatorRow]) -> Iterator[Issue]:
    """One weight of the area, read with another digit, makes the sum right — and only one does."""
    missing = declared - _total(indicators)
    fits = [
        (i, text) for i in indicators if i.weight is not None
        for text, value in readings_of(sheet.row(i.row_no).raw("weight")) if abs(value - i.weight - missing) < _CLOSE
    ]  # fmt: skip
    if len(fits) != 1:
        return
    indicator, text = fits[0]
    row = sheet.row(indicator.row_no)
    yield issue(
        sheet, "DIGIT_CONFUSION_SUSPECT", row.row_no, row.places["weight"], rule="area_weights", raw=row.raw("weight"),
        suggestion=text, printed=row.raw("weight"), suggested=text,
        why="the weights would then sum to the area's", why_bn="তাহলে মানের যোগফল ক্ষেত্রের মানের সমান হয়",
    )  # fmt: skip


def _misread_area(sheet: Sheet, area: Area, declared: float, needed: float) -> Iterator[Issue]:
    for text, value in readings_of(area.weight):
        if abs(value - needed) < _CLOSE and value != declared:
            row_no = area.weight_row or area.row_no
            c = sheet.row(row_no).places.get("area_weight")
            yield issue(
                sheet, "DIGIT_CONFUSION_SUSPECT", row_no, c, rule="area_weights", raw=area.weight, suggestion=text,
                printed=area.weight, suggested=text, why="the areas would then sum to the plan's total",
                why_bn="তাহলে ক্ষেত্রগুলোর যোগফল মোট মানের সমান হয়",
            )  # fmt: skip


def plan_total(sheet: Sheet) -> Iterator[Issue]:
    """PLAN_TOTAL_MISMATCH where areas or indicators don't sum to what a plan of this kind weighs."""
    expected = _expected(sheet)
    if expected is None or not sheet.indicators or sheet.match.at("weight") is None:
        return
    areas = sum(weight for _, weight, _ in _by_area(sheet))
    found = _total(sheet.indicators)
    right = _agrees(expected, sheet.indicators)
    if right and (not areas or abs(areas - expected) < _CLOSE):
        return
    said = areas if sheet.areas else found
    yield issue(sheet, "PLAN_TOTAL_MISMATCH", None, sheet.match.at("weight"), rule="plan_total",
                expected=float(expected), areas=said, indicators=found)  # fmt: skip


def printed_totals(sheet: Sheet) -> Iterator[Issue]:
    """PLAN_TOTAL_MISMATCH, TOTAL_MISMATCH: a row of totals (মোট … ২৫) against all rows above or all since the last."""
    since = 0
    for row in (row for row in sheet.rows if row.role == "total"):
        for key, c in row.places.items():
            column = sheet.column(sheet.match.at(key) or 0)
            if column and (column.value or key in ("weight", "area_weight")) and row.raw(key).strip():
                yield from _printed_total(sheet, row, key, c, since)
        since = row.row_no


def _printed_total(sheet: Sheet, row: BodyRow, key: str, c: int, since: int) -> Iterator[Issue]:
    raw, printed = row.raw(key), read(row.raw(key), "number")
    weighs = key in ("weight", "area_weight")
    figures = _figures_above(sheet, key, c, row.row_no)
    sums = [sum(n for at, n in figures if at > first) for first in (0, since)]
    if printed.number is None:
        if sort_of(raw) in FIGURES:
            yield _doubtful(sheet, row.row_no, c, raw)
    elif any(abs(found - printed.number) < _CLOSE for found in sums) or (weighs and not figures):
        return
    elif weighs:
        areas = sum(weight for _, weight, _ in _by_area(sheet))
        yield issue(sheet, "PLAN_TOTAL_MISMATCH", row.row_no, c, rule="printed_totals", raw=raw,
                    expected=printed.number, areas=areas, indicators=_total(sheet.indicators))  # fmt: skip
    else:
        yield issue(sheet, "TOTAL_MISMATCH", row.row_no, c, rule="printed_totals", raw=raw,
                    declared=printed.number, found=sums[0])  # fmt: skip


def _figures_above(sheet: Sheet, key: str, c: int, row_no: int) -> list[tuple[int, float]]:
    """(row_no, figure) of the rows above in one column: weights, areas' weights or values."""
    if key == "weight":
        found = [(i.row_no, i.weight) for i in sheet.indicators]
    elif key == "area_weight":
        found = [(area.row_no, weight) for area, weight, _ in _by_area(sheet)]
    else:
        found = [(v.row_no, v.value_num) for v in sheet.values if v.col_no == c + 1]
    return [(at, number) for at, number in found if at < row_no and number is not None]


def missing_weights(sheet: Sheet) -> Iterator[Issue]:
    """MISSING_WEIGHT where an indicator's weight is blank or no number; LOW_CONFIDENCE where it is oddly printed."""
    c = sheet.match.at("weight")
    if c is None:
        return
    for indicator in sheet.indicators:
        raw = sheet.row(indicator.row_no).raw("weight")
        if indicator.weight is not None and doubtful(read(raw, "number")):
            yield _doubtful(sheet, indicator.row_no, c, raw)
        elif indicator.weight is None and (indicator.indicator_raw or sheet.row(indicator.row_no).fused):
            yield issue(sheet, "MISSING_WEIGHT", indicator.row_no, c, rule="missing_weights", raw=raw,
                        what="The indicator", what_bn="সূচকটির")  # fmt: skip


def missing_area_weights(sheet: Sheet) -> Iterator[Issue]:
    """MISSING_WEIGHT where an area's weight is blank or no number; once for the table where no area has one."""
    c = sheet.match.at("area_weight")
    areas = list({id(area): area for area in sheet.areas.values()}.values())
    if c is None or not areas:
        return
    if not any(area.weight.strip() for area in areas):
        yield issue(sheet, "MISSING_WEIGHT", None, c, rule="missing_area_weights", what="Every area",
                    what_bn="সব ক্ষেত্রেরই")  # fmt: skip
        return
    for area in areas:
        found, row_no = read(area.weight, "number"), area.weight_row or area.row_no
        if found.number is None:
            yield issue(sheet, "MISSING_WEIGHT", row_no, c, rule="missing_area_weights", raw=area.weight,
                        what="The area", what_bn="ক্ষেত্রটির")  # fmt: skip
        elif doubtful(found):
            yield _doubtful(sheet, row_no, c, area.weight)


def _doubtful(sheet: Sheet, row_no: int, c: int, raw: str) -> Issue:
    return issue(sheet, "LOW_CONFIDENCE", row_no, c, rule="weights", raw=raw, why="the figure is oddly printed",
                 why_bn="সংখ্যাটি অস্বাভাবিকভাবে ছাপা")  # fmt: skip


def section_weights(sheet: Sheet) -> Iterator[Issue]:
    """MISSING_WEIGHT (info) where a section row of a plan prints no weight although others do."""
    sections = [row for row in sheet.rows if row.role == "section" and row.section and sheet.form]
    if not any(section_of(row.section.raw).weight for row in sections if row.section):
        return
    for row in sections:
        if row.section and row.section.weight is None:
            yield issue(sheet, "MISSING_WEIGHT", row.row_no, 0, rule="section_weights", raw=row.section.raw,
                        severity="info", what="The area", what_bn="ক্ষেত্রটির")  # fmt: skip


RULES = (area_weights, plan_total, printed_totals, missing_weights, missing_area_weights, section_weights)
