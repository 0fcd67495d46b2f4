"""The nouns of a generated report: what is printed, and what is true of it.

A `Report` holds `Sheet`s (tables); a sheet holds `Row`s. Everything printed is derived from them by `render`, and the
truth by `gold`, so damage is done in one place and both stay in step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

HEADER = "header"  # stands for the header in `Doubt.row`
TABLE = "table"  # stands for the table as a whole in `Doubt.row` and `Doubt.rows`


@dataclass(frozen=True, slots=True)
class Value:
    """One printed figure with its reading as printed. `human_*`: what a careful reader says instead, where known."""

    raw: str
    status: str = "ok"  # ok | blank | na_dash | invalid | multi | not_data
    value_type: str | None = None  # number | percent | date
    num: float | None = None
    date: dt.date | None = None
    parts: tuple[Value, ...] = ()
    uncertain: bool = False
    human_num: float | None = None
    human_date: dt.date | None = None

    def doubted(self, human_num: float | None = None) -> Value:
        """The same figure, not to be trusted."""
        return replace(self, uncertain=True, human_num=human_num if human_num is not None else self.human_num)

    @property
    def plain(self) -> bool:
        """A single number that stands as printed (no date, mark or several values)."""
        return self.status == "ok" and self.num is not None


BLANK = Value("", "blank")


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column: `path` is its header from top to bottom, `kind` the value kind of its cells (None: text)."""

    key: str
    path: tuple[str, ...]
    kind: str | None = None
    level: int | None = None
    quarter: int | None = None
    year: str | None = None
    measure: tuple[str, ...] = ()
    also_kinds: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class Row:
    """One body row. `texts` and `values` are full (spans filled); `covered` columns are printed blank.

    role: data | section | achievement (the second line of the data row above). `printed` overrides the text printed
    in a column. `items`: the texts of a cell that holds two. `facts`: dates and counts told in a text column.
    """

    role: str = "data"
    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    codes: dict[str, str | None] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    printed: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str, Value]] = field(default_factory=list)  # column key, kind, value
    items: dict[str, str] = field(default_factory=dict)
    not_data: set[str] = field(default_factory=set)
    moved: dict[str, int] = field(default_factory=dict)  # column key: by how many places its cell stands elsewhere
    dropped: str | None = None  # the cell that this row lost: what follows stands one place to the left
    bare_total: bool = False  # a target line whose totals stand on its achievement line
    breaks: bool = False  # a new page begins before this row
    alternative_of: str | None = None

    def raw(self, key: str) -> str:
        """What is printed in a column of this row before anything is moved."""
        if key in self.printed:
            return self.printed[key]
        if key in self.covered:
            return ""
        return self.values[key].raw if key in self.values else self.texts.get(key, "")


@dataclass(slots=True)
class Doubt:
    """An issue that a careful clerk raises. `row`: a Row, HEADER, TABLE or None (the document)."""

    code: str
    severity: str
    message: str
    row: Row | str | None = TABLE
    must: bool = True
    detect: str = "rule"
    key: str | None = None
    raw: str = ""
    also: tuple[str, ...] = ()
    rows: tuple[Row | str, ...] = ()
    suggestion: str | None = None


@dataclass(slots=True)
class Sheet:
    """One printed table with its truth. `labels[r][c]` are the printed header rows, '' where a span covers."""

    form: str
    title: str
    columns: list[Column]
    rows: list[Row]
    annex: str | None = None
    labels: list[list[str]] = field(default_factory=list)
    number_row: list[str] | None = None
    above: list[str] = field(default_factory=list)  # lines between the title and the table
    notes: list[str] = field(default_factory=list)  # footnotes
    doubts: list[Doubt] = field(default_factory=list)
    plan_total: float | None = None
    plan_type: str = "other"
    kind: str = "performance_indicator"
    orphans: list[tuple[Row, str, str]] = field(default_factory=list)  # row, code, text of a lost activity
    note_codes: tuple[str, ...] = ()
    bare_breaks: bool = False  # its later pages don't repeat the header
    page_word: str = ""  # what stands before the number of a later page
    fused: bool = False  # the number row is printed inside the first data row

    def data(self) -> list[Row]:
        """The rows that are indicators, decisions or measures."""
        return [row for row in self.rows if row.role == "data"]

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(c for c in self.columns if c.key == key)

    def index(self, key: str) -> int:
        """Its place from 0, -1 where there is none."""
        return next((n for n, c in enumerate(self.columns) if c.key == key), -1)

    def levels(self) -> list[str]:
        """The keys of the target level columns, from 100 % down."""
        return [c.key for c in self.columns if c.kind == "target_level"]

    def areas(self) -> Iterator[list[Row]]:
        """The data rows of each area, in order."""
        groups: dict[str | None, list[Row]] = {}
        for row in self.data():
            groups.setdefault(row.codes.get("area"), []).append(row)
        return iter(groups.values())


@dataclass(slots=True)
class Signature:
    """One signature block as printed, its lines in order."""

    name: str
    designation: str
    office: tuple[str, ...]
    extra: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The printed lines."""
        return tuple(part for part in (self.name, self.designation, *self.office, self.extra) if part)


@dataclass(slots=True)
class Report:
    """A whole document: facts that the truth states, sheets, and what stands around them."""

    name: str
    seed: int
    form: str
    fiscal_year: str
    quarter: int | None
    period: tuple[date, date]
    report_kind: str
    sheets: list[Sheet]
    letterhead: list[str] = field(default_factory=list)
    office: str = ""
    level: str = ""
    memo: str | None = None
    memo_line: str = ""
    memo_ok: bool = True
    issue_date: date | None = None
    date_line: str = ""
    signatures: list[Signature] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    mutation: str = "clean"
    fmt: str = "tsv"
    trimmed: bool = False  # blank cells at the end of a line are not written
