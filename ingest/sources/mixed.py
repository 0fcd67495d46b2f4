"""Plain text of any kind → lines and grids: tab tables, pipe tables, HTML tables and spaced tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extract.model import Grid, Issue, Line, Page
from ingest.errors import EmptyFile
from ingest.sources import markup, piped, spaced, tabbed
from ingest.sources.decoding import SOFT_BREAKS, Decoded, RawPage, raw_pages
from ingest.sources.limits import Meter
from ingest.sources.rows import cell_text, pieces, table_or_lines, to_page

Blocks = list[Line | Grid]
Prepare = Callable[[RawPage], dict[int, int]]
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_CLOSING_MARKS = re.compile(r"(?<=\s)#+\Z")
_MAX_NAMED = 10  # line numbers that one message names


def pages(decoded: Decoded, meter: Meter, prepare: Prepare | None = None) -> Iterator[Page]:
    """Give the pages of a text; doubts about its bytes stand on the first. Raises EmptyFile where nothing is printed.

    `prepare` may blank out marks of a notation in a page's lines and answers the heading level of lines, by index.
    """
    meter.text(1 + sum(decoded.text.count(mark) for mark in ("\n", "\f", *SOFT_BREAKS)))
    waiting = decoded.issues
    empty = True
    for raw in raw_pages(decoded.text):
        headings = prepare(raw) if prepare else {}
        found, joined = blocks(raw.lines, raw.first_line, meter, raw.number, headings)
        if not found:
            continue
        empty = False
        yield to_page(raw.number, found, [*waiting, *_joined_issue(joined, raw.number)])
        waiting = ()
    if empty:
        raise EmptyFile("The file has nothing but white space.")


def blocks(
    lines: Sequence[str], first_line: int, meter: Meter, page: int, headings: dict[int, int]
) -> tuple[Blocks, list[int]]:
    """Read the lines of one page into its blocks, and the numbers of lines whose rows were joined from several."""
    found: Blocks = []
    joined: list[int] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        more: Blocks
        if not line or line.isspace():
            at += 1
        elif "<" in line and markup.begins_table(line):
            more, at = _html(lines, at, first_line, meter, page)
            found += more
        elif "\t" in line and tabbed.has_tab(line):
            block = tabbed.read(lines, at, first_line, meter)
            found += table_or_lines(block.rows, meter, page)
            joined += block.joined
            at = block.stop
        elif ("|" in line or "+" in line) and piped.has_pipe(line):
            more, at = piped.read(lines, at, first_line, meter, page)
            found += more
        elif at not in headings and "  " in line and spaced.has_gap(line):
            more, at = spaced.read(lines, at, first_line, meter, page)
            found += more
        else:
            found += text_lines(line, first_line + at, headings.get(at, 0))
            at += 1
    return found, joined


def text_lines(line: str, number: int, heading: int = 0) -> list[Line]:
    """Cut a line outside tables at soft breaks; the marks of a Markdown heading become its level.

    >>> text_lines("### কর্মপরিকল্পনা, ২০২৩-২৪", 14)
    [Line(raw='কর্মপরিকল্পনা, ২০২৩-২৪', line=14, box=None, heading=3, confidence=1.0, stored=None)]
    """
    mark = _HEADING.match(line) if "#" in line else None
    text = line.strip()
    if mark:
        text = _CLOSING_MARKS.sub("", line[mark.end() :].rstrip()).rstrip()
        heading = len(mark.group(1))
    return [Line(piece, line=number, heading=heading) for piece in pieces(cell_text(text))]


def _html(lines: Sequence[str], start: int, first_line: int, meter: Meter, page: int) -> tuple[Blocks, int]:
    """Read an HTML table inside text, from its first tag to the line on which the outermost table ends."""
    depth, at = 0, start
    while at < len(lines):
        depth += markup.depth_change(lines[at])
        at += 1
        if depth <= 0:
            break
    return markup.blocks("\n".join(lines[start:at]), meter, page, first_line=first_line + start), at


def _joined_issue(joined: Sequence[int], page: int) -> Iterator[Issue]:
    if not joined:
        return
    named = ", ".join(str(line) for line in joined[:_MAX_NAMED]) + (", …" if len(joined) > _MAX_NAMED else "")
    yield Issue(
        "TEXT_DEFECT",
        "info",
        f"Rows broken over several lines were joined; they begin on lines {named}.",
        f"কয়েক লাইনে ভাঙা সারি জোড়া দেওয়া হয়েছে; শুরুর লাইন {named}।",
        rule="broken_rows",
        page=page,
    )
