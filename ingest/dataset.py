"""A finished dataset as pandas frames, and the wide table for people who live in spreadsheets."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import errors, schema

if TYPE_CHECKING:
    import pandas as pd

_LEAD = (
    "path", "office", "fiscal_year", "report_quarter", "table_no", "row_no", "form", "kind", "area_code", "area",
    "area_weight", "activity_code", "activity", "indicator_code", "indicator", "unit", "weight",
)  # fmt: skip
_TAIL = ("responsible", "remarks", "decision_raw", "progress_raw", "needs_review", "indicator_uid")
_ORDER = ("prior_actual", "annual_target", "target_", "q", "total_target", "total_achievement", "score")


class Dataset:
    """The tables in a folder OUT, each read when first asked for and kept."""

    def __init__(self, out: Path) -> None:
        if not (out / "datapackage.json").is_file():
            raise errors.NotADataset(f"There is no dataset in {out}.")
        self.out = out

    def table(self, name: str) -> pd.DataFrame:
        """One table by name, in stored order. KeyError for an unknown name, NotADataset where its files are missing."""
        import pyarrow.parquet as pq

        fields = schema.arrow_schema(name)
        files = sorted((self.out / name).glob("*.parquet"))
        if not files:
            raise errors.NotADataset(f"The table {name} is missing in {self.out}.")
        import pyarrow as pa

        frame: pd.DataFrame = pa.concat_tables([pq.read_table(file, schema=fields) for file in files]).to_pandas()
        return frame

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row per input file."""
        return self.table("documents")

    @cached_property
    def pages(self) -> pd.DataFrame:
        """One row per page."""
        return self.table("pages")

    @cached_property
    def tables(self) -> pd.DataFrame:
        """One row per table."""
        return self.table("tables")

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Every printed cell."""
        return self.table("cells")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """One row per indicator, meeting decision or measure."""
        return self.table("indicators")

    @cached_property
    def values(self) -> pd.DataFrame:
        """One row per number, date or mark."""
        return self.table("values")

    @cached_property
    def issues(self) -> pd.DataFrame:
        """One row per doubt."""
        return self.table("issues")

    def wide(self) -> pd.DataFrame:
        """One row per indicator and a column per level, quarter, total, score and prior year.

        Columns: the document's path, office, fiscal year and quarter; the indicator's own; `target_100` … `target_60`;
        `annual_target`; `q1_target`, `q1_achievement` …; `total_target`, `total_achievement`, `score`; `prior_actual`
        with its year; the header path of measures. A value is a number or an ISO date as printed; what is neither
        stands as printed; nothing printed is None. Several values of one cell are joined by "; ". A document that
        stands under several paths is given once, under the first.
        """
        import pandas as pd

        frame = self._indicators()
        values = self.values.assign(column=[_column(row) for row in _records(self.values)])
        values["shown"] = pd.Series([_shown(row) for row in _records(values)], dtype=object, index=values.index)
        joined = values.groupby(["indicator_uid", "column"], sort=False)["shown"].agg(_join).unstack("column")
        columns = sorted(joined.columns, key=_place)
        joined = joined[columns].astype(object)
        merged = frame.merge(joined.where(joined.notna(), None), how="left", left_on="indicator_uid", right_index=True)
        ordered: pd.DataFrame = merged[[*_LEAD, *columns, *_TAIL]]
        return ordered

    def _indicators(self) -> pd.DataFrame:
        documents = self.documents.dropna(subset=["doc_id"]).drop_duplicates("doc_id")
        documents = documents[["doc_id", "path", "office", "fiscal_year", "quarter"]]
        documents = documents.rename(columns={"quarter": "report_quarter"})
        return self.indicators.merge(documents, how="left", on="doc_id")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = ["kind", "level_pct", "quarter", "fiscal_year", "measure_path", "status", "raw", "value_num", "value_date"]
    return [dict(zip(names, row, strict=True)) for row in frame[names].itertuples(index=False, name=None)]


def _column(value: dict[str, Any]) -> str:
    kind = str(value["kind"])
    if kind == "target_level":
        return f"target_{_whole(value['level_pct'])}"
    if kind in ("quarter_target", "quarter_achievement"):
        return f"q{_whole(value['quarter'])}_{kind.removeprefix('quarter_')}"
    if kind == "prior_actual":
        year = value["fiscal_year"]
        return f"prior_actual_{year}" if isinstance(year, str) else "prior_actual"
    if kind == "measure":
        return " / ".join(str(step) for step in value["measure_path"]) or "measure"
    return kind


def _whole(number: float | None) -> str:
    return "unknown" if number is None or isnan(number) else f"{number:.0f}"


def _shown(value: dict[str, Any]) -> object:
    if isinstance(value["value_date"], date):
        return value["value_date"].isoformat()
    if not isnan(value["value_num"]):
        return value["value_num"]
    return value["raw"] or None


def _join(shown: pd.Series[Any]) -> object:
    printed = [item for item in shown if item is not None]
    if len(printed) <= 1:
        return printed[0] if printed else None
    return "; ".join(f"{item:g}" if isinstance(item, float) else str(item) for item in printed)


def _place(column: str) -> tuple[int, str]:
    """Prior years and targets first, then quarters and totals, then everything else; 100 before 60."""
    if column.startswith("target_"):
        return 2, f"{999 - int(column[7:]):03d}" if column[7:].isdigit() else "~"
    ranks = {prefix: rank for rank, prefix in enumerate(_ORDER)}
    if column[:1] == "q" and column[1:2].isdigit():
        return 3, f"{column[1:2]}{'a' if column.endswith('target') else 'b'}"
    return next((rank for prefix, rank in ranks.items() if column.startswith(prefix) and prefix != "q"), 99), column
