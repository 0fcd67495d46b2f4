"""Merged cells: which area, activity and serial stand over each row. Down, up, or by code, as the print says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.body import BodyRow
from extract.evidence import sort_of
from extract.section import Section
from extract.sheet import Area, Sheet
from normalize import read

_NEAR = 3  # rows below within which an activity's cell may be printed too low


def code_of(raw: str) -> str | None:
    """The code that a cell begins with, ASCII, None where it has none."""
    return read(raw, "code").code if sort_of(raw) in ("activity_code", "indicator_code") else None


def group_of(row: BodyRow) -> str | None:
    """The area's code that a row's own codes say: the first part of its indicator's or activity's code."""
    for key in ("indicator", "activity"):
        code = code_of(row.raw(key))
        if code:
            parts = code.split(".")
            return ".".join(parts[:2]) if parts[0].isalpha() and len(parts) > 2 else parts[0]
    return None


def areas(sheet: Sheet) -> dict[int, Area]:
    """row_no → area for every data row, from section rows or from the area column."""
    return _by_section(sheet.rows) if sheet.match.at("area") is None else _by_column(sheet)


def _by_section(rows: Sequence[BodyRow]) -> dict[int, Area]:
    current: Area | None = None
    found: dict[int, Area] = {}
    for row in rows:
        if row.role == "section" and row.section:
            current = _heading(row, row.section)
        elif row.role == "data" and current:
            found[row.row_no] = current
    return found


def _heading(row: BodyRow, section: Section) -> Area:
    weight = "" if section.weight is None else str(section.weight)
    return Area(section.raw, weight, row.row_no, section.code, section.name)


def _by_column(sheet: Sheet) -> dict[int, Area]:
    data = list(sheet.data_rows())
    groups = [group_of(row) for row in data]
    labels = _once(_labels(sheet.rows, groups), groups)
    _unnamed(data, labels, groups)
    _late_weights(data, labels)
    printed = [k for k, label in enumerate(labels) if label]
    first = {group: k for k, group in reversed(list(enumerate(groups))) if group}
    order = list(dict.fromkeys(g for g in groups if g))
    if len(printed) == len(order) > 0 and printed != [first[g] for g in order]:
        return _by_code(data, labels, groups, order)
    return _down(data, labels, groups)


def _labels(rows: Sequence[BodyRow], groups: Sequence[str | None]) -> list[Area | None]:
    """The area's label that begins on each data row: its own, or one that stands on a row of its own just above.

    A line of text between two rows of one area ("প্রমাণক সংযুক্ত") is a note: it ends no area.
    """
    found: list[Area | None] = []
    heading: Area | None = None
    for row in rows:
        if row.role == "section" and row.section:
            heading = _heading(row, row.section)
        elif row.role == "data":
            k = len(found)
            is_note = heading and not heading.weight and any(found) and groups[k] and groups[k] == groups[k - 1]
            found.append(_label(row) or (None if is_note else heading))
            heading = None
    return found


def _label(row: BodyRow) -> Area | None:
    raw = row.raw("area")
    if row.fused or not raw.strip() or sort_of(raw) not in ("text", "activity_code"):
        return None
    return Area(raw, row.raw("area_weight"), row.row_no, read(raw, "code").code)


def _late_weights(data: Sequence[BodyRow], labels: Sequence[Area | None]) -> None:
    """An area's weight that is printed below its label, on a later row of its merged cell."""
    current: Area | None = None
    for row, label in zip(data, labels, strict=True):
        current = label or current
        if current and not current.weight.strip() and not row.fused and row.raw("area_weight").strip():
            current.weight, current.weight_row = row.raw("area_weight"), row.row_no


