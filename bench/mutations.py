"""Damage to reports, with the truth kept in step: each kind has a name, and says what a careful clerk notices."""

from __future__ import annotations

from collections.abc import Callable

from bench.figures import Hand
from bench.reports import close, draft
from bench.sheet import Report

MUTATIONS: dict[str, Callable[[Report, Hand], bool]] = {}


def mutated(seed: int, form: str | None = None, fmt: str | None = None, mutation: str | None = None) -> Report:
    """A damaged report; clean where the damage doesn't fit."""
    made, _ = draft(seed, form, fmt)
    return close(made)
