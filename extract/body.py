"""The rows below the header: what each is, which column each of its cells belongs to, what merged cells cover it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.evidence import FIGURES, likely_row_kind, sort_fit, sort_of
from extract.header import Header
from extract.labels import leaked_levels, prints_levels
from extract.match import Match
from extract.model import Cell, PrintRow, Table
from extract.section import Section, section_of
from normalize import clean, fold, read

_TOTALS = frozenset(map(fold, ("মোট", "সর্বমোট", "মোট মান", "সর্বমোট মান", "মোট নম্বর", "সর্বমোট নম্বর", "মোট=", "উপমোট")))
_NOTE = re.compile(r"^\s*(?:\*|বি\s*[.ঃ:]?\s*দ্র|নোট|দ্রষ্টব্য)")
_FIGURES_AND_MARKS = FIGURES | {"dash"}
_GAIN, _GAIN_RAGGED = 1.5, 1.2  # how much better a shifted row must fit; less where a cell is known to be lost
_TELLING_COLUMNS = frozenset({"unit", "row_kind", "indicator", "activity"})
STRONG = frozenset({"unit", "row_kind", "indicator_code", "activity_code"})  # sorts that only one column may hold


@dataclass(slots=True)
class BodyRow:
    """One printed row of the body.

    `role`: section, data, total (a sum over the plan, no indicator) or note. `line`: target or achievement, where the
    row says so. `places`: column key → column (from 0), the table's unless the row itself is shifted (`shifted`).
    `covered`: column → the cell of an earlier row that spans this place too. `fused`: holds the number row as well.
    `leaks`: columns that hold the header's percentages instead of data.
    """

    row_no: int
    printed: PrintRow
    role: str
    places: Mapping[str, int]
    line: str | None = None
    section: Section | None = None
    covered: Mapping[int, tuple[Cell, int]] = field(default_factory=dict)
    fused: bool = False
    shifted: bool = False
    leaks: Mapping[int, int] = field(default_factory=dict)

    def raw(self, key: str) -> str:
        """The printed text of the row's own cell in that column, '' where the column or the cell isn't there."""
        c = self.places.get(key)
        return self.printed.raws[c] if c is not None else ""


def rows(table: Table, header: Header, match: Match) -> list[BodyRow]:
    """Classify every row of the body, in printed order; `row_no` counts from 1."""
    places = {column.key: c for c, column in enumerate(match.columns) if column}
    spans, has_levels, trimmed = _covered(table), prints_levels(header), _is_trimmed(table, header)
    found: list[BodyRow] = []
    for k, printed in enumerate(table.body(header.depth)):
        row = BodyRow(k + 1, printed, "data", places, covered=spans.get(printed.print_row, {}))
        row.shifted = printed.ragged and not trimmed
        _classify(row, match, fused=k == 0 and header.fused is not None, has_levels=has_levels)
        found.append(row)
    if match.form and match.form.line_pairs:
        _name_lines(found, match)
    return found


def _name_lines(rows: Sequence[BodyRow], match: Match) -> None:
    """Lines of a pair whose names can't be read: the merged cell of the indicator says which two belong together."""
    places = [c for key in ("activity", "indicator") if (c := match.at(key)) is not None]
    for above, row in pairwise(rows):
        if above.role != "data" or row.role != "data" or not places or not all(c in row.covered for c in places):
            continue
        if above.line is None and row.line == "achievement":
            above.line = "target"
        elif row.line is None and above.line == "target":
            row.line = "achievement"


def _is_trimmed(table: Table, header: Header) -> bool:
    """Whether the export left trailing blank cells away, so that a short row has lost nothing.

    Its header tells: over a group of columns it ends in blanks, and comes short too. Else no full row ends in a blank.
    """
    if any(row.ragged for row in table.rows[: header.depth]):
        return True
    full = [row for row in table.rows if not row.ragged]
    return sum(row.ragged for row in table.rows) > 1 and not any(row.raws and not row.raws[-1].strip() for row in full)


