"""HTML: spans, nested and layout tables, text around tables, encodings, what is never printed."""

import pytest

from extract.model import Line
from ingest.errors import EmptyFile
from ingest.sources import recognise


def page(body: str) -> str:
    return f"<html><head><title>নাম</title><style>p {{}}</style></head><body>{body}</body></html>"


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def cells(*texts: str, tag: str = "td") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def test_spans_are_honoured(read):
    seen = read(
        page(
            "<table><thead><tr><th rowspan=2>ক</th><th colspan='2'>লক্ষ্যমাত্রা</th></tr>"
            "<tr><th>১০০%</th><th>৯০%</th></tr></thead>"
            "<tbody><tr><td rowspan=2>খ</td><td>৪</td><td>৩</td></tr><tr><td>২</td><td>১</td></tr></tbody></table>"
        ),
        "r.html",
    )
    assert seen.tables == [[["ক", "লক্ষ্যমাত্রা", "<"], ["^", "১০০%", "৯০%"], ["খ", "৪", "৩"], ["^", "২", "১"]]]
    grid = seen.grids[0]
    assert grid.spans_known
    assert grid.ragged_rows == ()
    assert {cell.row for cell in grid.cells if cell.in_header} == {0, 1}


def test_row_heading_is_no_header(read):
    seen = read(page(table(cells("ক", "খ", tag="th"), "<th>মোট</th><td>৫</td>")), "r.html")
    assert {cell.row for cell in seen.grids[0].cells if cell.in_header} == {0}


def test_breaks_and_paragraphs_in_a_cell_are_newlines_and_inline_tags_go(read):
    body = table(
        cells("ক", "খ"), cells("<p>প্রথম</p><p>দ্বিতীয়<br/><b>তৃ</b>তীয়</p><ul><li>চার</li></ul>", "৫&nbsp;টি &amp; ৬")
    )
    assert read(page(body), "r.html").tables[0][1] == ["প্রথম\nদ্বিতীয়\nতৃতীয়\nচার", "৫\N{NO-BREAK SPACE}টি & ৬"]


def test_source_line_breaks_are_spaces(read):
    assert read(page(table(cells("ক\n   খ", "গ"), cells("১", "২"))), "r.html").tables[0][0] == ["ক খ", "গ"]


def test_text_around_tables_keeps_its_order_level_and_line(read):
    body = (
        f"\n<h2>শিরোনাম<br>দ্বিতীয় সারি</h2>\n<p>সূচনা</p>\n{table(cells('ক', 'খ'), cells('১', '২'))}\nশেষ\n<div>স্বাক্ষর</div>"
    )
    seen = read(page(body), "r.html")
    assert [block.raw if isinstance(block, Line) else "#" for block in seen.blocks] == [
        "শিরোনাম", "দ্বিতীয় সারি", "সূচনা", "#", "শেষ", "স্বাক্ষর",
    ]  # fmt: skip
    assert [line.heading for line in seen.lines] == [2, 2, 0, 0, 0]
    assert [line.line for line in seen.lines] == [2, 2, 3, 5, 6]
    assert seen.grids[0].cells[0].line == 4


def test_over_long_spans_are_cut_to_what_is_printed(read):
    body = table(
        "<td colspan=100000000>শিরোনাম</td>", cells("ক", "খ"), "<td rowspan=99999>১</td><td>২</td>", "<td>৩</td>"
    )
    assert read(page(body), "r.html").tables == [[["শিরোনাম", "<"], ["ক", "খ"], ["১", "২"], ["^", "৩"]]]


def test_overlapping_spans_stop_before_a_taken_place(read):
    body = table("<td>ক</td><td rowspan=2>খ</td><td>গ</td>", "<td colspan=3>ঘ</td>", cells("১", "২", "৩"))
    assert read(page(body), "r.html").tables[0][1][:2] == ["ঘ", "^"]


