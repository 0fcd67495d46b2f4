"""Making clean pages as bad as scans are: the qualities clean, office and poor, the same each time for a seed.

All lengths and strengths are given for 300 dpi and scaled to the picture's own resolution. Geometry is one affine
transform from the upright level page to the picture, so that true boxes can follow.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # H×W grey or H×W×3 RGB
Plane = NDArray[np.float32]  # H×W, or H×W×3
Affine = NDArray[np.float64]  # 2×3, page to picture
QUALITIES = ("clean", "office", "poor")
REFERENCE = 300.0  # dpi
LEVEL, UPRIGHT = 450, 130  # pixels at 300 dpi from which a dark run is a ruling, not the headline of a word or a letter


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is done to a page. Defaults do nothing."""

    seed: int = 0
    skew: float = 0.0  # degrees, counter-clockwise
    shift: tuple[float, float] = (0.0, 0.0)  # pixels at 300 dpi
    turned: int = 0  # degrees clockwise: 0, 90, 180 or 270
    blur: float = 0.0  # sigma, pixels at 300 dpi
    noise: float = 0.0  # sigma, grey levels
    paper: float = 255.0  # grey level of paper
    ink: float = 0.0  # grey level of full ink
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)  # of the paper, red green blue; a coloured scan where not 1
    light: float = 0.0  # grey levels lost in the darkest corner
    speckle: float = 0.0  # dots per square inch
    faint: float = 0.0  # how much of their ink the rulings lose, 0-1
    broken: float = 0.0  # share of the rulings' length that is missing
    rough: float = 0.0  # photocopy: sigma of the noise added before the ink is made hard
    gain: float = 0.0  # photocopy: how far the threshold moves, > 0 thickens
    jpeg: int | None = None  # JPEG quality; None: kept without loss


@dataclass(frozen=True, slots=True)
class Degraded:
    """A degraded page, its encoded file where it is a JPEG, and where each point of the page went."""

    picture: Picture
    encoded: bytes | None
    transform: Affine
    recipe: Recipe

    def facts(self) -> dict[str, Any]:
        """The recipe and the transform for the truth file."""
        return {"recipe": asdict(self.recipe), "transform": self.transform.tolist()}


def recipe(quality: str, seed: int) -> Recipe:
    """A recipe of the quality. Raises KeyError for an unknown one."""
    rng = default_rng([seed, QUALITIES.index(quality) if quality in QUALITIES else 99])
    if quality == "clean":
        return Recipe(seed)
    if quality == "office":
        return Recipe(
            seed, skew=rng.uniform(-0.7, 0.7), shift=(rng.uniform(-15, 15), rng.uniform(-15, 15)),
            blur=rng.uniform(0.5, 1.0), noise=rng.uniform(2, 6), paper=rng.uniform(215, 248), ink=rng.uniform(10, 60),
            tint=tint(rng), light=rng.uniform(0, 12), speckle=rng.uniform(0, 1), jpeg=60,
        )  # fmt: skip
    if quality == "poor":
        turned = int(rng.choice([0, 90, 180, 270], p=[0.7, 0.1, 0.1, 0.1]))
        return Recipe(
            seed, skew=rng.uniform(-2, 2), shift=(rng.uniform(-25, 25), rng.uniform(-25, 25)), turned=turned,
            blur=rng.uniform(0.7, 1.3), noise=rng.uniform(4, 10), paper=rng.uniform(195, 240), ink=rng.uniform(20, 80),
            tint=tint(rng), light=rng.uniform(20, 70), speckle=rng.uniform(4, 25), faint=rng.uniform(0, 0.6),
            broken=rng.uniform(0.01, 0.1), rough=rng.uniform(5, 20), gain=rng.uniform(-0.08, 0.12), jpeg=35,
        )  # fmt: skip
    raise KeyError(quality)


