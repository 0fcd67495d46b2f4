"""The PDF samples with a text layer: one as a browser exports it, one whose layer is broken; made anew by one command.

    python -m bench.digital.pdf_samples [FOLDER] [--truth FOLDER]

Offices and people are invented; the fonts in the files are Noto's, under the SIL Open Font License. FOLDER is samples;
with --truth what a careful reader finds in them stands there.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.digital import layers, prints
from bench.names import Office
from bench.plans import charter_plan
from bench.progress import charter_achievement
from bench.scans.fonts import fonts
from bench.scans.paper import Look
from bench.scans.samples import Sample, written
from bench.scans.typeset import Paper

EXPORTED = Sample(
    "exported_achievement.pdf", 61, 2024, 2,
    Office("জেলা শীতলপাটি উন্নয়ন কার্যালয়", "সিলেট", "district", "শীতলপাটি উন্নয়ন অধিদপ্তর", "শিল্প মন্ত্রণালয়",
           "জেলা শীতলপাটি উন্নয়ন কর্মকর্তা"),
    charter_achievement,
    Look("Noto Sans Bengali", 10.0, True, "full", "solid", 1.0, 1.0, 0.6, "dark", 15, True, True, True),
    None, 0,  # type: ignore[arg-type] # not scanned
)  # fmt: skip
BROKEN = Sample(
    "broken_layer_plan.pdf", 74, 2023, None,
    Office("উপজেলা জলাভূমি সংরক্ষণ কার্যালয়", "তাড়াশ, সিরাজগঞ্জ", "upazila", "জলাভূমি সংরক্ষণ অধিদপ্তর",
           "পানি সম্পদ মন্ত্রণালয়", "উপজেলা জলাভূমি সংরক্ষণ কর্মকর্তা"),
    lambda hand, start, at, _: charter_plan(hand, start, at),
    Look("Noto Serif Bengali", 10.0, True, "full", "solid", 1.0, 1.0, 0.6, "bold", 15, True, True, False),
    None, 0,  # type: ignore[arg-type] # the same
)  # fmt: skip
SAMPLES = (EXPORTED, BROKEN)
FAULT = "private"  # conjuncts are private code points, vowel signs stand where they are drawn


def made(folder: Path) -> list[prints.Set]:
    """Write the samples into a folder; what they say."""
    sets = prints.typed([Paper(written(one), fonts()[one.look.font], one.look) for one in SAMPLES])
    for sample, one in zip(SAMPLES, sets, strict=True):
        if sample is BROKEN:
            with tempfile.TemporaryDirectory() as name:
                whole = Path(name) / "whole.pdf"
                prints.printed(one, whole)
                layers.broken(whole, FAULT, folder / sample.file)
        else:
            prints.printed(one, folder / sample.file)
    return sets


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path, nargs="?", default=Path("samples"))
    ask.add_argument("--truth", type=Path)
    args = ask.parse_args()
    for sample, one in zip(SAMPLES, made(args.folder), strict=True):
        if args.truth:
            args.truth.mkdir(parents=True, exist_ok=True)
            text = json.dumps(one.gold, ensure_ascii=False, indent=1)
            (args.truth / f"{sample.file}.gold.json").write_text(text, encoding="utf-8")
        size = (args.folder / sample.file).stat().st_size
        sys.stdout.write(f"{sample.file}: {len(one.leaves)} pages, {size // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