def test_nonsense_spans_are_one(read):
    body = table("<td colspan='-3' rowspan='x'>ক</td><td colspan=''>খ</td>", cells("১", "২"))
    assert read(page(body), "r.html").tables == [[["ক", "খ"], ["১", "২"]]]


def test_rowspan_zero_reaches_the_end_of_its_section(read):
    body = "<table><tbody><tr><td rowspan=0>ক<td>খ<tr><td>গ</tbody><tbody><tr><td>ঘ<td>ঙ</tbody></table>"
    assert read(page(body), "r.html").tables == [[["ক", "খ"], ["^", "গ"], ["ঘ", "ঙ"]]]


def test_missing_cells_are_padded_and_listed(read):
    seen = read(page(table(cells("ক", "খ", "গ"), cells("১"))), "r.html")
    assert seen.tables == [[["ক", "খ", "গ"], ["১", "", ""]]]
    assert seen.grids[0].ragged_rows == (1,)


def test_nested_table_follows_and_nothing_is_twice(read):
    inner = table(cells("গ", "ঘ"), cells("৩", "৪"))
    seen = read(page(table(cells("ক", "খ"), cells("১", f"আগে {inner} পরে"))), "r.html")
    assert seen.tables == [[["ক", "খ"], ["১", "আগে\nপরে"]], [["গ", "ঘ"], ["৩", "৪"]]]
    assert seen.lines == []


def test_layout_table_is_unwrapped(read):
    inner = table(cells("গ", "ঘ"), cells("৩", "৪"))
    seen = read(page(table(cells(f"<h1>শিরোনাম</h1>{inner}<p>স্বাক্ষর</p>"))), "r.html")
    assert seen.tables == [[["গ", "ঘ"], ["৩", "৪"]]]
    assert [(line.raw, line.heading) for line in seen.lines] == [("শিরোনাম", 1), ("স্বাক্ষর", 0)]


def test_one_column_and_signatures_side_by_side_are_text(read):
    assert read(page(table(cells("ক"), cells("খ"))), "r.html").raws == ["ক", "খ"]
    seen = read(page(table(cells("মোঃ ক<br>সচিব", "মোঃ খ<br>উপসচিব", "মোঃ গ<br>পরিচালক"))), "r.html")
    assert seen.raws == ["মোঃ ক", "সচিব", "মোঃ খ", "উপসচিব", "মোঃ গ", "পরিচালক"]


def test_caption_and_stray_text_are_kept(read):
    body = "<table><caption>সারণি ১</caption>পথহারা<tr><td>ক<td>খ<tr><td>১<td>২</table>"
    seen = read(page(body), "r.html")
    assert sorted(seen.raws) == ["পথহারা", "সারণি ১"]
    assert len(seen.tables) == 1


def test_foot_written_first_is_printed_last(read):
    body = "<table><thead><tr><th>ক<th>খ</thead><tfoot><tr><td>মোট<td>৩</tfoot><tbody><tr><td>১<td>৩</tbody></table>"
    assert read(page(body), "r.html").tables == [[["ক", "খ"], ["১", "৩"], ["মোট", "৩"]]]


def test_footnote_mark_does_not_join_the_figure(read):
    body = table(cells("ক", "খ"), cells("১০<sup>২</sup>", "২<sup>য়</sup>"))
    assert read(page(body), "r.html").tables[0][1] == ["১০ ২", "২য়"]


def test_scripts_comments_and_hidden_helper_rows_are_not_printed(read):
    body = (
        "<script>var ক = 1;</script><!-- খ --><table><tr><td>১<td>২<tr><td>৩<td>৪"
        "<![if !supportMisalignedColumns]><tr height=0><td width=1></td><td></td><td></td></tr><![endif]></table>"
    )
    seen = read(page(body), "r.html")
    assert seen.tables == [[["১", "২"], ["৩", "৪"]]]
    assert seen.raws == []


