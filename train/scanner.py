"""What paper, copier and scanner do to a line: the picture an engine gets, from the ink that was meant."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from train.ink import Drawn, Grey, Ink

Depth = NDArray[np.float32]
_SMALLEST = 0.4  # of the crop's height: what letters and digits fill at least
_FINE = 22  # pixels an em: below, lost ink leaves nothing to read
QUALITIES = ("clean", "office", "poor")
_BANK = np.random.default_rng(5).standard_normal((512, 2048)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Quality:
    """Ranges of what a quality of scan does. `em`: pixels an em as scanned; the rest are chances and spans."""

    em: tuple[float, float]
    blur: tuple[float, float]
    noise: tuple[float, float]
    ink: tuple[int, int]
    paper: tuple[int, int]
    skew: float
    threshold: float
    jpeg: tuple[float, int, int]
    dirt: float


_CLEAN = Quality((28, 64), (0.0, 0.5), (0, 3), (0, 60), (235, 255), 0.2, 0.08, (0.3, 75, 95), 0.03)
_OFFICE = Quality((20, 48), (0.3, 1.0), (2, 9), (0, 80), (205, 255), 0.8, 0.12, (0.7, 45, 90), 0.15)
_POOR = Quality((15, 36), (0.4, 1.1), (4, 16), (10, 100), (185, 250), 1.5, 0.2, (0.8, 30, 75), 0.45)
_BY_NAME = dict(zip(QUALITIES, (_CLEAN, _OFFICE, _POOR), strict=True))


def scan(chance: random.Random, line: Drawn, others: Sequence[Ink], quality: str, em: int) -> Grey:
    """The line as a grey crop: crop height, place and neighbours at random, then scanned at `quality`.

    `others`: ink of other lines, for neighbours and show-through. `em`: pixels an em of the ink. The first and the last
    letter are never cut.
    """
    how = _BY_NAME[quality]
    canvas, height = _surround(chance, line, others, em)
    if chance.random() < 0.3:
        canvas = _weigh(chance, canvas)
    scale = min(1.0, chance.uniform(*how.em) / em)
    canvas = _bend(chance, canvas, how, scale, height)
    return _expose(chance, canvas, others, how, scale * em)


def _surround(chance: random.Random, line: Drawn, others: Sequence[Ink], em: int) -> tuple[Depth, int]:
    """The crop around the line: its height from the body or from the ink, edges, neighbours, remnants of rulings."""
    rows = np.flatnonzero(line.ink.any(axis=1))
    first, last = int(rows[0]), int(rows[-1]) + 1
    top, bottom = (line.top, line.bottom) if chance.random() < 0.6 else (first, last)
    least = 0.45 * (line.bottom - line.top)
    spread = max(0.0, least - (bottom - top)) / 2
    body = bottom - top + 2 * spread
    height = round(body / chance.uniform(0.55, 1.0))
    if last - first > least / 2:  # letters and digits, not a mark alone: never lost in an empty crop
        height = min(height, round((last - first) / _SMALLEST))
    height = max(height, last - first + 1)
    body = min(body, height)
    start = round(top - spread - chance.random() * (height - body))
    start = min(max(start, last - height), first)
    left, right = (round(em * chance.choice((0.06, 0.15, 0.4, 0.9)) * chance.uniform(0.6, 1.6)) for _ in range(2))
    canvas = np.zeros((height, line.ink.shape[1] + left + right), np.uint8)
    inside = line.ink[first:last]
    canvas[first - start : last - start, left : left + inside.shape[1]] = inside
    if others and chance.random() < 0.3:
        _neighbour(chance, canvas, chance.choice(others), (first - start, last - start))
    if chance.random() < 0.2:
        _remnant(chance, canvas, (left, right), em)
    return canvas.astype(np.float32), height


def _neighbour(chance: random.Random, canvas: Ink, other: Ink, body: tuple[int, int]) -> None:
    """A strip of the line above or below reaches into the crop, hardly into the text."""
    rows = np.flatnonzero(other.any(axis=1))
    piece = other[rows[0] : rows[-1] + 1]
    above = chance.random() < 0.5
    room = body[0] if above else canvas.shape[0] - body[1]
    deep = min(round(canvas.shape[0] * chance.uniform(0.05, 0.25)), room + canvas.shape[0] // 25, piece.shape[0])
    if deep < 1:
        return
    shift = chance.randrange(max(1, piece.shape[1]))
    strip = np.roll(piece[-deep:] if above else piece[:deep], shift, axis=1)[:, : canvas.shape[1]]
    part = canvas[:deep, : strip.shape[1]] if above else canvas[-deep:, : strip.shape[1]]
    np.maximum(part, strip, out=part)


def _remnant(chance: random.Random, canvas: Ink, margins: tuple[int, int], em: int) -> None:
    """What is left of a table's ruling at an edge of the crop."""
    thick, dark = max(1, round(em * chance.uniform(0.02, 0.09))), chance.randint(120, 255)
    edge = chance.randrange(4)
    if edge == 0:
        canvas[:thick] = np.maximum(canvas[:thick], dark)
    elif edge == 1:
        canvas[-thick:] = np.maximum(canvas[-thick:], dark)
    elif edge == 2 and margins[0] > 2 * thick:
        canvas[:, :thick] = dark
    elif edge == 3 and margins[1] > 2 * thick:
        canvas[:, -thick:] = dark


