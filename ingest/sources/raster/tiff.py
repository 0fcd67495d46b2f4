"""A large page of a TIFF in bands: Pillow decodes a page whole, in four bytes a pixel.

A page is stored in strips or tiles that decode by themselves. As many as make a band are put into a small TIFF of their
own, which Pillow decodes.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from typing import Any

from PIL import Image, TiffImagePlugin

from ingest.sources.raster.assembly import BAND
from ingest.sources.raster.complaints import heard
from ingest.sources.raster.damage import told

_WIDTH, _HEIGHT, _COMPRESSION, _ORIENTATION, _PLANES = 256, 257, 259, 274, 284
_ROWS, _STRIPS, _STRIP_BYTES = 278, 273, 279
_TILE_WIDTH, _TILE_HEIGHT, _TILES, _TILE_BYTES = 322, 323, 324, 325
_KEPT = (258, 259, 262, 266, 277, 284, 292, 293, 317, 320, 338, 339, 347, 529, 530, 531, 532)  # what decoding needs
_KNOWN = (1, 2, 3, 4, 5, 7, 8, 32773, 32946)  # compressions whose strips stand alone
_PACKED = {1: "B", 3: "H", 4: "I", 7: "B"}  # TIFF's types as struct has them; 5 is a fraction
DAMAGED = "The page of the TIFF is damaged: not all of its strips can be decoded."


def streamable(image: Image.Image) -> bool:
    """Whether the page on which the TIFF stands can be decoded in bands."""
    tags = getattr(image, "tag_v2", {})
    pieces = tags.get(_TILES) or tags.get(_STRIPS) or ()
    sizes = tags.get(_TILE_BYTES) or tags.get(_STRIP_BYTES) or ()
    plain = tags.get(_ORIENTATION, 1) == 1 and tags.get(_PLANES, 1) == 1 and tags.get(_COMPRESSION, 1) in _KNOWN
    return bool(plain) and len(pieces) == len(sizes) > 1


def bands(image: Image.Image, data: bytes, multiple: int) -> Iterator[Image.Image]:
    """Give the page on which the TIFF stands from the top, in bands whose height is a multiple of `multiple`.

    The last may be lower. UnreadableContent where a strip is damaged or missing.
    """
    tags: Any = getattr(image, "tag_v2", {})
    tiled = _TILES in tags
    rows = int(tags[_TILE_HEIGHT] if tiled else tags.get(_ROWS, image.height))
    beside = -(-image.width // int(tags[_TILE_WIDTH])) if tiled else 1
    pieces = list(zip(tags[_TILES if tiled else _STRIPS], tags[_TILE_BYTES if tiled else _STRIP_BYTES], strict=True))
    least = multiple // math.gcd(rows, multiple)
    step = max(BAND // (rows * least), 1) * least
    for top in range(0, -(-image.height // rows), step):
        height = min(step * rows, image.height - top * rows)
        with told(DAMAGED):
            part = [data[at : at + size] for at, size in pieces[top * beside : (top + step) * beside]]
            small = _small(tags, part, (image.width, height, rows), tiled=tiled)
            band = Image.open(io.BytesIO(small), formats=("TIFF",))
            with heard(DAMAGED):
                band.load()
        yield band


def _small(
    tags: TiffImagePlugin.ImageFileDirectory_v2, part: list[bytes], size: tuple[int, int, int], *, tiled: bool
) -> bytes:
    """A TIFF of one page that has these strips or tiles; `size` is its width, its height and the rows of a piece."""
    order = "<" if tags.prefix == b"II" else ">"
    width, height, rows = size
    entries = {number: _entry(tags, number, order) for number in _KEPT if number in tags}
    long = {_WIDTH: [width], _HEIGHT: [height], _TILE_BYTES if tiled else _STRIP_BYTES: [len(one) for one in part]}
    long |= {_TILE_WIDTH: [int(tags[_TILE_WIDTH])], _TILE_HEIGHT: [rows]} if tiled else {_ROWS: [rows]}
    places, at = [], 8
    for one in part:
        places.append(at)
        at += len(one) + len(one) % 2
    long[_TILES if tiled else _STRIPS] = places
    entries |= {number: (4, len(value), struct.pack(f"{order}{len(value)}I", *value)) for number, value in long.items()}
    body = b"".join(one + b"\0" * (len(one) % 2) for one in part)
    head: bytes = tags.prefix + struct.pack(f"{order}HI", 42, at)
    return head + body + _directory(entries, at, order)


def _directory(entries: dict[int, tuple[int, int, bytes]], at: int, order: str) -> bytes:
    table, beyond = struct.pack(f"{order}H", len(entries)), b""
    after = at + 2 + 12 * len(entries) + 4
    for number, (kind, count, value) in sorted(entries.items()):
        if len(value) <= 4:
            field = value.ljust(4, b"\0")
        else:
            field = struct.pack(f"{order}I", after + len(beyond))
            beyond += value + b"\0" * (len(value) % 2)
        table += struct.pack(f"{order}HHI", number, kind, count) + field
    return table + b"\0\0\0\0" + beyond


def _entry(tags: TiffImagePlugin.ImageFileDirectory_v2, number: int, order: str) -> tuple[int, int, bytes]:
    kind, value = tags.tagtype[number], tags[number]
    if isinstance(value, bytes):
        return kind, len(value), value
    values = value if isinstance(value, tuple) else (value,)
    if kind == 5:
        pairs = [part for one in values for part in (one.numerator, one.denominator)]
        return kind, len(values), struct.pack(f"{order}{len(pairs)}I", *pairs)
    return kind, len(values), struct.pack(f"{order}{len(values)}{_PACKED[kind]}", *values)
