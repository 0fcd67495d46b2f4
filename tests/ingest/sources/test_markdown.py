"""Markdown: marks that are not printed go, texts stay as written."""

from ingest.sources import Limits, recognise
from ingest.sources.markdown import pages


def test_headings_of_both_kinds(read):
    seen = read("# এক #\n\nদুই\n===\n\nতিন\n---\n\n#### চার\n#পাঁচ\n", "r.md")
    assert [(line.raw, line.heading, line.line) for line in seen.lines] == [
        ("এক", 1, 1), ("দুই", 1, 3), ("তিন", 2, 6), ("চার", 4, 9), ("#পাঁচ", 0, 10),
    ]  # fmt: skip


def test_hard_breaks_rules_and_fences_are_not_printed(read):
    seen = read("মোঃ আবুল হাসান  \nউপপরিচালক\\\nখুলনা\n\n---\n\n~~~\nকোড\n~~~\n", "r.md")
    assert seen.raws == ["মোঃ আবুল হাসান", "উপপরিচালক", "খুলনা", "কোড"]


def test_quotation_marks_go_only_from_the_start(read):
    # the line below a quotation belongs to it without a mark of its own; its ">" is text
    assert read("> ক\n<b> খ > গ\n>> ঘ\n", "r.md").raws == ["ক", "<b> খ > গ", "ঘ"]


def test_list_numbers_and_emphasis_stay(read):
    assert read("1. **এক**\n2. দুই\n- তিন\n", "r.md").raws == ["1. **এক**", "2. দুই", "- তিন"]


def test_number_sign_as_a_header_cell_is_no_heading(read):
    assert read("#\tনাম\tমান\n১\tক\t৫\n", "r.md").tables == [[["#", "নাম", "মান"], ["১", "ক", "৫"]]]
    assert read("# | নাম\n--|--\n১ | ক\n", "r.md").tables == [[["#", "নাম"], ["১", "ক"]]]


def test_tab_row_above_a_rule_is_no_heading(read):
    seen = read("ক\tখ\n১\t২\n---\n", "r.md")
    assert seen.tables == [[["ক", "খ"], ["১", "২"]]]


def test_page_longer_than_the_parser_is_given_is_still_read():
    data = ("| ক | খ |\n|---|---|\n" + "| ১ | ২ |\n" * 70_000).encode()
    (page,) = pages(data, Limits())
    assert page.blocks[0].n_rows == 70_001
    assert recognise(data, "r.md").source == "markdown"
