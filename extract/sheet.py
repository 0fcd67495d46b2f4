"""A table that has been read: the noun that rows are built on and checks look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .body import BodyRow
from .forms import Column, Form
from .header import Header
from .match import Match
from .model import Issue, Table
from .records import IndicatorRow, ValueRow


@dataclass(slots=True)
class Area:
    """An area as one row sees it. `row_no`: of the row on which its label and weight are printed."""

    label: str
    weight: str
    row_no: int
    code: str | None = None
    name: str | None = None
    misplaced: bool = False  # printed on another row than its codes say


@dataclass(slots=True)
class Sheet:
    """Everything read from one table. `line_rows`: value_uid → the body row it is printed on."""

    doc_id: str
    table: Table
    header: Header
    match: Match
    rows: list[BodyRow]
    title: str | None = None
    annex: str | None = None
    level: str | None = None  # office level that the plan's title states
    areas: dict[int, Area] = field(default_factory=dict)  # row_no → its area
    indicators: list[IndicatorRow] = field(default_factory=list)
    values: list[ValueRow] = field(default_factory=list)
    filled_from: dict[tuple[int, int], str] = field(default_factory=dict)  # (row_no, column) → cell filled from
    findings: list[Issue] = field(default_factory=list)  # doubts met while reading
    incomplete: set[str] = field(default_factory=set)  # areas (first part of the codes) that lack an indicator

    @property
    def form(self) -> Form | None:
        """The table's form, None for a generic table."""
        return self.match.form

    def column(self, c: int) -> Column | None:
        """What the printed column c (from 0) holds."""
        return self.match.columns[c]

    def row(self, row_no: int) -> BodyRow:
        """The body row of that number."""
        return self.rows[row_no - 1]

    def data_rows(self) -> Iterator[BodyRow]:
        """The rows that hold data."""
        return (row for row in self.rows if row.role == "data")

    def values_of(self, indicator: IndicatorRow, *kinds: str) -> list[ValueRow]:
        """The values of one indicator of the given kinds, in printed order."""
        return [v for v in self.values if v.indicator_uid == indicator.indicator_uid and v.kind in kinds]

    def cell_ref(self, row_no: int, c: int) -> str:
        """The dataset's name of a cell, for `filled_from`: row and column numbers from 1."""
        return f"{self.doc_id}/t{self.table.table_no}/r{row_no}/c{c + 1}"
