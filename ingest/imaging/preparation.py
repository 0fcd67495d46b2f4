"""The order of things for one page: what is looked at first, and what is done to the whole picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extract.model import Box, Ruling
from ingest.imaging import background, binarisation, marks
from ingest.imaging.draft import draft, draft_ink, without_lines
from ingest.imaging.drawn import Drawing
from ingest.imaging.edges import outside
from ingest.imaging.erasure import erase, thicknesses
from ingest.imaging.faint import faint, is_whole, replaced
from ingest.imaging.keystone import keystone
from ingest.imaging.orientation import rotation, turned_back
from ingest.imaging.pixels import Boxes, is_grain, reduced
from ingest.imaging.pixels import picture as as_picture
from ingest.imaging.prepared import Homography, Mark, Prepared, Rotation, mapped
from ingest.imaging.resolution import USUAL, estimate
from ingest.imaging.rulings import drawing, is_dark, rulings
from ingest.imaging.skew import slope
from ingest.imaging.straightening import Size, Straightening, by_keystone, by_slope, resizing, turning
from ingest.scan import Picture

WORKING_DPI = 300.0  # a picture of more than a tenth above it is reduced to it
TINIEST = 24  # pixels: a picture with a shorter side holds no page
FAINT_INCHES = 0.01  # thickness of a faint line: its dashes are taken out of the ink
INKED = 64  # of 255: a pixel of the copy with more ink is print
PRINT_INCHES = 0.035  # a page on which no piece of ink is so high or wide is blank


@dataclass(frozen=True, slots=True)
class Posture:
    """How a picture lies: how it was turned, how it slopes, its dpi, the light of its paper.

    `keystone`: what straightens its upright draft, of size `draft`, where it was photographed aslant.
    """

    rotation: Rotation
    skew: float
    dpi: float
    paper: int
    draft: Size
    keystone: Homography | None

    def straightening(self, scan: Size) -> Straightening:
        """What makes the upright picture of this size level."""
        if self.keystone is None:
            return by_slope(scan, self.skew)
        grown = resizing(self.draft, scan)
        return by_keystone(scan, grown @ self.keystone @ np.linalg.inv(grown))


def prepare(picture: Picture, dpi: float | None, turned: Rotation | None = None) -> Prepared:
    """Make a page's picture (height × width grey, or × 3 RGB, 8 bits) ready for reading; `dpi` as its file says.

    `turned`: by how many degrees it is turned clockwise, where that is known, as of a page that is drawn and so level.
    Boxes of the result are in pixels of the prepared picture. Never raises for a picture of any size or content.
    """
    if min(picture.shape[:2]) < TINIEST:
        return _nothing(picture, dpi)
    posture, surround = _posture(picture, dpi, turned)
    scale = min(1.0, WORKING_DPI / posture.dpi) if posture.dpi > 1.1 * WORKING_DPI else 1.0
    height, width = picture.shape[:2]
    size = (max(TINIEST, round(width * scale)), max(TINIEST, round(height * scale)))
    working = as_picture(cv2.resize(picture, size, interpolation=cv2.INTER_AREA)) if scale < 1 else picture
    here = posture.dpi * scale
    grey = working.copy() if working.ndim == 2 else as_picture(cv2.cvtColor(working, cv2.COLOR_RGB2GRAY))
    stamps = marks.fade_stamps(working, grey, here) if working.ndim == 3 else []
    del working, picture
    _clear(grey, surround, posture.paper)
    grey = turned_back(grey, posture.rotation)
    straight = posture.straightening((grey.shape[1], grey.shape[0]))
    there = straight.matrix @ turning(size, posture.rotation)
    stamps = [Mark(stamp.kind, mapped(stamp.box, there)) for stamp in stamps]
    grey = np.ascontiguousarray(straight.applied(grey))
    return _read(grey, here, stamps, posture, straight, there @ resizing((width, height), size))


def _posture(picture: Picture, said: float | None, known: Rotation | None) -> tuple[Posture, Picture]:
    # And a mask (255) of what surrounds the page, on the draft.
    copy, scale = draft(picture)
    surround = outside(copy)
    ink = draft_ink(copy, surround)
    if is_grain(ink):
        ink[:] = 0
    text = without_lines(ink)
    turned = rotation(text) if known is None else known
    ink, text = turned_back(ink, turned), turned_back(text, turned)
    dpi = estimate(text, scale, said, (picture.shape[1], picture.shape[0]))
    skew = slope(ink) if known is None else 0.0
    aslant = keystone(ink, skew) if known is None else None
    paper = int(np.percentile(copy[::4, ::4], 75))
    return Posture(turned, skew, dpi, paper, (ink.shape[1], ink.shape[0]), aslant), surround


def faint_lines(flat: Picture, ink: Picture, known: Drawing, dpi: float) -> Drawing:
    """Find the faint lines of a flattened page; `ink` is 255 where print is, `known` its other lines.

    Where those are whole none is looked for.
    """
    there = dpi / known.scale
    if is_whole(known, there):
        return Drawing((), (), known.scale)
    darkness = as_picture(cv2.bitwise_not(reduced(flat, known.scale)))
    small = reduced(ink, known.scale)
    return faint(darkness, as_picture(cv2.threshold(small, INKED, 255, cv2.THRESH_BINARY)[1]), known, there)


def _clear(grey: Picture, surround: Picture, paper: int) -> None:
    if surround.any():
        mask = cv2.resize(surround, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
        grey[mask > 0] = paper


def _read(
    grey: Picture, dpi: float, found: list[Mark], posture: Posture, straight: Straightening, transform: Homography
) -> Prepared:
    # From an upright level page to all that is told of it.
    copy = background.light_copy(grey, dpi)
    found = [*found, *marks.picture_marks(copy)]
    if background.turn_over_dark(grey, copy):
        copy = background.light_copy(grey, dpi)
    flat = binarisation.smoothed(background.flattened(grey, copy))
    straight.whiten_outside(flat)
    lines = drawing(flat, dpi)
    thick = thicknesses(lines, flat)
    level = binarisation.ink_level(flat)
    ink = binarisation.binarised(flat, level, dpi)
    if is_grain(ink):
        ink[:] = 0
        found = [Mark("picture", Box(0.0, 0.0, float(ink.shape[1]), float(ink.shape[0])))]
    whole = ink.copy()
    erase(ink, lines, thick)
    more = faint_lines(flat, ink, lines, dpi)
    erase(ink, more, [FAINT_INCHES * dpi] * len(more.level + more.upright))
    pieces = binarisation.without_specks(ink, dpi)
    grey = _without(binarisation.stretched(flat, level), as_picture(cv2.subtract(whole, ink)), ink)
    found += marks.outside_of(marks.pen_marks(pieces, ink, dpi), found)
    printed = _printed(pieces, found, ink.shape, dpi)
    given = rulings(lines, thick) if printed or is_dark(lines) else ()  # the back of a ruled page shines through
    if printed:
        given = _together(lines, given, more, dpi)
    return Prepared(
        grey=grey, ink=ink, rulings=given, marks=tuple(found), rotation=posture.rotation,
        skew_deg=posture.skew, dpi=posture.dpi, scale=dpi / posture.dpi,
        blank=not given and not printed, keystone=posture.keystone is not None, transform=transform,
    )  # fmt: skip


def _together(lines: Drawing, given: tuple[Ruling, ...], more: Drawing, dpi: float) -> tuple[Ruling, ...]:
    # Rulings of faint lines stand for those of the pieces that were traced of them.
    ways = [(line, more.level, more.upright) for line in lines.level]
    ways += [(line, more.upright, more.level) for line in lines.upright]
    there = dpi / lines.scale
    kept = (one for one, (line, new, across) in zip(given, ways, strict=True) if not replaced(line, new, across, there))
    return (*kept, *rulings(more, [1.0] * len(more.level + more.upright)))


def _without(grey: Picture, gone: Picture, ink: Picture) -> Picture:
    # What was taken out of the ink goes with the grey of its edges: of a double ruling letters would keep what is near.
    edges = cv2.subtract(cv2.dilate(gone, np.ones((3, 3), np.uint8)), ink)
    return as_picture(cv2.max(grey, edges))


def _printed(pieces: Boxes, found: list[Mark], shape: tuple[int, ...], dpi: float) -> bool:
    # Whether any ink as large as a letter, and no larger than half the page, lies outside of pictures and handwriting.
    longer = pieces[:, 2:].max(axis=1, initial=0)
    spread = (pieces[:, 2] > shape[1] / 2) & (pieces[:, 3] > shape[0] / 2)
    large = pieces[(longer >= PRINT_INCHES * dpi) & ~spread]
    x, y = large[:, 0] + large[:, 2] / 2, large[:, 1] + large[:, 3] / 2
    free = np.ones(len(large), bool)
    for mark in found:
        if mark.kind != "stamp":
            box = mark.box
            free &= ~((box.x0 <= x) & (x <= box.x1) & (box.y0 <= y) & (y <= box.y1))
    return bool(free.any())


def _nothing(picture: Picture, dpi: float | None) -> Prepared:
    grey = picture if picture.ndim == 2 else picture.mean(axis=2).astype(np.uint8)
    blank = np.full_like(grey, 255)
    return Prepared(
        grey=blank, ink=np.zeros_like(grey), rulings=(), marks=(), rotation=0, skew_deg=0.0,
        dpi=dpi or USUAL, scale=1.0, blank=True, keystone=False, transform=np.eye(3),
    )  # fmt: skip
