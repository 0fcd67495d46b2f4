"""One run over a folder: what is new is read by the workers, then the dataset is written anew from all the parts."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest import compaction, dictionary, errors, outcome, parts, readings, schema, versions
from ingest.folder import Entry, entries
from ingest.journal import Journal
from ingest.pool import Answer, Limits, Pool, Task
from ingest.progress import Progress, Silent
from ingest.store import Output, refuse_foreign
from ingest.summary import Summary, as_json, counted, summary

_DAMAGE_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose. `jobs` workers; `limits` of one document; failed ones are read again where asked.

    `password`: for files that ask for one; those that failed without it are read again.
    """

    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    progress: Progress = field(default_factory=Silent)
    worker: str = "ingest.worker"  # the module that a worker process runs
    engine: str | None = None  # the name of the one that reads pictures, None for the best there is
    password: str | None = field(default=None, repr=False)


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0))


def ingest_folder(folder: Path, out: Path, settings: Settings) -> Summary:
    """Reads every report under `folder` and leaves the dataset in `out`. IngestError where the run can't be done."""
    start = time.monotonic()
    if not folder.is_dir():
        raise errors.FolderMissing(f"{folder} is not a folder." if folder.exists() else f"There is no folder {folder}.")
    if out.exists() and out.samefile(folder):
        raise errors.ForeignOutput("OUT must be another folder than the one with the reports.")
    refuse_foreign(out)
    try:
        with Output(out) as output, Journal(out / "run.jsonl") as journal:
            journal.line("start", folder=folder, jobs=settings.jobs, pipeline_version=versions.pipeline_version())
            try:
                account = _Run(folder, output, settings, journal).done(start)
            except BaseException as error:
                journal.line("stopped", cause=type(error).__name__, words=str(error))
                raise
            journal.line("end", **as_json(account))
            return account
    except OSError as error:
        raise errors.from_os_error(error, str(out)) from error


class _Run:
    """The steps of one run, in order."""

    def __init__(self, folder: Path, output: Output, settings: Settings, journal: Journal) -> None:
        self._folder, self._output, self._settings, self._journal = folder, output, settings, journal
        self._failures: dict[str, errors.IngestError] = {}  # by doc_id: what the machine or folder is the cause of
        self._read = 0

    def done(self, start: float) -> Summary:
        self._settings.progress.phase("Looking through the folder")
        found = entries(self._folder, self._output.out)
        if not found:
            raise errors.NoReports(f"There is no file to read in {self._folder}; nothing was changed.")
        names = part_names(found, self._settings.engine)
        kept = self._known(found, names)
        if kept is None:
            with self._pool() as pool:
                self._read_new(found, names, pool)
                kept = self._write(found, names, pool)
        told = {"folder": self._folder, "out": self._output.out, "read": self._read}
        unchanged = sum(1 for entry in found if entry.sha256) - self._read
        return summary(kept, **told, unchanged=max(unchanged, 0), seconds=round(time.monotonic() - start, 3))

    def _known(self, found: list[Entry], names: dict[str, str]) -> dict[str, Any] | None:
        """The last run's counts, where nothing has changed since."""
        state = self._output.state
        if state.get("fingerprint") != fingerprint(found, names):
            return None
        if self._to_retry():
            return None
        kept: dict[str, Any] = state["counts"]
        return kept

    def _read_new(self, found: list[Entry], names: dict[str, str], pool: Pool) -> None:
        shelf = self._output.shelf
        there = shelf.names()
        for path in self._to_retry():
            path.unlink()
            there.pop(path.stem, None)
        tasks = [replace(task, password=self._settings.password) for task in _tasks(found, names, there)]
        if not tasks:
            return
        progress = self._settings.progress
        progress.phase(f"Reading {len(tasks):,} documents")
        for done, answer in enumerate(pool.answers(tasks), 1):
            self._took(answer)
            progress.reading(done, len(tasks))
        pool.rest()  # their memory is better used for writing

    def _to_retry(self) -> list[Path]:
        """The parts of failed documents that are to be read again: all where asked, locked ones with a password."""
        chosen, failed_parts = self._settings, self._output.shelf.failed
        if chosen.retry_failed:
            return failed_parts()
        return [path for path in failed_parts() if _locked(path)] if chosen.password else []

    def _took(self, answer: Answer) -> None:
        task = answer.task
        told = {"seconds": answer.seconds, "status": answer.status, "error_code": answer.code}
        self._journal.line("document", doc_id=task.sha256[:16], file=task.real, **told)
        self._read += 1
        if answer.code is None or answer.kept:
            return
        error = errors.error_classes().get(answer.code, errors.IngestError)(answer.error or "")
        if isinstance(error, errors.OutputUnusable):
            raise error
        if error.retry:
            self._failures[task.sha256[:16]] = error
            return
        row = outcome.failed(error, task.sha256, task.size).row()
        self._output.shelf.write(task.part, parts.encode(row, None), failed=True)

    def _write(self, found: list[Entry], names: dict[str, str], pool: Pool) -> dict[str, Any]:
        """The new dataset in place; parts that turn out damaged are read again first."""
        self._settings.progress.phase("Writing the dataset")
        for _ in range(_DAMAGE_ROUNDS):
            sources = self._sources(found, names)
            place = self._output.fresh()
            try:
                counts = compaction.compact(sources, place)
                break
            except (parts.PartDamaged, FileNotFoundError):
                for path in compaction.damaged(sources):
                    path.unlink(missing_ok=True)
                self._read_new(found, names, pool)
        else:
            raise errors.OutputUnusable("The parts in OUT can't be read back.")
        dictionary.write(place)
        kept = counted(counts)
        final = [source.entry for source in sources]
        self._output.publish({"fingerprint": fingerprint(final, names), "counts": kept})
        self._output.shelf.sweep({source.part for source in sources if source.part})
        readings.sweep(self._output.work / "readings", {entry.doc_id for entry in final if entry.doc_id})
        return kept

    def _sources(self, found: list[Entry], names: dict[str, str]) -> list[compaction.Source]:
        there = self._output.shelf.names()
        sources = []
        for entry in found:
            failure = self._failures.get(entry.doc_id or "")
            part = there.get(names.get(entry.doc_id or "", "")) if failure is None else None
            sources.append(compaction.Source(replace(entry, error=failure) if failure else entry, part))
        return sources

    def _pool(self) -> Pool:
        log = self._output.work / "workers.log"
        log.write_bytes(b"")
        chosen = self._settings
        return Pool(chosen.jobs, self._output.shelf.folder, chosen.limits, log, chosen.worker, chosen.engine)


