"""Lines of text cut out of a page and laid on white strips, as Tesseract's line reader likes them.

Tesseract's network was trained on lines cut close to their ink. Measured on cells: more white at the sides than a tenth
of a line makes it invent characters, so the margins are small; and a bare digit keeps the place and size that it would
have in a full line of text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.model import Box, Word
from ingest.engines import Region
from ingest.engines.lines import binarise, inside, lines, unruled, usual_height
from ingest.scan import Picture

_TARGET = 40.0  # pixels: what a line of text is high on a strip
_LEAST_HEIGHT, _MOST_SCALE = 6.0, 6.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How much white lies around a line on its strip, in heights of a line: above and below, and at the sides."""

    above: float
    beside: float


CLOSE = Fit(0.15, 0.06)
EASY = Fit(0.2, 0.1)
WIDE = Fit(0.28, 0.08)


@dataclass(frozen=True, slots=True)
class Strip:
    """A line on white: its picture (grey), where its upper left corner lies on the page, and its scale."""

    picture: Picture
    x: float
    y: float
    scale: float  # pixels of the strip a pixel of the page

    def on_page(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the strip in pixels of the page."""
        scale = self.scale
        return Box(self.x + x0 / scale, self.y + y0 / scale, self.x + x1 / scale, self.y + y1 / scale)


def read(
    picture: Picture, regions: Sequence[Region], reader: Callable[[Picture, Box, float], list[Word]]
) -> list[list[Word]]:
    """Every region's words, line by line; `reader` gets the picture, a line's box and the usual height of a line."""
    placed, height = lines_of(picture, regions)
    return [[word for line in held for word in reader(picture, line, height or line.y1 - line.y0)] for held in placed]


def lines_of(picture: Picture, regions: Sequence[Region]) -> tuple[list[list[Box]], float | None]:
    """The boxes of the lines of every region, and what a line of text is high on this page (see `usual_height`)."""
    ink = binarise(picture)
    for region in regions:
        if region.kind == "cell":
            unruled(ink, region.box)
    height = usual_height(ink, [region.box for region in regions])
    placed = []
    for region in regions:
        held = [_whole(ink, region.box)] if region.kind == "line" else lines(ink, region.box, height)
        placed.append([line for line in held if line is not None])
    return placed, height


def _whole(ink: Picture, box: Box) -> Box | None:
    """The tight box of all ink in a box; None where there is none."""
    x0, y0, x1, y1 = inside(box, ink)
    part = ink[y0:y1, x0:x1]
    if not part.any():
        return None
    left, top, wide, high = cv2.boundingRect(part)
    return Box(x0 + left, y0 + top, x0 + left + wide, y0 + top + high)


def strip(picture: Picture, line: Box, height: float, fit: Fit) -> Strip:
    """Cuts a line out and lays it on white; `height`: what a line of text is high on this page, in pixels."""
    x0, y0, x1, y1 = inside(line, picture)
    usual = max(height, _LEAST_HEIGHT)
    tall = max(float(y1 - y0), usual)
    top = round((y0 + y1) / 2 - tall / 2 - fit.above * usual)
    bottom = round((y0 + y1) / 2 + tall / 2 + fit.above * usual)
    beside = round(fit.beside * usual)
    canvas = np.full((bottom - top, x1 - x0 + 2 * beside), 255, np.uint8)
    canvas[y0 - top : y1 - top, beside : beside + x1 - x0] = picture[y0:y1, x0:x1]
    scale = min(_TARGET / usual, _MOST_SCALE)
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    scaled = cv2.resize(canvas, None, fx=scale, fy=scale, interpolation=how).astype(np.uint8)
    return Strip(scaled, x0 - beside, top, scale)


def words(tsv: str, line: Strip) -> list[Word]:
    """The words in Tesseract's table of a strip (level 5 rows: place, confidence 0-100 and text)."""
    found: list[Word] = []
    for row in tsv.splitlines():
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        left, top, wide, high = (float(field) for field in fields[6:10])
        confidence = min(max(float(fields[10]) / 100, 0.0), 1.0)
        found.append(Word(fields[11], line.on_page(left, top, left + wide, top + high), round(confidence, 4)))
    return found
