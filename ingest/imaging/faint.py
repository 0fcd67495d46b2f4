"""Faint lines: what no pixel shows is dark on the average of an inch of a line, where its paper is free of print.

    plain paper → ridges of its averages → lines → pieces between crossing lines, each drawn or not

A worn or pale ruling is hardly darker than the grain of the paper; a dashed one is mostly paper. Only tables are
taken: lines that cross one another, with no print on them. Everything here is said of level lines; upright ones are
looked for on the transposed picture. Along a line everything is counted in steps of it (`plain.STEP` pixels).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.imaging.averaged import DARK, IN_LINE, NEAR, PALE, TWO, Line, measured, supported
from ingest.imaging.drawn import Drawing, Drawn
from ingest.imaging.pixels import closed, picture
from ingest.imaging.plain import STEP, Map, Plain, lead, noise, plain, stretch
from ingest.imaging.traces import Trace
from ingest.scan import Picture

WINDOWS = (1.0, 3.0)  # inches along which darkness is averaged: for short lines, and for the faintest
LEAST, CLEAR = 0.6, 5.0  # grey levels; standard deviations of such averages by which a line is darker than its paper
HOLE = 0.3  # inches between two ridges of one line
SHORTEST = 0.6  # share of the window that a ridge is long
STEEPEST = 0.004  # rows a column: the page is level
SLOPED = 300  # columns from which on a ridge tells a slope
FEWEST = 5  # lines that make a table
AT_DARK = 0.4  # share of the lines that a pale one crosses that may be dark ones
PRINTED = 0.04  # share of lines that may bear print: what shines through has as much as chance gives
WHOLE, OPEN = 0.985, 0.1  # share of dark columns in lines that are whole, and of their ends that meet no other line


def faint(darkness: Picture, ink: Picture, known: Drawing, dpi: float) -> Drawing:
    """Find the lines of the tables of a copy (0 paper, 255 ink; about 150 dpi) that are too faint to be traced.

    `ink`: 255 where print is, without the `known` lines. Only what is not known is given, nothing that seems to shine
    through from the back.
    """
    old = [[_of(line) for line in lines] for lines in (known.level, known.upright)]
    views: list[Plain] = []
    found: list[list[Line]] = []
    for view in plain(darkness, ink, dpi):
        views.append(view)
        found.append(_ridges(view, dpi))
        if len(found[-1]) < TWO:
            return Drawing((), (), known.scale)
    found = supported(found, old, views, dpi)
    if min(map(len, found)) >= TWO and sum(map(len, found)) >= FEWEST:
        more = [list(_profiled(views[k], found[k], found[1 - k], dpi)) for k in (0, 1)]
        found = supported([[*found[k], *more[k]] for k in (0, 1)], old, views, dpi)
    found = _own(found, known, views, dpi)
    if min(map(len, found)) < TWO or sum(map(len, found)) < FEWEST:
        return Drawing((), (), known.scale)
    level, upright = (tuple(_new(found[k], (known.level, known.upright)[k], views[k], dpi)) for k in (0, 1))
    return Drawing(level, upright, known.scale)


def _of(line: Drawn) -> Line:
    return Line(line.at, 0.0, line.darkness, ((float(line.start), float(line.end)),))


def _ridges(view: Plain, dpi: float) -> list[Line]:
    found: list[Line] = []
    for window in WINDOWS:
        map_ = lead(view, round(window * dpi / STEP), dpi)
        sample = map_[::3, ::5]
        least = max(LEAST, CLEAR * noise(sample[sample != 0]))
        summit = map_ >= np.asarray(cv2.dilate(map_, np.ones((5, 1), np.uint8)))
        ridge = (summit & (map_ >= least)).view(np.uint8) * np.uint8(255)
        joined = closed(picture(ridge), (max(3, round(HOLE * dpi / STEP) | 1), 3))
        outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            x, y, w, h = cv2.boundingRect(outline)
            if w * STEP >= SHORTEST * window * dpi and h <= 5 + 2 * STEEPEST * w * STEP:
                part = (slice(y, y + h), slice(x, x + w))
                found += _fitted(ridge[part], map_[part], x, y)
    return _united(found, dpi)


def _fitted(ridge: Picture, map_: Map, x: int, y: int) -> Iterator[Line]:
    rows, steps = np.nonzero(ridge)
    if len(rows) < 2:
        return
    columns = (steps + x) * STEP + STEP / 2 - 0.5
    weight = map_[rows, steps]
    wide = ridge.shape[1] * STEP
    slope, first = (
        np.polyfit(columns, rows + y, 1, w=weight) if wide > 300 else (0.0, np.average(rows + y, weights=weight))
    )
    if abs(slope) <= STEEPEST:
        yield Line(first, slope, float(weight.mean()), ((x * STEP, x * STEP + wide),))


def _united(lines: Sequence[Line], dpi: float) -> list[Line]:
    """Put lines in one row together; the longest tells where it runs."""
    kept: list[Line] = []
    for line in sorted(lines, key=lambda line: line.start - line.end):
        same = next(
            (k for k, other in enumerate(kept) if abs(other.row(_middle(line)) - line.at) <= IN_LINE * dpi), None
        )
        if same is None:
            kept.append(line)
        else:
            start, end = min(kept[same].start, line.start), max(kept[same].end, line.end)
            kept[same] = replace(kept[same], drawn=((start, end),))
    return sorted(kept, key=lambda line: line.at)


def _middle(line: Line) -> float:
    return (line.start + line.end) / 2


def _profiled(view: Plain, lines: Sequence[Line], others: Sequence[Line], dpi: float) -> Iterator[Line]:
    """Give the lines that only the average along all of a table shows."""
    start, end = min(line.start for line in lines), max(line.end for line in lines)
    top, bottom = min(line.start for line in others), max(line.end for line in others)
    first, last = max(0, int(start / STEP)), int(end / STEP)
    slope, middle = float(np.median([line.slope for line in lines])), (start + end) / 2
    shifts = np.round(slope * ((np.arange(first, last) + 0.5) * STEP - middle)).astype(int)
    parts = []
    for kind in (view.dark, view.free):
        part = kind[:, first:last]
        sums = [np.roll(part[:, shifts == shift].sum(axis=1), -shift) for shift in np.unique(shifts[: part.shape[1]])]
        parts.append(np.sum(sums, axis=0)[:, None])
    profile = lead(Plain(parts[1], parts[0], parts[0], parts[0], 0.0), 1, dpi)[:, 0]
    inside = profile[max(0, int(top)) : int(bottom) + 1]
    least = max(LEAST / 2, CLEAR * noise(inside))
    for row in range(max(2, int(top)), min(len(profile) - 2, int(bottom) + 1)):
        if profile[row] >= max(least, *profile[row - 2 : row + 3]) and all(abs(o.at - row) > NEAR * dpi for o in lines):
            yield Line(row - slope * middle, slope, float(profile[row]), ((start, end),))


def _own(found: Sequence[Sequence[Line]], known: Drawing, views: Sequence[Plain], dpi: float) -> list[list[Line]]:
    """Leave out what may shine through from the back: lines with print on them; where dark lines are, pale ones.

    Pale lines that go on where dark ones end are the page's own, and so are those that cross them there.
    """
    if not any(found):
        return [[], []]
    told = [
        (high - low, measured(line, low, high, views[k], dpi)[2])
        for k in (0, 1) for line in found[k] for low, high in line.drawn
    ]  # fmt: skip
    if np.average([share for _, share in told], weights=[length for length, _ in told]) > PRINTED:
        return [[], []]
    dark = [[line for line in lines if line.darkness >= DARK] for lines in (known.level, known.upright)]
    if not any(dark):
        return [list(lines) for lines in found]
    usual = float(np.median([line.darkness for lines in dark for line in lines]))
    sure = [[line for line in found[k] if _is_dark(line, dark[k], PALE * usual, views[k], dpi)] for k in (0, 1)]
    return [
        [line for line in found[k] if line in sure[k] or _crosses_pale(line, found[1 - k], dark[1 - k], dpi)]
        for k in (0, 1)
    ]


def _is_dark(line: Line, dark: Sequence[Drawn], least: float, view: Plain, dpi: float) -> bool:
    if any(abs(other.at - line.at) <= 2 * IN_LINE * dpi for other in dark):
        return True
    shades = [(high - low, _shade(line, low, high, view, dpi)) for low, high in line.drawn]
    return sum(length * shade for length, shade in shades) >= least * sum(length for length, _ in shades)


def _crosses_pale(line: Line, crossing: Sequence[Line], dark: Sequence[Drawn], dpi: float) -> bool:
    near = NEAR * dpi
    met = [other for other in crossing if line.crosses(other, near)]
    at_dark = sum(
        line.start + near < other.at < line.end - near
        and any(abs(o.at - other.at) <= 2 * IN_LINE * dpi and o.start + near < line.at < o.end - near for o in dark)
        for other in met
    )
    return len(met) >= TWO and at_dark <= AT_DARK * len(met)


def _shade(line: Line, low: float, high: float, view: Plain, dpi: float) -> float:
    first, last = max(0, int(low / STEP)), min(view.free.shape[1], int(high / STEP))
    if last <= first:
        return 0.0
    rows = np.round(line.first + line.slope * (np.arange(first, last) + 0.5) * STEP).astype(np.intp)
    return stretch(view, rows, first, dpi).shade


def _new(lines: Sequence[Line], old: Sequence[Drawn], view: Plain, dpi: float) -> Iterator[Drawn]:
    """Give the drawn pieces of lines that are not known as dark ones."""
    near = NEAR * dpi
    for line in lines:
        same = [other for other in old if other.darkness >= DARK and abs(other.at - line.at) <= 2 * IN_LINE * dpi]
        for low, high in line.drawn:
            hidden = sum(max(0.0, min(high, o.end) - max(low, o.start)) for o in same)
            if high - low - hidden > 2 * near:
                columns = np.arange(round(low), round(high) + 1)
                path = (line.first + line.slope * columns).astype(np.float32)
                dark = max(1.0, _shade(line, low, high, view, dpi))
                yield Drawn((Trace(int(columns[0]), int(columns[-1]) + 1, path, dark, dark, 1.0, 0.0, (0.0, 0.0)),))


def is_whole(known: Drawing, dpi: float) -> bool:
    """Whether all that was traced is dark from end to end and ends where it meets another line: no line is lost."""
    ends = 0
    for lines, crossing in ((known.level, known.upright), (known.upright, known.level)):
        pieces = [piece for line in lines for piece in line.pieces]
        length = sum(piece.length for piece in pieces)
        if len(lines) < TWO or sum(piece.cover * piece.length for piece in pieces) < WHOLE * length:
            return False
        ends += sum(
            not any(other.meets(end, line.at, NEAR * dpi) for other in crossing)
            for line in lines
            for end in (line.start, line.end)
        )
    return ends <= OPEN * 2 * len(known.level + known.upright)


def replaced(line: Drawn, by: Sequence[Drawn], crossing: Sequence[Drawn], dpi: float) -> bool:
    """Whether a traced pale line is part of one of the faint lines, or none of the lines of their table.

    `by`: the faint lines of its direction; `crossing`: those of the other one.
    """
    if line.darkness >= DARK or not by or not crossing:
        return False
    same = any(
        abs(line.at - other.at) <= 2 * IN_LINE * dpi and line.start < other.end and other.start < line.end
        for other in by
    )
    near = NEAR * dpi
    start, end = min(other.start for other in by) - near, max(other.end for other in by) + near
    top, bottom = min(other.start for other in crossing) - near, max(other.end for other in crossing) + near
    return same or (start <= line.start and line.end <= end and top <= line.at <= bottom)
