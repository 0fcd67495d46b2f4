"""Erasure: rulings taken out of the ink; what crosses or touches them is left."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.imaging.drawn import Drawing, Drawn
from ingest.scan import Picture

SAMPLES = 96  # places of a line at which its thickness is measured
PROFILE = 12  # pixels to either side of a line that are looked at
STEP = 24  # columns of the copy between two corners of a bent line
MARGIN = 1  # pixels beyond a line's thickness that go with it: its soft edge
ACROSS = 2  # pixels beyond that, in which ink must stand on both sides to be a stroke that crosses


def thicknesses(found: Drawing, grey: Picture) -> list[float]:
    """Measure every line's thickness in pixels of the page: level lines, then upright ones."""
    return [_thickness(line, grey, found.scale) for line in found.level] + [
        _thickness(line, grey.T, found.scale) for line in found.upright
    ]


def erase(ink: Picture, found: Drawing, thickness: list[float]) -> None:
    """Take the lines out of the ink (255/0), in place. Strokes that cross a line keep their pixels."""
    text = ink.copy()
    lines = [
        (*_lying(text, ink, turned=place >= len(found.level)), line, thick)
        for place, (line, thick) in enumerate(zip(found.level + found.upright, thickness, strict=True))
    ]
    for without, _, line, thick in lines:
        _draw(without, line, found.scale, thick, (0, 0), 0)
    for without, whole, line, thick in lines:
        _keep_crossing(without, whole, line, found.scale, thick)
    ink[:] = text


def _lying(text: Picture, ink: Picture, *, turned: bool) -> tuple[Picture, Picture]:
    # The pictures so that the lines of a direction lie level in them.
    return (text.T, ink.T) if turned else (text, ink)


def _draw(picture: Picture, line: Drawn, scale: float, thick: float, origin: tuple[float, float], value: int) -> None:
    turned = not picture.flags.c_contiguous  # a transposed view: the lines are drawn on what it is a view of
    canvas = picture.T if turned else picture
    for run in _corners(line, scale):
        corners = run - origin
        corners = corners[:, ::-1] if turned else corners
        points = np.floor(corners + 0.5).astype(np.int32)  # not to even: the same wherever the origin is
        cv2.polylines(canvas, [points], False, value, max(1, round(thick) + 2 * MARGIN))


def _keep_crossing(text: Picture, ink: Picture, line: Drawn, scale: float, thick: float) -> None:
    # In the strip along a level line: where text stands on both sides of the line, the ink between is text.
    y0, y1, x0, x1 = _strip(line, scale, thick, ink.shape)
    part = text[y0:y1, x0:x1]
    if part.shape[0] < 3 or part.shape[1] < 1:
        return
    drawn = np.zeros(part.shape, np.uint8)
    _draw(drawn, line, scale, thick, (x0, y0), 1)
    rows = np.arange(part.shape[0])[:, None]
    centre = (drawn * rows).sum(axis=0) / np.maximum(drawn.sum(axis=0), 1)
    above = np.asarray(((part > 0) & (rows < centre)).any(axis=0))
    below = np.asarray(((part > 0) & (rows > centre)).any(axis=0))
    whole = ink[y0:y1, x0:x1]
    # Where another line crosses, its ink beside this line is gone, too: nothing to be kept there.
    other = ((whole > 0) & (part == 0) & (drawn == 0)).any(axis=0)
    columns = np.flatnonzero(_near(above) & _near(below) & (above | below) & ~other)
    part[:, columns] = np.where(drawn[:, columns] > 0, whole[:, columns], part[:, columns])


def _near(columns: NDArray[np.bool_]) -> NDArray[np.bool_]:
    # A slanting stroke leaves a line some pixels beside where it came in.
    return np.asarray(cv2.dilate(columns.astype(np.uint8)[None], np.ones((1, 7), np.uint8))[0] > 0)


def _strip(line: Drawn, scale: float, thick: float, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    half = thick / 2 + MARGIN + ACROSS
    lowest = min(float(piece.path.min()) for piece in line.pieces)
    highest = max(float(piece.path.max()) for piece in line.pieces)
    top, bottom = (lowest + 0.5) * scale - half, (highest + 0.5) * scale + half
    left, right = line.start * scale, line.end * scale
    return max(0, int(top)), min(shape[0], int(bottom) + 1), max(0, int(left)), min(shape[1], int(right) + 1)


def _corners(line: Drawn, scale: float) -> Iterator[NDArray[np.float64]]:
    # The line as runs of corners (column, row) in pixels of the page; the strokes of a double line are two runs.
    runs: list[list[NDArray[np.float64]]] = []
    for piece in line.pieces:
        places = np.unique(np.append(np.arange(0, piece.length, STEP), piece.length - 1))
        corners = np.stack([piece.start + places + 0.5, piece.path[places] + 0.5], axis=1) * scale - 0.5
        corners[0, 0] -= scale
        corners[-1, 0] += scale
        for run in runs:
            if run[-1][-1, 0] <= corners[0, 0] + 4 * scale:
                run.append(corners)
                break
        else:
            runs.append([corners])
    for run in runs:
        yield np.concatenate(run)


def _thickness(line: Drawn, grey: Picture, scale: float) -> float:
    # The darkness across the line, averaged along it: how wide it is at half its depth.
    piece = max(line.pieces, key=lambda piece: piece.length)
    places = np.linspace(0, piece.length - 1, SAMPLES).astype(np.intp)
    columns = np.clip(((piece.start + places + 0.5) * scale).astype(np.intp), 0, grey.shape[1] - 1)
    rows = np.round((piece.path[places] + 0.5) * scale - 0.5).astype(np.intp)
    around = np.clip(rows[:, None] + np.arange(-PROFILE, PROFILE + 1), 0, grey.shape[0] - 1)
    profile = 255.0 - np.median(grey[around, columns[:, None]], axis=0)
    profile -= np.percentile(profile, 20)
    peak = PROFILE - 3 + int(np.argmax(profile[PROFILE - 3 : PROFILE + 4]))
    half = profile > 0.5 * profile[peak]
    below = int(np.argmin(half[peak:])) if not half[peak:].all() else PROFILE
    above = int(np.argmin(half[peak::-1])) if not half[: peak + 1].all() else PROFILE
    return float(max(1, below + above - 1))
