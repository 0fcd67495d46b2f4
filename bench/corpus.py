"""Reports on disk with their truth beside them, for the scorers and for anyone who wants to look.

python -m bench.corpus FOLDER [-n 100] [--seed 0] [--form FORM] [--format FORMAT] [--mutation NAME]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.gold import gold
from bench.mutations import MUTATIONS, mutated
from bench.render import FORMATS, render
from bench.reports import FORMS, report
from bench.sheet import Report

TUNING = 1000  # seeds below this may be looked at while tuning; figures that are reported use seeds from here on


def series(
    n: int, seed: int, form: str | None = None, fmt: str | None = None, mutation: str | None = None
) -> Iterator[Report]:
    """`n` reports from `seed` on. Without a mutation named, every third is clean and the others are damaged in turn."""
    for k in range(seed, seed + n):
        if mutation == "clean" or (mutation is None and k % 3 == 0):
            yield report(k, form, fmt)
        else:
            yield mutated(k, form, fmt, mutation)


def encoding(made: Report) -> str:
    """UTF-8 mostly; some with a byte order mark, some UTF-16 as spreadsheet programs save text."""
    return {0: "utf-8-sig", 1: "utf-16"}.get(made.seed % 25, "utf-8") if made.fmt != "html" else "utf-8"


def write(folder: Path, reports: Iterator[Report]) -> int:
    """Files to FOLDER/reports, truth to FOLDER/gold; how many. Raises OSError where the folder can't be written."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    n = 0
    for made in reports:
        (folder / "reports" / made.name).write_text(render(made), encoding=encoding(made), newline="")
        truth = json.dumps(gold(made), ensure_ascii=False, indent=1)
        (folder / "gold" / f"{made.name}.gold.json").write_text(truth, encoding="utf-8")
        n += 1
    return n


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("-n", type=int, default=100)
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--form", choices=list(FORMS))
    ask.add_argument("--format", choices=list(FORMATS))
    ask.add_argument("--mutation", choices=["clean", *MUTATIONS])
    args = ask.parse_args()
    n = write(args.folder, series(args.n, args.seed, args.form, args.format, args.mutation))
    sys.stdout.write(f"{n} reports in {args.folder / 'reports'}, their truth in {args.folder / 'gold'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
