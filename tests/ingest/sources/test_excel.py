"""Excel: merged ranges, what formats print, titles and signatures around tables, hidden parts, fonts, sheets."""

import pytest

from extract.model import Line
from ingest.errors import EmptyFile, TooLarge, UnreadableContent
from ingest.sources import Limits, recognise
from normalize import bijoy
from tests.ingest.sources.office import c, excel, n, row

BORDERS = (
    '<borders><border><left/><right/></border><border><left style="thin"/><right style="thin"/></border></borders>'
)
RULED = 1  # the second style below: lines at the sides


def styles(*codes: str, fonts: tuple[str, ...] = ("Nikosh",), each: str = "") -> str:
    """Styles 0 (plain) and 1 (ruled), then one a number format."""
    formats = "".join(f'<numFmt numFmtId="{200 + k}" formatCode="{code}"/>' for k, code in enumerate(codes))
    named = "".join(f'<font><name val="{name}"/></font>' for name in fonts)
    xfs = '<xf/><xf borderId="1"/>' + "".join(f'<xf numFmtId="{200 + k}"/>' for k in range(len(codes))) + each
    return f"<numFmts>{formats}</numFmts><fonts>{named}</fonts>{BORDERS}<cellXfs>{xfs}</cellXfs>"


def ruled(number: int, *texts: str, more: str = "") -> str:
    cells = [c(f"{chr(65 + k)}{number}", text, RULED) for k, text in enumerate(texts)]
    return row(number, *cells, more=more)


def sheet(rows: str, merged: str = "", columns: str = "") -> str:
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged.split())
    before = f"<cols>{columns}</cols>" if columns else ""
    return f"{before}<sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells>"


@pytest.fixture
def xlsx(read):
    return lambda *sheets, **more: read(excel(*sheets, **more), "report.xlsx")


def test_recognised_whatever_it_is_called():
    for name in ("a.xlsx", "a.csv", "a.docx", "a"):
        assert recognise(excel(row(1, "ক")), name).source == "excel"


def test_merged_ranges_are_spans(xlsx):
    rows = (
        row(1, "ক", "লক্ষ্যমাত্রা", "", "ঘ")
        + row(2, "", "১০০%", "৯০%")
        + row(3, "১", "২", "", "৩")
        + row(4, "৪", "৫", "৬", "৭")
    )
    seen = xlsx(sheet(rows, "A1:A2 B1:C1 D1:D2 B3:C3"))
    assert seen.tables == [
        [["ক", "লক্ষ্যমাত্রা", "<", "ঘ"], ["^", "১০০%", "৯০%", "^"], ["১", "২", "<", "৩"], ["৪", "৫", "৬", "৭"]]
    ]
    assert seen.grids[0].spans_known and seen.grids[0].cells[0].line == 1


def test_a_range_that_would_hide_a_text_or_another_range_is_none(xlsx):
    rows = row(1, "ক", "খ", "গ") + row(2, "১", "২", "৩")
    assert xlsx(sheet(rows, "A1:B1 A2:A3")).tables == [[["ক", "খ", "গ"], ["১", "২", "৩"]]]
    over = row(1, "ক", "", "গ", "ঘ") + row(2, "১", "", "", "৩")
    assert xlsx(sheet(over, "A1:B2 A2:B2 nonsense C9:A1")).tables == [[["ক", "", "গ", "ঘ"], ["১", "<", "", "৩"]]]


def test_columns_merged_in_every_row_are_one(xlsx):
    rows = row(1, "ক", "", "খ") + row(2, "১", "", "২")
    assert xlsx(sheet(rows, "A1:B1 A2:B2")).tables == [[["ক", "খ"], ["১", "২"]]]


def test_empty_margins_go_and_blank_columns_inside_stay(xlsx):
    rows = row(5, "", "", "ক", "", "খ") + row(6, "", "", "১", "", "২") + row(9)
    assert xlsx(rows).tables == [[["ক", "", "খ"], ["১", "", "২"]]]


