"""Structure worth knowing: labels beside their columns, the number row, leaks, spans, cells of several values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.evidence import FIGURES, reading, small_integer, sort_of
from extract.header import number_row_slips
from extract.model import Issue
from extract.notices import bengali, issue
from extract.sheet import Sheet

_SHORT = 12  # characters: a longer text is no misread figure


def _listed(columns: tuple[int, ...]) -> str:
    return ", ".join(str(c + 1) for c in columns)


def labels(sheet: Sheet) -> Iterator[Issue]:
    """COLUMN_SHIFT or HEADER_LABEL_MISPLACED, HEADER_LABEL_DUPLICATED, UNEXPLAINED_COLUMN."""
    match = sheet.match
    moved = tuple(c for c in match.moved if c not in match.duplicated)
    if match.spurious or (moved and not sheet.header.number_row_intact):
        what, what_bn = _shift(sheet, moved)
        yield issue(sheet, "COLUMN_SHIFT", None, rule="labels", what=what, what_bn=what_bn)
    elif moved:
        yield issue(sheet, "HEADER_LABEL_MISPLACED", 0, moved[0], rule="labels",
                    raw=_label(sheet, moved[0]), columns=_listed(moved))  # fmt: skip
    for c in match.duplicated:
        yield issue(sheet, "HEADER_LABEL_DUPLICATED", 0, c, rule="labels", raw=_label(sheet, c), label=_label(sheet, c))
    for c in match.unexplained:
        yield issue(sheet, "UNEXPLAINED_COLUMN", None, c, rule="labels", raw=_label(sheet, c), column=c + 1,
                    label=_label(sheet, c))  # fmt: skip


def _label(sheet: Sheet, c: int) -> str:
    path = sheet.header.paths[c]
    return path[-1] if path else ""


def _shift(sheet: Sheet, moved: tuple[int, ...]) -> tuple[str, str]:
    spurious = sheet.match.spurious
    if spurious:
        n, has = len(sheet.match.columns) - len(spurious), len(sheet.match.columns)
        return (
            f"The table has {has} columns where the form has {n}; column {_listed(spurious)} is not the form's.",
            bengali(f"ছকে {has}টি কলাম, ফরমে {n}টি; {_listed(spurious)} নম্বর কলাম ফরমের নয়।"),
        )
    return (
        f"Labels and data disagree: columns {_listed(moved)} bear the label of another column.",
        bengali(f"শিরোনাম ও তথ্য মেলে না: {_listed(moved)} নম্বর কলামের উপরে অন্য কলামের শিরোনাম।"),
    )


def missing_columns(sheet: Sheet) -> Iterator[Issue]:
    """COLUMN_MISSING: a column amid others of its group isn't there; its figures may stand in its neighbour's cells.

    Nor is one that the table of the same form on the page before has.
    """
    printed = [column for column in sheet.match.columns if column]
    order = [column.key for column in sheet.match.form.columns] if sheet.match.form else []
    keys = {column.key for column in printed}
    gone = {column.key: column for column in sheet.before if column.key not in keys}
    for column in sheet.match.lost:
        group = [order.index(o.key) for o in printed if column.group and o.group == column.group and o.key in order]
        if group and column.key in order and min(group) < order.index(column.key) < max(group):
            gone[column.key] = column
    for key, column in gone.items():
        found = issue(sheet, "COLUMN_MISSING", None, rule="missing_columns", label=column.printed_labels[0])
        yield replace(found, column_key=key)


def shifted_rows(sheet: Sheet) -> Iterator[Issue]:
    """COLUMN_SHIFT on a row whose cells stand beside their columns, or that came with too few cells."""
    for row in sheet.data_rows():
        if row.shifted:
            yield issue(
                sheet, "COLUMN_SHIFT", row.row_no, rule="shifted_rows",
                what="The row's cells are more or fewer than the columns, or stand beside their columns.",
                what_bn="সারিটির ঘরের সংখ্যা ছকের কলামের সমান নয়, অথবা ঘরগুলো নিজ কলামে নেই।",
            )  # fmt: skip


def leaks(sheet: Sheet) -> Iterator[Issue]:
    """HEADER_LEAK_INTO_DATA: the header's percentages in a row of targets."""
    for row in sheet.data_rows():
        if row.leaks:
            c = min(row.leaks)
            yield issue(sheet, "HEADER_LEAK_INTO_DATA", row.row_no, c, rule="leaks", raw=row.printed.raws[c])


