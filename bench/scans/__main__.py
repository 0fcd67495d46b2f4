"""Scans: pages whose truth is known, read by us and by the peers, judged in one table beside what must be reached.

    python -m bench.scans [--reports 33] [--seed 1000] [--fonts held_out] [--quality clean300,clean200,office,poor]
        [--pages-dir DIR] [--no-peers] [--show 5] [--grid] [--perfect] [--speed] [--memory]
        [--reliability]

Tuning uses seeds below 1000 and the fonts `tuning`; reported figures use seeds from 1000 on and the fonts `held_out`.
Pages are made in --pages-dir (build/scans/FONTS-SEED) unless they are there. Figures: build/scans/results.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from bench.corpus import TUNING
from bench.scans import reliability
from bench.scans.beside import beside, ourselves
from bench.scans.costs import memory, speed
from bench.scans.documents import Shelf, shelf
from bench.scans.faults import worst
from bench.scans.fonts import chosen
from bench.scans.lattices import lattices
from bench.scans.make import Wish, make, papers
from bench.scans.perfect import perfect
from bench.scans.reading import Reading, read
from bench.scans.tables import OURS, Result, as_json, own_table, peer_table
from bench.scans.targets import QUALITIES

HOME = Path("build") / "scans"
DOCS = Path("docs")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=33)
    ask.add_argument("--seed", type=int, default=TUNING)
    ask.add_argument("--fonts", default="held_out", help="tuning, held_out, or names with commas between")
    ask.add_argument("--each", type=int, default=1, help="fonts a report is printed in")
    ask.add_argument("--quality", default=",".join(QUALITIES))
    ask.add_argument("--pages-dir", type=Path, help="pages that are there, or where to make them")
    ask.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    ask.add_argument("--engine")
    ask.add_argument("--no-peers", action="store_true")
    ask.add_argument("--peer-pages", type=int, default=12, help="pages a quality that the peers read")
    ask.add_argument("--show", type=int, default=5, help="faults of each measure and quality")
    ask.add_argument("--keep", action="store_true", help="judge the datasets of the last run")
    ask.add_argument(
        "--speed", action="store_true", help="only time: against Tesseract page mode, two workers against one"
    )
    ask.add_argument("--memory", action="store_true", help="only memory: a large page, and a long document")
    ask.add_argument("--memory-pages", type=int, default=1000)
    ask.add_argument("--grid", action="store_true", help="only turns, skews and grids: nothing is read")
    ask.add_argument("--perfect", action="store_true", help="only what extraction makes of a perfect reading")
    ask.add_argument("--reliability", action="store_true", help="write docs/reliability-scans.md and its picture")
    return ask.parse_args()


def shelves(args: argparse.Namespace) -> list[Shelf]:
    """The pages of every quality asked for; those that are not there are made."""
    place = args.pages_dir or HOME / f"{args.fonts.replace(',', '-').replace(' ', '-')}-{args.seed}-{args.reports}"
    asked = args.quality.split(",")
    missing = [quality for quality in asked if not (place / quality / "pages").is_dir()]
    if missing:
        fonts = chosen(args.fonts)
        make(list(papers(args.reports, args.seed, fonts, args.each)), place, Wish(tuple(missing)))
    return [shelf(place / quality) for quality in asked]


def what(held: list[Shelf]) -> str:
    """What was read, in words."""
    documents = [document for one in held for document in one.documents]
    seeds = sorted({document.name.partition("_")[0].lstrip("0") or "0" for document in documents}, key=int)
    fonts = ", ".join(sorted({document.font for document in documents}))
    return f"{len(documents)} scanned documents of the reports {seeds[0]} to {seeds[-1]} in {fonts}"


def costs(args: argparse.Namespace, held: list[Shelf]) -> Iterator[tuple[str, bool]]:
    """The verdicts on time and memory that were asked for."""
    for one in held if args.speed else []:
        yield from speed(one, HOME / "out-speed", args.engine)
    if args.memory:
        yield from memory(held[0], args.memory_pages, args.engine)


def parts(args: argparse.Namespace, held: list[Shelf], console: Console) -> None:
    """Only a part of the way: the grids, or what extraction makes of a perfect reading."""
    results = {}
    for one in held:
        results[one.quality], found = lattices(one) if args.grid else perfect(one)
        console.print(f"\n{one.quality}", style="bold")
        console.print("\n".join(worst(found, args.show)), markup=False, highlight=False)
    console.print(own_table(results, f"{'Grids' if args.grid else 'A perfect reading'} of {what(held)}"))


def accuracy(args: argparse.Namespace, held: list[Shelf], console: Console) -> None:
    """Read, judge, print and save."""
    results: dict[str, dict[str, Result]] = {OURS: {}}
    readings: dict[str, Reading] = {}
    compared: dict[str, dict[str, Result]] = {OURS: {}}
    for one in held:
        reading = read(one, HOME / f"out-{one.quality}", args.jobs, args.engine, keep=args.keep)
        readings[one.quality] = reading
        results[OURS][one.quality] = reading.result
        if args.no_peers:
            continue
        compared[OURS][one.quality] = ourselves(one, reading.marks, args.peer_pages, reading.result.cpu_page)
        for name, found in beside(one, args.peer_pages):
            if isinstance(found, Result):
                compared.setdefault(name, {})[one.quality] = found
            else:
                console.print(f"{name} was not measured: {found}", markup=False)
    for quality, reading in readings.items():
        console.print(f"\n{quality}", style="bold")
        console.print("\n".join(worst(reading.marks, args.show)), markup=False, highlight=False)
    told = what(held)
    console.print(own_table(results[OURS], told))
    if not args.no_peers:
        console.print(peer_table(compared))
    saved = {"what": told, "ours": as_json(results), "beside": as_json(compared)}
    (HOME / "results.json").write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    claims = {quality: list(reading.claims) for quality, reading in readings.items()}
    for quality, sure in claims.items():
        right, count = reliability.published(sure)
        share = f"{right / count:.4f}" if count else "-"
        console.print(f"{quality}: of {len(sure)} figures {count} at the published confidence, {share} of these right")
    if args.reliability:
        reliability.write(DOCS, claims, told)


def main() -> int:
    """The command; 0 whatever the figures: they are for people and for the docs."""
    args = arguments()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    HOME.mkdir(parents=True, exist_ok=True)
    console = Console(width=200)
    held = shelves(args)
    if args.speed or args.memory:
        for words, well in costs(args, held):
            console.print(f"{'ok  ' if well else 'MISS'} {words}", markup=False, highlight=False)
        return 0
    if args.perfect or args.grid:
        parts(args, held, console)
    else:
        accuracy(args, held, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
