"""What surrounds the page: the dark border that a scanner adds, the table on which it was photographed, punch holes."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.imaging.pixels import picture
from ingest.scan import Picture

SMALL = 420  # pixels of the longest side of the copy on which this is looked for: about 36 dpi on A4
BLACK = 0.45  # of the paper's light: a border is darker than this, a shadow is not
HOLE_MM = (3.5, 9.5)  # least and greatest diameter of a punch hole
HOLE_REACH_MM = 24.0  # how far from the edge a hole lies at most
LONGEST_MM = 297.0  # the page is taken for A4: only holes need a size, and roughly


def outside(copy: Picture) -> Picture:
    """Give a mask (255) of what lies round the page on a draft: thick dark areas at its edges, punch holes."""
    height, width = copy.shape
    scale = min(1.0, SMALL / max(height, width))
    if min(height, width) * scale < 16:
        return np.zeros_like(copy)
    size = (round(width * scale), round(height * scale))
    small = picture(cv2.resize(copy, size, interpolation=cv2.INTER_AREA))
    paper = float(np.percentile(small, 85))
    dark = (small < BLACK * paper).astype(np.uint8)
    found = _borders(dark) | _holes(dark)
    if not found.any() or found.mean() > 0.8:
        return np.zeros_like(copy)
    found = picture(cv2.dilate(found * 255, np.ones((3, 3), np.uint8)))
    return picture(cv2.resize(found, (width, height), interpolation=cv2.INTER_NEAREST))


def _borders(dark: Picture) -> Picture:
    # Thick: what survives the removal of everything thinner than 3 pixels (2 mm); a ruling at the very edge stays.
    framed = cv2.copyMakeBorder(dark, 2, 2, 2, 2, cv2.BORDER_REPLICATE)
    thick = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))[2:-2, 2:-2]
    count, labels = cv2.connectedComponents(np.ascontiguousarray(thick), connectivity=8)
    touching = np.zeros(count, np.uint8)
    for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        touching[side] = 1
    touching[0] = 0
    return np.asarray(touching[labels], np.uint8)


def _holes(dark: Picture) -> Picture:
    height, width = dark.shape
    per_mm = max(height, width) / LONGEST_MM
    least, most, reach = HOLE_MM[0] * per_mm, HOLE_MM[1] * per_mm, HOLE_REACH_MM * per_mm
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
    found = np.zeros_like(dark)
    _, labels, stats, centres = cv2.connectedComponentsWithStats(solid, connectivity=4)
    for label, ((x, y, w, h, area), (cx, cy)) in enumerate(zip(stats, centres, strict=True)):
        near_edge = min(cx, cy, width - cx, height - cy) < reach
        round_one = 0.7 < w / h < 1.4 and 0.6 < area / (w * h) < 0.95
        if label and near_edge and round_one and least <= min(w, h) and max(w, h) <= most and _alone(dark, x, y, w, h):
            found[y : y + h, x : x + w] |= (labels[y : y + h, x : x + w] == label).astype(np.uint8)
    return found


def _alone(dark: Picture, x: int, y: int, w: int, h: int) -> bool:
    # A hole lies in paper: a part of a dark ground does not.
    top, left = max(0, y - 3), max(0, x - 3)
    around = dark[top : y + h + 3, left : x + w + 3].astype(np.uint8)
    around[y - top - 1 if y > top else 0 : y - top + h + 1, x - left - 1 if x > left else 0 : x - left + w + 1] = 0
    return bool(np.count_nonzero(around) <= 0.1 * 2 * (w + h + 6))