def stray_figures(sheet: Sheet) -> Iterator[Issue]:
    """VALUE_IN_SPURIOUS_COLUMN: a figure in a column that the form has no place for.

    Of a picture the column may be one of the form's whose head was misread: what stands there is told row by row, be it
    misread too, and so is a figure under a label that is not known (UNEXPLAINED_COLUMN).
    """
    for row in sheet.data_rows():
        if row.fused:
            continue
        for c in (*sheet.match.spurious, *sheet.match.unexplained):
            raw, cell = row.printed.raws[c], row.printed.cells[c]
            pictured = cell is not None and cell.ink
            figure = sort_of(raw) in FIGURES
            if c in row.places.values() or not (figure or (pictured and 0 < len(raw.strip()) <= _SHORT)):
                continue
            if c in sheet.match.spurious:
                yield issue(
                    sheet, "VALUE_IN_SPURIOUS_COLUMN", row.row_no, c, rule="stray_figures", raw=raw, printed=raw
                )  # fmt: skip
            elif pictured:
                yield issue(sheet, "UNEXPLAINED_COLUMN", row.row_no, c, rule="stray_figures", raw=raw, column=c + 1,
                            label=_label(sheet, c))  # fmt: skip


def number_row(sheet: Sheet) -> Iterator[Issue]:
    """NUMBER_ROW_SEQUENCE, NUMBER_ROW_ABSENT, NUMBER_ROW_MERGED_INTO_DATA."""
    header = sheet.header
    fused = next((row for row in sheet.rows if row.fused), None)
    if fused:
        yield issue(sheet, "NUMBER_ROW_MERGED_INTO_DATA", fused.row_no, rule="number_row")
        yield from _slips(sheet, fused.printed.raws, fused.row_no)
    elif header.number_row is None:
        if sheet.form and sheet.form.kind == "performance_indicator":
            yield issue(sheet, "NUMBER_ROW_ABSENT", None, rule="number_row")
    elif number_row_slips(header.number_row):
        yield from _slips(sheet, header.number_row, 0)


def _slips(sheet: Sheet, raws: tuple[str, ...], row_no: int) -> Iterator[Issue]:
    blank = {c for c in range(len(raws)) if not any(row.raws[c].strip() for row in sheet.table.rows)}
    slips = [c for c in number_row_slips(raws) if not raws[c].strip() or small_integer(raws[c]) is not None]
    slips = [c for c in slips if c not in blank]
    if slips:
        printed = ", ".join(raw.strip() if small_integer(raw) else "–" for raw in raws)
        yield issue(sheet, "NUMBER_ROW_SEQUENCE", row_no, slips[0], rule="number_row", raw=raws[slips[0]],
                    printed=printed, n=len(raws))  # fmt: skip


def spans(sheet: Sheet) -> Iterator[Issue]:
    """ROWSPAN_MISALIGNED: an area's label on another row than its codes say."""
    told: set[int] = set()
    for row in sheet.data_rows():
        area = sheet.areas.get(row.row_no)
        if area and area.misplaced and area.row_no not in told:
            told.add(area.row_no)
            yield issue(sheet, "ROWSPAN_MISALIGNED", area.row_no, sheet.match.at("area"), rule="spans", raw=area.label,
                        what="The area's label", what_bn="ক্ষেত্রের নাম", row=area.row_no, right=row.row_no)  # fmt: skip


def several_values(sheet: Sheet) -> Iterator[Issue]:
    """MULTI_VALUE_CELL; DIGIT_CONFUSION_SUSPECT where a lone ৩ between two values is the word ও."""
    told: set[tuple[int, int]] = set()
    for value in sheet.values:
        row, c = sheet.row(value.row_no), value.col_no - 1
        raw = row.printed.raws[c]
        if value.raw == raw or (value.row_no, c) in told or value.kind in ("event_date", "required_count"):
            continue
        told.add((value.row_no, c))
        suggestion = _several(raw)
        yield issue(sheet, "MULTI_VALUE_CELL", value.row_no, c, rule="several_values", raw=raw, printed=raw,
                    suggestion=suggestion)  # fmt: skip
        if suggestion:
            yield issue(
                sheet, "DIGIT_CONFUSION_SUSPECT", value.row_no, c, rule="several_values", raw=raw,
                suggestion=suggestion, printed="৩", suggested="ও",
                why="a lone digit between two values is most likely the word ও (and)",
                why_bn="দুটি মানের মাঝে একা অঙ্কটি সম্ভবত ‘ও’ শব্দ",
            )  # fmt: skip


def _several(raw: str) -> str | None:
    return reading(raw).suggestion


def continuation(sheet: Sheet) -> Iterator[Issue]:
    """CONTINUATION_MERGED: at the first row of each later part."""
    for part in sheet.table.parts[1:]:
        first = next((r for r in sheet.rows if r.printed.print_row >= part.first + part.repeated_header), None)
        yield issue(sheet, "CONTINUATION_MERGED", first.row_no if first else None, rule="continuation")


def unmatched(sheet: Sheet) -> Iterator[Issue]:
    """TABLE_UNMATCHED: no known form."""
    if sheet.form is None and sheet.rows:
        yield issue(sheet, "TABLE_UNMATCHED", None, rule="unmatched", why=sheet.match.explanation)


RULES = (
    labels, missing_columns, shifted_rows, leaks, stray_figures, number_row, spans, several_values, continuation,
    unmatched,
)  # fmt: skip
