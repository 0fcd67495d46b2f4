"""Damage to figures: digits read as their lookalikes, figures lost, copied or run together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from bench.figures import BENGALI, Hand, latin
from bench.sheet import BLANK, TABLE, Doubt, Report, Row, Sheet, Value

LOOKALIKES = {"1": "27", "2": "1", "4": "8", "6": "8", "7": "1", "8": "46"}
QUARTER_KINDS = ("quarter_target", "quarter_achievement")
DAY = re.compile(r"^\d{1,2}")


def confuse(hand: Hand, raw: str) -> str | None:
    """The text with one digit read as its lookalike in the same script; None where no digit has one."""
    plain = latin(raw)
    places = [n for n, c in enumerate(plain) if c in LOOKALIKES]
    if not places:
        return None
    n = hand.chance.choice(places)
    new = hand.chance.choice(LOOKALIKES[plain[n]])
    return raw[:n] + (new.translate(BENGALI) if raw[n] != plain[n] else new) + raw[n + 1 :]


def misread(hand: Hand, value: Value) -> Value | None:
    """A plain figure with one digit misread: doubted, what stood there kept as the human reading."""
    raw = confuse(hand, value.raw) if value.plain else None
    if raw is None:
        return None
    number = float(latin(raw).replace(",", "").rstrip("%"))
    return replace(value, raw=raw, num=number, uncertain=True, human_num=value.num)


def shuffled(hand: Hand, sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets in any order, so that damage doesn't always fall on the first."""
    found = list(sheets)
    return hand.chance.sample(found, len(found))


def pick(hand: Hand, places: Iterator[tuple[Sheet, Row, str]]) -> tuple[Sheet, Row, str] | None:
    """One of the places, or None."""
    found = list(places)
    return hand.chance.choice(found) if found else None


def cells(report: Report, *keys: str) -> Iterator[tuple[Sheet, Row, str]]:
    """All plain figures of those columns on data rows."""
    for sheet in report.sheets:
        for row in sheet.data():
            yield from ((sheet, row, key) for key in keys if key in row.values and row.values[key].plain)


def _same_area(sheet: Sheet, row: Row) -> list[Row]:
    return [r for r in sheet.data() if r.codes.get("area") == row.codes.get("area")]


def _doubt_sum(sheet: Sheet, row: Row, key: str, mates: Iterable[Row]) -> None:
    """The doubt that a misread weight may raise, on any row of its area or on the table."""
    words = "a lookalike would mend the sum"
    sheet.doubts.append(Doubt("DIGIT_CONFUSION_SUSPECT", "warn", words, row, False, rows=(*mates, TABLE), key=key))


def weight_digit(report: Report, hand: Hand) -> bool:
    """A weight misread: the sums of its area and plan no longer fit."""
    place = pick(hand, cells(report, "weight"))
    new = misread(hand, place[1].values["weight"]) if place else None
    if place is None or new is None:
        return False
    sheet, row, _ = place
    row.values["weight"] = new
    _doubt_sum(sheet, row, "weight", _same_area(sheet, row))
    return True


def area_weight_digit(report: Report, hand: Hand) -> bool:
    """An area's weight misread on all rows that it covers."""
    place = pick(hand, ((s, r, k) for s, r, k in cells(report, "area_weight") if s.index("area_weight") >= 0))
    new = misread(hand, place[1].values["area_weight"]) if place else None
    if place is None or new is None:
        return False
    sheet, row, _ = place
    mates = _same_area(sheet, row)
    for mate in mates:
        mate.values["area_weight"] = new
    _doubt_sum(sheet, row, "area_weight", mates)
    return True


def gaps(sheet: Sheet, row: Row) -> list[float]:
    """The steps between the plain levels of a row."""
    numbers = [row.values[key].num for key in sheet.levels() if row.values[key].plain]
    return [b - a for a, b in pairwise(numbers) if a is not None and b is not None]


def level_digit(report: Report, hand: Hand) -> bool:
    """One level of an evenly stepped row misread."""
    even = (
        (s, r, k)
        for s, r, k in cells(report, *(f"t{p}" for p in (100, 90, 80, 70, 60)))
        if len(gaps(s, r)) >= 2 and len(set(gaps(s, r))) == 1
    )
    place = pick(hand, even)
    new = misread(hand, place[1].values[place[2]]) if place else None
    if place is None or new is None:
        return False
    sheet, row, key = place
    row.values[key] = new
    steps = gaps(sheet, row)
    if len(set(steps)) == 1:
        return False
    codes = ["LEVEL_TEMPLATE_MISMATCH", "DIGIT_CONFUSION_SUSPECT"]
    if not (all(s > 0 for s in steps) or all(s < 0 for s in steps)):
        codes.insert(0, "NON_MONOTONIC_TARGETS")
    sheet.doubts.append(
        Doubt(codes[0], "error", f"{key} reads {new.raw}", row, key=key, raw=new.raw, also=tuple(codes[1:]))
    )
    return True


def dates(report: Report) -> Iterator[tuple[Sheet, Row, str]]:
    """All single dates of data rows."""
    for sheet in report.sheets:
        for row in sheet.data():
            yield from (
                (sheet, row, c.key) for c in sheet.columns if c.kind and c.key in row.values and row.values[c.key].date
            )


