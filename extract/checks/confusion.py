"""Digits that scanners confuse, and what a printed figure may have been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from normalize import read

# pairs seen confused in real reports, either way (Bengali shapes; the Latin twins go with them)
PAIRS = (("১", "২"), ("৪", "৮"), ("৬", "৮"), ("৭", "১"), ("1", "2"), ("4", "8"), ("6", "8"), ("7", "1"))


def variants(raw: str) -> Iterator[str]:
    """The text with one digit exchanged for one that it is often confused with, each way that is possible."""
    for k, digit in enumerate(raw):
        for a, b in PAIRS:
            if digit in (a, b):
                yield raw[:k] + (b if digit == a else a) + raw[k + 1 :]


@lru_cache(maxsize=4096)
def readings_of(raw: str) -> tuple[tuple[str, float], ...]:
    """Numbers that a printed number may have been, with their texts: '১৬' → ২৬ 26, ১৮ 18, ৭৬ 76."""
    found = ((text, read(text, "any")) for text in variants(raw.strip()))
    return tuple((text, r.number) for text, r in found if r.status == "ok" and r.number is not None)


@lru_cache(maxsize=4096)
def dates_of(raw: str) -> tuple[tuple[str, date], ...]:
    """Dates that a printed date may have been, with their texts: '৩২/০৭/২৩' → ৩১/০৭/২৩, ২৩-০৭-… impossible ones not."""
    found = ((text, read(text, "date")) for text in variants(raw.strip()))
    return tuple((text, r.date) for text, r in found if r.status == "ok" and r.date is not None)
