"""Damage to reports, with the truth kept in step: each kind has a name, and says what a careful clerk notices."""

from __future__ import annotations

from collections.abc import Callable

from bench.damage_figures import FIGURES
from bench.damage_losses import LOSSES
from bench.damage_rows import ROWS
from bench.damage_tables import TABLES
from bench.damage_words import WORDS
from bench.figures import Hand, dice
from bench.reports import FORMS, close, draft
from bench.sheet import Report

MUTATIONS: dict[str, Callable[[Report, Hand], bool]] = {**FIGURES, **LOSSES, **TABLES, **ROWS, **WORDS}


def attempt(seed: int, form: str | None, fmt: str | None, mutation: str) -> Report | None:
    """The report of the seed with this damage, or None where it doesn't fit."""
    for turn in range(4):
        made, hand = draft(seed, form, fmt)
        for _ in range(turn):
            hand.chance.random()  # other dice than in the turn before
        if MUTATIONS[mutation](made, hand):
            break
    else:
        return None
    made.mutation = mutation
    head, dot, ending = made.name.rpartition(".")
    made.name = f"{head}_{mutation}{dot}{ending}"
    return close(made)


def mutated(seed: int, form: str | None = None, fmt: str | None = None, mutation: str | None = None) -> Report:
    """A damaged report. Where damage and form don't fit: another damage, or another form if the damage is named."""
    chance = dice(seed + 1_000_003)
    names = [mutation] if mutation else chance.sample(list(MUTATIONS), len(MUTATIONS))
    forms = [form] if form else [None, *chance.sample(list(FORMS), len(FORMS))]
    for name in names:
        for one in forms[:1] if mutation is None else forms:
            made = attempt(seed, one, fmt, name)
            if made is not None:
                return made
    made, _ = draft(seed, form, fmt)
    return close(made)
