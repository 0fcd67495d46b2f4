"""One page with a picture: prepared picture → tables and lines → words → the page as extract wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from extract import reading_order
from extract.expectation import Expectation, Expected, expected, units
from extract.grid import Lattice, Place
from extract.model import Cell, Grid, Line, Page, Word
from extract.spacing.continued import Before, before
from ingest import imaging
from ingest.engines import Engine, Region
from ingest.imaging import Prepared
from ingest.reading import assembly, blanks, hidden, layout, overlay, points, remnants, settling
from ingest.reading.ink import Ink, letters
from ingest.reading.layered import DOUBTFUL, text_lines
from ingest.reading.layout import Layout
from ingest.reading.overlay import Overlay, as_cell
from ingest.reading.witness import Witness
from ingest.scan import Scan


class Reader:
    """Reads the scans of one document in order; what a table's columns hold is carried to the page it goes on to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._before: Expectation | None = None
        self._columns: Before | None = None

    def page(self, scan: Scan) -> Page:
        """Read one page. A picture that can't be read gives a page that says so."""
        if scan.picture is None:
            cause = str(scan.error) if scan.error else "The page has no picture."
            return Page(scan.number, (), "ocr", status="failed", error=cause, engine=self._engine.name)
        layer, size = scan.layer, scan.picture.shape[:2]
        prepared = imaging.prepare(scan.handed_over(), scan.dpi, layer.rotation if layer else None)
        if layer:
            overlay.without_rulings(layer, prepared)
        ink = Ink(prepared.ink, prepared.dpi_here)
        over = overlay.overlay(layer, prepared) if layer else None
        found = (
            layout.around(prepared, ink, over.tables)
            if over and over.tables
            else layout.find(prepared, ink, self._columns)
        )
        self._columns = before(found.tables[-1], prepared.dpi_here) if found.tables else None
        witness = over.witness if over else None
        if scan.hidden and scan.seen:
            witness = hidden.witness(scan.hidden, scan.seen, size, prepared, ink)
        if witness and not over:
            found = hidden.doubted(found, witness, prepared.dpi_here)
        read = self._read(scan.number, prepared, found, ink, over, witness)
        return _page(scan, prepared, self._engine.name, *read)

    def _read(
        self, number: int, prepared: Prepared, found: Layout, ink: Ink, over: Overlay | None, witness: Witness | None
    ) -> tuple[list[Grid], list[Line]]:
        """Read the tables and lines of a page, what its layer doesn't tell with the engine."""
        remnants.clear(prepared, found.tables)
        told = over.told if over else _nothing
        written = witness.written if witness else _nothing
        inked = [p for table in found.tables for p in table.cells if told(p) is None and (ink.any(p.box) or written(p))]
        known = {id(box): held for box in found.lines if over and (held := over.line(box))}
        boxes = [box for box in found.lines if id(box) not in known]
        regions = [Region(place.box, "cell") for place in inked] + [Region(box, "line") for box in boxes]
        picture = letters(prepared)
        first = self._engine.recognise(picture, regions)
        known_by = dict(zip(map(id, inked), map(points.in_groups, first), strict=False))
        expects = self._expected(number, found.tables, known_by, over)
        regions = [
            replace(region, expects=holds) for region, holds in zip_longest(regions, map(expects.get, map(id, inked)))
        ]
        read = settling.settled(self._engine, picture, prepared.ink, regions, first)
        if witness:
            read = witness.compared([region.box for region in regions], read)
        words = dict(zip(map(id, inked), read, strict=False))
        grids = [self._grid(number, table, words, expects, over, witness) for table in found.tables]
        of_engine = dict(zip(map(id, boxes), read[len(inked) :], strict=True))
        lines: list[Line] = []
        for box in found.lines:
            if id(box) in known:
                lines += text_lines(known[id(box)])
            else:
                lines += filter(None, map(assembly.text_line, reading_order.cut(of_engine[id(box)])))
        return grids, lines

    def _expected(
        self, number: int, tables: Sequence[Lattice], first: Mapping[int, list[Word]], over: Overlay | None
    ) -> dict[int, Expected | None]:
        """What each place should hold, by the first reading of its table."""
        told: dict[int, Expected | None] = {}
        for table in tables:
            grid = self._grid(number, table, first, {}, over, None)
            self._before = expected(grid, self._before)
            words = units(grid, self._before)
            told.update({id(place): self._before.of(place.row, place.col, words) for place in table.cells})
        return told

    def _grid(
        self,
        number: int,
        table: Lattice,
        read: Mapping[int, list[Word]],
        expects: Mapping[int, Expected | None],
        over: Overlay | None,
        witness: Witness | None,
    ) -> Grid:
        cells = [self._cell(place, read.get(id(place)), expects.get(id(place))) for place in table.cells]
        placed = list(zip(cells, table.cells, strict=True))
        if witness:
            placed = [
                (witness.cell(cell, place.box, expects.get(id(place))) if id(place) in read else cell, place)
                for cell, place in placed
            ]
        if over:
            placed = [
                (as_cell(cell, place, words) if (words := over.told(place)) else cell, place) for cell, place in placed
            ]
        cells = blanks.unproven([cell for cell, _ in placed], [expects.get(id(place)) for _, place in placed])
        return Grid(tuple(cells), table.n_rows, table.n_cols, number, spans_known=True)

    def _cell(self, place: Place, words: list[Word] | None, expects: Expected | None) -> Cell:
        sure = 1.0 if words is None else assembly.confidence(words, expects)
        return Cell(
            place.row, place.col, assembly.cell_text(words or (), expects), place.rowspan, place.colspan, box=place.box,
            confidence=min(sure, DOUBTFUL) if place.doubtful else sure, engine=self._engine.name,
            ink=words is not None, other=assembly.other(words or (), expects),
        )  # fmt: skip


def _nothing(_: Place) -> None:
    """A page without a text layer."""


def _page(scan: Scan, prepared: Prepared, engine: str, grids: Sequence[Grid], lines: Sequence[Line]) -> Page:
    """The page with its blocks in the order in which a person reads them."""
    height, width = prepared.grey.shape
    cells = [cell for grid in grids for cell in grid.cells if cell.raw or cell.ink]
    told = [cell.confidence for cell in cells] + [line.confidence for line in lines]
    n_words = sum(len(cell.raw.split()) for cell in cells) + sum(len(line.raw.split()) for line in lines)
    return Page(
        scan.number, reading_order.in_order(lines, grids), "mixed" if scan.layer else "ocr", float(width),
        float(height), prepared.rotation, prepared.skew_deg, prepared.dpi, n_words,
        round(sum(told) / len(told), 4) if told else None, engine=engine,
        issues=tuple(overlay.broken(scan.layer)) if scan.layer else (),
    )  # fmt: skip
