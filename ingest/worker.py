"""One worker process: reads documents that the parent names, one line of JSON each, and writes their parts.

Started as `python -m ingest.worker PARTS MEMORY TIMEOUT [ENGINE]`; tasks come on standard input, answers leave on
standard output. A process of its own: a hang, a crash or a hunger for memory ends with this one document.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any, BinaryIO

from ingest import errors, parts, run, store
from ingest.outcome import Outcome, failed

_RENEW_AFTER = 5_000  # documents; keeps what libraries leak bounded
_RENEW_GROWTH = 320 << 20  # bytes that documents may leave the process grown; what reads pictures takes 150 MB of it
_GRACE = 5.0  # seconds after the parent's own limit: only an orphan lives that long


def serve(
    tasks: Iterator[bytes], answers: BinaryIO, shelf: store.Shelf, timeout: float, engine: str | None = None
) -> None:
    """Answers every task until the input ends or the process has grown old; the last answer then says `retire`.

    Before each page of a scan it sends the page's number: the page then has the time limit for itself.
    """

    def begun(page: int) -> None:
        faulthandler.dump_traceback_later(timeout + _GRACE, exit=True, file=sys.stderr)
        try:
            _send(answers, {"page": page})
        except BrokenPipeError:  # the parent was killed; raised in here, it would pass for a defect of the rules
            os._exit(0)

    _send(answers, {"ready": True})
    start = _resident()
    for done, line in enumerate(tasks, 1):
        task = json.loads(line)
        faulthandler.dump_traceback_later(timeout + _GRACE, exit=True, file=sys.stderr)
        answer = _answer(task, shelf, engine, begun)
        faulthandler.cancel_dump_traceback_later()
        grown = _resident() - start > _RENEW_GROWTH
        answer["retire"] = grown or done >= _RENEW_AFTER or answer["code"] == errors.MemoryLimit.code
        _send(answers, answer)
        if answer["retire"]:
            return


def _answer(
    task: dict[str, Any], shelf: store.Shelf, engine: str | None, begun: Callable[[int], None]
) -> dict[str, Any]:
    start = time.perf_counter()
    answer: dict[str, Any] = {"status": "failed", "code": None, "error": None, "kept": True}
    try:
        outcome = _read(task, shelf, engine, begun)
        answer.update(status=outcome.status, code=outcome.error_code, error=outcome.error)
        shelf.write(task["part"], parts.encode(outcome.row(), outcome.extraction), failed=outcome.status == "failed")
    except errors.IngestError as error:
        answer.update(code=error.code, error=str(error), kept=False)
    except OSError as error:
        cause = errors.from_os_error(error, "The part")
        answer.update(code=cause.code, error=str(cause), kept=False)
    answer["seconds"] = round(time.perf_counter() - start, 4)
    return answer


def _read(task: dict[str, Any], shelf: store.Shelf, engine: str | None, begun: Callable[[int], None]) -> Outcome:
    causes = errors.error_classes()
    leave = {int(page): causes[code](sentence) for page, (code, sentence) in task["leave"].items()}
    terms = run.Terms(leave, begun, shelf.folder.parent / "readings", task["password"])
    try:
        return run.document(task["real"], task["sha256"], task["suffix"], engine, terms)
    except MemoryError:
        sentence = "Reading the file needed more memory than the limit allows."
        return failed(errors.MemoryLimit(sentence), task["sha256"], task["size"])


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _resident() -> int:
    """Bytes of memory that the process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def _limit_memory(allowance: int) -> None:
    """Lets the process grow by `allowance` bytes of address space over what the warm imports took."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + allowance
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


class WithoutPandas(MetaPathFinder):
    """Makes pyarrow do without pandas, which it looks for at its first array: 48 MB that no worker needs."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:  # noqa: ARG002
        """Nothing, as every finder does of what it does not know, but that there is no pandas."""
        if fullname == "pandas":
            raise ModuleNotFoundError("A worker does without pandas.", name=fullname)


def main() -> None:
    """Serves tasks from standard input; whatever a library prints goes to the log, not among the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    folder, memory, timeout, *engine = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    faulthandler.enable()
    sys.meta_path.insert(0, WithoutPandas())
    _limit_memory(int(memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.collect()
    gc.freeze()
    try:
        serve(iter(sys.stdin.buffer.readline, b""), answers, store.Shelf(Path(folder)), float(timeout), *engine)
    except BrokenPipeError:  # the parent was killed: nobody waits for an answer
        os._exit(0)


if __name__ == "__main__":
    main()
