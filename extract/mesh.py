"""The lines of one table → a mesh of pieces of line, each drawn or not, so that only rectangles are left between them.

A ruling of a table ends only at another ruling. Where a piece ends in the open, or two pieces make a corner inside the
table, something was lost on the way (a faint piece) or came in (an underline): the cheaper of the two is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.rulings import NEAR, Stroke

DRAWN = 0.5  # share of a neighbour that must be inked to count as one
# Share of a piece that must be inked, by how many neighbours on its line are, then by how many of its ends meet.
NEEDED = ((0.95, 0.8, 0.5), (0.9, 0.5, 0.35), (0.7, 0.45, 0.3))
NEEDED_STEM = ((0.95, 0.9, 0.6), (0.95, 0.85, 0.55), (0.9, 0.75, 0.5))  # the same for uprights no higher than a stem
STEM = 26.0  # points: a cell as low as this may be filled by the stem of a letter
MEETS = 2.5  # points that a line may end short of another; an underline ends further away
LONG = 0.3  # share of the table's extent from which a line needs no other proof
LOST_RATHER_THAN_MADE = 2.0  # ink is lost more often than it comes in

Piece = tuple[bool, int, int]  # level?, the line's number, the number of the piece on it


@dataclass(frozen=True, slots=True)
class Separator:
    """A line across the table, with the stretches of it that are inked."""

    at: float
    inked: tuple[tuple[float, float], ...]
    upright: bool = False

    @property
    def length(self) -> float:
        """How much of it is inked, in page units."""
        return sum(end - start for start, end in self.inked)

    def cover(self, low: float, high: float, point: float) -> float:
        """Give the inked share from `low` to `high`, a little inside: lines fall short or run over."""
        margin = min(NEAR * point, 0.2 * (high - low))
        return self._share(low + margin, high - margin)

    def _share(self, low: float, high: float) -> float:
        within = sum(max(0.0, min(end, high) - max(start, low)) for start, end in self.inked)
        return within / (high - low) if high > low else 1.0

    def passes(self, place: float, near: float) -> bool:
        """Tell whether it is inked at a place along it."""
        return any(start - near <= place <= end + near for start, end in self.inked)

    def runs(self, low: float, high: float, point: float, beside: int = 0) -> bool:
        """Tell whether it runs from `low` to `high` and is no underline.

        The fewer of its two ends meet what stands there, and the fewer neighbours (`beside`) continue it, the more of
        it must be inked.
        """
        inside = [(start, end) for start, end in self.inked if end > low and start < high]
        if not inside:
            return False
        at_low, at_high = inside[0][0] <= low + MEETS * point, inside[-1][1] >= high - MEETS * point
        margin = min(NEAR * point, 0.2 * (high - low))
        share = self._share(low + margin * at_low, high - margin * at_high)
        needed = NEEDED_STEM if self.upright and high - low < STEM * point else NEEDED
        return share >= needed[beside][at_low + at_high]


def separators(strokes: Iterable[Stroke], point: float, upright: bool = False) -> list[Separator]:
    """Gather strokes into the lines that part a table's rows (or columns), in order.

    Strokes near one another are one line; a line whose ends are further apart because it is bent is one line as well,
    as long as its pieces don't run side by side.
    """
    near = NEAR * point
    gathered: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if gathered and (
            stroke.at - gathered[-1][-1].at <= near
            or (stroke.at - gathered[-1][0].at <= 2 * near and not any(_abreast(stroke, s) for s in gathered[-1]))
        ):
            gathered[-1].append(stroke)
        else:
            gathered.append([stroke])
    return [Separator(_mean(group), _union(group), upright) for group in gathered]


def _abreast(one: Stroke, other: Stroke) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0.1 * min(one.length, other.length)


def _mean(strokes: Sequence[Stroke]) -> float:
    weight = sum(stroke.length for stroke in strokes)
    return sum(stroke.at * stroke.length for stroke in strokes) / weight


def _union(strokes: Iterable[Stroke]) -> tuple[tuple[float, float], ...]:
    inked: list[tuple[float, float]] = []
    for stroke in sorted(strokes, key=lambda s: s.start):
        if inked and stroke.start <= inked[-1][1]:
            inked[-1] = (inked[-1][0], max(inked[-1][1], stroke.end))
        else:
            inked.append((stroke.start, stroke.end))
    return tuple(inked)


def proven(rows: list[Separator], columns: list[Separator], point: float) -> tuple[list[Separator], list[Separator]]:
    """Keep the lines that run from one kept line to another; drop underlines, headlines and stems of letters."""
    if len(rows) < 2 or len(columns) < 2:
        return rows, columns
    wide, high = columns[-1].at - columns[0].at, rows[-1].at - rows[0].at
    kept_rows, kept_columns = _long(rows, LONG * wide), _long(columns, LONG * high)
    for _ in range(3):
        before = len(kept_rows) + len(kept_columns)
        kept_rows, kept_columns = (
            _crossing(rows, kept_rows, kept_columns, point),
            _crossing(columns, kept_columns, kept_rows, point),
        )
        if before == len(kept_rows) + len(kept_columns):
            break
    return kept_rows, kept_columns


def _long(lines: Sequence[Separator], least: float) -> list[Separator]:
    return [line for at, line in enumerate(lines) if at in (0, len(lines) - 1) or line.length >= least]


def _crossing(
    lines: Sequence[Separator], kept: Sequence[Separator], others: Sequence[Separator], point: float
) -> list[Separator]:
    """Give the kept lines and those that somewhere fill the way between two neighbours of the other direction."""
    known = {id(line) for line in kept}
    near = NEAR * point

    def fills(line: Separator) -> bool:
        walls = [other.at for other in others if other.passes(line.at, near)]
        return any(line.runs(low, high, point) for low, high in pairwise(walls))

    return [line for line in lines if id(line) in known or fills(line)]


@dataclass(slots=True)
class Mesh:
    """The lines of a table and which pieces of them are drawn. The outer border always is."""

    rows: list[Separator]
    columns: list[Separator]
    point: float
    cover: dict[Piece, float] = field(init=False)
    drawn: set[Piece] = field(init=False)

    def __post_init__(self) -> None:
        self.cover = {piece: self._line(piece).cover(*self._ends(piece), self.point) for piece in self._pieces()}
        self.drawn = {piece for piece in self.cover if self._is_border(piece) or self._is_drawn(piece)}
        self._mend()

    def is_open(self, level: bool, line: int, piece: int) -> bool:
        """Tell whether nothing parts the two places beside a piece."""
        return (level, line, piece) not in self.drawn

    def _pieces(self) -> Iterator[Piece]:
        for level, lines, others in ((True, self.rows, self.columns), (False, self.columns, self.rows)):
            yield from ((level, line, at) for line in range(len(lines)) for at in range(len(others) - 1))

    def _line(self, piece: Piece) -> Separator:
        return (self.rows if piece[0] else self.columns)[piece[1]]

    def _ends(self, piece: Piece) -> tuple[float, float]:
        others = self.columns if piece[0] else self.rows
        return others[piece[2]].at, others[piece[2] + 1].at

    def _length(self, piece: Piece) -> float:
        low, high = self._ends(piece)
        return high - low

    def _is_border(self, piece: Piece) -> bool:
        level, line, _ = piece
        return line in (0, len(self.rows if level else self.columns) - 1)

    def _is_drawn(self, piece: Piece) -> bool:
        level, line, at = piece
        beside = sum(self.cover.get((level, line, other), 0.0) >= DRAWN for other in (at - 1, at + 1))
        return self._line(piece).runs(*self._ends(piece), self.point, beside)

    def _mend(self) -> None:
        """Put right where lines end in the open or make a corner.

        First by what is likelier, then only by drawing on, so that it ends.
        """
        settled: set[Piece] = set()
        for may_remove in (True, False):
            waiting = [(row, col) for row in range(1, len(self.rows) - 1) for col in range(1, len(self.columns) - 1)]
            while waiting:
                row, col = waiting.pop()
                change = self._cheapest(row, col, settled, may_remove)
                if change is None:
                    continue
                self.drawn ^= {change}
                settled.add(change)
                waiting.extend(self._inner_ends(change))

    def _cheapest(self, row: int, col: int, settled: set[Piece], may_remove: bool) -> Piece | None:
        """Give the piece at a crossing that is to be drawn or removed, or None where the crossing is in order."""
        arms: tuple[Piece, ...] = ((True, row, col - 1), (True, row, col), (False, col, row - 1), (False, col, row))
        here = [at for at in range(4) if arms[at] in self.drawn]
        if len(here) in (0, 3, 4) or here in ([0, 1], [2, 3]):
            return None
        drawn_on = [arms[at ^ 1] for at in here]
        if not may_remove:
            return min(drawn_on, key=self._cost_of_drawing)
        costs = {piece: self._cost_of_drawing(piece) for piece in drawn_on if piece not in settled}
        for at in here:
            if arms[at] not in settled:
                costs[arms[at]] = LOST_RATHER_THAN_MADE * self.cover[arms[at]] * self._length(arms[at])
        return min(costs, key=lambda piece: costs[piece]) if costs else None

    def _cost_of_drawing(self, piece: Piece) -> float:
        """Ink that is missing counts less on a line that is drawn elsewhere."""
        level, line, _ = piece
        others = len(self.columns if level else self.rows) - 1
        whole = sum(self._length((level, line, at)) for at in range(others))
        support = (
            sum(self._length((level, line, at)) for at in range(others) if (level, line, at) in self.drawn) / whole
        )
        return (1.2 - support) * (1 - self.cover[piece]) * self._length(piece)

    def _inner_ends(self, piece: Piece) -> Iterator[tuple[int, int]]:
        level, line, at = piece
        for end in (at, at + 1):
            row, col = (line, end) if level else (end, line)
            if 0 < row < len(self.rows) - 1 and 0 < col < len(self.columns) - 1:
                yield row, col
