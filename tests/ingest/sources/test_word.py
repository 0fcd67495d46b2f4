"""Word: the final text in its order, tables with their spans, lists, fonts run by run."""

import pytest

from extract.model import Line
from ingest.sources import recognise
from normalize import bijoy
from tests.ingest.sources.office import DOWN, ON, font, p, r, span, tbl, tc, tr, word

SUTONNY = font("SutonnyMJ")


@pytest.fixture
def docx(read):
    return lambda body, **parts: read(word(body, **parts), "report.docx")


def one(text, generation="sutonny"):
    return bijoy.encode(text, generation)


def test_recognised_whatever_it_is_called():
    for name in ("a.docx", "a.txt", "a.xlsx", "a"):
        assert recognise(word(p("ক")), name).source == "word"


def test_text_in_order_with_headings(docx):
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="own"/><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    body = (
        p("নাম", properties='<w:pStyle w:val="T"/>')
        + p("এক", properties='<w:pStyle w:val="S"/>')
        + tbl(tr("ক", "খ"), tr("১", "২"))
        + p("দুই", properties='<w:outlineLvl w:val="3"/>')
        + p("তিন")
    )
    seen = docx(body, styles=styles)
    assert [block.raw if isinstance(block, Line) else "#" for block in seen.blocks] == ["নাম", "এক", "#", "দুই", "তিন"]
    assert [line.heading for line in seen.lines] == [1, 2, 4, 0]


def test_spans_in_both_directions(docx):
    body = tbl(
        tr(tc("ক", properties=DOWN), tc("লক্ষ্যমাত্রা", properties=span(2)), tc("ঘ", properties=DOWN)),
        tr(tc(properties=ON), "১০০%", "৯০%", tc(properties=ON)),
        tr("১", tc("২", properties=span(2)), "৩"),
        tr("৪", "৫", "৬", "৭"),
    )
    seen = docx(body)
    assert seen.tables == [
        [["ক", "লক্ষ্যমাত্রা", "<", "ঘ"], ["^", "১০০%", "৯০%", "^"], ["১", "২", "<", "৩"], ["৪", "৫", "৬", "৭"]]
    ]
    assert seen.grids[0].spans_known and seen.grids[0].ragged_rows == ()


def test_a_merged_cell_that_begins_nowhere_or_changes_its_width_is_a_cell(docx):
    body = tbl(
        tr(tc("ক", properties=ON), "খ", "গ"),
        tr(tc("ঘ", properties=span(2) + ON), "ঙ"),
        tr(tc("চ", properties=ON), "ছ", "জ"),
    )
    assert docx(body).tables == [[["ক", "খ", "গ"], ["ঘ", "<", "ঙ"], ["চ", "ছ", "জ"]]]


def test_text_in_a_covered_cell_is_not_lost(docx):
    body = tbl(tr(tc("ক", properties=DOWN), "খ"), tr(tc("১২", properties=ON), "গ"))
    assert docx(body).tables == [[["ক\n১২", "খ"], ["^", "গ"]]]


def test_places_left_free_at_the_ends_of_a_row(docx):
    body = tbl(
        tr("ক", "খ", "গ"),
        tr("১", "২", properties='<w:gridBefore w:val="1"/>'),
        tr("৩", properties='<w:gridAfter w:val="2"/>'),
    )
    seen = docx(body)
    assert seen.tables == [[["ক", "খ", "গ"], ["", "১", "২"], ["৩", "", "<"]]]
    assert seen.grids[0].ragged_rows == ()


def test_edges_that_do_not_quite_meet_make_no_columns(docx):
    body = tbl(
        tr(tc("ক", properties=span(2)), "খ"), tr("১", tc("২", properties=span(2))),
        tr("৩", tc("৪", properties=span(2))), grid="2000 40 2000",
    )  # fmt: skip
    assert docx(body).tables == [[["ক", "খ"], ["১", "২"], ["৩", "৪"]]]
    narrow = tbl(tr("ক", "খ", "গ"), tr("১", "২", "৩"), grid="2000 40 2000")
    assert docx(narrow).tables == [[["ক", "খ", "গ"], ["১", "২", "৩"]]]


