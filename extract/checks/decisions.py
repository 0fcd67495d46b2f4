"""Meeting decisions: is as much reported as was asked for, and is one event reported several times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from extract.model import Issue
from extract.notices import issue
from extract.sheet import Sheet
from normalize import clean, find

_ITEM = re.compile(r"[(\[](\d{1,2}|[ক-ঙ])[)\]]")


def shortfall(sheet: Sheet) -> Iterator[Issue]:
    """COUNT_SHORTFALL: a decision asks for two events or more and fewer are told with a date."""
    for indicator in sheet.indicators:
        asked = [v for v in sheet.values_of(indicator, "required_count") if v.value_num is not None]
        told = [v for v in sheet.values_of(indicator, "event_date") if v.status == "ok"]
        most = max((v.value_num or 0 for v in asked), default=0)
        counted = find(indicator.progress_raw or "", "number")
        said = any(f.reading.unit == "count" and (f.reading.number or 0) >= most for f in counted)
        if told and len({v.value_date for v in told}) < most and not said:
            yield issue(sheet, "COUNT_SHORTFALL", indicator.row_no, told[0].col_no - 1, rule="shortfall",
                        raw=indicator.progress_raw or "", declared=most, found=len(told))  # fmt: skip


def same_event(sheet: Sheet) -> Iterator[Issue]:
    """DUPLICATE_EVIDENCE: one dated event for several decisions."""
    by_date: dict[date, dict[int, None]] = defaultdict(dict)  # rows in order, each once
    for value in sheet.values:
        if value.kind == "event_date" and value.value_date:
            by_date[value.value_date][value.row_no] = None
    c = sheet.match.at("progress")
    for day, rows in ((day, list(found)) for day, found in by_date.items()):
        if len(rows) > 1 and c is not None:
            yield issue(sheet, "DUPLICATE_EVIDENCE", rows[1], c, rule="same_event", printed=f"{day:%d/%m/%Y}",
                        rows=", ".join(map(str, rows)))  # fmt: skip


def several_decisions(sheet: Sheet) -> Iterator[Issue]:
    """MULTI_ITEM_CELL: numbered sub-decisions in one cell."""
    c = sheet.match.at("decision")
    for row in sheet.data_rows() if c is not None else ():
        items = _ITEM.findall(clean(row.raw("decision")).text)
        if len(items) >= 2 and len(set(items)) == len(items):
            yield issue(sheet, "MULTI_ITEM_CELL", row.row_no, c, rule="several_decisions", severity="warn",
                        raw=row.raw("decision"), n=len(items), items=", ".join(f"({i})" for i in items))  # fmt: skip


RULES = (shortfall, same_event, several_decisions)
