"""Damage to rows: labels of areas on a wrong row, rows lost or run together, codes repeated."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bench.damage_figures import shuffled
from bench.damage_tables import AREA_KEYS, CODED, first_where
from bench.figures import Hand
from bench.sheet import TABLE, Doubt, Report, Row, Sheet


def spanned(sheet: Sheet) -> list[list[Row]]:
    """Areas printed once over two rows or more on one page."""
    whole = (rows for rows in sheet.areas() if len(rows) > 1 and not any(row.breaks for row in rows))
    return [rows for rows in whole if "area" not in rows[0].covered and "area" in rows[1].covered]


def area_low(report: Report, hand: Hand) -> bool:
    """An area's label and weight on the second row of their span."""
    for sheet in shuffled(hand, first_where(report, *CODED)):
        areas = spanned(sheet)
        if not areas:
            continue
        rows = hand.chance.choice(areas)
        rows[0].covered |= {*AREA_KEYS}
        rows[1].covered -= {*AREA_KEYS}
        told(sheet, rows)
        return True
    return False


def area_high(report: Report, hand: Hand) -> bool:
    """An area's label and weight one row too high, on the last row of the area before."""
    for sheet in shuffled(hand, first_where(report, *CODED)):
        areas = list(sheet.areas())
        fit = [
            (a, b) for a, b in pairwise(areas) if a in spanned(sheet) and not b[0].breaks and "area" not in b[0].covered
        ]
        if not fit:
            continue
        before, area = hand.chance.choice(fit)
        for key in AREA_KEYS:
            before[-1].printed[key] = area[0].raw(key)
        area[0].covered |= {*AREA_KEYS}
        told(sheet, [before[-1], *area])
        return True
    return False


def told(sheet: Sheet, rows: list[Row]) -> None:
    """What is said of a label on the wrong row."""
    sheet.doubts.append(
        Doubt("ROWSPAN_MISALIGNED", "error", "a label on the wrong row", rows[0], key="area", rows=tuple(rows))
    )
    everywhere: tuple[Row | str, ...] = (*sheet.data(), TABLE)
    sheet.doubts.append(
        Doubt(
            "AREA_WEIGHT_MISMATCH", "warn", "by plain filling down", rows[0], False, key="area_weight", rows=everywhere
        )
    )


def forget(sheet: Sheet, row: Row) -> None:
    """Take a row out, with what was said of it."""
    sheet.rows = [r for r in sheet.rows if r is not row]
    sheet.doubts = [replace(d, rows=tuple(r for r in d.rows if r is not row)) for d in sheet.doubts if d.row is not row]


def simple(sheet: Sheet) -> list[int]:
    """Places of rows (not the first) that stand for themselves: own activity, one indicator, no page break."""
    rows = sheet.rows
    return [
        n for n in range(1, len(rows))
        if "activity" not in rows[n].covered and not rows[n].breaks and "area" in rows[n].covered
        and rows[n - 1].codes.get("area") == rows[n].codes.get("area") and rows[n].alternative_of is None
        and (n + 1 == len(rows) or ("activity" not in rows[n + 1].covered and not rows[n + 1].breaks))
    ]  # fmt: skip


def collapsed_rows(report: Report, hand: Hand) -> bool:
    """Two rows run into one: two activities in a cell, the second one's indicator and figures lost."""
    for sheet in shuffled(hand, first_where(report, *CODED)):
        rows = sheet.rows
        places = [
            n for n in simple(sheet) if "activity" not in rows[n - 1].covered and rows[n - 1].alternative_of is None
        ]
        if not places:
            continue
        n = hand.chance.choice(places)
        row, lost = rows[n - 1], rows[n]
        joint = "<br>" if report.fmt in ("markdown",) and hand.chance.random() < 0.6 else " "
        row.items["activity"] = row.texts["activity"]
        row.printed["activity"] = row.texts["activity"] + joint + lost.texts["activity"]
        forget(sheet, lost)
        sheet.orphans.append((row, lost.codes["activity"] or "", lost.texts["activity"]))
        sheet.doubts.append(Doubt("MULTI_ITEM_CELL", "error", "two activities in one cell", row, key="activity"))
        sheet.doubts.append(Doubt("MISSING_INDICATOR", "error", "the second has no indicator", row, rows=(row, TABLE)))
        return True
    return False


def dropped_row(report: Report, hand: Hand) -> bool:
    """A whole indicator row lost; a later code of its area tells it."""
    for sheet in shuffled(hand, first_where(report, *CODED)):
        places = simple(sheet)
        if not places:
            continue
        n = hand.chance.choice(places)
        lost, before = sheet.rows[n], sheet.rows[n - 1]
        after = sheet.rows[n + 1] if n + 1 < len(sheet.rows) else None
        seen = after is not None and after.codes.get("area") == lost.codes.get("area")
        forget(sheet, lost)
        around: tuple[Row | str, ...] = (before, after, TABLE) if after else (before, TABLE)
        sheet.doubts.append(
            Doubt("MISSING_INDICATOR", "error", f"no {lost.codes['indicator']}", before, seen, rows=around)
        )
        return True
    return False


def same_code(report: Report, hand: Hand) -> bool:
    """An indicator code that repeats the one above it."""
    for sheet in shuffled(hand, first_where(report, *CODED)):
        places = simple(sheet)
        if not places:
            continue
        n = hand.chance.choice(places)
        above, row = sheet.rows[n - 1], sheet.rows[n]
        head, _, text = row.texts["indicator"].partition("]")
        row.texts["indicator"] = above.texts["indicator"].partition("]")[0] + "]" + text if head else text
        row.codes["indicator"] = above.codes["indicator"]
        both = (above, row)
        sheet.doubts.append(
            Doubt("DUPLICATE_CODE", "error", f"{row.codes['indicator']} twice", row, key="indicator", rows=both)
        )
        for code in ("MISSING_INDICATOR", "CODE_DEPTH_UNEXPECTED", "ROWSPAN_MISALIGNED"):
            sheet.doubts.append(
                Doubt(code, "warn", "may follow from the repeated code", row, False, rows=(*both, TABLE))
            )
        return True
    return False


ROWS = {
    made.__name__: made
    for made in (
        area_low,
        area_high,
        collapsed_rows,
        dropped_row,
        same_code,
    )
}
