"""The small network that names digits and marks: lines of figures drawn in many fonts, cut up as the reader cuts them.

`python -m train.glyphs make lines.npz` draws and cuts, `python -m train.glyphs learn lines.npz` trains and writes
ingest/reading/glyphs.json. Fonts that are held out are never drawn.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.model import Box
from ingest.engines.lines import binarise
from ingest.reading.glyphs import LABELS, MEASURES, OTHER, SIDE, frame, measures, patch, pieces
from ingest.scan import Picture
from train.fonts import HELD_OUT, Face, bengali_faces, latin_faces, of_families, pillow

_WEIGHTS = Path(__file__).parent.parent / "ingest" / "reading" / "glyphs.json"
_EM = 96  # pixels an em as drawn; scanned at 14 to 60
_BENGALI, _LATIN = "০১২৩৪৫৬৭৮৯", "0123456789"
_LETTERS = "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ংঃৎ"
_LATIN_LETTERS = "ABCDEFGHKLMNPQRSTUVXYZabcdefghknopqrsuvxyz&@#+=*_|\"';!?"


def text(chance: random.Random) -> str:
    """A line of figures, or of letters that a reader of figures must not take for any."""
    digits = _LATIN if chance.random() < 0.12 else _BENGALI
    number = "".join(chance.choice(digits) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))))
    kind = chance.random()
    if kind < 0.4:
        return number
    if kind < 0.5:
        return f"{number}.{chance.choice(digits)}{chance.choice(('', chance.choice(digits)))}"
    if kind < 0.66:
        mark = chance.choice("//.-")
        return mark.join("".join(chance.choice(digits) for _ in range(n)) for n in (2, 2, chance.choice((2, 4))))
    if kind < 0.74:
        return f"{number}%" if chance.random() < 0.8 else "%"
    if kind < 0.82:
        left, right = chance.choice(("[]", "[]", "()"))
        return left + ".".join(chance.choice(digits) for _ in range(chance.choice((1, 2, 3, 4)))) + right
    if kind < 0.9:
        return chance.choice(("-", "--", "।", f"{number}।", f"{number},{number}", f"{number}:", f"৳{number}", "/", "-"))
    letters = _LETTERS if chance.random() < 0.7 else _LATIN_LETTERS
    return "".join(chance.choice(letters + digits) for _ in range(chance.choice((1, 1, 2))))


def draw(chance: random.Random, line: str, face: Face, latin: Face) -> tuple[Picture, list[tuple[str, float, float]]]:
    """The line on white, and for each character where it begins and ends from left to right."""
    fonts = [pillow((face if c in face.characters else latin).path, _EM) for c in line]
    picture = Image.new("L", (int(_EM * (len(line) + 2)), _EM * 3), 255)
    pen, places, x = ImageDraw.Draw(picture), [], float(_EM)
    apart = chance.choice((0, 0, 0, chance.uniform(-0.05, 0.12))) * _EM
    for character, font in zip(line, fonts, strict=True):
        pen.text((x, _EM * 2), character, font=font, fill=0, anchor="ls")
        box = font.getbbox(character, anchor="ls")
        places.append((character, x + box[0], x + box[2]))
        x += font.getlength(character) + apart
    return np.asarray(picture), places


def scan(chance: random.Random, picture: Picture, em: float) -> Picture:
    """The drawn line as scanned with `em` pixels an em: grey, flattened to white paper."""
    noise = np.random.default_rng(chance.getrandbits(32))
    bold = chance.choice((0.0, 0.0, chance.uniform(-2.2, 3.0)))
    seen: NDArray[Any] = picture.astype(np.float32)
    if bold:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(abs(bold)) + 1,) * 2)
        seen = cv2.erode(seen, kernel) if bold > 0 else cv2.dilate(seen, kernel)
    turn = chance.gauss(0, 0.35)
    moved = cv2.getRotationMatrix2D((_EM, _EM * 2), turn, 1)
    seen = cv2.warpAffine(seen, moved, picture.shape[::-1], borderValue=255)
    scale = em / _EM
    seen = cv2.resize(seen, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    hard = chance.random()
    blur = chance.choice((0.0, chance.uniform(0.3, 1.3)))
    if blur:
        seen = cv2.GaussianBlur(seen, (0, 0), blur)
    dark = chance.uniform(0, 110)
    seen = dark + seen * (255 - dark) / 255 + noise.normal(0, chance.uniform(0, 18) * hard, seen.shape)
    for _ in range(chance.choice((0, 0, 0, 3))):
        at = int(noise.integers(seen.shape[0])), int(noise.integers(seen.shape[1]))
        seen[at[0] : at[0] + 2, at[1] : at[1] + 2] -= chance.uniform(60, 160)
    grey = np.clip(seen, 0, 255).astype(np.uint8)
    if chance.random() < 0.6:
        _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(30, 92)])
        grey = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    paper = max(float(np.percentile(grey, 70)), 1.0)
    return np.clip(grey.astype(np.float32) * 255 / paper, 0, 255).astype(np.uint8)


def cut(
    chance: random.Random, picture: Picture, places: list[tuple[str, float, float]], scale: float
) -> list[tuple[str, NDArray[np.float32], NDArray[np.float32]]]:
    """The line's pieces with their labels, as the reader would cut them."""
    ink = binarise(picture)
    usual = 0.52 * _EM * scale * chance.uniform(0.85, 1.2)
    boxes = pieces(ink, Box(0, 0, picture.shape[1], picture.shape[0]), usual)
    top, height, known = frame(boxes, usual)
    if chance.random() < 0.1:
        known = False
    owners = [_owners(box, places, scale) for box in boxes]
    whole = [sum(k in owner for owner in owners) == 1 for k in range(len(places))]
    found = []
    for box, owner in zip(boxes, owners, strict=True):
        label = _label(box, [places[k] for k in owner], all(whole[k] for k in owner), scale)
        found.append((label, patch(picture, box), measures(box, top, height, known)))
    return found


