"""Scan sets of generated reports with their truth.

    python -m bench.scans.make OUT [--reports 6 | --from FOLDER [--gold FOLDER]] [--seed 0]
        [--fonts tuning|held_out|NAME,…] [--each 2] [--quality clean300,clean200,office,poor]
        [--container pdf|tif] [--extras stamp,watermark,…]
        [--line solid|dotted|dashed|double] [--ruled full|level|none]

OUT/QUALITY/reports  image-only documents       OUT/QUALITY/gold   their rows, as the scorers read them
OUT/QUALITY/pages    one picture a page, beside it NAME.json with boxes and texts of the upright level page
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from bench.damage_figures import FIGURES
from bench.gold import gold
from bench.mutations import mutated
from bench.reports import FORMS, report
from bench.scans import files
from bench.scans.degrade import Degraded, Picture, degrade, recipe
from bench.scans.extras import EXTRAS, add
from bench.scans.fonts import Font, chosen
from bench.scans.paper import look, widest
from bench.scans.printed import printed
from bench.scans.typeset import Paper, Plate, typeset
from bench.sheet import Report
from ingest.errors import IngestError

Json = dict[str, Any]
QUALITIES = ("clean300", "clean200", "office", "poor")
DPI = {"clean300": (300,), "clean200": (200,), "office": (300, 200), "poor": (300, 200)}
BATCH = 24  # reports a run of the browser


def drawn(seed: int) -> Report:
    """The report of a seed: forms in turn, every fourth with a wrong figure as clerks print them."""
    form = list(FORMS)[seed % len(FORMS)]
    if seed % 4 == 3:
        chance = random.Random(f"scan {seed}")  # noqa: S311 - no secret
        return mutated(seed, form, "html", chance.choice(sorted(FIGURES)))
    return report(seed, form, "html")


def papers(n: int, seed: int, fonts: Sequence[Font], each: int) -> Iterator[Paper]:
    """`n` reports from `seed` on, each printed in `each` fonts, which come in turn."""
    for k in range(n):
        for turn in range(each):
            font = fonts[(k * each + turn) % len(fonts)]
            made = drawn(seed + k)
            slug = font.name.lower().replace(" ", "-")
            made.name = f"{seed + k:06d}_{made.form}_{slug}"
            yield Paper(made, font, look(seed + k, font.name, widest(made)))


def given(folder: Path, golds: Path | None, fonts: Sequence[Font], each: int) -> Iterator[Paper]:
    """The reports of a folder that have a table, each in `each` fonts; with their rows where these are known."""
    k = 0
    for path in sorted(folder.iterdir()):
        known = golds / f"{path.name}.gold.json" if golds else None
        right = json.loads(known.read_text(encoding="utf-8")) if known and known.exists() else {}
        for _ in range(each if path.is_file() else 0):
            try:
                made = printed(path)
            except (IngestError, ValueError) as error:
                sys.stderr.write(f"{path.name} is left out: {error}\n")
                break
            font = fonts[k % len(fonts)]
            made.name = f"{path.stem}_{font.name.lower().replace(' ', '-')}"
            yield Paper(made, font, look(k, font.name, widest(made)), right)
            k += 1


def scaled(one: Json, scale: float) -> Json:
    """A true thing with its box in pixels."""
    made = {**one, "box": [round(v * scale, 2) for v in one["box"]]}
    if "cells" in one:
        made["cells"] = [scaled(cell, scale) for cell in one["cells"]]
    return made


@dataclass(frozen=True, slots=True)
class Wish:
    """How a set is to be written: the qualities, the kind of file, what else lies on the paper."""

    qualities: tuple[str, ...] = QUALITIES
    container: str = "pdf"
    extras: tuple[str, ...] = ()


def truth(plate: Plate, dpi: int, quality: str, done: Degraded, picture: str, container: str) -> Json:
    """The truth of one page; boxes in pixels of the upright level page at this resolution."""
    look_, scale = plate.paper.look, dpi / 72
    return {
        "schema": "scan-truth/1", "document": container, "report": plate.paper.report.name, "page": plate.number,
        "picture": picture, "quality": quality, "dpi": dpi, "width": round(plate.width * scale),
        "height": round(plate.height * scale), "font": plate.paper.font.name, "size_pt": plate.paper.size,
        "ruled": look_.ruled, "head": look_.head, "line": look_.line, **done.facts(),
        "tables": [scaled(table, scale) for table in plate.tables],
        "lines": [scaled(line, scale) for line in plate.lines],
    }  # fmt: skip


def seed_of(*parts: object) -> int:
    """A number that stands for these words, the same on every machine."""
    return zlib.crc32(" ".join(map(str, parts)).encode())


def pictured(document: pdfium.PdfDocument, plate: Plate, dpi: int) -> Picture:
    """The printed page as a grey picture."""
    page = document[plate.pdf_page]
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    picture: Picture = bitmap.to_numpy().copy()
    page.close()
    return picture[..., 0] if picture.ndim == 3 else picture


def with_extras(names: Sequence[str], plate: Plate, picture: Picture, dpi: int) -> tuple[Picture, list[Json]]:
    """The clean page with what else lies on it."""
    if not names:
        return picture, []
    cells = [scaled(cell, dpi / 72)["box"] for table in plate.tables for cell in table["cells"] if cell["text"]]
    signed = [line for line in plate.lines if line["kind"] == "signature"]
    first = [scaled(line, dpi / 72)["box"] for line in signed[:1]]
    return add(names, picture, dpi, seed_of(plate.paper.report.name, plate.number), cells, first)


def scan(document: pdfium.PdfDocument, plates: Sequence[Plate], quality: str, out: Path, wish: Wish) -> int:
    """Write one report in one quality: pages, truth, document, gold; how many pages."""
    name = plates[0].paper.report.name
    dpis = DPI[quality]
    dpi = dpis[seed_of(name, "dpi") % len(dpis)]
    folder = out / quality
    for part in ("reports", "gold", "pages"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    sheets = []
    file = f"{name}.{wish.container}"
    for plate in plates:
        how = recipe(quality.rstrip("0123456789"), seed_of(name, quality, plate.number))
        page, added = with_extras(wish.extras, plate, pictured(document, plate, dpi), dpi)
        done = degrade(page, dpi, how)
        sheets.append(files.Sheet(done.picture, done.encoded, dpi))
        stem = folder / "pages" / f"{name}_p{plate.number}"
        picture = files.picture_file(sheets[-1], stem)
        true = truth(plate, dpi, quality, done, picture.name, file) | {"extras": added}
        told = json.dumps(true, ensure_ascii=False, indent=1)
        stem.with_name(stem.name + ".json").write_text(told, encoding="utf-8")
    if wish.container == "pdf":
        files.pdf(sheets, folder / "reports" / file)
    else:
        files.tiff(sheets, folder / "reports" / file)
    right = gold(plates[0].paper.report) if plates[0].paper.gold is None else plates[0].paper.gold
    if right:
        told = json.dumps({**right, "seed_file": file}, ensure_ascii=False, indent=1)
        (folder / "gold" / f"{file}.gold.json").write_text(told, encoding="utf-8")
    return len(plates)


def make(all_papers: Sequence[Paper], out: Path, wish: Wish) -> int:
    """Write all reports in all qualities; how many pages."""
    n = 0
    for start in range(0, len(all_papers), BATCH):
        printed = out / "print" / f"{start:05d}.pdf"
        plates = typeset(all_papers[start : start + BATCH], printed)
        document = pdfium.PdfDocument(printed)
        for _, held in groupby(plates, key=lambda plate: id(plate.paper)):
            own = list(held)
            n += sum(scan(document, own, quality, out, wish) for quality in wish.qualities)
        document.close()
    return n


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--reports", type=int, default=6)
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--fonts", default="tuning")
    ask.add_argument("--from", dest="folder", type=Path, help="reports to typeset instead of generated ones")
    ask.add_argument("--gold", type=Path, help="their rows, NAME.gold.json")
    ask.add_argument("--each", type=int, default=2, help="fonts a report")
    ask.add_argument("--quality", default=",".join(QUALITIES))
    ask.add_argument("--container", choices=("pdf", "tif"), default="pdf")
    ask.add_argument("--extras", default="", help=", ".join(EXTRAS))
    ask.add_argument("--line", choices=("solid", "dotted", "dashed", "double"))
    ask.add_argument("--ruled", choices=("full", "level", "none"))
    args = ask.parse_args()
    faces = chosen(args.fonts)
    if args.folder:
        made = list(given(args.folder, args.gold, faces, args.each))
    else:
        made = list(papers(args.reports, args.seed, faces, args.each))
    for paper in made:
        paper.look = replace(paper.look, line=args.line or paper.look.line, ruled=args.ruled or paper.look.ruled)
    extras = tuple(name for name in args.extras.split(",") if name)
    n = make(made, args.out, Wish(tuple(args.quality.split(",")), args.container, extras))
    sys.stdout.write(f"{len(made)} reports, {n} pages in {args.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
