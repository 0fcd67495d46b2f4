"""A page's text layer → tables and lines, with no picture: what is printed is told, where it stands is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract import gaps, reading_order
from extract.doubts import with_doubts
from extract.grid import Lattice, Place, lattices
from extract.model import Box, Cell, Grid, Line, Page, Ruling, Word
from ingest.layer.abutting import parted
from ingest.layer.bands import beyond
from ingest.layer.doubts import with_texts
from ingest.layer.joints import sides
from ingest.layer.layers import Layer
from ingest.layer.phrases import around, drawn_in, phrases
from ingest.layer.words import LayerWord, in_cell, kept, lines, stores_spaces, words
from ingest.reading import assembly

ENGINE = "text layer"
LEGACY = "text layer bijoy"
DOUBTFUL = 0.6  # the most that a reading is worth where it is not sure whose text a cell holds
_INCH = 72.0


def page(layer: Layer) -> Page:
    """A page all of whose text can be trusted."""
    held = list(parted(words(layer)))
    tables = found_tables(layer, held)
    spaces = stores_spaces(lines(held))
    placed, outside = shared_out(held, tables)
    grids = [
        Grid(
            tuple(_cell(place, in_cell(placed.get(id(place), ()), place.box, spaces)) for place in table.cells),
            table.n_rows, table.n_cols, layer.number, spans_known=True,
        )
        for table in tables
    ]  # fmt: skip
    pieces = (piece for line in lines(outside) for piece in text_lines(line))
    return Page(
        layer.number, reading_order.in_order(pieces, grids), "text_layer", layer.width, layer.height, layer.rotation,
        n_words=len(held), mean_confidence=1.0 if held else None, engine=engine(held),
    )  # fmt: skip


def found_tables(layer: Layer, held: Iterable[LayerWord]) -> list[Lattice]:
    """The tables of a page by its own lines and by where its words stand, whatever these say; in points.

    Where white space had to tell, cells of which it tells several things are doubtful.
    """
    size = (layer.width, layer.height, _INCH)
    held = list(held)
    boxes = [word.box for word in held]
    texts = phrases(held)
    whole = [around(text) for text in texts]
    told = sides(layer.rulings, boxes, whole)
    told += beyond(layer.rulings, whole, layer.width, layer.height, told)
    drawn = [*layer.rulings, *told]
    guessed = gaps.complete(map(drawn_in, texts), drawn, *size, drawn=True)
    tables = lattices([*drawn, *guessed], *size, boxes)
    guessed += [side for side in told if side.level]
    return [with_texts(with_doubts(table, boxes, 1.0), texts) if _any_in(table, guessed) else table for table in tables]


def _any_in(table: Lattice, guessed: Iterable[Ruling]) -> bool:
    return any(_holds(table.box, (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2) for line in guessed)


def sureness(place: Place, held: Iterable[LayerWord]) -> float:
    """How sure the text of a place is that the layer tells: whether it is this cell's text is all that is in doubt."""
    sure = min((word.confidence for word in held), default=1.0)
    return min(sure, DOUBTFUL) if place.doubtful else sure


def shared_out(
    held: Iterable[LayerWord], tables: Sequence[Lattice]
) -> tuple[dict[int, list[LayerWord]], list[LayerWord]]:
    """The words of each place of tables, by the place's `id`, and those that stand in none; a table in a cell first."""
    placed: dict[int, list[LayerWord]] = {}
    outside: list[LayerWord] = []
    inner_first = sorted(tables, key=lambda t: (t.box.x1 - t.box.x0) * (t.box.y1 - t.box.y0))
    for word in held:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
        table = next((table for table in inner_first if _holds(table.box, x, y)), None)
        place = next((place for place in table.cells if _holds(place.box, x, y)), None) if table else None
        if place is None:
            outside.append(word)
        else:
            placed.setdefault(id(place), []).append(word)
    return placed, outside


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x < box.x1 and box.y0 <= y < box.y1


def _cell(place: Place, held: Sequence[LayerWord]) -> Cell:
    raw = assembly.cell_text(as_words(held))
    return Cell(
        place.row, place.col, raw, place.rowspan, place.colspan, box=place.box, stored=kept(held, raw),
        confidence=sureness(place, held), engine=engine(held),
    )  # fmt: skip


def as_words(held: Iterable[LayerWord]) -> list[Word]:
    """Words as an engine gives them."""
    return [Word(word.raw, word.box, word.confidence) for word in held]


def engine(held: Iterable[LayerWord]) -> str:
    """What stands in the column `engine` for words of a layer."""
    return LEGACY if any(word.legacy for word in held) else ENGINE


def text_lines(line: Sequence[LayerWord]) -> Iterable[Line]:
    """The pieces of one printed line outside tables."""
    told = as_words(line)
    by_word = {id(word): own for word, own in zip(told, line, strict=True)}
    for piece in reading_order.cut(told):
        made = assembly.text_line(piece)
        if made:
            own = [by_word[id(word)] for word in sorted(piece, key=lambda word: word.box.x0) if word.raw.strip()]
            yield replace(made, stored=kept(own, made.raw))
