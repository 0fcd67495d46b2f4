"""Office files made to break a reader: each ends soon with one plain sentence, or is read within bounds."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from ingest.errors import IngestError, TooDeep, TooLarge, UnknownFormat, UnreadableContent
from ingest.sources import Limits, pages, recognise
from tests.ingest.sources.office import W, excel, p, relations, row, span, tbl, tc, tr, word, zipped
from tests.ingest.sources.office_mutants import outcomes

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def of(document: str | bytes, **more: str | bytes) -> bytes:
    """A .docx of this very document part."""
    named = {"_rels/.rels": relations(officeDocument="word/document.xml"), "word/document.xml": document}
    return zipped({**named, **more})


def outcome(data, limits=None):
    return list(pages(data, recognise(data, "a.docx"), limits))


@pytest.mark.parametrize("start", [LAUGHS, OUTSIDE, "<!-- " + "x" * 5000 + " -->" + LAUGHS[21:], OUTSIDE.lower()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_expanded(start, encoding):
    text = f"{start}<w:document {W}><w:body><w:p><w:r><w:t>&d;&f;ক</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(UnreadableContent):
        outcome(of(text.encode(encoding)))


def test_zip_bombs():
    bomb = word(p("ক" * 3_000_000) * 3)
    assert len(bomb) < 200_000
    with pytest.raises(TooLarge, match="unpacks"):
        outcome(bomb, Limits(max_unpacked_bytes=1 << 20))
    with pytest.raises(TooLarge, match="10 MB"):
        outcome(word(p("ক" * 4_000_000)))
    with pytest.raises(TooLarge, match="Office file"):
        outcome(word(p("ক")), Limits(max_bytes=100))


def test_very_many_parts():
    buffer = io.BytesIO(word(p("ক")))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(20_001):
            archive.writestr(f"word/{number}", b"")
    with pytest.raises(TooLarge, match="parts"):
        outcome(buffer.getvalue())


def test_parts_that_are_packed_or_locked_otherwise():
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            archive.writestr("word/document.xml", "<x/>")
        with pytest.raises(UnreadableContent, match="packed"):
            outcome(buffer.getvalue())
    locked = bytearray(of("<x/>"))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := locked.find(sign, start)) >= 0:
            locked[start + at] |= 1
            start += 4
    with pytest.raises(UnreadableContent, match="encrypted"):
        outcome(bytes(locked))


def test_cut_off_and_missing():
    data = word(p("ক") * 50)
    for end in (len(data) * 2 // 3, len(data) - 10):
        with pytest.raises(UnreadableContent, match="cut off"):
            outcome(data[:end])
    with pytest.raises(UnknownFormat, match="archive"):
        outcome(zipped({"word/a.xml": "<x/>"}))
    with pytest.raises(UnknownFormat, match="workbook"):
        outcome(zipped({"xl/a.bin": "x"}))
    book = '<workbook xmlns:r="http://x/relationships"><sheets><sheet name="a" r:id="w"/></sheets></workbook>'
    named = relations(worksheet="gone.xml").replace('worksheet" Type', 'w" Type')
    with pytest.raises(UnreadableContent, match="lacks"):
        outcome(zipped({"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": named}))


def test_relations_that_lead_outside_are_not_followed():
    for target in ("http://127.0.0.1:9/x", "../../../../etc/passwd", "//host/share/x"):
        named = relations(header=target, styles=target)
        part = f"<w:document {W}><w:body>{p('ক')}</w:body></w:document>"
        (page,) = outcome(of(part, **{"word/_rels/document.xml.rels": named}))
        assert page.blocks[0].raw == "ক"


def test_nesting():
    deep = "ক"
    for _ in range(90):
        deep = tbl(tr(tc(deep if deep.startswith("<") else p(deep), p("খ")), "গ"), tr("১", "২"))
    with pytest.raises(TooDeep):
        outcome(word(deep))
    style = "".join(f'<w:style w:styleId="{n}"><w:basedOn w:val="{(n + 1) % 400}"/></w:style>' for n in range(400))
    assert outcome(word(p("ক", properties='<w:pStyle w:val="1"/>'), styles=style))


@pytest.mark.parametrize(
    ("data", "word_"),
    [
        (word(tbl(tr(tc("ক", properties=span(1_000_000)), "খ"), tr("১", "২"))), "columns"),
        (word(tbl(tr("ক", "খ", properties='<w:gridBefore w:val="2147483647"/>'), tr("১", "২"))), "columns"),
        (word(tbl(tr("ক", "খ"), grid="9 " * 5_000)), "columns"),
        (word(tbl(*(tr("ক", "খ", "গ") for _ in range(40)))), "cells"),
        (word(p("ক") * 300), "lines"),
        (excel(row(1, "ক", '<c r="XFD1" t="str"><v>খ</v></c>')), "columns"),
        (excel("".join(row(n, "ক", "খ", "গ") for n in range(1, 50))), "cells"),
    ],
)
def test_every_limit_has_its_sentence(data, word_):
    with pytest.raises(TooLarge, match=word_):
        outcome(data, Limits(max_cells=100, max_lines=250, max_columns=60))
    with pytest.raises(TooLarge):
        outcome(data, Limits(max_office_cells=1, max_lines=250, max_columns=60))


def test_merged_ranges_cost_no_more_than_their_share():
    ranges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 400))
    rows = "".join(row(n, "ক", "খ") for n in range(1, 400))
    start = time.process_time()
    with pytest.raises(TooLarge, match="columns"):
        outcome(excel(f"<sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells>"))
    many = "".join(f'<mergeCell ref="A{n}:B{n + 500}"/>' for n in range(1, 3000))
    rows = "".join(row(n, "", "খ") for n in range(1, 3000))
    try:
        outcome(excel(f"<sheetData>{rows}</sheetData><mergeCells>{many}</mergeCells>"))
    except IngestError as error:
        assert str(error)
    assert time.process_time() - start < 5


def test_mutants_are_read_or_told():
    assert set(outcomes(200, 11)) >= {"read", "UnreadableContent"}


@pytest.mark.slow
def test_very_many_mutants_are_read_or_told():
    assert sum(1 for _ in outcomes(5_000, 12)) == 5_000
