"""OUT/run.jsonl: a line for each run's start and end and for each document read, with times; the tables have none."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

_FLUSH_EVERY = 256  # lines


class Journal:
    """Appends lines of JSON; a line that a killed run left unfinished is ended first, so that the others parse."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None
        self._since_flush = 0

    def __enter__(self) -> Journal:
        cut = self._path.exists() and self._path.stat().st_size > 0 and not _ends_line(self._path)
        self._file = self._path.open("a", encoding="utf-8", newline="\n")
        if cut:
            self._file.write("\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def line(self, event: str, **told: Any) -> None:  # noqa: ANN401 - anything JSON holds
        """Writes one line: {"event": …, "at": seconds since 1970, …}."""
        if self._file is None:
            return
        text = json.dumps({"event": event, "at": round(time.time(), 3), **told}, ensure_ascii=False, default=str)
        self._file.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
        self._since_flush += 1
        if event != "document" or self._since_flush >= _FLUSH_EVERY:
            self._file.flush()
            self._since_flush = 0


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
