"""The draft: a small copy of a page on which cheap questions are answered (which way is up, how level, how large)."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.imaging.pixels import opened, reduced, widest
from ingest.imaging.pixels import picture as as_picture
from ingest.scan import Picture

LONGEST = 1760  # pixels: an A4 page at about 150 dpi, enough for a slope of 0.02 degrees
WHOLE = 1.9  # a picture so many times larger is reduced by a whole factor
DARK = 0.66  # of the paper's light: darker is ink


def draft(picture: Picture) -> tuple[Picture, float]:
    """Give a reduced grey copy of a picture (grey or RGB) and its scale (1: it was small already)."""
    longest = max(picture.shape[:2])
    factor = longest / LONGEST
    copy = reduced(picture, factor if factor < WHOLE else -(-longest // LONGEST))
    scale = max(copy.shape[:2]) / longest
    return (copy if copy.ndim == 2 else as_picture(cv2.cvtColor(copy, cv2.COLOR_RGB2GRAY))), scale


def draft_ink(copy: Picture, surround: Picture) -> Picture:
    """Tell where a draft has ink (1) and where paper (0); what `surround` (255) covers is no ink."""
    paper = paper_light(copy)
    ink = (cv2.divide(copy, paper, scale=255) < DARK * 255).astype(np.uint8)
    ink[surround > 0] = 0
    return ink


def paper_light(copy: Picture) -> Picture:
    """Estimate how light the paper is at every pixel: the lightest nearby, smoothed."""
    height, width = copy.shape
    if min(height, width) < 8:
        return np.full_like(copy, max(1, int(copy.max(initial=1))))
    half = reduced(copy, 2)
    reach = (max(copy.shape) // 100) | 1
    light = cv2.blur(widest(half, (reach, reach)), (2 * reach + 1, 2 * reach + 1))
    return as_picture(cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR))


def without_lines(ink: Picture) -> Picture:
    """Give the ink of a draft (0/1) without long straight lines: text is left."""
    length = max(3, max(ink.shape) // 16)
    level, upright = opened(ink, (length, 1)), opened(ink, (1, length))
    lines = as_picture(cv2.dilate(level | upright, np.ones((3, 3), np.uint8)))
    return as_picture(ink & (1 - lines))
