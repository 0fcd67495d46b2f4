"""From a laid out report to a file's text: tab-separated, Markdown, comma-separated, HTML."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable

from bench.layout import Block, Spot, Text, items
from bench.sheet import Report

TAGS = re.compile(r"</?b>")


def tsv(report: Report) -> str:
    """Tables as lines of cells between tabs, blank where a span covers."""
    lines: list[str] = [""]
    for item in items(report):
        if isinstance(item, Block):
            rows = ["\t".join(spot.text for spot in row) for row in item.rows]
            lines += ["", *(row.rstrip("\t") if report.trimmed else row for row in rows), ""]
        elif item is None:
            lines.append("")
        else:
            lines.append(note_text(item) if item.note else item.text)
    return "\n".join(lines) + "\n"


def note_text(item: Text) -> str:
    """A footnote as the exports have it: its asterisks escaped."""
    return item.text.replace("*", "\\*")


def pipe(text: str, breaks: bool) -> str:
    """A Markdown cell: marks escaped, long labels broken with <br> where the report does so."""
    text = text.replace("|", "\\|").replace("*", "\\*")
    return text.replace(" ", "<br>", 1) if breaks and 8 < len(text) < 30 else text


def markdown(report: Report) -> str:
    """Pipe tables; every first header row is the table's head."""
    lines: list[str] = [""]
    breaks = report.seed % 2 == 0
    for item in items(report):
        if isinstance(item, Block):
            lines += ["", *pipe_rows(item, breaks), ""]
        elif item is None:
            lines.append("")
        else:
            level = "### " if item.heading and report.seed % 4 == 1 else ""
            lines.append(level + (note_text(item) if item.note else item.text) + ("  " if not level else ""))
            if level or item.note:
                lines.append("")
    return "\n".join(lines) + "\n"


def pipe_rows(block: Block, breaks: bool) -> list[str]:
    """The lines of one pipe table; a row that lost a cell is one short."""
    lines = [
        "| " + " | ".join(pipe(s.text, breaks and n < block.heads) for s in row) + " |"
        for n, row in enumerate(block.rows)
    ]
    width = len(block.rows[0])
    return [lines[0], "|" + "---|" * width, *lines[1:]]


def comma(report: Report) -> str:
    """Comma-separated values, text around tables as rows of one cell."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    for item in items(report):
        if isinstance(item, Block):
            write([])
            for row in item.rows:
                write([TAGS.sub("", spot.text) for spot in row])
            write([])
        else:
            write([item.text] if item else [])
    return out.getvalue()


def cell(spot: Spot, tag: str, wordy: bool) -> str:
    """One HTML cell with its spans. `wordy`: as office programs write it, in paragraphs and spans."""
    spans = (f' rowspan="{spot.rowspan}"' if spot.rowspan > 1 else "") + (
        f' colspan="{spot.colspan}"' if spot.colspan > 1 else ""
    )
    bold = spot.text.startswith("<b>")
    text = html.escape(TAGS.sub("", spot.text), quote=False)
    text = f"<b>{text}</b>" if bold else text
    if wordy:
        text = f'<p class="cell"><span lang="BN">{text or "&nbsp;"}</span></p>'
    return f"<{tag}{spans}>{text}</{tag}>"


def html_table(block: Block, wordy: bool) -> str:
    """A table with head and body; covered places are not written."""
    lines = ["<table border=1>", "<thead>"]
    for n, row in enumerate(block.rows):
        if n == block.heads:
            lines += ["</thead>", "<tbody>"]
        tag = "th" if n < block.heads else "td"
        lines.append("<tr>" + "".join(cell(spot, tag, wordy) for spot in row if not spot.over) + "</tr>")
    return "\n".join([*lines, "</tbody>", "</table>"])


def hypertext(report: Report) -> str:
    """An HTML page with spans as spans."""
    title = html.escape(report.sheets[0].title, quote=False)
    lines = ["<!DOCTYPE html>", '<html lang="bn"><head><meta charset="utf-8">', f"<title>{title}</title></head><body>"]
    for item in items(report):
        if isinstance(item, Block):
            lines.append(html_table(item, report.seed % 3 == 0))
        elif item is not None:
            tag = "h3" if item.heading else "p"
            lines.append(f"<{tag}>{html.escape(item.text, quote=False)}</{tag}>")
    return "\n".join([*lines, "</body></html>"]) + "\n"


FORMATS: dict[str, tuple[str, Callable[[Report], str]]] = {
    "tsv": (".txt", tsv), "markdown": (".md", markdown), "html": (".html", hypertext), "csv": (".csv", comma),
}  # fmt: skip


def render(report: Report) -> str:
    """The file's text in the report's format."""
    return FORMATS[report.fmt][1](report)
