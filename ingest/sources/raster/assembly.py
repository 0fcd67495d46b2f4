"""Bands of a picture, reduced and put together, so that a large picture is never in memory at its full size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image

from ingest.scan import Picture
from ingest.sources.raster.colour import flattened, without_colour
from ingest.sources.raster.sizing import Plan

BAND = 128  # rows, about; a band's height is a multiple of the divisor


def of_image(image: Image.Image, plan: Plan) -> Picture:
    """Give a decoded picture at its planned size, as an array of its own."""
    if image.mode.startswith(("I", "F")):
        image = flattened(image)  # as a whole: how many of its bits are in use shows in no single band
    return of_bands(_bands(image, plan.halves(*image.size)), image.size, plan)


def of_bands(bands: Iterator[Image.Image], size: tuple[int, int], plan: Plan) -> Picture:
    """Put bands of full width together, from the top; `size` is the whole picture's, in pixels of the file.

    Each band but the last must have a height that is a multiple of `plan.halves(*size)`. Missing rows are white.
    """
    width, height = size
    by = plan.halves(width, height)
    whole: Picture | None = None
    top = 0
    for band in bands:
        rows = np.asarray(flattened(band).reduce(by) if by > 1 else flattened(band))
        if whole is None:
            whole = np.full((-(-height // by), -(-width // by), *rows.shape[2:]), 255, np.uint8)
        if whole.ndim > rows.ndim:
            rows = rows[:, :, None]
        whole[top : top + len(rows)] = rows
        top += len(rows)
    if whole is None:
        whole = np.full((-(-height // by), -(-width // by)), 255, np.uint8)
    return _resized(without_colour(whole), plan)


def _bands(image: Image.Image, by: int) -> Iterator[Image.Image]:
    step = max(BAND // by, 1) * by
    for top in range(0, image.height, step):
        yield image.crop((0, top, image.width, min(top + step, image.height)))


def _resized(picture: Picture, plan: Plan) -> Picture:
    """The last step to a size that no whole number leads to: area means, or cubic where a fax is stretched."""
    if abs(picture.shape[0] - plan.height) <= 1 and abs(picture.shape[1] - plan.width) <= 1:
        return picture
    shrinks = picture.shape[0] >= plan.height and picture.shape[1] >= plan.width
    image = Image.fromarray(picture)
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BICUBIC
    return np.array(image.resize((plan.width, plan.height), method))
