"""Lines of text in known columns → where the table's rows part, though a cell may hold several lines.

Where figures stand a row does: their columns hold one line a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.model import Box
from extract.spacing.lines import around, column_lines, core

NARROW = 4.5  # text heights: wider lines are no figures
MOSTLY = 0.7  # share of a column's lines that are narrow where it is a column of figures
LEVEL = 0.5  # text heights by which figures of one row may stand higher or lower than one another
TIGHT = 1.2  # of the pitch of lines: figures further apart stand in different rows
LOOSE = 1.7  # text heights: no lines of one text are further apart
ABREAST = 0.85  # of the places that lines of a table have where each cell has one line
MANY_LEVELS = 3  # heights of lines: on so many texts of several lines may stand abreast by chance
JUMP = 0.13  # text heights from the widest white between lines of one text to the least between rows
FULL = 0.7  # of the rows: columns at the left that have less have cells over several rows
FILLED, WRAPPED = 0.6, 2.0  # of a column's room, and text heights, that a line fills below which its text goes on
ONE = 0.9  # text heights from line to line, at the least, in one column
ROOM = 0.6  # of a column's width that its texts can fill, at the least


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of each column of a table's body, from the top. `high`: the usual height of a blob.

    `told`: how far the lines of one text stand apart at most, where a file tells where they stand; `rooms`: how wide
    the texts of each column can be, at the least.
    """

    lines: tuple[tuple[Box, ...], ...]
    high: float
    told: float | None = None
    rooms: tuple[float, ...] = ()

    @property
    def pitch(self) -> float:
        """How far the lines of one text stand apart, from top to top; 0 where no cell holds several lines."""
        pitches = sorted(
            below.y0 - line.y0
            for at, lines in enumerate(self.lines) if at not in self.figures
            for line, below in pairwise(lines)
        )  # fmt: skip
        return pitches[len(pitches) // 4] if pitches else 0.0

    @property
    def tight(self) -> float:
        """How far the lines of one text stand apart at most."""
        return TIGHT * self.pitch if self.told is None else self.told

    @property
    def figures(self) -> list[int]:
        """The columns that hold figures or other short words."""
        return [at for at, lines in enumerate(self.lines) if lines and self._is_narrow(lines)]

    @property
    def single(self) -> list[int]:
        """The columns of figures that hold one line a cell; all of them where none is known to."""
        figures, apart = self.figures, self.tight
        alone = [at for at in figures if all(b.y0 - a.y0 > apart for a, b in pairwise(self.lines[at]))]
        most = max((len(self.lines[at]) for at in alone), default=0)
        while alone and len(self.lines[alone[0]]) < FULL * most:
            alone.pop(0)  # at the left, cells reach over several rows
        whole = [at for at in figures if not any(self._may_wrap(at, line) for line in self.lines[at])]
        return alone or whole or figures

    def _may_wrap(self, column: int, line: Box) -> bool:
        """Tell whether a line fills so much of its column that what stood behind it had to go below."""
        return line.x1 - line.x0 > FILLED * self.rooms[column] and line.x1 - line.x0 > WRAPPED * self.high

    def _is_narrow(self, lines: Sequence[Box]) -> bool:
        narrow = sum(line.x1 - line.x0 <= NARROW * self.high for line in lines)
        return narrow >= MOSTLY * len(lines)


def text(boxes: Iterable[Box], edges: Sequence[float], high: float, told: float | None = None) -> Text:
    """Put the blobs of a table's body into its columns (`edges`: the sides and the places between) and lines."""
    held: list[list[Box]] = [[] for _ in range(len(edges) - 1)]
    for box in boxes:
        middle = (box.x0 + box.x1) / 2
        column = sum(middle >= edge for edge in edges[1:-1])
        held[column].append(box)
    lines = [tuple(_box(line, high, told) for line in _whole_lines(column, high, told is None)) for column in held]
    widths = (right - left for left, right in pairwise(edges))
    rooms = (max([ROOM * wide, *(line.x1 - line.x0 for line in own)]) for own, wide in zip(lines, widths, strict=True))
    return Text(tuple(lines), high, told, tuple(rooms))


def cell_lines(boxes: Iterable[Box], high: float) -> list[Box]:
    """Give the lines of one cell's blobs, from the top. `high`: the usual height of a blob."""
    return [core(line, high) for line in _whole_lines(boxes, high, seen=True)]


def _whole_lines(column: Iterable[Box], high: float, seen: bool) -> list[list[Box]]:
    """Part a column's blobs into lines. `seen`: in a picture; low signs as high as letters are no lines then."""
    lines: list[list[Box]] = []
    before = float("-inf")
    for line in column_lines(column, high):
        box = core(line, high)
        middle = (box.y0 + box.y1) / 2
        if seen and lines and middle - before < ONE * high:
            lines[-1] += line
            box = core(lines[-1], high)
            middle = (box.y0 + box.y1) / 2
        else:
            lines.append(line)
        before = middle
    return lines


def _box(line: Sequence[Box], high: float, told: float | None) -> Box:
    return core(line, high) if told is None else around(line)


def text_pitch(table: Text) -> float:
    """Give how far the lines of one text stand apart at most in a table whose lines stand where a file tells; 0: none.

    There is a jump from the distances of such lines to those of rows, small as it may be.
    """
    gaps = sorted(below.y0 - line.y0 for lines in table.lines for line, below in pairwise(lines))
    near = [gap for gap in gaps if table.high < gap < LOOSE * table.high]
    if not near or _are_abreast(table):
        return 0.0
    usual = near[len(near) // 4]
    near_ones = [(gap, wide) for gap, wide in pairwise(gaps) if usual <= gap < TIGHT * usual]
    return next(((gap + wide) / 2 for gap, wide in near_ones if wide - gap > JUMP * table.high), TIGHT * usual)


def _are_abreast(table: Text) -> bool:
    """Tell whether nearly every line stands beside one in most columns: each cell has one line then."""
    heights: list[list[float]] = []
    for y in sorted(line.y0 for column in table.lines for line in column):
        if heights and y - heights[-1][0] <= LEVEL * table.high:
            heights[-1].append(y)
        else:
            heights.append([y])
    full = len(heights) * len(table.lines)
    return len(heights) > MANY_LEVELS and sum(map(len, heights)) >= ABREAST * full


def anchors(body: Text) -> list[float]:
    """Give the heights (y of their middle) at which the figures of a row stand, from the top.

    Columns that hold one line a cell say where rows are; others only where those say nothing.
    """
    single = body.single
    found = _levels(body, single, 1 if len(single) < 4 else 2)
    others = [column for column in body.figures if column not in single]
    away = max(body.tight, body.high)
    lines = body if body.told is None else _beside_none(body, others, found)
    found += [y for y in _levels(lines, others, 2) if all(abs(y - known) > away for known in found)]
    return sorted(found)


def _beside_none(body: Text, columns: Sequence[int], known: Sequence[float]) -> Text:
    """Give the texts of some columns, each as one line, that stand beside no known height."""
    apart = [
        tuple(one for one in blocks(lines, body.tight) if not any(one.y0 <= y <= one.y1 for y in known))
        if at in columns else () for at, lines in enumerate(body.lines)
    ]  # fmt: skip
    return replace(body, lines=tuple(apart))


def _levels(body: Text, columns: Sequence[int], least: int) -> list[float]:
    """Give the heights at which lines of at least so many of the columns stand abreast."""
    spots = sorted(((line.y0 + line.y1) / 2, column) for column in columns for line in body.lines[column])
    groups: list[list[tuple[float, int]]] = []
    for spot in spots:
        if groups and spot[0] - groups[-1][0][0] <= LEVEL * body.high:
            groups[-1].append(spot)
        else:
            groups.append([spot])
    return [median(y for y, _ in group) for group in groups if len({column for _, column in group}) >= least]


def blocks(lines: Sequence[Box], tight: float) -> list[Box]:
    """Join the lines of a column that follow one another as closely as lines of one text."""
    joined: list[list[Box]] = []
    for line in lines:
        if joined and line.y0 - joined[-1][-1].y0 <= tight:
            joined[-1].append(line)
        else:
            joined.append([line])
    return [around(block) for block in joined]
