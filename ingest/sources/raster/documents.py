"""The pages of a PDF as pictures, with pdfium: a scanned page pixel for pixel, any other at the resolution it needs."""

from __future__ import annotations

import contextlib
import ctypes
import math
import zlib
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c

from extract.model import Box
from ingest.errors import TooLarge, UnreadableContent
from ingest.scan import Picture, Scan
from ingest.sources.limits import Limits
from ingest.sources.raster import sizing
from ingest.sources.raster.colour import without_colour
from ingest.sources.raster.content import Content, Embedded, content
from ingest.sources.raster.crops import crop
from ingest.sources.raster.damage import missing_rows_white, told
from ingest.sources.raster.opening import attached, opened, rewritten

_POINTS = 72.0  # an inch
_BLANK_DPI = 100.0
_COUNTS = 0.02  # of the page's area, that an image must have to say at which resolution the page is drawn
_LARGE = 0.25  # of the page's area, from which an image is looked at for being cut off
_MARGIN = 0.05  # pixels by which an image is drawn smaller, so that rounding outwards gives its own pixel grid
_MOST_BLANK = 4096  # bytes that a blank page of one bit takes at the most; with more it is not blank but undecodable
_JBIG2_PAGE = b"\0\1\0\0\0\x13"  # in the header of the segment that says how large the page is
_JPEG_TAIL = 64  # bytes in which a whole JPEG has its end mark
_PIECE = 1 << 16  # bytes inflated at a time
_OPEN = 32  # pages that are drawn before the document is opened anew
_TAIL = 4096  # bytes at the end in which a whole PDF has its end mark


@dataclass(frozen=True, slots=True)
class _View:
    """What of a page is drawn: a part of it, in points from its upper left corner, to so many pixels."""

    x: float
    y: float
    width: float
    height: float
    pixels: tuple[int, int]


class Document:
    """A PDF whose pages are drawn one at a time, those asked for; use as a context manager.

    `data`: its bytes as they could be opened, not locked; `notes`: what is to be told of the whole file.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open a PDF. UnreadableContent, PasswordNeeded, TooLarge."""
        self._limits = limits
        self._bytes, self._pdf = opened(data, limits)
        self._with_forms()
        self._drawn = 0
        self.data = self._bytes
        if b"/Encrypt" in self.data:
            self.data = rewritten(self.data, limits.password) or self.data
        self.notes = attached(self._pdf)

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *told: object) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def _with_forms(self) -> None:
        if self._pdf.get_formtype() != c.FORMTYPE_NONE:
            self._pdf.init_forms()

    def _renewed(self) -> None:
        """Open the document again: until it is closed pdfium keeps what it parsed of each page, images and all."""
        self._pdf.close()
        _, self._pdf = opened(self._bytes, self._limits)
        self._with_forms()
        self._drawn = 0

    def scan(self, number: int) -> Scan:
        """Draw a page, from 1; one that can't be drawn comes with its error."""
        page = None
        if self._drawn >= _OPEN:
            self._renewed()
        self._drawn += 1
        try:
            with told("The page is damaged: it can't be drawn."):
                page = self._pdf[number - 1]
                return _drawn(page, number, self._limits)
        except (TooLarge, UnreadableContent) as error:
            return Scan(number, None, error=error)
        finally:
            if page is not None:
                page.close()

    def crop(self, number: int, box: Box, rotation: int = 0) -> Picture:
        """Draw a part of a page: see `crops.crop`; a blank pixel where it can't be drawn."""
        try:
            with contextlib.closing(self._pdf[number - 1]) as page:
                return crop(page, box, rotation)
        except pdfium.PdfiumError:
            return np.full((1, 1), 255, np.uint8)


def is_cut_off(data: bytes) -> bool:
    """Whether a PDF lacks its end: pages may be missing, or parts of them."""
    return b"%%EOF" not in data[-_TAIL:]


def _drawn(page: pdfium.PdfPage, number: int, limits: Limits) -> Scan:
    on_page = content(page)
    for image in on_page.images:
        sizing.check(*image.pixels, limits)
    view = _of_image(page, on_page) or _of_page(page, on_page)
    picture = _picture(page, view, grey=on_page.grey)
    error = next((error for image in on_page.images if (error := _lacking(image, picture, view, page))), None)
    dpi = sizing.believable(
        tuple(n * _POINTS / side for n, side in zip(view.pixels, (view.width, view.height), strict=True))
    )
    seen = Box(view.x, view.y, view.x + view.width, view.y + view.height)
    return Scan(number, without_colour(picture), max(dpi) if dpi else None, error, seen=seen)


