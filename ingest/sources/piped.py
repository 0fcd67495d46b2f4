"""Pipe tables: Markdown's, those that Markdown parsers refuse, and the ruled tables of terminals and databases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Grid, Line
from ingest.sources.limits import Meter
from ingest.sources.rows import Row, cell_text, table_or_lines

_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?[-=]+:?\Z")
_RULE = re.compile(r"\s*\+[-=+: ]*\+\s*\Z")
_MAX_BROKEN = 20  # lines that one broken row may take


def cells_of(line: str) -> list[str]:
    r"""Cut one row of a pipe table into cells; an escaped pipe is a pipe of the text, tags and <br> stay.

    >>> cells_of(r"| মান | ক\|খ<br>১০০% |")
    ['মান', 'ক|খ<br>১০০%']
    """
    parts = _PIPE.split(line.strip())
    if len(parts) > 1 and not parts[0]:
        del parts[0]
    if len(parts) > 1 and not parts[-1].strip():
        del parts[-1]
    return [cell_text(part.replace("\\|", "|")) for part in parts]


def has_pipe(line: str) -> bool:
    """Whether a line can be a row of a pipe table: it begins with a pipe, or has one and no tab; or it is a rule."""
    stripped = line.lstrip()
    if stripped.startswith("|") or _RULE.match(line):
        return True
    return "|" in line and "\t" not in line and _PIPE.search(line) is not None


def read(lines: Sequence[str], start: int, first_line: int, meter: Meter, page: int) -> tuple[list[Line | Grid], int]:
    """Read the run of pipe lines that begins at `lines[start]`; answers its blocks and the index after it.

    A run that is no table comes back as plain lines: legacy texts end sentences with a pipe for the danda (।).
    """
    rows, stop = _rows(lines, start, first_line, meter)
    if not _is_run_of_table(lines[start:stop], rows):
        return [Line(lines[at].strip(), line=first_line + at) for at in range(start, stop)], stop
    blocks: list[Line | Grid] = []
    for head, table in _tables(rows):
        blocks += table_or_lines(table, meter, page, head=head)
    return blocks, stop


def is_delimiter(texts: Sequence[str]) -> bool:
    """Whether cells are the row of dashes between a table's head and body: |---|:-:|."""
    return any(texts) and all(not text or _DASHES.match(text) for text in texts) and all(texts[:1])


def _rows(lines: Sequence[str], start: int, first_line: int, meter: Meter) -> tuple[list[Row], int]:
    rows: list[Row] = []
    at = start
    while at < len(lines) and has_pipe(lines[at]):
        if _RULE.match(lines[at]):
            rows.append(Row(first_line + at, ["-"]))
            at += 1
            continue
        meter.columns(lines[at].count("|"))
        end = _end_of_row(lines, at, len(rows[-1].texts) if rows else 0)
        rows.append(Row(first_line + at, cells_of("\n".join(lines[at:end]))))
        at = end
    return rows, at


def _end_of_row(lines: Sequence[str], at: int, width: int) -> int:
    """Find the index after a row; one whose last pipe is missing takes lines that complete it to the table's width.

    The width is that of the row above, or for the head that of the row of dashes below.
    """
    first = lines[at].strip()
    if not first.startswith("|") or first.endswith("|"):
        return at + 1
    for n in range(at + 1, min(at + _MAX_BROKEN, len(lines))):
        line = lines[n].strip()
        if not line or line.startswith("|"):
            break
        if line.endswith("|"):
            below = cells_of(lines[n + 1]) if not width and n + 1 < len(lines) else []
            expected = len(below) if is_delimiter(below) else width
            return n + 1 if len(cells_of("\n".join(lines[at : n + 1]))) == expected else at + 1
    return at + 1


def _is_run_of_table(lines: Sequence[str], rows: Sequence[Row]) -> bool:
    """Ask for a delimiter row or outer pipes; without them three lines must agree and none may end with a pipe."""
    if any(is_delimiter(row.texts) for row in rows) and len(rows) > 1:
        return True
    stripped = [line.strip() for line in lines]
    if all(line.startswith("|") for line in stripped):
        return len(rows) > 1 or stripped[0].endswith("|")
    widths = {len(row.texts) for row in rows}
    return len(rows) >= 3 and len(widths) == 1 and min(widths) >= 3 and not any(s.endswith("|") for s in stripped)


def _tables(rows: Sequence[Row]) -> list[tuple[int, list[Row]]]:
    """Cut a run into tables, each with the number of its head rows.

    The first row of dashes ends the head. A later one begins another table where the row above it repeats the head or
    has another width; otherwise it is a line drawn between rows.
    """
    found: list[tuple[int, list[Row]]] = []
    table: list[Row] = []
    head = 0
    ruled = False
    for row in rows:
        if not is_delimiter(row.texts):
            table.append(row)
            continue
        if not ruled:
            head, ruled = len(table), bool(table)
        elif len(table) > head and row.texts != ["-"] and _begins_another(table, row):
            found.append((head, table[:-1]))
            table, head = table[-1:], 1
    found.append((head, table))
    return found


def _begins_another(table: Sequence[Row], dashes: Row) -> bool:
    last, before = table[-1].texts, table[0].texts
    return last == before or (len(last) == len(dashes.texts) and len(last) != len(before))
