"""The order of things for one document: pages → blocks → facts → sheets → records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract import body, checks, generic, header, heading, match, rows, stitch, witness
from extract.cells import cell_rows
from extract.forms import Column
from extract.model import Issue, Line, Page, Table
from extract.notices import bengali
from extract.packed import Packed
from extract.records import Extraction, Facts, IssueRow, PageRow, TableRow
from extract.sheet import Sheet

_REVIEW = frozenset({"error", "warn"})


def document(doc_id: str, pages: Iterable[Page]) -> Extraction:
    """Read one document.

    `doc_id` goes into the records' ids. Odd content becomes issues; nothing is raised for it.
    """
    result = Extraction(Facts(), Packed(), Packed(), Packed(), Packed(), Packed(), Packed())
    blocks = stitch.blocks(_noted(doc_id, pages, result))
    told = heading.read(blocks)
    result.facts = told.facts
    result.issues.extend(_issue_row(doc_id, issue) for issue in told.issues)
    plain, before = True, None
    for block in _handed_over(blocks):
        sheet = _sheet(doc_id, block, told)
        sheet.before = before.columns if before and before.goes_on_in(sheet) else ()
        before = _Before.of(sheet)
        witness.hear(sheet)
        issues = checks.run(sheet, told.facts)
        _applicable(sheet, told)
        _review(sheet, issues)
        plain = plain and sheet.form is None and bool(sheet.values)
        result.tables.append(_table_row(sheet))
        result.cells.extend(cell_rows(sheet))
        result.indicators.extend(sheet.indicators)
        result.values.extend(sheet.values)
        result.issues.extend(_issue_row(doc_id, issue) for issue in issues)
    if told.facts.report_kind == "other" and result.tables and plain:
        told.facts.report_kind = "statistics"  # tables of figures and no plan
    return result


@dataclass(frozen=True, slots=True)
class _Before:
    """What is kept of a table for the next one, which may be the rest of it that a picture didn't show as such."""

    form: str | None
    page: int
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, sheet: Sheet) -> _Before:
        printed = tuple(column for column in sheet.match.columns if column)
        return cls(sheet.form.key if sheet.form else None, max(sheet.table.pages, default=0), printed)

    def goes_on_in(self, sheet: Sheet) -> bool:
        """Whether a table is of the same form and begins on the next page."""
        same = sheet.form is not None and sheet.form.key == self.form
        return same and min(sheet.table.pages, default=0) == self.page + 1


def _handed_over(blocks: list[Line | Table]) -> Iterator[Table]:
    """The tables, each let go of when the next is asked for: a document may have a thousand pages."""
    tables = [block for block in reversed(blocks) if isinstance(block, Table)]
    blocks.clear()
    while tables:
        table = tables.pop()
        table.rows = list(table.rows)
        yield table


def _noted(doc_id: str, pages: Iterable[Page], result: Extraction) -> Iterable[Page]:
    """Pass the pages on one at a time, keeping only what the dataset wants of them."""
    for page in pages:
        result.issues.extend(_issue_row(doc_id, issue) for issue in page.issues)
        if page.status != "ok":
            result.issues.append(_issue_row(doc_id, _page_failed(page)))
        result.pages.append(
            PageRow(
                doc_id=doc_id, page=page.number, route=page.route, width=page.width, height=page.height,
                rotation=page.rotation, skew_deg=page.skew_deg, dpi=page.dpi, n_words=page.n_words,
                mean_confidence=page.mean_confidence, status=page.status, error=page.error,
            )
        )  # fmt: skip
        yield page


def _page_failed(page: Page) -> Issue:
    return Issue(
        code="PAGE_FAILED", severity="error", page=page.number, raw=page.error or "", rule="document",
        message_en=f"Page {page.number} could not be read: {page.error or 'no cause is known'}",
        message_bn=f"{bengali(page.number)} নম্বর পৃষ্ঠা পড়া যায়নি।",
    )  # fmt: skip


def _sheet(doc_id: str, table: Table, told: heading.Heading) -> Sheet:
    top = header.read(table)
    over = told.tables.get(table.table_no)
    matched = match.identify(table, top, match.Told(over.plan_type if over else None, told.facts.report_kind))
    sheet = Sheet(
        doc_id=doc_id, table=table, header=top, match=matched, rows=body.rows(table, top, matched),
        title=over.title if over else None, annex=over.annex if over else None, level=over.level if over else None,
    )  # fmt: skip
    if matched.form:
        rows.build(sheet)
    else:
        generic.build(sheet)
    return sheet


def _applicable(sheet: Sheet, told: heading.Heading) -> None:
    """Footnotes that take codes away from offices of a level say whether an indicator applies to this one."""
    level = told.facts.office_level
    for note in told.footnotes:
        if note.table_no != sheet.table.table_no or not note.excluded_levels or level is None:
            continue
        for indicator in sheet.indicators:
            if {indicator.indicator_code, indicator.activity_code} & set(note.codes):
                indicator.applicable = level not in note.excluded_levels


def _table_row(sheet: Sheet) -> TableRow:
    form, matched = sheet.form, sheet.match
    return TableRow(
        doc_id=sheet.doc_id, table_no=sheet.table.table_no, form=form.key if form else "generic", title=sheet.title,
        annex=sheet.annex, pages=sheet.table.pages, n_rows=len(sheet.table.rows), n_cols=sheet.table.n_cols,
        column_keys=[column.key if column else None for column in matched.columns],
        header_paths=[list(path) for path in sheet.header.paths],
        number_row=list(sheet.header.number_row) if sheet.header.number_row else None,
        alignment=matched.explanation, alignment_confidence=matched.confidence,
    )  # fmt: skip


def _issue_row(doc_id: str, issue: Issue) -> IssueRow:
    return IssueRow(
        doc_id=doc_id, page=issue.page, table_no=issue.table_no, row_no=issue.row_no, col_no=issue.col_no,
        column_key=issue.column_key, indicator_uid=issue.indicator_uid, code=issue.code, severity=issue.severity,
        raw=issue.raw, message_en=issue.message_en, message_bn=issue.message_bn, suggestion=issue.suggestion,
        rule=issue.rule,
    )  # fmt: skip


def _review(sheet: Sheet, issues: Sequence[Issue]) -> None:
    """An indicator needs review when a value of it is uncertain or an error or warning points at it."""
    doubted = {value.indicator_uid for value in sheet.values if value.uncertain}
    doubted |= {issue.indicator_uid for issue in issues if issue.severity in _REVIEW and issue.indicator_uid}
    for indicator in sheet.indicators:
        indicator.needs_review = indicator.indicator_uid in doubted