def test_missing_cells_are_ragged(docx):
    seen = docx(tbl(tr("ক", "খ", "গ"), tr("১", "২")))
    assert (seen.tables, seen.grids[0].ragged_rows) == ([[["ক", "খ", "গ"], ["১", "২", ""]]], (1,))


def test_head_rows_that_repeat_are_marked(docx):
    seen = docx(tbl(tr("ক", "খ", properties="<w:tblHeader/>"), tr("১", "২"), tr("৩", "৪", properties="<w:tblHeader/>")))
    assert {cell.row for cell in seen.grids[0].cells if cell.in_header} == {0}


def test_a_table_in_a_table_follows_it(docx):
    inner = tbl(tr("গ", "ঘ"), tr("৩", "৪"))
    seen = docx(tbl(tr("ক", "খ"), tr("১", tc(p("আগে"), inner, p("পরে")))))
    assert seen.tables == [[["ক", "খ"], ["১", "আগে\nপরে"]], [["গ", "ঘ"], ["৩", "৪"]]]
    assert seen.raws == []


def test_tracked_changes_give_the_final_text(docx):
    body = (
        p(r("লক্ষ্য "), f'<w:del w:id="1"><w:r><w:delText>৫০</w:delText></w:r></w:del><w:ins w:id="2">{r("৬০")}</w:ins>')
        + f"<w:p><w:moveFrom>{r('গেল')}</w:moveFrom><w:moveTo>{r('এল')}</w:moveTo></w:p>"
        + p("এক ", properties="<w:rPr><w:del/></w:rPr>")
        + p("দুই")
        + tbl(tr("ক", "খ"), tr("১", "২", properties="<w:del/>"), tr("৩", "৪", properties="<w:ins/>"))
        + tbl(tr("ক", tc("খ", properties="<w:cellDel/>"), "গ"), tr("১", "২"))
    )
    seen = docx(body)
    assert seen.raws == ["লক্ষ্য ৬০", "এল", "এক দুই"]
    assert seen.tables == [[["ক", "খ"], ["৩", "৪"]], [["ক", "গ"], ["১", "২"]]]


def test_former_looks_do_not_count(docx):
    old = f"<w:rPrChange><w:rPr>{SUTONNY}<w:vanish/></w:rPr></w:rPrChange>"
    assert docx(p(r("Kg", font("Arial") + old))).raws == ["Kg"]


def test_hidden_text_and_field_codes_are_not_printed(docx):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("১২/০৩/২০২৪")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(r("ক"), r("লুকানো", "<w:vanish/>"), r("খ", '<w:vanish w:val="0"/>')) + f"<w:p>{field}</w:p>"
    assert docx(body).raws == ["কখ", "১২/০৩/২০২৪"]


