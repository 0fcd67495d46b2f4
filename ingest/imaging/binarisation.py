"""Ink from paper: thresholds that follow the print, specks left out, thin marks kept."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.imaging.pixels import Boxes, boxes, outlines, picture, reduced
from ingest.scan import Picture

HALF = 0.5  # between paper and the local ink: darker is ink
FAINT = 0.42  # of the page's own darkness of print: a stroke is at least so dark; what shines through is less
WHITE = 0.22  # of the same: lighter is white in the grey picture
USUAL_INK = 60  # grey level of print where a page has next to none
DARKEST = (140, 190)  # grey levels: print is darker than the first, faint print than the second
SHARE = 0.0008  # of the page's pixels: so many are print
NOISY = 6.0  # grey levels (standard deviation of paper): smoothed from there on
DITHERED = 40.0  # the same for greys made of black and white dots
NEARBY = 0.2  # inches: ink so near tells how dark ink is here
SPECK = 0.007  # inches: smaller in both ways is a speck wherever it lies; a nukta of 8 points is twice as large
LONE_SPECK = 0.026  # inches: so small, and far from all print; most dashes are longer
LONE_DASH = (0.016, 0.006)  # inches: what is at least so wide and high, and level, is a short or worn dash
LEVEL = 1.6  # times as wide as high; dust is as high as wide
THIN_DASH = (0.018, 3.5)  # inches, and times as wide as high: such a dash may be one pixel high
FAR = 0.07  # inches
SPREADING = 0.4  # of the page: what is wider or higher is no print


def ink_level(flat: Picture) -> int:
    """Give the grey level of the page's print: the dark quarter of what is certainly ink."""
    sample = flat[::3, ::3]
    counts = cv2.calcHist([np.ascontiguousarray(sample)], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    for darkest in DARKEST:
        below = np.cumsum(counts[:darkest])
        if below[-1] > SHARE * sample.size:
            return int(np.searchsorted(below, below[-1] / 4))
    return USUAL_INK


def smoothed(flat: Picture) -> Picture:
    """Smooth a noisy page a little, a dithered one more; give any other as it is."""
    sample = flat[::5]
    rough = np.abs(sample[:, 1:-1:4].astype(np.int16) * 2 - sample[:, :-2:4] - sample[:, 2::4])
    paper = sample[:, 1:-1:4] > DARKEST[1]
    noise = float(np.median(rough[paper])) / (0.6745 * 6**0.5) if paper.any() else 0.0
    if noise <= NOISY:
        return flat
    return picture(cv2.GaussianBlur(flat, (3, 3), 0.8) if noise <= DITHERED else cv2.GaussianBlur(flat, (7, 7), 1.8))


def stretched(flat: Picture, level: int) -> Picture:
    """Spread a page's greys: its print towards black, what is no darker than noise or shows through to white."""
    white = 255 - WHITE * (255 - level)
    black = 0.7 * level
    ramp = np.clip((np.arange(256) - black) / (white - black), 0, 1) * 255
    return np.asarray(cv2.LUT(flat, ramp.round().astype(np.uint8)), np.uint8)


def binarised(flat: Picture, level: int, dpi: float) -> Picture:
    """Tell ink (255) from paper (0) on a flattened page: halfway to the ink nearby, within limits set by the page."""
    factor = max(1, round(dpi / 75))
    height, width = flat.shape
    darkest = picture(cv2.erode(flat, np.ones((3, 3), np.uint8)))
    copy = reduced(darkest, factor)
    reach = round(NEARBY * dpi / factor) | 1
    near = cv2.blur(cv2.erode(copy, np.ones((reach, reach), np.uint8)), (reach, reach))
    faint, bold = 255 - FAINT * (255 - level), 255 - 0.62 * (255 - level)
    ramp = np.clip(255 - HALF * (255 - np.arange(256.0)), bold, faint)
    threshold = cv2.LUT(near, ramp.round().astype(np.uint8))
    whole = cv2.resize(threshold, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.compare(flat, whole, cv2.CMP_LT), np.uint8)


def without_specks(ink: Picture, dpi: float) -> Boxes:
    """Leave specks out of the ink, in place; give the boxes of what stays.

    The boxes are rows of left, top, width, height in pixels, one for every connected piece of ink. A speck is clearly
    smaller than a dot of print, or as small as a dot, far from all print and no dash.
    """
    found = outlines(ink)
    placed = boxes(found)
    longer = placed[:, 2:].max(axis=1)
    small = longer <= max(1.0, SPECK * dpi)
    lone = (longer <= LONE_SPECK * dpi) & ~small & ~_level(placed, dpi)
    lone[lone] = _far(placed[lone], placed[~small & ~lone], ink.shape, dpi)
    speck = small | lone
    cv2.drawContours(ink, [found[piece] for piece in np.flatnonzero(speck)], -1, 0, cv2.FILLED)
    return np.asarray(placed[~speck], np.int32)


def _level(placed: Boxes, dpi: float) -> NDArray[np.bool_]:
    # A hyphen of 8 points is 5 by 2 pixels at 200 dpi: alone in its cell, it is all that the cell says.
    wide, high = placed[:, 2], placed[:, 3]
    thick = (wide >= LONE_DASH[0] * dpi) & (high >= LONE_DASH[1] * dpi) & (wide >= LEVEL * high)
    return np.asarray(thick | ((wide >= THIN_DASH[0] * dpi) & (wide >= THIN_DASH[1] * high)))


def _far(lone: Boxes, large: Boxes, shape: tuple[int, ...], dpi: float) -> NDArray[np.bool_]:
    # Which of the lone ones have no larger ink around them; looked up on a coarse map of the boxes of what is large.
    cell = max(1, round(FAR * dpi / 2))
    rows, columns = shape[0] // cell + 1, shape[1] // cell + 1
    occupied = np.zeros((rows, columns), np.uint8)
    for x, y, w, h in large:
        if w < SPREADING * shape[1] and h < SPREADING * shape[0]:
            occupied[max(0, y // cell - 2) : (y + h) // cell + 3, max(0, x // cell - 2) : (x + w) // cell + 3] = 1
    return np.asarray(occupied[lone[:, 1] // cell, lone[:, 0] // cell] == 0)