def _unnamed(data: Sequence[BodyRow], labels: list[Area | None], groups: Sequence[str | None]) -> None:
    """An area whose label was lost: a weight of its own where codes begin a group in which no label is printed."""
    named = {group for label, group in zip(labels, groups, strict=True) if label}
    for k, row in enumerate(data):
        group, begins = groups[k], k > 0 and groups[k] != groups[k - 1]
        if begins and group and group not in named and row.raw("area_weight").strip():
            labels[k] = Area("", row.raw("area_weight"), row.row_no, group)


def _once(labels: Sequence[Area | None], groups: Sequence[str | None]) -> list[Area | None]:
    """Exports may print a merged cell's text on each row it covers: that is one label, on the first of them."""
    kept: list[Area | None] = []
    last: tuple[Area, str | None] | None = None
    for label, group in zip(labels, groups, strict=True):
        again = last and label and (label.label, label.weight, group) == (last[0].label, last[0].weight, last[1])
        kept.append(None if again else label)
        last = (label, group) if label else last
    return kept


def _by_code(
    data: Sequence[BodyRow], labels: Sequence[Area | None], groups: Sequence[str | None], order: Sequence[str]
) -> dict[int, Area]:
    """As many labels as groups of codes: the n-th label belongs to the n-th group, on whatever row it is printed."""
    printed = [a for a in labels if a]
    own = {a.code: a for a in printed if a.code}
    of_group = own if set(own) == set(order) else dict(zip(order, printed, strict=True))
    starts = {group: k for k, group in reversed(list(enumerate(groups))) if group}
    for code, area in of_group.items():
        area.code, area.misplaced = code, labels[starts[code]] is not area
    found: dict[int, Area] = {}
    current = of_group[order[0]]
    for row, group in zip(data, groups, strict=True):
        current = of_group[group] if group else current
        found[row.row_no] = current
    return found


def _down(data: Sequence[BodyRow], labels: Sequence[Area | None], groups: Sequence[str | None]) -> dict[int, Area]:
    found: dict[int, Area] = {}
    current: Area | None = None
    for row, label, group in zip(data, labels, groups, strict=True):
        current = label or current
        if current:
            current.code = current.code or group
            found[row.row_no] = current
    return found


def activities(sheet: Sheet) -> dict[int, BodyRow]:
    """Give by row_no the row whose activity cell covers it: its own, the span's, its code's, or the next above."""
    found: dict[int, BodyRow] = {}
    named: dict[str, BodyRow] = {}  # code → the row above that prints the activity, since the last section row
    above: BodyRow | None = None
    for row in sheet.rows:
        if row.role == "section" and sheet.match.at("area") is None:
            named, above = {}, None
        if row.role != "data":
            continue
        if source := _activity_of(sheet, row, named, above):
            found[row.row_no] = source
        if row.raw("activity").strip():
            above = row
            if code := code_of(row.raw("activity")):
                named[code] = row
    return found


def _activity_of(sheet: Sheet, row: BodyRow, named: Mapping[str, BodyRow], above: BodyRow | None) -> BodyRow | None:
    if row.raw("activity").strip() and not _is_number(row.raw("activity")):
        return row
    column = row.places.get("activity")
    if column is not None and column in row.covered:
        return sheet.row_printed(row.covered[column][1])
    code = code_of(row.raw("indicator"))
    if code is None or "." not in code:
        return above
    parent = code.rpartition(".")[0]
    if parent in named or above is None:
        return named.get(parent)
    # the blank cell is not covered by an activity of another code: it was lost, or stands lower
    other = code_of(above.raw("activity"))
    if other is None or other == parent:
        return above
    return _below(sheet, row, parent)


def _below(sheet: Sheet, row: BodyRow, code: str) -> BodyRow | None:
    """The next rows may print the activity's cell, one row too low."""
    for lower in sheet.rows[row.row_no : row.row_no + _NEAR]:
        if lower.role == "data" and code_of(lower.raw("activity")) == code:
            return lower
    return None


def _is_number(raw: str) -> bool:
    return sort_of(raw) in ("number", "dash", "serial")