def _of_image(page: pdfium.PdfPage, on_page: Content) -> _View | None:
    """Where a page is one image: its own pixels, if they are not finer than needed."""
    if len(on_page.images) != 1 or on_page.vectors or not on_page.images[0].straight:
        return None
    image = on_page.images[0]
    x0, y0, x1, y1 = image.box
    width, height = page.get_size()
    slack = 0.01 * max(width, height)
    if x0 < -slack or y0 < -slack or x1 > width + slack or y1 > height + slack or min(x1 - x0, y1 - y0) < 1:
        return None  # only a part of it is on the page
    across, down = image.pixels[::-1] if image.lying else image.pixels
    plan = sizing.plan(across, down, sizing.believable(image.dpi))
    return _View(x0, y0, x1 - x0, y1 - y0, (plan.width, plan.height))


def _of_page(page: pdfium.PdfPage, on_page: Content) -> _View:
    width, height = page.get_size()
    if min(width, height) < 1:
        raise UnreadableContent("The page has no size.")
    area = width * height
    finest = [max(image.dpi) for image in on_page.images if _area(image.box) >= _COUNTS * area]
    dpi = max(finest, default=sizing.USUAL_DPI if on_page.images else _BLANK_DPI)
    dpi = max(dpi, sizing.USUAL_DPI) if on_page.vectors else dpi
    across, down = (max(1, math.ceil(side * dpi / _POINTS)) for side in (width, height))
    plan = sizing.plan(across, down, (dpi, dpi))
    return _View(0.0, 0.0, width, height, (plan.width, plan.height))


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _picture(page: pdfium.PdfPage, view: _View, *, grey: bool) -> Picture:
    """The page drawn, height × width × 3; `grey`: height × width, a third of the time and memory."""
    across, down = view.pixels
    picture = np.full((down, across) if grey else (down, across, 3), 255, np.uint8)
    form = c.FPDFBitmap_Gray if grey else c.FPDFBitmap_BGR
    bitmap = c.FPDFBitmap_CreateEx(across, down, form, picture.ctypes.data_as(ctypes.c_void_p), picture.strides[0])
    if not bitmap:
        raise MemoryError
    try:
        x, y = (across - 2 * _MARGIN) / view.width, (down - 2 * _MARGIN) / view.height
        width, height = page.get_size()
        flags = c.FPDF_ANNOT | (0 if grey else c.FPDF_REVERSE_BYTE_ORDER)  # with it no grey picture is drawn
        matrix = c.FS_MATRIX(x, 0, 0, y, _MARGIN - view.x * x, _MARGIN - view.y * y)
        c.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, c.FS_RECTF(0, 0, across, down), flags)
        if page.formenv:
            place = (round(-view.x * x), round(-view.y * y), round(width * x), round(height * y))
            c.FPDF_FFLDraw(page.formenv, bitmap, page, *place, 0, flags)
    finally:
        c.FPDFBitmap_Destroy(bitmap)
    return picture


def _lacking(image: Embedded, picture: Picture, view: _View, page: pdfium.PdfPage) -> UnreadableContent | None:
    """What is wrong with an image on the page: pdfium leaves white, without a word, what it can't decode."""
    share = _area(image.box) / max(page.get_width() * page.get_height(), 1.0)
    x, y = view.pixels[0] / view.width, view.pixels[1] / view.height
    x0, y0, x1, y1 = image.box
    seen = picture[
        max(0, int((y0 - view.y) * y)) : int((y1 - view.y) * y), max(0, int((x0 - view.x) * x)) : int((x1 - view.x) * x)
    ]
    way = (image.raw.get_filters() or [""])[-1]
    if seen.size and share >= _COUNTS and int(seen.min()) == int(seen.max()) and not _decodes(image, way):
        return UnreadableContent("A picture on the page is damaged: it can't be decoded.")
    if share >= _LARGE and not _whole(image):
        missing_rows_white(picture)
        return UnreadableContent("A picture on the page is damaged or cut off: not all of it could be decoded.")
    return None


def _whole(image: Embedded) -> bool:
    """Whether the stored bytes of an image run to their end mark, as far as their way of storing has one."""
    ways = image.raw.get_filters()
    if ways[-1:] == ["DCTDecode"]:
        return b"\xff\xd9" in bytes(image.raw.get_data()[-_JPEG_TAIL:])
    if ways != ["FlateDecode"]:
        return True
    stored, inflater = memoryview(image.raw.get_data()), zlib.decompressobj()
    try:
        for at in range(0, len(stored), _PIECE):
            inflater.decompress(stored[at : at + _PIECE])
    except zlib.error:
        return False
    return inflater.eof


def _decodes(image: Embedded, way: str) -> bool:
    """Whether an image of one shade is so, and not because it can't be decoded."""
    if way in ("JBIG2Decode", "CCITTFaxDecode"):  # pdfium gives a white bitmap where their data are garbage
        stored = bytes(image.raw.get_data())
        return len(stored) <= _MOST_BLANK and (way != "JBIG2Decode" or _JBIG2_PAGE in stored)
    bitmap = c.FPDFImageObj_GetBitmap(image.raw)
    if bitmap:
        c.FPDFBitmap_Destroy(bitmap)
    return bool(bitmap)
