"""The Bengali fonts that this machine has, as files; those for tuning and those that only the final measure sees.

Debian's families are found through fontconfig, web fonts in build/fonts (tools/fonts.sh), office fonts in ../shared.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont, features

UNPACKED = Path("build") / "fonts"
SHARED = Path("..") / "shared" / "fonts"
DEBIAN = (
    "Noto Sans Bengali", "Noto Serif Bengali", "Lohit Bengali", "Mukti", "Ani", "Jamrul", "Mitra", "Likhan",
)  # fmt: skip
WEB = {
    "hind-siliguri": "Hind Siliguri", "atma": "Atma", "mina": "Mina", "galada": "Galada", "tiro-bangla": "Tiro Bangla",
    "anek-bangla": "Anek Bangla", "baloo-da-2": "Baloo Da 2", "noto-sans-bengali": "Noto Sans Bengali",
    "noto-serif-bengali": "Noto Serif Bengali",
}  # fmt: skip
OFFICE = {
    "Nikosh.ttf": "Nikosh", "NikoshBAN.ttf": "NikoshBAN", "NikoshLight.ttf": "Nikosh Light",
    "kalpurush.ttf": "Kalpurush", "Siyamrupali.ttf": "Siyam Rupali", "AdorshoLipi_20-07-2007.ttf": "AdorshoLipi",
    "BenSen.ttf": "BenSen", "Bangla.ttf": "Bangla", "AponaLohit.ttf": "AponaLohit",
    "Lohit_14-04-2007.ttf": "Ekushey Lohit",
    "Mukti_1.99_PR.ttf": "Mukti PR", "muktinarrow.ttf": "Mukti Narrow", "mitra.ttf": "Mitra Mono",
    "sagarnormal.ttf": "Sagar", "akaashnormal.ttf": "Akaash",
}  # fmt: skip
# never in training and never looked at while tuning
HELD_OUT = ("Noto Serif Bengali", "Tiro Bangla", "Anek Bangla", "Baloo Da 2", "Likhan", "Akaash")
# as offices use them, the usual ones first; packaged ones among the first eight
TUNING = (
    "Nikosh", "Noto Sans Bengali", "Kalpurush", "Hind Siliguri", "Siyam Rupali", "Lohit Bengali", "NikoshBAN", "Mukti",
    "Atma", "Mina", "Ani", "BenSen", "AdorshoLipi", "Bangla", "Jamrul", "Mitra", "Ekushey Lohit", "AponaLohit",
    "Mukti PR", "Mukti Narrow", "Mitra Mono", "Sagar", "Nikosh Light", "Galada",
)  # fmt: skip
DIGITS = "০১২৩৪৫৬৭৮৯"
CONJUNCTS = ("ক্ষ", "জ্ঞ", "ত্র", "ন্ত", "স্থ", "ম্প", "ষ্ট", "ঞ্চ", "ঙ্গ", "স্ত", "ক্র", "প্র", "ন্দ", "ম্ম", "দ্ধ")
SIZE = 48  # pixels, large enough to tell one shape from another
LATIN_RANGE = "U+0000-00FF, U+2000-2BFF"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: `weight` 400 or 700; `latin`: it holds only Latin letters."""

    path: Path
    weight: int = 400
    latin: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """A family by the name that truth files give it."""

    name: str
    faces: tuple[Face, ...]

    def css(self) -> str:
        """The @font-face rules that name the files as family `self.name`."""
        rules = []
        for face in self.faces:
            span = f"unicode-range: {LATIN_RANGE};" if face.latin else ""
            rules.append(
                f"@font-face {{ font-family: '{self.name}'; font-weight: {face.weight}; {span}"
                f" src: url('{face.path.resolve().as_uri()}'); }}"
            )
        return "\n".join(rules)


def whole(path: Path) -> bool:
    """Whether a font has every Bengali digit and joins conjuncts instead of showing the hasanta."""
    if not features.check("raqm"):
        return True  # without a shaper nothing can be told
    try:
        font = ImageFont.truetype(str(path), SIZE)
        missing = bytes(font.getmask("\N{REPLACEMENT CHARACTER}\uffff"[1:]))
        if any(bytes(font.getmask(digit)) in (missing, b"") for digit in DIGITS):
            return False
        split = [
            c.replace("\N{BENGALI SIGN VIRAMA}", "\N{BENGALI SIGN VIRAMA}\N{ZERO WIDTH NON-JOINER}") for c in CONJUNCTS
        ]
        return all(bytes(font.getmask(a)) != bytes(font.getmask(b)) for a, b in zip(CONJUNCTS, split, strict=True))
    except OSError:
        return False


def _debian(name: str) -> tuple[Face, ...]:
    """The files of a family that fontconfig knows."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    command = [program, f":family={name}", "file", "style"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    faces = []
    for line in sorted(asked.stdout.splitlines()):
        file, _, style = line.partition(":style=")
        if file.startswith("/usr/") and "Italic" not in style:
            faces.append(Face(Path(file.rstrip(": ")), 700 if "Bold" in style or "bold" in file else 400))
    return tuple(faces)


def _web(package: str) -> tuple[Face, ...]:
    """The unpacked files of a web font."""
    return tuple(
        Face(path, weight, subset == "latin")
        for weight in (400, 700)
        for subset in ("bengali", "latin")
        if (path := UNPACKED / f"{package}-{subset}-{weight}-normal.woff2").exists()
    )


@cache
def fonts() -> dict[str, Font]:
    """Every usable Bengali font of this machine by name; those that lack digits or conjuncts are left out."""
    found: dict[str, Font] = {}
    sources = [(name, _debian(name)) for name in DEBIAN]
    sources += [(name, _web(package)) for package, name in WEB.items()]
    sources += [(name, (Face(SHARED / file),)) for file, name in OFFICE.items() if (SHARED / file).exists()]
    for name, faces in sources:
        bengali = [face for face in faces if not face.latin and face.weight == 400]
        if name not in found and bengali and whole(bengali[0].path):
            found[name] = Font(name, faces)
    return found


def chosen(which: str) -> list[Font]:
    """The fonts named 'tuning', 'held_out', or by name (commas between), in their order. Raises KeyError if missing."""
    if which in ("tuning", "held_out"):
        return [fonts()[name] for name in (TUNING if which == "tuning" else HELD_OUT) if name in fonts()]
    return [fonts()[name.strip()] for name in which.split(",")]
