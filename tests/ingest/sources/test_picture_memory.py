"""An A3 page of 600 dpi in colour, in each kind of file: the memory that decoding takes beyond the program's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.ingest.sources.scans import encoded

ROOT = Path(__file__).parents[3]
A3 = (7016, 9921)
MEBIBYTES = {  # measured, with a third to spare; decoded whole and four bytes a pixel it takes 265 and more
    "JPEG": 175, "progressive JPEG": 365, "PNG": 125, "TIFF, LZW": 90, "TIFF, JPEG": 95, "TIFF, group 4": 40,
    "PDF": 220, "PNG of 225 million pixels": 135,
}  # fmt: skip
SCRIPT = """
import sys
from pathlib import Path
import numpy, PIL.Image, pypdfium2
from ingest.sources import pages, recognise
def peak():  # of this process alone: getrusage would tell the parent's, too
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
data = Path(sys.argv[1]).read_bytes()
before = peak()
(scan,) = pages(data, recognise(data, "r"))
assert scan.error is None, scan.error
print(max(scan.picture.shape), (peak() - before) // 1024)
"""


def page():
    image = Image.new("RGB", A3, (245, 240, 230))
    pen = ImageDraw.Draw(image)
    for at in range(300, 9600, 150):
        pen.line((300, at, 6700, at), fill=(20, 20, 30), width=5)
        pen.line((at * 0.7, 300, at * 0.7, 9600), fill=(20, 20, 160), width=5)
    return image


def file(kind):
    if kind == "PNG of 225 million pixels":
        return encoded(Image.new("1", (15_000, 15_000), 1), "PNG")
    image, dpi = page(), (600, 600)
    match kind:
        case "JPEG":
            return encoded(image, "JPEG", dpi=dpi, quality=85)
        case "progressive JPEG":
            return encoded(image, "JPEG", dpi=dpi, quality=85, progressive=True)
        case "PNG":
            return encoded(image, "PNG", dpi=dpi, compress_level=1)
        case "TIFF, LZW":
            return encoded(image, "TIFF", dpi=dpi, compression="tiff_lzw")
        case "TIFF, JPEG":
            return encoded(image, "TIFF", dpi=dpi, compression="jpeg")
        case "TIFF, group 4":
            return encoded(
                image.convert("L").point(lambda v: 255 * (v > 128)).convert("1"), "TIFF", dpi=dpi, compression="group4"
            )
        case _:
            return encoded(image, "PDF", resolution=600, quality=85)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a process tells its own peak on Linux only")
@pytest.mark.parametrize("kind", MEBIBYTES)
def test_a_large_page_takes_little(kind, tmp_path):
    (tmp_path / "page").write_bytes(file(kind))
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "page")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    side, grown = map(int, run.stdout.split())
    assert side <= 5_000, "it is reduced to 300 dpi"
    assert grown < MEBIBYTES[kind], f"{grown} MiB"
