"""Segments: a line between two that cross it is drawn or it is not; stems of letters in its way draw none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ingest.imaging.drawn import Drawn
from ingest.scan import Picture

MARGIN = 0.02  # inches at both ends of a segment that the crossing line fills
AS_DARK, FAINT = 0.5, 0.15  # of the segment's darkness, and of the line's: what is lighter is a hole
WHOLE = 0.97  # share of a segment's columns that are dark where it is drawn without a break
MOSTLY = 0.85  # share of the segments that are whole on a page whose lines are not broken
FEW, APART = 0.05, 0.06  # on other pages: share of segments that may be stems, and how far they are from the rest
BESIDE = (0.02, 0.05)  # inches: from here to there beside a line print is looked for
PRINT, CROWDED = 100, 0.12  # darkness of print, and share of a segment's columns that have it beside them
HOLED = 0.92  # a segment of such a page with fewer dark columns is not drawn: something else stands there
SHORTEST = 0.08  # inches: a shorter segment has hardly more than its margins


def without_holes(lines: Sequence[Drawn], crossing: Sequence[Drawn], darkness: Picture, dpi: float) -> list[Drawn]:
    """Take out the segments that are not drawn.

    On a page of broken lines a hole says little: only segments are taken out that have far less than nearly all others.
    """
    parts = [(line, _segments(line, crossing, dpi)) for line in lines]
    shares = {
        (id(line), segment): _share(line, segment, darkness, dpi) for line, segments in parts for segment in segments
    }
    if not shares:
        return list(lines)
    broken = sum(share >= WHOLE for share in shares.values()) < MOSTLY * len(shares)
    least = float(np.quantile(list(shares.values()), FEW)) - APART if broken else HOLED
    kept: list[Drawn] = []
    for line, segments in parts:
        holes = [segment for segment in segments if shares[id(line), segment] < least]
        if broken:
            holes = [segment for segment in holes if has_print(line, segment, darkness, dpi)]
        start = line.start
        for low, high in holes:
            if low > start:
                kept.append(line.between(start, low + 1))
            start = high
        if not holes:
            kept.append(line)
        elif start < line.end - 1:
            kept.append(line.between(start, line.end))
    return kept


def _segments(line: Drawn, crossing: Sequence[Drawn], dpi: float) -> list[tuple[int, int]]:
    near = MARGIN * dpi
    at = sorted(round(other.at) for other in crossing if other.start - near <= line.at <= other.end + near)
    inside = [place for place in at if line.start - near <= place <= line.end + near]
    return [(low, high) for low, high in pairwise(inside) if high - low >= SHORTEST * dpi]


def has_print(line: Drawn, segment: tuple[int, int], darkness: Picture, dpi: float, crowded: float = CROWDED) -> bool:
    """Whether print stands close beside a segment: the headline and the letter that a stem belongs to."""
    margin = max(1, round(MARGIN * dpi))
    low, high, row = segment[0] + margin, segment[1] - margin, round(line.row((segment[0] + segment[1]) // 2))
    near, far = max(2, round(BESIDE[0] * dpi)), max(4, round(BESIDE[1] * dpi))
    sides = (darkness[max(0, row - far) : max(0, row - near), low:high], darkness[row + near : row + far, low:high])
    return any(side.size > 0 and float((side.max(axis=0) > PRINT).mean()) > crowded for side in sides)


def _share(line: Drawn, segment: tuple[int, int], darkness: Picture, dpi: float) -> float:
    margin = max(1, round(MARGIN * dpi))
    low, high = segment[0] + margin, segment[1] - margin
    row = round(line.row((low + high) // 2))
    strip = darkness[max(0, row - 1) : row + 2, max(0, low) : high]
    if not strip.size:
        return 1.0
    dark = strip.max(axis=0)
    # on the grey ground of a header a line is fainter than elsewhere: it is compared with itself
    return float((dark > max(AS_DARK * min(float(np.median(dark)), line.darkness), FAINT * line.darkness)).mean())
