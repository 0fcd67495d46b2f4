"""Nothing printed is lost and nothing is told twice, in documents made at random."""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Grid, Line, Page
from ingest.errors import EmptyFile, UnknownFormat
from ingest.sources import Limits, delimited, pages, recognise

# A narrow alphabet: marks of every notation beside a few letters, so that notations meet often.
ALPHABET = [
    "ক",
    "খ",
    "১",
    "a",
    "।",
    "\t",
    "\t",
    " ",
    "  ",
    "\n",
    "\n",
    "\n\n",
    "|",
    "| ",
    " |",
    "-",
    "---",
    "|---|---|",
]
MARKED = [*ALPHABET, '"', ",", "#", "### ", ">", "*", "\\", "\\|", "<b>", "</b>", "<br>", "+", ":", "\f", "\v", "৫."]


def texts(found: list[Page]) -> Iterator[str]:
    for page in found:
        for block in page.blocks:
            if isinstance(block, Line):
                yield block.raw
            else:
                yield from (cell.raw for cell in block.cells)


def read(text: str, name: str) -> list[Page]:
    try:
        return list(pages(text.encode(), recognise(text.encode(), name)))
    except (EmptyFile, UnknownFormat):
        return []


def printed(text: str) -> Counter[str]:
    """The letters and digits of a text: marks of a notation aside, all that is printed."""
    return Counter(char for char in text if char.isalnum() or char == "।")


def check(found: list[Page]) -> None:
    """What every page must keep: places inside the grid, no place taken twice, no outer space."""
    for page in found:
        for block in page.blocks:
            if isinstance(block, Grid):
                places = Counter(
                    (r, c)
                    for cell in block.cells
                    for r in range(cell.row, cell.row + cell.rowspan)
                    for c in range(cell.col, cell.col + cell.colspan)
                )
                assert set(places) == {(r, c) for r in range(block.n_rows) for c in range(block.n_cols)}
                assert set(places.values()) == {1}
                assert all(cell.line for cell in block.cells)
            else:
                assert block.raw == block.raw.strip() != ""
                assert "\n" not in block.raw


@pytest.mark.parametrize("name", ["r.txt", "r.md"])
@settings(max_examples=400, deadline=None)
@given(parts=st.lists(st.sampled_from(MARKED), max_size=60))
def test_plain_text_keeps_every_letter(name, parts):
    text = "".join(parts)
    found = read(text, name)
    check(found)
    expected = printed(text.replace("<b>", "").replace("</b>", "").replace("<br>", ""))
    seen = printed("".join(texts(found)).replace("<b>", "").replace("</b>", "").replace("<br>", ""))
    assert seen == expected


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.lists(st.sampled_from(["", "ক", "খ গ", '"ঘ"', "১,২", "a\nb", ";", "|"]), max_size=5), max_size=8)
)
def test_csv_keeps_every_letter(rows):
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    found = list(pages_of_csv(text))
    check(found)
    assert printed("".join(texts(found))) == printed(text)


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.sampled_from(["ক", "১", '"', '""', ",", ";", "\n", "\n\n", " ", "\t", "|"]), max_size=50))
def test_broken_csv_keeps_every_letter(parts):
    found = list(pages_of_csv("".join(parts)))
    check(found)
    assert printed("".join(texts(found))) == printed("".join(parts))


def pages_of_csv(text: str) -> Iterator[Page]:
    try:
        yield from delimited.pages(text.encode(), Limits())
    except EmptyFile:
        return


# --- whole documents: every word is told apart, so that each must be found exactly once ---------------------------


def words(rng: random.Random, count: Iterator[int]) -> str:
    return " ".join(f"শব্দ{next(count)}" for _ in range(rng.randint(1, 3)))


def table(rng: random.Random, count: Iterator[int]) -> list[list[str]]:
    n_cols = rng.randint(2, 6)
    rows = [[words(rng, count) if rng.random() < 0.8 else "" for _ in range(n_cols)] for _ in range(rng.randint(2, 6))]
    for row in (rows[0], rows[-1]):
        row[0], row[-1] = words(rng, count), words(rng, count)
    return rows


