"""What else lies on paper: stamps, watermarks, emblems, signatures, holes, black borders, the other side, bends.

Each is drawn on the clean page before it is degraded, so the transform of the truth holds; only a bend moves points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from bench.scans.degrade import REFERENCE, Picture
from bench.scans.fonts import fonts

Json = dict[str, Any]
Box = Sequence[float]
Cover = NDArray[np.float32]  # H×W, how much ink of the extra lies there, 0-1
RECEIVED = ("গৃহীত", "প্রাপ্তি শাখা", "অনুমোদিত", "সত্যায়িত", "জরুরি")
GREATEST_BEND = 14.0  # pixels at 300 dpi by which a bent page's middle lies lower than its sides
SOFT = {"stamp": 0.75, "watermark": 0.16, "signature": 0.92, "emblem": 0.9, "bleed": 0.12}


@dataclass(slots=True)
class Canvas:
    """A page in the making: the picture (RGB), its resolution, true boxes in pixels, and what has been added."""

    picture: Picture
    dpi: float
    cells: Sequence[Box]
    signatures: Sequence[Box]  # of the first line of each signature block
    rng: Generator
    added: list[Json]

    @property
    def scale(self) -> float:
        """Pixels for a pixel at 300 dpi."""
        return self.dpi / REFERENCE

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.picture.shape[1], self.picture.shape[0]

    def ink(self, kind: str, cover: Cover, colour: Sequence[int]) -> None:
        """Lay ink on the page as light sees it, and remember where."""
        share = (cover * SOFT[kind])[..., None]
        inked = self.picture * (1 - share * (1 - np.array(colour, np.float32) / 255))
        self.picture = np.clip(inked + 0.5, 0, 255).astype(np.uint8)
        rows, cols = np.any(cover > 0.2, axis=1).nonzero()[0], np.any(cover > 0.2, axis=0).nonzero()[0]
        if len(rows) and len(cols):
            self.note(kind, (cols[0], rows[0], cols[-1] + 1, rows[-1] + 1))

    def note(self, kind: str, box: Sequence[float], **more: float) -> None:
        """Remember what was added."""
        self.added.append({"kind": kind, "box": [float(v) for v in box], **more})


@cache
def letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A Bengali font of a size in pixels."""
    found = next(
        (font for name, font in fonts().items() if name in ("Mukti", "Lohit Bengali", "Noto Sans Bengali")), None
    )
    return ImageFont.truetype(str(found.faces[0].path), size) if found else ImageFont.load_default(size)


def placed(canvas: Canvas, patch: Image.Image, at: tuple[float, float]) -> Cover:
    """A patch (L, ink white) laid with its middle at a point of an empty page."""
    page = Image.new("L", canvas.size, 0)
    page.paste(patch, (int(at[0] - patch.width / 2), int(at[1] - patch.height / 2)))
    return np.asarray(np.asarray(page) / 255, np.float32)


def somewhere(canvas: Canvas) -> tuple[float, float]:
    """The middle of some cell, or of the page."""
    if not len(canvas.cells):
        return canvas.size[0] / 2, canvas.size[1] / 2
    x0, y0, x1, y1 = canvas.cells[int(canvas.rng.integers(0, len(canvas.cells)))]
    return (x0 + x1) / 2, (y0 + y1) / 2


