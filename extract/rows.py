"""Body rows → indicator rows: codes, texts, weights, and which lines belong together."""

from __future__ import annotations

import re
from itertools import pairwise

from extract import fill, values
from extract.body import BodyRow
from extract.evidence import sort_of
from extract.forms import canonical_id
from extract.records import IndicatorRow, ValueRow
from extract.sheet import Sheet
from extract.wording import corrected
from normalize import clean, find, read

_DONE = re.compile(r"হয়েছে|হইয়াছে|সম্পন্ন|বাস্তবায়িত|প্রেরিত|আয়োজিত")
_GOING_ON = re.compile(r"চলমান|প্রক্রিয়াধীন|চলছে|অব্যাহত")
_NOT_YET = re.compile(r"হয়নি|হয় নাই|করা হবে|করা যায়নি|সম্ভব হয়নি|শুরু হয়নি")
_TEXTS = ("indicator", "responsible", "remarks", "decision", "progress")


def build(sheet: Sheet) -> None:
    """Fill `sheet.indicators`, `sheet.values` and `sheet.areas` from its body rows."""
    form = sheet.form
    if form is None:
        return
    sheet.areas, sheet.activities = fill.areas(sheet), fill.activities(sheet)
    for row in sheet.data_rows():
        owner = _first_line(sheet, row)
        if owner is not None:
            _set_remarks(sheet, row, owner)
        else:
            owner = _indicator(sheet, row)
            if owner is None:
                continue
            sheet.indicators.append(owner)
        sheet.values += values.of_row(sheet, row, owner)
        if form.kind == "meeting_decision":
            sheet.values += values.told(sheet, row, owner, "decision", "required_count")
            sheet.values += values.told(sheet, row, owner, "progress", "event_date")
        else:
            sheet.values += values.told(sheet, row, owner, "remarks", "event_date")
    sheet.values = _without_twins(sheet.values)
    for indicator in sheet.indicators:
        _conclude(sheet, indicator)


def _without_twins(found: list[ValueRow]) -> list[ValueRow]:
    """Of two lines of one indicator the blank cell goes where the other line prints the value."""
    printed = {_meaning(v) for v in found if v.status != "blank"}
    return [v for v in found if v.status != "blank" or _meaning(v) not in printed]


def _meaning(value: ValueRow) -> tuple[object, ...]:
    return value.indicator_uid, value.kind, value.level_pct, value.quarter, value.fiscal_year


def _first_line(sheet: Sheet, row: BodyRow) -> IndicatorRow | None:
    """The indicator that an achievement line belongs to: the target line just above it."""
    if not sheet.form or not sheet.form.line_pairs or not sheet.indicators:
        return None
    above = sheet.row(row.row_no - 1)
    same = not row.raw("activity").strip() or row.raw("activity") == above.raw("activity")
    if row.line == "achievement" and above.role == "data" and above.line != "achievement" and same:
        return sheet.indicators[-1]
    return None


def _set_remarks(sheet: Sheet, row: BodyRow, owner: IndicatorRow) -> None:
    """Remarks may stand on the achievement line of a pair as well as on the target line."""
    if "remarks" in row.places and row.raw("remarks").strip() and not owner.remarks_raw:
        _set_text(sheet, row, owner, "remarks")
        owner.progress_status = progress(owner.remarks_raw or "")


def _indicator(sheet: Sheet, row: BodyRow) -> IndicatorRow | None:
    form = sheet.form
    if form is None or not _has_content(sheet, row):
        return None
    uid = f"{sheet.doc_id}/t{sheet.table.table_no}/r{row.row_no}"
    found = IndicatorRow(
        indicator_uid=uid, doc_id=sheet.doc_id, table_no=sheet.table.table_no, row_no=row.row_no,
        page=row.printed.page, form=form.key, kind=form.kind,
    )  # fmt: skip
    _set_area(sheet, row, found)
    _set_activity(sheet, row, found)
    for key in _TEXTS:
        if key in row.places:
            _set_text(sheet, row, found, key)
    _set_codes(found)
    found.canonical_id = canonical_id(form, found.indicator) if found.indicator else None
    found.unit_raw = _data_text(row, "unit")
    found.unit = values.unit_of(found.unit_raw or "")
    found.weight = _number(row, "weight")
    if found.progress_raw:
        found.progress_status = progress(found.progress_raw)
    elif found.remarks_raw:
        found.progress_status = progress(found.remarks_raw)
    return found


def _has_content(sheet: Sheet, row: BodyRow) -> bool:
    """Whether a row has the words of an indicator or a decision, or at least an activity or figures of its own."""
    if any(row.raw(key).strip() for key in ("indicator", "decision", "activity", "progress")):
        return True
    return any(row.raw(c.key).strip() for c in sheet.match.columns if c and c.value)


