"""Running a command and watching what it costs: wall and processor seconds, memory of it and all it starts."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command took: seconds, processor seconds, and bytes of memory.

    `peak`: the largest sum of proportional set sizes; `largest`: the largest resident size of any of its processes.
    """

    code: int
    seconds: float
    cpu: float
    peak: int
    largest: int


def watched(command: Sequence[str]) -> Watched:
    """Run a command to its end. Processor time is that of all it starts and waits for."""
    before, start, peak, largest = os.times(), time.monotonic(), 0, 0
    process = subprocess.Popen(command)  # noqa: S603 - our own program
    while process.poll() is None:
        pids = list(_tree(process.pid))
        peak = max(peak, sum(_number(pid, "smaps_rollup", "Pss:") for pid in pids))
        largest = max([largest, *(_number(pid, "status", "VmHWM:") for pid in pids)])
        time.sleep(_SAMPLE if time.monotonic() - start > _SAMPLE else _SAMPLE / 10)
    seconds, after = time.monotonic() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Watched(process.returncode, seconds, cpu, peak, largest)


def _tree(root: int) -> Iterator[int]:
    """A process and its descendants."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        children = _read(Path(f"/proc/{pid}/task/{pid}/children"))
        waiting.extend(int(child) for child in children.split())


def _number(pid: int, file: str, head: str) -> int:
    """A size from /proc in bytes; 0 where the process has just ended."""
    for line in _read(Path(f"/proc/{pid}/{file}")).splitlines():
        if line.startswith(head):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
