"""Marks: stamps, handwriting and pictures, which must not become text."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from ingest.imaging.background import LightCopy, light_copy
from ingest.imaging.pixels import Boxes, opened, outlines, picture, widest
from ingest.imaging.prepared import Mark
from ingest.scan import Picture

COLOUR = 45  # grey levels between the strongest and the weakest channel, the paper's own tint taken off
TINGE = 20  # the same where a stroke fades out
STAMP_INCHES = (0.45, 2.6)  # least and greatest side of the frame or ring of a stamp
STAMP_FILL = 0.6  # of its box at most: more is a coloured ground
RINGED = 0.5  # of its box that the outline of a stamp encloses; a signature encloses little
PEN_INCHES = (0.35, 0.18)  # least width and height of a stroke of a signature
PEN_FILL = 0.3  # of its box at most
TALL = 2.1  # words: print of one size is no taller
PICTURE_INCHES = 0.45  # least side of a picture
DENSE = 0.5  # of a neighbourhood that is darker than paper
SHADES = 0.45  # share of a ground that has one shade; a picture has many


def fade_stamps(colour: Picture, grey: Picture, dpi: float) -> list[Mark]:
    """Fade coloured stamps and signatures in the grey picture, in place, and give their places in it.

    `colour`: the same page, height × width × 3. Print is neutral and dark and stays as it is, under a stamp too.
    Coloured print stays: no word is as high and wide as a stamp, and a coloured ground is filled.
    """
    light = light_copy(colour, dpi)
    copy, here = light.picture, light.dpi
    paper = np.maximum(np.percentile(copy[::5, ::5].reshape(-1, 3), 80, axis=0), 1)
    even = _evened(copy, paper)
    coloured = (_spread(even) > COLOUR).astype(np.uint8)
    if not coloured.any():
        return []
    found: list[Mark] = []
    thick = picture(cv2.dilate(coloured, np.ones((3, 3), np.uint8)))
    for outline in sorted(outlines(thick), key=cv2.contourArea, reverse=True):
        x, y, w, h = (int(value) for value in cv2.boundingRect(outline))
        if any(_inside(_box(x, y, w, h, light.factor), mark.box) for mark in found):
            continue
        part = (slice(y, y + h), slice(x, x + w))
        if min(w, h) < STAMP_INCHES[0] * here or max(w, h) > STAMP_INCHES[1] * here or thick[part].mean() > STAMP_FILL:
            continue
        strokes = even[part][coloured[part] > 0]
        _fade(colour, grey, (x, y, w, h), light.factor, paper, strokes)
        ringed = cv2.contourArea(outline) > RINGED * w * h
        found.append(Mark("stamp" if ringed else "handwriting", _box(x, y, w, h, light.factor)))
    return found


def _evened(colour: Picture, paper: NDArray[np.float64]) -> Picture:
    # The paper's own tint taken off: its light is the same in all channels.
    ramps = np.clip(np.arange(256)[:, None] * (230.0 / paper), 0, 255).round().astype(np.uint8)
    return picture(cv2.LUT(colour, ramps[None]))


def _spread(even: Picture) -> Picture:
    # How far the strongest channel is from the weakest: none in greys.
    red, green, blue = cv2.split(even)
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return picture(cv2.subtract(strongest, weakest))


def _fade(
    colour: Picture, grey: Picture, box: tuple[int, int, int, int], scale: int,
    paper: NDArray[np.float64], strokes: Picture,
) -> None:  # fmt: skip
    x, y, w, h = box
    top, bottom, left, right = y * scale, (y + h) * scale, x * scale, (x + w) * scale
    area = _evened(colour[top:bottom, left:right], paper).astype(np.float32)
    strongest, weakest = area.max(axis=2), area.min(axis=2)
    lift = min(2.5, 240.0 / max(1.0, float(np.percentile(strokes.max(axis=1), 20)))) if len(strokes) else 1.0
    lifted = np.clip(strongest * lift, 0, float(paper.mean())).astype(np.uint8)
    part = grey[top:bottom, left:right]
    part[:] = np.where(strongest - weakest > TINGE, np.maximum(part, lifted), part)


def _inside(box: Box, other: Box) -> bool:
    return other.x0 <= box.x0 and box.x1 <= other.x1 and other.y0 <= box.y0 and box.y1 <= other.y1


def _box(x: int, y: int, w: int, h: int, scale: float) -> Box:
    return Box(float(x * scale), float(y * scale), float((x + w) * scale), float((y + h) * scale))


def picture_marks(light: LightCopy) -> list[Mark]:
    """Find photographs, seals, logos on a page whose light is not flattened yet: dense, and of many shades."""
    copy, here = light.picture, light.dpi
    reach = round(1.2 * here) | 1
    paper = np.maximum(picture(cv2.blur(widest(copy, (reach, reach)), (reach, reach))), 1)
    share = picture(cv2.divide(copy, paper, scale=255))
    dark = (share < 0.8 * 255).astype(np.uint8) * 255
    window = round(0.2 * here) | 1
    dense = picture(cv2.blur(dark, (window, window)) > DENSE * 255)
    dense = opened(dense, (window, window))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dense, connectivity=8)
    found = []
    for label, (x, y, w, h, _) in enumerate(stats):
        if label and min(w, h) >= PICTURE_INCHES * here:
            shades = share[y : y + h, x : x + w][labels[y : y + h, x : x + w] == label].astype(np.int16)
            if float((np.abs(shades - np.median(shades)) < 16).mean()) < SHADES:
                found.append(Mark("picture", _box(x, y, w, h, light.factor)))
    return found


def pen_marks(pieces: Boxes, ink: Picture, dpi: float) -> list[Mark]:
    """Find strokes of handwriting among the pieces of ink: much taller than print, thin, and without a headline."""
    if not len(pieces):
        return []
    width, height = pieces[:, 2], pieces[:, 3]
    letters = (height > 0.05 * dpi) & (height < 0.4 * dpi)
    usual = float(np.median(height[letters])) if letters.any() else 0.14 * dpi
    large = (width >= PEN_INCHES[0] * dpi) & (height >= max(PEN_INCHES[1] * dpi, TALL * usual))
    return [
        Mark("handwriting", _box(x, y, w, h, 1.0)) for x, y, w, h in pieces[large] if _thin(ink[y : y + h, x : x + w])
    ]


def outside_of(some: list[Mark], others: list[Mark]) -> list[Mark]:
    """Give those marks that lie in none of the others."""
    return [mark for mark in some if not any(_inside(mark.box, other.box) for other in others)]


def _thin(piece: Picture) -> bool:
    # A printed word, however large, has one row that is mostly ink; so has what is left of a table, or a column.
    drawn = piece > 0
    return bool(drawn.mean() < PEN_FILL and drawn.mean(axis=1).max() < 0.6 and drawn.mean(axis=0).max() < 0.85)
