"""Small scans made for tests: a page of marks in any format, and PDF files written by hand, whole or broken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from ingest.errors import IngestError
from ingest.scan import Scan
from ingest.sources import Limits, pages, recognise

WIDTH, HEIGHT = 120, 160


def marks(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """A white page whose four corners tell themselves apart: black upper left, grey upper right, 60 lower left."""
    picture = np.full((height, width), 255, np.uint8)
    h, w = max(height // 4, 1), max(width // 4, 1)
    picture[:h, :w], picture[:h, -w:], picture[-h:, :w] = 0, 128, 60
    return Image.fromarray(picture)


def coloured() -> Image.Image:
    """The same with a red lower right corner."""
    image = marks().convert("RGB")
    image.paste((220, 20, 30), (WIDTH * 3 // 4, HEIGHT * 3 // 4, WIDTH, HEIGHT))
    return image


def encoded(image: Image.Image, kind: str, **told: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **told)
    return buffer.getvalue()


def tiff(images: Sequence[Image.Image], **told: object) -> bytes:
    return encoded(images[0], "TIFF", save_all=True, append_images=images[1:], **told)


def read(data: bytes, limits: Limits | None = None, name: str = "r.bin") -> list[Scan]:
    """The pages as pictures; those of which a text layer tells all are drawn none the less."""
    return [drawn(scan) for scan in pages(data, recognise(data, name), limits)]


def drawn(scan: Scan) -> Scan:
    if scan.layer is None or scan.canvas is None:
        return scan
    return replace(scan.canvas.scan(scan.number), layer=scan.layer, issues=scan.issues)


def corners(picture: np.ndarray) -> list[int]:
    """The greys of the corners: upper left, upper right, lower left, lower right."""
    grey = picture if picture.ndim == 2 else picture.mean(axis=2)
    h, w = max(len(grey) // 8, 1), max(grey.shape[1] // 8, 1)
    return [round(float(part.mean())) for part in (grey[:h, :w], grey[:h, -w:], grey[-h:, :w], grey[-h:, -w:])]


def stream(words: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (words, len(content), content)


def image_object(image: Image.Image, words: bytes = b"", *, jpeg: bool = False) -> bytes:
    """An image XObject: its own samples deflated, or a JPEG."""
    if image.mode not in ("1", "L"):
        image = image.convert("RGB")
    space = b"/DeviceRGB" if image.mode == "RGB" else b"/DeviceGray"
    if jpeg:
        content, way = encoded(image, "JPEG", quality=95), b"/DCTDecode"
    else:
        content, way = zlib.compress(image.tobytes()), b"/FlateDecode"
    bits = 1 if image.mode == "1" else 8
    told = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent %d/Filter%s%s"
    return stream(told % (*image.size, space, bits, way, words), content)


def pdf(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with its table of places."""
    out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)


def page_objects(
    content: bytes, *xobjects: bytes, size: str = "0 0 595 842", words: bytes = b"", count: int = 1
) -> list[bytes]:
    """A catalogue, its pages (all with this content), and the objects /X5, /X6 … that the content draws."""
    used = b"".join(b"/X%d %d 0 R" % (number, number) for number in range(5, 5 + len(xobjects)))
    kids = b" ".join(b"%d 0 R" % (3 if n == 0 else 4 + len(xobjects) + n) for n in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</XObject<<%s>>/Font<</F<</Type/Font"
    page += b"/Subtype/Type1/BaseFont/Helvetica>>>>>>%s>>"
    page %= (size.encode(), used, words)
    first = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), page]
    return [*first, stream(b"", content), *xobjects, *[page] * (count - 1)]


def draw(width: float, height: float, x: float = 0, y: float = 0, number: int = 5) -> bytes:
    """The words that draw /X<number> at a place of the page, in points."""
    return b"q %.4f 0 0 %.4f %.4f %.4f cm /X%d Do Q " % (width, height, x, y, number)


def scanned(image: Image.Image, dpi: float = 72.0, *, jpeg: bool = False, words: bytes = b"", count: int = 1) -> bytes:
    """A PDF whose pages are this image each, as scanners write it."""
    across, down = (side * 72 / dpi for side in image.size)
    size = f"0 0 {across:.2f} {down:.2f}"
    return pdf(page_objects(draw(across, down), image_object(image, jpeg=jpeg), size=size, words=words, count=count))


def told(data, limits=None):
    """The sentence of the only page or of the file."""
    try:
        (scan,) = read(data, limits)
    except IngestError as error:
        return type(error), str(error)
    return type(scan.error), str(scan.error)
