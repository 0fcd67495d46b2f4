"""What digital documents must reach, by set."""

from __future__ import annotations

from bench.digital.sets import KINDS
from bench.scans.marks import LOWER_IS_BETTER

FAULTS = frozenset({"malformed", "pixels", "unseen"})  # measures of our own that count faults
TRUSTED = {"cells": 0.999, "pixels": 0.01}
OFFICE = {"cells": 1.0}
BROKEN = {"numeric": 0.995, "silent": 0.002, "unseen": 0.0}
LATTICE_RATIO = 0.5  # times the processor time of camelot lattice, at most
PLUMBER_RATIO = 1.0  # times that of pdfplumber's extract_tables, at most
PEAK_MB = 300
GROWTH = 0.1  # by which memory may grow from a tenth of a long document to its end


def target(measure: str, name: str) -> float | None:
    """The share wanted of a set, None where none is set."""
    wanted = {"good": TRUSTED, "broken": BROKEN, "none": OFFICE}[KINDS[name].layer]
    return 0.0 if measure == "malformed" else wanted.get(measure)


def at_most(measure: str) -> bool:
    """Whether less is better."""
    return measure in FAULTS or measure in LOWER_IS_BETTER


def reached(measure: str, name: str, share: float | None) -> bool | None:
    """Whether the target is reached; None where there is none or nothing was judged."""
    wanted = target(measure, name)
    if wanted is None or share is None:
        return None
    return share <= wanted if at_most(measure) else share >= wanted
