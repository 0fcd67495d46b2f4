"""What is judged of digital documents beyond what is of scans: how pages were read, malformed text, words.

- pixels: pages with a good text layer that were read from pixels, wholly or in part
- unseen: pages with a broken one that were not
- malformed: cells whose text Bengali can't be and that nothing points at
- words: words of the true cells that stand on the same page, wherever
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bench.digital.malformed import malformed
from bench.digital.sets import Layer
from bench.scans.dataset import Dataset
from bench.scans.grids import GivenCell, TrueCell, plain
from bench.scans.marks import Mark
from bench.scans.score import Document
from bench.scans.values import PUBLISHED

PIXELS = frozenset({"ocr", "mixed"})
Pages = dict[int, list[list[GivenCell]]]


def route_marks(document: Document, dataset: Dataset, layer: Layer) -> Iterator[Mark]:
    """A mark a page of a PDF: a fault where pixels were looked at without need, or were not in spite of it."""
    if layer == "none":
        return
    doc_id = str(dataset.data.documents.get(document.name, {}).get("doc_id", ""))
    routes = {page["page"]: page["route"] for page in dataset.pages.get(doc_id, ())}
    for number in sorted(document.pages):
        route = routes.get(number, "not read")
        seen, where = route in PIXELS, f"{document.name} p{number}"
        yield (
            Mark("pixels", int(seen), where, route) if layer == "good" else Mark("unseen", int(not seen), where, route)
        )


def malformed_marks(document: Document, given: Pages) -> Iterator[Mark]:
    """A mark a given cell: a fault where its text is malformed though nothing tells."""
    for number, tables in sorted(given.items()):
        for n, table in enumerate(tables, start=1):
            for cell in table:
                told = cell.pointed or (cell.confidence is not None and cell.confidence < PUBLISHED)
                where = f"{document.name} p{number} table {n} {cell.place[:2]}"
                yield Mark("malformed", int(malformed(cell.text) and not told), where, cell.text, "", cell.confidence)


def word_marks(where: str, tables: Iterable[Sequence[TrueCell]], words: Iterable[str]) -> Iterator[Mark]:
    """One mark a page: true words that are not among `words`."""
    want = Counter(word for table in tables for cell in table for word in plain(cell.text).split())
    have = Counter(plain(unicodedata.normalize("NFC", word)) for word in words)
    lost = want - have
    if want:
        some = " ".join(sorted(lost)[:8])
        yield Mark("words", sum(lost.values()), where, "", some, total=sum(want.values()))


def digital_marks(document: Document, dataset: Dataset, layer: Layer) -> Iterator[Mark]:
    """All marks of one document that are not those of scans."""
    given = dataset.tables(document.name)
    yield from route_marks(document, dataset, layer)
    yield from malformed_marks(document, given)
    for number, tables in sorted(document.pages.items()):
        words = [word for table in given.get(number, ()) for cell in table for word in plain(cell.text).split()]
        yield from word_marks(f"{document.name} p{number}", tables, words)