def stamp(canvas: Canvas) -> None:
    """A round or square rubber stamp over the table, blue, violet, red or green, its ink uneven."""
    rng, side = canvas.rng, int(canvas.rng.uniform(330, 480) * canvas.scale)
    patch = Image.new("L", (side, side), 0)
    draw, width = ImageDraw.Draw(patch), max(int(6 * canvas.scale), 2)
    words, font = str(rng.choice(RECEIVED)), letters(side // 7)
    if rng.random() < 0.6:
        draw.ellipse((width, width, side - width, side - width), outline=255, width=width)
        inner = side * 0.16
        draw.ellipse((inner, inner, side - inner, side - inner), outline=255, width=max(width // 2, 1))
    else:
        draw.rectangle((width, side * 0.3, side - width, side * 0.7), outline=255, width=width)
    draw.text((side / 2, side / 2), words, font=font, fill=255, anchor="mm")
    patch = patch.rotate(float(rng.uniform(-35, 35)), Image.Resampling.BICUBIC)
    cover = placed(canvas, patch, somewhere(canvas))
    grain = cv2.resize(rng.uniform(0.35, 1.15, (40, 40)).astype(np.float32), canvas.size, interpolation=cv2.INTER_CUBIC)
    colour = ((40, 50, 160), (95, 40, 140), (180, 30, 40), (30, 110, 70))[int(rng.integers(0, 4))]
    canvas.ink("stamp", np.asarray(cover * np.clip(grain, 0, 1), np.float32), colour)


def watermark(canvas: Canvas) -> None:
    """Large pale letters across the page."""
    side = int(min(canvas.size) * 0.9)
    patch = Image.new("L", (side, side), 0)
    words = str(canvas.rng.choice(("খসড়া", "অনুলিপি", "নমুনা")))
    ImageDraw.Draw(patch).text((side / 2, side / 2), words, font=letters(side // 4), fill=255, anchor="mm")
    patch = patch.rotate(float(canvas.rng.uniform(20, 50)), Image.Resampling.BICUBIC)
    canvas.ink("watermark", placed(canvas, patch, (canvas.size[0] / 2, canvas.size[1] / 2)), (60, 60, 60))


def emblem(canvas: Canvas) -> None:
    """An office's emblem at the head of the page."""
    side = int(190 * canvas.scale)
    patch = Image.new("L", (side, side), 0)
    draw, width = ImageDraw.Draw(patch), max(int(5 * canvas.scale), 1)
    draw.ellipse((1, 1, side - 2, side - 2), outline=255, width=width)
    for turn in np.linspace(0, 2 * np.pi, 12, endpoint=False):
        x, y = side / 2 + side * 0.28 * np.cos(turn), side / 2 + side * 0.28 * np.sin(turn)
        draw.ellipse((x - side / 9, y - side / 9, x + side / 9, y + side / 9), outline=255, width=max(width // 2, 1))
    draw.ellipse((side * 0.4, side * 0.4, side * 0.6, side * 0.6), fill=255)
    canvas.ink("emblem", placed(canvas, patch, (canvas.size[0] * 0.13, canvas.size[1] * 0.09)), (20, 90, 60))


def signature(canvas: Canvas) -> None:
    """A pen's scribble above each signature block, running into the name. Nothing on a page without such a block."""
    rng, scale = canvas.rng, canvas.scale
    colour = (20, 30, 120) if rng.random() < 0.6 else (25, 25, 25)
    page = np.zeros((canvas.size[1], canvas.size[0]), np.uint8)
    t = np.linspace(0, 1, 240)
    for x0, y0, x1, _ in canvas.signatures:
        long, high = rng.uniform(0.35, 0.7) * min(x1 - x0, 600 * scale), rng.uniform(35, 60) * scale
        loops = rng.integers(4, 9)
        lean = rng.uniform(0.2, 0.9) * np.sin(2 * np.pi * loops * t)  # letters are loops, not waves
        swell = 0.35 + np.abs(np.sin(np.pi * rng.uniform(1, 2.5) * t + rng.uniform(0, 3)))
        x = (x0 + x1) / 2 + (t - 0.5) * long + lean * long / loops * 0.7
        y = y0 - 45 * scale + high * swell * np.cos(2 * np.pi * loops * t) - high * (t - 0.5)
        points = np.stack([x, y], axis=1).round().astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(page, [points], False, (255,), max(int(4 * scale), 1), cv2.LINE_AA)
    canvas.ink("signature", np.asarray(page / 255, np.float32), colour)


def holes(canvas: Canvas) -> None:
    """Two holes of a file near the left edge; the scanner's dark lid shows through."""
    radius = 35 * canvas.scale  # 6 mm across
    x, middle = 12 / 25.4 * canvas.dpi * float(canvas.rng.uniform(0.7, 1.1)), canvas.size[1] / 2
    for y in (middle - 40 / 25.4 * canvas.dpi, middle + 40 / 25.4 * canvas.dpi):
        page = np.ascontiguousarray(canvas.picture)
        cv2.circle(page, (int(x), int(y)), int(radius), (45, 45, 45), -1, cv2.LINE_AA)
        canvas.picture = page
        canvas.note("hole", (x - radius, y - radius, x + radius, y + radius))


def border(canvas: Canvas) -> None:
    """Black bands along two or three edges, as copiers leave where the lid was open."""
    width, height = canvas.size
    page = np.ascontiguousarray(canvas.picture)
    for side in canvas.rng.permutation(4)[: int(canvas.rng.integers(2, 4))]:
        deep = canvas.rng.uniform(15, 70, 2) * canvas.scale
        corners = {
            0: [(0, 0), (width, 0), (width, deep[1]), (0, deep[0])],
            1: [(width, 0), (width, height), (width - deep[1], height), (width - deep[0], 0)],
            2: [(0, height), (width, height), (width, height - deep[1]), (0, height - deep[0])],
            3: [(0, 0), (deep[0], 0), (deep[1], height), (0, height)],
        }[int(side)]
        points = np.array(corners).round().astype(np.int32)
        cv2.fillPoly(page, [points], (18, 18, 18))
        canvas.note("border", (*points.min(axis=0), *points.max(axis=0)))
    canvas.picture = page


def bleed(canvas: Canvas) -> None:
    """The other side's print, seen through thin paper: the page itself, mirrored and shifted."""
    dark = 1 - cv2.cvtColor(canvas.picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    other = np.roll(dark[:, ::-1], int(60 * canvas.scale), axis=0)
    canvas.ink("bleed", np.asarray(cv2.GaussianBlur(other, (0, 0), 2.2 * canvas.scale), np.float32), (70, 70, 70))


def bend(canvas: Canvas) -> None:
    """A page that did not lie flat: its middle lower (or higher) than its sides by `deep` pixels."""
    width, height = canvas.size
    deep = float(canvas.rng.uniform(0.4, 1) * GREATEST_BEND * canvas.scale * canvas.rng.choice((-1, 1)))
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    fall = np.asarray(deep * np.sin(np.pi * x / width), np.float32)
    canvas.picture = np.asarray(
        cv2.remap(canvas.picture, x, y - fall, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,) * 3),
        np.uint8,
    )
    canvas.note("bend", (0, 0, width, height), deep=deep)


# in the order in which they come to the paper
EXTRAS: dict[str, Callable[[Canvas], None]] = {
    "bleed": bleed, "watermark": watermark, "emblem": emblem, "signature": signature, "stamp": stamp, "holes": holes,
    "bend": bend, "border": border,
}  # fmt: skip


def add(
    names: Sequence[str], picture: Picture, dpi: float, seed: int, cells: Sequence[Box], signatures: Sequence[Box]
) -> tuple[Picture, list[Json]]:
    """The page (RGB) with the named extras and what was added: kind and box in pixels. Raises KeyError for others."""
    shown = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)
    canvas = Canvas(np.ascontiguousarray(shown), dpi, cells, signatures, default_rng([seed, 11]), [])
    for name in sorted(names, key=list(EXTRAS).index):
        EXTRAS[name](canvas)
    return canvas.picture, canvas.added
