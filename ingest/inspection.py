"""What was found in one file, drawn for a reader: document facts, each table as a grid, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from extract.records import CellRow, Extraction, Facts, IssueRow, TableRow
from ingest import errors, folder, run
from ingest.outcome import Outcome

_WIDE = 40  # columns; a table with more is told, not drawn
_LONG = 400  # rows
_LONGEST = 160  # characters of a printed text beside a doubt
_WIDTH = 200  # characters, where the output is not a terminal


def inspect(path: Path, engine: str | None = None, password: str | None = None) -> Outcome:
    """Reads one file, as a run would, pictures with the engine of that name. IngestError where it can't be opened."""
    listed = folder.hashed(path)
    if listed.error:
        raise listed.error
    terms = run.Terms(password=password)
    return run.document(listed.real, listed.sha256 or "", listed.suffix, engine, terms)


def show(outcome: Outcome, name: str) -> None:
    """Prints the outcome to standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH)
    for part in drawn(outcome, name):
        console.print(part)


def drawn(outcome: Outcome, name: str) -> Iterator[RenderableType]:
    """The parts of the view from top to bottom."""
    yield Text(f"{folder.shown_path(name)}  {outcome.status}", style="bold")
    facts = [("media type", outcome.media_type), ("doc_id", outcome.doc_id), ("pages", outcome.n_pages)]
    told = {"error": outcome.error, "advice": _advice(outcome)}
    yield _pairs([*facts, *((key, value) for key, value in told.items() if value)])
    extraction = outcome.extraction
    if extraction is None:
        return
    yield _pairs([(field.name, getattr(extraction.facts, field.name)) for field in fields(Facts)])
    for table in extraction.tables:
        yield from _table(table, extraction)
    yield from _issues(extraction.issues)


def _advice(outcome: Outcome) -> str | None:
    cause = errors.error_classes().get(outcome.error_code or "")
    return cause.advice if cause else None


def _pairs(pairs: list[tuple[str, object]]) -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False)
    for name, value in pairs:
        if value not in (None, [], ""):
            shown = "; ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)
            grid.add_row(Text(name, style="dim"), Text(shown))
    return grid


def _plain(value: object) -> str:
    parts = [getattr(value, name, None) for name in ("name", "designation", "office")]
    return ", ".join(part for part in parts if part) if any(parts) else str(value)


def _table(table: TableRow, extraction: Extraction) -> Iterator[RenderableType]:
    size = f"{table.n_rows} rows × {table.n_cols} columns"
    yield Text(f"\nTable {table.table_no}: {table.form}, {size}  {table.title or ''}", style="bold")
    yield Text(f"{table.alignment} (confidence {table.alignment_confidence:.2f})", style="dim")
    cells = [cell for cell in extraction.cells if cell.table_no == table.table_no]
    if table.n_cols > _WIDE:
        yield Text(f"{len(cells):,} cells; too wide to draw.")
        return
    yield _grid(table, cells)
    if table.n_rows > _LONG:
        yield Text(f"… {table.n_rows - _LONG:,} more rows")


def _grid(table: TableRow, cells: list[CellRow]) -> Table:
    grid = Table(box=box.SQUARE, show_lines=True)
    grid.add_column("row", style="dim")
    for number in range(1, table.n_cols + 1):
        key = table.column_keys[number - 1] if number <= len(table.column_keys) else None
        grid.add_column(Text(f"{number} {key or '?'}"))
    rows: dict[int, list[CellRow]] = {}
    for cell in cells:
        if cell.print_row <= _LONG:
            rows.setdefault(cell.print_row, []).append(cell)
    for number in sorted(rows):
        grid.add_row(*_row(rows[number], table.n_cols))
    return grid


def _row(cells: list[CellRow], width: int) -> list[Text]:
    first = cells[0]
    texts = [Text(str(first.row_no) if first.role == "data" else f"{first.row_no or ''} {first.role}".strip())]
    texts += [Text("")] * width
    for cell in cells:
        if cell.col_no <= width:
            span = f"{cell.rowspan}×{cell.colspan} " if cell.rowspan * cell.colspan > 1 else ""
            texts[cell.col_no] = Text(span, style="dim") + Text(cell.text)
    return texts


def _issues(issues: Sequence[IssueRow]) -> Iterator[RenderableType]:
    """One doubt after the other, each with its place and both sentences: a table of them would cut every word."""
    yield Text(f"\nDoubts · সন্দেহ: {len(issues)}", style="bold")
    for issue in issues:
        place = [f"{mark}{value}" for mark, value in (("table ", issue.table_no), ("row ", issue.row_no)) if value]
        column = issue.column_key or (f"column {issue.col_no}" if issue.col_no else None)
        told = "  ".join(filter(None, (f"{issue.severity:<5} {issue.code}", *place, column)))
        yield Text(told, style="bold" if issue.severity == "error" else "")
        printed = " ".join(issue.raw.split())
        yield Text(f"      {issue.message_en}\n      {issue.message_bn}")
        if printed and printed not in issue.message_en:
            yield Text(f"      printed: {printed[:_LONGEST]}", style="dim")
        if issue.suggestion and issue.suggestion not in issue.message_en:
            yield Text(f"      suggestion: {issue.suggestion[:_LONGEST]}", style="dim")
