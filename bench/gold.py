"""A generated report's truth in the schema of the hand-made golds: document, tables, indicators, checks, issues."""

from __future__ import annotations

from typing import Any

from bench.sheet import HEADER, TABLE, Column, Doubt, Report, Row, Sheet, Signature, Value

Json = dict[str, Any]
TEXT_KEYS = ("responsible", "remarks", "decision", "progress")


def number(value: float | None) -> float | int | None:
    """12.0 → 12."""
    return int(value) if value is not None and value == int(value) else value


def part_json(value: Value) -> Json:
    """One part of a cell of several values."""
    day = value.date.isoformat() if value.date else None
    return {"raw": value.raw, "value_type": value.value_type, "value_num": number(value.num), "value_date": day}


def value_json(column: Column, col_no: int, value: Value, kind: str) -> Json:
    """One value of an indicator."""
    found: Json = {
        "col_key": column.key,
        "col_no": col_no,
        "kind": kind,
        **part_json(value),
        "status": value.status,
        "uncertain": value.uncertain,
    }
    extra = {"level_pct": column.level, "quarter": column.quarter, "fiscal_year": column.year}
    found.update({k: v for k, v in extra.items() if v is not None})
    if column.also_kinds:
        found["also_kinds"] = list(column.also_kinds)
    if column.measure:
        found["measure_path"] = list(column.measure)
    if value.parts:
        found["parts"] = [part_json(part) for part in value.parts]
    if value.human_num is not None or value.human_date is not None:
        day = value.human_date.isoformat() if value.human_date else None
        found["human_reading"] = {"value_num": number(value.human_num), "value_date": day}
    return found


def row_values(sheet: Sheet, row: Row, second: Row | None) -> list[Json]:
    """All values of an indicator: of its row, of its achievement line, and those told in its sentences."""
    values = []
    for n, column in enumerate(sheet.columns):
        if column.kind is None or column.key not in row.values or (second and column.kind == "score"):
            continue
        kind = "quarter_achievement" if row.role == "achievement" and column.kind == "quarter_target" else column.kind
        if kind == "total_target" and row.role == "achievement":
            kind = "total_achievement"
        if kind == "total_target" and row.bare_total:
            continue
        if kind == "annual_target" and row.role == "achievement":
            continue
        found = value_json(column, n + 1 + row.moved.get(column.key, 0), row.values[column.key], kind)
        if kind == "total_target":
            found["also_kinds"] = ["total_achievement"]
        values.append(found)
    values += [value_json(sheet.column(key), sheet.index(key) + 1, value, kind) for key, kind, value in row.facts]
    return values + (row_values(sheet, second, None) if second else [])


def weight_json(row: Row, key: str) -> Json:
    """Weight or area weight."""
    value = row.values[key]
    found: Json = {"raw": value.raw, "value": number(value.num), "status": value.status, "uncertain": value.uncertain}
    if key == "area_weight":
        own = row.raw(key)
        # the referee reads own_cell_raw as a whole number
        found.update({"own_cell_raw": own if own.isdigit() or not own else None, "filled": own != value.raw})
    if value.human_num is not None:
        found["human_value"] = number(value.human_num)
    return found


def text_json(row: Row, key: str) -> Json:
    """Activity or indicator: raw text and code; the item of this indicator where the cell holds two."""
    raw = row.printed.get(key, row.texts[key])
    found: Json = {"raw": raw, "code": row.codes.get(key), "text": raw}
    if key in row.items:
        found.update({"item_raw": row.items[key], "multi_item": True})
    if key in row.not_data:
        found.update({"code": None, "text": None, "status": "not_data", "uncertain": True, "human": row.texts[key]})
    return found


def area_json(row: Row, naive: str | None) -> Json:
    """The area that covers a row; `naive`: what plain filling down would give."""
    own = row.raw("area") if row.role == "data" and "section" not in row.texts else None
    raw = row.texts["area"]
    found: Json = {"raw": raw, "own_cell_raw": own, "filled": own != raw, "code": row.codes.get("area")}
    if naive and naive != raw:
        found["naive_fill_down_raw"] = naive
    return found


def indicator_json(sheet: Sheet, table_no: int, row: Row, row_no: int, naive: str | None) -> Json:
    """One row of the truth without its values."""
    found: Json = {"table_no": table_no, "row_no": row_no, "kind": sheet.kind}
    found["area"] = area_json(row, naive) if "area" in row.texts else None
    found["area_weight"] = weight_json(row, "area_weight") if "area_weight" in row.values else None
    for key in ("activity", "indicator"):
        if key in row.texts:
            found[key] = text_json(row, key)
    if "unit" in row.texts:
        found["unit"] = {"raw": row.raw("unit")}
        if "unit" in row.not_data:
            found["unit"].update({"status": "not_data", "uncertain": True})
    else:
        found["unit"] = None
    found["weight"] = weight_json(row, "weight") if "weight" in row.values else None
    found.update({key: {"raw": row.raw(key)} for key in TEXT_KEYS if row.raw(key) and key not in row.not_data})
    found.setdefault("remarks", None)
    if row.alternative_of:
        found["alternative_of"] = row.alternative_of
    return found


def indicators(sheet: Sheet, table_no: int) -> list[Json]:
    """The true rows of one table."""
    found: list[Json] = []
    naive: str | None = None
    for n, row in enumerate(sheet.rows):
        naive = row.raw("area") or naive
        if row.role != "data":
            continue
        following = sheet.rows[n + 1] if n + 1 < len(sheet.rows) else None
        second = following if following and following.role == "achievement" else None
        one = indicator_json(sheet, table_no, row, n + 1, naive)
        one["values"] = row_values(sheet, row, second)
        found.append(one)
    return found


