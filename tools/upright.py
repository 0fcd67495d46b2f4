"""Makes the template by which scans are turned upright (ingest/imaging/upright.tsv) anew from the installed fonts.

Usage: python -m tools.upright WORDS.txt…   (UTF-8 texts; words, digits and Latin words are set in every installed
Bengali font that FONTS names, blurred, made noisy, cut into shapes; logistic regression over the four directions)
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.imaging.orientation import SIDE, TEMPLATE, shapes

FONTS = ("NotoSansBengali-Regular", "NotoSansBengali-Bold", "Lohit-Bengali", "Mukti", "Muktibold", "MitraMono", "Ani")
EMS = (11, 13, 15, 18, 22)  # pixels: 8 to 16 points on a draft
WIDTH, HEIGHT, FINER = 1100, 500, 4  # pixels of a sheet; it is drawn FINER times larger
DIGITS = {"০": "০১২৩৪৫৬৭৮৯", "0": "0123456789"}
Shapes = NDArray[np.float32]


def font_files() -> list[str]:
    """Find the files of the fonts that are learned from; others stay unseen."""
    listed = subprocess.run(["fc-list", ":lang=bn", "file"], capture_output=True, text=True, check=True)  # noqa: S607
    files = sorted(line.rstrip(": ") for line in listed.stdout.splitlines())
    return [file for file in files if Path(file).stem in FONTS]


def token(words: list[str], latin: list[str], rng: np.random.Generator) -> str:
    """Draw a word, a number or a Latin word as they are mixed on report pages."""
    kind = rng.random()
    if kind < 0.35:
        return str(rng.choice(words))
    if kind < 0.65:
        return "".join(rng.choice(list(DIGITS["০"]), rng.integers(1, 4)))
    return str(rng.choice(latin)) if kind < 0.95 else "".join(rng.choice(list(DIGITS["0"]), rng.integers(1, 4)))


def sheet(file: str, em: int, words: list[str], latin: list[str], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Set a sheet of tokens in one font and size and give its ink (0/1), blurred and noisy as scans are."""
    font = ImageFont.truetype(file, em * FINER)
    image = Image.new("L", (WIDTH * FINER, HEIGHT * FINER), 255)
    draw = ImageDraw.Draw(image)
    for top in range(10, HEIGHT - 2 * em, 2 * em):
        left = 10.0
        while left < WIDTH - 6 * em:
            drawn = token(words, latin, rng)
            draw.text((left * FINER, top * FINER), drawn, font=font, fill=0)
            left += draw.textlength(drawn, font=font) / FINER + em * rng.uniform(0.4, 2)
    small = cv2.resize(np.asarray(image), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    soft = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.2, 0.9)) + rng.normal(0, rng.uniform(0, 12), small.shape)
    return (soft < rng.uniform(140, 200)).astype(np.uint8)


def learn(patches: Shapes, rounds: int = 400, rate: float = 0.05, decay: float = 1e-3) -> Shapes:
    """Find the weights under which shapes look most like themselves unturned (n × 16 × 16 → 16 × 16)."""
    turned = np.stack([np.rot90(patches, k, (1, 2)).reshape(len(patches), -1) for k in range(4)], axis=1)
    weights, mean, square = (np.zeros(SIDE * SIDE, np.float32) for _ in range(3))
    for _ in range(rounds):  # gradient steps, scaled by their running size
        likeness = turned @ weights
        chance = np.exp(likeness - likeness.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        chance[:, 0] -= 1
        slope = np.einsum("nk,nkd->d", chance, turned) / len(patches) + 2 * decay * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - rate * mean / (np.sqrt(square) + 1e-4)
        rate *= 0.993
    return np.asarray(weights.reshape(SIDE, SIDE), np.float32)


def main(files: list[str]) -> int:
    """Write the template; needs texts with Bengali and Latin words."""
    text = " ".join(re.sub(r"<[^>]*>", " ", Path(file).read_text(encoding="utf-8", errors="ignore")) for file in files)
    words, latin = sorted(set(re.findall(r"[\u0980-\u09ff]{2,}", text))), sorted(set(re.findall(r"[A-Za-z]{3,}", text)))
    rng = np.random.default_rng(5)
    patches = np.concatenate([shapes(sheet(file, em, words, latin, rng)) for file in font_files() for em in EMS * 3])
    weights = learn(patches)
    np.savetxt(TEMPLATE, np.round(weights * 100), fmt="%d", delimiter="\t")
    right = np.mean([np.argmax([np.sum(np.rot90(p, k) * weights) for k in range(4)]) == 0 for p in patches])
    sys.stdout.write(f"{len(patches)} shapes, {right:.0%} alone tell the right direction\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
