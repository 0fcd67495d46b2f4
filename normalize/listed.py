"""Closed lists of names by which the rows of statistics go: months, divisions, districts, upazilas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

from normalize import months, places
from normalize.folding import fold

Listed = Literal["month", "division", "district", "upazila"]
LISTED: frozenset[str] = frozenset(get_args(Listed))

_FEWEST, _MOSTLY = 4, 0.6  # names in a column, and their share of its texts, from which on it is one of names


def kind_of(texts: Iterable[str]) -> Listed | None:
    """The list that most of a column's texts stand in; None: in no one list. Empty texts don't count."""
    printed = [text for text in texts if text.strip()]
    kinds: tuple[Listed, ...] = get_args(Listed)
    held = {kind: sum(is_listed(text, kind) for text in printed) for kind in kinds}
    best = max(kinds, key=lambda kind: held[kind])
    return best if held[best] >= max(_FEWEST, _MOSTLY * len(printed)) else None


def is_listed(text: str, kind: Listed) -> bool:
    """Whether a text is a name of the list, however it is spelled: জানুয়ারী is a month."""
    return fold(text) in _keys(kind)


@cache
def names(kind: Listed) -> tuple[str, ...]:
    """The names of a list, official spelling first."""
    return months.NAMES if kind == "month" else places.names(kind)


@cache
def _keys(kind: Listed) -> frozenset[str]:
    return frozenset(map(fold, names(kind)))
