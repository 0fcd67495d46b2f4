"""What stands on a PDF page, as far as it says at which resolution the page is worth drawing."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

_MOST_OBJECTS = 4_000  # looked at; a page with more is drawn as any other
_DEPTH = 5  # of forms in forms
_UNSEEN = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)  # a text layer under a scan
_WHITE = (255, 255, 255)
_GREYS = (c.FPDF_COLORSPACE_DEVICEGRAY, c.FPDF_COLORSPACE_CALGRAY)
_LEAN = 0.001  # of its size; by more an image counts as turned by an odd angle


@dataclass(frozen=True, slots=True)
class Embedded:
    """An image on a page: its size in pixels, and its box in points from the upper left corner of the upright page.

    `straight`: it stands in quarter turns only. `lying`: its rows run along the page's height. `grey`: it is stored so.
    """

    raw: pdfium.PdfImage
    pixels: tuple[int, int]
    box: tuple[float, float, float, float]
    straight: bool
    lying: bool
    grey: bool

    @property
    def dpi(self) -> tuple[float, float]:
        """Pixels an inch of the page, across and down."""
        across, down = self.pixels[::-1] if self.lying else self.pixels
        x0, y0, x1, y1 = self.box
        return across * 72.0 / max(x1 - x0, 0.01), down * 72.0 / max(y1 - y0, 0.01)


@dataclass(frozen=True, slots=True)
class Content:
    """The images of a page, and whether anything else is drawn on it."""

    images: tuple[Embedded, ...]
    vectors: bool

    @property
    def grey(self) -> bool:
        """Whether nothing on it can have a colour."""
        return not self.vectors and all(image.grey for image in self.images)


def content(page: pdfium.PdfPage) -> Content:
    """List the images of a page; invisible text and white areas count for nothing. PdfiumError on a broken page."""
    images: list[Embedded] = []
    vectors = c.FPDFPage_GetAnnotCount(page) > 0
    for number, item in enumerate(page.get_objects(max_depth=_DEPTH)):
        if number >= _MOST_OBJECTS:
            return Content(tuple(images), vectors=True)
        if item.type == c.FPDF_PAGEOBJ_IMAGE:
            images.append(_embedded(page, item))
        elif item.type != c.FPDF_PAGEOBJ_FORM:
            vectors = vectors or _seen(item)
    return Content(tuple(images), vectors)


def _seen(item: pdfium.PdfObject) -> bool:
    if item.type == c.FPDF_PAGEOBJ_TEXT:
        return c.FPDFTextObj_GetTextRenderMode(item) not in _UNSEEN
    if item.type != c.FPDF_PAGEOBJ_PATH:
        return True
    filled, stroked = ctypes.c_int(), c.FPDF_BOOL()
    if not c.FPDFPath_GetDrawMode(item, filled, stroked) or stroked.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    c.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return bool(filled.value) and alpha.value > 0 and (red.value, green.value, blue.value) != _WHITE


def _embedded(page: pdfium.PdfPage, image: pdfium.PdfImage) -> Embedded:
    matrix = image.get_matrix()
    form = image.container
    while form is not None:
        matrix = matrix.multiply(form.get_matrix())
        form = form.container
    corners = [_shown(page, *matrix.on_point(x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    across, down = zip(*corners, strict=True)
    box = (min(across), min(down), max(across), max(down))
    level, upright = abs(corners[1][0] - corners[0][0]), abs(corners[1][1] - corners[0][1])
    lying = upright > level
    lean = min(level, upright) > _LEAN * max(level, upright)
    grey = image.get_metadata().colorspace in _GREYS
    return Embedded(image, image.get_px_size(), box, straight=not lean, lying=lying, grey=grey)


def _shown(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space, in points from the upper left corner of the page as it is shown."""
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    across, down = (x - left) / max(right - left, 0.01), (top - y) / max(top - bottom, 0.01)
    turns = page.get_rotation() // 90
    for _ in range(turns):
        across, down = 1.0 - down, across
    return across * width, down * height
