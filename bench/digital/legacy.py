"""Markup in Bijoy: the codes of a legacy font instead of Unicode letters, wholly or in part.

SutonnyMJ itself may not be passed on. A font of the other generation, from ../shared, stands in for it: texts are set
in its codes, and the PDF is given SutonnyMJ's name and, where the two differ, SutonnyMJ's codes. Without these fonts a
Latin one stands in for both: text layers are the same, pictures are not.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf

from bench.digital.layers import BENGALI, codes, fonts, map_of
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
# What the stand-in has in other places than SutonnyMJ: ক্ষ, ্ত, ু under র, ্ল, ম্ন.
_ITS_CODES = {"¶": "ÿ", "—": "Í", "“": "æ", "¬": "ø", "æ": "¤œ"}
_DASHED = re.compile(r"\S*—\S*")  # a word that the browser would break, but not in SutonnyMJ, whose ্ত is a letter
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_NAMES = {"sutonny": "SutonnyMJ", "ansi": "SiyamRupaliANSI"}


def recoder(generation: bijoy.Generation, unicode_font: str, n: int = 0, share: float = 1.0) -> Callable[[str], str]:
    """A change of markup: texts into the codes of a generation, in its `n`-th font, in turn, or in the stand-in.

    `share`: the part of the texts that are so coded, drawn from the texts themselves; the others stay as they are.
    """
    file, typed = _file(generation, n), typed_in(generation)
    source = f"url('{file.resolve().as_uri()}')" if file else f"local('{STAND_IN}')"
    face = f"<style>@font-face {{ font-family: '{FONTS[typed]}'; src: {source}; }}</style>"

    def kept(told: str) -> str:
        return _DASHED.sub(r'<span style="white-space: nowrap">\g<0></span>', told) if typed != generation else told

    def text(found: re.Match[str]) -> str:
        words = html.unescape(found[0])
        if not words.strip() or zlib.crc32(words.encode()) % 1000 >= share * 1000:
            return found[0]
        runs = ((told, LATIN if font == "Times New Roman" else font) for told, font in in_fonts(words, typed, ""))
        return "".join(
            f"<span style=\"font-family: '{font or unicode_font}'\">{kept(html.escape(told, quote=False))}</span>"
            for told, font in runs
        )

    return lambda markup: face + _TEXT.sub(text, markup)


def _file(generation: bijoy.Generation, n: int) -> Path | None:
    """The file of a font that prints the codes; None where there is none."""
    path = SHARED / ANSI_FILES[n % len(ANSI_FILES) if generation == "ansi" else -1]
    return path if path.exists() else None


def typed_in(generation: bijoy.Generation) -> bijoy.Generation:
    """The generation of the codes in which texts are set before `renamed` makes them those of `generation`."""
    return "ansi" if _file(generation, 0) else generation


def renamed(path: Path, generation: bijoy.Generation) -> None:
    """Give the stand-in of a PDF the name of the font that it stands for, and its map that font's codes."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        if typed_in(generation) != generation:
            _recoded(document)
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


def _recoded(document: pikepdf.Pdf) -> None:
    """Make the maps of the stand-in say SutonnyMJ's codes. Type 3 fonts have no name; those with Bengali are others."""
    for font in fonts(document):
        known, name = codes(font), str(font.get("/BaseFont", ""))
        nameless = not name and not any(map(BENGALI.search, known.values()))
        if nameless or _STANDING_IN["sutonny"].search(name):
            told = {code: "".join(_ITS_CODES.get(sign, sign) for sign in text) for code, text in known.items()}
            font["/ToUnicode"] = document.make_stream(map_of(told, 4 if font.Subtype == "/Type0" else 2))
