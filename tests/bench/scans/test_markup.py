from bench.layout import Block, Spot
from bench.scans import markup
from bench.scans.markup import Links
from bench.scans.paper import Item


def test_covered_places_are_not_written_and_every_cell_has_its_link():
    block = Block(
        [[Spot("ক", colspan=2), Spot(over=True)], [Spot("১"), Spot("২", rowspan=2)], [Spot(""), Spot(over=True)]], 1
    )
    links = Links()
    text = markup.table(block, 1, links, [100.0, 50.0])
    assert text.count("<td") + text.count("<th") == links.count == 4
    assert 'colspan="2"' in text and 'rowspan="2"' in text


def test_text_is_escaped_and_bold_kept():
    assert markup.words("a<b & c") == "a&lt;b &amp; c"
    assert markup.words("<b>১. ক</b> ...৬") == "<b>১. ক ...৬</b>"
    assert markup.words("ক\nখ") == "ক<br>খ"


def test_figures_are_told_from_words():
    assert 'class="figure"' in markup.cell(Spot("৩০/০৬/২৪"), False, "")
    assert 'class="figure"' in markup.cell(Spot("৯০%"), False, "")
    assert "figure" not in markup.cell(Spot("তারিখ"), False, "")


def test_memo_and_date_stand_side_by_side():
    text = markup.group([Item("memo", "স্মারক নং ১"), Item("date", "তারিখ: ২")], None)
    assert text.count('class="item row"') == 1 and text.count("<p") == 2
    assert markup.group([None], None) == '<p class="item gap"></p>'
