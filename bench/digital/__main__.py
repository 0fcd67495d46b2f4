"""Digital documents whose truth is known, read by us and by the peers, one table a set.

    python -m bench.digital [--reports 10] [--seed 2000] [--fonts ten|NAME,…] [--sets all|NAME,…] [--jobs N]
        [--no-peers] [--peer-reports 10] [--show 5] [--keep] [--speed] [--memory]

Tuning uses seeds below 1000; reported figures use seeds from 2000 on. Documents are made in build/digital unless they
are there. Figures: build/digital/results.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator

import cv2
from rich.console import Console

from bench.digital.beside import beside
from bench.digital.costs import memory, speed
from bench.digital.judging import digital_marks
from bench.digital.make import HOME, SEED, Shop, asked
from bench.digital.sets import KINDS, Layer
from bench.digital.tables import as_json, set_table
from bench.scans.dataset import load
from bench.scans.documents import Shelf, shelf
from bench.scans.faults import ORDER, worst
from bench.scans.marks import Mark, tallied
from bench.scans.reading import Reading, read
from bench.scans.tables import OURS, Result

TRUSTED = ("chromium", "libreoffice")  # sets on which time and memory are measured
RULED = {"half_ruled": "level", "unruled": "none"}  # by the way of setting in type
SHOWN = (*ORDER, "cells", "malformed", "pixels", "unseen", "words")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=10)
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--fonts", default="ten", help="ten, tuning, held_out, or names with commas between")
    ask.add_argument("--sets", default="all", help=", ".join(KINDS))
    ask.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    ask.add_argument("--engine")
    ask.add_argument("--no-peers", action="store_true")
    ask.add_argument("--peer-reports", type=int, default=10, help="documents a set that the peers read")
    ask.add_argument("--show", type=int, default=5, help="faults of each measure and set")
    ask.add_argument("--keep", action="store_true", help="judge the datasets of the last run")
    ask.add_argument("--speed", action="store_true", help="only time, against camelot and pdfplumber")
    ask.add_argument("--memory", action="store_true", help="only memory, over a long document")
    ask.add_argument("--memory-pages", type=int, default=1000)
    return ask.parse_args()


def ours(one: Shelf, layer: Layer, args: argparse.Namespace) -> tuple[Result, list[Mark]]:
    """Our own result on a set, and every mark."""
    out = HOME / "out" / one.quality
    reading: Reading = read(one, out, args.jobs, args.engine, keep=args.keep)
    dataset = load(out)
    more = (mark for document in one.documents for mark in digital_marks(document, dataset, layer))
    marks = [*reading.marks, *more]
    reading.result.tallies = tallied(marks)
    return reading.result, marks


def accuracy(args: argparse.Namespace, shop: Shop, console: Console) -> None:
    """Read, judge, print and save, set by set."""
    results: dict[str, dict[str, Result]] = {}
    for name in asked(args.sets):
        one, kind = shelf(shop.made(name)), KINDS[name]
        results[name] = {}
        results[name][OURS], marks = ours(one, kind.layer, args)
        for reader, found in () if args.no_peers or kind.suffix != ".pdf" else peers(one, name, args):
            if isinstance(found, Result):
                results[name][reader] = found
            else:
                console.print(f"{reader} was not measured: {found}", markup=False)
        fonts = ", ".join(sorted({document.font for document in one.documents}))
        console.print(set_table(name, results[name], f"{len(one.documents)} documents, {one.n_pages} pages, {fonts}"))
        console.print("\n".join(worst(marks, args.show, SHOWN)), markup=False, highlight=False)
    (HOME / "results.json").write_text(
        json.dumps(as_json(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def peers(one: Shelf, name: str, args: argparse.Namespace) -> Iterator[tuple[str, Result | str]]:
    """The peers on a set of PDFs."""
    return beside(one, RULED.get(KINDS[name].way, "full"), args.peer_reports)


def main() -> int:
    """The command; 0 whatever the figures: they are for people and for the docs."""
    args = arguments()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    shop = Shop(args.reports, args.seed, args.fonts)
    console = Console(width=200)
    if not (args.speed or args.memory):
        accuracy(args, shop, console)
        return 0
    held = [shelf(shop.made(name)) for name in TRUSTED]
    verdicts = [*(speed(held, args.engine) if args.speed else ())]
    verdicts += memory(held[0], args.memory_pages, args.engine) if args.memory else ()
    for words, well in verdicts:
        console.print(f"{'ok  ' if well else 'MISS'} {words}", markup=False, highlight=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
