"""Figures read glyph by glyph: the pieces of a line, each named by a small network that knows digits and marks only.

Bengali digits have no headline: each is one piece of ink, and a bare digit gives a line reader nothing to hold on to.
A piece that is no digit and no mark is OTHER, and a line that holds one is not read here but left to the engine.
The network's weights (glyphs.json) are made by `python -m train.glyphs` from drawn figures in many fonts.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from ingest.engines.lines import inside
from ingest.scan import Picture

OTHER = "?"
LABELS = (*"০১২৩৪৫৬৭৮৯", *"0123456789", *".,/-%[]()।:৳", OTHER)
SIDE = 24  # pixels of a patch; the glyph fills SIDE - 4 in its longer direction
MEASURES = 5  # height, width, top and bottom against the digits of its line, and whether the line has digits
_SPECK = 0.09  # of the digits' height, squared: less ink than this is dust
_TOGETHER = 0.4  # of the narrower piece: pieces that overlap so far, one over the other, are one glyph
Floats = NDArray[np.float32]


def pieces(ink: Picture, line: Box, usual: float) -> list[Box]:
    """The pieces of ink of a line from left to right, dust left out; `usual`: how high digits are on this page."""
    x0, y0, x1, y1 = inside(line, ink)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink[y0:y1, x0:x1], connectivity=8)
    found = [stats[k, :4] for k in range(1, count) if stats[k, 4] >= max((_SPECK * usual) ** 2, 2)]
    joined: list[list[int]] = []
    for left, top, wide, high in sorted(found, key=lambda one: int(one[0])):
        right, bottom = int(left + wide), int(top + high)
        if joined:
            last = joined[-1]
            if _one_over_other(last, (int(left), int(top), right, bottom)):
                last[1], last[2], last[3] = min(last[1], int(top)), max(last[2], right), max(last[3], bottom)
                continue
        joined.append([int(left), int(top), right, bottom])
    return [Box(x0 + a, y0 + b, x0 + c, y0 + d) for a, b, c, d in _per_cents(joined)]


def _one_over_other(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two pieces stand over each other, as the dots of a colon; a stroke that leans over a digit does not."""
    beside = min(one[2], other[2]) - max(one[0], other[0])
    if beside <= _TOGETHER * min(one[2] - one[0], other[2] - other[0]):
        return False
    low, high = sorted((one[3] - one[1], other[3] - other[1]))
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return low < 0.6 * high or shared < 0.5 * low


def _per_cents(boxes: list[list[int]]) -> list[list[int]]:
    """Joins a stroke with the ring that stands at its upper left or its lower right: a per cent sign in its parts."""
    joined = boxes[:1]
    for box in boxes[1:]:
        last = joined[-1]
        high, other = last[3] - last[1], box[3] - box[1]
        near = box[0] - last[2] < 0.25 * max(high, other)
        ring_first = high < 0.7 * other and last[3] < box[1] + 0.68 * other and high > 0.36 * other
        ring_last = other < 0.7 * high and box[1] > last[1] + 0.34 * high and other > 0.36 * high
        ring_last = ring_last and last[2] - last[0] > 0.3 * high and box[3] < last[3] + 0.12 * high  # no comma
        if near and (ring_first or ring_last):
            last[1], last[2], last[3] = min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
        else:
            joined.append(box)
    return joined


def frame(boxes: Sequence[Box], usual: float) -> tuple[float, float, bool]:
    """Top and height of the digits of a line, and whether it has any; `usual`: their height on this page."""
    tall = [box for box in boxes if box.y1 - box.y0 > 0.55 * usual and box.x1 - box.x0 > 0.2 * usual]
    if not tall:
        return 0.0, usual, False
    most = max(box.y1 - box.y0 for box in tall)
    tall = [box for box in tall if box.y1 - box.y0 > 0.6 * most]
    return float(np.median([box.y0 for box in tall])), float(np.median([box.y1 - box.y0 for box in tall])), True


def patch(picture: Picture, box: Box) -> Floats:
    """A glyph as the network sees it: ink from 0 to 1, its longer side SIDE - 4 pixels, in the middle."""
    x0, y0, x1, y1 = inside(box, picture)
    crop = 255.0 - picture[y0:y1, x0:x1].astype(np.float32)
    darkest = max(float(np.percentile(crop, 95)), 60.0)
    return scaled(np.clip(crop / darkest, 0, 1))


def scaled(dark: Floats) -> Floats:
    """The patch of a glyph; `dark`: height × width around it, 0 paper to 1 ink."""
    scale = (SIDE - 4) / max(dark.shape)
    wide, high = max(round(dark.shape[1] * scale), 1), max(round(dark.shape[0] * scale), 1)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(dark, (wide, high), interpolation=how)
    seen = np.zeros((SIDE, SIDE), np.float32)
    left, top = (SIDE - wide) // 2, (SIDE - high) // 2
    seen[top : top + high, left : left + wide] = small
    return seen


def measures(box: Box, top: float, height: float, known: bool) -> Floats:
    """A glyph's size and place against the digits of its line, in their heights."""
    size = [(box.y1 - box.y0) / height, (box.x1 - box.x0) / height]
    place = [(box.y0 - top) / height, (box.y1 - top) / height] if known else [0.0, 0.0]
    return np.clip(np.array([*size, *place, float(known)], np.float32), -2, 4)


@cache
def _weights() -> dict[str, Floats]:
    held = json.loads(resources.files("ingest.reading").joinpath("glyphs.json").read_text(encoding="ascii"))
    found = {}
    for name, layer in held["layers"].items():
        values = np.frombuffer(base64.b85decode(layer["values"]), np.int8).astype(np.float32)
        found[name] = values.reshape(layer["shape"]) * np.float32(layer["scale"])
    return found


def chances(patches: Floats, sizes: Floats) -> Floats:
    """The network: N × SIDE × SIDE patches and N × MEASURES sizes → N × len(LABELS) chances that sum to 1."""
    held = _weights()
    seen = _convolve(patches[:, None], held["one.weight"], held["one.bias"])
    seen = _convolve(seen, held["two.weight"], held["two.bias"])
    flat = np.concatenate([seen.reshape(len(seen), -1), sizes], axis=1)
    hidden = np.maximum(flat @ held["three.weight"].T + held["three.bias"], 0)
    scores = hidden @ held["four.weight"].T + held["four.bias"]
    scores -= scores.max(axis=1, keepdims=True)
    grown = np.exp(scores)
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)


def _convolve(seen: Floats, weight: Floats, bias: Floats) -> Floats:
    """A 3 × 3 convolution with stride 2, one pixel of padding, then ReLU: N × C × H × W → N × D × H/2 × W/2."""
    padded = np.pad(seen, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))[:, :, ::2, ::2]
    summed = np.einsum("nchwij,dcij->ndhw", windows, weight, optimize=True)
    return np.asarray(np.maximum(summed + bias[None, :, None, None], 0), np.float32)
