"""Straightening: a page's picture is made upright and level, in one step and only where it has to be."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.imaging.prepared import Homography, Rotation
from ingest.imaging.skew import turn
from ingest.scan import Picture

ROOM = 0.1  # of a picture's side: how far a straightened page may reach out over it at each edge
RIM = 4  # pixels of the scan's own edge that are whitened with what lies outside of it
Size = tuple[int, int]  # width, height


@dataclass(frozen=True, slots=True, eq=False)
class Straightening:
    """What makes an upright scan of size `scan` level: `matrix` (3 × 3, points to points) and the size it then has."""

    matrix: Homography
    scan: Size
    canvas: Size

    @property
    def idle(self) -> bool:
        """Whether there is nothing to be done."""
        return bool(np.array_equal(self.matrix, np.eye(3)))

    def applied(self, picture: Picture) -> Picture:
        """The picture made level; what comes from outside of it continues its edges."""
        if self.idle:
            return picture
        flags, edge = cv2.INTER_LINEAR, cv2.BORDER_REPLICATE
        if np.array_equal(self.matrix[2], (0.0, 0.0, 1.0)):
            return np.asarray(cv2.warpAffine(picture, self.matrix[:2], self.canvas, None, flags, edge), np.uint8)
        return np.asarray(cv2.warpPerspective(picture, self.matrix, self.canvas, None, flags, edge), np.uint8)

    def whiten_outside(self, flat: Picture) -> None:
        """Whiten, in place, what came from outside of the scan, and the scan's rim."""
        if self.idle:
            return
        page = cv2.perspectiveTransform(_corners(self.scan, RIM)[None], self.matrix)[0]
        inside = cv2.fillConvexPoly(np.zeros_like(flat), np.round(page).astype(np.int32), 255)
        cv2.bitwise_or(flat, cv2.bitwise_not(inside), flat)


def by_slope(scan: Size, degrees: float) -> Straightening:
    """Turn an upright scan about its middle until lines that sloped by so many degrees are level."""
    return Straightening(np.vstack([turn((scan[1], scan[0]), degrees), [0.0, 0.0, 1.0]]), scan, scan)


def by_keystone(scan: Size, matrix: Homography) -> Straightening:
    """Straighten a scan whose lines run together; what then reaches out over its size is kept, within bounds."""
    width, height = scan
    x, y = cv2.perspectiveTransform(_corners(scan, 0)[None], matrix)[0].T
    left, right = max(float(x.min()), -ROOM * width), min(float(x.max()), (1 + ROOM) * width)
    top, bottom = max(float(y.min()), -ROOM * height), min(float(y.max()), (1 + ROOM) * height)
    moved = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ matrix
    return Straightening(moved, scan, (max(1, round(right - left)), max(1, round(bottom - top))))


def turning(size: Size, rotation: Rotation) -> Homography:
    """Points of a picture of this size → points of the same turned back by `rotation` degrees."""
    w, h = size
    turned: dict[int, list[list[float]]] = {
        0: [[1, 0, 0], [0, 1, 0]], 90: [[0, 1, 0], [-1, 0, w - 1]],
        180: [[-1, 0, w - 1], [0, -1, h - 1]], 270: [[0, -1, h - 1], [1, 0, 0]],
    }  # fmt: skip
    return np.vstack([turned[rotation], [0.0, 0.0, 1.0]])


def resizing(given: Size, size: Size) -> Homography:
    """Points of a picture → points of the same at another size; pixel centres lie at whole numbers."""
    across, down = size[0] / given[0], size[1] / given[1]
    return np.array([[across, 0, across / 2 - 0.5], [0, down, down / 2 - 0.5], [0, 0, 1]])


def _corners(size: Size, rim: int) -> Homography:
    width, height = size
    right, low = width - 1 - rim, height - 1 - rim
    return np.array([[rim, rim], [right, rim], [right, low], [rim, low]], np.float64)
