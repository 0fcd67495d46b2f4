"""The sums that any clerk adds up: doubts that follow from a sheet's figures as printed, whatever damaged them."""

from __future__ import annotations

from bench.sheet import TABLE, Doubt, Row, Sheet


def figure(row: Row, key: str) -> float:
    """A weight as printed; nothing counts as nothing."""
    value = row.values.get(key)
    return (value.num or 0) if value and value.status == "ok" else 0


def section_of(sheet: Sheet, row: Row) -> tuple[Row, ...]:
    """The section row above a row, where the table has such: its weight stands there."""
    above = [r for r in sheet.rows[: sheet.rows.index(row)] if r.role == "section"]
    return tuple(above[-1:])


def weights(sheet: Sheet) -> list[Doubt]:
    """Areas against their indicators, and the plan against its known total."""
    rows = [row for row in sheet.data() if "weight" in row.values]
    if not rows:
        return []
    found, declared = [], 0.0
    for area in sheet.areas():
        if "area_weight" not in area[0].values:
            continue
        want, have = figure(area[0], "area_weight"), sum(figure(row, "weight") for row in area)
        declared += want
        if want != have:
            text = f"area {area[0].codes['area']} declares {want}, its indicators sum to {have}"
            found.append(
                Doubt(
                    "AREA_WEIGHT_MISMATCH",
                    "error",
                    text,
                    area[0],
                    key="area_weight",
                    rows=(*section_of(sheet, area[0]), *area, TABLE),
                )
            )
    total = sum(figure(row, "weight") for row in rows)
    if sheet.plan_total is not None and (total != sheet.plan_total or (declared and declared != sheet.plan_total)):
        must = sheet.plan_type in ("citizen_charter", "grievance", "rti", "egovernance")
        text = f"indicators sum to {total}, areas to {declared}, the plan to {sheet.plan_total}"
        found.append(Doubt("PLAN_TOTAL_MISMATCH", "warn", text, TABLE, must, key="weight"))
    return found


def sums(sheet: Sheet) -> list[Doubt]:
    """Quarters against the annual target or the total, for rows of counts."""
    found = []
    for n, row in enumerate(sheet.rows):
        if row.role == "section" or row.texts.get("unit") != "সংখ্যা":
            continue
        target = sheet.rows[n - 1] if row.role == "achievement" else row
        found += quarter_sums(sheet, row, target)
    return found


def quarter_sums(sheet: Sheet, row: Row, named: Row) -> list[Doubt]:
    """One line's quarters. `named`: the row at which the doubt is told."""
    keys = [c.key for c in sheet.columns if c.kind in ("quarter_target", "quarter_achievement")]
    achieved = row.role == "achievement" or any(c.kind == "quarter_achievement" for c in sheet.columns)
    values = [row.values[key] for key in keys if key in row.values]
    numbers = [v.num for v in values if v.plain and v.num is not None]
    if not numbers:
        return []
    got, places, found = sum(numbers), (named, row), []
    annual, total = named.values.get("annual_target"), row.values.get("total")
    year = annual.num if annual and annual.plain else None
    if year is not None and got != year and not achieved:
        text = f"quarters sum to {got}, annual {year}"
        found.append(Doubt("QUARTER_SUM_MISMATCH", "error", text, named, key="q1", rows=places))
    if year is not None and got > year and achieved:
        text = f"{got} of {year}"
        found.append(Doubt("ACHIEVEMENT_EXCEEDS_TARGET", "warn", text, named, key="q1", rows=places))
    if total and total.plain and total.num is not None and total.num != got:
        text, also = f"quarters sum to {got}, total {total.num}", ("QUARTER_SUM_MISMATCH",)
        found.append(Doubt("TOTAL_MISMATCH", "error", text, named, key="total", also=also, rows=places))
        if year is not None and total.num > year >= got:
            text = f"{total.num} of {year}, if the total is right"
            found.append(Doubt("ACHIEVEMENT_EXCEEDS_TARGET", "warn", text, named, False, key="total", rows=places))
    if found:
        found.append(Doubt("DIGIT_CONFUSION_SUSPECT", "warn", "may mend the sum", named, False, rows=places))
    return found


def audit(sheet: Sheet) -> None:
    """Add what the sheet's own figures say against it."""
    sheet.doubts += weights(sheet) + sums(sheet)
