"""Where a page has ink: the proof that a cell is blank."""

from __future__ import annotations

import cv2
import numpy as np

from extract.model import Box
from ingest.imaging import Prepared
from ingest.scan import Picture

_DOT = 0.25  # mm, across: the smallest printed mark, a full stop of 7 points
_EDGE = 0.76  # mm round ink that may belong to its letters
_RIM = 0.1  # mm on both sides of a ruling: the grey of its edges


class Ink:
    """The ink of a page, counted in any box; specks smaller than the smallest printed mark don't count."""

    def __init__(self, ink: Picture, dpi: float) -> None:
        """`ink`: height × width, 0 or 255, without rulings; `dpi` of that picture."""
        self.height, self.width = ink.shape[:2]
        self._least = max(4.0, 0.6 * (_DOT / 25.4 * dpi) ** 2)
        self._ink = ink

    def amount(self, box: Box) -> int:
        """Inked pixels in a box."""
        x0, y0 = max(0, round(box.x0)), max(0, round(box.y0))
        x1, y1 = min(self.width, round(box.x1)), min(self.height, round(box.y1))
        if x1 <= x0 or y1 <= y0:
            return 0
        return cv2.countNonZero(self._ink[y0:y1, x0:x1])

    def any(self, box: Box) -> bool:
        """Whether something is printed in a box."""
        return self.amount(box) >= self._least


def letters(prepared: Prepared) -> Picture:
    """The grey picture with nothing but its letters: rulings and what is left of the ground are white. Same shape.

    The grey around ink stays, faint strokes of letters with it: where print is thin, ink is only the darkest part.
    """
    dpi = prepared.dpi_here
    reach = 2 * max(1, round(_EDGE / 25.4 * dpi)) + 1
    far = cv2.bitwise_not(cv2.dilate(prepared.ink, np.ones((reach, reach), np.uint8)))
    for line in prepared.rulings:
        ends = (round(line.x0), round(line.y0)), (round(line.x1), round(line.y1))
        cv2.line(far, *ends, 255, round(line.thickness) + 2 * max(1, round(_RIM / 25.4 * dpi)))
    far = cv2.bitwise_and(far, cv2.bitwise_not(prepared.ink))
    return cv2.max(prepared.grey, far)  # type: ignore[return-value]
