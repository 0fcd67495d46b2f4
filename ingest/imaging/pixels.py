"""Pixels: pictures as OpenCV gives them, reduced copies, and the connected pieces of ink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan import Picture

Outline = NDArray[np.int32]
GRAIN = 0.13  # runs of ink for a pixel: the smallest, densest print has half as many
Boxes = NDArray[np.int32]


def picture(matrix: object) -> Picture:
    """Give what OpenCV made of an 8-bit picture as one (its types allow for any depth); nothing is copied."""
    return np.asarray(matrix, np.uint8)


def reduced(given: Picture, factor: float) -> Picture:
    """Give a picture so many times smaller, every pixel the mean of those it stands for; whole factors are fastest."""
    if factor <= 1:
        return given
    if factor == int(factor) and min(given.shape[:2]) >= 2 * factor:
        return picture(cv2.resize(given, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA))
    size = (max(1, round(given.shape[1] / factor)), max(1, round(given.shape[0] / factor)))
    return picture(cv2.resize(given, size, interpolation=cv2.INTER_AREA))


def opened(given: Picture, size: tuple[int, int]) -> Picture:
    """Take out what is lighter than its surroundings and fits no window of this size (width, height).

    As OpenCV's opening with a rectangle, whose time grows with its sides; this one's grows with their logarithms.
    """
    return widest(narrowest(given, size), size)


def closed(given: Picture, size: tuple[int, int]) -> Picture:
    """Fill up what is darker than its surroundings and fits no window of this size (width, height)."""
    return narrowest(widest(given, size), size)


def narrowest(given: Picture, size: tuple[int, int]) -> Picture:
    """Give the least value of the window of this size (width, height) about every pixel."""
    return _extreme(given, size, cv2.min, 255)


def widest(given: Picture, size: tuple[int, int]) -> Picture:
    """Give the greatest value of the window of this size (width, height) about every pixel."""
    return _extreme(given, size, cv2.max, 0)


def _extreme(given: Picture, size: tuple[int, int], pick: Callable[..., Any], outside: int) -> Picture:
    # Windows of one pixel are put together to windows of two, these to windows of four.
    (wide, high), one = size, cv2.BORDER_CONSTANT
    found: Any = cv2.copyMakeBorder(
        given, high // 2, (high - 1) // 2, wide // 2, (wide - 1) // 2, one, value=(outside, outside, outside, outside)
    )
    for length, axis in ((high, 0), (wide, 1)):
        reached = 1
        while reached < length:
            step = min(reached, length - reached)
            rest = found.shape[axis] - step
            found = pick(found[:rest], found[step:]) if axis == 0 else pick(found[:, :rest], found[:, step:])
            reached += step
    return picture(found)


def is_grain(ink: Picture) -> bool:
    """Whether ink comes in so many runs that it is grain all over and no print: a photograph, noise."""
    rows = ink[::16]
    return bool(np.count_nonzero(rows[:, 1:] > rows[:, :-1]) > GRAIN * rows.size)


def outlines(ink: Picture) -> list[Outline]:
    """Give the outlines of the connected pieces of ink, those inside of others too; much faster than labels."""
    found, family = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    parents: Any = family[0] if len(found) else ()
    return [np.asarray(outline, np.int32) for outline, (*_, parent) in zip(found, parents, strict=True) if parent < 0]


def boxes(of: Sequence[Outline]) -> Boxes:
    """Give the boxes of outlines: rows of left, top, width, height."""
    return np.array([cv2.boundingRect(outline) for outline in of], np.int32).reshape(-1, 4)


def pieces(ink: Picture) -> Boxes:
    """Give the boxes of the connected pieces of ink: rows of left, top, width, height."""
    return boxes(outlines(ink))
