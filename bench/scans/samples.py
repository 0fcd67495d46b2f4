"""The three scanned samples: a scan of two pages, a photograph, a fax of two pages; made anew by one command.

    python -m bench.scans.samples [FOLDER] [--truth FOLDER]

Offices and people are invented. FOLDER is samples; with --truth the rows and boxes of the three stand there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from bench import names
from bench.figures import Hand, dice, fiscal_year, quarter_bounds, year_bounds
from bench.gold import gold
from bench.names import Office
from bench.plans import charter_progress, egov_plan
from bench.progress import integrity_plan
from bench.reports import KINDS, add_memo, close, tell_period
from bench.scans import files
from bench.scans.degrade import Degraded, Recipe, degrade
from bench.scans.fonts import fonts
from bench.scans.make import pictured, truth
from bench.scans.paper import Look
from bench.scans.typeset import Paper, Plate, typeset
from bench.sheet import Report, Sheet

ORIENTATION = 0x0112  # the EXIF tag
TURN_RIGHT = 6  # shown turned by 90 degrees clockwise


@dataclass(frozen=True, slots=True)
class Sample:
    """One scanned sample: what it says, how it is printed and how it was scanned."""

    file: str
    seed: int
    start: int  # first year of its fiscal year
    quarter: int | None
    office: Office
    sheet: Callable[[Hand, int, Office, int], Sheet]
    look: Look
    recipe: Recipe
    dpi: int


SAMPLES = (
    Sample(
        "scanned_charter.pdf", 21, 2024, 3,
        Office("জেলা মৌচাষ উন্নয়ন কার্যালয়", "টাঙ্গাইল", "district", "মৌচাষ উন্নয়ন অধিদপ্তর", "কৃষি মন্ত্রণালয়",
               "জেলা মৌচাষ উন্নয়ন কর্মকর্তা"),
        charter_progress,
        Look("Noto Sans Bengali", 11.0, True, "full", "solid", 1.0, 1.0, 0.8, "bold", 18, True, True, True),
        Recipe(41, skew=0.45, shift=(6.0, -4.0), blur=0.8, noise=2.0, paper=236.0, ink=35.0, light=8.0, speckle=0.6,
               jpeg=60), 200,
    ),
    Sample(
        "photographed_plan.jpg", 34, 2023, None,
        Office("উপজেলা গ্রামীণ পাঠাগার কার্যালয়", "তালতলী, বরগুনা", "upazila", "গ্রামীণ পাঠাগার অধিদপ্তর",
               "সংস্কৃতি বিষয়ক মন্ত্রণালয়", "উপজেলা পাঠাগার কর্মকর্তা"),
        lambda hand, start, at, _: egov_plan(hand, start, at),
        Look("Lohit Bengali", 10.0, True, "full", "solid", 1.0, 1.0, 0.6, "grey", 15, True, True, False),
        Recipe(42, skew=-0.9, shift=(10.0, 12.0), blur=1.0, noise=2.5, paper=226.0, ink=45.0, tint=(1.0, 0.97, 0.9),
               light=85.0), 190,
    ),
    Sample(
        "faxed_integrity.tif", 57, 2022, 2,
        Office("বিভাগীয় বৃষ্টির পানি সংরক্ষণ কার্যালয়", "খুলনা", "division", "বৃষ্টির পানি সংরক্ষণ অধিদপ্তর",
               "পানি সম্পদ মন্ত্রণালয়", "উপপরিচালক"),
        lambda hand, start, at, quarter: integrity_plan(hand, start, at, True, quarter),
        Look("Mukti", 12.0, True, "full", "solid", 1.0, 1.0, 1.0, "plain", 18, True, True, True),
        Recipe(43, skew=-0.3, blur=0.6, noise=3.0, speckle=1.5, rough=8.0), 200,
    ),
)  # fmt: skip


def written(sample: Sample) -> Report:
    """The report that a sample shows."""
    hand = Hand(dice(sample.seed))
    sheet = sample.sheet(hand, sample.start, sample.office, sample.quarter or 1)
    if sample.quarter:
        tell_period(sheet, hand, sample.start, sample.quarter)
    bounds = quarter_bounds(sample.start, sample.quarter) if sample.quarter else year_bounds(sample.start)
    kind = KINDS.get(sheet.form) or ("quarterly_progress" if sample.quarter else "work_plan")
    made = Report(
        sample.file, sample.seed, sheet.form, fiscal_year(sample.start), sample.quarter, bounds, kind, [sheet]
    )
    made.office, made.level = sample.office.full, sample.office.level
    made.letterhead = ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", sample.office.agency, sample.office.name, sample.office.place]
    add_memo(made, hand, sample.start)
    made.signatures = [names.signature(hand.chance, sample.office)]
    return close(made)


def photograph(done: Degraded, path: Path) -> None:
    """Write a picture as a telephone does: lying, with the word in EXIF that turns it upright."""
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(done.picture, 1)))
    exif = Image.Exif()
    exif[ORIENTATION] = TURN_RIGHT
    lying.save(path, "JPEG", quality=70, exif=exif, optimize=True)


def scan(sample: Sample, document: pdfium.PdfDocument, plates: list[Plate], folder: Path) -> list[Degraded]:
    """Write one sample; its pages."""
    done = []
    for plate in plates:
        how = Recipe(**{name: getattr(sample.recipe, name) for name in Recipe.__dataclass_fields__} | {
            "seed": sample.recipe.seed * 10 + plate.number
        })  # fmt: skip
        done.append(degrade(pictured(document, plate, sample.dpi), sample.dpi, how))
    sheets = [files.Sheet(one.picture, one.encoded, sample.dpi) for one in done]
    path = folder / sample.file
    if path.suffix == ".pdf":
        files.pdf(sheets, path)
    elif path.suffix == ".tif":
        files.tiff(sheets, path, "group4")
    else:
        photograph(done[0], path)
    return done


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path, nargs="?", default=Path("samples"))
    ask.add_argument("--truth", type=Path, default=Path("build") / "samples")
    args = ask.parse_args()
    args.truth.mkdir(parents=True, exist_ok=True)
    papers = [Paper(written(sample), fonts()[sample.look.font], sample.look) for sample in SAMPLES]
    plates = typeset(papers, args.truth / "print.pdf")
    document = pdfium.PdfDocument(args.truth / "print.pdf")
    for sample, paper in zip(SAMPLES, papers, strict=True):
        own = [plate for plate in plates if plate.paper is paper]
        for plate, one in zip(own, scan(sample, document, own, args.folder), strict=True):
            told = truth(plate, sample.dpi, "sample", one, "", sample.file)
            text = json.dumps(told, ensure_ascii=False, indent=1)
            (args.truth / f"{sample.file}_p{plate.number}.json").write_text(text, encoding="utf-8")
        text = json.dumps(gold(paper.report), ensure_ascii=False, indent=1)
        (args.truth / f"{sample.file}.gold.json").write_text(text, encoding="utf-8")
        size = (args.folder / sample.file).stat().st_size
        sys.stdout.write(f"{sample.file}: {len(own)} pages, {size // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
