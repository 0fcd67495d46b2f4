"""Tab tables: blank and ragged cells, cells broken over lines, quoted cells, what ends a block."""

HEADER = "ক্রম\tকাজ\tএকক\tমন্তব্য\n"
NUMBERS = "১\t২\t৩\t৪\n"


def test_trailing_blank_cells_are_kept(read):
    seen = read(HEADER + "১\tসভা\tসংখ্যা\t\n২\t\t\t\n")
    assert seen.tables == [[["ক্রম", "কাজ", "একক", "মন্তব্য"], ["১", "সভা", "সংখ্যা", ""], ["২", "", "", ""]]]
    assert seen.grids[0].ragged_rows == ()
    assert not seen.grids[0].spans_known


def test_lines_are_numbered_from_the_file(read):
    seen = read("\n\nশিরোনাম\n" + HEADER + NUMBERS + "\nস্বাক্ষর")
    assert [(line.raw, line.line) for line in seen.lines] == [("শিরোনাম", 3), ("স্বাক্ষর", 7)]
    assert {cell.line for cell in seen.grids[0].cells if cell.row == 1} == {5}


def test_short_row_is_padded_and_listed(read):
    seen = read(HEADER + "১\tসভা\n২\tমেলা\tসংখ্যা\tহয়েছে\n")
    assert seen.tables[0][1] == ["১", "সভা", "", ""]
    assert seen.grids[0].ragged_rows == (1,)


def test_surplus_blank_cell_makes_no_column_but_text_does(read):
    seen = read(HEADER + NUMBERS + "১\tসভা\tসংখ্যা\tহয়েছে\t\n")
    assert seen.grids[0].n_cols == 4
    assert seen.grids[0].ragged_rows == (2,)
    seen = read(HEADER + NUMBERS + "১\tসভা\tসংখ্যা\tহয়েছে\tবাড়তি\n")
    assert seen.tables[0][2] == ["১", "সভা", "সংখ্যা", "হয়েছে", "বাড়তি"]
    assert seen.grids[0].ragged_rows == (0, 1)


def test_row_broken_inside_a_cell_is_completed(read):
    seen = read(HEADER + NUMBERS + "১\tসমন্বয় সভা\nআয়োজন করা\tসংখ্যা\tহয়েছে\n২\tমেলা\tতারিখ\t\n")
    assert seen.tables[0][2] == ["১", "সমন্বয় সভা\nআয়োজন করা", "সংখ্যা", "হয়েছে"]
    assert seen.tables[0][3] == ["২", "মেলা", "তারিখ", ""]
    assert [issue.code for issue in seen.issues] == ["TEXT_DEFECT"]
    assert "3" in seen.issues[0].message_en


def test_row_broken_over_three_lines(read):
    seen = read(HEADER + NUMBERS + "১\tসমন্বয়\nসভা\nআয়োজন\tসংখ্যা\tহয়েছে\n")
    assert seen.tables[0][2] == ["১", "সমন্বয়\nসভা\nআয়োজন", "সংখ্যা", "হয়েছে"]


def test_two_short_rows_are_not_joined(read):
    # "ক\tখ" and "\tগ\tঘ" have the tabs of one row together, but no cell is broken between them
    seen = read(HEADER + NUMBERS + "ক\tখ\n\tগ\tঘ\n")
    assert len(seen.tables[0]) == 4
    assert seen.grids[0].ragged_rows == (2, 3)


def test_last_cell_goes_on_below(read):
    seen = read(HEADER + "১\tসভা\tসংখ্যা\tগত ২৩ নভেম্বর তারিখে\nসভা হয়েছে (কপি সংযুক্ত)।\n২\tমেলা\tতারিখ\t\n")
    assert seen.tables[0][1][3] == "গত ২৩ নভেম্বর তারিখে\nসভা হয়েছে (কপি সংযুক্ত)।"
    assert len(seen.tables[0]) == 3


def test_first_cell_broken_below_the_number_row(read):
    seen = read(HEADER + NUMBERS + "প্রাতিষ্ঠানিক\nকার্যক্রম\tসভা\tসংখ্যা\tহয়েছে\n")
    assert seen.tables[0][2] == ["প্রাতিষ্ঠানিক\nকার্যক্রম", "সভা", "সংখ্যা", "হয়েছে"]


