"""The figures for people: one table a set, ours above the peers."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from bench.digital.targets import FAULTS, at_most, reached, target
from bench.scans.tables import OURS, Result, percent

SHOWN = (
    "cells", "numeric", "silent", "lost", "malformed", "pixels", "unseen", "grid", "rows_recall", "rows_precision",
    "words",
)  # fmt: skip
Results = Mapping[str, Mapping[str, Result]]  # set, reader


def share(measure: str, result: Result) -> float | None:
    """One measure: the share of faults where fewer are better."""
    found = result.share(measure)
    return 1 - found if measure in FAULTS and found is not None else found


def set_table(name: str, readers: Mapping[str, Result], title: str) -> Table:
    """One row a reader; beside ours the target and whether it is met."""
    made = Table(title=f"{name}: {title}", title_justify="left")
    made.add_column("reader")
    shown = [measure for measure in SHOWN if any(measure in result.tallies for result in readers.values())]
    for measure in (*shown, "CPU s/page"):
        made.add_column(measure, justify="right")
    for reader, result in readers.items():
        cells = [_cell(measure, name, result, reader == OURS) for measure in shown]
        made.add_row(reader, *cells, "-" if result.cpu_page is None else f"{result.cpu_page:.2f}")
    return made


def _cell(measure: str, name: str, result: Result, ours: bool) -> str:
    """'98.71 % (≥ 98.50 %)', red where the target is missed."""
    found, wanted = share(measure, result), target(measure, name)
    if not ours or wanted is None or found is None:
        return percent(found)
    text = f"{percent(found)} [dim]({'≤' if at_most(measure) else '≥'} {percent(wanted)})[/dim]"
    return text if reached(measure, name, found) else f"[red]{text}[/red]"


def as_json(results: Results) -> dict[str, dict[str, dict[str, object]]]:
    """All figures, for keeping and comparing."""
    return {
        name: {
            reader: {
                "counts": {measure: [tally.faults, tally.total] for measure, tally in result.tallies.items()},
                "pages": result.pages, "cpu_page": result.cpu_page, "peak": result.peak,
            }
            for reader, result in readers.items()
        }
        for name, readers in results.items()
    }  # fmt: skip