def _classify(row: BodyRow, match: Match, *, fused: bool, has_levels: bool) -> None:
    raws = row.printed.raws
    texts = [raw for raw in raws if raw.strip()]
    if len(set(texts)) == 1 and (section := _section(row, texts[0], match)):
        row.role, row.section = ("note", None) if _NOTE.match(clean(texts[0]).text) else ("section", section)
        return
    if not texts:
        row.role = "note"
        return
    if match.form and _is_total(texts):
        row.role = "total"
        return
    row.fused = fused
    row.line = likely_row_kind(row.raw("row_kind"))
    if fused or match.form is None:
        return
    unit = row.raw("unit")
    in_percent = bool(unit) and read(unit, "unit").unit == "percent"
    row.leaks = leaked_levels(raws, impossible=in_percent or has_levels)
    if not row.leaks:
        _realign(row, match)


def _section(row: BodyRow, raw: str, match: Match) -> Section | None:
    """A row with one text is the heading of an area, unless that text is a figure or stands far to the right."""
    if sort_of(raw) not in ("text", "activity_code", "serial", "indicator_code"):
        return None
    first = next(c for c, cell in enumerate(row.printed.raws) if cell.strip())
    sectioned = match.form is None or match.form.line_pairs or match.at("area") is None
    cell = row.printed.cells[first]
    if first > 1 or not (sectioned or (cell and cell.colspan > 2) or match.at("area") == first):
        return None
    return section_of(raw)


def _is_total(texts: Sequence[str]) -> bool:
    """A word for a total, maybe in several cells, and nothing but figures and marks beside it."""
    words = [raw for raw in texts if sort_of(raw) not in _FIGURES_AND_MARKS]
    return bool(words) and all(fold(raw) in _TOTALS for raw in words)


def _covered(table: Table) -> dict[int, dict[int, tuple[Cell, int]]]:
    """print_row → column → (cell that spans the place from an earlier row, its print_row)."""
    spans: dict[int, dict[int, tuple[Cell, int]]] = {}
    last = len(table.rows)
    for row in table.rows:
        for c, cell in enumerate(row.cells):
            if cell is None or cell.rowspan == 1:
                continue
            for below in range(row.print_row + 1, min(last, row.print_row + cell.rowspan - 1) + 1):
                for k in range(c, min(c + cell.colspan, table.n_cols)):
                    spans.setdefault(below, {})[k] = (cell, row.print_row)
    return spans


def _realign(row: BodyRow, match: Match) -> None:
    """Mend a row whose cells stand beside their columns: one cell lost or one too many before a telling cell.

    A unit word under the weight's label can't be: the row is laid anew with one blank more or less, if that explains
    the telling cells and nothing else does.
    """
    raws = row.printed.raws
    if not any(_misfits(raw, match, c) for c, raw in enumerate(raws)):
        return
    here = _row_fit(raws, match, 0, 0)
    best = max(
        ((_row_fit(raws, match, at, by), -at, by) for at in range(len(raws)) for by in (-1, 1)), key=lambda x: x[0]
    )
    if best[0] < here + (_GAIN_RAGGED if row.printed.ragged else _GAIN):
        row.shifted = any(_contradicts(raw, match, c) for c, raw in enumerate(raws))
        return
    at, by = -best[1], best[2]
    row.shifted = True
    row.places = {
        column.key: c - by if c - by >= at else c
        for c, column in enumerate(match.columns)
        if column and (c < at or 0 <= c - by < len(raws)) and not (by > 0 and c == at)
    }


def _misfits(raw: str, match: Match, c: int) -> bool:
    """A telling cell in a column that can't hold it, or a figure in a column of telling cells."""
    column, sort = match.columns[c], sort_of(raw)
    if column is None or (sort not in STRONG and column.holds not in _TELLING_COLUMNS):
        return False
    return sort_fit(column.holds, sort) <= -0.6


def _contradicts(raw: str, match: Match, c: int) -> bool:
    """A figure under the unit's label, or a unit word under a figure's: the row's other cells may be displaced too."""
    column, sort = match.columns[c], sort_of(raw)
    if column is None:
        return False
    return sort in FIGURES if column.holds == "unit" else sort == "unit" and column.holds in ("number", "value")


def _row_fit(raws: Sequence[str], match: Match, at: int, by: int) -> float:
    """How well the row's cells fit the columns when those from `at` on are moved `by` columns to the right.

    A move to the left leaves no place for the cell before `at`.
    """
    total = 0.0
    for c, raw in enumerate(raws):
        target = c + by if c >= at else -1 if by < 0 and c == at - 1 else c
        if not raw.strip():
            continue
        column = match.columns[target] if 0 <= target < len(match.columns) else None
        total += sort_fit(column.holds, sort_of(raw)) if column else -0.5
    return total