def test_word_markup(read):
    body = (
        "<p class=MsoNormal><span lang=BN style='font-family:Nikosh'>কর্ম<span style='mso-spacerun:yes'> </span>"
        "পরিকল্পনা<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p><![if !supportLists]><span>১।<span>&nbsp;&nbsp; </span></span><![endif]>সভা</p>"
    )
    assert [" ".join(raw.split()) for raw in read(page(body), "r.doc").raws] == ["কর্ম পরিকল্পনা", "১। সভা"]


def test_unclosed_cells_and_cell_inside_a_cell(read):
    assert read("<table><tr><td>ক<td>খ<tr><td>১<td>২</table>", "r.html").tables == [[["ক", "খ"], ["১", "২"]]]
    body = "<table><tr><td>ক<div><td>খ</td></div>গ</td><td>ঘ</td></tr><tr><td>১<td>২</table>"
    words = " ".join(
        [*read(page(body), "r.html").raws, *(c for t in read(page(body), "r.html").tables for r in t for c in r)]
    )
    assert sorted(set(words.split()) - {"?", "<", "^"}) == sorted("কখগঘ১২")


def test_declared_encoding(read):
    text = (
        "<html><head><meta charset='windows-1252'></head><body><p>caf\N{LATIN SMALL LETTER E WITH ACUTE}</body></html>"
    )
    assert read(text.encode("cp1252"), "r.html").raws == ["café"]
    text = "<?xml version='1.0' encoding='utf-16'?><html><body><p>মান</p></body></html>"
    assert read(text.encode("utf-16"), "r.xhtml").raws == ["মান"]


def test_declared_encoding_that_lies(read):
    text = "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'></head>মান ১৫</html>"
    assert read(text, "r.html").raws == ["মান ১৫"]
    broken = read(text.encode().replace("১৫".encode(), b"\xa7"), "r.html")
    assert broken.raws == ["মান \N{REPLACEMENT CHARACTER}"]
    assert broken.issues[0].code == "TEXT_DEFECT"


def test_xhtml_with_empty_elements(read):
    text = (
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        '<script src="x"/></head><body><table><tr><td/><td>ক</td></tr><tr><td>১</td><td>২<br/>৩</td></tr></table>'
        "</body></html>"
    )
    assert read(text, "r.xhtml").tables == [[["", "ক"], ["১", "২\n৩"]]]


@pytest.mark.parametrize("name", ["r.xls", "r.txt", "r.doc", "r.csv", "r.md", "r"])
def test_html_under_another_name(read, name):
    text = "\n<!-- saved -->\n<HTML><body>" + table(cells("ক", "খ"), cells("১", "২")) + "</body></HTML>"
    assert recognise(text.encode(), name).source == "html"
    assert read(text, name).tables == [[["ক", "খ"], ["১", "২"]]]


def test_text_saved_by_a_browser(read):
    seen = read("<html><head></head><body><pre>শিরোনাম\nক\tখ\n১\t২ &amp; ৩\n</pre></body></html>", "r.html")
    assert seen.raws == ["শিরোনাম"]
    assert seen.tables == [[["ক", "খ"], ["১", "২ & ৩"]]]
    assert seen.grids[0].cells[0].line == 2


@pytest.mark.parametrize("name", ["r.txt", "r.md"])
def test_html_table_inside_text(read, name):
    rows = "\t<tr><td>ক</td>\n\n<td>খ</td></tr>\n<tr><td colspan=2>১</td></tr>\n"
    text = f"# শিরোনাম\n\n<div>\n<table>\n{rows}</table>\n</div>\nশেষ\n"
    seen = read(text, name)
    assert seen.tables == [[["ক", "খ"], ["১", "<"]]]
    assert [cell.line for cell in seen.grids[0].cells] == [5, 7, 8]
    assert seen.raws[0] == "শিরোনাম"
    assert seen.raws[-1] == "শেষ"


def test_nothing_printed_is_an_empty_file(read):
    for text in ("<html><body><!-- x --></body></html>", "<!doctype html><!-- x -->", page("<script>1</script>")):
        with pytest.raises(EmptyFile):
            read(text, "r.html")
