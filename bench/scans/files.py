"""Writing scans as files: image-only PDF, multi-page TIFF, single pictures; byte for byte the same each time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from bench.scans.degrade import Picture

GENERATOR = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scanned page: the picture, its JPEG file where it is one, and its resolution."""

    picture: Picture
    encoded: bytes | None
    dpi: float


def picture_file(sheet: Sheet, path: Path) -> Path:
    """Write a page as .jpg where it is one, else .png; the path with its ending."""
    path = path.with_name(path.name + (".jpg" if sheet.encoded else ".png"))
    mode = Image.fromarray(sheet.picture)
    if sheet.encoded:
        path.write_bytes(sheet.encoded)
    else:
        mode.save(path, dpi=(sheet.dpi, sheet.dpi), compress_level=4)
    return path


def stream(entries: str, data: bytes) -> bytes:
    """A PDF stream object's body."""
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii") + data + b"\nendstream"


def image_object(sheet: Sheet) -> bytes:
    """The picture as a PDF image: JPEG as it is, others deflated."""
    height, width = sheet.picture.shape[:2]
    space = "/DeviceGray" if sheet.picture.ndim == 2 else "/DeviceRGB"
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} /BitsPerComponent 8"
    if sheet.encoded:
        return stream(entries + " /Filter /DCTDecode", sheet.encoded)
    return stream(entries + " /Filter /FlateDecode", zlib.compress(sheet.picture.tobytes(), 6))


def pdf(sheets: Sequence[Sheet], path: Path) -> None:
    """Write an image-only PDF, one picture a page, at the size its resolution gives."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + 3 * n} 0 R" for n in range(len(sheets)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode("ascii"))
    for n, sheet in enumerate(sheets):
        first = 3 + 3 * n
        wide, high = sheet.picture.shape[1] / sheet.dpi * 72, sheet.picture.shape[0] / sheet.dpi * 72
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2f} {high:.2f}] /Contents {first + 1} 0 R"
            f" /Resources << /XObject << /Im0 {first + 2} 0 R >> >> >>".encode("ascii")
        )
        objects.append(stream("", f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Im0 Do Q".encode("ascii")))
        objects.append(image_object(sheet))
    out, places = bytearray(GENERATOR), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(f"{place:010d} 00000 n \n".encode("ascii") for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode("ascii")
    path.write_bytes(bytes(out))


def bilevel(picture: Picture) -> Image.Image:
    """Black and white, as fax machines and G4 scanners make it: the threshold follows the light."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return Image.fromarray(np.where(grey > level, 255, 0).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def tiff(sheets: Sequence[Sheet], path: Path, compression: str = "tiff_lzw") -> None:
    """Write a multi-page TIFF; compression `group4` makes its pages black and white."""
    g4 = compression == "group4"
    pages = [bilevel(s.picture) if g4 else Image.fromarray(s.picture) for s in sheets]
    held = io.BytesIO()
    pages[0].save(
        held, "TIFF", save_all=True, append_images=pages[1:], compression=compression,
        dpi=(sheets[0].dpi, sheets[0].dpi),
    )  # fmt: skip
    path.write_bytes(held.getvalue())
