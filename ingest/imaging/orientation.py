"""Upright: which way a scan was turned, from the shapes of its letters and digits.

A Bengali word has its headline on top, its vowel signs stand where they stand, digits have a foot and a head. A small
network (32 looks at 16 × 16 pixels; upright.tsv, made by tools/upright.py) says how upright a shape looks; every shape
on the page is tried in all four directions and all shapes vote. It serves pages of digits, where no headline helps.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.imaging.pixels import pieces
from ingest.imaging.prepared import Rotation
from ingest.scan import Picture

SIDE = 16  # pixels of a shape when it is compared
VOTERS = 600  # shapes asked at most
LEAST, SPAN = 5, 8  # pixels: a shape is at least this thick and this long on a draft; less is a dot
MOST = 0.2  # of the page's longest side: longer is no word
USUAL = 5.0  # nats that speak for an upright page before anything is looked at: most are
LOUDEST = 4.0  # no single shape says more than this (in nats)
NETWORK = Path(__file__).with_name("upright.tsv")
SCALE = 1000  # the weights are kept as thousandths
Patches = NDArray[np.float32]


def rotation(text: Picture) -> Rotation:
    """Tell by how many degrees a page was turned clockwise, from a draft's ink without lines (0/1)."""
    voters = shapes(text)
    if not len(voters):
        return 0
    likeness = uprightness(np.stack([np.rot90(voters, k, (1, 2)) for k in range(4)], axis=1), network())
    likeness -= likeness.max(axis=1, keepdims=True)
    votes = np.maximum(likeness - np.log(np.exp(likeness).sum(axis=1, keepdims=True)), -LOUDEST)
    total = votes.sum(axis=0) + np.array([USUAL, 0, 0, 0])
    return cast(Rotation, int(np.argmax(total)) * 90)


def turned_back(picture: Picture, degrees: Rotation) -> Picture:
    """Undo a clockwise turn by 0, 90, 180 or 270 degrees."""
    turns = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}
    return picture if degrees == 0 else np.asarray(cv2.rotate(picture, turns[degrees]), np.uint8)


def shapes(text: Picture) -> Patches:
    """Cut out the connected shapes of a 0/1 picture, each fitted into 16 × 16 (n × 16 × 16, 0-1)."""
    boxes = pieces(text)
    thin, long = boxes[:, 2:].min(axis=1), boxes[:, 2:].max(axis=1)
    chosen = boxes[(thin >= LEAST) & (long >= SPAN) & (long < MOST * max(text.shape))]
    chosen = chosen[:: max(1, -(-len(chosen) // VOTERS))]
    patches = np.zeros((len(chosen), SIDE, SIDE), np.float32)
    for patch, (x, y, w, h) in zip(patches, chosen, strict=True):
        _fit_into(patch, text[y : y + h, x : x + w].astype(np.float32))
    return patches


def _fit_into(patch: Patches, shape: Patches) -> None:
    height, width = shape.shape
    scale = SIDE / max(height, width)
    # Even sizes: the shape lies exactly in the middle, whichever way it is turned.
    size = (max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2)))
    small = cv2.resize(shape, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    top, left = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    patch[top : top + size[1], left : left + size[0]] = small


def uprightness(patches: Patches, weights: Patches) -> Patches:
    """Say how upright shapes look (… × 16 × 16 → …); `weights`: a row for each look, its bias and its weight last."""
    pixels = patches.reshape(*patches.shape[:-2], SIDE * SIDE)
    looks = np.maximum(pixels @ weights[:, :-2].T + weights[:, -2], 0)
    return np.asarray(looks @ weights[:, -1], np.float32)


@cache
def network() -> Patches:
    """Give the weights of the network."""
    return np.asarray(np.loadtxt(NETWORK, delimiter="\t", ndmin=2) / SCALE, np.float32)
