"""Bounds of a PDF's parts, looked at in its bytes before any library opens it: objects, and what streams unpack to.

A page of text takes 20 KB unpacked, the largest embedded fonts take 30 MB. Images are bounded by their pixels.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ingest.errors import TooLarge
from ingest.sources.limits import MEBIBYTE, Limits

_RATIO = 1032  # deflate unpacks to no more than this many times its bytes
_BEGIN = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 2048  # bytes before a stream in which its dictionary stands
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED_OBJECTS = re.compile(rb"/N\s+(\d{1,10})\b")
_PIECE = 1 << 20  # bytes unpacked at a time


def check(data: bytes, limits: Limits) -> None:
    """Raise TooLarge for more objects, or a stream that unpacks to more, than `limits` allow."""
    objects = data.count(b" obj")
    for head, start, end in _streams(data):
        if b"/ObjStm" in head:
            objects += max((int(n) for n in _PACKED_OBJECTS.findall(head)), default=0)
        turns = len(_FLATE.findall(head))
        if turns and not _IMAGE.search(head) and (end - start) * _RATIO**turns > limits.max_stream_bytes:
            _unpack(memoryview(data)[start:end], turns, limits.max_stream_bytes)
    if objects > limits.max_objects:
        raise TooLarge(f"The PDF has {objects:,} objects; at most {limits.max_objects:,} are read.")


def _streams(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The dictionary of each stream, as far as it stands right before it, and where its bytes begin and end."""
    at = 0
    while begin := _BEGIN.search(data, at):
        start = begin.end()
        end = data.find(b"endstream", start)
        end = end if end >= 0 else len(data)
        head = data[max(begin.start() - _HEAD, at) : begin.start()]
        yield head[head.rfind(b" obj") + 1 :], start, end
        at = end


def _unpack(packed: memoryview, turns: int, most: int) -> None:
    """Unpack a stream, as often as its filters say, and keep nothing. TooLarge beyond `most` bytes at any turn."""
    pieces: Iterator[bytes | memoryview] = iter([packed])
    for _ in range(turns):
        pieces = _inflated(pieces, most)
    try:
        for _ in pieces:
            pass
    except zlib.error:
        return  # damaged: whoever reads it tells of it


def _inflated(pieces: Iterator[bytes | memoryview], most: int) -> Iterator[bytes]:
    inflater, total = zlib.decompressobj(), 0
    for piece in pieces:
        left: bytes | memoryview = piece
        while left and not inflater.eof:
            out = inflater.decompress(left, _PIECE)
            total += len(out)
            if total > most:
                raise TooLarge(f"A part of the PDF unpacks to more than {most // MEBIBYTE} MB.")
            yield out
            left = inflater.unconsumed_tail
