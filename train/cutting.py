"""Scanned lines cut as the lines of a page are: what training's own crops don't show."""

from __future__ import annotations

import cv2
import numpy as np

from extract.model import Box
from ingest.engines.recogniser import crop, looks
from ingest.engines.recogniser.crop import Cut
from ingest.scan import Picture
from train.lines import Line

_DIGITS, _MARKS = 0.62, 0.8  # of a line of words: how high digits are, and strokes and brackets
_TALL = frozenset("/()[]।৳%")


def light(line: Line) -> Picture:
    """The line as scanned, on white: what stands round its ink in a page whose ground was taken away."""
    assert line.scanned is not None
    return np.asarray(255 - crop.ink(line.scanned), np.uint8)


def inked(grey: Picture) -> Box | None:
    """The box around the ink of a grey picture, None where there is none."""
    ink = crop.ink(grey) > 100
    if not ink.any():
        return None
    left, top, wide, high = cv2.boundingRect(ink.astype(np.uint8))
    return Box(float(left), float(top), float(left + wide), float(top + high))


def both(line: Line) -> tuple[Cut, Cut] | None:
    """A line of figures as the two looks see it on a page of words of its size; None where nothing of it is left."""
    picture = light(line)
    box = inked(picture)
    if box is None:
        return None
    usual = (box.y1 - box.y0) / (_DIGITS if _TALL.isdisjoint(line.text) else _MARKS)
    return crop.cut(picture, box, usual), looks.second(picture, box, usual)
