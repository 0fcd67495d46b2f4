"""Plain paper: how dark the paper between print is along the rows of a page, on the average.

Everything here is said of rows, of which every STEP pixels are made one step; for columns the picture is transposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    All but `printed`, the share of print, are means of three rows; `dark` and `shade` count what is not free as 0, so
    that they may be added up. `noise` is by how much the lead of one step scatters.
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


def plain(darkness: Picture, ink: Picture, dpi: float) -> Iterator[Plain]:
    """Look at the paper of a copy (0 paper, 255 ink) along its rows, then along its columns; `ink`: 255 is print."""
    printed = _print(ink, dpi)
    near = cv2.bitwise_and(ink, widest(printed, _square(OF_PRINT * dpi)))
    free = picture(cv2.bitwise_not(widest(picture(near), _square(NEAR_PRINT * dpi))))
    sample = darkness[::3, ::7][free[::3, ::7] > 0].astype(np.float32)
    middle = float(np.median(sample)) if len(sample) else 0.0
    most = middle + CLIP * max(1.0, noise(sample))
    shade = picture(cv2.bitwise_and(darkness, free))
    dark = picture(cv2.min(shade, np.full(shade.shape, min(255.0, most), np.uint8)))
    maps = (free, dark, shade, printed)
    yield _plain([_level(of) for of in maps], dpi)
    yield _plain([_upright(of) for of in maps], dpi)


def lead(of: Plain, window: int, dpi: float) -> Map:
    """How much darker rows are than both those beside them, averaged along a window of steps; 0 where not known."""
    beside = max(2, round(BESIDE * dpi))
    size = (window | 1, 1)
    share = _averaged(of.free, size)
    mean = np.asarray(cv2.divide(_averaged(of.dark, size), cv2.max(share, np.full_like(share, 1e-6))), np.float32)
    mean[share < FREE] = NOWHERE
    padded = cv2.copyMakeBorder(mean, beside, beside, 0, 0, cv2.BORDER_CONSTANT, value=(NOWHERE,) * 4)
    sides = np.asarray(cv2.max(padded[: -2 * beside], padded[2 * beside :]), np.float32)
    found = np.asarray(cv2.subtract(mean, sides), np.float32)
    found[(sides <= NOWHERE) | (mean <= NOWHERE)] = 0
    return found


def stretch(of: Plain, rows: NDArray[np.intp], start: int, dpi: float) -> Stretch:
    """Measure what lies along a path: a row for every step from `start` on."""
    beside, (height, wide) = max(2, round(BESIDE * dpi)), of.free.shape
    around = np.clip(rows + np.array([[0], [-beside], [beside]]), 0, height - 1)
    spots = around * wide + np.arange(start, start + len(rows))
    shares = of.free.reshape(-1)[spots].sum(axis=1)
    dark, shade = (kind.reshape(-1)[spots].sum(axis=1) / np.maximum(shares, 1e-6) for kind in (of.dark, of.shade))
    printed = of.printed.reshape(-1)[spots]
    print_ = float(np.minimum(printed[0], np.maximum(printed[1], printed[2])).mean()) if len(rows) else 0.0
    return Stretch(float(shares[0]), print_, float(dark[0] - dark[1:].max()), float(shade[0] - shade[1:].max()))


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


def _level(of: Picture) -> Map:
    even = cv2.blur(of, (STEP, 1), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(even[:, STEP // 2 :: STEP], np.float32)


def _upright(of: Picture) -> Map:
    even = cv2.blur(of, (1, STEP), borderType=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(even[STEP // 2 :: STEP].T, np.float32)


def _plain(of: Sequence[Map], dpi: float) -> Plain:
    free, dark, shade = (_averaged(one, (1, 3)) for one in of[:3])
    made = Plain(free / np.float32(255), dark, shade, of[3] / np.float32(255), 0.0)
    sample = lead(made, 1, dpi)[::3, ::7]
    return replace(made, noise=noise(sample[sample != 0]))


def _averaged(of: Map, size: tuple[int, int]) -> Map:
    return np.asarray(cv2.blur(of, size, borderType=cv2.BORDER_CONSTANT), np.float32)
