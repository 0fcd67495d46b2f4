"""Draws one line of text as ink: shaped by HarfBuzz, Latin from a fallback font, spacing as documents have it."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from normalize.canon import NUKTA
from train import fonts
from train.fonts import Face
from train.ink import Drawn

_COMPOSED = {f"ড{NUKTA}": "\u09dc", f"ঢ{NUKTA}": "\u09dd", f"য{NUKTA}": "\u09df"}
_RUN = re.compile("([\u0980-\u09ff\u0964\u200c\u200d]+)|([^\u0980-\u09ff\u0964\u200c\u200d ]+)|( +)")
_LETTER = re.compile("(?:[ক-হ]়?\u200d?্[\u200c\u200d]?)*[ঀ-৿।]়?\u200d?(?:্[ক-হ])*[ঁ-ঃ়-ৌৗ]*|.")
_FEWEST_PIXELS = 12


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set. Sizes in pixels an em; `tracking` in ems between letters, `gap` a factor on the space."""

    face: Face
    latin: Face
    size: int
    tracking: float
    gap: float
    own_latin: bool
    underline: bool


def style(chance: random.Random, faces: Sequence[Face], latin: Sequence[Face], size: int) -> Style:
    """A style at random. Every family is equally likely, then each of its faces."""
    face = _any(chance, faces)
    tracked = chance.random() < 0.12
    return Style(
        face,
        _any(chance, [other for other in latin if other.bold == face.bold] or latin),
        size,
        chance.uniform(-0.03, 0.12) if tracked else 0.0,
        chance.uniform(0.45, 2.5) if chance.random() < 0.35 else 1.0,
        chance.random() < 0.5,
        chance.random() < 0.05,
    )


def _any(chance: random.Random, faces: Sequence[Face]) -> Face:
    family = chance.choice(sorted({_family(face) for face in faces}))
    return chance.choice([face for face in faces if _family(face) == family])


@functools.cache
def _family(face: Face) -> str:
    """The family without its weight: 'Atma Light' is Atma."""
    return re.sub(" (Thin|Light|Medium|SemiBold|Bold|Narrow|Mono)$", "", face.family.strip())


def draw(text: str, how: Style) -> Drawn | None:
    """The line's ink, or None where no font at hand has all of its characters."""
    pieces = list(_pieces(text, how))
    if not pieces or any(face is None for _, face in pieces):
        return None
    size, base = how.size, round(1.5 * how.size)
    width = round(sum(_width(piece, face, how) for piece, face in pieces)) + 2 * size
    canvas = Image.new("L", (width, round(2.3 * size)))
    pen, at = ImageDraw.Draw(canvas), float(size)
    for piece, face in pieces:
        at = _write(pen, at, base, piece, face, how)
    if how.underline:
        thick, low = max(1, size // 20), base + round(size * 0.14)
        pen.rectangle((size, low, at, low + thick - 1), fill=255)
    ink = np.asarray(canvas)
    columns = np.flatnonzero(ink.any(axis=0))
    if columns.size == 0 or int((ink > 100).sum()) < _FEWEST_PIXELS:
        return None
    ink = ink[:, columns[0] : columns[-1] + 1]
    return Drawn(ink, base + round(how.face.top * size), base + round(how.face.bottom * size), how.face.seen(text))


def _pieces(text: str, how: Style) -> Iterator[tuple[str, Face | None]]:
    """Words and spaces with the face that draws them; None where neither face has every character."""
    for bengali, latin, space in _RUN.findall(text):
        if space:
            yield space, how.face
        elif bengali:
            shaped = _composed(bengali, how.face)
            yield shaped, how.face if how.face.covers(bengali) and fonts.whole(how.face.path, shaped) else None
        else:
            own = how.own_latin and how.face.covers(latin)
            face = how.face if own or not how.latin.covers(latin) else how.latin
            yield latin, face if face.covers(latin) else None


def _composed(text: str, face: Face) -> str:
    """য় ড় ঢ় as the one glyph a font has for them."""
    for pair, one in _COMPOSED.items():
        if pair in text and fonts.whole(face.path, one):
            text = text.replace(pair, one)
    return text


def _width(piece: str, face: Face | None, how: Style) -> float:
    assert face is not None
    length = fonts.pillow(face.path, how.size).getlength(piece)
    return length * how.gap if piece.isspace() else length + abs(how.tracking) * how.size * len(piece)


def _write(pen: ImageDraw.ImageDraw, at: float, base: int, piece: str, face: Face | None, how: Style) -> float:
    """Draws one word; returns where the next one starts."""
    assert face is not None
    font = fonts.pillow(face.path, how.size)
    if piece.isspace():
        return at + font.getlength(piece) * how.gap
    if not how.tracking:
        pen.text((at, base), piece, fill=255, font=font, anchor="ls")
        return at + font.getlength(piece)
    for letter in _LETTER.findall(piece):
        pen.text((at, base), letter, fill=255, font=font, anchor="ls")
        at += font.getlength(letter) + how.tracking * how.size
    return at
