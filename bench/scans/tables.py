"""The figures as tables for people: our own measures beside their targets, and the peers beside us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.table import Table

from bench.scans.marks import LOWER_IS_BETTER, Tally
from bench.scans.targets import reached, target

OURS = "Protibedon"
SHOWN = (
    "upright", "level", "tables", "grid", "grid_precision", "numeric", "cells", "silent", "silent_cells", "values",
    "lost", "cer", "cer_raw", "rows_recall", "rows_precision", "codes", "weights", "facts", "over_flagging",
)  # fmt: skip
SHARED = ("grid", "grid_precision", "numeric", "cells", "cer_raw")  # what peers are judged by


@dataclass(slots=True)
class Result:
    """One reader on one quality: tallies by measure, pages, and what they cost."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    pages: int = 0
    cpu: float = 0.0  # seconds in all
    seconds: float = 0.0
    peak: int = 0  # bytes of the largest process

    @property
    def cpu_page(self) -> float | None:
        """Processor seconds a page."""
        return self.cpu / self.pages if self.pages else None

    def share(self, measure: str) -> float | None:
        """One measure."""
        tally = self.tallies.get(measure)
        return tally.share(measure) if tally else None


Results = Mapping[str, Mapping[str, Result]]  # reader, quality


def percent(share: float | None) -> str:
    """0.98712 → '98.71 %'."""
    return "-" if share is None else f"{100 * share:.2f} %"


def own_table(results: Mapping[str, Result], title: str) -> Table:
    """One row a measure, one column a quality; the target and whether it is met beside each share."""
    made = Table(title=title, title_justify="left")
    made.add_column("measure")
    for quality, result in results.items():
        made.add_column(f"{quality}\n{result.pages} pages", justify="right")
    for measure in (m for m in SHOWN if any(m in result.tallies for result in results.values())):
        made.add_row(measure, *(_cell(measure, quality, result) for quality, result in results.items()))
    made.add_section()
    made.add_row("CPU s/page", *(_number(result.cpu_page) for result in results.values()))
    made.add_row("pages/s", *(_number(r.pages / r.seconds if r.seconds else None) for r in results.values()))
    made.add_row("peak MB a process", *(_number(r.peak / 2**20 or None, 0) for r in results.values()))
    return made


def peer_table(results: Results) -> Table:
    """One row a reader and quality: the measures that all share, on the same pages, and the processor time."""
    made = Table(title="Beside peers, on the same pages (grid: - where the peer was given it)", title_justify="left")
    for head in ("quality", "reader", "pages"):
        made.add_column(head)
    for measure in (*SHARED, "CPU s/page"):
        made.add_column(measure, justify="right")
    for quality in dict.fromkeys(quality for held in results.values() for quality in held):
        made.add_section()
        for reader, held in results.items():
            if quality in held:
                result = held[quality]
                shares = [percent(result.share(measure)) for measure in SHARED]
                made.add_row(quality, reader, str(result.pages), *shares, _number(result.cpu_page))
    return made


def as_json(results: Results) -> dict[str, dict[str, dict[str, object]]]:
    """All figures, for keeping and comparing."""
    return {
        reader: {
            quality: {
                **{measure: result.share(measure) for measure in result.tallies},
                "counts": {m: [t.faults, t.total] for m, t in result.tallies.items()},
                "pages": result.pages, "cpu_page": result.cpu_page, "seconds": result.seconds, "peak": result.peak,
            }
            for quality, result in held.items()
        }
        for reader, held in results.items()
    }  # fmt: skip


def _cell(measure: str, quality: str, result: Result) -> str:
    """'98.71 % (≥ 98.50 %)', red where the target is missed."""
    share, wanted = result.share(measure), target(measure, quality)
    if wanted is None:
        return percent(share)
    sign = "≤" if measure in LOWER_IS_BETTER else "≥"
    text = f"{percent(share)} [dim]({sign} {percent(wanted)})[/dim]"
    return text if reached(measure, quality, share) in (True, None) else f"[red]{text}[/red]"


def _number(value: float | None, digits: int = 2) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
