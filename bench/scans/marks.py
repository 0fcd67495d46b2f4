"""What is judged: one `Mark` a judged thing, and tallies of marks.

Measures (see the design's measures):

    tables          true tables given with every cell at its place with its spans, and no cell more
    grid            true cells given at their place with their spans
    grid_precision  given cells that are true ones
    numeric         cells of number, date, percent and mark columns read exactly, blank ones included
    cells           any cell read exactly
    cer             edits over characters of text cells, after correction; cer_raw: as the engine read them
    silent          values wrong in number or date that nothing points at
    silent_cells    numeric body cells read wrong that nothing points at
    lost            values of rows that no given row answers to
    values          values right in status, number and date; weights and codes: the same of rows
    over_flagging   right values that something points at without need
    rows_recall, rows_precision  indicator rows
    upright, level  pages with a table turned back, and levelled within 0.05° (where only grids are looked at)
    facts           document facts (year, quarter, dates, memo number)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LOWER_IS_BETTER = frozenset({"cer", "cer_raw", "silent", "silent_cells", "lost", "over_flagging"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One judged thing: `faults` of `total` (1 of 1, or edits of characters). `confidence`: what the reader claimed."""

    measure: str
    faults: int
    where: str
    got: str = ""
    want: str = ""
    confidence: float | None = None
    total: int = 1


@dataclass(slots=True)
class Tally:
    """How many faults in how many things."""

    faults: int = 0
    total: int = 0

    def add(self, mark: Mark) -> None:
        """Count one mark."""
        self.faults += mark.faults
        self.total += mark.total

    def share(self, measure: str) -> float | None:
        """The measure: share of faults where lower is better, else share without; None where nothing was judged."""
        if not self.total:
            return None
        faults = self.faults / self.total
        return faults if measure in LOWER_IS_BETTER else 1 - faults


def tallied(marks: Iterable[Mark]) -> dict[str, Tally]:
    """Tallies by measure."""
    found: dict[str, Tally] = {}
    for mark in marks:
        found.setdefault(mark.measure, Tally()).add(mark)
    return found
