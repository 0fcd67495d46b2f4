"""Digital documents of generated reports with their truth, made once and kept.

    python -m bench.digital.make [--reports 10] [--seed 2000] [--fonts ten|NAME,…] [--sets NAME,…]

Each set becomes a folder as the scorer of scans reads it: reports, gold, and pages with the truth of every page.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.digital.office import FONTS
from bench.digital.prints import Set, truths
from bench.digital.sets import KINDS, set_in_type, ten
from bench.scans.fonts import Font, chosen

HOME = Path("build") / "digital"
SEED = 2000  # from here on no tuning saw them
BIJOY = {"sutonny": "sutonny", "ansi": "ansi"}  # ways whose main font is a legacy one, by generation


@dataclass(slots=True)
class Shop:
    """Makes sets of the reports from `seed` on, below a folder of their own; what was set in type is kept in memory."""

    reports: int
    seed: int
    fonts: str = "ten"
    home: Path = HOME
    typed: dict[str, list[Set]] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        """Where these sets stand."""
        return self.home / f"{self.fonts.replace(',', '-').replace(' ', '-')}-{self.seed}-{self.reports}"

    def faces(self, way: str) -> list[Font]:
        """The fonts of a way of setting in type, in turn."""
        if way in BIJOY:
            return [Font(FONTS[BIJOY[way]], ())]
        return ten() if self.fonts == "ten" else chosen(self.fonts)

    def made(self, name: str) -> Path:
        """The folder of a set, made unless it is there."""
        folder, kind = self.place / name, KINDS[name]
        if folder.is_dir():
            return folder
        source = self.made(kind.of) if kind.of else None
        if kind.way not in self.typed:
            self.typed[kind.way] = set_in_type(kind.way, self.reports, self.seed, self.faces(kind.way))
        sets = self.typed[kind.way]
        growing = folder.with_name(f".{name}")
        shutil.rmtree(growing, ignore_errors=True)
        for part in ("reports", "gold", "pages"):
            (growing / part).mkdir(parents=True)
        files = [growing / "reports" / f"{one.name}{kind.suffix}" for one in sets]
        of = [source / "reports" / f"{one.name}{KINDS[kind.of or name].suffix}" for one in sets] if source else []
        kind.make(sets, of, files)
        for one, file in zip(sets, files, strict=True):
            _truth(one, file.name, growing)
        growing.rename(folder)
        return folder


def _truth(one: Set, file: str, folder: Path) -> None:
    for page in truths(one, file):
        told = json.dumps(page, ensure_ascii=False, indent=1)
        (folder / "pages" / f"{one.name}_p{page['page']}.json").write_text(told, encoding="utf-8")
    told = json.dumps({**one.gold, "seed_file": file}, ensure_ascii=False, indent=1)
    (folder / "gold" / f"{file}.gold.json").write_text(told, encoding="utf-8")


def asked(names: str) -> Sequence[str]:
    """The sets that were asked for by name, commas between; 'all'. Raises KeyError with the name of one there isn't."""
    found = list(KINDS) if names == "all" else names.split(",")
    for name in found:
        if name not in KINDS:
            raise KeyError(f"there is no set {name}; there are {', '.join(KINDS)}")
    return found


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=10)
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--fonts", default="ten")
    ask.add_argument("--sets", default="all")
    args = ask.parse_args()
    shop = Shop(args.reports, args.seed, args.fonts)
    for name in asked(args.sets):
        sys.stdout.write(f"{name}: {len(list((shop.made(name) / 'pages').iterdir()))} pages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
