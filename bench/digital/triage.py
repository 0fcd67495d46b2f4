"""Which pages of digital sets are read by their text layer and which from pixels, and which should be.

    python -m bench.digital.triage [--reports 20] [--seed 2000] [--fonts ten|NAME,…] [--sets NAME,…]

A page goes to pixels where it has no layer that can be believed, or any font of it is broken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from bench.digital.make import SEED, Shop, asked
from bench.digital.sets import KINDS
from ingest.reading import checked
from ingest.scan import Scan
from ingest.sources import pages, recognise


def routes(file: Path) -> Counter[str]:
    """How many pages of a PDF go by their layer (`layer`) and how many from pixels (`pixels`)."""
    data = file.read_bytes()
    found: Counter[str] = Counter()
    for scan in checked(pages(data, recognise(data, file.name))):
        whole = isinstance(scan, Scan) and scan.layer is not None and scan.layer.whole
        found["layer" if whole else "pixels"] += 1
    return found


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=20)
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--fonts", default="ten")
    ask.add_argument("--sets", default=",".join(name for name, kind in KINDS.items() if kind.suffix == ".pdf"))
    args = ask.parse_args()
    shop = Shop(args.reports, args.seed, args.fonts)
    for name in asked(args.sets):
        found = sum(map(routes, sorted((shop.made(name) / "reports").glob("*.pdf"))), Counter[str]())
        right = found["layer" if KINDS[name].layer == "good" else "pixels"]
        sys.stdout.write(f"{name}: {KINDS[name].layer} layer, {right} of {found.total()} pages go the right way\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
