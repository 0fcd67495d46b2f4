"""Tables of no known form: numeric columns with their header paths become measures of the row's label."""

from __future__ import annotations

import re

from extract.body import BodyRow
from extract.evidence import FIGURES, is_unit, profile, reading, sort_of
from extract.forms import columns
from extract.labels import SURE, score
from extract.legibility import unread, unsure
from extract.notices import issue
from extract.records import IndicatorRow, ValueRow
from extract.sheet import Sheet
from extract.values import doubtful, parts_of, unit_name
from normalize import clean
from normalize.reading import Reading

_MOSTLY = 0.6  # share of a column's printed cells that must be figures or marks


def build(sheet: Sheet) -> None:
    """Fill `sheet.indicators` and `sheet.values` of a generic table with measures."""
    data = list(sheet.data_rows())
    by_column = list(zip(*(row.printed.raws for row in data), strict=True)) if data else []
    serial = [c for c, raws in enumerate(by_column) if _is_serial(sheet, c, raws)]
    years = [c for c, raws in enumerate(by_column) if c == len(serial) and _are_years(raws)]
    numeric = [c for c, raws in enumerate(by_column) if c not in (*serial, *years) and _is_measure(raws)]
    labels = [c for c in range(len(by_column)) if c not in numeric and c not in serial]
    section: BodyRow | None = None
    above: dict[int, BodyRow] = {}
    for row in sheet.rows:
        if row.role == "section":
            section, above = row, {}
        elif row.role == "data":
            if any(_has_figure(row.printed.raws[c]) for c in numeric):
                _measure(sheet, row, section, _name(sheet, row, labels, above), numeric)
            above.update((c, row) for c in labels if row.printed.raws[c].strip())
    _unexplained(sheet, [c for c in labels if c not in years])


def _are_years(raws: tuple[str, ...]) -> bool:
    """A first column of years (২০২১, ২০২২) names the rows; its numbers are no measures."""
    numbers = [reading(raw).number for raw in raws if raw.strip()]
    return bool(numbers) and all(n is not None and n.is_integer() and 1900 <= n <= 2100 for n in numbers)


def _name(sheet: Sheet, row: BodyRow, labels: list[int], above: dict[int, BodyRow]) -> str:
    """The row's labels; a blank one left of a printed one belongs to the merged cell above, if it can be merged."""
    texts = [_label(row, c) for c in labels]
    for k, c in enumerate(labels):
        if not texts[k] and any(texts[k + 1 :]) and not any(texts[:k]) and c in above and not sheet.table.spans_known:
            texts[k] = _label(above[c], c)
            sheet.filled_from[row.row_no, c] = sheet.cell_ref(above[c].row_no, c)
    return " / ".join(filter(None, texts))


def _has_figure(raw: str) -> bool:
    """Whether a cell holds a figure, be it among words (প্রায় ২০): then its row is kept and the cell is told."""
    return sort_of(raw) in FIGURES or bool(reading(raw).parts)


def _unexplained(sheet: Sheet, labels: list[int]) -> None:
    """UNEXPLAINED_COLUMN for a column of words that holds figures too: they become no values."""
    for c in labels:
        printed = (row.printed.raws[c] for row in sheet.data_rows())
        if stray := next((raw for raw in printed if sort_of(raw) in FIGURES), None):
            label = " / ".join(sheet.header.paths[c])
            sheet.findings.append(
                issue(sheet, "UNEXPLAINED_COLUMN", None, c, rule="generic", raw=stray, column=c + 1, label=label)
            )


def _is_measure(raws: tuple[str, ...]) -> bool:
    return profile(raws).share(*FIGURES, "dash") >= _MOSTLY  # dashes alone are no labels either


def _is_serial(sheet: Sheet, c: int, raws: tuple[str, ...]) -> bool:
    """A column that numbers the rows: by its label, by marks such as ১. or (১), or a first column of 1, 2, 3."""
    if profile(raws).share("serial") >= _MOSTLY or score(columns()["serial"], sheet.match.labels[c]) >= SURE:
        return True
    numbers = [reading(raw).number for raw in raws if raw.strip()]
    return c == 0 and len(numbers) > 1 and numbers == [float(k + 1) for k in range(len(numbers))]


def _measure(sheet: Sheet, row: BodyRow, section: BodyRow | None, name: str, numeric: list[int]) -> None:
    uid = f"{sheet.doc_id}/t{sheet.table.table_no}/r{row.row_no}"
    found = IndicatorRow(
        indicator_uid=uid, doc_id=sheet.doc_id, table_no=sheet.table.table_no, row_no=row.row_no,
        page=row.printed.page, form="generic", kind="measure", indicator_raw=name or None,
        indicator=clean(name).text or None, area_raw=section.section.raw if section and section.section else None,
        area=section.section.name if section and section.section else None,
    )  # fmt: skip
    sheet.indicators.append(found)
    own = [v for c in numeric for v in _values(sheet, row, found, c)]
    sheet.values += own
    found.confidence = min((v.confidence for v in own), default=1.0)


def _label(row: BodyRow, c: int) -> str:
    cell = row.printed.cells[c]
    if cell is None and c in row.covered:
        return row.covered[c][0].raw.strip()
    return row.printed.raws[c].strip()


def _values(sheet: Sheet, row: BodyRow, found: IndicatorRow, c: int) -> list[ValueRow]:
    raw = row.printed.raws[c]
    read_as = reading(raw)
    parts = parts_of(read_as)
    base = f"{found.indicator_uid}/c{c + 1}"
    uids = [base] if len(parts) == 1 else [f"{base}.{k + 1}" for k in range(len(parts))]
    return [_value(sheet, row, found, c, uid, part, len(parts) > 1) for uid, part in zip(uids, parts, strict=True)]


def _value(
    sheet: Sheet, row: BodyRow, found: IndicatorRow, c: int, uid: str, part: Reading, one_of_several: bool
) -> ValueRow:
    cell = row.printed.cells[c]
    status: str = "invalid" if part.status == "ok" and part.value_type == "text" else part.status
    status = "unreadable" if unread(cell) else status
    ok = status == "ok"
    return ValueRow(
        value_uid=uid, indicator_uid=found.indicator_uid, doc_id=found.doc_id, table_no=found.table_no,
        row_no=row.row_no, col_no=c + 1, page=row.printed.page, kind="measure",
        measure_path=list(sheet.header.paths[c]), raw=part.raw, value_type=part.value_type,
        value_num=part.number if ok else None, value_date=part.date if ok else None,
        unit=_unit(part, sheet.header.paths[c]), status=status,
        uncertain=one_of_several or status == "invalid" or (ok and doubtful(part)) or unsure(cell),
        confidence=cell.confidence if cell else 1.0, engine=cell.engine if cell else "text",
    )  # fmt: skip


def _unit(part: Reading, path: tuple[str, ...]) -> str | None:
    """The cell's own unit, else the one that its column's label gives in brackets: বরাদ্দ (লক্ষ টাকা), উপকারভোগী (জন)."""
    own = _UNITS.get(part.value_type or "") or part.unit
    if own or part.value_type != "number":
        return own
    for label in reversed(path):
        for inner in _IN_BRACKETS.findall(label):
            if is_unit(inner.strip()):
                return unit_name(inner)
    return None


_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")
_UNITS = {"percent": "percent", "money": "taka"}
