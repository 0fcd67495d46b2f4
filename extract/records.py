"""The rows of the dataset: one frozen record per table of data-model, its fields named as the columns.

`ingest.schema` gives each column its type, unit and bilingual meaning; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extract.packed import Packed


@dataclass(slots=True)
class Signatory:
    """One signature block; texts are cleaned, parts that are not printed are None."""

    name: str | None
    designation: str | None
    office: str | None


@dataclass(slots=True)
class Facts:
    """What a document says of itself. Columns of `documents` that the text gives; None where it does not say."""

    title: str | None = None
    plan_types: list[str] = field(default_factory=list)
    report_kind: str = "other"
    fiscal_year: str | None = None
    quarter: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    office_raw: str | None = None
    office: str | None = None
    office_level: str | None = None
    ministry: str | None = None
    annex: str | None = None
    memo_no: str | None = None
    issue_date: date | None = None
    signatories: list[Signatory] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PageRow:
    """One page."""

    doc_id: str
    page: int
    route: str
    width: float | None
    height: float | None
    rotation: int
    skew_deg: float | None
    dpi: float | None
    n_words: int
    mean_confidence: float | None
    status: str
    error: str | None


@dataclass(slots=True)
class TableRow:
    """One table after joining continuations."""

    doc_id: str
    table_no: int
    form: str
    title: str | None
    annex: str | None
    pages: list[int]
    n_rows: int
    n_cols: int
    column_keys: list[str | None]
    header_paths: list[list[str]]
    number_row: list[str] | None
    alignment: str
    alignment_confidence: float


@dataclass(slots=True)
class CellRow:
    """One printed cell."""

    doc_id: str
    table_no: int
    print_row: int
    row_no: int | None
    col_no: int
    page: int
    x0: float | None
    y0: float | None
    x1: float | None
    y1: float | None
    source_line: int | None
    rowspan: int
    colspan: int
    role: str
    column_key: str | None
    raw: str
    text: str
    steps: list[str]
    confidence: float
    engine: str
    filled_from: str | None


@dataclass(slots=True)
class IndicatorRow:
    """One indicator of one table."""

    indicator_uid: str
    doc_id: str
    table_no: int
    row_no: int
    page: int
    form: str
    kind: str
    area_code: str | None = None
    area_raw: str | None = None
    area: str | None = None
    area_weight: float | None = None
    activity_code: str | None = None
    activity_raw: str | None = None
    activity: str | None = None
    indicator_code: str | None = None
    indicator_code_printed: str | None = None
    indicator_raw: str | None = None
    indicator: str | None = None
    alternative_of: str | None = None
    unit_raw: str | None = None
    unit: str | None = None
    weight: float | None = None
    responsible_raw: str | None = None
    responsible: str | None = None
    remarks_raw: str | None = None
    remarks: str | None = None
    decision_raw: str | None = None
    progress_raw: str | None = None
    progress_status: str | None = None
    applicable: bool | None = None
    direction: str = "unknown"
    canonical_id: str | None = None
    confidence: float = 1.0
    needs_review: bool = False


@dataclass(slots=True)
class ValueRow:
    """One number, date or mark, as printed; a correction stands beside it as a suggestion."""

    value_uid: str
    indicator_uid: str
    doc_id: str
    table_no: int
    row_no: int
    col_no: int
    page: int
    kind: str
    level_pct: int | None = None
    quarter: int | None = None
    fiscal_year: str | None = None
    measure_path: list[str] = field(default_factory=list)
    raw: str = ""
    value_type: str | None = None
    value_num: float | None = None
    value_date: date | None = None
    unit: str | None = None
    status: str = "ok"
    uncertain: bool = False
    suggested_num: float | None = None
    suggested_date: date | None = None
    suggestion_basis: str | None = None
    confidence: float = 1.0
    engine: str = "text"


@dataclass(slots=True)
class IssueRow:
    """One doubt."""

    doc_id: str
    page: int | None
    table_no: int | None
    row_no: int | None
    col_no: int | None
    column_key: str | None
    indicator_uid: str | None
    code: str
    severity: str
    raw: str
    message_en: str
    message_bn: str
    suggestion: str | None
    rule: str


@dataclass(slots=True)
class Extraction:
    """Everything one document gives to the dataset."""

    facts: Facts
    pages: list[PageRow] | Packed[PageRow]
    tables: list[TableRow] | Packed[TableRow]
    cells: list[CellRow] | Packed[CellRow]
    indicators: list[IndicatorRow] | Packed[IndicatorRow]
    values: list[ValueRow] | Packed[ValueRow]
    issues: list[IssueRow] | Packed[IssueRow]
