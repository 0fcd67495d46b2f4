"""Accuracy on generated reports: generate, ingest, compare, print a table and the worst cases.

    python -m bench.accuracy [--reports 300] [--seed 1000] [--show 5] [--only FORM] [--mutation NAME] [--format FORMAT]

Tuning uses seeds below 1000; reported figures use seeds from 1000 on, which nobody looks into.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.corpus import TUNING, series, write
from bench.mutations import MUTATIONS
from bench.render import FORMATS
from bench.reports import FORMS
from bench.score import LOWER_IS_BETTER, MEASURES, Mark, judge, load

HOME = Path("build") / "bench"
REFEREE = Path("..") / "shared" / "referee" / "score.py"
Marks = dict[str, list[tuple[dict[str, Any], Mark]]]
Counts = dict[str, tuple[int, int]]


def prepare(args: argparse.Namespace) -> int:
    """Write the reports and read them through the public door; how many there are."""
    from ingest import ingest

    shutil.rmtree(HOME, ignore_errors=True)
    n = write(HOME, series(args.reports, args.seed, args.only, args.format, args.mutation))
    ingest(HOME / "reports", HOME / "out", jobs=args.jobs)
    return n


def judged() -> Marks:
    """All marks by measure, each with the truth of its document."""
    data, marks = load(HOME / "out"), defaultdict(list)
    for path in sorted((HOME / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for mark in judge(gold, data):
            marks[mark.measure].append((gold, mark))
    return marks


def counts(marks: Marks, by: Callable[[dict[str, Any]], str]) -> dict[str, Counts]:
    """Good and all marks, by group and measure."""
    found: dict[str, Counts] = defaultdict(dict)
    for measure, held in marks.items():
        for gold, mark in held:
            good, total = found[by(gold)].get(measure, (0, 0))
            found[by(gold)][measure] = (good + mark.good, total + 1)
    return found


def share(measure: str, pair: tuple[int, int] | None) -> str:
    """'0.993', or for the measures where lower is better the share of faults."""
    if not pair or not pair[1]:
        return "-"
    good, total = pair
    return f"{(total - good if measure in LOWER_IS_BETTER else good) / total:.4f}"


def table(title: str, groups: dict[str, Counts]) -> Table:
    """One row a group, one column a measure."""
    made = Table(title=title, title_justify="left")
    made.add_column("")
    for measure in MEASURES:
        made.add_column(measure.replace("_", "\n"), justify="right")
    for name in sorted(groups):
        made.add_row(name, *(share(m, groups[name].get(m)) for m in MEASURES))
    return made


def faults(marks: Marks, show: int) -> Iterable[str]:
    """The worst cases of each measure, silent errors first."""
    for measure in sorted(MEASURES, key=lambda m: m != "silent_errors"):
        bad = [mark for _, mark in marks.get(measure, []) if not mark.good]
        if bad and show:
            yield f"{measure}: {len(bad)} faults"
            yield from (f"   {m.where}: got {m.got}; truth {m.want}" for m in bad[:show])


def referee(show: int) -> str:
    """What the referee says of the same dataset, where it is there."""
    if not REFEREE.exists():
        return f"(no referee at {REFEREE})"
    command = [sys.executable, str(REFEREE), str(HOME / "out"), str(HOME / "gold"), "--show", str(show)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    return done.stdout + done.stderr


def save(groups: dict[str, dict[str, Counts]], n: int, seed: int) -> None:
    """Keep the shares as JSON, for comparing runs."""
    shares = {
        kind: {g: {m: share(m, c.get(m)) for m in MEASURES} for g, c in held.items()} for kind, held in groups.items()
    }
    text = json.dumps({"reports": n, "seed": seed, "held_out": seed >= TUNING, **shares}, ensure_ascii=False, indent=1)
    (HOME / "accuracy.json").write_text(text, encoding="utf-8")


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=300)
    ask.add_argument("--seed", type=int, default=TUNING)
    ask.add_argument("--show", type=int, default=3)
    ask.add_argument("--jobs", type=int)
    ask.add_argument("--only", choices=list(FORMS), help="one form")
    ask.add_argument("--format", choices=list(FORMATS), help="one file format")
    ask.add_argument("--mutation", choices=["clean", *MUTATIONS], help="one kind of damage")
    ask.add_argument("--keep", action="store_true", help="score what the last run left in build/bench")
    args = ask.parse_args()
    began = time.perf_counter()
    n = len(list((HOME / "gold").glob("*.json"))) if args.keep else prepare(args)
    marks = judged()
    groups = {
        "all": counts(marks, lambda _: "all"), "form": counts(marks, lambda g: str(g["form"])),
        "format": counts(marks, lambda g: str(g["format"])), "mutation": counts(marks, lambda g: str(g["mutation"])),
    }  # fmt: skip
    save(groups, n, args.seed)
    console = Console(width=190)
    for kind, held in groups.items():
        console.print(table(f"by {kind}", held) if kind != "all" else table(f"{n} reports from seed {args.seed}", held))
    console.print("\n".join(faults(marks, args.show)), markup=False, highlight=False)
    console.print("referee:\n" + referee(args.show), markup=False, highlight=False)
    console.print(f"{time.perf_counter() - began:.0f} s; shares in {HOME / 'accuracy.json'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