def test_titles_above_and_signatures_below_are_lines(xlsx):
    rows = row(1, "শিরোনাম") + ruled(2, "সারণি ১") + ruled(3, "ক", "খ", "গ") + ruled(4, "১", "", "২") + ruled(5, "মোট")
    rows += row(6, "মোঃ ক", "", "মোঃ খ") + row(7, "সচিব", "", "উপসচিব")
    seen = xlsx(sheet(rows, "A1:C1 A2:C2"), styles=styles())
    assert [block.raw if isinstance(block, Line) else "#" for block in seen.blocks] == [
        "শিরোনাম", "সারণি ১", "#", "মোঃ ক", "সচিব", "মোঃ খ", "উপসচিব",
    ]  # fmt: skip
    assert seen.tables == [[["ক", "খ", "গ"], ["১", "", "২"], ["মোট", "", ""]]]
    assert [line.line for line in seen.lines] == [1, 2, 6, 7, 6, 7]


def test_pairs_of_label_and_text_stay_together(xlsx):
    rows = row(1, "দপ্তর:", "ক") + row(2, "সময়:", "খ") + ruled(4, "ক", "খ") + ruled(5, "১", "২")
    assert xlsx(rows, styles=styles()).raws == ["দপ্তর:", "ক", "সময়:", "খ"]


def test_a_ruled_row_left_blank_does_not_cut_the_table(xlsx):
    rows = ruled(1, "ক", "খ") + row(2, '<c r="A2" s="1"/>') + ruled(3, "১", "২") + row(4, '<c r="A4" s="1"/>')
    assert xlsx(rows, styles=styles()).tables == [[["ক", "খ"], ["", ""], ["১", "২"]]]


def test_a_head_that_reaches_down_is_no_title(xlsx):
    rows = ruled(1, "ক") + ruled(2, "", "১", "২") + ruled(3, "খ", "৩", "৪")
    assert xlsx(sheet(rows, "A1:A2"), styles=styles()).tables == [[["ক", "", ""], ["^", "১", "২"], ["খ", "৩", "৪"]]]


def test_without_lines_blank_rows_part_tables(xlsx):
    rows = row(1, "শিরোনাম") + row(2, "ক", "খ") + row(3, "১", "২") + row(5, "গ", "ঘ") + row(6, "৩", "৪") + row(7, "শেষ")
    seen = xlsx(rows)
    assert seen.tables == [[["ক", "খ"], ["১", "২"]], [["গ", "ঘ"], ["৩", "৪"]]] and seen.raws == ["শিরোনাম", "শেষ"]


@pytest.mark.parametrize(
    ("code", "number", "printed"),
    [
        ("0%", "0.9", "90%"), ("[$-5000445]0%", "0.9", "৯০%"), ("#,##0", "1250000", "1,250,000"),
        ("dd/mm/yyyy", "45200", "01/10/2023"), ("m/d/yyyy", "45200", "1/10/2023"),
        ("[$-5000445]d mmmm yyyy", "45200", "১ অক্টোবর ২০২৩"), ("0&quot;টি&quot;", "5", "5টি"), ("00", "7", "07"),
    ],
)  # fmt: skip
def test_numbers_are_printed_by_their_format(xlsx, code, number, printed):
    rows = row(1, "ক", "খ") + row(2, "১", n("B2", number, 2))
    assert xlsx(rows, styles=styles(code)).tables[0][1][1] == printed


def test_kinds_of_cells(xlsx):
    cells = [
        '<c r="A2" t="s"><v>0</v></c>', '<c r="B2" t="b"><v>1</v></c>', '<c r="C2" t="e"><v>#REF!</v></c>',
        '<c r="D2" t="str"><f>A1</f><v>গ</v></c>', '<c r="E2"><f>SUM(A1:B1)</f><v>12</v></c>',
        '<c r="F2"><f>SUM(A1:B1)</f></c>', '<c r="G2" t="s"><v>99</v></c>', '<c r="H2"><v>x</v></c>',
        '<c r="I2" t="d"><v>2024-03-04</v></c>',
    ]  # fmt: skip
    seen = xlsx(row(1, "ক", "খ") + row(2, *cells), strings="<si><t>এক_x000D_\nদুই _x0041_</t></si>")
    assert seen.tables[0][1] == ["এক\nদুই A", "TRUE", "#REF!", "গ", "12", "=SUM(A1:B1)", "", "x", "2024-03-04"]


def test_cells_without_places_stand_one_after_the_other(xlsx):
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>"
    rows = "".join(f"<row>{cell.format(a)}{cell.format(b)}</row>" for a, b in (("ক", "খ"), ("১", "২")))
    assert xlsx(rows).tables == [[["ক", "খ"], ["১", "২"]]]


