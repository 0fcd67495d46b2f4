"""A finished dataset as pandas frames, and the wide table for people who live in spreadsheets."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import errors, schema

if TYPE_CHECKING:
    import pandas as pd


class Dataset:
    """The tables in a folder OUT, each read when first asked for and kept."""

    def __init__(self, out: Path) -> None:
        if not (out / "datapackage.json").is_file():
            raise errors.NotADataset(f"There is no dataset in {out}.")
        self.out = out

    def table(self, name: str) -> pd.DataFrame:
        """One table by name, in stored order. KeyError for an unknown name, NotADataset where its files are missing."""
        import pandas as pd
        import pyarrow as pa
        import pyarrow.parquet as pq

        fields = schema.arrow_schema(name)
        files = sorted((self.out / name).glob("*.parquet"))
        if not files:
            raise errors.NotADataset(f"The table {name} is missing in {self.out}.")
        # whole numbers and truths stay what they are beside nulls: row 3 is not row 3.0
        kept = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
        rows = pa.concat_tables([pq.read_table(file, schema=fields) for file in files])
        frame: pd.DataFrame = rows.to_pandas(types_mapper=kept.get)
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
        from ingest.wide import wide

        return wide(self.documents, self.indicators, self.values)
