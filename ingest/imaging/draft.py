"""The draft: a small copy of a page on which cheap questions are answered (which way is up, how level, how large)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

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
    return (copy if copy.ndim == 2 else np.asarray(cv2.cvtColor(copy, cv2.COLOR_RGB2GRAY), np.uint8)), scale


def reduced(picture: Picture, factor: float) -> Picture:
    """Give a picture so many times smaller, every pixel the mean of those it stands for; whole factors are fastest."""
    if factor <= 1:
        return picture
    size = (max(1, round(picture.shape[1] / factor)), max(1, round(picture.shape[0] / factor)))
    if factor == int(factor) and min(picture.shape[:2]) >= 2 * factor:
        return np.asarray(
            cv2.resize(picture, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA), np.uint8
        )
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


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
    light = cv2.dilate(half, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    light = cv2.blur(light, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def without_lines(ink: Picture) -> Picture:
    """Give the ink of a draft (0/1) without long straight lines: text is left."""
    length = max(3, max(ink.shape) // 16)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    lines = cv2.dilate(level | upright, np.ones((3, 3), np.uint8))
    return np.asarray(ink & (1 - lines), np.uint8)


def pieces(ink: Picture) -> NDArray[np.int32]:
    """Give the boxes of the connected pieces of ink: rows of left, top, width, height."""
    outlines, family = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)  # much faster than labels
    outer = [cv2.boundingRect(outlines[n]) for n in np.flatnonzero(family[0, :, 3] < 0)] if len(outlines) else []
    return np.array(outer, np.int32).reshape(-1, 4)
