"""Value cells → value rows, as printed. A doubt makes a value uncertain; nothing is corrected here."""

from __future__ import annotations

from collections.abc import Iterator

from extract.body import BodyRow
from extract.evidence import reading
from extract.forms import Column, Form
from extract.legibility import unread, unsure
from extract.records import IndicatorRow, ValueRow
from extract.sheet import Sheet
from normalize import find, kinds, read
from normalize.reading import Reading

UNSURE_COLUMN = 0.7  # below this confidence a column's identity is a doubt on each of its values
_SILENT_DOUBTS = kinds.INFORMATION | {"footnote_mark"}  # worth noting, no reason to distrust the figure


def of_row(sheet: Sheet, row: BodyRow, indicator: IndicatorRow) -> Iterator[ValueRow]:
    """The values of one printed row in the columns that hold figures."""
    form = sheet.form
    if form is None:
        return
    for key, c in row.places.items():
        column = sheet.column(sheet.match.at(key) or 0)
        if column is None or column.value is None:
            continue
        cell = row.printed.cells[c]
        if cell is None and (c in row.covered or _is_spanned(row, c)):
            continue
        yield from _of_cell(sheet, row, indicator, column, c)


def _of_cell(sheet: Sheet, row: BodyRow, indicator: IndicatorRow, column: Column, c: int) -> Iterator[ValueRow]:
    cell = row.printed.cells[c]
    raw = cell.raw if cell else ""
    confidence = sheet.match.confidences[sheet.match.at(column.key) or 0]
    meant: dict[str, object] = {
        "kind": _kind(sheet, row, column, c),
        "level_pct": column.level,
        "quarter": column.quarter,
        "fiscal_year": _year(sheet, c) if column.year else None,
        "uncertain": confidence < UNSURE_COLUMN or row.shifted or unsure(cell) or bool(cell and cell.colspan > 1),
        "confidence": round(min(confidence, cell.confidence if cell else 1.0), 4),
        "engine": cell.engine if cell else "text",
    }
    base = f"{indicator.doc_id}/t{indicator.table_no}/r{row.row_no}/c{c + 1}"
    if (row.fused or c in row.leaks) and raw.strip():
        yield _value(base, indicator, row, c, raw, {**meant, "uncertain": True}, None, "not_data")
        return
    read_as = reading(raw)
    parts = parts_of(read_as)
    if len(parts) == 1:
        status = "unreadable" if unread(cell) else _status(read_as)
        yield _value(base, indicator, row, c, raw, meant, read_as, status)
        return
    for k, part in enumerate(parts):
        one = {**meant, "uncertain": True}
        yield _value(f"{base}.{k + 1}", indicator, row, c, part.raw, one, part, _status(part))


def _is_spanned(row: BodyRow, c: int) -> bool:
    """Whether a cell on the left spreads over this column too."""
    return any(cell and k + cell.colspan > c for k, cell in enumerate(row.printed.cells[:c]))


def parts_of(read_as: Reading) -> tuple[Reading, ...]:
    """The values of one cell: one, several, or the two ends of a date range."""
    return read_as.parts if read_as.status == "multi" else (read_as,)


def doubtful(read_as: Reading) -> bool:
    """Whether a reading has a doubt that concerns its figure."""
    return bool(set(read_as.doubts) - _SILENT_DOUBTS)


def _status(read_as: Reading) -> str:
    return "invalid" if read_as.status == "ok" and read_as.value_type == "text" else read_as.status


def _value(
    uid: str, indicator: IndicatorRow, row: BodyRow, c: int, raw: str, meant: dict[str, object],
    read_as: Reading | None, status: str,
) -> ValueRow:  # fmt: skip
    value = ValueRow(
        value_uid=uid, indicator_uid=indicator.indicator_uid, doc_id=indicator.doc_id, table_no=indicator.table_no,
        row_no=row.row_no, col_no=c + 1, page=row.printed.page, raw=raw, status=status, **meant,  # type: ignore[arg-type]
    )  # fmt: skip
    if read_as is None:
        return value
    value.value_type = read_as.value_type
    if status == "ok":
        value.value_num, value.value_date = read_as.number, read_as.date
        value.unit = None if value.kind == "score" else _unit(read_as, indicator)
    if status == "invalid" or (status == "ok" and doubtful(read_as)):
        value.uncertain = True
    return value


def _unit(read_as: Reading, indicator: IndicatorRow) -> str | None:
    if read_as.value_type == "percent":
        return "percent"
    if read_as.value_type == "money":
        return "taka"
    if read_as.value_type != "number":
        return None
    if indicator.unit == "taka":
        return unit_name(indicator.unit_raw or "")
    return read_as.unit or (indicator.unit if indicator.unit in ("count", "percent") else None)


def unit_name(raw: str) -> str | None:
    """The unit of a figure under a printed unit. It stays as printed: ৫ under লক্ষ টাকা is 5 lakh_taka."""
    unit = unit_of(raw)
    return f"{next((name for word, name in _SCALES.items() if word in raw), '')}taka" if unit == "taka" else unit


_SCALES = {"লক্ষ": "lakh_", "লাখ": "lakh_", "কোটি": "crore_", "হাজার": "thousand_"}


def _kind(sheet: Sheet, row: BodyRow, column: Column, c: int) -> str:
    """The kind of value: quarters and totals are targets or achievements as line, group label or form say."""
    form: Form | None = sheet.form
    if column.value not in ("quarter", "total") or form is None:
        return str(column.value)
    said = row.line or _said_by_label(sheet.header.paths[c])
    said = said or ("target" if form.quarters == "target" else "achievement" if form.quarters != "by_row" else "target")
    if column.value == "total" and row.line is None:
        said = "achievement"
    return f"{column.value}_{said}"


def _said_by_label(path: tuple[str, ...]) -> str | None:
    text = " ".join(path[:-1])
    if "অর্জন" in text and "লক্ষ্যমাত্রা" not in text:
        return "achievement"
    return "target" if "লক্ষ্যমাত্রা" in text and "অর্জন" not in text else None


def _year(sheet: Sheet, c: int) -> str | None:
    """The fiscal year that a column's label names: প্রকৃত অর্জন ২০২১- ২২ → 2021-22."""
    for label in reversed(sheet.header.paths[c]):
        found = find(label, "fiscal_year")
        if found:
            return found[0].reading.fiscal_year
    return None


def told(sheet: Sheet, row: BodyRow, indicator: IndicatorRow, key: str, kind: str) -> Iterator[ValueRow]:
    """Dates told in a sentence (event_date) or counts that a decision asks for (required_count)."""
    raw = row.raw(key)
    c = row.places.get(key)
    if c is None or not raw.strip():
        return
    wanted = "date" if kind == "event_date" else "number"
    for k, found in enumerate(f for f in find(raw, wanted) if kind != "required_count" or f.reading.unit == "count"):  # type: ignore[arg-type]
        base = f"{indicator.doc_id}/t{indicator.table_no}/r{row.row_no}/c{c + 1}.{k + 1}"
        confidence = sheet.match.confidences[sheet.match.at(key) or 0]
        meant: dict[str, object] = {"kind": kind, "confidence": confidence}
        yield _value(base, indicator, row, c, found.reading.raw, meant, found.reading, _status(found.reading))


def unit_of(raw: str) -> str | None:
    """count, date, percent, count_and_date, taka or other; None where no unit is printed."""
    if not raw.strip():
        return None
    found = read(raw, "unit")
    return found.unit if found.status == "ok" and found.unit else "other"