def tint(rng: Generator) -> tuple[float, float, float]:
    """White for a grey scan; every third scan is in colour, its paper a little yellow or blue."""
    if rng.random() > 1 / 3:
        return (1.0, 1.0, 1.0)
    blue = float(rng.uniform(0.9, 1.02))
    return (1.0, float(rng.uniform(0.97, 1.0)), blue)


def degrade(page: Picture, dpi: float, how: Recipe) -> Degraded:
    """Degrade a clean page (uint8, grey or RGB) at its resolution."""
    rng, scale = default_rng([how.seed, 7]), dpi / REFERENCE
    if how == Recipe(how.seed):
        return Degraded(page, None, np.eye(2, 3), how)
    plane = page.astype(np.float32)
    if how.broken or how.faint:
        plane = worn(plane, how, scale, rng)
    transform = affine(page.shape[1], page.shape[0], how, scale)
    white = (255.0,) * 3
    plane = cv2.warpAffine(
        plane, transform, (page.shape[1], page.shape[0]), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
        borderValue=white,
    ).astype(np.float32)  # fmt: skip
    plane = np.clip(plane, 0, 255)
    if how.rough:
        plane = copied(plane, how, scale, rng)
    if how.speckle:
        plane = speckled(plane, how, scale, dpi, rng)
    if how.blur:
        plane = cv2.GaussianBlur(plane, (0, 0), how.blur * scale).astype(np.float32)
    plane = on_paper(plane, how, rng)
    picture = np.clip(plane + 0.5, 0, 255).astype(np.uint8)
    if how.turned:
        picture = np.ascontiguousarray(np.rot90(picture, -how.turned // 90))
        transform = turn(transform, page.shape[1], page.shape[0], how.turned)
    if how.jpeg is None:
        return Degraded(picture, None, transform, how)
    encoded = jpeg(picture, how.jpeg)
    return Degraded(decoded(encoded), encoded, transform, how)


def affine(width: int, height: int, how: Recipe, scale: float) -> Affine:
    """Skew about the middle of the page, then shift."""
    transform = cv2.getRotationMatrix2D((width / 2, height / 2), how.skew, 1.0).astype(np.float64)
    transform[:, 2] += np.array(how.shift) * scale
    return transform


def turn(transform: Affine, width: int, height: int, turned: int) -> Affine:
    """The transform followed by a turn of the whole picture, clockwise."""
    quarter = {
        90: np.array([[0, -1, height - 1], [1, 0, 0]]), 180: np.array([[-1, 0, width - 1], [0, -1, height - 1]]),
        270: np.array([[0, 1, 0], [-1, 0, width - 1]]),
    }[turned].astype(np.float64)  # fmt: skip
    return np.asarray(quarter @ np.vstack([transform, [0, 0, 1]]), np.float64)


def mapped(transform: Affine, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The upright box around a box of the page after the transform."""
    x0, y0, x1, y1 = box
    points = transform @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]])
    return float(points[0].min()), float(points[1].min()), float(points[0].max()), float(points[1].max())


def rulings(plane: Plane, scale: float) -> Plane:
    """Where the straight lines are: 1 on rulings, 0 elsewhere, H×W."""
    dark = (grey(plane) < 140).astype(np.uint8)
    level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, int(LEVEL * scale)), np.uint8))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((int(UPRIGHT * scale), 1), np.uint8))
    both = cv2.dilate(np.maximum(level, upright), np.ones((3, 3), np.uint8))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((12, 12), np.uint8))  # of a dark header, no ruling
    inside = cv2.dilate(solid, np.ones((int(60 * scale), int(60 * scale)), np.uint8))
    return np.where(inside > 0, 0, both).astype(np.float32)


def grey(plane: Plane) -> Plane:
    """H×W of a plane of one or three channels."""
    return plane if plane.ndim == 2 else plane.mean(axis=2)


def worn(plane: Plane, how: Recipe, scale: float, rng: Generator) -> Plane:
    """Rulings faint and broken, letters left as they are, but where they touch a ruling."""
    where = rulings(plane, scale)
    height, width = where.shape
    cover = np.full((height, width), how.faint, np.float32)
    gap = 8 * scale
    n = int(how.broken * where.sum() / (gap * 3 * scale)) if how.broken else 0
    places = np.argwhere(where > 0)
    if len(places) and n:
        for y, x in places[rng.integers(0, len(places), n)]:
            half = gap * rng.uniform(0.25, 1.0)
            cv2.circle(cover, (int(x), int(y)), max(int(half), 1), 1.0, -1)
    share = where * cover
    share = share if plane.ndim == 2 else share[..., None]
    return np.asarray(plane + (255 - plane) * share, np.float32)


def copied(plane: Plane, how: Recipe, scale: float, rng: Generator) -> Plane:
    """As a photocopier leaves it: edges rough, strokes a little thicker or thinner, greys driven to black or white."""
    soft = cv2.GaussianBlur(plane, (0, 0), 0.9 * scale)
    grain = cv2.GaussianBlur(rng.normal(0, 1, plane.shape[:2]).astype(np.float32), (0, 0), 1.2 * scale)
    grain = np.asarray(grain * (how.rough / max(float(grain.std()), 1e-6)), np.float32)
    hard = (soft + (grain if plane.ndim == 2 else grain[..., None]) - 255 * (0.5 + how.gain)) * 3 + 127
    return np.asarray(np.clip(hard, 0, 255), np.float32)


def speckled(plane: Plane, how: Recipe, scale: float, dpi: float, rng: Generator) -> Plane:
    """Dots of toner on paper and pinholes in ink."""
    height, width = plane.shape[:2]
    n = int(rng.poisson(how.speckle * width * height / dpi**2))
    dots = np.ascontiguousarray(plane)
    for x, y, radius, level in zip(
        rng.integers(0, width, n),
        rng.integers(0, height, n),
        rng.gamma(1.6, 0.35, n),
        rng.uniform(0, 120, n),
        strict=True,
    ):
        size = min(radius * scale * 1.6, 3 * scale)
        shade = 255.0 if rng.random() < 0.25 else float(level)
        cv2.circle(dots, (int(x), int(y)), int(size), (shade,) * 3, -1)
    return dots


def on_paper(plane: Plane, how: Recipe, rng: Generator) -> Plane:
    """Ink and paper levels, uneven light, noise; a tinted paper makes a coloured scan."""
    height, width = plane.shape[:2]
    paper = how.paper - how.light * shade(height, width, rng)
    share = plane / 255.0
    if how.tint != (1.0, 1.0, 1.0):
        share = share if share.ndim == 3 else share[..., None]
        sheet = paper[..., None] * np.array(how.tint, np.float32)
    else:
        sheet = paper if share.ndim == 2 else paper[..., None]
    made = how.ink + (sheet - how.ink) * share
    if how.noise:
        grain = rng.normal(0, how.noise, (height, width)).astype(np.float32)
        made = made + (grain if made.ndim == 2 else grain[..., None])
    return np.asarray(made, np.float32)


def shade(height: int, width: int, rng: Generator) -> Plane:
    """How dark the light falls, 0-1: a slope towards one side and a broad shadow somewhere, H×W."""
    y, x = np.mgrid[0:1:32j, 0:1:32j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = x * np.cos(angle) + y * np.sin(angle)
    at_x, at_y, spread = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0.2, 0.5)
    made = slope - slope.min() + rng.uniform(0.2, 1) * np.exp(-((x - at_x) ** 2 + (y - at_y) ** 2) / (2 * spread**2))
    made = (made - made.min()) / max(float(made.max() - made.min()), 1e-6)
    return np.asarray(cv2.resize(made.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def jpeg(picture: Picture, quality: int) -> bytes:
    """Encode, grey as grey."""
    shown = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("the picture can't be encoded")
    return data.tobytes()


def decoded(data: bytes) -> Picture:
    """The picture of an encoded file, grey as grey. Raises ValueError where it is none."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise ValueError("the file is no picture")
    shown = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
    return np.asarray(shown, np.uint8)
