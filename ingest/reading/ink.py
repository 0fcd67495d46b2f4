"""Where a page has ink: the proof that a cell is blank."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from ingest.scan import Picture

_DOT = 0.25  # mm, across: the smallest printed mark, a full stop of 7 points
_EDGE = 0.25  # mm round ink that belongs to its letters: the grey of their edges


class Ink:
    """The ink of a page, quickly summed over any box; specks smaller than the smallest printed mark don't count."""

    def __init__(self, ink: Picture, dpi: float) -> None:
        """`ink`: height × width, 0 or 255, without rulings; `dpi` of that picture."""
        self.height, self.width = ink.shape[:2]
        self._least = max(4.0, 0.6 * (_DOT / 25.4 * dpi) ** 2)
        self._sums: NDArray[np.int32] = cv2.integral(ink >> 7, sdepth=cv2.CV_32S)  # type: ignore[assignment]

    def amount(self, box: Box) -> int:
        """Inked pixels in a box."""
        x0, y0 = max(0, round(box.x0)), max(0, round(box.y0))
        x1, y1 = min(self.width, round(box.x1)), min(self.height, round(box.y1))
        if x1 <= x0 or y1 <= y0:
            return 0
        sums = self._sums
        return int(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0])

    def any(self, box: Box) -> bool:
        """Whether something is printed in a box."""
        return self.amount(box) >= self._least


def letters(grey: Picture, ink: Picture, dpi: float) -> Picture:
    """The grey picture with nothing but its letters: rulings and what is left of the ground are white. Same shape."""
    reach = 2 * max(1, round(_EDGE / 25.4 * dpi)) + 1
    near = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    return cv2.max(grey, cv2.bitwise_not(near))  # type: ignore[return-value]