def test_ticked_boxes(docx):
    def box(inner):
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{inner}</w:checkBox></w:ffData>'
            "</w:fldChar></w:r>"
            '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    unticked = '<w:default w:val="0"/>'
    body = f"<w:p>{box('<w:checked/>')}{r(' হ্যাঁ ')}{box(unticked)}</w:p>"
    assert docx(body + p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')).raws == ["☒ হ্যাঁ ☐", "✓"]


def test_text_boxes_stand_once_behind_their_paragraph(docx):
    box = f"<w:txbxContent>{p('বাক্স')}{tbl(tr('ক', 'খ'), tr('১', '২'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    seen = docx(p("আগে ", both, "পরে") + p("শেষ"))
    assert [block.raw if isinstance(block, Line) else "#" for block in seen.blocks] == ["আগে পরে", "বাক্স", "#", "শেষ"]


def test_tabs_breaks_and_raised_figures(docx):
    tab, end = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
    body = p("স্মারক: ১২", tab, "তারিখ: ০১/০২/২০২৪") + p("১.", tab, "সভা", end, "দুই")
    body += tbl(
        tr(tc(p("১০", r("২", '<w:vertAlign w:val="superscript"/>'))), tc(p("ক", tab, "খ", end, "গ"))), tr("১", "২")
    )
    seen = docx(body)
    assert seen.raws == ["স্মারক: ১২", "তারিখ: ০১/০২/২০২৪", "১. সভা", "দুই"]
    assert seen.tables[0][0] == ["১০ ২", "ক খ\nগ"]


def test_tab_stops_are_no_tabs_and_fractions_keep_their_line(docx):
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    assert docx(f"<w:p><w:pPr>{stops}</w:pPr>{half}</w:p>").raws == ["1/2"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="%1|"/><w:rPr>{SUTONNY}</w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def item(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_automatic_numbers_are_printed(docx):
    places = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (3, 0), (3, 0)]
    body = "".join(p("ক", properties=item(*place)) for place in places)
    assert docx(body, numbering=NUMBERING).raws == [
        "1. ক", "1.a) ক", "1.b) ক", "2. ক", "2.a) ক", "1. ক", "2. ক",
    ]  # fmt: skip


def test_automatic_serials_of_a_table_in_a_bijoy_font(docx):
    rows = [tr(tc(p(properties=item(2))), "ক") for _ in range(3)]
    assert docx(tbl(*rows), numbering=NUMBERING).tables == [[["৫।", "ক"], ["৬।", "ক"], ["৭।", "ক"]]]


def test_bijoy_by_the_font_of_each_run(docx):
    body = p(r(one("শিক্ষা "), SUTONNY), r("MIS", font("Calibri")), r(one("-এর তথ্য"), SUTONNY))
    body += p(r(one("আত্মা", "ansi"), font("Siyam Rupali ANSI")))
    seen = docx(body)
    assert seen.raws == ["শিক্ষা MIS-এর তথ্য", "আত্মা"]
    assert bijoy.replay(seen.lines[0].stored.text, seen.lines[0].stored.step) == seen.raws[0]
    (issue,) = seen.issues
    assert (issue.rule, issue.severity) == ("bijoy", "info")


def test_mixed_runs_in_one_cell(docx):
    cell = tc(
        p(r(one("শিক্ষা"), SUTONNY)), p(r("Unit", font("Arial"))), p(r("ক্ষতি", font("Nikosh"))), p(r("12", SUTONNY))
    )
    seen = docx(tbl(tr(cell, "ক"), tr("১", "২")))
    assert seen.tables[0][0][0] == "শিক্ষা\nUnit\nক্ষতি\n১২"


def test_one_font_for_ascii_and_one_for_other_characters(docx):
    body = p(r("wKï Kg©", font("Times New Roman", "SutonnyMJ")))
    assert docx(body).raws[0].startswith("wK") and docx(p(r("wKï", SUTONNY))).raws == ["কিশু"]


@pytest.mark.parametrize("where", ["defaults", "paragraph", "based", "run", "table", "theme"])
def test_fonts_of_styles(docx, where):
    fonts = f"<w:rPr>{SUTONNY}</w:rPr>"
    style, parts = '<w:style w:type="{}" w:styleId="X">{}</w:style>', {}
    run, paragraph, table = "", "", ""
    if where == "defaults":
        styles = f"<w:docDefaults><w:rPrDefault>{fonts}</w:rPrDefault></w:docDefaults>"
    elif where == "theme":
        styles = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
            "</w:rPr></w:rPrDefault></w:docDefaults>"
        )
        parts["theme"] = '<a:minorFont><a:latin typeface="SutonnyMJ"/></a:minorFont>'
    else:
        styles = style.format({"run": "character", "table": "table"}.get(where, "paragraph"), fonts)
        if where == "based":
            styles += '<w:style w:type="paragraph" w:styleId="Y"><w:basedOn w:val="X"/></w:style>'
        run = '<w:rStyle w:val="X"/>' if where == "run" else ""
        paragraph = {"paragraph": '<w:pStyle w:val="X"/>', "based": '<w:pStyle w:val="Y"/>'}.get(where, "")
        table = '<w:tblPr><w:tblStyle w:val="X"/></w:tblPr>' if where == "table" else ""
    cell = tc(p(r(one("শিক্ষা"), run), properties=paragraph))
    body = tbl(tr(cell, cell), tr(cell, cell)).replace("<w:tbl>", f"<w:tbl>{table}")
    assert docx(body, styles=styles, **parts).tables == [[["শিক্ষা"] * 2] * 2]


def test_a_document_without_fonts_votes(docx):
    texts = ["শিউলি উপজেলা পরিষদ কার্যালয়", "অংশীজনের সভা করতে হবে।", "গুরুত্ব দিতে হবে", "০৭/১১/২০২৩ তারিখে সভা"]
    assert docx("".join(p(one(text)) for text in texts)).raws == texts
