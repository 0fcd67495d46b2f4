"""Tables whose cells are separated by tabs, also where a cell's text is broken over lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.sources.limits import Meter
from ingest.sources.rows import Row, cell_text

_MAX_BROKEN = 40  # lines that one broken row may take; a longer reach would join unrelated rows
_MAX_AHEAD = 200  # lines looked at to learn a block's width
_MAX_LOOSE = 6  # lines without tabs that can belong to one cell
_MAX_JOINED = 8_000  # characters of one quoted row
_OPEN_QUOTE = re.compile(r'(?:^|\t)"(?:[^"]|"")*\Z')
_CLOSING_QUOTE = re.compile(r'"(?:\t|\Z)')
_OTHER_BLOCK = re.compile(r"\s*(?:#{1,6}\s|\||<table\b)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"(?:[।?!)\]:;|*]|(?<=[A-Za-z0-9])[.])\s*\Z")  # not খ্রি. or মোঃ.
# What begins a new item or a note rather than the rest of a cell: ১. ২.১ [১.১] (ক) ক. *** \*\*\* বি.দ্র. <b>২. #
# and not ২০ অক্টোবর, ২৬-০৯-২০২৪, ২য় or (কপি সংযুক্ত), which stood at the start of the second line of a broken cell.
_ITEM = re.compile(
    r"(?:<[a-z]+>)?\s*(?:[#*\\•]|[\[(]\s*(?:[ক-হA-Za-z]|[ক-হA-Za-z]?[.]?\d[\d.]*)\s*[\])]|\d+(?:[.]\d+)*[.)।]"
    r"|\d+(?:[.]\d+)+\s|[ক-হA-Za-z][.)।]|বি[.ঃ:]|নোট)"
)


@dataclass(slots=True)
class TabBlock:
    """Rows of one block of lines with tabs, the index after its last line, and the lines of joined rows."""

    rows: list[Row]
    stop: int
    joined: list[int]
    closing: int = 0  # the first line, from the row being read, on which a quoted cell can end


def has_tab(line: str) -> bool:
    """Whether a line is a row of a tab table: a tab and some text, and not a row of a pipe table."""
    return "\t" in line and not line.isspace() and not line.lstrip().startswith("|")


def read(lines: Sequence[str], start: int, first_line: int, meter: Meter) -> TabBlock:
    """Read the block that begins at `lines[start]`, a line with tabs. `first_line` is the number of lines[0].

    A row with too few tabs takes the following lines that complete it to exactly the block's width, as in
    "[১.১] হালনাগাদ⏎করণ" broken inside a cell; so do quoted cells with newlines, as spreadsheets export them. A line
    without tabs ends the block unless it continues the last cell before it, begins the first cell after it or stands
    as a section row between two rows of full width.
    """
    block = TabBlock([], start, [])
    if _stands_above(lines, start):
        meter.columns(lines[start].count("\t") + 1)
        _take(block, lines, start, start + 1, first_line)
        block.stop = start + 1
        return block
    target = _usual_tabs(lines, start)
    at = start
    while at < len(lines):
        line = lines[at]
        if has_tab(line):
            meter.columns(line.count("\t") + 1)
            end = _end_of_row(lines, at, target, block)
        elif line.isspace() and "\t" in line and block.rows and at + 1 < len(lines) and has_tab(lines[at + 1]):
            end = at + 1  # a printed row of the form that nobody filled in
        elif not line.strip() or not block.rows or not (end := _loose(lines, at, target, block)):
            break
        if end > at:
            _take(block, lines, at, end, first_line)
        at = block.stop = abs(end)
    return block


def _stands_above(lines: Sequence[str], start: int) -> bool:
    """Tell a line that stands on a table without being a row of it: "স্মারক নং ৫→→তারিখ: ৭" right above the header.

    It has one or two texts, the first at its start, and other tabs than the wider row that follows; with that row's
    tabs it doesn't make up the row after it, as the first half of a broken header does.
    """
    if lines[start].startswith("\t") or _filled(lines[start]) > 2:
        return False
    own = lines[start].count("\t")
    for at in range(start + 1, min(start + _MAX_LOOSE, len(lines))):
        if not has_tab(lines[at]):
            return False
        if _filled(lines[at]) > 2:
            tabs = lines[at].count("\t")
            return tabs != own and not (at + 1 < len(lines) and lines[at + 1].count("\t") == own + tabs)
    return False


def _filled(line: str) -> int:
    return sum(1 for cell in line.split("\t") if cell and not cell.isspace())


def _take(block: TabBlock, lines: Sequence[str], at: int, end: int, first_line: int) -> None:
    joined = "\n".join(lines[at:end])
    if end - at > 1:
        block.joined.append(first_line + at)
    block.rows.append(Row(first_line + at, [_unquoted(cell) for cell in joined.split("\t")]))


def _usual_tabs(lines: Sequence[str], start: int) -> int:
    """Tabs of a full row: the first row's where no row has more, else the count that most rows share."""
    counts: Counter[int] = Counter()
    for at in range(start, min(start + _MAX_AHEAD, len(lines))):
        if not lines[at].strip() and "\t" not in lines[at]:
            break
        if "\t" in lines[at]:
            counts[lines[at].count("\t")] += 1
    first, most = lines[start].count("\t"), max(counts)
    if first == most or counts[most] > 1:
        return most
    return max(counts, key=lambda n: (counts[n], n))


