"""From any mode to grey or RGB, 8 bits: alpha on white, 16 bits to 8, and grey where there is no real colour."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from PIL import Image

from ingest.scan import Picture

_CHROMA = 32  # of 255 between the channels of a pixel; JPEG's own noise, averaged, stays below 10
_SHARE = 1e-4  # of the pixels: a tick mark of a blue pen has that much of a page
_STEP = 4  # pixels are averaged 4 × 4 before their colour is looked at
_STRIP = 1 << 18  # pixels that are looked at at a time: few, as copies of them are made


def flattened(image: Image.Image) -> Image.Image:
    """Give a picture of any mode as L or RGB."""
    if "transparency" in image.info and image.mode in ("1", "L", "RGB", "P"):
        return _on_white(image.convert("RGBA"))
    if image.mode in ("L", "RGB"):
        return image
    if image.mode in ("1", "RGBX"):
        return image.convert("L" if image.mode == "1" else "RGB")
    if image.mode.startswith(("I", "F")):
        return Image.fromarray(_to_8_bits(np.asarray(image)))
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa"):
        return _on_white(image.convert("RGBA"))
    return image.convert("RGB")  # P, CMYK, YCbCr, LAB, HSV


def without_colour(picture: Picture) -> Picture:
    """Give an RGB picture as grey where none of it is coloured; a grey one as it is."""
    if picture.ndim == 2:
        return picture
    if all(_is_grey(picture[rows]) for rows in _strips(picture)):
        return np.ascontiguousarray(picture[..., 0])
    if _coloured(picture):
        return picture
    grey = np.empty(picture.shape[:2], np.uint8)
    for rows in _strips(picture):
        grey[rows] = np.asarray(Image.fromarray(np.ascontiguousarray(picture[rows])).convert("L"))
    return grey


def _is_grey(strip: Picture) -> bool:
    red, *others = cv2.split(strip)
    return all(np.array_equal(red, other) for other in others)


def _coloured(picture: Picture) -> bool:
    seen = found = 0
    for rows in _strips(picture):
        image = Image.fromarray(np.ascontiguousarray(picture[rows]))
        small = np.asarray(image.reduce(_STEP) if min(image.size) > _STEP else image)
        red, green, blue = (small[..., channel] for channel in range(3))
        most, least = np.maximum(np.maximum(red, green), blue), np.minimum(np.minimum(red, green), blue)
        found += int(np.count_nonzero(most - least > _CHROMA))  # np.ptp takes ten times as long
        seen += small.shape[0] * small.shape[1]
    return found > seen * _SHARE


def _strips(picture: Picture) -> Iterator[slice]:
    """The rows of a picture, so many at a time as hold enough pixels: one may be narrow and very tall."""
    count = max(_STRIP // picture.shape[1] // _STEP, 1) * _STEP
    return (slice(top, top + count) for top in range(0, len(picture), count))


def _to_8_bits(deep: np.ndarray) -> Picture:
    """Sixteen bits as a scanner fills them: 12-bit ones leave the upper four empty."""
    if deep.dtype.kind == "f":
        most = float(np.nanmax(deep, initial=0.0))
        scaled = np.nan_to_num(deep) * (255.0 if most <= 1.0 else 255.0 / most)
        return np.clip(scaled, 0, 255).astype(np.uint8)  # type: ignore[no-any-return]
    most = int(deep.max(initial=0))
    shift = 0 if most <= 0xFF else 4 if most <= 0xFFF else 8 if most <= 0xFFFF else 24
    shifted: Picture = np.clip(deep >> shift, 0, 255).astype(np.uint8)
    return shifted


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=image.getchannel("A"))
    return white