def _weigh(chance: random.Random, canvas: Depth) -> Depth:
    """Strokes bolder or lighter, by part of a pixel's growth or more: weights that no family at hand has."""
    side = chance.choice((3, 3, 5))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    bolder = chance.random() < 0.6
    changed = cv2.dilate(canvas, kernel) if bolder else cv2.erode(canvas, kernel)
    share = np.float32(chance.uniform(0.3, 1.0) if bolder else chance.uniform(0.2, 0.6))  # thin strokes must stay
    return np.asarray(canvas + share * (changed - canvas), dtype=np.float32)


def _bend(chance: random.Random, canvas: Depth, how: Quality, scale: float, height: int) -> Depth:
    """Width, slant, skew and wave in one step at the ink's size, then the scanner's resolution."""
    rows, columns = canvas.shape
    wide = math.exp(chance.uniform(math.log(0.68), math.log(1.4))) if chance.random() < 0.55 else 1.0
    slant = math.tan(math.radians(chance.uniform(-4, 12))) if chance.random() < 0.12 else 0.0
    angle = math.radians(chance.uniform(-how.skew, how.skew)) if chance.random() < 0.5 else 0.0
    angle = max(-0.12 * height / columns, min(0.12 * height / columns, angle))  # a long line would leave its crop
    room = 1 + abs(slant) * rows / columns
    width = max(8, round(columns * wide * room))
    shift = slant * rows if slant > 0 else 0.0
    matrix = np.array([[wide, -slant, shift], [-math.sin(angle) * wide, 1.0, math.sin(angle) * wide * columns / 2]])
    if (wide, slant, angle) != (1.0, 0.0, 0.0):
        canvas = np.asarray(cv2.warpAffine(canvas, matrix, (width, rows), flags=cv2.INTER_LINEAR), dtype=np.float32)
    if chance.random() < 0.35:
        canvas = _wave(chance, canvas)
    if scale < 0.98:
        size = (max(8, round(canvas.shape[1] * scale)), max(8, round(canvas.shape[0] * scale)))
        canvas = np.asarray(cv2.resize(canvas, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
    return canvas


def _wave(chance: random.Random, canvas: Depth) -> Depth:
    """Letters lean, swell and shift a little from place to place: uneven feed, and shapes that no font at hand has."""
    rows, columns = canvas.shape
    grid = (max(3, round(columns / rows * chance.uniform(0.5, 2.5))), chance.choice((2, 3, 4)))
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    for plane, reach in ((x, 0.07), (y, 0.05)):
        nodes = _grain(chance, grid[::-1]) * np.float32(rows * chance.uniform(0.2, 1.25) * reach / 2)
        nodes[:, [0, -1]] = 0  # the first and the last letter stay inside
        plane += np.asarray(cv2.resize(nodes, (columns, rows), interpolation=cv2.INTER_CUBIC), dtype=np.float32)
    return np.asarray(cv2.remap(canvas, x, y, cv2.INTER_LINEAR), dtype=np.float32)


def _expose(chance: random.Random, depth: Depth, others: Sequence[Ink], how: Quality, em: float) -> Grey:
    """Ink and paper become grey: spread, show-through, stamp, blur, light, noise, threshold, JPEG."""
    depth = depth / np.float32(255)
    sigma = chance.uniform(*how.blur) * max(1.0, em / 30)
    if sigma > 0.2:
        depth = np.asarray(cv2.GaussianBlur(depth, (0, 0), sigma), dtype=np.float32)
    full = float(depth[depth > 0.4 * depth.max()].mean())  # thin strokes blur to less than full ink
    if chance.random() < 0.35:  # a copier's curve: ink gains below one half, loses above
        middle, steep = full * chance.uniform(0.28, 0.6), chance.uniform(4, 14)
        depth = np.asarray(1 / (1 + np.exp(-steep * (depth - middle))), dtype=np.float32)
    if chance.random() < how.dirt:
        depth = _dirt(chance, depth, others, em)
    paper, black = chance.randint(*how.paper), chance.randint(*how.ink)
    reach = max(100, paper - black)
    grey = paper - depth * reach
    if chance.random() < how.dirt:
        grey *= _light(chance, grey.shape)
    noise = chance.uniform(*how.noise) * min(1.0, reach / 150)
    if noise > 0.5:
        grey += _grain(chance, grey.shape) * np.float32(noise)
    if chance.random() < how.threshold:
        level = np.median(grey) - reach * full * chance.uniform(0.3, 0.6)
        grey = np.where(grey < level, np.float32(0), np.float32(255)).astype(np.float32)
    out: Grey = np.clip(grey, 0, 255).astype(np.uint8)
    share, worst, best = how.jpeg
    if chance.random() < share:
        _, data = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(worst, best)])
        out = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return np.asarray(255 - out, dtype=np.uint8) if chance.random() < 0.03 else out