def _locked(path: Path) -> bool:
    """Whether the document of a failed part asked for a password."""
    try:
        row = parts.decode_document(path.read_bytes())
    except parts.PartDamaged:
        return False
    return bool(row.column("error_code")[0].as_py() == errors.PasswordNeeded.code)


def part_names(found: list[Entry], engine: str | None = None) -> dict[str, str]:
    """The name of each content's part by doc_id: content, versions, and the ending of the first file that has it."""
    rules = f"{versions.pipeline_version()}\0{versions.eyes(engine)}"
    names: dict[str, str] = {}
    for entry in found:
        if entry.sha256 and entry.sha256[:16] not in names:
            key = f"{rules}\0{entry.suffix}".encode()
            names[entry.sha256[:16]] = f"{entry.sha256[:16]}-{hashlib.sha256(key).hexdigest()[:12]}"
    return names


def fingerprint(found: list[Entry], names: dict[str, str]) -> str:
    """One hash of everything the dataset is a function of: files, contents, causes and versions."""
    rules = (schema.SCHEMA_VERSION, versions.store_version(), versions.pipeline_version())
    hashed = hashlib.sha256("\0".join(rules).encode())
    for entry in found:
        cause = f"{entry.error.code}: {entry.error}" if entry.error else ""
        told = (entry.path, str(entry.size), entry.sha256 or "", names.get(entry.doc_id or "", ""), cause)
        hashed.update(("\0".join(told) + "\n").encode())
    return hashed.hexdigest()


def _tasks(found: list[Entry], names: dict[str, str], there: dict[str, Path]) -> Iterator[Task]:
    """What is to be read, the largest first: no worker is left alone with one that begins last."""
    seen: set[str] = set()
    for entry in sorted(found, key=lambda entry: -(entry.size or 0)):
        part = names.get(entry.doc_id or "")
        if part is None or part in there or part in seen or entry.sha256 is None:
            continue
        seen.add(part)
        yield Task(entry.real, entry.sha256, entry.suffix, entry.size or 0, part)
