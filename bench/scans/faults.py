"""The worst that happened, so that it can be mended: silent errors first, the surest before the doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bench.scans.marks import Mark

ORDER = (
    "silent", "silent_cells", "lost", "rows_recall", "rows_precision", "upright", "level", "tables", "numeric",
    "values", "weights", "codes", "facts", "over_flagging", "cer",
)  # fmt: skip
LONG = 160  # characters of a text that are shown


def worst(marks: Iterable[Mark], show: int, order: Sequence[str] = ORDER) -> Iterator[str]:
    """At most `show` faults of each measure, one a line: place, what was read, what is printed, confidence."""
    faults: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.faults:
            faults.setdefault(mark.measure, []).append(mark)
    for measure in order:
        held = sorted(faults.get(measure, ()), key=_weight)
        if held and show:
            yield f"{measure}: {len(held)} faults"
            yield from (f"   {_told(mark)}" for mark in held[:show])


def _weight(mark: Mark) -> tuple[int, float]:
    """The more edits the worse, then the surer the worse."""
    return -mark.faults, -(mark.confidence or 0.0)


def _told(mark: Mark) -> str:
    sure = "" if mark.confidence is None else f"  confidence {mark.confidence:.2f}"
    return f"{mark.where}: read {_short(mark.got)}; printed {_short(mark.want)}{sure}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= LONG else text[:LONG] + "…")
