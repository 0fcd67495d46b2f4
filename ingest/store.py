"""The folder OUT: its lock, the shelf of parts, the state of the last run, and the swap to a new dataset.

OUT/.protibedon holds what is ours alone. A new dataset is written to `next`, which is renamed to `ready` when it is
whole, and then moved into place; a run that finds `ready` first completes that move, so a kill at any moment leaves
the old dataset, the new one, or a state that the next run repairs.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from ingest import errors
from ingest.folder import WORKING_FOLDER

_WHOLE, _FAILED = ".arrow", ".failed"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The parts: one file per content and version, `ab/<name>.arrow`, or `.failed` where nothing could be read."""

    folder: Path

    def write(self, name: str, data: bytes, *, failed: bool) -> None:
        """Puts a part in place in one step. OSError."""
        target = self.path(name, failed=failed)
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def path(self, name: str, *, failed: bool) -> Path:
        """Where a part stands."""
        return self.folder / name[:2] / f"{name}{_FAILED if failed else _WHOLE}"

    def names(self) -> dict[str, Path]:
        """Every part by name. A name with both endings counts as read."""
        found: dict[str, Path] = {}
        for file in self._files():
            if file.suffix == _WHOLE or (file.suffix == _FAILED and file.stem not in found):
                found[file.stem] = file
        return found

    def failed(self) -> list[Path]:
        """The parts of documents of which nothing could be read."""
        return [file for file in self._files() if file.suffix == _FAILED]

    def sweep(self, keep: set[Path]) -> int:
        """Removes every file that is not to be kept; how many."""
        gone = [file for file in self._files() if file not in keep]
        for file in gone:
            file.unlink(missing_ok=True)
        return len(gone)

    def _files(self) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        for drawer in sorted(self.folder.iterdir()):
            with os.scandir(drawer) as listing:
                yield from (drawer / item.name for item in listing)


class Output:
    """OUT, held by this run alone from `__enter__` to `__exit__`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.work = out / WORKING_FOLDER
        self.shelf = Shelf(self.work / "parts")
        self._lock: int | None = None

    def __enter__(self) -> Output:
        refuse_foreign(self.out)
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            self._repair()
        except OSError as error:
            self._release()
            raise _unusable(error, self.out) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    @property
    def state(self) -> dict[str, Any]:
        """What the last finished run left: fingerprint, files with sizes, summary; {} where there is none to trust."""
        try:
            told = json.loads((self.work / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) and self._stands(told) else {}

    def fresh(self) -> Path:
        """An empty folder to write the next dataset to."""
        place = self.work / "next"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        return place

    def publish(self, state: dict[str, Any]) -> None:
        """Moves what `fresh` gave into place, with the state that describes it. OSError."""
        place = self.work / "next"
        files = sorted(file for file in place.rglob("*") if file.is_file())
        state = state | {"files": {file.relative_to(place).as_posix(): file.stat().st_size for file in files}}
        (place / "state.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        for file in [*files, place / "state.json"]:
            _settle(file)
        place.rename(self.work / "ready")
        self._repair()

    def _repair(self) -> None:
        """Completes a move that a killed run began, and removes what such a run left."""
        ready, old = self.work / "ready", self.work / "old"
        if ready.is_dir():
            (self.work / "state.json").unlink(missing_ok=True)
            for item in sorted(ready.iterdir(), key=lambda item: (item.name == "state.json", item.name)):
                target = (self.work if item.name == "state.json" else self.out) / item.name
                if target.is_dir():
                    shutil.rmtree(old, ignore_errors=True)
                    target.rename(old)
                item.rename(target)
            ready.rmdir()
            _settle(self.out)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(self.work / "next", ignore_errors=True)

    def _stands(self, state: dict[str, Any]) -> bool:
        """Whether the dataset is as that run left it, as far as names and sizes tell."""
        with contextlib.suppress(OSError):
            return all((self.out / name).stat().st_size == size for name, size in state.get("files", {}).items())
        return False

    def _take_lock(self) -> None:
        self._lock = os.open(self.work / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            self._release()
            raise errors.OutputLocked(f"Another run is writing to {self.out}.") from error

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def refuse_foreign(out: Path) -> None:
    """ForeignOutput where OUT is a file, or holds files but neither our working folder nor our descriptor."""
    if not out.exists():
        return
    if not out.is_dir():
        raise errors.ForeignOutput(f"{out} is a file, not a folder.")
    try:
        names = {item.name for item in out.iterdir()}
    except OSError as error:
        raise _unusable(error, out) from error
    if names and WORKING_FOLDER not in names and not _our_descriptor(out / "datapackage.json"):
        raise errors.ForeignOutput(f"{out} holds files that this program did not write.")


def _our_descriptor(file: Path) -> bool:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("name") == "protibedon-dataset"


def _settle(path: Path) -> None:
    """Forces a file or folder to the disk, so that a rename never outlives what it names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unusable(error: OSError, out: Path) -> errors.IngestError:
    cause = errors.from_os_error(error, str(out))
    if isinstance(cause, errors.DiskFull):
        return cause
    return errors.OutputUnusable(f"{out} can't be written: {error.strerror or type(error).__name__}.")
