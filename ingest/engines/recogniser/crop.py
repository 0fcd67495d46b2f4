"""How one line of a page becomes what the network sees. Training and reading share `fit`."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extract.model import Box
from ingest.engines.lines import inside
from ingest.scan import Picture

HEIGHT = 32
NARROWEST = 24
_FILLED = 0.9  # of the crop's height by its line: where the network reads best (`train measure`)
_LOWEST = 0.85  # of the page's usual line: digits and marks keep about the size that they have among letters
_BESIDE = 0.25  # of the crop's height: white at both ends
_RIM = 2  # pixels round a line's ink that may hold the grey of its edges
_LONGEST = 4096  # columns of a fitted line: 128 times as long as high


@dataclass(frozen=True, slots=True)
class Cut:
    """A line as ink, HEIGHT × W, its box on the page, and where its columns lie there: `x` + column / `scale`."""

    ink: Picture
    line: Box
    x: float
    scale: float

    def on_page(self, first: float, last: float) -> Box:
        """The box of columns [first, last) of the crop, as high as the line, in pixels of the page."""
        x0 = min(max(self.x + first / self.scale, self.line.x0), self.line.x1 - 1)
        return Box(x0, self.line.y0, max(min(self.x + last / self.scale, self.line.x1), x0 + 1), self.line.y1)


def cut(picture: Picture, line: Box, usual: float, filled: float = _FILLED, lowest: float = _LOWEST) -> Cut:
    """Cuts a line out of a grey page on white. `line`: around its ink; `usual`: pixels that this page's lines are high.

    `filled`: of the crop's height by the line; `lowest`: of the usual line, as high as which a lower one is taken to
    be. What stands above and below, pieces of its neighbours, is left out.
    """
    x0, y0, x1, y1 = inside(line, picture)
    high = max(round(max(y1 - y0, lowest * usual) / filled), y1 - y0, 4)
    beside = max(2, round(_BESIDE * high))
    canvas = np.full((high, x1 - x0 + 2 * beside), 255, np.uint8)
    top = (high - (y1 - y0)) // 2
    above, below = min(_RIM, top, y0), min(_RIM, high - top - (y1 - y0), len(picture) - y1)
    left, right = min(_RIM, x0), min(_RIM, picture.shape[1] - x1)
    canvas[top - above : top + y1 - y0 + below, beside - left : beside + x1 - x0 + right] = picture[
        y0 - above : y1 + below, x0 - left : x1 + right
    ]
    longest = _LONGEST * high // HEIGHT
    if canvas.shape[1] > longest:  # a stroke across the page, no text: squeezed, not read in full
        canvas = np.asarray(cv2.resize(canvas, (longest, high), interpolation=cv2.INTER_AREA), np.uint8)
    fitted = fit(canvas)
    scale = fitted.shape[1] / (x1 - x0 + 2 * beside)
    return Cut(fitted, Box(float(x0), float(y0), float(x1), float(y1)), float(x0 - beside), scale)


def fit(crop: Picture) -> Picture:
    """The crop at HEIGHT rows, its proportions kept, as ink: 0 paper, 255 the darkest. At least NARROWEST columns."""
    height, width = crop.shape
    target = max(NARROWEST, round(width * HEIGHT / height))
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(crop, (round(width * HEIGHT / height) or 1, HEIGHT), interpolation=method)
    inked = ink(np.asarray(scaled, dtype=np.uint8))
    if inked.shape[1] == target:
        return inked
    left = (target - inked.shape[1]) // 2
    return np.pad(inked, ((0, 0), (left, target - inked.shape[1] - left)))


def ink(grey: Picture) -> Picture:
    """Ink on paper for grey of either polarity: paper is the commoner end of the crop's range.

    Contrast is stretched from the paper's level (the median) to the darkest hundredth.
    """
    low, paper, high = _levels(grey)
    if high - paper > paper - low:
        grey, paper, low = np.asarray(255 - grey, dtype=np.uint8), 255 - paper, 255 - high
    reach = max(paper - low, 24.0)  # an empty crop stays empty
    darkness = np.clip((paper - np.arange(256.0)) * (255 / reach), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(grey, darkness), np.uint8)


def _levels(grey: Picture) -> tuple[float, float, float]:
    """The first hundredth, the middle and the last hundredth of the greys, between two values where they fall there.

    As numpy gives them, but counted: sorting takes five times as long.
    """
    counted = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel().cumsum(dtype=np.float64)
    places = (grey.size - 1) * np.array([0.01, 0.5, 0.99])
    below = np.searchsorted(counted, np.floor(places), side="right")
    above = np.searchsorted(counted, np.minimum(np.floor(places) + 1, grey.size - 1), side="right")
    low, paper, high = (below + (above - below) * (places - np.floor(places))).tolist()
    return low, paper, high
