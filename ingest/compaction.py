"""Parts → the visible dataset: seven Parquet tables, sorted, in row groups of a fixed number of rows.

A pure function of the folder's files and their parts: the same bytes whatever the number of workers and interruptions.
Memory is bounded by one row group a table and one document, however many documents there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from ingest import parts, schema, versions
from ingest.folder import Entry

# Rows a group: few where a row is long, so that no table waits in memory for thousands of documents.
GROUP_ROWS = {
    "documents": 1_024,
    "pages": 8_192,
    "tables": 1_024,
    "cells": 8_192,
    "indicators": 2_048,
    "values": 8_192,
    "issues": 2_048,
}
FILE_GROUPS = 64
_PENDING = 16  # batches: each keeps alive everything its document holds, so they are soon copied and joined


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the folder and where its part stands; None where it could not be read this time."""

    entry: Entry
    part: Path | None


@dataclass
class Counts:
    """What was written, for the closing summary."""

    rows: dict[str, int] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    error_codes: Counter[str] = field(default_factory=Counter)
    issues: Counter[tuple[str, str]] = field(default_factory=Counter)  # by code and severity
    review: int = 0


class TableWriter:
    """One table's Parquet files: rows come in batches of any size and leave in groups of a fixed one."""

    def __init__(self, folder: Path, name: str) -> None:
        self.rows = 0
        self._folder = folder / name
        self._folder.mkdir()
        self._group = GROUP_ROWS[name]
        metadata = {"schema_version": schema.SCHEMA_VERSION, "pipeline_version": versions.pipeline_version()}
        self._schema = schema.arrow_schema(name).with_metadata(metadata)
        self._pending: list[pa.RecordBatch] = []
        self._pending_rows = 0
        self._writer: pq.ParquetWriter | None = None
        self._files = 0

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush(1)
            if self._writer is None:  # a table without rows is a file all the same
                self._file()
        if self._writer:
            self._writer.close()

    def add(self, batch: pa.RecordBatch) -> None:
        """Takes rows; they are in the files when the writer is left."""
        if not batch.num_rows:
            return
        self._pending.append(batch)
        self._pending_rows += batch.num_rows
        if self._pending_rows >= self._group:
            self._flush(self._group)
        elif len(self._pending) >= _PENDING:
            self._pending = self._joined().to_batches()

    def _joined(self) -> pa.Table:
        return pa.Table.from_batches(self._pending, self._pending[0].schema).combine_chunks()

    def _flush(self, least: int) -> None:
        """Writes full groups while at least `least` rows wait."""
        if self._pending_rows < least:
            return
        table, start = self._joined(), 0
        while table.num_rows - start >= least:
            group = table.slice(start, self._group).replace_schema_metadata(self._schema.metadata)
            self._file().write_table(group.combine_chunks(), row_group_size=self._group)
            self.rows += group.num_rows
            start += group.num_rows
        self._pending = table.slice(start).combine_chunks().to_batches()
        self._pending_rows = table.num_rows - start

    def _file(self) -> pq.ParquetWriter:
        if self._writer and self.rows >= self._files * FILE_GROUPS * self._group:
            self._writer.close()
            self._writer = None
        if self._writer is None:
            path = self._folder / f"part-{self._files:05d}.parquet"
            self._writer = pq.ParquetWriter(path, self._schema, version="2.6", compression="zstd", compression_level=3)
            self._files += 1
        return self._writer


def compact(sources: list[Source], place: Path) -> Counts:
    """Writes the seven tables to `place`; `sources` are sorted by path. parts.PartDamaged: see `damaged`."""
    counts, pool = Counts(), pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())  # 40 MB less at its peak than the pools that keep what was freed
    try:
        _documents(sources, place, counts)
        _content(sources, place, counts)
    finally:
        pa.set_memory_pool(pool)
    return counts


def damaged(sources: Iterable[Source]) -> list[Path]:
    """The parts that can't be read back."""
    found = []
    for path in sorted({source.part for source in sources if source.part}):
        try:
            parts.decode_document(path.read_bytes())
            parts.decode_content(path.read_bytes())
        except (parts.PartDamaged, FileNotFoundError):
            found.append(path)
    return found


def _documents(sources: list[Source], place: Path, counts: Counts) -> None:
    fields = schema.arrow_schema("documents")
    with TableWriter(place, "documents") as writer:
        for start in range(0, len(sources), _PENDING):
            some = sources[start : start + _PENDING]
            rows = pa.Table.from_batches([_document(source) for source in some])
            shown = pa.array([source.entry.path for source in some], pa.string())
            version = pa.array([versions.pipeline_version()] * len(some), pa.string())
            whole = rows.append_column("path", shown).append_column("pipeline_version", version)
            table = whole.select(fields.names).combine_chunks()
            counts.statuses.update(table["status"].to_pylist())
            counts.error_codes.update(code for code in table["error_code"].to_pylist() if code)
            for batch in table.to_batches():
                writer.add(batch)
    counts.rows["documents"] = writer.rows


def _document(source: Source) -> pa.RecordBatch:
    if source.part:
        with source.part.open("rb") as file:
            start = file.read(parts.HEAD_BYTES)
            return parts.decode_document(start + file.read(parts.head_size(start) - len(start)))
    entry, error = source.entry, source.entry.error
    row: dict[str, object] = {
        "doc_id": entry.doc_id,
        "sha256": entry.sha256,
        "bytes": entry.size,
        "status": error.status if error else "failed",
        "error_code": error.code if error else None,
        "error": str(error) if error else None,
        "plan_types": [],
        "signatories": [],
        "footnotes": [],
        "languages": [],
    }
    return parts.document_batch([row])


def _content(sources: list[Source], place: Path, counts: Counts) -> None:
    names = schema.TABLES[1:]
    with ExitStack() as stack:
        writers = {name: stack.enter_context(TableWriter(place, name)) for name in names}
        for path in _in_order(sources):
            for name, rows in parts.decode_content(path.read_bytes()).items():
                for batch in rows.to_batches():
                    writers[name].add(batch)
                if name == "issues":
                    counts.issues.update(zip(rows["code"].to_pylist(), rows["severity"].to_pylist(), strict=True))
                elif name == "indicators":
                    counts.review += sum(chunk.true_count for chunk in rows["needs_review"].chunks)
    counts.rows.update({name: writer.rows for name, writer in writers.items()})


def _in_order(sources: list[Source]) -> Iterator[Path]:
    """Each content's part once, in doc_id order."""
    by_id = {source.entry.doc_id: source.part for source in sources if source.part}
    for _, path in sorted(by_id.items(), key=lambda pair: pair[0] or ""):
        if path:
            yield path
