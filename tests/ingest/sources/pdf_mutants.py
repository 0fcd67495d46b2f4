"""PDF files damaged in their bytes or in their objects: what comes of each, whatever it is, must be told.

`python -m tests.ingest.sources.pdf_mutants COUNT SEED` reads so many and tells what became of them.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf

from extract.model import Page
from ingest.errors import IngestError
from ingest.reading import layered
from ingest.scan import Scan
from ingest.sources import Limits, pages, recognise
from tests.ingest.sources.mutants import mutated
from tests.ingest.sources.scans import draw, image_object, marks, page_objects, pdf, scanned, stream

SLOW = 5.0  # seconds of processor of one reading; the slowest of 10,000 took half a second
LIMITS = Limits(max_pixels=4_000_000, max_whole_pixels=4_000_000, max_pages=20, max_stream_bytes=8 << 20)
SAMPLES = Path(__file__).parents[3] / "samples"
_LOCK = pikepdf.Encryption(owner="x", user="", R=4, aes=False, metadata=False)  # qpdf draws AES's salts at random
_NUMBER = re.compile(rb"(?<=[\s\[])-?\d+(?:\.\d+)?(?=[\s\]/>])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_REFERENCE = re.compile(rb"\d+ 0 R")
_NUMBERS = (b"0", b"-1", b"1", b"2147483648", b"-2147483649", b"1e9", b"99999999999999999999", b"0.00001", b"nan")
_OPERATORS = (
    b"BT", b"ET", b"q", b"Q", b"Tj", b"BDC", b"EMC", b"Do", b"cm", b"Tf", b"re", b"[", b"]", b"<<", b">>", b"(", b")"
)  # fmt: skip
_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
    b"endcodespacerange 3 beginbfchar <0001> <0995> <0002> <099509CD09B7> <0003> <09E7> endbfchar "
    b"1 beginbfrange <0010> <0020> <0985> endbfrange endcmap end end"
)


def texts() -> bytes:
    """A page with text in two fonts, ActualText, a form, lines and a table of characters."""
    words = (
        b"/Span <</ActualText <FEFF099509BF>>> BDC BT /G 12 Tf 1 0 0 1 50 700 Tm <00010002> Tj ET EMC "
        b"BT /F 10 Tf 50 600 Td [(12) -900 (34.5)] TJ 0 -14 Td (Kg\xa9m\xa4\xfav`b) ' 2 Tr (hidden) Tj ET "
        b"0 0 0 RG 1 w 50 550 m 300 550 l S 50 500 250 40 re S q .5 0 0 .5 10 10 cm /X5 Do Q "
        b"/P /MC0 BDC BT /G 8 Tf 90 Tz 3 Ts 0 1 -1 0 500 300 Tm <00030010> Tj ET EMC BMC EMC "
    )
    form = stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 5 5]/Resources<<>>", b"0 0 9 9 re f 1 0 0 RG"
    )
    objects = page_objects(b"", form, size="0 450 320 842", words=b"/Rotate 90/CropBox[0 460 320 842]")
    objects[2] = objects[2].replace(b"/Font<<", b"/Properties<</MC0 <</ActualText(x)>>>>/Font<</G 6 0 R")
    objects[3] = stream(b"/Filter/FlateDecode", zlib.compress(words))
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Nikosh/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
        b"/CIDFontType2/BaseFont/Nikosh/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500"
        b"/W[1[500 600]3 9 700]>>]/ToUnicode 7 0 R>>"
    )
    return pdf([*objects, font, stream(b"", _MAP)])


@cache
def seeds() -> tuple[bytes, ...]:
    """Text pages as they stand and as other programs pack them, scans, and the PDFs among the samples."""
    plain = texts()
    bits = marks().convert("1")
    mixed = page_objects(b"BT /F 9 Tf 9 9 Td (1) Tj ET " + draw(99, 99), image_object(bits), size="0 0 200 200")
    latin = page_objects(b"BT /F 12 Tf 20 150 Td (Annual Report 2024) Tj 0 -20 Td (1.5) Tj ET", size="0 0 200 200")
    found = [plain, scanned(marks(), count=3), pdf(mixed), pdf(latin)]
    with pikepdf.open(io.BytesIO(plain)) as document:
        for how in (
            {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
            {"linearize": True},
            {"encryption": _LOCK},
            {"qdf": True},
        ):
            out = io.BytesIO()
            document.save(out, static_id=True, **how)
            found.append(out.getvalue())
    found += [file.read_bytes() for file in sorted(SAMPLES.glob("*.pdf")) if file.stat().st_size < 200_000]
    return tuple(found)


def changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes at random, or numbers, names, references and operators exchanged, also inside a packed stream."""
    kind = chance.random()
    if kind < 0.3:
        return mutated(data, chance)
    if kind < 0.5:
        return _repacked(data, chance)
    for _ in range(chance.randint(1, 5)):
        data = _exchanged(data, chance)
    return data


def _exchanged(data: bytes, chance: random.Random) -> bytes:
    pattern = chance.choice((_NUMBER, _NUMBER, _NAME, _REFERENCE))
    found = list(pattern.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice(_NUMBERS) if pattern is _NUMBER and chance.random() < 0.7 else other[0]
    return data[: one.start()] + new + data[one.end() :]


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """One deflated stream with its content changed and packed again."""
    found = list(re.finditer(rb"FlateDecode.{0,60}?stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    if not found:
        return _exchanged(data, chance)
    one = chance.choice(found)
    try:
        content = zlib.decompress(one[1])
    except zlib.error:  # of an encrypted file
        return mutated(data, chance)
    words = content.split(b" ")
    for _ in range(chance.randint(1, 6)):
        words[chance.randrange(len(words))] = chance.choice((*_OPERATORS, *_NUMBERS, chance.choice(words)))
    return data[: one.start(1)] + zlib.compress(b" ".join(words)) + data[one.end(1) :]


def outcomes(count: int, seed: int) -> Iterator[str]:
    """What became of each mutant: `layer`, `picture`, `page` (some page has an error), or the class of the error."""
    chance = random.Random(seed)
    kinds = seeds()
    for number in range(count):
        data = changed(kinds[number % len(kinds)], chance)
        start = time.process_time()  # the machine may be busy
        try:
            told = _told(data)
        except IngestError as error:
            assert str(error).endswith((".", ")")), str(error)
            told = type(error).__name__
        except Exception as error:
            error.add_note(f"mutant {number} of seed {seed}")
            raise
        assert time.process_time() - start < SLOW, f"mutant {number} of seed {seed} took too long"
        yield told


def _told(data: bytes) -> str:
    found, kinds = 0, set()
    for scan in pages(data, recognise(data, "report.pdf"), LIMITS):
        assert isinstance(scan, Scan)
        found += 1
        kinds.add(_of_page(scan))
    assert found, "a file without a page must say so"
    return "page" if "page" in kinds else max(kinds)


def _of_page(scan: Scan) -> str:
    """What reading makes of a page: layers are read, pages that they don't tell whole are drawn."""
    if scan.layer is not None:
        assert isinstance(layered.page(scan.layer), Page)
        if scan.layer.whole:
            return "layer"
    drawn = scan.canvas.scan(scan.number) if scan.canvas else scan
    assert drawn.error or drawn.picture is not None
    return "page" if drawn.error else "picture"


if __name__ == "__main__":
    print(dict(Counter(outcomes(int(sys.argv[1]), int(sys.argv[2])))))
