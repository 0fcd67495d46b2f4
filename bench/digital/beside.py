"""The peers on the PDFs of a set."""

from __future__ import annotations

import os
from collections.abc import Iterator

from bench.digital.judging import word_marks
from bench.digital.peers import Peer, peers
from bench.scans.documents import Shelf
from bench.scans.grids import plain
from bench.scans.marks import Mark, tallied
from bench.scans.score import Document, grid_marks
from bench.scans.tables import Result


def beside(shelf: Shelf, ruled: str, limit: int) -> Iterator[tuple[str, Result | str]]:
    """Each peer made for such tables with its result on at most `limit` documents, or the reason why it has none."""
    documents = shelf.documents[:limit]
    for name, peer in peers().items():
        if not peer.fits(ruled):
            continue
        lack = peer.missing()
        yield name, lack if lack else _result(peer, shelf, documents)


def _result(peer: Peer, shelf: Shelf, documents: tuple[Document, ...]) -> Result:
    marks: list[Mark] = []
    before = sum(os.times()[:4])  # with that of the programs it starts
    read = [list(peer.read(shelf.reports / document.name)) for document in documents]
    spent = sum(os.times()[:4]) - before
    for document, sheets in zip(documents, read, strict=True):
        tables = {n: sheet.tables for n, sheet in enumerate(sheets, start=1)}
        if any(tables.values()):
            marks += grid_marks(document, tables)
        for number, true in document.pages.items():
            sheet = sheets[number - 1]
            cells = [word for table in sheet.tables for cell in table for word in plain(cell.text).split()]
            marks += word_marks(f"{document.name} p{number}", true, [*sheet.words, *cells])
    return Result(tallied(marks), sum(map(len, read)), spent)