def place(sheet: Sheet | None, row: Row | str | None) -> int | None:
    """The dataset's number of a place: 0 for the header, None for the table or the document."""
    if row is None or row == TABLE or sheet is None:
        return None
    return 0 if row == HEADER else next(n for n, r in enumerate(sheet.rows, start=1) if r is row)


def issue_json(doubt: Doubt, sheet: Sheet | None, table_no: int | None) -> Json:
    """One expected issue."""
    found: Json = {
        "code": doubt.code, "severity": doubt.severity, "table_no": table_no, "row_no": place(sheet, doubt.row),
        "col_key": doubt.key, "raw": doubt.raw, "message": doubt.message,
        "detect": doubt.detect, "must_flag": doubt.must,
    }  # fmt: skip
    if doubt.also:
        found["also_codes"] = list(doubt.also)
    if doubt.rows:
        found["rows"] = [place(sheet, row) for row in doubt.rows]
    if doubt.suggestion:
        found["suggestion"] = doubt.suggestion
    return found


def table_json(sheet: Sheet, table_no: int) -> Json:
    """The table as printed."""
    rows = [
        {"row_no": n, "role": row.role, "cells": [row.raw(c.key) for c in sheet.columns if c.key != row.dropped]}
        for n, row in enumerate(sheet.rows, start=1)
    ]
    parts = 1 + sum(row.breaks for row in sheet.rows)
    return {
        "table_no": table_no, "form_family": sheet.form, "title_raw": sheet.title, "annex_raw": sheet.annex,
        "n_cols": len(sheet.columns), "column_keys": [c.key for c in sheet.columns], "header_rows_raw": sheet.labels,
        "number_row_raw": sheet.number_row, "header_paths": {c.key: list(c.path) for c in sheet.columns},
        "parts": [{"part": n} for n in range(1, parts + 1)], "rows": rows, "spans": [],
    }  # fmt: skip


def checks(report: Report) -> Json:
    """Sums of weights against what the plan declares."""
    sums, totals = [], []
    for n, sheet in enumerate(report.sheets, start=1):
        weighed = [row for row in sheet.data() if "weight" in row.values]
        got = sum(row.values["weight"].num or 0 for row in weighed)
        if sheet.plan_total is not None:
            totals.append(
                {
                    "table_no": n,
                    "sum_of_indicators": number(got),
                    "expected": sheet.plan_total,
                    "ok": got == sheet.plan_total,
                }
            )
        for rows in sheet.areas():
            if "area_weight" in rows[0].values:
                want = rows[0].values["area_weight"].num
                have = sum(row.values["weight"].num or 0 for row in rows)
                sums.append(
                    {
                        "table_no": n,
                        "area": rows[0].codes["area"],
                        "declared": number(want),
                        "sum_of_indicators": number(have),
                        "ok": want == have,
                    }
                )
    return {"area_weight_sums": sums, "plan_total": totals or None}


def signature_json(one: Signature) -> Json:
    """One signature block."""
    office = " ".join(one.office)
    return {
        "lines_raw": list(one.lines),
        "name_raw": one.name,
        "designation_raw": one.designation,
        "office_raw": office,
    }


def document_json(report: Report) -> Json:
    """The facts of the document."""
    first = report.sheets[0]
    return {
        "title_raw": first.title, "plan_type": first.plan_type, "report_kind": report.report_kind,
        "fiscal_year": report.fiscal_year,
        "quarter": report.quarter, "period_start": report.period[0].isoformat(),
        "period_end": report.period[1].isoformat(), "letterhead_raw": report.letterhead,
        "office": {"raw": report.office or None, "human": report.office or None, "level": report.level},
        "issue_date": report.issue_date.isoformat() if report.issue_date else None,
        "memo_no": {"raw": report.memo, "well_formed": report.memo_ok} if report.memo else None,
        "annex": first.annex, "annex_raw": first.annex,
        "signatories": [signature_json(one) for one in report.signatures],
        "footnotes": [{"raw": note, "applies_to_codes": list(s.note_codes)} for s in report.sheets for note in s.notes],
        "recipients": [{"raw": line} for line in report.recipients],
    }  # fmt: skip


def gold(report: Report) -> Json:
    """The whole truth of a report, as `score` and the referee read it."""
    rows = [row for n, sheet in enumerate(report.sheets, start=1) for row in indicators(sheet, n)]
    for n, row in enumerate(rows, start=1):
        row["indicator_no"] = n
    issues = [issue_json(d, None, None) for d in report.doubts]
    orphans = []
    for n, sheet in enumerate(report.sheets, start=1):
        issues += [issue_json(d, sheet, n) for d in sheet.doubts]
        orphans += [
            {"table_no": n, "row_no": place(sheet, row), "code": code, "item_raw": text}
            for row, code, text in sheet.orphans
        ]
    return {
        "schema": "cc-gold/1", "seed_file": report.name, "form": report.form, "mutation": report.mutation,
        "format": report.fmt,
        "document": document_json(report), "tables": [table_json(s, n) for n, s in enumerate(report.sheets, start=1)],
        "indicators": rows, "orphan_activities": orphans, "checks": checks(report), "issues": issues,
        "values_count": sum(len(row["values"]) for row in rows),
    }  # fmt: skip
