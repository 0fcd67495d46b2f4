"""Joining: pieces of one line, and the strokes of a double line, become one; lines end where they cross another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.imaging.drawn import Drawn
from ingest.imaging.traces import Trace
from ingest.scan import Picture

NEAR = 0.06  # inches: an end so near to another line meets it
IN_LINE = 0.022  # inches: pieces so little off each other's row are one line
GAP = 0.16  # inches missing between two pieces of a line, wherever they are, on a page whose lines are broken
SOLID_GAP = 0.03  # the same on a page whose lines are whole: what stands in such a gap there is the stem of a letter
BROKEN = 0.01  # share of gaps in the lines of a page from which on they count as broken
THIN = (
    0.96  # share of dark columns in them below which they do too: faint lines are dots, and have gaps sooner or later
)
LONG_GAP = 0.5  # inches missing, where neither piece ends at a crossing line: a line does not end in mid cell
DOUBLE = 0.05  # inches between the two strokes of a double line at most
ALIKE = 0.8  # of the longer one: so much of them lies side by side
OVERSHOOT = 0.45  # inches by which a line runs over the last line that it crosses: letters in its way, cut off
HIDDEN = 1.5  # inches of a line that were not traced, for print touches it, but are as dark as its pieces
AS_DARK = 0.5  # of the pieces' darkness
ASIDE = 0.034  # inches to either side of such a stretch that are looked at
PALE = 0.33  # of the pieces' darkness: so dark is ink there
CROWDED = (0.15, 0.35)  # share of ink on the emptier side at most, at an end and between two pieces
EVEN = 0.06  # inches along which its ink is averaged
COVERED = 0.85  # share of the columns of such a stretch
PART, REMAINS = 0.1, 0.2  # inches; or every part of it has so much of the pieces' darkness at least,
LONELY = 0.02  # and so little ink is beside it: dots in line with a line on clean paper are what is left of it


def joined(
    found: Iterable[Trace | Drawn], crossing: Sequence[Drawn], dpi: float, others: Sequence[Drawn] = ()
) -> list[Drawn]:
    """Put pieces of one line in a row, and double lines, together.

    `crossing`: the lines across, as far as known; `others`: more lines of the page, that tell too if it is broken.
    """
    lines = [line if isinstance(line, Drawn) else Drawn((line,)) for line in found]
    lines.sort(key=lambda line: (line.start, line.at))
    broken = any(is_broken(of, dpi) for of in (lines, crossing, others) if of)
    gap = (GAP if broken else SOLID_GAP) * dpi
    together: list[Drawn] = []
    for line in lines:
        fits = [other for other in together if _one_line(other, line, crossing, gap, dpi)]
        together = [other for other in together if other not in fits]
        together.append(_whole([*fits, line]))
    return sorted(together, key=lambda line: (line.at, line.start))


def is_broken(lines: Sequence[Drawn], dpi: float) -> bool:
    """Tell whether the lines of a page are broken: how much is missing in pieces, and between those in a row."""
    missing = 0
    ordered = sorted((piece for line in lines for piece in line.pieces), key=lambda piece: (piece.start, piece.at))
    total = sum(piece.length for piece in ordered)
    if sum(piece.cover * piece.length for piece in ordered) < THIN * total:
        return True
    for k, piece in enumerate(ordered):
        nexts = (other for other in ordered[k + 1 :] if abs(other.at - piece.at) <= IN_LINE * dpi)
        gap = next((other.start - piece.end for other in nexts if other.start >= piece.end), None)
        missing += gap if gap is not None and gap <= GAP * dpi else 0
    return missing > BROKEN * total


def completed(lines: Sequence[Drawn], crossing: Sequence[Drawn], darkness: Picture, dpi: float) -> list[Drawn]:
    """Add what was not traced of the lines, though it is there: between pieces in a row, and up to a crossing line."""
    whole: list[Drawn] = []
    for line in sorted(lines, key=lambda line: line.start):
        before = next((other for other in whole if _goes_on(other, line, darkness, dpi)), None)
        if before is not None:
            whole.remove(before)
        whole.append(line if before is None else _whole([before, line]))
    return [_drawn_out(line, crossing, darkness, dpi) for line in whole]


def cut_off(lines: Sequence[Drawn], crossing: Sequence[Drawn], dpi: float) -> list[Drawn]:
    """End lines where they last cross another, but where several go on to the same place: a line was missed there."""
    cut = []
    for line in lines:
        crossed = [other.at for other in crossing if other.start - NEAR * dpi <= line.at <= other.end + NEAR * dpi]
        others = [other for other in lines if other is not line]
        start = _end(line.start, [at for at in crossed if at > line.start - NEAR * dpi], [o.start for o in others], dpi)
        end = _end(line.end, [at for at in crossed if at < line.end + NEAR * dpi], [o.end for o in others], dpi)
        cut.append(line if (start, end) == (line.start, line.end) or start >= end else line.between(start, end))
    return cut


def _one_line(left: Drawn, right: Drawn, crossing: Sequence[Drawn], bridged: float, dpi: float) -> bool:
    gap = right.start - left.end
    if gap > LONG_GAP * dpi:
        return False
    if gap < 0:
        if abs(left.at - right.at) <= IN_LINE * dpi:
            return True
        # The strokes of a double line are as long as each other; print that stands close to a line is shorter.
        shared = min(left.end, right.end) - right.start
        return abs(left.at - right.at) <= DOUBLE * dpi and shared > ALIKE * max(left.length, right.length)
    if abs(left.last_row - right.first_row) > IN_LINE * dpi:
        return False
    if gap <= bridged:
        return True
    ends = ((left.end, left.at), (right.start, right.at))
    return bool(crossing) and not any(other.meets(end, at, NEAR * dpi) for end, at in ends for other in crossing)


def _goes_on(line: Drawn, other: Drawn, darkness: Picture, dpi: float) -> bool:
    gap = other.start - line.end
    if not 0 <= gap <= HIDDEN * dpi or abs(line.last_row - other.first_row) > IN_LINE * dpi:
        return False
    return _inked(darkness, line, line.end, other.start, dpi, CROWDED[1])


def _whole(lines: Sequence[Drawn]) -> Drawn:
    pieces = [piece for line in lines for piece in line.pieces]
    return Drawn(tuple(sorted(pieces, key=lambda piece: piece.start)))


def _inked(darkness: Picture, line: Drawn, start: int, end: int, dpi: float, crowded: float = CROWDED[0]) -> bool:
    # Whether the line goes on from one column to another: as dark as it is, with paper on one side at least.
    if end <= start:
        return True
    row = round(line.last_row if start >= line.end - 1 else line.first_row)
    aside = max(3, round(ASIDE * dpi))
    strip = darkness[max(0, row - 1) : row + 2, max(0, start) : end]
    if not strip.size:
        return False
    ink = strip.max(axis=0)
    sides = darkness[max(0, row - aside) : max(0, row - 2), start:end], darkness[row + 3 : row + 1 + aside, start:end]
    beside = [float((side > PALE * line.darkness).mean()) if side.size else 0.0 for side in sides]
    if float((_evened(ink, dpi) > AS_DARK * line.darkness).mean()) < COVERED:
        parts = np.array_split(ink, min(len(ink), max(2, round(len(ink) / (PART * dpi)))))
        return max(beside) <= LONELY and min(float(part.mean()) for part in parts) > REMAINS * line.darkness
    return min(beside) <= crowded


def _evened(ink: NDArray[np.uint8], dpi: float) -> NDArray[np.float32]:
    """Average ink along a line, as that of a followed one is: a faint line is dots and holes."""
    wide = max(1, round(EVEN * dpi))
    return np.asarray(cv2.blur(ink.astype(np.float32)[None], (wide, 1), borderType=cv2.BORDER_REPLICATE)[0], np.float32)


def _drawn_out(line: Drawn, crossing: Sequence[Drawn], darkness: Picture, dpi: float) -> Drawn:
    near = NEAR * dpi
    reached = [other.at for other in crossing if other.start - near <= line.at <= other.end + near]
    start, end = line.start, line.end
    before = max((at for at in reached if at < start), default=None)
    after = min((at for at in reached if at >= end), default=None)
    if before is not None and start - before <= HIDDEN * dpi and _inked(darkness, line, round(before), start, dpi):
        start = round(before)
    if after is not None and after - end <= HIDDEN * dpi and _inked(darkness, line, end, round(after), dpi):
        end = round(after) + 1
    return line if (start, end) == (line.start, line.end) else line.between(start, end)


def _end(end: int, crossed: Sequence[float], others: Sequence[int], dpi: float) -> int:
    nearest = min(crossed, key=lambda at: abs(at - end), default=None)
    if nearest is None or not NEAR * dpi / 2 < abs(nearest - end) <= OVERSHOOT * dpi:
        return end
    together = np.abs(np.asarray(others) - end) <= NEAR * dpi
    return end if together.any() else round(nearest)
