"""A page's text layer laid over its picture: its own lines give the tables, its trusted words need no engine.

What no font tells truly is read from pixels; its figures are witnesses (`witness`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import cv2

from extract.grid import Lattice, Place
from extract.model import Box, Cell, Issue
from ingest.imaging import Prepared
from ingest.layer.layers import Layer
from ingest.layer.words import LayerWord, in_cell, kept, lines, stores_spaces, words
from ingest.reading import assembly
from ingest.reading.layered import as_words, engine, found_tables, shared_out, sureness
from ingest.reading.prints import prints
from ingest.reading.witness import Witness


@dataclass(slots=True)
class Overlay:
    """What a layer tells of the places of its page's tables, in pixels of the prepared picture."""

    tables: tuple[Lattice, ...]
    witness: Witness
    _places: Mapping[int, Sequence[LayerWord]]
    _outside: Sequence[LayerWord]

    def told(self, place: Place) -> Sequence[LayerWord] | None:
        """The words of a place where all of them can be trusted; None: it must be read, if there is ink."""
        held = self._places.get(id(place), ())
        return held if held and all(word.trusted for word in held) else None

    def line(self, box: Box) -> Sequence[LayerWord] | None:
        """The same for a line outside tables."""
        held = [word for word in self._outside if _middle_in(word.box, box)]
        return [w for line in lines(held) for w in line] if held and all(word.trusted for word in held) else None


def overlay(layer: Layer, prepared: Prepared) -> Overlay:
    """Lay a layer over the prepared picture of its page, which is upright and level."""
    held = words(layer)
    tables = found_tables(layer, held)
    spaces = stores_spaces(lines(held))
    placed, outside = shared_out(held, tables)
    height, width = prepared.ink.shape
    across, down = width / layer.width, height / layer.height
    places: dict[int, list[LayerWord]] = {}
    scaled: list[Lattice] = []
    for table in tables:
        cells = [replace(place, box=_scaled(place.box, across, down)) for place in table.cells]
        for place, cell in zip(table.cells, cells, strict=True):
            if id(place) in placed:
                own = in_cell(placed[id(place)], place.box, spaces)
                places[id(cell)] = [replace(word, box=_scaled(word.box, across, down)) for word in own]
        scaled.append(Lattice(_scaled(table.box, across, down), table.n_rows, table.n_cols, tuple(cells)))
    free = [replace(word, box=_scaled(word.box, across, down)) for word in outside]
    witness = Witness(prints(layer, lambda box: _scaled(box, across, down)))
    return Overlay(tuple(scaled), witness, places, free)


def without_rulings(layer: Layer, prepared: Prepared) -> None:
    """Take the layer's lines out of the picture's ink, where imaging took them for print."""
    height, width = prepared.ink.shape
    across, down = width / layer.width, height / layer.height
    for line in layer.rulings:
        if line.thickness:
            ends = (round(line.x0 * across), round(line.y0 * down)), (round(line.x1 * across), round(line.y1 * down))
            cv2.line(prepared.ink, *ends, 0, max(1, round(line.thickness * across)) + 1)


def _scaled(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down)


def _middle_in(box: Box, outer: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return outer.x0 - 2 <= x <= outer.x1 + 2 and outer.y0 - 2 <= y <= outer.y1 + 2


def as_cell(cell: Cell, place: Place, held: Sequence[LayerWord]) -> Cell:
    """A cell that the layer tells."""
    raw, sure = assembly.cell_text(as_words(held)), sureness(place, held)
    return replace(cell, raw=raw, confidence=sure, engine=engine(held), ink=False, stored=kept(held, raw))


def broken(layer: Layer) -> Iterable[Issue]:
    """TEXT_LAYER_BROKEN: which fonts of a page can't be trusted, and why."""
    found = layer.broken()
    if not found:
        return
    names = ", ".join(sorted(name or "?" for name in found))
    reason = next(iter(found.values())).reason
    yield Issue(
        code="TEXT_LAYER_BROKEN", severity="info", page=layer.number, raw=names, rule="overlay",
        message_en=f"The text of {names} in the file is not what it shows, so it was read from its picture. {reason}",
        message_bn=f"ফাইলে {names} হরফের লেখা নির্ভরযোগ্য নয়, তাই ছবি থেকে পড়া হয়েছে।",
    )  # fmt: skip
