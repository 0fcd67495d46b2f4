"""Speed and memory of the whole pipeline over many varied reports: `python -m bench.speed [--reports N] [--seed S]`.

Runs the command line as a user would, in a process of its own, on one worker and on two, on a tenth of the reports and
on all of them, and then once more with nothing changed. Peak memory is the largest sum of proportional set sizes over
the run's processes, sampled five times a second. Figures go to standard output and to build/bench/speed.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.copies import write_copies
from bench.processes import watched

MEBIBYTE = 1 << 20
RESULTS = Path("build/bench/speed.json")


@dataclass(frozen=True, slots=True)
class Timing:
    """One run: documents, workers, wall seconds, processor seconds, peak memory in bytes, bytes of input."""

    name: str
    documents: int
    jobs: int
    seconds: float
    cpu: float
    peak: int
    size: int

    @property
    def line(self) -> str:
        """The run as a line of the table."""
        rate, flow = self.documents / self.seconds, self.size / MEBIBYTE / self.seconds
        return (
            f"{self.name:<22}{self.documents:>8,}{self.jobs:>6}{self.seconds:>10.2f}{rate:>10.1f}{flow:>8.2f}"
            f"{1000 * self.cpu / self.documents:>12.2f}{self.peak / MEBIBYTE:>10.0f}"
        )


def timed(name: str, folder: Path, out: Path, jobs: int, documents: int) -> Timing:
    """Runs the command line once. RuntimeError where it could not do its work at all."""
    command = [sys.executable, "-m", "ingest", "ingest", str(folder), "--out", str(out), "--jobs", str(jobs), "--quiet"]
    run = watched(command)
    if run.code not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {run.code}")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Timing(name, documents, jobs, run.seconds, run.cpu, run.peak, size)


def measure(place: Path, count: int, seed: int) -> list[Timing]:
    """Every run, in order, over `count` reports and a tenth of them."""
    few = max(count // 10, 1)
    small, large = place / "small", place / "large"
    write_copies(small, few, seed)
    write_copies(large, count, seed + 1)
    timings = []
    for jobs in (1, 2):
        for name, folder, documents in (("fresh", small, few), ("fresh", large, count)):
            out = place / f"out-{folder.name}-{jobs}"
            timings.append(_told(timed(name, folder, out, jobs, documents)))
    timings.append(_told(timed("nothing changed", large, place / "out-large-2", 2, count)))
    return timings


def verdicts(timings: list[Timing]) -> Iterator[tuple[str, bool]]:
    """What was wanted, in words with the figure, and whether it holds."""
    one_small, one, two_small, two, repeat = timings
    gain = one.seconds / two.seconds
    yield f"two workers {gain:.2f} times one (at least 1.8)", gain >= 1.8
    rate = two.documents / two.seconds
    yield f"{rate:.0f} documents/s on two workers (at least 100)", rate >= 100
    for few, many in ((one_small, one), (two_small, two)):
        growth = many.peak / few.peak - 1 if few.peak else 0.0
        words = f"peak memory {growth:+.1%} from {few.documents:,} to {many.documents:,} on {many.jobs} (within 10 %)"
        yield words, growth <= 0.1
    yield f"{repeat.seconds:.2f} s with nothing changed (under 5)", repeat.seconds < 5


def main() -> int:
    """Measures, prints and saves; exit 0 whatever the figures, since another load on the machine may spoil them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="folder to work in, kept afterwards")
    asked = parser.parse_args()
    heads = ("documents", "jobs", "seconds", "docs/s", "MB/s", "CPU ms/doc", "peak MB")
    widths = (8 + 1, 6, 10, 10, 8, 12, 10)
    sys.stdout.write(f"{len(os.sched_getaffinity(0))} processors\n{'run':<21}")
    sys.stdout.write("".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)) + "\n")
    place = asked.keep or Path(tempfile.mkdtemp(prefix="speed-"))
    try:
        timings = measure(place, asked.reports, asked.seed)
    finally:
        if not asked.keep:
            shutil.rmtree(place, ignore_errors=True)
    for words, well in verdicts(timings):
        sys.stdout.write(f"{'ok  ' if well else 'MISS'} {words}\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(timing) for timing in timings], indent=1) + "\n", encoding="utf-8")
    return 0


def _told(timing: Timing) -> Timing:
    sys.stdout.write(f"{timing.line}\n")
    sys.stdout.flush()
    return timing


if __name__ == "__main__":
    sys.exit(main())
