"""The sets of digital documents: one `Kind` a set, all of the same reports. `KINDS` by name.

A set is made of reports that were set in type in one of a few ways (`WAYS`), of files of another set, or of both.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import pikepdf

from bench.digital import layers, leaves, legacy, office, pages, prints
from bench.digital.libreoffice import converted, usable
from bench.digital.prints import Set
from bench.scans.fonts import Font, fonts
from bench.scans.make import papers
from bench.scans.typeset import Paper
from normalize import bijoy

Layer = Literal["good", "broken", "none"]
Maker = Callable[[Sequence[Set], Sequence[Path], Sequence[Path]], None]  # reports set in type, files of `of`, files out
TEN = (
    "Noto Sans Bengali", "Nikosh", "Kalpurush", "Lohit Bengali", "Siyam Rupali", "Mukti", "Noto Serif Bengali",
    "NikoshBAN", "Hind Siliguri", "Tiro Bangla", "Ani", "Likhan", "Jamrul", "Mitra", "Mina",
)  # fmt: skip
MIXED = 0.5  # of the texts are Bijoy on a mixed page
SMALLER = 0.95  # LibreOffice sets a little wider than the browser, and breaks words where a column is too narrow
SHRINK = 0.93
SHRINKS = 9


@dataclass(frozen=True, slots=True)
class Kind:
    """A set. `way`: how its reports are set in type; `of`: the set whose files it is made of.

    `layer`: whether the text can be believed, must not be, or is no PDF's.
    """

    make: Maker
    way: str = "plain"
    of: str | None = None
    suffix: str = ".pdf"
    layer: Layer = "good"


def ten() -> list[Font]:
    """The first ten fonts of this machine."""
    return [fonts()[name] for name in TEN if name in fonts()][:10]


# --- ways to set in type --------------------------------------------------------------------------------------------


def ruled(paper: Paper) -> None:
    """Every ruling drawn, once and solid."""
    paper.look = replace(paper.look, ruled="full", line="solid", stroke=min(paper.look.stroke, 1.5))


def half_ruled(paper: Paper) -> None:
    """Level rulings only."""
    ruled(paper)
    paper.look = replace(paper.look, ruled="level")


def unruled(paper: Paper) -> None:
    """No rulings between cells."""
    ruled(paper)
    paper.look = replace(paper.look, ruled="none")


def dark(paper: Paper) -> None:
    """White letters on dark header rows."""
    ruled(paper)
    paper.look = replace(paper.look, head="dark")


def sutonny(paper: Paper) -> None:
    """All in SutonnyMJ."""
    ruled(paper)
    paper.recode = legacy.recoder("sutonny", "Noto Sans Bengali")


def ansi(paper: Paper) -> None:
    """All in the codes of the other generation."""
    ruled(paper)
    paper.recode = legacy.recoder("ansi", "Noto Sans Bengali", paper.report.seed)


def mixed(paper: Paper) -> None:
    """Half of the texts in SutonnyMJ, half in a Unicode font, Latin words in a Latin one."""
    ruled(paper)
    paper.recode = legacy.recoder("sutonny", paper.font.name, share=MIXED)


WAYS: dict[str, Callable[[Paper], None]] = {
    "plain": ruled, "half_ruled": half_ruled, "unruled": unruled, "dark": dark, "sutonny": sutonny, "ansi": ansi,
    "mixed": mixed,
}  # fmt: skip


def set_in_type(way: str, n: int, seed: int, faces: Sequence[Font]) -> list[Set]:
    """`n` reports from `seed` on in a way of `WAYS`, the fonts in turn."""
    made = list(papers(n, seed, faces, 1))
    for paper in made:
        WAYS[way](paper)
    return prints.typed(made)


# --- makers ---------------------------------------------------------------------------------------------------------


def chromium(sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path]) -> None:
    """Printed by the browser; the stand-in of SutonnyMJ is given its name."""
    del of
    for one, file in zip(sets, out, strict=True):
        prints.printed(one, file)
        if one.paper.recode is not str:
            legacy.renamed(file, "ansi" if one.paper.font.name == office.FONTS["ansi"] else "sutonny")


def word(
    sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path], generation: bijoy.Generation | None = None
) -> None:
    """Written by python-docx."""
    del of
    for one, file in zip(sets, out, strict=True):
        file.write_bytes(leaves.document(one, generation, one.paper.font.name, one.paper.size))


def excel(sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path]) -> None:
    """Written by openpyxl."""
    del of
    for one, file in zip(sets, out, strict=True):
        file.write_bytes(leaves.workbook(one, None))


def office_pdf(
    sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path], generation: bijoy.Generation | None = None
) -> None:
    """Word documents exported by LibreOffice, in type small enough for their pages. Raises RuntimeError if none is."""
    del of
    left = list(zip(sets, out, strict=True))
    place = out[0].parent.parent / "word"
    place.mkdir()
    for n in range(SHRINKS):
        files = []
        for one, file in left:
            files.append(place / f"{file.stem}.docx")
            size = one.paper.size * SMALLER * SHRINK**n
            typed = legacy.typed_in(generation) if generation else None
            files[-1].write_bytes(leaves.document(one, typed, office_font(one, generation), size))
        made = converted(files, "pdf", place)
        crowded = []
        for (one, file), done in zip(left, made, strict=True):
            with pikepdf.open(done) as document:
                fits = len(document.pages) == len(one.leaves)
            if fits:
                prints.timeless(done)
                shutil.move(done, file)
                if generation:
                    legacy.renamed(file, generation)
            else:
                crowded.append((one, file))
        left = crowded
        if not left:
            shutil.rmtree(place)
            return
    raise RuntimeError(f"{left[0][0].name} needs more pages in LibreOffice than were set")


def office_font(one: Set, generation: bijoy.Generation | None) -> str:
    """A font that LibreOffice can use."""
    if not generation and usable(one.paper.font):
        return one.paper.font.name
    reserve = [name for name in TEN if name in fonts() and usable(fonts()[name])]
    return random.Random(one.name).choice(reserve)  # noqa: S311 - no secret


def saved_again(sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path]) -> None:
    """Read and written again by LibreOffice."""
    del sets
    converted(of, out[0].suffix.removeprefix("."), out[0].parent)


def broken(sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path], fault: str) -> None:
    """With a wrong text layer."""
    del sets
    for source, file in zip(of, out, strict=True):
        layers.broken(source, fault, file)


def turned(sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path]) -> None:
    """Content turned by 90, 180 or 270 degrees, and pages that turn it back; every fourth file lies."""
    del sets
    for n, (source, file) in enumerate(zip(of, out, strict=True)):
        pages.turned(source, (90, 270, 180, 90)[n % 4], file, undone=n % 4 < 3)


def hidden(sets: Sequence[Set], of: Sequence[Path], out: Sequence[Path]) -> None:
    """Pictures over the hidden text of a poor reader."""
    del sets
    for source, file in zip(of, out, strict=True):
        pages.ocred(source, file)


KINDS: dict[str, Kind] = {
    "chromium": Kind(chromium),
    "libreoffice": Kind(office_pdf),
    "dark": Kind(chromium, "dark"),
    "half-ruled": Kind(chromium, "half_ruled"),
    "unruled": Kind(chromium, "unruled"),
    "mixed": Kind(chromium, "mixed"),
    "turned": Kind(turned, of="chromium"),
    "bijoy-sutonny": Kind(chromium, "sutonny"),
    "bijoy-ansi": Kind(chromium, "ansi"),
    "bijoy-office-sutonny": Kind(partial(office_pdf, generation="sutonny"), "sutonny"),
    "bijoy-office-ansi": Kind(partial(office_pdf, generation="ansi"), "ansi"),
    **{
        f"chromium-{fault}": Kind(partial(broken, fault=fault), of="chromium", layer="broken")
        for fault in layers.FAULTS
    },
    "libreoffice-bare": Kind(partial(broken, fault="bare"), of="libreoffice", layer="broken"),
    "hidden": Kind(hidden, of="chromium", layer="broken"),
    "docx": Kind(word, suffix=".docx", layer="none"),
    "docx-saved": Kind(saved_again, of="docx", suffix=".docx", layer="none"),
    "docx-sutonny": Kind(partial(word, generation="sutonny"), suffix=".docx", layer="none"),
    "docx-ansi": Kind(partial(word, generation="ansi"), suffix=".docx", layer="none"),
    "xlsx": Kind(excel, suffix=".xlsx", layer="none"),
    "xlsx-saved": Kind(saved_again, of="xlsx", suffix=".xlsx", layer="none"),
}
