"""The hidden layer of a scan, that another engine left: its words where the prepared picture shows them."""

from __future__ import annotations

from dataclasses import replace

from extract.doubts import with_doubts
from extract.model import Box
from ingest.imaging import Prepared
from ingest.layer.layers import Layer
from ingest.reading.ink import Ink
from ingest.reading.layout import Layout
from ingest.reading.prints import prints
from ingest.reading.witness import Witness

_INKED = 0.8  # share of its words that must stand on ink: a layer may be of another page, or displaced
_MIDDLE = 0.25  # of its height by which a word is lower than its box, above and below: boxes of engines are too high
_POINTS = 72.0


def witness(layer: Layer, seen: Box, size: tuple[int, int], prepared: Prepared, ink: Ink) -> Witness | None:
    """What the layer has, None where it is not of this page.

    `seen`: the part of the page, in points as it is shown, that the picture is of; `size`: its pixels (height, width).
    """

    def place(box: Box) -> Box:
        shown = _turned(box, layer)
        across, down = size[1] / (seen.x1 - seen.x0), size[0] / (seen.y1 - seen.y0)
        x0, y0 = (shown.x0 - seen.x0) * across, (shown.y0 - seen.y0) * down
        x1, y1 = (shown.x1 - seen.x0) * across, (shown.y1 - seen.y0) * down
        return prepared.from_picture(Box(x0, y0, x1, y1))

    found = prints(layer, place, hidden=True)
    inked = sum(ink.any(one.box) for one in found)
    return Witness(found, scanned=True) if found and inked >= _INKED * len(found) else None


def _turned(box: Box, layer: Layer) -> Box:
    """A box of the upright page on the page as it is shown."""
    w, h = layer.width, layer.height
    return {
        0: box, 90: Box(h - box.y1, box.x0, h - box.y0, box.x1),
        180: Box(w - box.x1, h - box.y1, w - box.x0, h - box.y0), 270: Box(box.y0, w - box.x1, box.y1, w - box.x0),
    }[layer.rotation]  # fmt: skip


def doubted(found: Layout, told: Witness, dpi: float) -> Layout:
    """The layout; cells of which the layer's words tell otherwise, such as those that share a word, are in doubt."""
    words = [_flat(one.box) for one in told.words]
    return replace(found, tables=tuple(with_doubts(table, words, dpi / _POINTS) for table in found.tables))


def _flat(box: Box) -> Box:
    by = _MIDDLE * (box.y1 - box.y0)
    return Box(box.x0, box.y0 + by, box.x1, box.y1 - by)
