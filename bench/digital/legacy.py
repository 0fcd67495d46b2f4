"""Markup in Bijoy: the codes of a legacy font instead of Unicode letters, wholly or in part.

SutonnyMJ itself may not be passed on. A font of the other generation, from ../shared, stands in for it and takes its
name in the PDF: all codes but a few print the same. Without these fonts a Latin one stands in for both: text layers are
the same, pictures are not.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf

from bench.digital.office import FONTS, in_fonts
from bench.scans.fonts import SHARED
from normalize import bijoy

STAND_IN = "Liberation Sans"
LATIN = "Liberation Serif"
ANSI_FILES = ("kalpurush_ANSI.ttf", "Siyam Rupali ANSI.ttf")
_STANDING_IN = {
    "sutonny": re.compile(r"(?:LiberationSans|SiyamRupaliANSI)(-\w+)?$"),
    "ansi": re.compile(r"LiberationSans(-\w+)?$"),
}
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_NAMES = {"sutonny": "SutonnyMJ", "ansi": "SiyamRupaliANSI"}


def recoder(generation: bijoy.Generation, unicode_font: str, n: int = 0, share: float = 1.0) -> Callable[[str], str]:
    """A change of markup: texts into the codes of a generation, in its `n`-th font, in turn, or in the stand-in.

    `share`: the part of the texts that are so coded, drawn from the texts themselves; the others stay as they are.
    """
    file = _file(generation, n)
    source = f"url('{file.resolve().as_uri()}')" if file else f"local('{STAND_IN}')"
    face = f"<style>@font-face {{ font-family: '{FONTS[generation]}'; src: {source}; }}</style>"

    def text(found: re.Match[str]) -> str:
        words = html.unescape(found[0])
        if not words.strip() or zlib.crc32(words.encode()) % 1000 >= share * 1000:
            return found[0]
        runs = ((told, LATIN if font == "Times New Roman" else font) for told, font in in_fonts(words, generation, ""))
        return "".join(
            f"<span style=\"font-family: '{font or unicode_font}'\">{html.escape(told, quote=False)}</span>"
            for told, font in runs
        )

    return lambda markup: face + _TEXT.sub(text, markup)


def _file(generation: bijoy.Generation, n: int) -> Path | None:
    """The file of a font that prints the codes; None where there is none."""
    path = SHARED / ANSI_FILES[n % len(ANSI_FILES) if generation == "ansi" else -1]
    return path if path.exists() else None


def renamed(path: Path, generation: bijoy.Generation) -> None:
    """Give the stand-in of a PDF the name of the font whose codes it prints."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for found in document.objects:
            if not isinstance(found, pikepdf.Dictionary):
                continue
            for key in ("/BaseFont", "/FontName"):
                if key in found and _STANDING_IN[generation].search(str(found[key])):
                    name = _STANDING_IN[generation].sub(_NAMES[generation] + r"\1", str(found[key]))
                    found[key] = pikepdf.Name(name)
                    if "/FontFamily" in found:
                        found["/FontFamily"] = pikepdf.String(_NAMES[generation])
        document.save(path, deterministic_id=True)
