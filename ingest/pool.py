"""Worker processes: hands each its next document, ends the ones that hang, replaces the ones that die.

Plain child processes with pipes rather than multiprocessing: that would run the caller's script again in each child,
and has no way to end one hanging task and keep the others.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest import errors, versions

_AHEAD = 2  # small tasks a worker holds: the one it reads and the next, so that it never waits for the parent
_SMALL = 64 << 10  # bytes; a larger file takes far longer than the parent's answer, and a second one could wait in vain
_START_SECONDS = 120.0
_LAST_BREATH = 2.0  # seconds from the end of its answers to the end of the process
_TICK = 1.0
_MOST_LEFT = 3  # pages of one document that may end a worker, each, before the document is given up
_ONE_THREAD = (  # workers are as many as processors
    "OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read: where it is, what it should be, and the name of its part.

    `leave`: pages not to be read, because reading them ended a worker: code and sentence of the cause by page.
    `password`: for a file that asks for one.
    """

    real: str
    sha256: str
    suffix: str
    size: int
    part: str
    leave: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a task. `kept`: the worker wrote the part itself. `code` None: all was read."""

    task: Task
    status: str
    code: str | None
    error: str | None
    kept: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of wall time, bytes of memory over a worker's baseline.

    Each page of a scan has the seconds for itself, and so has what comes after the last.
    """

    timeout: float = 120.0
    memory: int = 2 << 30


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    hand: deque[Task] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False
    page: int = 0  # that it said it began, of the document it reads
    retiring: bool = False  # it said that this was its last answer
    deaf: bool = False  # it takes no task any more; its end is still to be heard
    buffer: bytes = b""

    @property
    def takes_more(self) -> bool:
        """Whether it should be handed another task now."""
        return not (self.retiring or self.deaf or any(task.size > _SMALL for task in self.hand))


