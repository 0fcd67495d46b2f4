"""A prepared page → its tables and the text lines outside them, before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract import gaps
from extract.doubts import with_doubts
from extract.grid import Lattice, lattices
from extract.model import Box
from extract.spacing.continued import Before
from extract.spacing.doubts import told_by_white, with_white
from extract.spacing.lines import text_height
from extract.spacing.widened import widened
from ingest.engines.lines import lines, usual_height
from ingest.imaging import Prepared
from ingest.reading.headlines import blobs
from ingest.reading.ink import Ink
from ingest.scan import Picture

_TALL = 1.8  # line heights: a band that is taller holds columns whose lines don't stand abreast
_GUTTER = 1.5  # line heights of white between two such columns
_BORDER = 0.6  # mm around a table that its border's ink may fill


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a page from the top, and the boxes of the text lines outside them."""

    tables: tuple[Lattice, ...]
    lines: tuple[Box, ...]


def find(prepared: Prepared, ink: Ink, before: Before | None = None) -> Layout:
    """Find the tables and lines of a page. Stamps, handwriting and pictures give neither.

    `before`: the last table of the page before, which may go on.
    """
    inked = blobs(_printed(prepared))
    height, width = prepared.ink.shape
    size = (float(width), float(height), prepared.dpi_here)
    guessed = gaps.complete(inked, prepared.rulings, *size, before=before)
    point = prepared.dpi_here / 72
    high = text_height(inked, point)
    drawn_ones = lattices([*prepared.rulings, *guessed], *size, inked)
    found = [with_doubts(widened(table, inked, high), inked, point) for table in drawn_ones]
    drawn = prepared.rulings
    tables = (with_white(table, inked, drawn, point) if told_by_white(table, guessed) else table for table in found)
    return around(prepared, ink, tuple(tables))


def around(prepared: Prepared, ink: Ink, tables: tuple[Lattice, ...]) -> Layout:
    """Find the lines of a page whose tables are known."""
    height, width = prepared.ink.shape
    border = _BORDER / 25.4 * prepared.dpi_here
    inner = [Box(t.box.x0 - border, t.box.y0 - border, t.box.x1 + border, t.box.y1 + border) for t in tables]
    outside = _printed(prepared, inner)
    found = text_lines(outside, Box(0.0, 0.0, float(width), float(height)))
    return Layout(tables, tuple(box for box in found if ink.any(box)))


def _printed(prepared: Prepared, without: Sequence[Box] = ()) -> Picture:
    # print under a stamp is print
    left = prepared.ink.copy()
    for box in (*without, *(mark.box for mark in prepared.marks if mark.kind != "stamp")):
        left[max(0, round(box.y0)) : max(0, round(box.y1)), max(0, round(box.x0)) : max(0, round(box.x1))] = 0
    return left


def text_lines(ink: Picture, box: Box) -> Iterator[Box]:
    """The boxes of text lines, from the top; columns that don't stand abreast are parted first."""
    bands = lines(ink, box)
    usual = usual_height(ink, bands)
    for band in bands:
        columns = _columns(ink, band, usual) if usual and band.y1 - band.y0 > _TALL * usual else [band]
        if len(columns) == 1:
            yield band
            continue
        yield from sorted((line for column in columns for line in lines(ink, column)), key=lambda b: (b.y0, b.x0))


def _columns(ink: Picture, band: Box, usual: float) -> Sequence[Box]:
    """Cut a band at its wide upright white gaps."""
    x0, y0, x1, y1 = round(band.x0), round(band.y0), round(band.x1), round(band.y1)
    inked = np.flatnonzero(ink[y0:y1, x0:x1].any(axis=0))
    if not inked.size:
        return [band]
    breaks = np.flatnonzero(np.diff(inked) > _GUTTER * usual)
    starts, ends = [inked[0], *inked[breaks + 1]], [*inked[breaks], inked[-1]]
    return [Box(float(x0 + a), band.y0, float(x0 + b + 1), band.y1) for a, b in zip(starts, ends, strict=True)]
