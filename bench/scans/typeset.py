"""From reports to a PDF whose every cell and line has a known box: measured, divided into pages, printed, read back."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from bench.render import TAGS
from bench.scans import markup
from bench.scans.chromium import body_text, pdf
from bench.scans.fonts import Font
from bench.scans.markup import LINK, Links
from bench.scans.pagination import Group, Leaf, groups, key_of, paginate
from bench.scans.paper import Item, Look, Part, whole_tables
from bench.sheet import Report

Json = dict[str, Any]
Points = tuple[float, float, float, float]  # x0, y0, x1, y1 in points, y downwards
MM = 96 / 25.4  # CSS pixels
SLACK = 5.0  # mm left free at the foot: print lays out a little otherwise than the screen
SHRINKS = 6  # how often the type is made smaller before a report is given up
EDGE = 6.0  # points at the foot on which nothing may stand
URI = 256  # bytes that a link's target may take


@dataclass(slots=True)
class Paper:
    """A report to be printed in a look; sizes in CSS pixels, filled in by `measure`.

    `recode`: what its markup goes through before it is measured and printed, as into the codes of a legacy font.
    """

    report: Report
    font: Font
    look: Look
    gold: Json | None = None  # the rows of a report that was not generated; {} where they are not known
    recode: Callable[[str], str] = str
    size: float = 0.0  # points
    texts: dict[str, float] = field(default_factory=dict)
    widths: list[list[float]] = field(default_factory=list)
    heights: list[list[float]] = field(default_factory=list)

    @property
    def room(self) -> tuple[float, float]:
        """Width and height inside the margins."""
        wide, high = self.look.paper
        return (wide - 2 * self.look.margin) * MM, (high - 2 * self.look.margin - SLACK) * MM


@dataclass(slots=True)
class Plate:
    """One printed page: where it stands in the PDF, and its truth with boxes in points."""

    paper: Paper
    pdf_page: int
    number: int
    width: float
    height: float
    tables: list[Json]
    lines: list[Json]


def measuring(papers: Sequence[Paper], widened: bool) -> str:
    """One HTML page on which the browser measures all reports: first the columns, then, widened, the rows."""
    rules, bodies = [], []
    for n, paper in enumerate(papers):
        size = paper.size or paper.look.size
        rules.append(markup.style(paper.look, f"#d{n}", size))
        inner = [markup.group(held, None) for held in groups(paper.report) if not isinstance(held, Part)]
        for k, (block, n_heads) in enumerate(whole_tables(paper.report)):
            inner.append(markup.table(block, n_heads, None, paper.widths[k] if widened else ()))
        state = f'data-size="{size}"' + (' data-set="1"' if widened else "")
        bodies.append(
            f'<div class="doc" id="d{n}" {state} style="width: {paper.room[0]}px">{paper.recode("".join(inner))}</div>'
        )
    fonts = list({paper.font.name: paper.font for paper in papers}.values())
    # fonts are fetched only when a layout asks for them
    waited = "document.body.offsetHeight; document.fonts.ready.then(() => document.fonts.ready)"
    script = f"<script>{waited}.then(() => {{ {markup.MEASURE} }});</script>"
    return markup.head(fonts, "\n".join(rules)) + "<body>" + "\n".join(bodies) + script + "</body></html>"


def measure(papers: Sequence[Paper]) -> None:
    """Fill in sizes, widths and heights. Raises RuntimeError where a table fits no paper."""
    left = list(papers)
    for _ in range(SHRINKS):
        columns(left)
        for paper, told in zip(left, json.loads(body_text(measuring(left, True))), strict=True):
            keys = [key_of(held) for held in groups(paper.report) if not isinstance(held, Part)]
            paper.texts = dict(zip(keys, told["items"], strict=True))
            paper.heights = [t["rows"] for t in told["tables"]]
        left = [paper for paper in left if crowded(paper)]
        if not left:
            return
        for paper in left:
            paper.size *= 0.88
    raise RuntimeError(f"a row of {left[0].report.name} is too high for its paper")


def columns(papers: Sequence[Paper]) -> None:
    """Fill in sizes and the widths of columns; paper too narrow for its tables is turned."""
    narrow = []
    for paper, told in zip(papers, json.loads(body_text(measuring(papers, False))), strict=True):
        if told["fits"]:
            paper.size = told["size"]
            paper.widths = [[w * paper.room[0] / sum(t["cols"]) for w in t["cols"]] for t in told["tables"]]
        elif paper.look.wide:
            raise RuntimeError(f"a table of {paper.report.name} is too wide for its paper")
        else:
            paper.look = replace(paper.look, wide=True)
            narrow.append(paper)
    if narrow:
        columns(narrow)


def crowded(paper: Paper) -> bool:
    """Whether a row with its header stands on no page."""
    return any(
        sum(heights[:n]) + max(heights[n:], default=0) > paper.room[1]
        for heights, (_, n) in zip(paper.heights, whole_tables(paper.report), strict=True)
    )


class Printing:
    """Makes the sections of a print and remembers what each link stands for; without links no boxes are known."""

    def __init__(self, linked: bool = True) -> None:
        self.links = Links() if linked else None
        self.sections: list[str] = []
        self.rules: list[str] = []
        self.boxed: list[Json] = []
        self.plates: list[Plate] = []

    def add(self, n: int, paper: Paper, leaves: Sequence[Leaf]) -> None:
        """All pages of one report, the n-th of this print."""
        look = paper.look
        self.rules.append(markup.style(look, f".d{n}", paper.size))
        for leaf in leaves:
            plate = Plate(paper, len(self.plates), leaf.number, 0, 0, [], [])
            self.plates.append(plate)
            inner = "".join(self.held(plate, held) for held in leaf.held)
            if look.numbered:
                number = Item("page_number", str(leaf.number).translate(BENGALI))
                inner += self.lines(plate, [number])
            name = f"d{n} {'wide' if look.wide else 'tall'}"
            self.sections.append(
                f'<section class="{name}" style="padding: {look.margin}mm">{paper.recode(inner)}</section>'
            )

    def held(self, plate: Plate, held: Group | Part) -> str:
        """A group of lines or a part of a table."""
        if not isinstance(held, Part):
            return self.lines(plate, held)
        cells: list[Json] = []
        for r, row in enumerate(held.block.rows):
            for c, spot in enumerate(row):
                if not spot.over:
                    cells.append({
                        "row": r, "col": c, "rowspan": spot.rowspan, "colspan": spot.colspan,
                        "head": r < held.n_heads, "text": TAGS.sub("", spot.text),
                    })  # fmt: skip
        self.boxed += cells
        plate.tables.append({
            "table_no": held.table_no, "part": held.part, "ruled": plate.paper.look.ruled,
            "n_rows": len(held.block.rows), "n_cols": len(held.block.rows[0]), "n_heads": held.n_heads,
            "first_row": held.first + 1, "cells": cells,
        })  # fmt: skip
        return markup.table(held.block, held.n_heads, self.links, plate.paper.widths[held.table_no - 1])

    def lines(self, plate: Plate, group: Group) -> str:
        """Lines of text."""
        found = [{"kind": item.kind, "text": TAGS.sub("", item.text)} for item in group if item is not None]
        self.boxed += found
        plate.lines += found
        return markup.group(group, self.links)

    def page(self, papers: Sequence[Paper]) -> str:
        """The HTML to be printed."""
        fonts = list({paper.font.name: paper.font for paper in papers}.values())
        return markup.head(fonts, "\n".join(self.rules)) + "<body>" + "".join(self.sections) + "</body></html>"


BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def typeset(papers: Sequence[Paper], out: Path) -> list[Plate]:
    """Print reports into one PDF. Their rows come to know where pages begin, so make their truth afterwards."""
    measure(papers)
    printing = Printing()
    for n, paper in enumerate(papers):
        line = 1.35 * paper.size * 96 / 72
        leaves = paginate(paper.report, paper.texts, paper.heights, paper.room[1], line)
        printing.add(n, paper, leaves)
    pdf(printing.page(papers), out)
    place(printing, out)
    return printing.plates


def place(printing: Printing, out: Path) -> None:
    """Give every cell and line the box of its link. Raises RuntimeError where pages or boxes are missing."""
    document = pdfium.PdfDocument(out)
    try:
        if len(document) != len(printing.plates):
            raise RuntimeError(f"{len(document)} pages were printed, {len(printing.plates)} were set")
        for plate in printing.plates:
            page = document[plate.pdf_page]
            plate.width, plate.height = page.get_size()
            for number, box in links(page, plate.height):
                across, down = borders(plate.paper.look) if "row" in printing.boxed[number] else (0.0, 0.0)
                x0, y0, x1, y1 = box
                printing.boxed[number]["box"] = [x0 - across, y0 - down, x1 + across, y1 + down]
            page.close()
    finally:
        document.close()
    lost = [one["text"] for one in printing.boxed if "box" not in one]
    if lost:
        raise RuntimeError(f"{len(lost)} boxes are not on their pages, the first of {lost[0]!r}")
    for plate in printing.plates:
        for table in plate.tables:
            table["box"] = around([cell["box"] for cell in table["cells"]])
        if any(one["box"][3] > plate.height - EDGE for one in (*plate.tables, *plate.lines)):
            raise RuntimeError(f"page {plate.number} of {plate.paper.report.name} runs over its foot")


def borders(look: Look) -> tuple[float, float]:
    """Half the thickness of upright and of level borders, in points: links fill a cell up to its borders."""
    half = 0.5 * max(1, int(look.stroke)) * 0.75  # the browser lays borders out in whole pixels
    return half if look.ruled == "full" else 0.0, half if look.ruled != "none" else 0.0


def around(boxes: Sequence[Sequence[float]]) -> list[float]:
    """The box around boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return [min(left), min(top), max(right), max(bottom)]


def links(page: Any, height: float) -> Iterator[tuple[int, Points]]:  # noqa: ANN401 - the library has no types
    """The numbered links of a PDF page with their boxes."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(at), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        text = ctypes.create_string_buffer(URI)
        raw.FPDFAction_GetURIPath(page.pdf.raw, action, text, URI)
        target = text.value.decode("ascii", "replace")
        rect = raw.FS_RECTF()
        if target.startswith(LINK) and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            yield int(target.removeprefix(LINK)), (rect.left, height - rect.top, rect.right, height - rect.bottom)
