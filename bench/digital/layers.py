"""Breaking a good PDF's text layer: the page looks the same, what can be copied from it is wrong.

Each fault is one that programs make: `FAULTS` by name. All take the file as Chromium or LibreOffice wrote it, whose
ActualText tells what each cluster of glyphs stands for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pdfminer.cmapdb import CMapParser, FileUnicodeMap

Codes = dict[int, str]  # glyph code → text
Change = Callable[[Codes], Codes | None]  # None: the map is taken away
PRIVATE = 0xE000
BENGALI = re.compile("[\N{BENGALI SIGN CANDRABINDU}-\N{BENGALI LETTER RA WITH LOWER DIAGONAL}]")
WRITTEN = re.compile(rf"{BENGALI.pattern}|[0-9]")  # what makes a font one of the report's
DIGITS = ("০১২৩৪৫৬৭৮৯", "0123456789")
CHUNK = 100  # entries that one section of a map may have
MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
{space}
endcodespacerange
{sections}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def unmarked(document: pikepdf.Pdf) -> None:
    """Take every ActualText away: in content streams, property lists and the structure tree."""
    for found in list(document.objects):
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            _bare(found)
    for stream in _streams(document):
        kept = pikepdf.parse_content_stream(stream)
        for instruction in kept:
            for operand in instruction.operands:
                if isinstance(operand, pikepdf.Dictionary):
                    _bare(operand)
        _written(stream, pikepdf.unparse_content_stream(kept))


def _bare(found: Any) -> None:  # noqa: ANN401 - a PDF object
    for key in ("/ActualText", "/Alt", "/E"):
        if key in found and isinstance(found[key], pikepdf.String):
            del found[key]
    for key in list(found.keys()):
        if isinstance(found[key], pikepdf.Dictionary) and not found[key].is_indirect:
            _bare(found[key])


def _streams(document: pikepdf.Pdf) -> Iterator[Any]:
    """Everything that draws: pages (as one stream each) and forms."""
    for page in document.pages:
        page.contents_coalesce()
        yield page
    for found in document.objects:
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
            yield found


def _written(stream: Any, data: bytes) -> None:  # noqa: ANN401 - a page or a form
    if isinstance(stream, pikepdf.Page):
        stream.Contents.write(data)
    else:
        stream.write(data)


def fonts(document: pikepdf.Pdf) -> Iterator[Any]:
    """The fonts that have a map from glyphs to text."""
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font" and "/ToUnicode" in found:
            yield found


def codes(font: Any) -> Codes:  # noqa: ANN401 - a PDF object
    """What a font's map says."""
    known = FileUnicodeMap()
    CMapParser(known, io.BytesIO(font.ToUnicode.read_bytes())).run()
    return {code: text.replace("\0", "") for code, text in known.cid2unichr.items()}


def remapped(document: pikepdf.Pdf, change: Change) -> None:
    """Give every font with Bengali or digits in its map the changed map."""
    for font in fonts(document):
        old = codes(font)
        if not any(map(WRITTEN.search, old.values())):
            continue
        new = change(old)
        if new is None:
            del font["/ToUnicode"]
        else:
            font["/ToUnicode"] = document.make_stream(map_of(new, 4 if font.Subtype == "/Type0" else 2))


def map_of(known: Mapping[int, str], digits: int = 4) -> bytes:
    """A map as PDF has it; `digits`: hexadecimal ones of a code."""
    entries = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(known.items())
        if text
    ]
    parts = [entries[n : n + CHUNK] for n in range(0, len(entries), CHUNK)]
    sections = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return MAP.format(space=f"<{'0' * digits}> <{'F' * digits}>", sections=sections).encode("ascii")


# --- what becomes of a map ------------------------------------------------------------------------------------------


def as_it_is(known: Codes) -> Codes:
    """Vowel signs stand where they are drawn, some glyphs are lost: only ActualText told what they are."""
    return known


def dropped(known: Codes) -> Codes:
    """Conjuncts are lost altogether, as where a map holds single letters only."""
    return {code: text if len(text) == 1 else "" for code, text in known.items()}


def private(known: Codes) -> Codes:
    """Conjuncts are code points for private use, as mPDF writes them."""
    return {code: text if len(text) == 1 else chr(PRIVATE + code % 0x1900) for code, text in known.items()}


def wrong(known: Codes) -> Codes:
    """Letters stand for one another, as where a subset's glyphs were numbered anew: each is read as the next."""
    turn = [code for code, text in sorted(known.items()) if BENGALI.search(text)]
    following = dict(zip(turn, turn[1:] + turn[:1], strict=True))
    return {code: known[following.get(code, code)] for code in known}


def missing(known: Codes) -> None:
    """There is no map at all."""
    del known


def shifted(known: Codes) -> Codes:
    """All letters are right and every digit is the next one: only the pixels can tell."""
    return {code: text.translate(_NEXT) for code, text in known.items()}


_NEXT = str.maketrans("".join(DIGITS), "".join(digits[1:] + digits[:1] for digits in DIGITS))
FAULTS: dict[str, tuple[Change, bool]] = {  # what becomes of the map, and whether ActualText goes too
    "bare": (as_it_is, True),
    "dropped": (dropped, True),
    "private": (private, True),
    "wrong": (wrong, True),
    "missing": (missing, True),
    "digits": (shifted, False),
}


def broken(source: Path, fault: str, out: Path) -> None:
    """Write the file with a fault of `FAULTS`."""
    change, unmark = FAULTS[fault]
    with pikepdf.open(source) as document:
        if unmark:
            unmarked(document)
        remapped(document, change)
        document.remove_unreferenced_resources()
        document.save(out, deterministic_id=True)
