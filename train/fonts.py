"""The fonts of the machine: which families train, which are held out, what each face can draw.

Faces come from installed packages and from the folders named in TRAIN_FONTS, parted as in PATH (`python -m train fonts`
makes one of font packages); names of families are the files' own. A face that draws a character as an empty box or as
nothing doesn't have that character.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import uharfbuzz
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.engines.recogniser.alphabet import CHARACTERS, CONSONANTS
from normalize.canon import HASANTA, ZWNJ

# Held out for ever: the final measure only. Then two that show while training how unseen families fare.
HELD_OUT = ("Noto Serif Bengali", "Tiro Bangla", "Anek Bangla", "Baloo Da 2", "Likhan", "Akaash")
WATCHED = ("Mina", "Ani")
FOLDERS = (
    Path("/usr/share/fonts/truetype/fonts-beng-extra"),
    Path("/usr/share/fonts/truetype/lohit-bengali"),
    Path("/usr/share/fonts/truetype/noto"),
)
_LATIN_FOLDERS = (Path("/usr/share/fonts/truetype"),)
_LATIN = re.compile(
    r"Liberation(Sans|Serif)(-|Narrow)|Carlito-|Caladea-|DejaVuS(ans|erif)(Condensed)?-?(Bold|Oblique|Italic)?\.ttf|Noto(Sans|Serif)-"
)
_LEGACY = re.compile("ANSI|MJ")  # Bengali shapes on Latin code points
_PROBE_SIZE = 48
_CLUSTER = re.compile(f"(?:[{CONSONANTS}]\N{BENGALI SIGN NUKTA}?{HASANTA})+[{CONSONANTS}]")
_TALL = "র্কিঁঠৌ্ক্ষুৃৈী"


@dataclass(frozen=True)
class Face:
    """One font file: its family, weight and the characters it can draw.

    `top` and `bottom`: how far Bengali text reaches above (negative) and below the baseline, in ems.
    """

    path: str
    family: str
    bold: bool
    characters: frozenset[str]
    top: float
    bottom: float

    def covers(self, text: str) -> bool:
        """Whether the face has every character of the text; joiners need no glyph."""
        return self.characters.issuperset(text)

    def seen(self, text: str) -> str:
        """The text as a reader of its picture would write it: a hasanta that shows between consonants gets its ZWNJ.

        `দ্‌ভ` in a font without the conjunct দ্ভ, and the same text where the font joins it.
        """
        return _CLUSTER.sub(lambda found: _seen(self.path, found[0]), text)


@functools.lru_cache(maxsize=600)
def pillow(path: str, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels an em, shaped by HarfBuzz."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@functools.cache
def _shaper(path: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


@functools.lru_cache(maxsize=200_000)
def _seen(path: str, cluster: str) -> str:
    """The cluster with a ZWNJ after each hasanta that the font draws as one: there the picture is the same with it."""
    picture, at = _picture(path, cluster), cluster.find(HASANTA)
    while at >= 0:
        apart = cluster[: at + 1] + ZWNJ + cluster[at + 1 :]
        if _alike(picture, _picture(path, apart)):
            cluster, at = apart, at + 1
        at = cluster.find(HASANTA, at + 1)
    return cluster


def _picture(path: str, text: str) -> NDArray[np.uint8]:
    """The ink of a short text at the probe size, its margins cut off."""
    mask = Image.new("L", (_PROBE_SIZE * (len(text) + 2), _PROBE_SIZE * 3))
    ImageDraw.Draw(mask).text(
        (_PROBE_SIZE, _PROBE_SIZE * 2), text, fill=255, font=pillow(path, _PROBE_SIZE), anchor="ls"
    )
    return np.asarray(mask.crop(mask.getbbox()))


def _alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Whether two pictures are of one size, to a pixel, and differ by less than a sixth of their ink."""
    if max(abs(a - b) for a, b in zip(one.shape, other.shape, strict=True)) > 1:
        return False
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    apart = np.abs(one[:height, :width].astype(int) - other[:height, :width]).sum()
    return float(apart) * 6 < float(one.sum())


