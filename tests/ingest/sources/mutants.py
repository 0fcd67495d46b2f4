"""Scans with bytes turned, cut, doubled and dropped at random: what comes of each, whatever it is, must be told.

`python -m tests.ingest.sources.mutants COUNT SEED` reads so many and tells what became of them.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from PIL import Image

from ingest.errors import IngestError
from ingest.sources import Limits
from tests.ingest.sources.scans import (
    coloured,
    draw,
    encoded,
    image_object,
    marks,
    page_objects,
    pdf,
    read,
    scanned,
    tiff,
)

SLOW = 20.0  # seconds of one reading
LIMITS = Limits(max_pixels=20_000_000, max_whole_pixels=8_000_000, max_pages=50)


def seeds() -> list[bytes]:
    """One small file of each kind."""
    bits = marks().convert("1")
    return [
        encoded(coloured(), "PNG"), encoded(marks().convert("P"), "PNG"), encoded(coloured(), "JPEG"),
        encoded(coloured(), "JPEG", progressive=True), encoded(marks(), "WEBP"),
        encoded(coloured(), "WEBP", lossless=True),
        encoded(marks(), "GIF"), encoded(marks(), "BMP"), encoded(coloured(), "JPEG2000"),
        tiff([bits, bits], compression="group4"), tiff([marks(), marks()], compression="tiff_lzw"),
        tiff([coloured()], compression="jpeg"), scanned(marks(), count=3), scanned(coloured(), jpeg=True),
        pdf(page_objects(b"BT /F 12 Tf 72 700 Td (12) Tj ET " + draw(200, 200), image_object(bits))),
    ]  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight places changed."""
    body = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(body))
        match chance.randrange(6):
            case 0:
                body[at] = chance.randrange(256)
            case 1:
                body[at] ^= 1 << chance.randrange(8)
            case 2:
                del body[at : at + chance.randint(1, 64)]
            case 3:
                body[at:at] = body[at : at + chance.randint(1, 64)]
            case 4:
                body[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\1\0\0"))
            case _:
                del body[max(at, 40) :]
        if not body:
            return b"\0"
    return bytes(body)


def outcomes(count: int, seed: int) -> Iterator[str]:
    """What became of each mutant: `read`, `page` (some page has an error), the class of the error, or `other kind`."""
    chance = random.Random(seed)
    kinds = seeds()
    for number in range(count):
        data = mutated(kinds[number % len(kinds)], chance)
        start = time.monotonic()
        try:
            scans = read(data, LIMITS)
            told = "read" if all(getattr(scan, "error", None) is None for scan in scans) else "page"
        except IngestError as error:
            assert str(error).endswith((".", ")")), str(error)
            told = type(error).__name__
        assert time.monotonic() - start < SLOW, f"mutant {number} of seed {seed} took too long"
        yield told


if __name__ == "__main__":
    Image.init()
    print(dict(Counter(outcomes(int(sys.argv[1]), int(sys.argv[2])))))
