"""Texts, sheets and pages of HTML in Bijoy: decoded by font or by vote, traceable, everything else untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.model import Grid, Line
from ingest import sources
from normalize import bijoy

ROWS = [
    ["ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়ন অগ্রগতি"],
    ["১", "অংশীজনের সভা করতে হবে।", "০৭/১১/২০২৩ তারিখে সভা করা হয়েছে।"],
    ["২", "স্নাতক পর্যায়ে আত্মকর্মসংস্থানের উল্লিখিত প্রশিক্ষণ", "নিম্নমান; গুরুত্ব দিতে হবে"],
]
HEAD = "শিউলি উপজেলা পরিষদ কার্যালয়"


def text_in(generation):
    lines = [HEAD, "", *("\t".join(row) for row in ROWS)]
    return "\n".join("\t".join(bijoy.encode(cell, generation) for cell in line.split("\t")) for line in lines)


def read(data, name):
    return list(sources.pages(data, sources.recognise(data, name)))


def parts(pages):
    for page in pages:
        for block in page.blocks:
            yield from [block] if isinstance(block, Line) else block.cells


def raws(pages):
    return [part.raw for part in parts(pages)]


PRINTED = [HEAD, *(cell for row in ROWS for cell in row)]


@pytest.mark.parametrize("generation", bijoy.GENERATIONS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "latin-1 controls"])
@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.csv"])
def test_a_text_is_decoded_whatever_its_bytes(generation, encoding, name):
    text = text_in(generation)
    if name == "report.csv":
        text = text.replace(",", ";").replace("\t", ",")
    if encoding == "latin-1 controls":
        data = text.encode("cp1252").decode("latin-1").encode("utf-8")
    else:
        data = text.encode(encoding)
    pages = read(data, name)
    assert raws(pages) == PRINTED
    for part in parts(pages):
        assert part.stored and bijoy.replay(part.stored.text, part.stored.step) == part.raw
    (issue,) = [issue for page in pages for issue in page.issues]
    assert (issue.rule, issue.severity) == ("bijoy", "info")


def test_what_was_read_stands_beside_what_it_says():
    data = text_in("sutonny").encode()
    found = extract.document("0" * 16, read(data, "report.txt"))
    cell = next(cell for cell in found.cells if cell.print_row == 2 and cell.col_no == 3)
    assert cell.raw == "07/11/2023 Zvwi‡L mfv Kiv n‡q‡Q|"
    assert cell.text == "০৭/১১/২০২৩ তারিখে সভা করা হয়েছে।"
    assert cell.steps == ["bijoy:sutonny"]
    assert cell.source_line == 4


def test_figures_and_latin_words_of_a_bijoy_document():
    more = ["3\tZoom Meeting 2\tBUET-Gi cÖwZwbwa", "4\t-\twww.rangdhanu.gov.bd", "5\t২য় Class\t80%"]
    found = raws(read("\n".join([text_in("sutonny"), *more]).encode(), "report.txt"))[-9:]
    assert found == [
        "৩", "Zoom Meeting 2", "BUET-এর প্রতিনিধি", "৪", "-", "www.rangdhanu.gov.bd", "৫", "২য় Class", "৮০%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Annual Performance Agreement\tTotal\tRemarks†",
        "‡ See © 2024 — “Office order” ™",
        "L'été dernier, les élèves\tFrançois Müller",
        "প্রতিবেদন\t১২\tClass ‡ †",
        "Ã Â©Ã¨ Ãª",
    ],
)
def test_other_texts_stay(line):
    data = "\n".join([line] * 30).encode()
    pages = read(data, "report.txt")
    assert all(part.stored is None for part in parts(pages))
    assert not any(issue.rule == "bijoy" for page in pages for issue in page.issues)


def html(body, style=""):
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>".encode()


def lines_of(body, style=""):
    return [(part.raw, part.stored.step if part.stored else None) for part in parts(read(html(body, style), "a.html"))]


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<p><font face="SutonnyMJ">wkÿv</font> MIS</p>', ""),
        ('<p><span style="mso-bidi-font-family:Nikosh;font-family:SutonnyMJ,serif">wkÿv</span> MIS</p>', ""),
        ('<p><span class="b x">wkÿv</span> MIS</p>', "/* b */ td, .x { color:red; font-family: 'SutonnyMJ' }"),
        ('<div class=x>wkÿv <i style="font: 11pt Arial">MIS</i></div>', "div.x{font:bold 12pt SutonnyMJ}"),
        ('<font face="SutonnyMJ">wk<b>ÿ</b><!-- -->v <font face="Times New Roman">MIS</font></font>', ""),
        ("<p>wkÿv <span style='font-family:Calibri'>MIS</span></p>", "<!-- p {font-family:SutonnyMJ} -->"),
    ],
)
def test_fonts_of_html_decide_run_by_run(body, style):
    ((raw, step),) = lines_of(body, style)
    assert raw == "শিক্ষা MIS" and step in ("bijoy:sutonny@0-4", "bijoy:sutonny@0-5")


def test_a_font_decides_where_words_alone_would_not():
    body = '<p><font face="SutonnyMJ">12 GB me</font></p><p><font face="SutonnyOMJ">12 GB me</font></p>'
    assert lines_of(body) == [("১২ এই সব", "bijoy:sutonny"), ("12 GB me", None)]


def test_a_word_set_in_pieces_is_one_word():
    body = (
        "<p><font face=SutonnyMJ>w</font><font face=SutonnyMJ>K  Kg</font><b><font face=SutonnyMJ>© </font></b> a</p>"
    )
    assert lines_of(body) == [("কি কর্ম a", "bijoy:sutonny@0-7")]


def test_cells_of_several_lines_and_generations():
    body = (
        "<table><tr><td style='font-family:SutonnyMJ'>µwgK<br>bs</td>"
        "<td><font face='Siyam Rupali ANSI'>AvÍv</font><br>Unit<br><font face='SutonnyMJ'>ÿwZ</font></td>"
        "<td>c</td></tr>"
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    first, second, third, *rest = lines_of(body)
    assert first == ("ক্রমিক\nনং", "bijoy:sutonny@0-4,5-7") and third == ("c", None)
    assert second == ("আত্মা\nUnit\nক্ষতি", "bijoy:sutonny@10-13;ansi@0-4")
    assert rest == [("1", None), ("2", None), ("3", None)]
    (page,) = read(html(body), "a.html")
    assert [issue.rule for issue in page.issues] == ["bijoy"]
    assert any(isinstance(block, Grid) for block in page.blocks)


def test_html_without_fonts_votes():
    cells = [[bijoy.encode(cell, "sutonny") for cell in row] for row in ROWS]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    assert raws(read(html(f"<table>{rows}</table>"), "a.html")) == PRINTED[1:]


def test_characters_by_number():
    body = '<p><font face="SutonnyMJ">cÖK&#133;wZ &#135;&#8224;K e&#168;e&#175;&#146;v</font></p>'
    ((raw, _),) = lines_of(body)
    assert raw.startswith("প্রকৃতি") and raw.endswith("ব্যবস্থা")


TAGS = ["<p>", "<font face=SutonnyMJ>", "</font>", "<td>", "<table>", "</table>", "wK ", " ", "©", "<br>", "<pre>"]


@given(st.lists(st.sampled_from(TAGS), max_size=24))
def test_any_nesting_of_fonts_is_read(pieces):
    for part in parts(read(html("".join(pieces) + "z"), "a.html")):
        assert part.stored is None or bijoy.replay(part.stored.text, part.stored.step) == part.raw