def _dirt(chance: random.Random, depth: Depth, others: Sequence[Ink], em: float) -> Depth:
    """One or two of: show-through of the other side, a stamp's arc, specks, drop-out."""
    for kind in chance.sample(("through", "stamp", "specks", "dropout", "specks"), chance.randint(1, 2)):
        if kind == "through" and others:
            other = cv2.resize(chance.choice(others)[:, ::-1], depth.shape[::-1], interpolation=cv2.INTER_AREA)
            depth = np.maximum(depth, other.astype(np.float32) * np.float32(chance.uniform(0.05, 0.2) / 255))
        elif kind == "stamp" and chance.random() < 0.4:
            depth = np.maximum(depth, _arc(chance, depth.shape, em))
        elif kind == "specks":
            limit = chance.uniform(2.8, 3.8)
            depth = np.where(_grain(chance, depth.shape) > limit, np.float32(chance.uniform(0.4, 1)), depth)
        elif kind == "dropout" and em > _FINE:
            holes = np.asarray(cv2.blur(_grain(chance, depth.shape), (2, 2)), dtype=np.float32)
            depth = np.where(holes > chance.uniform(1.2, 2.0), depth * np.float32(0.35), depth)
    return depth


def _arc(chance: random.Random, shape: tuple[int, ...], em: float) -> Depth:
    """A piece of a stamp's rim across the crop, paler than ink."""
    mask = np.zeros(shape, np.float32)
    centre = (chance.randrange(shape[1]), chance.randint(-shape[0], 2 * shape[0]))
    thick = max(1, round(em * chance.uniform(0.04, 0.12)))
    cv2.circle(mask, centre, round(em * chance.uniform(1.2, 3)), chance.uniform(0.2, 0.5), thick, cv2.LINE_AA)
    return mask


def _grain(chance: random.Random, shape: tuple[int, ...]) -> Depth:
    """A piece of one bank of normal noise: as good as new noise and many times cheaper."""
    rows, columns = shape
    if rows > _BANK.shape[0] or columns > _BANK.shape[1]:
        return np.resize(_BANK, shape)
    top, left = chance.randint(0, _BANK.shape[0] - rows), chance.randint(0, _BANK.shape[1] - columns)
    return _BANK[top : top + rows, left : left + columns]


def _light(chance: random.Random, shape: tuple[int, ...]) -> Depth:
    """Uneven light: a slope from edge to edge, up to a quarter darker."""
    across = np.linspace(chance.uniform(0.8, 1), chance.uniform(0.8, 1), shape[1], dtype=np.float32)
    down = np.linspace(chance.uniform(0.9, 1), chance.uniform(0.9, 1), shape[0], dtype=np.float32)
    return down[:, None] * across[None, :]
