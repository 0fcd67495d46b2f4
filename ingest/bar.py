"""The progress bar of a terminal, drawn with rich."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

_SHOWN_EVERY = 0.1  # seconds


class _Rate(ProgressColumn):
    """Documents a second; blank until there is a speed."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


class Drawn:
    """A bar on stderr with rate and time left; see `ingest.progress.Progress`."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._shown = 0.0
        self._bar.start()

    def phase(self, words: str) -> None:
        """Shown as the bar's words, without an end in sight."""
        for task in self._bar.task_ids:
            self._bar.remove_task(task)
        self._bar.add_task(words, total=None)

    def reading(self, done: int, total: int) -> None:
        """Moves the bar, ten times a second at most."""
        now = time.monotonic()
        if now - self._shown >= _SHOWN_EVERY or done == total:
            self._shown = now
            self._bar.update(self._bar.task_ids[-1], completed=done, total=total)

    def close(self) -> None:
        """Takes the bar away."""
        self._bar.stop()