def impossible_day(report: Report, hand: Hand) -> bool:
    """A day that no month has: ৩১ read as ৩২, ১৫ as ৭৫."""
    place = pick(hand, dates(report))
    if place is None:
        return False
    sheet, row, key = place
    old = row.values[key]
    day = DAY.match(latin(old.raw))
    if day is None or day.group()[0] not in "13" or old.date is None:
        return False
    wrong = "32" if day.group()[0] == "3" else "7" + day.group()[1:]
    shown = wrong if old.raw[0] in "0123456789" else wrong.translate(BENGALI)
    row.values[key] = Value(shown + old.raw[day.end() :], "invalid", "date", human_date=old.date)
    raw = row.values[key].raw
    sheet.doubts.append(
        Doubt("INVALID_DATE", "error", f"no such day: {raw}", row, key=key, raw=raw, also=("DIGIT_CONFUSION_SUSPECT",))
    )
    loose = ("LEVEL_TEMPLATE_MISMATCH", "TARGET_GAP", "DIGIT_CONFUSION_SUSPECT")
    sheet.doubts.append(
        Doubt("NON_MONOTONIC_TARGETS", "warn", "a level that can't be read", row, False, key=key, also=loose)
    )
    return True


def late_level(report: Report, hand: Hand) -> bool:
    """A level's date misread so that the levels no longer follow each other."""
    place = pick(hand, ((s, r, k) for s, r, k in dates(report) if k in ("t90", "t80", "t70")))
    if place is None:
        return False
    sheet, row, key = place
    old, levels = row.values[key], [row.values[k].date for k in sheet.levels()]
    if old.date is None or "/" not in old.raw:
        return False
    month = {1: 7, 2: 1, 4: 8, 6: 8, 7: 1, 8: 4, 11: 12, 12: 11}.get(old.date.month)
    if month is None or old.date.day > 28:
        return False
    new = replace(old, raw="", date=old.date.replace(month=month), uncertain=True, human_date=old.date)
    row.values[key] = replace(new, raw=hand.date_text(new.date or old.date, "d/m/Y" if len(old.raw) > 8 else "d/m/y"))
    levels = [row.values[k].date for k in sheet.levels()]
    if levels == sorted(d for d in levels if d):
        return False
    also = ("LEVEL_TEMPLATE_MISMATCH", "DIGIT_CONFUSION_SUSPECT", "DATE_OUT_OF_PERIOD")
    sheet.doubts.append(
        Doubt("NON_MONOTONIC_TARGETS", "error", f"{key} out of order", row, key=key, raw=row.values[key].raw, also=also)
    )
    sheet.doubts.append(Doubt("DATE_OUT_OF_PERIOD", "warn", "may lie outside the year", row, False, key=key))
    return True


def lines(report: Report) -> Iterator[tuple[Sheet, Row, list[str]]]:
    """Lines of counts whose quarters must sum: target lines against the year, achievements against their total."""
    for sheet in report.sheets:
        keys = [c.key for c in sheet.columns if c.kind in QUARTER_KINDS]
        for row in sheet.rows:
            named = [k for k in keys if k in row.values and row.values[k].plain]
            against = [k for k in ("annual_target", "total") if k in row.values and row.values[k].plain]
            achieved = row.role == "achievement" or sheet.form == "cc_quarterly_achievement"
            if named and row.texts.get("unit") == "সংখ্যা" and (("total" in against) if achieved else against):
                yield sheet, row, named


def doubt_line(row: Row, keys: list[str]) -> None:
    """Nobody can say which figure of the line is wrong."""
    for key in (*keys, "total"):
        if key in row.values and row.values[key].plain:
            row.values[key] = row.values[key].doubted()


def quarter_digit(report: Report, hand: Hand) -> bool:
    """One quarter misread: the quarters no longer sum."""
    found = list(lines(report))
    if not found:
        return False
    _, row, keys = hand.chance.choice(found)
    key = hand.chance.choice(keys)
    new = misread(hand, row.values[key])
    if new is None:
        return False
    row.values[key] = new
    doubt_line(row, keys)
    return True


def total_digit(report: Report, hand: Hand) -> bool:
    """A total misread."""
    found = [(s, r, k) for s, r, k in lines(report) if "total" in r.values and r.values["total"].plain]
    if not found:
        return False
    _, row, keys = hand.chance.choice(found)
    new = misread(hand, row.values["total"])
    if new is None:
        return False
    row.values["total"] = new
    doubt_line(row, keys)
    return True


def joined_word(report: Report, hand: Hand) -> bool:
    """The word ও between a count and a date read as the digit ৩."""
    for sheet in shuffled(hand, report.sheets):
        for row in sheet.data():
            old = row.values.get("annual_target", BLANK)
            if old.status == "multi" and " ও " in old.raw:
                parts = (old.parts[0], Value("৩", "ok"), old.parts[1])
                row.values["annual_target"] = replace(old, raw=old.raw.replace(" ও ", " ৩ "), parts=parts)
                sheet.doubts.append(
                    Doubt("DIGIT_CONFUSION_SUSPECT", "warn", "ও read as ৩", row, False, key="annual_target")
                )
                return True
    return False


FIGURES = {
    made.__name__: made
    for made in (
        weight_digit,
        area_weight_digit,
        level_digit,
        impossible_day,
        late_level,
        quarter_digit,
        total_digit,
        joined_word,
    )
}
