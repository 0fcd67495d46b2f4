"""Plain paper: how dark the paper between print is along the rows of a page, on the average.

Everything here is said of rows, of which every STEP pixels are made one step; for columns the picture is transposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.imaging.pixels import boxes, outlines, picture, widest
from ingest.scan import Picture

STEP = 4  # pixels of the copy
LETTER = 0.03  # inches: ink at least so wide and high is print; dust and the dashes of a line are not
OF_PRINT = 0.08  # inches from print: other ink so near belongs to it, as brackets and dots do
NEAR_PRINT = 0.035  # inches about print that are not looked at: its soft edges
CLIP = 3.0  # standard deviations of the paper's noise: nothing counts for more, dust least of all
BESIDE = 0.034  # inches to the paper beside a row with which it is compared
FREE = 0.25  # share of a window that must be free of print
NOWHERE = -1.0  # the darkness of what is not known
Map = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Plain:
    """Rows × steps of a picture: the share that is free of print, and how dark that is (up to CLIP, and whole).

    `dark` and `shade` are sums over what is free, so that they may be added up; `printed` is the share of print;
    `noise` is by how much the lead of one step scatters.
    """

    free: Map
    dark: Map
    shade: Map
    printed: Map
    noise: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a row: how many steps of it are free of print, its share of print, and how dark the free part is.

    Print is higher than a row: there is as much of it above or below.

    `lead` is how much darker it is than the rows beside it, up to CLIP; `shade` the same of all darkness.
    """

    free: float
    printed: float
    lead: float
    shade: float


def plain(darkness: Picture, ink: Picture, dpi: float) -> tuple[Plain, Plain]:
    """Look at the paper of a copy (0 paper, 255 ink) along its rows, and along its columns; `ink`: 255 is print."""
    printed = _print(ink, dpi)
    near = cv2.bitwise_and(ink, widest(printed, _square(OF_PRINT * dpi)))
    free = picture(cv2.bitwise_not(widest(picture(near), _square(NEAR_PRINT * dpi))))
    sample = darkness[::3, ::7][free[::3, ::7] > 0].astype(np.float32)
    middle = float(np.median(sample)) if len(sample) else 0.0
    most = middle + CLIP * max(1.0, noise(sample))
    shade = picture(cv2.bitwise_and(darkness, free))
    maps = (free, picture(np.minimum(shade, np.uint8(min(255.0, most)))), shade, printed)
    return _maps(maps, dpi), _maps([np.ascontiguousarray(of.T) for of in maps], dpi)


def lead(of: Plain, window: int, dpi: float) -> Map:
    """How much darker rows are than both those beside them, averaged along a window of steps; 0 where not known."""
    beside = max(2, round(BESIDE * dpi))
    share = _averaged(of.free, window)
    mean = _averaged(of.dark, window) / np.maximum(share, 1e-6)
    known = share >= FREE
    mean[~known] = NOWHERE
    padded = cv2.copyMakeBorder(mean, beside, beside, 0, 0, cv2.BORDER_CONSTANT, value=(NOWHERE,) * 4)
    sides = np.asarray(cv2.max(padded[: -2 * beside], padded[2 * beside :]), np.float32)
    return np.where(known & (sides > NOWHERE), mean - sides, np.float32(0)).astype(np.float32)


def stretch(of: Plain, rows: NDArray[np.intp], start: int, dpi: float) -> Stretch:
    """Measure what lies along a path: a row for every step from `start` on."""
    beside, height = max(2, round(BESIDE * dpi)), of.free.shape[0]
    steps = np.arange(start, start + len(rows))

    def sums(kind: Map, by: int) -> float:
        around = np.clip(rows + by + np.arange(-1, 2)[:, None], 0, height - 1)
        return float(kind[around, steps].sum())

    shares = [sums(of.free, by) for by in (0, -beside, beside)]
    leads = [
        mean[0] - max(mean[1:])
        for mean in ([sums(kind, by) / max(share, 1e-6) for by, share in zip((0, -beside, beside), shares, strict=True)]
        for kind in (of.dark, of.shade))
    ]
    here, *sides = (of.printed[np.clip(rows + by, 0, height - 1), steps] for by in (0, -beside, beside))
    printed = float(np.minimum(here, np.maximum(*sides)).mean()) if len(rows) else 0.0
    return Stretch(shares[0] / 3, printed, leads[0], leads[1])


def noise(values: Map) -> float:
    """The standard deviation of what most of the values scatter by; 0 of none."""
    return 1.4826 * float(np.median(np.abs(values - np.median(values)))) if values.size else 0.0


def _print(ink: Picture, dpi: float) -> Picture:
    # Ink as large as a letter, without dust and the dashes of a line.
    found = outlines(ink)
    small = np.flatnonzero(boxes(found)[:, 2:].min(axis=1) < LETTER * dpi)
    large = ink.copy()
    cv2.drawContours(large, [found[piece] for piece in small], -1, 0, cv2.FILLED)
    return large


def _square(reach: float) -> tuple[int, int]:
    side = 2 * max(1, round(reach)) + 1
    return side, side


def _along(of: Picture) -> Map:
    size = (max(1, of.shape[1] // STEP), of.shape[0])
    whole = of[:, : size[0] * STEP] if of.shape[1] >= STEP else of
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.float32)


def _maps(of: Sequence[Picture], dpi: float) -> Plain:
    free, dark, shade, printed = (_along(one) for one in of)
    made = Plain(free / 255, dark, shade, printed / 255, 0.0)
    sample = lead(made, 1, dpi)[::3, ::7]
    return replace(made, noise=noise(sample[sample != 0]))


def _averaged(of: Map, window: int) -> Map:
    return np.asarray(cv2.blur(of, (window | 1, 3), borderType=cv2.BORDER_CONSTANT), np.float32)
