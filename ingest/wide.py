"""The long table of values as one row per indicator, for people who live in spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

_LEAD = (
    "path", "office", "fiscal_year", "report_quarter", "table_no", "row_no", "form", "kind", "area_code", "area",
    "area_weight", "activity_code", "activity", "indicator_code", "indicator", "unit", "weight",
)  # fmt: skip
_TAIL = ("responsible", "remarks", "decision_raw", "progress_raw", "needs_review", "indicator_uid")
_READ = (
    "indicator_uid",
    "kind",
    "level_pct",
    "quarter",
    "fiscal_year",
    "measure_path",
    "value_num",
    "value_date",
    "raw",
)
_ORDER = {"prior_actual": 0, "annual_target": 1, "target_level": 2, "quarter_target": 3, "quarter_achievement": 3}
_LATER = {"total_target": 4, "total_achievement": 5, "score": 6}
_LAST = 7


def wide(documents: pd.DataFrame, indicators: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator; see `Dataset.wide`, whose door this is."""
    cells: dict[str, dict[str, list[object]]] = {}
    places: dict[str, tuple[int, str]] = {}
    for uid, column, place, shown in _cells(values):
        cells.setdefault(column, {}).setdefault(uid, []).append(shown)
        places.setdefault(column, place)
    frame = _with_document(documents, indicators)
    columns = sorted(cells, key=lambda column: places[column])
    uids = list(frame["indicator_uid"])
    drawn = {
        column: pd.Series([_joined(cells[column].get(uid, [])) for uid in uids], dtype=object, index=frame.index)
        for column in columns
    }
    return pd.concat([frame[list(_LEAD)], pd.DataFrame(drawn, index=frame.index), frame[list(_TAIL)]], axis=1)


def _with_document(documents: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The indicators with the first path of their document, its office, year and quarter."""
    first = documents[documents["doc_id"].notna()].drop_duplicates("doc_id").set_index("doc_id")
    told = first[["path", "office", "fiscal_year", "quarter"]].rename(columns={"quarter": "report_quarter"})
    return pd.concat(
        [indicators.reset_index(drop=True), told.reindex(indicators["doc_id"]).reset_index(drop=True)], axis=1
    )


def _cells(values: pd.DataFrame) -> Iterator[tuple[str, str, tuple[int, str], object]]:
    """Each value's indicator, column, place among the columns, and what is shown."""
    for row in zip(*(values[name].array for name in _READ), strict=True):
        uid, kind, level, quarter, year, path, number, day, raw = row
        column = kind
        order = f"{_LATER.get(kind, '')}"
        if kind == "target_level":
            column = f"target_{level}" if pd.notna(level) else "target"
            order = f"{999 - level:03d}" if pd.notna(level) else "~"
        elif kind in ("quarter_target", "quarter_achievement"):
            column = f"q{quarter if pd.notna(quarter) else ''}_{kind.removeprefix('quarter_')}"
            order = f"{quarter}{kind == 'quarter_achievement':d}"
        elif kind == "prior_actual" and pd.notna(year):
            column = order = f"prior_actual_{year}"
        elif kind == "measure":
            column = order = " / ".join(map(str, path)) or kind
        yield uid, column, (_ORDER.get(kind, _LATER.get(kind, _LAST)), order), _shown(number, day, raw)


def _shown(number: float, day: object, raw: str) -> object:
    if isinstance(day, date):
        return day.isoformat()
    return float(number) if pd.notna(number) else raw or None


def _joined(shown: list[object]) -> object:
    printed = [item for item in shown if item is not None]
    if len(printed) <= 1:
        return printed[0] if printed else None
    return "; ".join(f"{item:.15g}" if isinstance(item, float) else str(item) for item in printed)
