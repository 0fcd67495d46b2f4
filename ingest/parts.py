"""One document's rows as bytes: what a worker writes once and every later run reads back.

Layout: magic, two checksums and the lengths; then the document's own row; then the six other tables. Each block is
Arrow record-batch messages without their schemas (those follow from the version in the file's name), compressed as
one zstd frame: twenty times faster than seven Arrow streams, whose schemas weigh more than a small report's rows. A
table has one message, or several where a long document has many rows of it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from extract.packed import CHUNK
from ingest import schema

if TYPE_CHECKING:
    from extract.records import Extraction

_MAGIC = b"PBPART1\n"
_CONTENT = schema.TABLES[1:]
_LENGTHS = struct.Struct(f"<2I4Q{len(_CONTENT)}Q")
HEAD_BYTES = len(_MAGIC) + _LENGTHS.size
_LEVEL = 1
_MESSAGE_ROWS = CHUNK  # of a table, at most


class PartDamaged(ValueError):
    """The bytes are not a whole part: cut short by a power failure, or changed by someone."""


@cache
def document_schema() -> pa.Schema:
    """Arrow schema of the document's row in a part: `documents` without the path and the version.

    The path is the folder's matter, and the version stands in the part's name.
    """
    full = schema.arrow_schema("documents")
    return pa.schema([field for field in full if field.name not in ("path", "pipeline_version")])


def encode(document: Mapping[str, Any], extraction: Extraction | None) -> bytes:
    """The part of one document: its row (columns of `document_schema`) and, where it was read, its rows."""
    head = document_batch([document]).serialize().to_pybytes()
    # One message's rows at a time: a document may have a thousand pages.
    sink, sizes = pa.BufferOutputStream(), []
    with pa.CompressedOutputStream(sink, "zstd") as body:  # at Arrow's own level, _LEVEL
        for name in _CONTENT:
            blocks = (_batch(name, rows).serialize() for rows in _chunks(getattr(extraction, name, ())))
            sizes.append(sum(map(body.write, blocks)))
    packed_head, packed_body = _pack(head), sink.getvalue()
    lengths = (len(packed_head), len(head), len(packed_body), sum(sizes), *sizes)
    sums = (zlib.crc32(packed_head), zlib.crc32(packed_body))
    return b"".join((_MAGIC, _LENGTHS.pack(*sums, *lengths), packed_head, packed_body))


def decode_document(data: bytes) -> pa.RecordBatch:
    """The document's row (one row, `document_schema`); `data` may stop after the first block. PartDamaged."""
    lengths = _lengths(data)
    return _read(_unpack(data[HEAD_BYTES : HEAD_BYTES + lengths[2]], lengths[0], lengths[3]), document_schema())


def decode_content(data: bytes) -> dict[str, pa.Table]:
    """The rows of the six other tables by table name. PartDamaged."""
    lengths = _lengths(data)
    start = HEAD_BYTES + lengths[2]
    body = _unpack(data[start : start + lengths[4]], lengths[1], lengths[5])
    ends = list(accumulate(lengths[6:]))
    slices = (body.slice(end - size, size) for end, size in zip(ends, lengths[6:], strict=True))
    return {name: _table(part, schema.arrow_schema(name)) for name, part in zip(_CONTENT, slices, strict=True)}


def head_size(start: bytes) -> int:
    """How many bytes of the file `decode_document` needs, told by its first HEAD_BYTES. PartDamaged."""
    return HEAD_BYTES + _lengths(start)[2]


def document_batch(rows: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """Rows of `document_schema` as one batch; a column that a row does not name is null there."""
    fields = document_schema()
    return pa.RecordBatch.from_arrays(
        [_array([row.get(field.name) for row in rows], field.type) for field in fields], schema=fields
    )


def _chunks(rows: Iterable[object]) -> Iterator[list[object]]:
    """The rows a message at a time; of no rows, one empty list."""
    waiting = iter(rows)
    yield list(islice(waiting, _MESSAGE_ROWS))
    while some := list(islice(waiting, _MESSAGE_ROWS)):
        yield some


def _batch(name: str, rows: Sequence[object]) -> pa.RecordBatch:
    fields = schema.arrow_schema(name)
    arrays = [_array(list(map(attrgetter(field.name), rows)), field.type) for field in fields]
    return pa.RecordBatch.from_arrays(arrays, schema=fields)


def _array(column: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(column, kind)
    except UnicodeEncodeError:  # a lone surrogate, as a broken UTF-16 file gives: shown as \udc80, never dropped
        return pa.array([_printable(value) for value in column], kind)


def _printable(value: Any) -> Any:  # noqa: ANN401 - any value a column may hold
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value


def _pack(data: bytes) -> bytes:
    packed: bytes = pa.Codec("zstd", compression_level=_LEVEL).compress(data, asbytes=True)
    return packed


def _lengths(data: bytes) -> tuple[int, ...]:
    if len(data) < HEAD_BYTES or not data.startswith(_MAGIC):
        raise PartDamaged("not a part")
    return _LENGTHS.unpack_from(data, len(_MAGIC))


def _unpack(packed: bytes, checksum: int, size: int) -> pa.Buffer:
    if zlib.crc32(packed) != checksum:
        raise PartDamaged("checksum differs")
    return pa.decompress(packed, decompressed_size=size, codec="zstd")


def _table(buffer: pa.Buffer, fields: pa.Schema) -> pa.Table:
    reader, batches = pa.BufferReader(buffer), []
    while reader.tell() < buffer.size:
        batches.append(pa.ipc.read_record_batch(pa.ipc.read_message(reader), fields))
    return pa.Table.from_batches(batches, fields)


def _read(buffer: pa.Buffer, fields: pa.Schema) -> pa.RecordBatch:
    return pa.ipc.read_record_batch(buffer, fields)
