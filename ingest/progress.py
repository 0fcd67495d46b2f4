"""How far a run is: a bar with rate and time left on a terminal, a plain line now and then elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from typing import Protocol

_LINE_EVERY = 10.0  # seconds


class Progress(Protocol):
    """What a run tells while it works. `done` and `total` count documents to read."""

    def phase(self, words: str) -> None:
        """Something else than reading has begun."""

    def reading(self, done: int, total: int) -> None:
        """So many documents of so many are read."""

    def close(self) -> None:
        """The run is over."""


class Silent:
    """Tells nothing."""

    def phase(self, words: str) -> None:
        """Nothing."""

    def reading(self, done: int, total: int) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Lines:
    """Plain lines on stderr: one a phase, and one every ten seconds of reading."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()

    def phase(self, words: str) -> None:
        """One line."""
        self._start = self._last = time.monotonic()
        _tell(words)

    def reading(self, done: int, total: int) -> None:
        """One line when ten seconds have passed since the last."""
        now = time.monotonic()
        if now - self._last < _LINE_EVERY:
            return
        self._last = now
        rate = done / (now - self._start)
        left = (total - done) / rate if rate else 0.0
        words = f"{done:,} of {total:,} documents read, {rate:.0f}/s, about {left:.0f} s left"
        _tell(words)

    def close(self) -> None:
        """Nothing: the lines stand."""


def fitting(*, quiet: bool) -> Progress:
    """The progress that fits where stderr goes."""
    if quiet:
        return Silent()
    if not sys.stderr.isatty():
        return Lines()
    from ingest.bar import Drawn

    return Drawn()


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