def test_bijoy_by_the_font_of_the_cell_and_of_the_run(xlsx):
    def told(text):
        return bijoy.encode(text, "sutonny")

    strings = (
        f"<si><r><t>{told('শিক্ষা')} </t></r><r><rPr><rFont val='Arial'/></rPr><t>MIS</t></r><rPh><t>পাঠ</t></rPh></si>"
        f"<si><t>{told('জেলা')}</t></si>"
    )
    cells = '<c r="A1" t="s" s="2"><v>0</v></c>', '<c r="B1" t="s" s="2"><v>1</v></c>', n("C1", "12", 2)
    more = styles(fonts=("Nikosh", "SutonnyMJ"), each='<xf fontId="1"/>')
    seen = xlsx(row(1, *cells) + row(2, "১", "২", n("C2", "12")), strings=strings, styles=more)
    assert seen.tables == [[["শিক্ষা MIS", "জেলা", "১২"], ["১", "২", "12"]]]
    assert [issue.rule for issue in seen.issues] == ["bijoy"]


def test_sheets_are_pages(xlsx):
    rows = row(1, "ক", "খ") + row(2, "১", "২")
    seen = xlsx(
        rows,
        row(1),
        rows,
        row(1, "শিরোনাম") + row(2, "গ", "ঘ") + row(3, "১", "২"),
        names=("Sheet1", "খালি", "বাজেট", "শেষ"),
    )
    assert [page.number for page in seen.pages] == [1, 2, 3]
    assert [(line.raw, line.heading) for line in seen.lines] == [("বাজেট", 1), ("শিরোনাম", 0)]


def test_what_excel_hides_is_read_and_told(xlsx):
    rows = row(1, "ক", "খ") + row(2, "১", "২", more='hidden="1"')
    told = sheet(rows, columns='<col min="2" max="5" hidden="1"/>')
    seen = xlsx(told, rows, names=("এক", "দুই"), states=",veryHidden")
    assert seen.tables == [[["ক", "খ"], ["১", "২"]]] * 2
    assert [issue.code for issue in seen.issues] == ["HIDDEN_CONTENT"] * 2
    assert "rows 2 and columns B of “এক”" in seen.issues[0].message_en
    assert "the sheet and rows 2 of “দুই”" in seen.issues[1].message_en


def test_days_since_1904(xlsx):
    rows = row(1, "ক", "খ") + row(2, "১", n("B2", "43738", 2))
    assert xlsx(rows, styles=styles("dd/mm/yyyy"), book='<workbookPr date1904="1"/>').tables[0][1][1] == "01/10/2023"


def test_a_later_sheet_that_is_damaged_leaves_those_before(read):
    from ingest.sources import pages

    data = excel(row(1, "ক", "খ") + row(2, "১", "২"), "<sheetData><row r='0'/></sheetData>")
    given = pages(data, recognise(data, "a.xlsx"))
    assert next(given).number == 1
    with pytest.raises(UnreadableContent, match="number"):
        next(given)


def test_bounds(xlsx, read):
    with pytest.raises(EmptyFile):
        xlsx(row(1))
    with pytest.raises(UnreadableContent, match="column"):
        xlsx(row(1, c("XFE1", "ক")))
    with pytest.raises(TooLarge, match="columns"):
        xlsx(row(1, "ক", c("XFD1", "খ")) + row(2, "১", c("XFD2", "২")))
    with pytest.raises(TooLarge, match="cells"):
        xlsx(sheet(row(1, "ক", c("CV1", "খ")) + row(9000, "১", "২"), "A1:A9000"))
    far = row(1, "ক", "খ") + row(2, "১", "২") + row(1_048_576, c("XFD1048576", "দূর"))
    assert xlsx(far).raws == ["দূর"]
    with pytest.raises(TooLarge, match="unpacks"):
        many = "".join(row(k, '<c t="s"><v>0</v></c>') for k in range(1, 500))
        read(excel(many, strings=f"<si><t>{'ক' * 3000}</t></si>"), "a.xlsx", Limits(max_unpacked_bytes=1_000_000))


def test_formulas_without_a_result_are_told(xlsx):
    cells = '<c r="B2"><f>A2*2</f></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c>'
    seen = xlsx(row(1, "ক", "খ", "গ", "ঘ") + row(2, "১", cells), names=("আয়",))
    assert seen.tables[0][1][:3] == ["১", "=A2*2", "2"]
    assert [(issue.code, issue.rule) for issue in seen.issues] == [("LOW_CONFIDENCE", "formulas")]
    assert "“আয়” in B2:" in seen.issues[0].message_en
