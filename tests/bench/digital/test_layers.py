"""Broken text layers: the page looks the same, its text does not read the same."""

import pikepdf
import pypdfium2 as pdfium
import pytest

from bench.digital import layers
from bench.digital.malformed import malformed
from tools import golden

GOOD = golden.REPORTS / "exported_achievement.pdf"


def drawn(path):
    document = pdfium.PdfDocument(path)
    pictures = [page.render(scale=1, grayscale=True).to_numpy().tobytes() for page in document]
    document.close()
    return pictures


def read(path):
    """What pdfium copies; it honours ActualText."""
    document = pdfium.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def told(path):
    """Everything that the maps of Bengali fonts say."""
    with pikepdf.open(path) as document:
        return [text for font in layers.fonts(document) for text in layers.codes(font).values()]


@pytest.fixture(params=layers.FAULTS)
def broken(request, tmp_path):
    path = tmp_path / f"{request.param}.pdf"
    layers.broken(GOOD, request.param, path)
    return request.param, path


def test_the_page_looks_the_same(broken):
    assert drawn(broken[1]) == drawn(GOOD)


def test_the_text_is_wrong(broken):
    assert read(broken[1]) != read(GOOD)


def test_the_same_fault_gives_the_same_bytes(broken, tmp_path):
    fault, path = broken
    layers.broken(GOOD, fault, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == path.read_bytes()


def test_actual_text_stays_only_where_digits_are_shifted(broken):
    fault, path = broken
    with pikepdf.open(path) as document:
        marked = any(b"ActualText" in page.Contents.read_bytes() for page in document.pages)
        document.save(path.with_name("plain.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert marked == (fault == "digits")
    if not marked:
        assert b"/ActualText" not in path.with_name("plain.pdf").read_bytes()


def test_what_each_fault_makes_of_a_map():
    known = {1: "ক", 2: "ক্ষ", 3: "১", 4: "A", 5: "৯"}
    assert layers.dropped(known) == known | {2: ""}
    assert malformed(layers.private(known)[2])
    assert layers.wrong(known) == {1: "ক্ষ", 2: "১", 3: "৯", 4: "A", 5: "ক"}
    assert layers.shifted(known | {6: "19"}) == known | {3: "২", 5: "০", 6: "20"}


def test_a_map_is_read_as_it_was_written():
    known = {n: chr(0x0980 + n % 0x50) * (1 + n % 3) for n in range(1, 250)}
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, ToUnicode=document.make_stream(layers.map_of(known)))
        assert layers.codes(font) == known


def test_the_layer_without_marks_is_malformed(tmp_path):
    layers.broken(GOOD, "bare", tmp_path / "bare.pdf")
    assert any(map(malformed, read(tmp_path / "bare.pdf").split()))
    assert not any(map(malformed, read(GOOD).split()))
