"""PDFs on which playa, left to itself, runs in rings or out of memory or stack: each is soon read or told.

Without `ingest.layer.sound` most of these take minutes, or end the process.
"""

from __future__ import annotations

import io
import re
import time
import zlib

import pikepdf
import pytest

from ingest.layer.layers import Layers
from ingest.sources import Limits
from ingest.sources import pdf as family
from tests.ingest.layer.pdfs import made, text
from tests.ingest.sources.scans import page_objects, pdf, stream

LENGTH = re.compile(rb"/Length \d+")
WORDS = b"BT /F 12 Tf 20 150 Td (12) Tj ET "
NEXT = 5  # the number of the first object that a test adds


def objects(*more, resources=b"", length=None, catalog=b""):
    """A page that says 12, and more objects."""
    found = page_objects(WORDS, size="0 0 200 200")
    found[0] = found[0].replace(b"/Pages 2 0 R", b"/Pages 2 0 R" + catalog)
    found[2] = found[2].replace(b"/Font<<", resources + b"/Font<<")
    if length:
        found[3] = LENGTH.sub(b"/Length " + length, found[3])
    return [*found, *more]


def words(data):
    """The words of each page's layer, None for a page without one; soon."""
    start = time.process_time()
    found = [scan.layer and [run.text for run in scan.layer.runs] for scan in family.pages(data, Limits())]
    assert time.process_time() - start < 10
    return found


def ring(count):
    """Streams whose lengths are each other."""
    after = [*range(NEXT + 1, NEXT + count), 4]
    return [b"<</Length %d 0 R>>stream\nx\nendstream" % number for number in after]


@pytest.mark.parametrize(
    ("length", "more"),
    [
        (b"4 0 R", []), (b"5 0 R", ring(1)), (b"5 0 R", ring(40)), (b"-30", []), (b"-400", []), (b"-2147483649", []),
        (b"99 0 R", []), (b"/Two", []), (b"1 0 R", []),
    ],
)  # fmt: skip
def test_a_length_that_leads_back_or_nowhere_is_mended(length, more):
    assert words(pdf(objects(*more, length=length))) == [["12"]]


def test_an_object_that_is_not_where_the_table_says_is_found():
    data = pdf(objects())
    assert words(data.replace(b"4 0 obj", b"  4 0 obj", 1)) == [["12"]]
    assert words(data.replace(b"startxref\n", b"startxref\n9")) == [["12"]]
    assert words(b"junk" * 50 + data) == [["12"]]


def test_a_file_is_mended_once_and_only_where_it_is_damaged():
    good, asked = made(text(10, 100, "ec"), fonts={"F": ("Nikosh", {"e": "ক", "c": "র"})}), []
    bad = good.replace(b"startxref\n", b"startxref\n9")

    def mended():
        asked.append(True)
        return bad

    assert len(Layers(good, mended)) == 1 and not asked
    layers = Layers(bad, mended)
    for _ in range(2):
        with pytest.raises(ValueError, match="mended"):
            layers.page(1)
    assert len(asked) == 1


def test_the_end_of_a_large_file_without_a_table_is_not_looked_for_byte_by_byte():
    data = pdf(objects()).replace(b"xref", b"xxxx").replace(b"trailer", b"trailxx") + b"%" + b"A" * 8_000_000
    assert words(data + b"\n%%EOF\n") == [["12"]]


def test_labels_of_pages_that_run_in_a_ring_are_left_alone():
    assert words(pdf(objects(b"<</Kids[5 0 R]>>", catalog=b"/PageLabels 5 0 R"))) == [["12"]]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [(b"[/Pattern 5 0 R]", None), (b"[/Pattern" * 60_000 + b"]" * 60_000, ["12"])],  # qpdf leaves the latter out
)
def test_colours_of_colours_without_end_do_not_fill_the_stack(pattern, told):
    assert words(pdf(objects(pattern, resources=b"/ColorSpace<</C 5 0 R>>"))) == [told]


def typed(widths=b"", ranges=b"<0000> <ffff> <0000>", parameters=b"", pack=bytes, section=b"bfrange"):
    """The page in a font of two bytes with these widths and this ToUnicode."""
    cmap = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begin%s %s endbfrange endcmap"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nikosh/DW 500/W[%s]>>" % widths
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Nikosh/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode 6 0 R>>"
    found = objects(font % below, stream(parameters, pack(cmap % (section, ranges))))
    found[2] = re.sub(rb"/Font<<.*?>>>>", b"/Font<</F 5 0 R>>", found[2])
    return pdf(found)


def test_a_font_of_two_bytes_is_read():
    assert words(typed(b"3 9 500 10[1 2 3] 0 65535 500")) == [["\u3132"]]


@pytest.mark.parametrize(
    "told",
    [
        {"widths": b"3 2147483648 500"}, {"widths": b"1[500] 9 1000000000 700"}, {"widths": b"3 99999999999999 5"},
        {"ranges": b"<00000000> <7fffffff> <00000000>"}, {"ranges": b"<0000000000> <09e7ffffff> 1"},
        {"ranges": b"<00000000> <7fffffff> <00000000>", "section": b"bfchar"},
    ],
)  # fmt: skip
def test_a_font_of_more_codes_than_there_can_be_is_broken(told):
    (found,) = words(typed(**told))
    assert set("".join(found)) == {"\N{REPLACEMENT CHARACTER}"}


@pytest.mark.parametrize("columns", [b"/Columns 2147483648", b"/Columns 4/Colors 99999999"])
def test_rows_of_a_predictor_that_no_memory_holds(columns):
    told = b"/Filter/FlateDecode/DecodeParms<</Predictor 12%s>>" % columns
    assert words(typed(parameters=told, pack=zlib.compress)) == [None]


def test_a_table_of_places_for_more_objects_than_there_can_be():
    """Its size is all that a stream of places says of its entries; without a catalogue each is looked at."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(objects()))) as document:
        document.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = re.sub(rb"/Size (\d+)", b"/Size 2147483647", buffer.getvalue())
    assert words(data) == [None]
