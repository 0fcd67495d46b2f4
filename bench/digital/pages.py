"""PDFs whose pages lie otherwise: turned by their rotation, drawn lying, pictures over hidden text, repeated."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from bench.digital.layers import FAULTS, remapped, unmarked
from bench.scans.degrade import Recipe, degrade

DPI = 200
HIDDEN = 3  # the text rendering mode that draws nothing
_PATHS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_LEFT_OUT = frozenset({"sh", "Do", "Tr"})
_QUARTERS = {90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}  # clockwise, as the content is drawn


def turned(source: Path, degrees: int, out: Path, *, undone: bool) -> None:
    """Draw every page turned clockwise by a quarter or more; `undone`: the page's rotation shows it upright again."""
    with pikepdf.open(source) as document:
        for page in document.pages:
            x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
            wide, high = x1 - x0, y1 - y0
            a, b, c, d = _QUARTERS[degrees]
            shift_x = {90: 0.0, 180: wide, 270: high}[degrees]
            shift_y = {90: wide, 180: high, 270: 0.0}[degrees]
            matrix = f"{a} {b} {c} {d} {shift_x - x0:.3f} {shift_y - y0:.3f}"
            page.contents_coalesce()
            page.Contents.write(b"q " + matrix.encode() + b" cm\n" + page.Contents.read_bytes() + b"\nQ")
            page.MediaBox = pikepdf.Array([0, 0, high, wide] if degrees != 180 else [0, 0, wide, high])
            if "/CropBox" in page:
                del page["/CropBox"]
            if undone:
                page.Rotate = (360 - degrees) % 360
        document.save(out, deterministic_id=True)


def ocred(source: Path, out: Path) -> None:
    """A scan of every page below the hidden text of a poor reader: visual order, every digit the next one."""
    pictures = pdfium.PdfDocument(source)
    with pikepdf.open(source) as document:
        unmarked(document)
        remapped(document, FAULTS["digits"][0])
        for n, page in enumerate(document.pages):
            page.Contents.write(_hidden(page))
            wide, high = pictures[n].get_size()
            picture = pictures[n].render(scale=DPI / 72, grayscale=True).to_numpy()
            done = degrade(picture[..., 0] if picture.ndim == 3 else picture, DPI, Recipe(n, noise=1.5, jpeg=70))
            image = document.make_stream(
                done.encoded or b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                Width=done.picture.shape[1], Height=done.picture.shape[0],
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            name = page.add_resource(image, pikepdf.Name.XObject)
            page.contents_add(f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm {name} Do Q\n".encode(), prepend=True)
        document.save(out, deterministic_id=True)
    pictures.close()


def _hidden(page: pikepdf.Page) -> bytes:
    """The page's content with all text hidden and nothing else drawn."""
    kept: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in _PATHS:
            kept.append(([], pikepdf.Operator("n")))
        elif operator not in _LEFT_OUT:
            kept.append(instruction)
        if operator == "BT":
            kept.append(([HIDDEN], pikepdf.Operator("Tr")))
    return pikepdf.unparse_content_stream(kept)


def repeated(source: Path, times: int, out: Path) -> int:
    """A long document: the file's pages over and over; how many pages."""
    with pikepdf.open(source) as document:
        first = list(document.pages)
        for _ in range(times - 1):
            document.pages.extend(first)
        n = len(document.pages)
        held = io.BytesIO()
        document.save(held, deterministic_id=True)
    out.write_bytes(held.getvalue())
    return n