def as_tabs(rows: list[list[str]], rng: random.Random) -> str:
    cut = [row[: len(row) - (rng.random() < 0.1 and not row[-1] and len(row) > 2)] for row in rows]
    return "\n".join("\t".join(row) for row in cut)


def as_pipes(rows: list[list[str]], rng: random.Random) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if rng.random() < 0.8:
        lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


def as_html(rows: list[list[str]], rng: random.Random, inner: str = "") -> str:
    body = []
    for row in rows:
        cells = []
        skip = 0
        for c, text in enumerate(row):
            if skip:
                skip -= 1
            else:
                span = 1
                while c + span < len(row) and not row[c + span] and rng.random() < 0.5:
                    span += 1
                skip = span - 1
                cells.append(
                    f'<td colspan="{span}"><b>{html.escape(text)}</b>{inner if not c and row is rows[-1] else ""}</td>'
                )
        body.append("<tr>" + "".join(cells) + "</tr>")
    return "<table>" + "\n".join(body) + "</table>"


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("name", ["r.txt", "r.md", "r.html"])
def test_every_word_of_a_document_is_found_once(seed, name):
    rng = random.Random(seed)
    count = iter(range(100_000))
    pieces, tables = [], []
    for _ in range(rng.randint(1, 5)):
        pieces += [words(rng, count) for _ in range(rng.randint(0, 3))]
        tables.append(table(rng, count))
        if name == "r.html":
            pieces.append(
                as_html(
                    tables[-1], rng, "<p>ভেতরে<table><tr><td>ক<td>খ<tr><td>গ<td>ঘ</table>" if rng.random() < 0.3 else ""
                )
            )
        else:
            pieces.append(rng.choice([as_tabs, as_pipes, as_html])(tables[-1], rng))
    mark = "<p>" if name == "r.html" else "\n\n"
    text = ("<html><body>" if name == "r.html" else "") + mark.join(pieces)
    found = read(text, name)
    check(found)
    expected = Counter(word for piece in pieces for word in html_text(piece).split() if word.startswith("শব্দ"))
    assert Counter(word for t in texts(found) for word in t.split() if word.startswith("শব্দ")) == expected
    grids = [b for page in found for b in page.blocks if isinstance(b, Grid) and b.cells[0].raw.startswith("শব্দ")]
    assert len(grids) == len(tables)
    for grid, rows in zip(grids, tables, strict=True):
        assert grid.n_rows == len(rows)
        for cell in grid.cells:
            assert (
                cell.raw.split("\n")[0] == rows[cell.row][cell.col]
                or not grid.spans_known
                or grid.n_cols < len(rows[0])
            )


def html_text(piece: str) -> str:
    return re.sub(r"<[^>]*>", " ", piece)


TAGS = [
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "caption",
    "p",
    "div",
    "b",
    "br",
    "h1",
    "ul",
    "li",
    "pre",
    "sup",
]
TOKENS = [
    *["ক", "খ গ", "১", "&amp;", " ", "\n", "\t"],
    *[f"<{tag}>" for tag in TAGS],
    *[f"</{tag}>" for tag in TAGS],
    *[
        "<td rowspan=2>",
        "<td colspan=3>",
        "<td rowspan=0 colspan=99>",
        "<tr><td>",
        "</td><td>",
        "<table><tr><td>",
        "</table>",
    ],
]


@settings(max_examples=400, deadline=None)
@given(parts=st.lists(st.sampled_from(TOKENS), max_size=50))
def test_html_keeps_every_letter_however_it_is_nested(parts):
    text = "<!doctype html><body>" + "".join(parts)
    found = read(text, "r.html")
    check(found)
    assert printed("".join(texts(found))) == printed(
        "".join(part for part in parts if "<" not in part and "&" not in part)
    )
