"""Tables set with spaces, and text that only looks like one."""


def test_equal_counts_make_a_table(read):
    seen = read("ক্রম  কাজ        মান\n১     সভা আয়োজন  ৫\n২     মেলা       ৬\n")
    assert seen.tables == [[["ক্রম", "কাজ", "মান"], ["১", "সভা আয়োজন", "৫"], ["২", "মেলা", "৬"]]]


def test_white_columns_keep_a_blank_cell_in_its_place(read):
    text = "no   work      value   rest\n1    meeting   5       x\n2    fair              y\n3    lesson    7       z\n"
    assert read(text).tables[0][2] == ["2", "fair", "", "y"]


def test_two_lines_or_two_columns_are_text(read):
    assert read("ক   খ   গ\n১   ২   ৩\n").tables == []
    assert read("নাম   ক\nপদ   খ\nস্থান   গ\n").tables == []


def test_uneven_text_stays_text(read):
    text = "স্মারক নং  ১২\nবিষয়:  সভার  নোটিশ ও অন্যান্য\nউপর্যুক্ত বিষয়ে জানানো   যাচ্ছে যে  সভা  হবে\n"
    seen = read(text)
    assert seen.tables == []
    assert seen.raws == text.splitlines()
