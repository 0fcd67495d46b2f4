"""Figures lost, or copied from where they don't belong."""

from __future__ import annotations

from itertools import pairwise

from bench.damage_figures import cells, doubt_line, lines, pick, shuffled
from bench.figures import Hand
from bench.sheet import BLANK, Doubt, Report


def copied_targets(report: Report, hand: Hand) -> bool:
    """Targets copied from the row above, whose unit is another."""
    for sheet in shuffled(hand, report.sheets):
        rows, keys = sheet.data(), sheet.levels()
        for above, row in pairwise(rows):
            source = above.values.get("t100", BLANK)
            odd = bool(source.date) != (row.texts.get("unit") == "তারিখ") or (
                source.raw.endswith("%") and row.texts.get("unit") == "সংখ্যা"
            )
            if keys and odd and source.status == "ok" and not row.breaks:
                row.values.update({key: above.values[key].doubted() for key in keys})
                also = ("DUPLICATE_TARGETS",)
                sheet.doubts.append(
                    Doubt("UNIT_VALUE_MISMATCH", "error", "figures of another unit", row, key="t100", also=also)
                )
                sheet.doubts.append(
                    Doubt("DUPLICATE_TARGETS", "warn", "as the row above", row, False, key="t100", rows=(above, row))
                )
                return True
    return False


def no_targets(report: Report, hand: Hand) -> bool:
    """A row without targets in a table that has them."""
    found = [
        (s, r)
        for s in report.sheets
        if s.levels() and len(s.data()) > 1
        for r in s.data()
        if r.values["t100"].status == "ok"
    ]
    if not found:
        return False
    sheet, row = hand.chance.choice(found)
    row.values.update(dict.fromkeys(sheet.levels(), BLANK))
    sheet.doubts = [d for d in sheet.doubts if not (d.row is row and d.code == "LEVEL_TEMPLATE_MISMATCH")]
    sheet.doubts.append(Doubt("EMPTY_TARGETS", "warn", "no targets", row, key="t100"))
    return True


def no_weight(report: Report, hand: Hand) -> bool:
    """A weight lost."""
    place = pick(hand, cells(report, "weight"))
    if place is None:
        return False
    sheet, row, _ = place
    row.values["weight"] = BLANK
    sheet.doubts.append(Doubt("MISSING_WEIGHT", "warn", "no weight", row, key="weight"))
    return True


def no_quarter(report: Report, hand: Hand) -> bool:
    """A quarter's figure lost: the others no longer sum."""
    found = [(s, r, k) for s, r, k in lines(report) if len(k) > 1]
    if not found:
        return False
    _, row, keys = hand.chance.choice(found)
    key = hand.chance.choice(keys)
    if row.values[key].num == 0:
        return False
    row.values[key] = BLANK
    doubt_line(row, keys)
    return True


def no_level(report: Report, hand: Hand) -> bool:
    """A level between others lost."""
    found = [
        (s, r, k) for s, r, k in cells(report, "t90", "t80", "t70")
        if (keys := s.levels()) and r.values[keys[keys.index(k) + 1]].status == "ok"
    ]  # fmt: skip
    if not found:
        return False
    sheet, row, key = hand.chance.choice(found)
    row.values[key] = BLANK
    also = ("LEVEL_TEMPLATE_MISMATCH", "NON_MONOTONIC_TARGETS")
    sheet.doubts.append(Doubt("TARGET_GAP", "info", f"{key} is blank", row, False, key=key, also=also))
    return True


LOSSES = {
    made.__name__: made
    for made in (
        copied_targets,
        no_targets,
        no_weight,
        no_quarter,
        no_level,
    )
}
