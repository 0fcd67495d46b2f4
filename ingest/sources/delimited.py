"""Delimited exports of spreadsheets (.csv; comma, semicolon, bar or tab): quotes, newlines in quotes, titles around."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.model import Page
from ingest.errors import EmptyFile
from ingest.sources import legacy, sheet
from ingest.sources.claims import Claim
from ingest.sources.decoding import Decoded, decode, looks_textual, raw_pages
from ingest.sources.limits import Limits, Meter
from ingest.sources.rows import Row, cell_text, to_page

MEDIA_TYPES = ("text/csv",)
_DELIMITERS = ",;|\t"
_SHEET_NAMES = frozenset((".csv", ".tsv", ".tab", ".xls"))
_SNIFFED = 60  # rows that decide about the delimiter
_CLAIMED = 1 << 14  # bytes
_MAX_QUOTED = 100  # lines that one quoted row may take


def claim(head: bytes, suffix: str) -> Claim | None:
    """Claim a .csv with rows of several fields, and a spreadsheet's tab export, whose rows have equally many fields."""
    if suffix not in _SHEET_NAMES and suffix != ".txt":
        return None
    if not looks_textual(head):
        return None
    text = decode(head[:_CLAIMED]).text
    first = text.lstrip().split("\n", 1)[0]
    if suffix == ".txt" and max(first.count(","), first.count(";")) < 3:
        return None  # what makes a .txt a sheet is four even fields in every row
    mark = delimiter(text)
    counts = [len(row.texts) for row in _rows(text.split("\n")[:_SNIFFED], mark, 1) if row.filled]
    if not counts:
        return None
    same = len(set(counts[:-1] if len(counts) > 2 else counts)) == 1  # the last row may be cut off
    if mark == "\t":
        if suffix in _SHEET_NAMES and same and counts[0] > 1:
            return Claim(MEDIA_TYPES[0], 0.65, "Every row has the same number of tabs, as spreadsheets export.")
        return None
    if suffix == ".csv":
        return Claim(MEDIA_TYPES[0], 0.55, f"It is named as CSV; its fields are separated by {mark!r}.")
    if mark in ",;" and same and len(counts) >= 3 and counts[0] >= 4:
        return Claim(MEDIA_TYPES[0], 0.55, f"Every row has the same number of fields, separated by {mark!r}.")
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Give the sheet as one page, form feeds aside. Raises EmptyFile and TooLarge."""
    meter = Meter(limits)
    meter.bytes(len(data))
    decoded = legacy.readable(decode(data))
    yield from legacy.pages(_pages(decoded, meter), legacy.generation(decoded))


def _pages(decoded: Decoded, meter: Meter) -> Iterator[Page]:
    meter.text(decoded.text.count("\n") + decoded.text.count("\f") + 1)
    mark = delimiter(decoded.text)
    waiting = decoded.issues
    empty = True
    for raw in raw_pages(decoded.text):
        meter.columns(max(line.count(mark) for line in raw.lines) + 1)
        found = sheet.blocks(_rows(raw.lines, mark, raw.first_line), meter, raw.number)
        if found:
            yield to_page(raw.number, found, waiting)
            waiting, empty = (), False
    if empty:
        raise EmptyFile("The sheet has no filled cell.")


def delimiter(text: str) -> str:
    """Find the mark that cuts most rows into the same number of fields; a comma where none does.

    Commas inside figures (১,২৫,০০০) cut rows unevenly and lose against a mark that cuts evenly.
    """
    lines = [line for line in text[: 1 << 16].split("\n")[:_SNIFFED] if line.strip()]
    best, best_score = ",", 0.0
    for mark in _DELIMITERS if lines else "":
        counts = Counter(len(row.texts) for row in _rows(lines, mark, 1))
        fields, rows = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1] * min(pair[0], 4)))
        score = (fields > 1) * (rows / len(lines)) * (1 + min(fields, 30) / 100)
        if score > best_score:
            best, best_score = mark, score
    return best


def _rows(lines: Sequence[str], mark: str, first_line: int) -> Iterator[Row]:
    """Rows of fields; a quoted field goes on over lines until its quote closes, else the quote is a letter."""
    at = 0
    while at < len(lines):
        end = _end_of_row(lines, at, mark)
        fields = _fields("\n".join(lines[at:end]), mark)
        yield Row(first_line + at, [cell_text(field) for field in fields])
        at = end


def _end_of_row(lines: Sequence[str], at: int, mark: str) -> int:
    if '"' not in lines[at] or not _is_open(lines[at], mark):
        return at + 1
    joined = lines[at]
    for n in range(at + 1, min(at + _MAX_QUOTED, len(lines))):
        joined += "\n" + lines[n]
        if len(joined) > csv.field_size_limit():
            break
        if '"' in lines[n] and not _is_open(joined, mark):
            return n + 1
    return at + 1


def _is_open(text: str, mark: str) -> bool:
    """Whether a quoted field is still open at the end of the text."""
    open_ = False
    for part in text.split(mark):
        if not open_:
            stripped = part.lstrip(" ")
            open_ = stripped.startswith('"') and (len(stripped) == 1 or (stripped.count('"') % 2 == 1))
        elif part.count('"') % 2:
            open_ = False
    return open_


def _fields(text: str, mark: str) -> list[str]:
    if _is_open(text, mark):
        return text.split(mark)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True))
    except csv.Error:  # a field beyond the library's size limit
        return text.split(mark)
    return [field for row in rows for field in row] or [""]