def _label(box: Box, owners: list[tuple[str, float, float]], whole: bool, scale: float) -> str:
    """What a piece is: the one character that it shows whole, or a part of a per cent sign."""
    if len(owners) != 1 or owners[0][0] not in LABELS:
        return OTHER
    character, begin, end = owners[0]
    covered = (box.x1 - box.x0) / max((end - begin) * scale, 1.0)
    return character if (whole and covered > 0.6) or (character == "%" and covered > 0.28) else OTHER


def _owners(box: Box, places: list[tuple[str, float, float]], scale: float) -> list[int]:
    """The characters of which a piece covers a third or more, or that cover most of the piece."""
    found = []
    for k, (_, begin, end) in enumerate(places):
        shared = min(box.x1, end * scale) - max(box.x0, begin * scale)
        if shared > 0.34 * (end - begin) * scale or shared > 0.6 * (box.x1 - box.x0):
            found.append(k)
    return found


def make(file: Path, lines: int, seed: int, watched: str) -> None:
    """Draws and cuts `lines` lines; faces of the family `watched` go into the check set only."""
    chance = random.Random(seed)  # noqa: S311 - drawings, no secrets
    every, latin = bengali_faces(), latin_faces()
    held_out = of_families(every, HELD_OUT)
    faces = [face for face in every if face not in held_out]
    families = sorted({face.family for face in faces})
    labels, patches, sizes, checks = [], [], [], []
    for _ in range(lines):
        family = chance.choice(families)
        face = chance.choice([face for face in faces if face.family == family])
        line, em = text(chance), chance.uniform(15, 60)
        drawn, places = draw(chance, line, face, chance.choice(latin))
        for label, seen, size in cut(chance, scan(chance, drawn, em), places, em / _EM):
            labels.append(LABELS.index(label))
            patches.append((seen * 255).astype(np.uint8))
            sizes.append(size)
            checks.append(family in watched.split(","))
    np.savez_compressed(file, labels=labels, patches=patches, sizes=sizes, checks=checks)


def learn(file: Path, rounds: int) -> None:
    """Trains on a file of `make` and writes the weights, eight bits each."""
    import torch
    from torch import nn

    torch.manual_seed(1)
    torch.set_num_threads(1)
    held = np.load(file)
    seen, sizes, names = (torch.from_numpy(held[key]) for key in ("patches", "sizes", "labels"))
    check = torch.from_numpy(held["checks"])
    network = nn.ModuleDict(
        {
            "one": nn.Conv2d(1, 12, 3, stride=2, padding=1),
            "two": nn.Conv2d(12, 24, 3, stride=2, padding=1),
            "three": nn.Linear(24 * (SIDE // 4) ** 2 + MEASURES, 64),
            "four": nn.Linear(64, len(LABELS)),
        }
    )

    def bent(patches: torch.Tensor) -> torch.Tensor:
        """Each patch stretched, slanted and turned a little by itself: fonts that were not drawn."""
        count = len(patches)
        turn, slant = torch.randn(count) * 0.05, torch.randn(count) * 0.08
        wide, high = 1 + torch.randn(count) * 0.08, 1 + torch.randn(count) * 0.08
        rows = torch.stack([wide, slant + turn, torch.randn(count) * 0.03, -turn, high, torch.randn(count) * 0.03], 1)
        grid = nn.functional.affine_grid(rows.view(count, 2, 3), [count, 1, SIDE, SIDE], align_corners=False)
        return nn.functional.grid_sample(patches[:, None].float(), grid, align_corners=False)[:, 0]

    def forward(patches: torch.Tensor, beside: torch.Tensor, drop: float) -> torch.Tensor:
        hidden = torch.relu(network["one"](patches[:, None].float() / 255))
        hidden = torch.relu(network["two"](hidden)).flatten(1)
        hidden = nn.functional.dropout(torch.cat([hidden, beside], 1), drop)
        return network["four"](torch.relu(network["three"](hidden)))

    steps = torch.nonzero(~check).flatten()
    total = rounds * (len(steps) // 256)
    rate = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.OneCycleLR(rate, 4e-3, total_steps=total + 1)
    for turn in range(rounds):
        order = steps[torch.randperm(len(steps))]
        for batch in order[: len(order) // 256 * 256].split(256):
            loss = nn.functional.cross_entropy(forward(bent(seen[batch]), sizes[batch], 0.15), names[batch])
            rate.zero_grad()
            loss.backward()
            rate.step()
            falling.step()
        with torch.no_grad():
            right = forward(seen[check], sizes[check], 0.0).argmax(1) == names[check]
        print(f"round {turn + 1}: loss {loss:.4f}, unseen families {right.float().mean():.4f}", flush=True)  # noqa: T201
    _write(network.state_dict())


def _write(layers: dict[str, object]) -> None:
    told = {}
    for name, layer in layers.items():
        values = np.asarray(layer)
        scale = float(np.abs(values).max()) / 127 or 1.0
        packed = base64.b85encode(np.round(values / scale).astype(np.int8).tobytes()).decode("ascii")
        told[name] = {"shape": list(values.shape), "scale": scale, "values": packed}
    _WEIGHTS.write_text(json.dumps({"labels": "".join(LABELS), "layers": told}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m train.glyphs")
    parser.add_argument("verb", choices=("make", "learn"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--lines", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--watched", default="", help="families for the check set, commas between")
    given = parser.parse_args()
    if given.verb == "make":
        make(given.file, given.lines, given.seed, given.watched)
    else:
        learn(given.file, given.rounds)
