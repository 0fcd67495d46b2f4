r"""Markdown (.md): headings of both kinds, quotations and code blocks; tables of any notation, also refused ones.

The parser says what each line is; texts are cut from the lines themselves, because a parser drops surplus cells of a
row and unescapes \*\*\*, and neither may happen to a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.model import Page
from ingest.sources import legacy, mixed
from ingest.sources.claims import Claim
from ingest.sources.decoding import RawPage, decode, looks_textual
from ingest.sources.limits import Limits, Meter

MEDIA_TYPES = ("text/markdown",)
_NAMES = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_MAX_PARSED = 1 << 18  # characters; a longer page is read by its lines alone, for tokens take many times its memory
_QUOTE_MARK = re.compile(r"\A[ ]{0,3}>[ ]?")
_HARD_BREAK = re.compile(r"(?<!\\)\\\Z")


def claim(head: bytes, suffix: str) -> Claim | None:
    """Markdown is told by its name; pipe tables in a .txt are read as well by the text family."""
    if suffix in _NAMES and looks_textual(head):
        return Claim(MEDIA_TYPES[0], 0.7, "It is named as Markdown and holds text.")
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Give the pages between form feeds. Raises EmptyFile and TooLarge."""
    meter = Meter(limits)
    meter.bytes(len(data))
    decoded = legacy.readable(decode(data))
    yield from legacy.pages(mixed.pages(decoded, meter, _prepare), legacy.generation(decoded))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable(["inline"])  # tags and escapes are the business of normalize.clean
    return parser


def _prepare(page: RawPage) -> dict[int, int]:
    """Blank out marks that are not printed (underlines of headings, fences, rules, >) and find the headings."""
    headings: dict[int, int] = {}
    if sum(map(len, page.lines)) > _MAX_PARSED:
        return headings
    for token in _parser().parse("\n".join(page.lines)):
        if token.map:
            _mark(token, page.lines, headings)
    for at, line in enumerate(page.lines):
        if line.endswith("\\") and "|" not in line:
            page.lines[at] = _HARD_BREAK.sub("", line)
    return headings


def _mark(token: Token, lines: list[str], headings: dict[int, int]) -> None:
    start, end = token.map or (0, 0)
    if token.type == "blockquote_open":
        for at in range(start, min(end, len(lines))):
            lines[at] = _QUOTE_MARK.sub("", lines[at], count=1)
    elif token.type == "heading_open" and token.markup in ("=", "-"):
        headings.update(dict.fromkeys(range(start, end - 1), int(token.tag[1])))
        lines[end - 1] = ""
    elif token.type == "fence":
        lines[start] = ""
        if end - 1 > start and lines[end - 1].strip().startswith(token.markup):
            lines[end - 1] = ""
    elif token.type == "hr":
        lines[start] = ""
