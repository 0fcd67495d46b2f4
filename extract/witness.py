"""What the targets of a row say of how each of them was read from a picture.

A misread digit breaks an even run; so five figures in even steps, most of them surely read, vouch for the others. And
the figure without which a row's targets would fall or rise all the way is not sure, however plain its picture is.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.checks import targets
from extract.evidence import reading
from extract.legibility import SURE
from extract.records import ValueRow
from extract.sheet import Sheet
from extract.values import doubtful

VOUCHED = 0.95  # confidence of a doubtful figure for which the others vouch
DISPUTED = 0.6  # a figure that is no surer has another reading, fits no column, or may be of another cell
BREAKING = 0.85  # the most that a figure is worth which breaks its row's run


def hear(sheet: Sheet) -> None:
    """Make targets that were read from a picture surer or less sure by the others of their row, in place."""
    for indicator in sheet.indicators:
        values = [value for value in targets.levels(sheet, indicator) if value.status == "ok"]
        figures = targets.figures_of(values)
        if len(figures) < targets.ENOUGH or len(figures) != len(values):
            continue
        if targets.even(figures) and targets.monotonic(figures):
            _vouch(sheet, values)
        elif not targets.monotonic(figures):
            _doubt(sheet, values, figures)


def _vouch(sheet: Sheet, values: Sequence[ValueRow]) -> None:
    doubted = [value for value in values if value.confidence < SURE]
    if 2 * len(doubted) > len(values):
        return
    for value in doubted:
        row, c = sheet.row(value.row_no), value.col_no - 1
        cell, column = row.printed.cells[c], sheet.match.confidences[c]
        if cell is None or not cell.ink or cell.other is not None or value.confidence <= DISPUTED or column < SURE:
            continue
        value.confidence = VOUCHED
        value.uncertain = row.shifted or cell.colspan > 1 or doubtful(reading(value.raw))
        sheet.vouched.add((value.row_no, c))


def _doubt(sheet: Sheet, values: Sequence[ValueRow], figures: Sequence[float]) -> None:
    without = [k for k in range(len(figures)) if targets.monotonic([*figures[:k], *figures[k + 1 :]])]
    for k in without or range(len(figures)):
        value = values[k]
        cell = sheet.row(value.row_no).printed.cells[value.col_no - 1]
        if cell is not None and cell.ink:
            value.confidence, value.uncertain = min(value.confidence, BREAKING), True