def _end_of_row(lines: Sequence[str], at: int, target: int, block: TabBlock) -> int:
    """Find the index after the last line of the row that begins at `at`."""
    if '"' in lines[at] and _OPEN_QUOTE.search(lines[at]):
        end = _end_of_quoted(lines, at, target, block)
        if end:
            return end
    total = lines[at].count("\t")
    for n in range(at + 1, min(at + _MAX_BROKEN, len(lines))):
        if total >= target or not lines[n].strip():
            break
        tabs = lines[n].count("\t")
        if tabs and (lines[n].startswith("\t") or lines[n - 1].endswith("\t") or _alike(lines[at], lines[n])):
            break  # a break inside a cell leaves text on both sides; this is a short row
        total += tabs
        if total == target and tabs:
            return n + 1
    return at + 1


def _alike(row: str, line: str) -> bool:
    """Tell whether two lines begin alike, with a serial or code: then the second is a row of its own, not a rest."""
    first, second = (text.split("\t", 1)[0].strip() for text in (row, line))
    return (first.isdigit() and second.isdigit()) or bool(_ITEM.match(first) and _ITEM.match(second))


def _end_of_quoted(lines: Sequence[str], at: int, target: int, block: TabBlock) -> int | None:
    """Find the index after a row whose quoted cell goes on below; None where no quote closes a row of full width."""
    closing = max(block.closing, at + 1)
    while closing < len(lines) and not _CLOSING_QUOTE.search(lines[closing]):
        closing += 1
    block.closing = closing  # kept, so that a file of open quotes is searched once and not from every line
    for n in range(closing, min(at + _MAX_BROKEN, len(lines))):
        joined = "\n".join(lines[at : n + 1])
        if len(joined) > _MAX_JOINED or joined.count("\t") > target:
            return None
        if joined.count("\t") == target and not _OPEN_QUOTE.search(joined):
            return n + 1
    return None


def _loose(lines: Sequence[str], at: int, target: int, block: TabBlock) -> int:
    """Decide what a line without tabs below a row is: the index after it where it belongs to the block, else 0.

    Negative: it was joined to the last cell of the row above, up to that index.
    """
    if _OTHER_BLOCK.match(lines[at]):
        return 0
    end = at
    while end < len(lines) and end - at < _MAX_BROKEN and lines[end].strip() and "\t" not in lines[end]:
        end += 1
    followed = end < len(lines) and has_tab(lines[end]) and lines[end].count("\t") == target
    above = block.rows[-1].texts if len(block.rows[-1].texts) == target + 1 else []
    starts_item = _ITEM.match(lines[at].lstrip())
    following = [cell_text(cell) for cell in lines[end].split("\t")] if followed else []
    near = end == at + 1 or (followed and end - at <= _MAX_LOOSE)
    if near and not starts_item and _is_open(above, block, lines[end - 1], following):
        above[-1] = "\n".join([above[-1], *(cell_text(line) for line in lines[at:end])])
        block.joined.append(block.rows[-1].line)
        return -end
    if not followed and starts_item and end == at + 1 and end < len(lines) and has_tab(lines[end]):
        # a section above a row whose trailing blank cells an editor cut: "১. ব্যবস্থা⏎১.১ সভা→৪"
        return end if lines[end].count("\t") * 2 >= target else 0
    if not followed or end - at > _MAX_LOOSE:
        return 0
    if following == block.rows[0].texts:
        return 0  # the header again: the line between is a title of the next table
    numbered = any(_ITEM.match(row.texts[0]) for row in block.rows[-_MAX_LOOSE:])
    if following[0] and not _ITEM.match(following[0]) and (numbered or not starts_item):
        return end + 1  # "প্রাতিষ্ঠানিক⏎কার্যক্রম": the first cell of the next row is broken
    return end if end == at + 1 else 0


def _is_open(above: Sequence[str], block: TabBlock, last: str, following: Sequence[str]) -> bool:
    """Tell whether the last cell of a full row can go on below: words without a full stop.

    Below a lone header the line is rather a section, unless it ends a sentence or another header row follows.
    """
    if sum(map(bool, above)) < 2 or not _LETTER.search(above[-1]) or _SENTENCE_END.search(above[-1]):
        return False
    in_header = following[:1] in ([""], ["১"], ["1"])
    return len(block.rows) > 1 or in_header or _SENTENCE_END.search(last) is not None


def _unquoted(cell: str) -> str:
    """Take off the quotes that a spreadsheet puts around newlines, commas and quotes: "১,২৫,০০০" → ১,২৫,০০০."""
    text = cell.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        inner = text[1:-1]
        if '"' not in inner.replace('""', "") and ("," in inner or "\n" in inner or '""' in inner):
            text = inner.replace('""', '"')
    return cell_text(text)
