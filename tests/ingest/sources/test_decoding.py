"""Bytes → text: encodings with and without a mark, broken bytes counted, page and line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.decoding import decode, looks_textual, raw_pages

TEXT = "মান ১৫\nএকক: সংখ্যা\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_bengali(encoding):
    decoded = decode((TEXT * 20).encode(encoding))
    assert decoded.text == TEXT * 20
    assert decoded.issues == ()
    assert looks_textual((TEXT * 20).encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_of_latin_text_and_tabs(encoding):
    assert decode("a\tb\n1\t2\n".encode(encoding)).text == "a\tb\n1\t2\n"


def test_broken_bytes_are_counted_with_the_first_line():
    data = "এক\nদুই ".encode() + b"\xff\xfe" + " তিন\n".encode() + b"\xe0\xa6"
    decoded = decode(data)
    assert decoded.text.startswith("এক\nদুই \N{REPLACEMENT CHARACTER}")
    (issue,) = decoded.issues
    assert (issue.code, issue.severity) == ("TEXT_DEFECT", "warn")
    assert issue.message_en.startswith("3 broken")
    assert "line 2" in issue.message_en
    assert "দুই" in issue.raw


def test_lone_surrogates_become_replacements():
    assert "\N{REPLACEMENT CHARACTER}" in decode("ক".encode() + b"\xed\xa0\x80").text
    assert decode(b"\xff\xfe" + "ক".encode("utf-16-le") + b"\x00\xd8").text == "ক\N{REPLACEMENT CHARACTER}"


def test_nuls_are_dropped_and_counted():
    decoded = decode("মান\0 ১৫ ".encode() + b"\0" * 3 + "একক সংখ্যা".encode())
    assert decoded.text == "মান ১৫ একক সংখ্যা"
    assert decoded.issues[0].message_en.startswith("4 NUL")


def test_legacy_eight_bit_text_keeps_its_letters():
    data = "Kg©m¤úv`b m~PK\tÿ 12\n".encode("cp1252") * 5
    decoded = decode(data)
    assert decoded.encoding == "cp1252"
    assert decoded.text.startswith("Kg©m¤úv`b")
    assert decoded.issues[0].rule == "decoding_legacy"


def test_a_single_broken_byte_makes_no_legacy_text():
    assert decode(b"total \xff 12").encoding == "utf-8"


def test_declared_codec_that_is_no_text_codec_is_ignored():
    assert decode(b"caf\xe9 caf\xe9 caf\xe9", "base64").encoding == "cp1252"
    assert decode(b"caf\xe9", "no-such-codec").text == "caf\N{REPLACEMENT CHARACTER}"


def test_line_ends_of_every_system():
    assert decode(b"a\r\nb\rc\n\rd").text == "a\nb\nc\n\nd"


def test_form_feeds_make_pages_with_lines_of_the_file(read):
    seen = read("এক\nদুই\n\fতিন\n\f\n \n\fচার\n\f")
    assert [page.number for page in seen.pages] == [1, 2, 4]
    assert [(line.raw, line.line) for line in seen.lines] == [("এক", 1), ("দুই", 2), ("তিন", 3), ("চার", 6)]
    assert [grid.page for grid in read("\fক\tখ\n১\t২\n").grids] == [2]


def test_binary_is_not_textual():
    assert not looks_textual(bytes(range(256)) * 8)
    assert not looks_textual(b"\0\1\2\3" * 100)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "ascii", "idna", "hex", "\0"]))
def test_never_raises(data, declared):
    decoded = decode(data, declared)
    assert "\0" not in decoded.text
    assert "\r" not in decoded.text
    list(raw_pages(decoded.text))


@given(st.text("কa \n\f", max_size=40))
def test_pages_keep_every_character_and_line_number(text):
    lines = text.replace("\f", "").count("\n") + 1
    found = list(raw_pages(text))
    assert "".join("".join(page.lines) for page in found).replace(" ", "") == text.translate({32: "", 10: "", 12: ""})
    for page in found:
        for n, line in enumerate(page.lines):
            if line.strip():
                assert page.first_line + n <= lines
                assert line in text.split("\n")[page.first_line + n - 1]
