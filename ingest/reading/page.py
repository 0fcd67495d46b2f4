"""One scanned page: picture → prepared picture → tables and lines → words → the page as extract wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from extract import reading_order
from extract.expectation import Expectation, Expected, expected, units
from extract.grid import Lattice, Place
from extract.model import Cell, Grid, Page, Word
from ingest import imaging
from ingest.engines import Engine, Region
from ingest.imaging import Prepared
from ingest.reading import assembly, layout, typed
from ingest.reading.ink import Ink, letters
from ingest.scan import Scan

_DOUBTFUL = 0.6  # the most that a reading is worth where it is not sure whose text a cell holds


class Reader:
    """Reads the scans of one document in order; what a table's columns hold is carried to the page it goes on to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._before: Expectation | None = None

    def page(self, scan: Scan) -> Page:
        """Read one page. A picture that can't be read gives a page that says so."""
        if scan.picture is None:
            cause = str(scan.error) if scan.error else "The page has no picture."
            return Page(scan.number, (), "ocr", status="failed", error=cause, engine=self._engine.name)
        prepared = imaging.prepare(scan.handed_over(), scan.dpi)
        ink = Ink(prepared.ink, prepared.dpi_here)
        found = layout.find(prepared, ink)
        inked = [place for table in found.tables for place in table.cells if ink.any(place.box)]
        regions = [Region(place.box, "cell") for place in inked] + [Region(box, "line") for box in found.lines]
        picture = letters(prepared)
        first = self._engine.recognise(picture, regions)
        expects = self._expected(scan.number, found.tables, dict(zip(map(id, inked), first, strict=False)))
        regions = [
            replace(region, expects=told) for region, told in zip_longest(regions, map(expects.get, map(id, inked)))
        ]
        read = typed.again(picture, prepared.ink, regions, first)
        words = dict(zip(map(id, inked), read, strict=False))
        grids = [self._grid(scan.number, table, words, expects) for table in found.tables]
        return _page(scan.number, prepared, self._engine.name, grids, read[len(inked) :])

    def _expected(
        self, number: int, tables: Sequence[Lattice], first: Mapping[int, list[Word]]
    ) -> dict[int, Expected | None]:
        """What each place should hold, by the first reading of its table."""
        told: dict[int, Expected | None] = {}
        for table in tables:
            grid = self._grid(number, table, first, {})
            self._before = expected(grid, self._before)
            words = units(grid, self._before)
            told.update({id(place): self._before.of(place.row, place.col, words) for place in table.cells})
        return told

    def _grid(
        self, number: int, table: Lattice, read: Mapping[int, list[Word]], expects: Mapping[int, Expected | None]
    ) -> Grid:
        cells = tuple(self._cell(place, read.get(id(place)), expects.get(id(place))) for place in table.cells)
        return Grid(cells, table.n_rows, table.n_cols, number, spans_known=True)

    def _cell(self, place: Place, words: list[Word] | None, expects: Expected | None) -> Cell:
        sure = 1.0 if words is None else assembly.confidence(words, expects)
        return Cell(
            place.row, place.col, assembly.cell_text(words or (), expects), place.rowspan, place.colspan, box=place.box,
            confidence=min(sure, _DOUBTFUL) if place.doubtful else sure, engine=self._engine.name,
            ink=words is not None,
        )  # fmt: skip


def _page(number: int, prepared: Prepared, engine: str, grids: Sequence[Grid], outside: Sequence[list[Word]]) -> Page:
    """The page with its blocks in the order in which a person reads them."""
    height, width = prepared.grey.shape
    pieces = (piece for words in outside for piece in reading_order.cut(words))
    lines = [line for piece in pieces if (line := assembly.text_line(piece))]
    cells = [cell for grid in grids for cell in grid.cells if cell.ink]
    told = [cell.confidence for cell in cells] + [line.confidence for line in lines]
    return Page(
        number, reading_order.in_order(lines, grids), "ocr", float(width), float(height), prepared.rotation,
        prepared.skew_deg, prepared.dpi, sum(len(c.raw.split()) for c in cells) + sum(map(len, outside)),
        round(sum(told) / len(told), 4) if told else None, engine=engine,
    )  # fmt: skip
