"""Many distinct reports on disk quickly, for measuring speed."""

from __future__ import annotations

import itertools
from pathlib import Path

from bench.render import render
from bench.reports import draft

SMALL, LARGE = 4 * 1024, 16 * 1024


def write_copies(folder: Path, n: int, seed: int = 0) -> int:
    """`n` distinct reports of 4 to 16 KB in `folder`, a thousand to a subfolder; the bytes written.

    The same seed gives the same files. Raises OSError where the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written, total = 0, 0
    for k in itertools.count(seed * 1_000_003):
        if written == n:
            break
        made, _ = draft(k)
        text = render(made).encode()
        if not SMALL <= len(text) <= LARGE:
            continue
        place = folder / f"{written // 1000:03d}"
        if written % 1000 == 0:
            place.mkdir(exist_ok=True)
        (place / made.name).write_bytes(text)
        written += 1
        total += len(text)
    return total
