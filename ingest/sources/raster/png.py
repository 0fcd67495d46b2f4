"""A large PNG in bands of rows: no library decodes one in parts, and whole it takes four bytes a pixel.

The compressed stream is inflated as it goes. So many filtered rows as make a band are put, behind the row before them,
into a small PNG of 8 bits and as many channels as a pixel has bytes, which Pillow unfilters; its bytes are the rows.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from ingest.sources.raster.assembly import BAND
from ingest.sources.raster.damage import told

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INFLATE = 1 << 20  # bytes at a time
_PIECE = 1 << 16  # bytes of the file at a time
_MODES = {  # bit depth and colour type: Pillow's mode and how its bytes lie
    (1, 0): ("1", "1"), (2, 0): ("L", "L;2"), (4, 0): ("L", "L;4"), (8, 0): ("L", "L"), (16, 0): ("L", "LA"),
    (8, 2): ("RGB", "RGB"), (8, 4): ("LA", "LA"), (8, 6): ("RGBA", "RGBA"),
    (1, 3): ("P", "P;1"), (2, 3): ("P", "P;2"), (4, 3): ("P", "P;4"), (8, 3): ("P", "P"),
}  # fmt: skip
_BYTES = {(16, 0): 2, (8, 2): 3, (8, 4): 2, (8, 6): 4}  # of a pixel, where there are several
_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}  # PNG's colour type of so many channels of 8 bits
DAMAGED = "The PNG is damaged: its rows can't be decoded."


def streamable(data: bytes) -> bool:
    """Whether a PNG can be read in bands: it is not interlaced, and of no colour in 16 bits."""
    return len(data) > 28 and (data[24], data[25]) in _MODES and data[28] == 0


class Stream:
    """The rows of one PNG that is `streamable`; `whole` tells afterwards whether all were there and unbroken."""

    def __init__(self, data: bytes, transparency: object) -> None:
        self._data = data
        self._transparency = transparency  # as Pillow's `info` has it
        self._width, self._height, depth, kind = struct.unpack(">IIBB", data[16:26])
        self._mode, self._raw = _MODES[depth, kind]
        self._bytes = _BYTES.get((depth, kind), 1)
        self._length = (self._width * self._bytes * 8 + 7) // 8 if depth >= 8 else (self._width * depth + 7) // 8
        self._palette = b""
        self.whole = True

    def bands(self, multiple: int) -> Iterator[Image.Image]:
        """Give the picture from the top, each band's height but the last's a multiple of `multiple`.

        Ends early where the stream does or is damaged. UnreadableContent where a band can't be decoded.
        """
        step = max(BAND // multiple, 1) * multiple
        before, done = bytes(self._length), 0
        for filtered in self._filtered(step):
            count = min(len(filtered) // (self._length + 1), self._height - done)
            if count == 0:
                break
            with told(DAMAGED):
                rows = self._unfiltered(before, filtered[: count * (self._length + 1)], count)
                before = rows[-self._length :]
                yield self._image(rows, count)
            done += count
        self.whole &= done == self._height

    def _filtered(self, step: int) -> Iterator[bytes]:
        """Filtered rows, `step` of them at a time, the last fewer."""
        size = (self._length + 1) * step
        waiting = bytearray()
        for piece in self._inflated():
            waiting += piece
            while len(waiting) >= size:
                yield bytes(waiting[:size])
                del waiting[:size]
        yield bytes(waiting)

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj()
        for name, body, sound in _chunks(self._data):
            if name == b"PLTE":
                self._palette = bytes(body)
            if name != b"IDAT":
                continue
            self.whole &= sound
            try:
                for at in range(0, len(body), _PIECE):
                    yield inflater.decompress(body[at : at + _PIECE], _INFLATE)
                    while inflater.unconsumed_tail:
                        yield inflater.decompress(inflater.unconsumed_tail, _INFLATE)
            except zlib.error:
                self.whole = False
                return

    def _unfiltered(self, before: bytes, filtered: bytes, count: int) -> bytes:
        header = struct.pack(">IIBBBBB", self._length // self._bytes, count + 1, 8, _TYPES[self._bytes], 0, 0, 0)
        rows = zlib.compress(b"\0" + before + filtered, 0)
        small = _SIGNATURE + b"".join((_chunk(b"IHDR", header), _chunk(b"IDAT", rows), _chunk(b"IEND", b"")))
        with Image.open(io.BytesIO(small), formats=("PNG",)) as image:
            return image.tobytes()[self._length :]

    def _image(self, rows: bytes, count: int) -> Image.Image:
        size = (self._width, count)
        if self._raw == "LA" and self._mode == "L":  # 16 bits: the upper byte stands where the grey does
            return Image.frombytes("LA", size, rows).getchannel("L")
        image = Image.frombytes(self._mode, size, rows, "raw", self._raw)
        if self._mode == "P":
            image.putpalette(self._palette)
        if self._transparency is not None and self._mode in ("L", "RGB", "P"):
            image.info["transparency"] = self._transparency
        return image


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, bool]]:
    """Each chunk's name, content, and whether its checksum is right."""
    view, at = memoryview(data), len(_SIGNATURE)
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", view[at : at + 8])
        body = view[at + 8 : at + 8 + length]
        told_sum = bytes(view[at + 8 + length : at + 12 + length])
        yield name, body, told_sum == struct.pack(">I", zlib.crc32(body, zlib.crc32(name)))
        at += 12 + length
