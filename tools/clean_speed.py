"""Speed of `normalize.clean` and `normalize.read` on report text: `python -m tools.clean_speed [FILE …]`.

Prints MB (UTF-8, 10^6 bytes) a second on one core, best of seven, for whole texts and for their cells one by one.
Without files it uses the reports in samples/.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from normalize import clean, read

_SAMPLES = Path(__file__).parents[1] / "samples"
_TURNS = 7


def cells(text: str) -> list[str]:
    """The cells of a text export: its lines parted at tabs and at the bars of Markdown tables."""
    return [cell for line in text.split("\n") for cell in re.split(r"\t|(?<= )\|(?= )", line)]


def seconds(work: Callable[[str], object], texts: Iterable[str]) -> float:
    """The shortest time of seven turns over all texts, in seconds."""
    listed, best = list(texts), float("inf")
    for _ in range(_TURNS):
        started = time.perf_counter()
        for text in listed:
            work(text)
        best = min(best, time.perf_counter() - started)
    return best


def megabytes(texts: Iterable[str]) -> float:
    """Size of all texts as UTF-8, in 10^6 bytes."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def main(paths: list[str]) -> int:
    """Measure the files given, or the samples. 0; 3 where there is no text to measure."""
    files = [Path(p) for p in paths] or sorted(p for p in _SAMPLES.rglob("*") if p.suffix in (".txt", ".md", ".tsv"))
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    if not any(texts):
        print("no text to measure: give report files", file=sys.stderr)  # noqa: T201
        return 3
    parts = [cell for text in texts for cell in cells(text)]
    for name, listed in (("clean, whole texts", texts), ("clean, cell by cell", parts)):
        print(f"{name}: {megabytes(listed) / seconds(clean, listed):.1f} MB/s")  # noqa: T201
    values = [part for part in parts if len(part) <= 24]
    took = seconds(lambda cell: read(cell, "any"), values)
    print(f"read any, {len(values)} short cells (repeats cached): {took / max(len(values), 1) * 1e6:.1f} µs each")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
