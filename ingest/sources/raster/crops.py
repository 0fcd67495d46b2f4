"""Parts of a PDF's page as pixels, rendered by themselves: what is outside costs nothing."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium

from extract.model import Box
from ingest.scan import Picture

_POINTS = 72.0  # an inch
_DPI = 300.0
_BESIDE = 1.0  # points of page at both sides of the box
_OVER = 0.17  # of the box's height, over and under it: some fonts' signs reach further than they say
_MOST = 4000  # pixels of a side
_DARK = 127  # a mean grey below it: white letters on a dark ground
_BACK = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


def crop(page: pdfium.PdfPage, box: Box, rotation: int = 0) -> Picture:
    """Render the part of a page inside `box` at 300 dpi: grey, 8 bits, upright.

    `box`: points from the upper left corner of the upright page, which is shown turned clockwise by `rotation` degrees.
    White letters on a dark ground come as dark ones on white. A box beside the page gives a blank pixel.
    """
    width, height = page.get_size()
    over = _OVER * (box.y1 - box.y0)
    wider = Box(box.x0 - _BESIDE, box.y0 - over, box.x1 + _BESIDE, box.y1 + over)
    shown = _turned(wider, rotation, *((width, height) if rotation % 180 == 0 else (height, width)))
    x0, y0 = max(shown.x0, 0.0), max(shown.y0, 0.0)
    x1, y1 = min(shown.x1, width), min(shown.y1, height)
    if x1 - x0 < 1 or y1 - y0 < 1:
        return np.full((1, 1), 255, np.uint8)
    scale = min(_DPI / _POINTS, _MOST / max(x1 - x0, y1 - y0))
    margins = (x0, height - y1, width - x1, y0)  # left, bottom, right, top
    bitmap = page.render(scale=scale, crop=margins, grayscale=True, may_draw_forms=False, draw_annots=False)
    picture = np.array(bitmap.to_numpy(), np.uint8).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    upright = np.asarray(cv2.rotate(picture, _BACK[rotation]), np.uint8) if rotation else picture
    return upright if upright.mean() > _DARK else np.asarray(255 - upright, np.uint8)


def _turned(box: Box, rotation: int, width: float, height: float) -> Box:
    """Where a box of an upright page of this size stands when the page is turned clockwise."""
    match rotation:
        case 90:
            return Box(height - box.y1, box.x0, height - box.y0, box.x1)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(box.y0, width - box.x1, box.y1, width - box.x0)
    return box
