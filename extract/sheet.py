"""A table that has been read: the noun that rows are built on and checks look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.body import BodyRow
from extract.forms import Column, Form
from extract.header import Header
from extract.match import Match
from extract.model import Issue, Table
from extract.records import IndicatorRow, ValueRow


@dataclass(slots=True)
class Area:
    """An area as one row sees it.

    `row_no`: of the row on which its label is printed; `weight_row`: of its weight's, where that is another one.
    `label`: '' where only the weight is printed.
    """

    label: str
    weight: str
    row_no: int
    code: str | None = None
    name: str | None = None
    weight_row: int | None = None
    misplaced: bool = False  # printed on another row than its codes say


@dataclass(slots=True)
class Sheet:
    """Everything read from one table. `before`: columns of the table on the page before, where that is of its form."""

    doc_id: str
    table: Table
    header: Header
    match: Match
    rows: list[BodyRow]
    title: str | None = None
    annex: str | None = None
    level: str | None = None  # office level that the plan's title states
    before: tuple[Column, ...] = ()
    areas: dict[int, Area] = field(default_factory=dict)  # row_no → its area
    activities: dict[int, BodyRow] = field(default_factory=dict)  # row_no → the row that prints its activity
    indicators: list[IndicatorRow] = field(default_factory=list)
    values: list[ValueRow] = field(default_factory=list)
    filled_from: dict[tuple[int, int], str] = field(default_factory=dict)  # (row_no, column) → cell filled from
    vouched: set[tuple[int, int]] = field(default_factory=set)  # (row_no, column) of figures that others vouch for
    findings: list[Issue] = field(default_factory=list)  # doubts met while reading
    incomplete: set[str] = field(default_factory=set)  # codes that were told to be missing, and their areas
    _values_by_uid: tuple[int, dict[str, list[ValueRow]]] = field(default=(-1, {}), repr=False)
    _indicators_by_row: dict[int, IndicatorRow] = field(default_factory=dict, repr=False)
    _body_by_print: dict[int, BodyRow] = field(default_factory=dict, repr=False)

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
        """The values of one indicator in printed order, of the given kinds or, without kinds, all."""
        known, of_uid = self._values_by_uid
        if known != len(self.values):  # a walk over all values for each indicator took minutes on 20,000 rows
            of_uid = defaultdict(list)
            for value in self.values:
                of_uid[value.indicator_uid].append(value)
            self._values_by_uid = (len(self.values), of_uid)
        own = of_uid.get(indicator.indicator_uid, [])
        return [v for v in own if not kinds or v.kind in kinds]

    def indicator_of(self, row_no: int) -> IndicatorRow | None:
        """The indicator that begins on that body row."""
        if len(self._indicators_by_row) != len(self.indicators):
            self._indicators_by_row = {i.row_no: i for i in self.indicators}
        return self._indicators_by_row.get(row_no)

    def row_printed(self, print_row: int) -> BodyRow | None:
        """The body row that is printed on that row of the table, None for a header's."""
        if len(self._body_by_print) != len(self.rows):
            self._body_by_print = {row.printed.print_row: row for row in self.rows}
        return self._body_by_print.get(print_row)

    def cell_ref(self, row_no: int, c: int) -> str:
        """The dataset's name of a cell, for `filled_from`: row and column numbers from 1."""
        return f"{self.doc_id}/t{self.table.table_no}/r{row_no}/c{c + 1}"
