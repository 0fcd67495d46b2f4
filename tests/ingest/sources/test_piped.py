"""Pipe tables, also those that Markdown parsers refuse."""

import pytest

TABLE = "| ক্রম | কাজ | মান |\n|---|:-:|--:|\n| ১ | সভা<br>আয়োজন | ৫ |\n"


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_head_cells_breaks_and_lines(read, name):
    seen = read("### শিরোনাম\n\n" + TABLE + "\n\\*\\*\\* টীকা\n", name)
    assert seen.tables == [[["ক্রম", "কাজ", "মান"], ["১", "সভা<br>আয়োজন", "৫"]]]
    assert [cell.in_header for cell in seen.grids[0].cells] == [True] * 3 + [False] * 3
    assert [cell.line for cell in seen.grids[0].cells] == [3] * 3 + [5] * 3
    assert [(line.raw, line.heading) for line in seen.lines] == [("শিরোনাম", 3), ("\\*\\*\\* টীকা", 0)]


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_surplus_and_missing_cells_are_not_lost(read, name):
    seen = read(TABLE + "| ২ | মেলা |\n| ৩ | পাঠ | ৪ | বাড়তি |\n", name)
    assert seen.tables[0][2:] == [["২", "মেলা", "", ""], ["৩", "পাঠ", "৪", "বাড়তি"]]
    assert seen.grids[0].ragged_rows == (0, 1, 2)


def test_escaped_pipe_is_text(read):
    assert read("| ক \\| খ | গ |\n|---|---|\n| ১ | ২ |\n").tables[0][0] == ["ক | খ", "গ"]


def test_missing_delimiter_row(read):
    seen = read("| ক | খ |\n| ১ | ২ |\n")
    assert seen.tables == [[["ক", "খ"], ["১", "২"]]]
    assert not any(cell.in_header for cell in seen.grids[0].cells)


def test_two_header_rows_above_the_delimiter(read):
    seen = read("| ক | খ |\n| গ | ঘ |\n|---|---|\n| ১ | ২ |\n")
    assert [cell.in_header for cell in seen.grids[0].cells] == [True] * 4 + [False] * 2


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_indented_by_four_and_quoted(read, name):
    assert read("".join("    " + line + "\n" for line in TABLE.splitlines()), name).tables[0][0][0] == "ক্রম"


def test_table_inside_a_quotation_and_a_code_block(read):
    assert read("".join("> " + line + "\n" for line in TABLE.splitlines()), "r.md").tables[0][1][0] == "১"
    seen = read("```\n" + TABLE + "```\nশেষ\n", "r.md")
    assert seen.tables[0][1][0] == "১"
    assert seen.raws == ["শেষ"]


def test_without_outer_pipes(read):
    assert read("ক | খ\n--|--\n১ | ২\n").tables == [[["ক", "খ"], ["১", "২"]]]
    assert read("ক|খ|গ\n১|২|৩\n৪|৫|৬\n").tables == [[["ক", "খ", "গ"], ["১", "২", "৩"], ["৪", "৫", "৬"]]]


def test_pipe_for_the_danda_is_text(read):
    text = "সভা হয়েছে | পরে আবার হবে |\nমেলা হয়েছে | পরে হবে |\nপাঠ হয়েছে | শেষ |\n"
    seen = read(text)
    assert seen.tables == []
    assert seen.raws == text.splitlines()


def test_several_tables_without_a_blank_line(read):
    seen = read(TABLE + "| ক্রম | কাজ | মান |\n|---|---|---|\n| ২ | মেলা | ৬ |\n")
    assert [len(table) for table in seen.tables] == [2, 2]
    seen = read(TABLE + "| ক | খ |\n|---|---|\n| ২ | ৬ |\n")
    assert seen.tables[1] == [["ক", "খ"], ["২", "৬"]]


def test_rules_between_rows_are_no_rows(read):
    text = "+----+----+\n| ক | খ |\n+====+====+\n| ১ | ২ |\n+----+----+\n| ৩ | ৪ |\n+----+----+\n"
    assert read(text).tables == [[["ক", "খ"], ["১", "২"], ["৩", "৪"]]]


def test_row_broken_over_lines_is_completed(read):
    seen = read(TABLE + "| ২ | মেলা\nআয়োজন | ৬ |\n| ৩ | পাঠ | ৭ |\n")
    assert seen.tables[0][2:] == [["২", "মেলা\nআয়োজন", "৬"], ["৩", "পাঠ", "৭"]]


def test_text_right_below_a_table_is_no_row(read):
    # a Markdown parser makes this line a row of one cell
    seen = read(TABLE + "মোঃ আবুল হাসান\n", "report.md")
    assert len(seen.tables[0]) == 2
    assert seen.raws == ["মোঃ আবুল হাসান"]


def test_tab_table_and_pipe_table_in_one_file(read):
    for name in ("report.txt", "report.md", "report.tsv"):
        seen = read("ক\tখ\n১\t২\n\n" + TABLE, name)
        assert [len(table[0]) for table in seen.tables] == [2, 3], name


def test_broken_head_row_is_completed_by_the_width_of_the_dashes(read):
    seen = read("| ক্রম | কাজের\nনাম | মান |\n|---|---|---|\n| ১ | সভা | ৫ |\n")
    assert seen.tables == [[["ক্রম", "কাজের\nনাম", "মান"], ["১", "সভা", "৫"]]]
