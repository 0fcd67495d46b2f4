"""Word: pages, margins, notes, and files that print nothing."""

import pytest

from ingest.errors import EmptyFile, UnreadableContent
from tests.ingest.sources.office import p, r, relations, tbl, tc, tr, word, zipped


@pytest.fixture
def docx(read):
    return lambda body, **parts: read(word(body, **parts), "report.docx")


def test_pages(docx):
    turn, drawn = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        p("এক", turn) + p(drawn, "দুই") + p("তিন ", drawn, "চলছে")
        + p("চার", properties="<w:pageBreakBefore/>")
        + p("পাঁচ", properties='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')
        + p("ছয়", properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + p("সাত")
    )  # fmt: skip
    seen = docx(body)
    assert [[block.raw for block in page.blocks] for page in seen.pages] == [
        ["এক"], ["দুই", "তিন চলছে"], ["চার", "পাঁচ"], ["ছয়", "সাত"],
    ]  # fmt: skip


def test_a_table_over_pages_is_one_and_what_follows_stands_on_the_last(docx):
    drawn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    rows = [tr(tc(p(drawn, "ক")), tc(p(drawn, "খ"))) if n in (2, 4) else tr("১", "২") for n in range(6)]
    seen = docx(tbl(*rows) + p("শেষ"))
    assert [len(page.blocks) for page in seen.pages] == [1, 0, 1]
    assert seen.grids[0].n_rows == 6 and seen.pages[2].blocks[0].raw == "শেষ"


def test_headers_and_footers_once(docx):
    parts = ("header", "header_2", "footer")
    refs = "".join(f'<w:{part.partition("_")[0]}Reference r:id="{part}"/>' for part in parts)
    refs = f"<w:sectPr>{refs}</w:sectPr>"
    number = f'<w:fldSimple w:instr=" PAGE ">{r("7")}</w:fldSimple>'
    seen = docx(
        p("ক", properties=refs) + p("খ") + refs,
        header=p("দপ্তর"), header_2=p("দপ্তর"), footer=p("পাতা ", number),
    )  # fmt: skip
    assert [[block.raw for block in page.blocks] for page in seen.pages] == [["দপ্তর", "ক"], ["খ", "পাতা"]]


def test_notes_stand_behind_the_text(docx):
    notes = f'<w:footnote w:id="0">{p("বিভাজক")}</w:footnote><w:footnote w:id="2">{p("সংশোধিত")}</w:footnote>'
    body = p("মান ১০", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert docx(body, footnotes=notes).raws == ["মান ১০¹", "¹", "সংশোধিত"]


def test_strict_files_are_read(docx, read):
    data = word(tbl(tr("ক", "খ"), tr("১", "২")))
    strict = zipped(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
            "<w:p><w:r><w:t>ক</w:t></w:r></w:p></w:body></w:document>",
        }
    )
    assert read(strict, "a.docx").raws == ["ক"] and read(data, "a.docx").tables


def test_what_prints_nothing_says_why(docx):
    with pytest.raises(EmptyFile, match="prints nothing"):
        docx(p())
    with pytest.raises(EmptyFile, match="only pictures"):
        docx("<w:p><w:r><w:drawing/></w:r></w:p>")
    with pytest.raises(EmptyFile, match="embedded"):
        docx('<w:altChunk r:id="x"/>')
    with pytest.raises(UnreadableContent, match="damaged"):
        docx("<w:p>")


def picture(wide, high, inner="<a:blip/>"):
    extent = f'<wp:extent xmlns:wp="wp" cx="{wide * 12_700}" cy="{high * 12_700}"/>'
    return f"<w:drawing>{extent}{inner}</w:drawing>"


def test_large_pictures_and_embedded_files_are_told_and_emblems_are_not(docx):
    seen = docx(p("সারণি") + p(f"<w:r>{picture(400, 200)}</w:r>"))
    assert [(issue.code, issue.severity) for issue in seen.issues] == [("INK_WITHOUT_TEXT", "warn")]
    assert "1 large picture;" in seen.issues[0].message_en and "১টি" in seen.issues[0].message_bn
    shape = '<w:pict><v:shape xmlns:v="v" style="width:400pt;height:7cm"><v:imagedata/></v:shape></w:pict>'
    both = f"<mc:AlternateContent><mc:Choice>{picture(400, 200)}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>"
    assert "1 large picture;" in docx(p("ক", f"<w:r>{both}</mc:AlternateContent></w:r>")).issues[0].message_en
    assert docx(p("ক", f"<w:r>{shape}</w:r>")).issues
    assert not docx(p("ক", f"<w:r>{picture(60, 60)}{picture(400, 200, '<wps:wsp/>')}</w:r>")).issues
    assert [issue.code for issue in docx(p("ক") + '<w:altChunk r:id="x"/>').issues] == ["EMBEDDED_FILES"]