def test_section_row_without_tabs_stays_in_the_table(read):
    seen = read(HEADER + NUMBERS + "২. ক্রয় ব্যবস্থা\n২.১ পরিকল্পনা\tপ্রকাশ\tতারিখ\t\n")
    assert seen.tables[0][2] == ["২. ক্রয় ব্যবস্থা", "", "", ""]
    assert seen.grids[0].ragged_rows == (2,)


def test_line_below_the_table_ends_it(read):
    seen = read(HEADER + NUMBERS + "মোঃ আবুল হাসান\nউপপরিচালক\n")
    assert len(seen.tables[0]) == 2
    assert seen.raws == ["মোঃ আবুল হাসান", "উপপরিচালক"]


def test_signature_right_below_an_open_remark_is_no_remark(read):
    seen = read(HEADER + "১\tসভা\tসংখ্যা\tচলমান\nমোঃ আবুল হাসান\nউপপরিচালক\n")
    assert seen.raws == ["মোঃ আবুল হাসান", "উপপরিচালক"]


def test_note_right_below_the_table_is_no_remark(read):
    seen = read(HEADER + "১\tসভা\tসংখ্যা\tচলমান\n\\*\\*\\* ১ নম্বর প্রযোজ্য নয়\n")
    assert seen.raws == ["\\*\\*\\* ১ নম্বর প্রযোজ্য নয়"]


def test_title_between_two_tables_splits_them(read):
    seen = read(HEADER + "১\tসভা\tসংখ্যা\t৫\nদ্বিতীয় অংশ\n" + HEADER + "২\tমেলা\tসংখ্যা\t৬\n")
    assert [len(table) for table in seen.tables] == [2, 2]
    assert seen.raws == ["দ্বিতীয় অংশ"]


def test_blank_line_ends_the_grid_and_blank_form_row_does_not(read):
    assert [len(t) for t in read(HEADER + NUMBERS + "\n" + HEADER + NUMBERS).tables] == [2, 2]
    assert [len(t) for t in read(HEADER + "\t\t\t\n" + NUMBERS).tables] == [3]


def test_quoted_cells_with_newlines_as_spreadsheets_export(read):
    seen = read(HEADER + NUMBERS + '১\t"সভা\n\nআয়োজন"\tসংখ্যা\t"১,২৫,০০০ ""প্রায়"""\n২\tমেলা\t"দিন"\t\n')
    assert seen.tables[0][2] == ["১", "সভা\n\nআয়োজন", "সংখ্যা", '১,২৫,০০০ "প্রায়"']
    assert seen.tables[0][3] == ["২", "মেলা", '"দিন"', ""]


def test_open_quote_that_never_closes_is_a_letter(read):
    seen = read(HEADER + '১\t"সভা\tসংখ্যা\t\n২\tমেলা\tসংখ্যা\t\n')
    assert seen.tables[0][1][1] == '"সভা'
    assert len(seen.tables[0]) == 3


def test_single_line_with_tabs_is_text_cut_at_the_tabs(read):
    seen = read("স্মারক নং: ০৫.৪২.০০০০\t\t\tতারিখ: ০২/০৪/২০২৪\n")
    assert seen.raws == ["স্মারক নং: ০৫.৪২.০০০০", "তারিখ: ০২/০৪/২০২৪"]
    assert [line.line for line in seen.lines] == [1, 1]


def test_signature_set_to_the_right_by_tabs_is_text(read):
    seen = read("\t\t\tমোঃ আবুল হাসান\n\t\t\tউপপরিচালক\n")
    assert seen.tables == []
    assert seen.raws == ["মোঃ আবুল হাসান", "উপপরিচালক"]


def test_one_row_of_three_cells_is_a_table(read):
    assert read("ক্রম\tকাজ\tএকক\n").tables == [[["ক্রম", "কাজ", "একক"]]]


def test_tags_and_escapes_stay_as_read(read):
    seen = read("<b>১. ব্যবস্থা.....৬</b>\t\t\nক<br>খ\t\\*\tগ\n")
    assert seen.tables == [[["<b>১. ব্যবস্থা.....৬</b>", "", ""], ["ক<br>খ", "\\*", "গ"]]]


