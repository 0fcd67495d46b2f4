"""Averaged lines: which pieces of a line, between those that cross it, are drawn, as the average of its paper tells.

Everything here is said of level lines; upright ones are judged on the transposed picture. What is too near to print to
be seen is told by the pieces beside it, by what was traced of the line, and by the other lines there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ingest.imaging.plain import STEP, Plain, stretch

IN_LINE = 0.022  # inches: lines so near are one
MARGIN = 0.02  # inches at both ends of a piece that the crossing line fills
NEAR = 0.06  # inches: a line that ends so near to another meets it
DRAWN, SURE = (0.5, 0.35), 2.5  # of the line's own lead: a piece with more is drawn; with less where noise gives less
AS_DARK = (0.25, 0.5)  # of the usual lead of level lines, which are paler on a head's ground, and of uprights
FEW_PIECES = 3  # a line of so few needs as much as uprights do, one of a single piece so much
ONE_PIECE, DARKER = 0.65, 0.75  # of the lead that so many lines don't reach
STOP = 0.6  # share of the lines that end at a row: it is one cell
KNOWN = 0.05  # inches of a piece that must be free of print for it to be judged
TWO = 2  # lines of a direction, at least, and lines that each crosses
TRACED = 0.8  # share of a piece that is known
COVERED = 0.1  # share of a piece that may bear print
DARK, PALE = 50.0, 0.3  # grey levels, and share of the usual darkness of dark lines: what shines through is fainter


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its row in column 0, rows a column, its lead over the paper, the columns between which it is drawn."""

    first: float
    slope: float
    lead: float
    drawn: tuple[tuple[float, float], ...]
    pieces: int = 0  # between lines that cross it
    hidden: tuple[tuple[float, float], ...] = ()  # those of which only the others tell

    @property
    def start(self) -> float:
        """Its first column."""
        return self.drawn[0][0]

    @property
    def end(self) -> float:
        """The column after its last."""
        return self.drawn[-1][1]

    @property
    def at(self) -> float:
        """The row of its middle."""
        return self.row((self.start + self.end) / 2)

    def row(self, column: float) -> float:
        """The row that it keeps in a column."""
        return self.first + self.slope * column

    def crosses(self, other: Line, near: float) -> bool:
        """Whether a line of the other direction is drawn where this one is."""
        return self.is_drawn(other.row(self.at), near) and other.is_drawn(self.row(other.at), near)

    def is_drawn(self, column: float, near: float) -> bool:
        """Whether it is drawn in a column, or so near."""
        return any(start - near <= column <= end + near for start, end in self.drawn)


def supported(
    found: Sequence[Sequence[Line]], old: Sequence[Sequence[Line]], views: Sequence[Plain], dpi: float
) -> list[list[Line]]:
    """Cut lines into pieces where they cross others, keep what is drawn, and only lines that cross others there."""
    now = [list(lines) for lines in found]
    while True:
        dark = [[line for line in lines if line.lead >= DARK] for lines in old]
        cut = [
            [made for line in now[k] if (made := _judged(line, [*now[1 - k], *dark[1 - k]], old[k], views[k], dpi))]
            for k in (0, 1)
        ]
        cut = [_without_hidden(lines) for lines in cut]
        sure = [_as_dark(cut[k], AS_DARK[k]) for k in (0, 1)]
        kept = [[line for line in sure[k] if _crossed(line, cut[1 - k], dark[1 - k], dpi)] for k in (0, 1)]
        if all(len(kept[k]) == len(now[k]) for k in (0, 1)):
            return kept
        now = kept


def _without_hidden(lines: Sequence[Line]) -> list[Line]:
    """Take out pieces of which nothing is seen where most other lines are not drawn, or those on both sides."""
    ordered = sorted(lines, key=lambda line: line.at)
    made = []
    for k, line in enumerate(ordered):
        gone = [piece for piece in line.hidden if _is_alone(ordered, k, (piece[0] + piece[1]) / 2)]
        drawn = [part for piece in line.drawn for part in _minus(piece, gone)]
        if drawn:
            made.append(replace(line, drawn=tuple(drawn)))
    return made


def _is_alone(lines: Sequence[Line], k: int, column: float) -> bool:
    there = [line.is_drawn(column, 0.0) for line in lines if line is not lines[k] and line.start < column < line.end]
    beside = [lines[at].is_drawn(column, 0.0) for at in (k - 1, k + 1) if 0 <= at < len(lines)]
    stops = len(there) - sum(there)
    return not any(beside) or (stops > TWO and stops > STOP * len(there))


