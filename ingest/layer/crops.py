"""Parts of a PDF's page as pixels, rendered by themselves: what is outside costs nothing."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium

from extract.model import Box
from ingest.scan import Picture

_POINTS = 72.0  # an inch
_DPI = 300.0
_AROUND = 2.0  # points of page around the box, so that no sign is cut off
_MOST = 4000  # pixels of a side
_DARK = 127  # a mean grey below it: white letters on a dark ground


def crop(page: pdfium.PdfPage, box: Box, dpi: float = _DPI) -> Picture:
    """Render the part of a page inside `box` (points from the upper left corner of the upright page): grey, 8 bits.

    White letters on a dark ground come as dark ones on white. A box beside the page gives a blank pixel.
    """
    width, height = page.get_size()
    x0, y0 = max(box.x0 - _AROUND, 0.0), max(box.y0 - _AROUND, 0.0)
    x1, y1 = min(box.x1 + _AROUND, width), min(box.y1 + _AROUND, height)
    if x1 - x0 < 1 or y1 - y0 < 1:
        return np.full((1, 1), 255, np.uint8)
    scale = min(dpi / _POINTS, _MOST / max(x1 - x0, y1 - y0))
    margins = (x0, height - y1, width - x1, y0)  # left, bottom, right, top
    bitmap = page.render(scale=scale, crop=margins, grayscale=True, may_draw_forms=False, draw_annots=False)
    picture = np.array(bitmap.to_numpy(), np.uint8).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    return picture if picture.mean() > _DARK else np.asarray(255 - picture, np.uint8)
