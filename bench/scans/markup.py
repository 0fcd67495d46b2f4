"""From items to HTML: one long page for measuring, then page-size sections for printing.

In print every cell and line carries an empty link that fills it. The PDF keeps where links are, so the truth's boxes
come from the very layout that was printed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from bench.layout import Block, Spot
from bench.render import TAGS
from bench.scans.fonts import Font
from bench.scans.paper import Item, Look

LINK = "https://box.invalid/"
FALLBACK = "'Liberation Serif', serif"
FIGURE = re.compile(r"[\s\d০-৯.,/%()\[\]\-–]*")
COMMON = """
* { box-sizing: border-box; }
body { margin: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; color: #000; }
p { margin: 0; position: relative; line-height: 1.35; min-height: 1.35em; }
p.letterhead, p.title, p.page_word, p.page_number { text-align: center; }
p.title { font-weight: 700; font-size: 1.15em; margin: .35em 0; }
p.above { margin-bottom: .3em; }
p.note { font-size: .92em; margin-top: .3em; }
div.row { display: flex; justify-content: space-between; }
div.signature { margin: 2.6em 0 0 60%; text-align: center; }
p.gap { height: .8em; min-height: 0; }
table { border-collapse: collapse; position: relative; }
td, th { position: relative; font-weight: 400; line-height: 1.25; }
th { text-align: center; vertical-align: middle; }
a { position: absolute; inset: 0; }
section { position: relative; overflow: hidden; break-after: page; }
p.page_number { position: absolute; left: 45%; right: 45%; bottom: 6mm; }
@page wide { size: 297mm 210mm; margin: 0; }
@page tall { size: 210mm 297mm; margin: 0; }
section.wide { page: wide; width: 297mm; height: 210mm; }
section.tall { page: tall; width: 210mm; height: 297mm; }
"""
# tells the smallest type at which the tables fit, then what every block and row is high and every column is wide
MEASURE = """
const told = [];
for (const doc of document.querySelectorAll('div.doc')) {
  const wide = doc.clientWidth; let size = parseFloat(doc.dataset.size);
  const fits = () => [...doc.querySelectorAll('table')].every(t => t.offsetWidth <= wide + 1);
  while (!doc.dataset.set && !fits() && size > 5.5) { size -= 0.5; doc.style.fontSize = size + 'pt'; }
  const high = e => { const s = getComputedStyle(e);
    return e.getBoundingClientRect().height + parseFloat(s.marginTop) + parseFloat(s.marginBottom); };
  told.push({ size, fits: !!doc.dataset.set || fits(),
    items: [...doc.querySelectorAll('.item')].map(high),
    tables: [...doc.querySelectorAll('table')].map(t => ({
      rows: [...t.rows].map(r => r.getBoundingClientRect().height),
      cols: [...t.querySelectorAll('tr.ruler td')].map(c => c.getBoundingClientRect().width) })) });
}
document.body.textContent = JSON.stringify(told);
"""


class Links:
    """Numbers the boxes of a print: each gets a link, whose target tells its number."""

    def __init__(self) -> None:
        self.count = 0

    def new(self) -> str:
        """A link for the next box."""
        self.count += 1
        return f'<a href="{LINK}{self.count - 1}"></a>'


def style(look: Look, scope: str, size: float) -> str:
    """The rules of one document's look, under the selector `scope`."""
    line = f"{look.stroke}px {look.line} #000"
    border = {
        "full": f"border: {line};", "level": f"border-top: {line}; border-bottom: {line};", "none": "",
    }[look.ruled]  # fmt: skip
    head = {
        "plain": "", "bold": "font-weight: 700;", "grey": "background: #d4d4d4; font-weight: 700;",
        "dark": "background: #1f3b57; color: #fff; border-color: #fff;",
    }[look.head]  # fmt: skip
    return f"""
{scope} {{ font-family: '{look.font}', {FALLBACK}; font-size: {size}pt; }}
{scope} td, {scope} th {{ {border} padding: {look.pad_y}mm {look.pad_x}mm;
  vertical-align: {"middle" if look.middle else "top"}; }}
{scope} th {{ {head} vertical-align: middle; }}
{scope} td.figure {{ text-align: {"center" if look.centred else "left"}; }}
{scope} tr.ruler td {{ padding: 0; border: 0; height: 0; line-height: 0; }}
{scope} table {{ {"border-top: 2px solid #000; border-bottom: 2px solid #000;" if look.ruled == "none" else ""} }}
"""


def words(text: str) -> str:
    """Text as HTML; bold marks of the exports stay bold."""
    bold = text.startswith("<b>")
    plain = html.escape(TAGS.sub("", text), quote=False).replace("\n", "<br>")
    return f"<b>{plain}</b>" if bold else plain


def cell(spot: Spot, head: bool, link: str) -> str:
    """One cell with its spans."""
    tag = "th" if head else "td"
    spans = f' rowspan="{spot.rowspan}" colspan="{spot.colspan}"'
    figure = ' class="figure"' if FIGURE.fullmatch(spot.text) else ""
    return f"<{tag}{spans}{figure}>{link}{words(spot.text)}</{tag}>"


def table(block: Block, n_heads: int, links: Links | None, widths: Sequence[float] = ()) -> str:
    """A table; with `widths` (CSS pixels) its columns are as given, without they fit their texts."""
    n_cols = max((len(row) for row in block.rows), default=0)
    lines = ["<table>"]
    if widths:
        columns = "".join(f'<col style="width: {width:.3f}px">' for width in widths)
        lines = [f'<table style="table-layout: fixed; width: {sum(widths):.3f}px"><colgroup>{columns}</colgroup>']
    for n, row in enumerate(block.rows):
        cells = "".join(cell(s, n < n_heads, links.new() if links else "") for s in row if not s.over)
        lines.append(f"<tr>{cells}</tr>")
    if links is None and not widths:  # a row without spans tells the widths of the columns
        lines.append('<tr class="ruler">' + "<td></td>" * n_cols + "</tr>")
    return "\n".join([*lines, "</table>"])


def paragraph(item: Item, links: Links | None) -> str:
    """A line of text."""
    return f'<p class="{item.kind}">{links.new() if links else ""}{words(item.text)}</p>'


def group(held: Sequence[Item | None], links: Links | None) -> str:
    """Items that stay together: a signature block, memo number and date side by side, one line, or a gap."""
    first = held[0]
    if first is None:
        return '<p class="item gap"></p>'
    name = {"memo": "row", "signature": "signature"}.get(first.kind, "one")
    inner = "".join(paragraph(item, links) for item in held if item is not None)
    return f'<div class="item {name}" style="overflow: hidden">{inner}</div>'


def head(fonts: Sequence[Font], rules: str) -> str:
    """The beginning of a document up to its body."""
    faces = "\n".join(font.css() for font in fonts)
    return (
        f'<!DOCTYPE html>\n<html lang="bn"><head><meta charset="utf-8"><style>{faces}\n{COMMON}\n{rules}</style></head>'
    )
