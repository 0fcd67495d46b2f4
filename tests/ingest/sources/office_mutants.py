"""Office files with bytes of the zip or of its parts turned, cut, doubled and dropped: what comes of each must be told.

`python -m tests.ingest.sources.office_mutants COUNT SEED` reads so many and tells what became of them.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extract.model import Page
from ingest.errors import IngestError
from ingest.sources import Limits, pages, recognise
from tests.ingest.sources.mutants import SLOW, mutated
from tests.ingest.sources.office import DOWN, ON, c, excel, font, n, p, r, row, span, tbl, tc, tr, word, zipped

LIMITS = Limits(max_cells=20_000, max_columns=500, max_lines=20_000, max_unpacked_bytes=4_000_000)
SAMPLES = Path(__file__).parents[3] / "samples"
_VALUE, _TAG = re.compile(rb'(?<==)"[^"]{0,40}"'), re.compile(rb"<[^<>]{0,200}>")
_VALUES = (
    b'"-1"',
    b'"0"',
    b'"99999999999"',
    b'"x"',
    b'""',
    b'"1048576"',
    b'"A1:XFD1048576"',
    b'"restart"',
    b'"\xe0\xa6\x95"',
)


def seeds() -> list[bytes]:
    """Small files that have every kind of part, and the two samples."""
    table = tbl(
        tr(tc("ক", properties=DOWN), tc("খ", properties=span(2)), properties="<w:tblHeader/>"),
        tr(tc(properties=ON), "১", tc(p(r("wkÿv", font("SutonnyMJ"))), tbl(tr("ক", "খ"), tr("১", "২")))),
        grid="100 2000 2000",
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    style = (
        f'<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="X"/><w:rPr>{font("SutonnyMJ")}</w:rPr></w:style>'
    )
    listed = p("এক", properties='<w:pStyle w:val="X"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    fields = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    )
    text = listed + table + p(fields, '<w:r><w:br w:type="page"/></w:r>') + table
    rows = (
        row(1, "শিরোনাম") + row(2, "ক", "খ", "", n("D2", "45200", 1)) + row(3, "১", c("B3", "২", 1), n("D3", "0.5", 2))
    )
    more = (
        '<numFmts><numFmt numFmtId="200" formatCode="[$-5000445]dd/mm/yyyy"/></numFmts><fonts><font>'
        '<name val="SutonnyMJ"/></font></fonts><borders><border><left style="thin"/></border></borders>'
        '<cellXfs><xf/><xf numFmtId="200"/><xf numFmtId="10" fontId="0" borderId="0"/></cellXfs>'
    )
    data = f'<cols><col min="1" max="3" hidden="1"/></cols><sheetData>{rows}</sheetData>'
    data += '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    names = ("bijoy_progress.docx", "performance_plan.xlsx")
    return [
        word(text, styles=style, numbering=lists), excel(data, data, styles=more, strings="<si><t>ক</t></si>"),
        *((SAMPLES / name).read_bytes() for name in names),
    ]  # fmt: skip


def changed(data: bytes, chance: random.Random) -> bytes:
    """The zip itself damaged, or one of its parts: bytes at random, or whole tags and values exchanged."""
    if chance.random() < 0.3:
        return mutated(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
    if chance.random() < 0.1:
        del parts[name]
    elif chance.random() < 0.4:
        parts[name] = mutated(parts[name], chance)
    else:
        for _ in range(chance.randint(1, 6)):
            parts[name] = _exchanged(parts[name], chance)
    return zipped(dict(parts))


def _exchanged(part: bytes, chance: random.Random) -> bytes:
    """A tag dropped, doubled or put elsewhere; a value made another."""
    of_values = chance.random() < 0.8  # what is left is still XML
    found = list((_VALUE if of_values else _TAG).finditer(part))
    if not found:
        return part
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((*_VALUES, other[0])) if of_values else chance.choice((b"", one[0] * 2, other[0]))
    return part[: one.start()] + new + part[one.end() :]


def outcomes(count: int, seed: int) -> Iterator[str]:
    """What became of each mutant: `read` or the class of the error."""
    chance = random.Random(seed)
    kinds = seeds()
    for number in range(count):
        data = changed(kinds[number % len(kinds)], chance)
        start = time.monotonic()
        told = "read"
        try:
            found: list[Page] = list(pages(data, recognise(data, "report"), LIMITS))  # type: ignore[arg-type]
            assert found
        except IngestError as error:
            assert str(error).endswith((".", ")")), str(error)
            told = type(error).__name__
        except Exception as error:
            error.add_note(f"mutant {number} of seed {seed}")
            raise
        assert time.monotonic() - start < SLOW, f"mutant {number} of seed {seed} took too long"
        yield told


if __name__ == "__main__":
    print(dict(Counter(outcomes(int(sys.argv[1]), int(sys.argv[2])))))
