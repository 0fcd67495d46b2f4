"""Makes the network by which scans are turned upright (ingest/imaging/upright.tsv) anew from the installed fonts.

Usage: python -m tools.upright WORDS.txt…   (UTF-8 texts; words, digits and Latin words are set in every installed
Bengali font that FONTS names, blurred, made noisy, cut into shapes; the network learns which direction is theirs)
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

from ingest.imaging.orientation import NETWORK, SCALE, SIDE, shapes, uprightness

FONTS = ("NotoSansBengali-Regular", "NotoSansBengali-Bold", "Lohit-Bengali", "Mukti", "Muktibold", "MitraMono", "Ani")
EMS = (11, 13, 15, 18, 22)  # pixels: 8 to 16 points on a draft
WIDTH, HEIGHT, FINER = 1100, 500, 4  # pixels of a sheet; it is drawn FINER times larger
SHEETS = 5  # of every font and size
LOOKS, ROUNDS, BATCH, RATE, DECAY = 32, 20, 2048, 0.003, 1e-4
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


def turned(patches: Shapes) -> Shapes:
    """Give every shape in all four directions, its own first (n × 16 × 16 → n × 4 × 16 × 16)."""
    return np.stack([np.rot90(patches, k, (1, 2)) for k in range(4)], axis=1)


def learn(patches: Shapes, rng: np.random.Generator) -> Shapes:
    """Find the weights under which shapes look more upright unturned than turned (n × 16 × 16 → looks × 258)."""
    weights = rng.normal(0, 0.08, (LOOKS, SIDE * SIDE + 2)).astype(np.float32)
    weights[:, -2], weights[:, -1] = 0, rng.normal(0, 0.3, LOOKS)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    step = 0
    for round_ in range(ROUNDS):
        rate = RATE * (1 - round_ / ROUNDS) + RATE / 30
        order = rng.permutation(len(patches))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            step += 1
            slope = _slope(turned(patches[order[start : start + BATCH]]), weights)
            mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
            weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _slope(batch: Shapes, weights: Shapes) -> Shapes:
    # Of the loss: the logarithm of the chance given to the first direction.
    pixels = batch.reshape(*batch.shape[:2], SIDE * SIDE)
    looks = np.maximum(pixels @ weights[:, :-2].T + weights[:, -2], 0)
    likeness = looks @ weights[:, -1]
    chance = np.exp(likeness - likeness.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    chance[:, 0] -= 1
    chance /= len(batch)
    back = chance[..., None] * weights[:, -1] * (looks > 0)
    slope = np.empty_like(weights)
    slope[:, :-2] = np.einsum("nkh,nkd->hd", back, pixels, optimize=True) + DECAY * weights[:, :-2]
    slope[:, -2], slope[:, -1] = back.sum(axis=(0, 1)), np.einsum("nk,nkh->h", chance, looks)
    return slope


def main(files: list[str]) -> int:
    """Write the weights; needs texts with Bengali and Latin words."""
    text = " ".join(re.sub(r"<[^>]*>", " ", Path(file).read_text(encoding="utf-8", errors="ignore")) for file in files)
    words, latin = sorted(set(re.findall(r"[\u0980-\u09ff]{2,}", text))), sorted(set(re.findall(r"[A-Za-z]{3,}", text)))
    rng = np.random.default_rng(5)
    patches = np.concatenate(
        [shapes(sheet(file, em, words, latin, rng)) for file in font_files() for em in EMS * SHEETS]
    )
    weights = learn(patches, rng)
    np.savetxt(NETWORK, np.round(weights * SCALE), fmt="%d", delimiter="\t")
    right = float((uprightness(turned(patches), weights).argmax(axis=1) == 0).mean())
    sys.stdout.write(f"{len(patches)} shapes, {right:.0%} alone tell the right direction\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
