"""Tables whose columns are kept apart by runs of spaces, as terminals and PDF converters print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Grid, Line
from ingest.sources.limits import Meter
from ingest.sources.rows import Row, cell_text, to_grid

_GAP = re.compile(r"[ \N{NO-BREAK SPACE}]{2,}")
_SEGMENT = re.compile(r"\S+(?:[ \N{NO-BREAK SPACE}]\S+)*")
_MAX_COLUMNS = 60


def has_gap(line: str) -> bool:
    """Whether a line has two or more spaces inside its text and no tab."""
    return "\t" not in line and _GAP.search(line.strip()) is not None


def read(lines: Sequence[str], start: int, first_line: int, meter: Meter, page: int) -> tuple[list[Line | Grid], int]:
    """Read the run of lines with gaps that begins at `lines[start]`; answers its blocks and the index after it.

    A table when three or more lines fall into the same three or more columns: by equal counts, or by white columns
    running through all lines. Anything else stays text: a name and a date set apart by spaces are no table.
    """
    stop = start
    while stop < len(lines) and has_gap(lines[stop]):
        stop += 1
    run = lines[start:stop]
    rows = _by_count(run, start + first_line) or _by_rivers(run, start + first_line)
    if rows:
        return [to_grid(rows, meter, page)], stop
    return [Line(line.strip(), line=first_line + start + n) for n, line in enumerate(run)], stop


def _by_count(run: Sequence[str], first_line: int) -> list[Row]:
    rows = [Row(first_line + n, [cell_text(s) for s in _SEGMENT.findall(line)]) for n, line in enumerate(run)]
    widths = {len(row.texts) for row in rows}
    return rows if len(rows) >= 3 and len(widths) == 1 and min(widths) >= 3 else []


def _by_rivers(run: Sequence[str], first_line: int) -> list[Row]:
    """Columns are the stretches between places that are blank in every line; most lines must fill most of them."""
    if len(run) < 3:
        return []
    segments = [[(m.start(), m.end(), m.group()) for m in _SEGMENT.finditer(line)] for line in run]
    columns = _merged(sorted((start, end) for line in segments for start, end, _ in line))
    if not 3 <= len(columns) <= _MAX_COLUMNS:
        return []
    rows: list[Row] = []
    for n, line in enumerate(segments):
        texts = [""] * len(columns)
        at = 0
        for start, _, text in line:
            while columns[at][1] <= start:
                at += 1
            if texts[at]:
                return []  # two texts of one line in one column: the columns are not kept apart
            texts[at] = cell_text(text)
        rows.append(Row(first_line + n, texts))
    full = sum(row.filled * 2 > len(columns) for row in rows)
    return rows if full * 3 >= len(rows) * 2 else []


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches as one: [(0, 3), (2, 5), (8, 9)] → [(0, 5), (8, 9)]."""
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
