"""Damage to the table itself: number row, labels and columns that stand elsewhere, spans, rows lost or run together."""

from __future__ import annotations

from collections.abc import Iterator

from bench.columns import PERCENTS
from bench.damage_figures import shuffled
from bench.figures import Hand
from bench.sheet import BLANK, HEADER, TABLE, Column, Doubt, Report, Row, Sheet, Value

CODED = frozenset(
    {
        "cc_quarterly_progress",
        "cc_annex7_workplan",
        "cc_quarterly_achievement",
        "grs_annex6_workplan",
        "rti_workplan",
        "apa",
    }
)
AREA_KEYS = ("area", "area_weight")


def first_where(report: Report, *forms: str) -> Iterator[Sheet]:
    """The sheets of the forms."""
    return (sheet for sheet in report.sheets if sheet.form in forms)


def no_number_row(report: Report, hand: Hand) -> bool:
    """The row ১ ২ ৩ … lost."""
    for sheet in shuffled(hand, report.sheets):
        if sheet.number_row:
            sheet.number_row = None
            return True
    return False


def fused_number_row(report: Report, hand: Hand) -> bool:
    """The number row printed over the first data row, of which only the activity is left; its area stands below."""
    for sheet in shuffled(hand, first_where(report, *CODED)):
        rows = sheet.rows
        if not sheet.number_row or len(rows) < 2 or not {"area", "area_weight"} <= rows[1].covered or rows[1].breaks:
            continue
        if any(d.row is rows[0] for d in sheet.doubts):
            continue
        fuse(sheet, rows[0], rows[1])
        return True
    return False


def fuse(sheet: Sheet, first: Row, second: Row) -> None:
    """Do it, and say what a clerk says."""
    for column, label in zip(sheet.columns, sheet.number_row or [], strict=True):
        if column.key == "activity":
            continue
        first.printed[column.key] = label
        if column.key in first.values and column.key != "area_weight":
            first.values[column.key] = Value(label, "not_data", uncertain=True)
    first.values["area_weight"] = first.values["area_weight"].doubted()
    first.not_data |= {"indicator", "unit", "remarks"}
    first.facts = []
    second.covered -= {*AREA_KEYS}
    sheet.fused = True
    sheet.doubts += [
        Doubt(
            "NUMBER_ROW_MERGED_INTO_DATA", "error", "column numbers in a data row", first, rows=(first, HEADER, TABLE)
        ),
        Doubt("MISSING_INDICATOR", "error", "the indicator is lost", first, rows=(first, TABLE)),
        Doubt("ROWSPAN_MISALIGNED", "warn", "the area stands on the second row", first, rows=(first, second)),
        Doubt("NUMBER_ROW_SEQUENCE", "warn", "the number row is broken", first, False, rows=(first, HEADER, TABLE)),
        Doubt("MISSING_WEIGHT", "warn", "the weight is lost", first, False),
        Doubt("EMPTY_TARGETS", "warn", "the targets are lost", first, False),
        Doubt("MULTI_VALUE_CELL", "warn", "was in the lost cells", first, False),
    ]


def shift_range(sheet: Sheet) -> list[int]:
    """The columns whose labels may wander: what stands in them tells what they are."""
    if sheet.form == "nis_workplan_quarterly":
        return [sheet.index(key) for key in ("total", "score", "remarks")]
    keys = [c.key for c in sheet.columns]
    last = "annual_target" if "annual_target" in keys and not sheet.levels() else "weight"
    return list(range(keys.index(last) + 1)) if "weight" in keys else []


def shifted_labels(report: Report, hand: Hand) -> bool:
    """The labels of a range of columns moved round by one to three places; the data stay."""
    for sheet in shuffled(hand, report.sheets):
        places = shift_range(sheet)
        if len(places) < 3:
            continue
        if sheet.form != "nis_workplan_quarterly":
            size = hand.chance.randint(3, min(6, len(places)))
            start = hand.chance.randint(0, len(places) - size)
            places = places[start : start + size]
        by = hand.chance.choice([k for k in (1, 2, 3, -1, -2) if abs(k) < len(places)])
        stacks = [[row[c] for row in sheet.labels] for c in places]
        for n, c in enumerate(places):
            for row, label in zip(sheet.labels, stacks[(n - by) % len(places)], strict=True):
                row[c] = label
        also = ("HEADER_LABEL_MISPLACED",)
        sheet.doubts.append(Doubt("COLUMN_SHIFT", "error", f"labels moved by {by} over {places}", TABLE, also=also))
        return True
    return False


def spurious_column(report: Report, hand: Hand) -> bool:
    """A column too many at the end, under the last level's label; the label before it printed twice."""
    for sheet in shuffled(hand, report.sheets):
        last = sheet.index("t60")
        if last < 0 or last != len(sheet.columns) - 1 or len(sheet.labels) < 2 or not sheet.labels[1][last]:
            continue
        sheet.columns.append(Column("extra", ("",), "spurious_column"))
        label = sheet.labels[1][last]
        sheet.labels[1][last] = sheet.labels[1][last - 1]
        for n, row in enumerate(sheet.labels):
            row.append(label if n == 0 else "")
        if sheet.number_row:
            sheet.number_row.append(hand.plain(str(last + 2)))
        mark = hand.blank_or_dash()
        for line in sheet.rows:
            line.values["extra"] = mark
        also = ("HEADER_LABEL_MISPLACED", "UNEXPLAINED_COLUMN")
        sheet.doubts.append(Doubt("COLUMN_SHIFT", "error", "a column too many", TABLE, also=also))
        sheet.doubts.append(
            Doubt(
                "HEADER_LABEL_DUPLICATED", "error", "a label printed twice", HEADER, key="t60", also=("COLUMN_SHIFT",)
            )
        )
        return True
    return False