def _data_text(row: BodyRow, key: str) -> str:
    """The cell's own text, '' where it holds a number of the fused number row instead."""
    raw = row.raw(key)
    return "" if row.fused and sort_of(raw) in ("number", "serial") else raw


def _set_text(sheet: Sheet, row: BodyRow, found: IndicatorRow, key: str) -> None:
    raw = _data_text(row, key)
    c = row.places[key]
    if not raw.strip() and c in row.covered and key != "indicator":
        cell, origin = row.covered[c]
        raw = cell.raw
        source = sheet.row_printed(origin) or row
        sheet.filled_from[row.row_no, c] = sheet.cell_ref(source.row_no, c)
    setattr(found, f"{key}_raw", raw or None)
    if raw.strip() and hasattr(found, key):
        setattr(found, key, without_code(corrected(raw, sheet.form, key).text))


def without_code(text: str) -> str:
    """A cleaned text without the code or serial it begins with."""
    code = read(text, "code")
    return (code.rest or text).strip() if code.status == "ok" and sort_of(text) != "text" else text


def _set_area(sheet: Sheet, row: BodyRow, found: IndicatorRow) -> None:
    area = sheet.areas.get(row.row_no)
    if area is None:
        return
    found.area_raw, found.area_code = area.label or None, area.code
    found.area = without_code(corrected(area.name or area.label, sheet.form, "area").text) or None
    weight = read(area.weight, "number") if area.weight.strip() else None
    found.area_weight = weight.number if weight and weight.status == "ok" else None
    for key, origin in (("area", area.row_no), ("area_weight", area.weight_row or area.row_no)):
        if origin != row.row_no and key in row.places:
            sheet.filled_from[row.row_no, row.places[key]] = sheet.cell_ref(origin, row.places[key])


def _set_activity(sheet: Sheet, row: BodyRow, found: IndicatorRow) -> None:
    if "activity" not in row.places:
        return
    source = sheet.activities.get(row.row_no)
    if source is None:
        return
    raw = source.raw("activity")
    found.activity_raw = raw
    if source.row_no != row.row_no:
        c = row.places["activity"]
        sheet.filled_from[row.row_no, c] = sheet.cell_ref(source.row_no, c)
    item = own_item(raw, fill.code_of(row.raw("indicator")))
    found.activity_code = fill.code_of(item)
    found.activity = without_code(corrected(item, sheet.form, "activity").text)


def activity_items(raw: str) -> list[str]:
    """The activities in one cell, each with its bracketed code: two rows that were collapsed give two.

    >>> activity_items("[১.১] সভা আয়োজন। [১.২] প্রতিবেদন প্রেরণ")
    ['[১.১] সভা আয়োজন।', '[১.২] প্রতিবেদন প্রেরণ']
    """
    text = clean(raw).text
    starts = [f.start for f in find(text, "code") if text[f.start] == "["]
    if len(starts) < 2 or text[: starts[0]].strip():
        return [text]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def own_item(raw: str, indicator_code: str | None) -> str:
    """Of several activities in one cell the one whose code the indicator's begins with, else the first."""
    items = activity_items(raw)
    named = [i for i in items if indicator_code and indicator_code.startswith(f"{fill.code_of(i)}.")]
    return (named or items)[0]


def _set_codes(found: IndicatorRow) -> None:
    raw = found.indicator_raw or ""
    code = fill.code_of(raw)
    if code is None:
        return
    found.indicator_code = code
    places = find(raw, "code")
    printed = places[0].reading.raw if places else ""
    found.indicator_code_printed = printed.strip("[]() ") or code


def _number(row: BodyRow, key: str) -> float | None:
    raw = _data_text(row, key)
    if not raw.strip():
        return None
    found = read(raw, "number")
    return found.number if found.status == "ok" else None


def progress(raw: str) -> str | None:
    """done, in_progress or not_started, from the words of a remark; None where they don't say."""
    text = clean(raw).text
    if _NOT_YET.search(text):
        return "not_started"
    if _GOING_ON.search(text):
        return "in_progress"
    return "done" if _DONE.search(text) else None


def _conclude(sheet: Sheet, indicator: IndicatorRow) -> None:
    levels = [v for v in sheet.values_of(indicator, "target_level") if v.status == "ok"]
    known = [v.value_num for v in levels if v.value_num is not None]
    if len(known) >= 2 and indicator.unit not in ("date", "count_and_date"):
        falling = all(a > b for a, b in pairwise(known))
        rising = all(a < b for a, b in pairwise(known))
        indicator.direction = "up" if falling else "down" if rising else "unknown"
    own = [v.confidence for v in sheet.values_of(indicator)]
    indicator.confidence = min(own, default=sheet.match.confidence)
