"""What comes out of preparing a page's picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Ruling
from ingest.scan import Picture

Rotation = Literal[0, 90, 180, 270]
Homography = NDArray[np.float64]
MarkKind = Literal["stamp", "handwriting", "picture"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An area that is not printed text and must not become any. A coloured stamp is faded; print under it stays."""

    kind: MarkKind
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A page's picture made ready for reading. All boxes and rulings are in pixels of this upright level picture.

    `grey`: height × width, 8 bits: dark ink on white; light print on dark ground is turned over, stamps are faded.
    `ink`: the same size, 255 where there is ink, 0 elsewhere; rulings, specks and the edges of the scan are left out.
    `rotation`: by how many degrees the scan was turned clockwise (undone here).
    `skew_deg`: the slope left after that, positive where lines fall to the right (undone too).
    `dpi`: of the picture given, estimated from its text where the file says nothing or something absurd.
    `scale`: pixels here for one pixel of the picture given (1 or less).
    `blank`: nothing is printed on it.
    `keystone`: whether it was photographed aslant, and straightened.
    `transform`: 3 × 3, from points of the picture given to points here.
    """

    grey: Picture
    ink: Picture
    rulings: tuple[Ruling, ...]
    marks: tuple[Mark, ...]
    rotation: Rotation
    skew_deg: float
    dpi: float
    scale: float
    blank: bool
    keystone: bool
    transform: Homography

    @property
    def dpi_here(self) -> float:
        """The resolution of `grey` and `ink`."""
        return self.dpi * self.scale

    def in_picture(self, box: Box) -> Box:
        """Give the upright box round a box of this picture in the picture that was given."""
        return mapped(box, np.asarray(np.linalg.inv(self.transform), np.float64))

    def from_picture(self, box: Box) -> Box:
        """Give the upright box round a box of the picture that was given in this picture."""
        return mapped(box, self.transform)


def mapped(box: Box, transform: Homography) -> Box:
    """Give the upright box round a box of one picture in another; `transform`: 3 × 3, from the first to the second."""
    corners = np.array([[[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]]], np.float64)
    x, y = cv2.perspectiveTransform(corners, transform)[0].T
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
