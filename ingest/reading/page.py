"""One scanned page: picture → prepared picture → tables and lines → words → the page as extract wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from extract.expectation import Expectation, Expected, expected, units
from extract.grid import Lattice, Place
from extract.model import Box, Cell, Grid, Line, Page, Word
from ingest import imaging
from ingest.engines import Engine, Region
from ingest.imaging import Prepared
from ingest.reading import assembly, layout, typed
from ingest.reading.ink import Ink, letters
from ingest.scan import Scan

_ABREAST = 0.5  # share of the lower one's height by which two pieces of text overlap on one printed line


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
        grids = [(table.box, self._grid(scan.number, table, words, expects)) for table in found.tables]
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
        return Cell(
            place.row, place.col, assembly.cell_text(words or (), expects), place.rowspan, place.colspan, box=place.box,
            confidence=1.0 if words is None else assembly.confidence(words, expects), engine=self._engine.name,
            ink=words is not None,
        )  # fmt: skip


def _page(
    number: int, prepared: Prepared, engine: str, grids: Sequence[tuple[Box, Grid]], outside: Sequence[list[Word]]
) -> Page:
    """The page with its blocks from top to bottom."""
    height, width = prepared.grey.shape
    lines = [(line.box, line) for words in _abreast(outside) if (line := assembly.text_line(words)) and line.box]
    blocks: list[tuple[Box, Line | Grid]] = sorted([*grids, *lines], key=lambda block: (block[0].y0, block[0].x0))
    cells = [cell for _, grid in grids for cell in grid.cells if cell.ink]
    told = [cell.confidence for cell in cells] + [line.confidence for _, line in lines]
    return Page(
        number, tuple(block for _, block in blocks), "ocr", float(width), float(height), prepared.rotation,
        prepared.skew_deg, prepared.dpi, sum(len(c.raw.split()) for c in cells) + sum(map(len, outside)),
        round(sum(told) / len(told), 4) if told else None, engine=engine,
    )  # fmt: skip


def _abreast(read: Sequence[list[Word]]) -> list[list[Word]]:
    """Join the words of pieces that stand side by side on one printed line; from the top."""
    found: list[list[Word]] = []
    for words in sorted(filter(None, read), key=lambda words: assembly.around([w.box for w in words]).y0):
        if found and _on_one_line(found[-1], words):
            found[-1] = [*found[-1], *words]
        else:
            found.append(list(words))
    return found


def _on_one_line(above: Sequence[Word], words: Sequence[Word]) -> bool:
    one, other = (assembly.around([word.box for word in part]) for part in (above, words))
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    apart = other.x0 >= one.x1 or one.x0 >= other.x1
    return apart and shared > _ABREAST * min(one.y1 - one.y0, other.y1 - other.y0)