def _minus(piece: tuple[float, float], gone: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    start, end = piece
    for low, high in gone:
        if start <= low and high <= end:
            if low > start:
                yield start, low
            start = high
    if start < end:
        yield start, end


def _as_dark(lines: Sequence[Line], least: float) -> list[Line]:
    """Leave out what is much paler than most: single strokes of letters that stand over one another."""
    usual = float(np.median([line.lead for line in lines])) if lines else 0.0
    darker = float(np.quantile([line.lead for line in lines], DARKER)) if lines else 0.0
    needed = {1: ONE_PIECE * darker, **dict.fromkeys(range(2, FEW_PIECES + 1), AS_DARK[1] * usual)}
    return [line for line in lines if line.lead >= needed.get(line.pieces, least * usual)]


def _crossed(line: Line, found: Sequence[Line], old: Sequence[Line], dpi: float) -> bool:
    crossed: list[float] = []
    for other in sorted((*found, *old), key=lambda other: other.at):
        if line.crosses(other, NEAR * dpi) and (not crossed or other.at - crossed[-1] > NEAR * dpi):
            crossed.append(other.at)
    return len(crossed) >= TWO


def _judged(line: Line, crossing: Sequence[Line], same: Sequence[Line], view: Plain, dpi: float) -> Line | None:
    """Give the line with the pieces of it that are drawn, None where none is."""
    cuts = _cuts(line, crossing, dpi)
    pieces = list(pairwise(cuts))
    if not pieces:
        return None
    told = [measured(line, low, high, view, dpi) for low, high in pieces]
    free = np.array([one[0] for one in told])
    leads = np.array([one[1] for one in told])
    enough = free * STEP >= KNOWN * dpi
    own = line.lead
    by_chance = SURE * view.noise / np.sqrt(np.maximum(free, 1.0))
    for _ in range(2):
        dark = enough & (leads > np.clip(by_chance, DRAWN[1] * own, DRAWN[0] * own))
        if not dark.any():
            return None
        own = float(np.average(leads[dark], weights=free[dark]))
    state: list[bool | None] = [bool(d) if e else None for d, e in zip(dark, enough, strict=True)]
    same = [other for other in same if abs(other.at - line.at) <= 2 * IN_LINE * dpi]
    for k, (low, high) in enumerate(pieces):
        absent = told[k][2] > COVERED or bool(enough[k] and leads[k] < DRAWN[1] * own)
        state[k] = _with_known(False if told[k][2] > COVERED else state[k], low, high, same, absent)
    drawn: list[tuple[float, float]] = []
    held, hidden = 0, []
    seen = [t is True and dark[k] for k, t in enumerate(state)]
    for k, (low, high) in enumerate(pieces):
        if _holds(state, k):
            held += 1
            if not seen[k]:
                hidden.append((low, high))
            if drawn and drawn[-1][1] == low:
                drawn[-1] = (drawn[-1][0], high)
            else:
                drawn.append((low, high))
    return replace(line, lead=own, drawn=tuple(drawn), pieces=held, hidden=tuple(hidden)) if drawn else None


def _with_known(told: bool | None, low: float, high: float, same: Sequence[Line], absent: bool) -> bool | None:
    """Whether a piece is drawn when what was traced of its line is known: of dark lines that is right."""
    dark = [other for other in same if other.lead >= DARK]
    traced = _share(low, high, dark)
    if traced > TRACED or (_share(low, high, same) > TRACED and not absent):
        return True
    return False if traced > 1 - TRACED or (dark and told is None) else told


def _share(low: float, high: float, by: Sequence[Line]) -> float:
    return sum(max(0.0, min(high, o.end) - max(low, o.start)) for o in by) / (high - low)


def _holds(state: Sequence[bool | None], k: int) -> bool:
    """Whether a piece is drawn; of one that is hidden the pieces beside it tell."""
    here = state[k]
    if here is not None:
        return here
    before = next((one for one in state[k::-1] if one is not None), None)
    behind = next((one for one in state[k:] if one is not None), None)
    return before is not False and behind is not False


def _cuts(line: Line, crossing: Sequence[Line], dpi: float) -> list[float]:
    cuts: list[float] = []
    for place in sorted(other.row(line.at) for other in crossing):
        if not cuts or place - cuts[-1] > NEAR * dpi:
            cuts.append(place)
    return cuts


def measured(line: Line, low: float, high: float, view: Plain, dpi: float) -> tuple[float, float, float]:
    """Measure a piece of a line: its steps that are free of print, its lead there, the share of it that bears print."""
    margin = MARGIN * dpi
    first, last = int((low + margin) / STEP + 0.5), int((high - margin) / STEP + 0.5)
    first, last = max(0, first), min(view.free.shape[1], max(first + 1, last))
    if last <= first:
        return 0.0, 0.0, 0.0
    columns = (np.arange(first, last) + 0.5) * STEP
    rows = np.round(line.first + line.slope * columns).astype(np.intp)
    one = stretch(view, rows, first, dpi)
    return one.free, one.lead, one.printed