def blank_column(report: Report, hand: Hand) -> bool:
    """An empty column between the others, without label or figures; the number row counts it."""
    for sheet in shuffled(hand, report.sheets):
        place = sheet.index(hand.chance.choice(("t100", "weight", "indicator", "progress", "annual_target")))
        if place < 1:
            continue
        sheet.columns.insert(place, Column("extra", ("",), "spurious_column"))
        for labels in sheet.labels:
            labels.insert(place, "")
        if sheet.number_row:
            sheet.number_row.append(hand.plain(str(len(sheet.columns))))
        for row in sheet.rows:
            row.values["extra"] = BLANK
        also = ("UNEXPLAINED_COLUMN", "HEADER_LABEL_MISPLACED")
        sheet.doubts.append(Doubt("COLUMN_SHIFT", "info", "an empty column", TABLE, must=False, also=also))
        return True
    return False


def broken_line(report: Report, hand: Hand) -> bool:
    """A cell of text that goes on over a line of its own, as exports break long cells."""
    keys = ("activity", "indicator", "remarks", "decision", "progress")
    for sheet in shuffled(hand, report.sheets):
        places = [(row, key) for row in sheet.data() for key in keys if row.raw(key).count(" ") > 3]
        if report.fmt not in ("tsv", "csv") or not places:
            continue
        row, key = hand.chance.choice(places)
        words = row.raw(key).split(" ")
        n = hand.chance.randint(2, len(words) - 1)
        told = " ".join(words[:n]) + "\n" + " ".join(words[n:])
        if all(value.raw in told for _, _, value in row.facts if value.raw in row.raw(key)):
            row.printed[key], report.trimmed = told, False  # a short line and a broken one could not be told apart
            return True
    return False


def header_leak(report: Report, hand: Hand) -> bool:
    """The percentages of the header printed in the first data row, whose own targets are lost."""
    for sheet in shuffled(hand, report.sheets):
        place, row = sheet.index("t100"), sheet.rows[0]
        if place < 0 or len(sheet.labels) != 3 or row.texts["unit"] == "%" or row.values["t100"].status != "ok":
            continue
        shares = [sheet.labels[2][place + n] for n in range(5)]
        sheet.labels.pop()
        sheet.number_row = None
        for percent, share in zip(PERCENTS, shares, strict=True):
            row.values[f"t{percent}"] = Value(share, "not_data", uncertain=True)
        sheet.doubts = [d for d in sheet.doubts if d.row is not row]
        leak = ("HEADER_LEAK_INTO_DATA",)
        sheet.doubts += [
            Doubt("HEADER_LEAK_INTO_DATA", "error", "header percentages in a data row", row, key="t100"),
            Doubt("UNIT_VALUE_MISMATCH", "error", "percentages for another unit", row, key="t100", also=leak),
            Doubt("EMPTY_TARGETS", "warn", "the targets are lost", row, False, key="t100"),
        ]
        return True
    return False


def lost_cell(report: Report, hand: Hand) -> bool:
    """A row one cell short: all that follows stands one place to the left, as its codes and units still tell."""
    for sheet in shuffled(hand, first_where(report, *CODED, "egov_annex5_workplan")):
        rows = [r for r in sheet.data()[1:] if "area" in r.covered and not r.breaks]
        if report.fmt == "html" or not rows:
            rows = [r for r in sheet.data() if "activity" not in r.covered and not r.breaks]
        if not rows or any(d.row is row for d in sheet.doubts for row in rows):
            continue
        row = hand.chance.choice(rows)
        row.dropped = "area" if "area" in row.covered and report.fmt != "html" else "unit"
        for column in sheet.columns[sheet.index(row.dropped) + 1 :]:
            row.moved[column.key] = -1
            if column.key in row.values and row.values[column.key].status == "ok" and column.key != "area_weight":
                row.values[column.key] = row.values[column.key].doubted()
        if row.dropped == "unit":
            row.texts["unit"] = ""
        also = ("HEADER_LABEL_MISPLACED", "UNIT_VALUE_MISMATCH", "MISSING_WEIGHT")
        sheet.doubts.append(Doubt("COLUMN_SHIFT", "error", f"one cell short: {row.dropped}", row, also=also))
        for code in ("UNIT_VALUE_MISMATCH", "MISSING_WEIGHT", "NON_MONOTONIC_TARGETS", "LEVEL_TEMPLATE_MISMATCH"):
            sheet.doubts.append(Doubt(code, "warn", "may follow from the shift", row, False))
        return True
    return False


TABLES = {
    made.__name__: made
    for made in (
        no_number_row,
        fused_number_row,
        shifted_labels,
        spurious_column,
        header_leak,
        blank_column,
        broken_line,
        lost_cell,
    )
}
