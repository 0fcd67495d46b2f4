"""Background: paper to white, whatever its light; light print on dark ground turned over."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extract.model import Box
from ingest.imaging.pixels import closed, picture, reduced, widest
from ingest.scan import Picture

COPY_DPI = 75.0  # of the copy on which light is measured: slow changes only
STROKE_INCHES = 0.15  # thicker dark areas are ground, not strokes
DARK_GROUND = 0.62  # of the paper's light
DARK_SHARE = 0.55  # of a neighbourhood: more of it dark is ground; the densest print has less
DARKENED = 0.8  # of the paper's light: so much darker than paper light print becomes when it is turned over
STEEPEST = 3.0  # times by which its contrast is raised at most
EDGE = 30  # grey level of the line that is drawn where a dark ground ends
LEAST_INCHES = 0.12  # a dark ground is at least as high as a line of small print
EDGED, SOLID = 0.9, 0.9  # share of a ground's outermost rows and columns that is dark, and of all of it where it is low
HIGH_INCHES = 0.2  # no word set in bold is so high


@dataclass(frozen=True, slots=True)
class LightCopy:
    """A copy of a page on which the light of the paper is measured; `factor`: pixels of the page for one of it."""

    picture: Picture
    factor: int
    dpi: float


def light_copy(page: Picture, dpi: float) -> LightCopy:
    """Give the copy (about 75 dpi) of a page (grey or RGB)."""
    factor = max(1, round(dpi / COPY_DPI))
    return LightCopy(reduced(page, factor), factor, dpi / factor)


def flattened(grey: Picture, copy: LightCopy) -> Picture:
    """Divide a page by the light of its paper: paper becomes 255 everywhere, ink keeps its share of darkness."""
    reach = _odd(STROKE_INCHES * copy.dpi)
    light = cv2.blur(closed(copy.picture, (reach, reach)), (reach, reach))
    light = np.maximum(picture(light), 8)
    whole = cv2.resize(light, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, whole, whole, scale=255), np.uint8)


def turn_over_dark(grey: Picture, copy: LightCopy) -> tuple[Box, ...]:
    """Turn light print on dark ground into dark print on light ground, in place; give the areas.

    The edge of the ground, which bounds its cells, is drawn as a line.
    """
    found = []
    for x0, y0, x1, y1 in dark_grounds(copy):
        if _print_is_light(copy.picture[y0:y1, x0:x1]):
            place = tuple(value * copy.factor for value in (x0, y0, x1, y1))
            left, top, right, bottom = _exact(grey, (place[0], place[1], place[2], place[3]), 2 * copy.factor + 1)
            area = grey[top:bottom, left:right]
            cv2.LUT(area, _turned_over(area, float(np.percentile(copy.picture, 85))), area)
            cv2.rectangle(grey, (left, top), (right - 1, bottom - 1), EDGE, max(1, round(copy.factor / 2)))
            found.append(Box(left, top, right, bottom))
    return tuple(found)


def _turned_over(area: Picture, paper: float) -> Picture:
    # A ramp: the ground becomes as light as paper; light print, which copying makes thin and grey, becomes dark.
    sample = area[::2, ::2]
    ground, light = float(np.median(sample)), float(np.percentile(sample, 99))
    steep = min(STEEPEST, DARKENED * paper / max(1.0, light - ground))
    return picture(np.clip(paper - (np.arange(256) - ground) * max(1.0, steep), 0, 255).round())


def _exact(grey: Picture, place: tuple[int, int, int, int], reach: int) -> tuple[int, int, int, int]:
    # The edges of a dark ground to the pixel: where it is halfway between what lies within and without.
    left, top, right, bottom = place
    height, width = grey.shape
    rows, columns = grey[:, left : min(right, width)], grey[top : min(bottom, height)]

    def edge(lines: Picture, near: int, step: int) -> int:
        places = [at for at in range(near - step * reach, near + step * (reach + 1), step) if 0 <= at < len(lines)]
        light = np.median(lines[min(places) : max(places) + 1], axis=1)[::step].tolist()
        middle = (light[0] + light[-1]) / 2
        return next((at for at, value in zip(places, light, strict=True) if value < middle), near)

    found = (edge(columns.T, left, 1), edge(rows, top, 1), edge(columns.T, right - 1, -1), edge(rows, bottom - 1, -1))
    return found[0], found[1], max(found[0], found[2]) + 1, max(found[1], found[3]) + 1


def dark_grounds(copy: LightCopy) -> list[tuple[int, int, int, int]]:
    """Find the areas of a light copy whose ground is dark: (left, top, right, bottom), in its pixels."""
    reach = _odd(1.2 * copy.dpi)
    paper = widest(copy.picture, (reach, reach))
    dark = (cv2.divide(copy.picture, np.maximum(paper, 1), scale=255) < DARK_GROUND * 255).astype(np.uint8) * 255
    window = _odd(LEAST_INCHES * copy.dpi)
    dense = (cv2.blur(dark, (window, window)) > DARK_SHARE * 255).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dense, connectivity=4)
    least = LEAST_INCHES * copy.dpi
    found = []
    for x, y, w, h, area in stats[1:]:
        if w >= 2 * least and h >= least * 0.7 and area > 0.7 * w * h:
            place = _fitted(dark, int(x), int(y), int(x + w), int(y + h))
            if _is_ground(dark, place, copy.dpi):
                found.append(place)
    return found


def _is_ground(dark: Picture, place: tuple[int, int, int, int], dpi: float) -> bool:
    # A word in a bold display face is as dense as some grounds, but its edges are those of its letters.
    x0, y0, x1, y1 = place
    area = dark[y0:y1, x0:x1] > 0
    if min(area.shape) < 3:
        return False
    edges = min(float(edge.mean()) for edge in (area[1], area[-2], area[:, 1], area[:, -2]))
    return edges >= EDGED and (y1 - y0 >= HIGH_INCHES * dpi or float(area.mean()) >= SOLID)


def _fitted(dark: Picture, x0: int, y0: int, x1: int, y1: int) -> tuple[int, int, int, int]:
    # From the middle of the edge's blur to the last row and column that is mostly dark.
    pad = 5
    top, left = max(0, y0 - pad), max(0, x0 - pad)
    rows = _reach(dark[top : y1 + pad, x0:x1].mean(axis=1) > 127, y0 - top, y1 - top)
    columns = _reach(dark[y0:y1, left : x1 + pad].mean(axis=0) > 127, x0 - left, x1 - left)
    if not rows or not columns:
        return x0, y0, x1, y1
    return left + columns[0], top + rows[0], left + columns[1], top + rows[1]


def _reach(mostly: np.ndarray[tuple[int], np.dtype[np.bool_]], start: int, end: int) -> tuple[int, int] | None:
    # Light lines inside a ground part nothing, but beyond white next to it there is print of its own.
    inside = np.flatnonzero(mostly[start:end])
    if not len(inside):
        return None
    first, behind = start + int(inside[0]), start + int(inside[-1]) + 1
    while first > 0 and mostly[first - 1]:
        first -= 1
    while behind < len(mostly) and mostly[behind]:
        behind += 1
    return first, behind


def _print_is_light(area: Picture) -> bool:
    # The ground is the middle value; print is what differs from it: to the light side if it is light print.
    ground = int(np.median(area))
    lighter = np.clip(area.astype(np.int32) - ground - 25, 0, None).sum()
    darker = np.clip(ground - 25 - area.astype(np.int32), 0, None).sum()
    return bool(lighter > darker)


def _odd(length: float) -> int:
    return max(1, round(length)) | 1