def test_soft_break_inside_a_cell_is_a_newline(read):
    assert read("ক\tখ\vগ\n১\t২\N{LINE SEPARATOR}৩\n").tables == [[["ক", "খ\nগ"], ["১", "২\n৩"]]]


def test_second_line_that_begins_with_a_date_or_bracket_is_no_new_item(read):
    for tail in ("২৬-০৯-২০২৪ খ্রি. তারিখে সভা হয়েছে।", "(কপি সংযুক্ত)", "২য় সভা হয়েছে", "২০ অক্টোবর সভা"):
        seen = read(HEADER + NUMBERS + f"১\tসভা\tসংখ্যা\tগত ০১-০৭-২০২৪ খ্রি.\n{tail}\n২\tমেলা\tতারিখ\t\n")
        assert seen.tables[0][2][3] == f"গত ০১-০৭-২০২৪ খ্রি.\n{tail}"
        assert len(seen.tables[0]) == 4


def test_numbered_first_cell_broken_in_a_table_of_numbered_rows(read):
    rows = "১.১ সভা\tক\tসংখ্যা\t\n১.২ মেলা\nআয়োজন\tক\tসংখ্যা\t\n"
    assert read(HEADER + NUMBERS + rows).tables[0][3] == ["১.২ মেলা\nআয়োজন", "ক", "সংখ্যা", ""]


def test_last_label_of_the_header_broken_above_another_header_row(read):
    seen = read("ক্রম\tকাজ\tবাস্তবায়ন\nঅগ্রগতি\n\t\tমোট\n১.\tসভা\t৫\n")
    assert seen.tables[0][0] == ["ক্রম", "কাজ", "বাস্তবায়ন\nঅগ্রগতি"]
    seen = read("ক্রম\tকাজ\tঅগ্রগতি\nপ্রাতিষ্ঠানিক\n১.\tসভা\t৫\n")
    assert seen.tables[0][1] == ["প্রাতিষ্ঠানিক", "", ""]


def test_rows_whose_trailing_blanks_an_editor_cut_are_padded(read):
    seen = read(HEADER + NUMBERS + "১\tসভা\n২\tমেলা\tসংখ্যা\n<b>১. ব্যবস্থা</b>\n১.১\tপাঠ\tসংখ্যা\t৫\n")
    assert seen.tables[0][2:] == [
        ["১", "সভা", "", ""], ["২", "মেলা", "সংখ্যা", ""], ["<b>১. ব্যবস্থা</b>", "", "", ""], ["১.১", "পাঠ", "সংখ্যা", "৫"],
    ]  # fmt: skip


def test_section_above_a_cut_row_stays_in_the_table(read):
    seen = read(HEADER + NUMBERS + "<b>১. ব্যবস্থা</b>\n১.১ সভা\tক\tসংখ্যা\n১.২ মেলা\tক\tসংখ্যা\t৫\n")
    assert [row[0] for row in seen.tables[0][2:]] == ["<b>১. ব্যবস্থা</b>", "১.১ সভা", "১.২ মেলা"]


def test_heading_or_other_table_right_below_ends_the_block(read):
    seen = read(HEADER + NUMBERS + "### শিরোনাম\n" + HEADER + "১\tসভা\tক\t৫\n| ক | খ |\n|---|---|\n| ১ | ২ |\n")
    assert [len(table) for table in seen.tables] == [2, 2, 2]
    assert [(line.raw, line.heading) for line in seen.lines] == [("শিরোনাম", 3)]


def test_memo_number_and_date_right_above_the_header_are_lines(read):
    seen = read("স্মারক নং ৫\t\t\t\t\tতারিখ: ৭\nবিষয়:\tসভা\n" + HEADER + NUMBERS + "১\tসভা\tক\t৫\n")
    assert seen.raws == ["স্মারক নং ৫", "তারিখ: ৭", "বিষয়:", "সভা"]
    assert len(seen.tables[0]) == 3


def test_first_half_of_a_broken_header_does_not_stand_above(read):
    seen = read("ক্রম\tকাজের\nনাম\tএকক\tমন্তব্য\n" + NUMBERS + "১\tসভা\tক\t৫\n")
    assert seen.tables[0][0] == ["ক্রম", "কাজের\nনাম", "একক", "মন্তব্য"]
