"""The pages of a picture file, decoded with Pillow: a large JPEG at a fraction of its size, a large PNG in bands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import nullcontext

import numpy as np
from PIL import ExifTags, Image, ImageFile, Jpeg2KImagePlugin

from ingest.errors import IngestError, TooLarge, UnreadableContent
from ingest.scan import Picture, Scan
from ingest.sources.limits import Limits, Meter
from ingest.sources.raster import assembly, png, sizing, tiff
from ingest.sources.raster.colour import flattened
from ingest.sources.raster.complaints import heard
from ingest.sources.raster.damage import missing_rows_white, told

Image.MAX_IMAGE_PIXELS = None  # our own limits have sentences, and come before Pillow decodes
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "JPEG2000", "MPO")
_BY_ROWS = ("JPEG", "MPO", "PNG", "BMP")  # of which the rows before a break are as they should be
_LARGE = 20_000_000  # pixels from which a PNG is decoded in bands
_LARGE_TIFF = 4_000_000  # less, as what Pillow decodes whole it keeps until the next page
_THUMBNAIL = 1  # bit of TIFF's NewSubfileType: the same page again, smaller
_SUBFILE_TYPE = 254
_WEBP_HEAD = 30  # bytes
_TURNS = {  # EXIF orientation: quarter turns against the clock that make it upright, and whether it is mirrored then
    2: (0, True), 3: (2, False), 4: (2, True), 5: (3, True), 6: (3, False), 7: (1, True), 8: (1, False),
}  # fmt: skip
NO_PICTURE = "The picture is damaged: its header can't be read."
CUT_OFF = "The picture is damaged or cut off: not all of it could be decoded."


def scans(data: bytes, limits: Limits) -> Iterator[Scan]:
    """Give each page of a picture file; a TIFF's smaller copies of a page are left out."""
    if 1 in limits.leave and not data.startswith((b"II", b"MM")):
        yield Scan(1, None, error=limits.leave[1])
        return
    image = _opened(data, limits)
    if image.format == "TIFF":
        yield from _pages(image, data, limits)
        return
    scan = _scan(image, data, 1, limits)  # of a moving picture the first is the page
    del image  # its pixels, four bytes each, are not kept while the page is read
    yield scan


def _pages(image: Image.Image, data: bytes, limits: Limits) -> Iterator[Scan]:
    meter = Meter(limits)
    number = frame = 0
    while True:
        number += 1
        meter.page(number)
        if number in limits.leave:
            yield Scan(number, None, error=limits.leave[number])
        else:
            yield _scan(image, data, number, limits)
        try:
            frame = _next_page(image, frame)
        except UnreadableContent as error:
            yield Scan(number + 1, None, error=error)
            return
        if frame == 0:
            return


def _opened(data: bytes, limits: Limits) -> Image.Image:
    _check_webp(data, limits)
    with told(NO_PICTURE):
        return Image.open(io.BytesIO(data), formats=_FORMATS)


def _next_page(image: Image.Image, frame: int) -> int:
    """Go to the next page of a TIFF; 0 where there is none."""
    with told("The file is damaged: the pages from here on can't be found."):
        try:
            while True:
                frame += 1
                image.seek(frame)
                if not _tag(image, _SUBFILE_TYPE) & _THUMBNAIL:
                    return frame
        except EOFError:
            return 0


def _tag(image: Image.Image, number: int) -> int:
    value = getattr(image, "tag_v2", {}).get(number, 0)
    return value if isinstance(value, int) else 0


def _scan(image: Image.Image, data: bytes, number: int, limits: Limits) -> Scan:
    try:
        sizing.check(*image.size, limits, whole=not _in_parts(image, data))
        dpi = sizing.believable(image.info.get("dpi"))
        plan = sizing.plan(*image.size, dpi)
        turns, mirrored = _TURNS.get(_orientation(image), (0, False))
        picture, lacking = _decoded(image, data, plan)
    except (TooLarge, UnreadableContent) as error:
        return Scan(number, None, error=error)
    picture = np.rot90(picture, turns)
    return Scan(number, np.ascontiguousarray(np.fliplr(picture) if mirrored else picture), plan.dpi, lacking)


def _in_parts(image: Image.Image, data: bytes) -> bool:
    """Whether the whole picture need never be in memory at its full size."""
    if image.format == "TIFF":
        return tiff.streamable(image)
    if image.format in ("JPEG", "MPO"):
        return not image.info.get("progressive")
    return image.format == "PNG" and png.streamable(data)


def _orientation(image: Image.Image) -> int:
    """EXIF's orientation, 1 to 8; 1 where there is none or it is garbage. Pillow turns the pages of a TIFF itself."""
    if image.format == "TIFF" or (image.format == "PNG" and "exif" not in image.info):
        return 1  # of a PNG without it Pillow would decode all, to look behind the pixels
    try:
        with told(NO_PICTURE):
            value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except UnreadableContent:  # a camera's broken notes are no reason to lose the picture
        return 1
    return value if isinstance(value, int) else 1


def _decoded(image: Image.Image, data: bytes, plan: sizing.Plan) -> tuple[Picture, IngestError | None]:
    """The picture, and what is wrong with it: rows that could not be decoded are white."""
    by = plan.halves(*image.size)
    if image.format == "PNG" and image.width * image.height > _LARGE and png.streamable(data):
        stream = png.Stream(data, image.info.get("transparency"))
        picture = assembly.of_bands(stream.bands(by), image.size, plan)
        return picture, None if stream.whole else UnreadableContent(CUT_OFF)
    if image.format == "TIFF" and image.width * image.height > _LARGE_TIFF and tiff.streamable(image):
        return assembly.of_bands(tiff.bands(image, data, by), image.size, plan), None
    if isinstance(image, Jpeg2KImagePlugin.Jpeg2KImageFile):
        image.reduce = by.bit_length() - 1
    image.draft(None, (image.width // by, image.height // by))
    try:
        with told(CUT_OFF), heard(CUT_OFF) if image.format == "TIFF" else nullcontext():
            image.load()
    except UnreadableContent as error:
        if image.format not in _BY_ROWS or image.info.get("progressive") or image.info.get("interlace"):
            raise
        return assembly.of_image(_rest(data, by), plan), error
    return assembly.of_image(image, plan), None


def _rest(data: bytes, by: int) -> Image.Image:
    """What can be decoded of a picture that is cut off. UnreadableContent where nothing can."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with told(CUT_OFF):
            opened = Image.open(io.BytesIO(data), formats=_FORMATS)
            opened.draft(None, (opened.width // by, opened.height // by))
            opened.load()
            image = flattened(opened)
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture = np.array(image)
    if not missing_rows_white(picture):
        raise UnreadableContent(CUT_OFF)
    return Image.fromarray(picture)


def _check_webp(data: bytes, limits: Limits) -> None:
    """Pillow takes the memory of a whole WebP as it opens it, so its size is looked at first."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < _WEBP_HEAD:
        return
    if data[12:16] == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
    elif data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    else:
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    sizing.check(width, height, limits, whole=True)