def whole(path: str, text: str) -> bool:
    """Whether shaping the text leaves no empty box."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_shaper(path), buffer)
    return all(info.codepoint for info in buffer.glyph_infos)


def drawable(faces: Iterable[Face], least: int = 2) -> tuple[str, ...]:
    """Pairs of consonants that at least `least` of the faces join."""
    regular = {face.family: face for face in faces}.values()
    pairs = (f"{a}{HASANTA}{b}" for a, b in itertools.product(CONSONANTS, repeat=2))
    return tuple(pair for pair in pairs if sum(face.seen(pair) == pair for face in regular) >= least)


def bengali_faces() -> tuple[Face, ...]:
    """Every Bengali face of the machine, held-out families too, ordered by family and path."""
    folders = [*FOLDERS, *_named_folders()]
    files = sorted(file for folder in folders if folder.is_dir() for file in folder.glob("*.ttf"))
    found = (face(file) for file in files if not _LEGACY.search(file.name))
    faces = {(face.family, face.path): face for face in found if face is not None}
    return tuple(faces[key] for key in sorted(faces))


def _named_folders() -> list[Path]:
    return list(map(Path, filter(None, os.environ.get("TRAIN_FONTS", "").split(os.pathsep))))


def training(faces: Iterable[Face]) -> tuple[Face, ...]:
    """Faces whose family is neither held out nor watched."""
    return tuple(face for face in faces if not _any_of(face.family, (*HELD_OUT, *WATCHED)))


def of_families(faces: Iterable[Face], families: Iterable[str]) -> tuple[Face, ...]:
    """Faces of the named families."""
    named = tuple(families)
    return tuple(face for face in faces if _any_of(face.family, named))


def _any_of(family: str, names: Iterable[str]) -> bool:
    return any(family.casefold().startswith(name.casefold()) for name in names)


def latin_faces() -> tuple[Face, ...]:
    """Faces that draw the Latin of a line where its Bengali font doesn't."""
    folders = [*_LATIN_FOLDERS, *_named_folders()]
    files = sorted(file for folder in folders if folder.is_dir() for file in folder.rglob("*.ttf"))
    found = (face(file, latin=True) for file in files if _LATIN.search(file.name))
    return tuple(face for face in found if face is not None)


def face(file: Path, *, latin: bool = False) -> Face | None:
    """The face of a font file; None when it holds no Bengali (or, for `latin`, no ASCII)."""
    with TTFont(file, lazy=True, fontNumber=0) as font:
        mapped = font.getBestCmap()
        family = str(font["name"].getBestFamilyName() or file.stem)
        bold = font["OS/2"].usWeightClass >= 600 or "bold" in file.stem.casefold()
    probe = pillow(str(file), _PROBE_SIZE)
    has = frozenset(c for c in CHARACTERS if ord(c) in mapped and _leaves_ink(probe, c)) | {"\u200c", "\u200d", " "}
    if not has.issuperset("ABCabc012" if latin else "কখগািীেো্০১২৯"):
        return None
    box = probe.getbbox("AgQ" if latin else _TALL, anchor="ls")
    return Face(str(file), family, bold, has, box[1] / _PROBE_SIZE, box[3] / _PROBE_SIZE)


def _leaves_ink(font: ImageFont.FreeTypeFont, character: str) -> bool:
    box = font.getbbox(character)
    return character == " " or (box[2] > box[0] and box[3] > box[1])


def shipped(folder: Path, packages: Iterable[Path]) -> Iterator[Path]:
    """Bengali and Latin files of unpacked font packages, written to `folder` as .ttf; yields what it wrote."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in packages:
        for file in sorted(package.rglob("*-normal.woff2")):
            if re.search(r"-(bengali|latin)-\d+-normal", file.name):
                with TTFont(file) as font:
                    font.flavor = None
                    target = folder / f"{file.stem}.ttf"
                    font.save(target)
                yield target