class Pool:
    """`jobs` workers that read tasks. Use as a context manager: leaving it ends every worker."""

    def __init__(
        self,
        jobs: int,
        shelf: Path,
        limits: Limits,
        log: Path,
        module: str = "ingest.worker",
        engine: str | None = None,
    ) -> None:
        """`engine`: the name of the one that reads pictures, None for the best there is."""
        self._command = [sys.executable, "-m", module, str(shelf), str(limits.memory), str(limits.timeout)]
        self._command += [engine] if engine else []
        self._limits, self._log, self._jobs = limits, log, jobs
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._again: deque[Task] = deque()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.rest()
        self._selector.close()

    def rest(self) -> None:
        """Ends the workers; the next `answers` starts new ones."""
        for worker in list(self._workers):
            self._end(worker)

    def start(self) -> None:
        """Starts the workers, so that they import while the parent still looks through the folder."""
        while len(self._workers) < self._jobs:
            self._start()

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Reads every task, in whatever order they end; each is answered exactly once."""
        waiting = iter(tasks)
        self.start()
        more = self._deal(waiting)
        while more or self._again or any(worker.hand for worker in self._workers):
            for key, _ in self._selector.select(self._patience()):
                yield from self._hear(key.data)
            yield from self._overdue()
            self.start()
            more = self._deal(waiting)

    def _start(self) -> None:
        environment = dict(os.environ)
        paths = [str(versions.ROOT), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
        environment |= dict.fromkeys(_ONE_THREAD, "1")
        environment["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # the other pools reserve address space beyond the limit
        with self._log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment
            )
        worker = _Worker(process, since=time.monotonic())
        self._workers.append(worker)
        if process.stdout:
            self._selector.register(process.stdout, selectors.EVENT_READ, worker)

    def _deal(self, waiting: Iterator[Task]) -> bool:
        """Fills the workers' hands; whether tasks may be left: all workers may be about to retire, none with a task."""
        for held in range(_AHEAD):  # one for everybody before a second for anybody
            for worker in self._workers:
                if len(worker.hand) == held and worker.takes_more:
                    task = self._again.popleft() if self._again else next(waiting, None)
                    if task is None:
                        return False
                    self._give(worker, task)
        return True

    def _give(self, worker: _Worker, task: Task) -> None:
        told = {"real": task.real, "sha256": task.sha256, "suffix": task.suffix, "size": task.size, "part": task.part}
        told |= {"leave": dict(task.leave), "password": task.password}  # not an argument: those can be listed
        try:
            if worker.process.stdin:
                worker.process.stdin.write(json.dumps(told).encode() + b"\n")
                worker.process.stdin.flush()
        except BrokenPipeError:
            worker.deaf = True
            self._again.append(task)
            return
        if worker.ready and not worker.hand:
            worker.since = time.monotonic()
        worker.hand.append(task)

    def _hear(self, worker: _Worker) -> Iterator[Answer]:
        if worker.process.stdout is None:
            return
        heard = os.read(worker.process.stdout.fileno(), 1 << 16)
        *lines, worker.buffer = (worker.buffer + heard).split(b"\n")
        for line in lines:
            yield from self._take(worker, json.loads(line))
        if not heard:
            yield from self._died(worker)

    def _take(self, worker: _Worker, told: dict[str, Any]) -> Iterator[Answer]:
        worker.since = time.monotonic()
        if "ready" in told:
            worker.ready = True
            return
        if "page" in told:
            worker.page = told["page"]
            return
        worker.retiring = bool(told["retire"])
        if told["code"] == errors.MemoryLimit.code and self._without_page(worker, told["code"], told["error"]):
            return
        task, worker.page = worker.hand.popleft(), 0
        yield Answer(task, told["status"], told["code"], told["error"], told["kept"], told["seconds"])

    def _died(self, worker: _Worker) -> Iterator[Answer]:
        status = self._end(worker, _LAST_BREATH)
        if not worker.ready:
            raise errors.WorkerUnable(f"A worker could not start (see {self._log}).")
        if worker.hand and not worker.retiring:
            how = f"signal {-status}" if status < 0 else f"exit {status}"
            what = f"page {worker.page}" if worker.page else "the file"
            yield from self._failed(
                worker, errors.WorkerCrashed(f"The worker that read {what} ended by itself ({how}).")
            )
        self._again.extend(worker.hand)

    def _overdue(self) -> Iterator[Answer]:
        now = time.monotonic()
        for worker in list(self._workers):
            waited = now - worker.since
            if not worker.ready and waited > max(_START_SECONDS, self._limits.timeout):
                raise errors.WorkerUnable(f"A worker did not start within {waited:.0f} seconds.")
            if worker.ready and worker.hand and waited > self._limits.timeout:
                self._end(worker)
                what = f"page {worker.page}" if worker.page else "the file"
                late = errors.TimeLimit(f"Reading {what} took more than {self._limits.timeout:g} seconds.")
                yield from self._failed(worker, late)
                self._again.extend(worker.hand)

    def _failed(self, worker: _Worker, error: errors.IngestError) -> Iterator[Answer]:
        if self._without_page(worker, error.code, str(error)):
            return
        seconds = round(time.monotonic() - worker.since, 4)
        yield Answer(worker.hand.popleft(), error.status, error.code, str(error), kept=False, seconds=seconds)

    def _without_page(self, worker: _Worker, code: str, sentence: str) -> bool:
        """Whether the document at hand can be read once more without the page that was being read."""
        task, page = worker.hand[0], worker.page
        if not page or page in task.leave or len(task.leave) >= _MOST_LEFT:
            return False
        worker.hand.popleft()
        worker.page = 0
        self._again.append(replace(task, leave={**task.leave, page: (code, sentence)}))
        return True

    def _patience(self) -> float:
        busy = [worker.since for worker in self._workers if worker.hand and worker.ready]
        left = min(busy, default=time.monotonic()) + self._limits.timeout - time.monotonic()
        return min(max(left, 0.0) + 0.01, _TICK)

    def _end(self, worker: _Worker, wait: float = 0.0) -> int:
        """Ends the worker, at once or when it has not ended by itself in time; how it ended (negative: by a signal)."""
        self._workers.remove(worker)
        if worker.process.stdout:
            self._selector.unregister(worker.process.stdout)
        try:
            status = worker.process.wait(wait)
        except subprocess.TimeoutExpired:
            worker.process.kill()
            status = worker.process.wait()
        for pipe in (worker.process.stdin, worker.process.stdout):
            with contextlib.suppress(BrokenPipeError):  # a task it never took is still in the pipe's buffer
                if pipe:
                    pipe.close()
        return status
