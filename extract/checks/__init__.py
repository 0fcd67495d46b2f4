"""Integrity rules: each a small function from a read table to issues. `run` runs them all.

A rule that needs the document's facts stands in `run` by name; all others are listed in their module's RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.checks import codes, dates, decisions, legibility, quarters, structure, targets, texts, weights
from extract.model import Issue
from extract.records import Facts
from extract.sheet import Sheet

Rule = Callable[[Sheet], Iterator[Issue]]
# codes come first: they settle which indicators are alternatives, which the sums of weights need to know
RULES: tuple[Rule, ...] = (
    *codes.RULES, *structure.RULES, *weights.RULES, *targets.RULES, *quarters.RULES, *dates.RULES, *decisions.RULES,
    *texts.RULES, *legibility.RULES,
)  # fmt: skip


def run(sheet: Sheet, facts: Facts) -> list[Issue]:
    """All issues of one table, in the order of the rules."""
    found = list(sheet.findings)
    for rule in RULES:
        found += rule(sheet)
    found += dates.out_of_period(sheet, facts)
    return found
