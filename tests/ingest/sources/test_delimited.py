"""CSV: delimiters, quotes, titles above and signatures below the table."""

import pytest

from ingest.sources import recognise
from ingest.sources.delimited import delimiter


@pytest.mark.parametrize("mark", [",", ";", "|", "\t"])
def test_every_delimiter(read, mark):
    text = "ক,খ,গ\n১,২,৩\n৪,,৬\n".replace(",", mark)
    assert read(text, "r.csv").tables == [[["ক", "খ", "গ"], ["১", "২", "৩"], ["৪", "", "৬"]]]


def test_commas_in_figures_do_not_decide(read):
    text = "কাজ;ব্যয়\nসড়ক;১,২৫,০০০\nসেতু;২,৫০,০০,০০০\n"
    assert delimiter(text) == ";"
    assert read(text, "r.csv").tables[0][2] == ["সেতু", "২,৫০,০০,০০০"]


def test_quotes_with_newlines_commas_and_quotes(read):
    seen = read('ক,খ\n"১,২৫,০০০","সভা\n\nও ""মেলা"""\n২,৩\n', "r.csv")
    assert seen.tables == [[["ক", "খ"], ["১,২৫,০০০", 'সভা\n\nও "মেলা"'], ["২", "৩"]]]
    assert [cell.line for cell in seen.grids[0].cells] == [1, 1, 2, 2, 5, 5]


def test_open_quote_swallows_nothing(read):
    seen = read('ক,খ\n"১,২\n৩,৪\n', "r.csv")
    assert [len(table) for table in seen.tables] == [3]
    assert seen.tables[0][1] == ['"১', "২"]


def test_title_and_signature_are_lines(read):
    seen = read("কর্মপরিকল্পনা,,\n২০২৩-২৪,,\nক,খ,গ\n১,২,৩\n৪,৫,৬\n,,আবুল হাসান\n,,উপপরিচালক\n", "r.csv")
    assert seen.raws == ["কর্মপরিকল্পনা", "২০২৩-২৪", "আবুল হাসান", "উপপরিচালক"]
    assert seen.tables == [[["ক", "খ", "গ"], ["১", "২", "৩"], ["৪", "৫", "৬"]]]
    assert [line.line for line in seen.lines] == [1, 2, 6, 7]


def test_section_row_inside_stays_a_row(read):
    assert read("ক,খ\n১. ব্যবস্থা,\n১.১,৫\n", "r.csv").tables == [[["ক", "খ"], ["১. ব্যবস্থা", ""], ["১.১", "৫"]]]


def test_blank_row_ends_the_grid_and_unused_columns_go(read):
    seen = read("শিরোনাম,,,\n,,,\nক,খ,গ,ঘ\n১,২,৩,৪\n,,,\nচ,ছ,,\n৫,৬,,\n", "r.csv")
    assert [len(table[0]) for table in seen.tables] == [4, 2]
    assert seen.grids[1].ragged_rows == ()


def test_ragged_rows_are_listed(read):
    seen = read("ক,খ,গ\n১,২\n৩,৪,৫\n", "r.csv")
    assert seen.grids[0].ragged_rows == (1,)
    assert seen.tables[0][1] == ["১", "২", ""]


def test_sheet_exported_with_tabs_and_called_xls(read):
    data = 'শিরোনাম\t\t\nক\tখ\tগ\n১\t"২\nদুই"\t৩\n'.encode("utf-16")
    assert recognise(data, "r.xls").source == "delimited"
    seen = read(data, "r.xls")
    assert seen.raws == ["শিরোনাম"]
    assert seen.tables == [[["ক", "খ", "গ"], ["১", "২\nদুই", "৩"]]]


def test_comma_table_called_txt(read):
    assert recognise("ক,খ,গ,ঘ\n১,২,৩,৪\n৫,৬,৭,৮\n".encode(), "r.txt").source == "delimited"
    assert recognise("মাননীয়, প্রিয়, সুধী, সকল\nসভা হবে, পরে\n".encode(), "r.txt").source == "text"
