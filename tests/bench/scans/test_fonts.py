from pathlib import Path

import pytest

from bench.scans import fonts

LATIN = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def test_no_font_is_both_tuned_on_and_held_out():
    assert not set(fonts.TUNING) & set(fonts.HELD_OUT)


def test_every_named_font_belongs_to_one_of_the_two():
    named = {*fonts.DEBIAN, *fonts.WEB.values(), *fonts.OFFICE.values()}
    assert named == {*fonts.TUNING, *fonts.HELD_OUT}


def test_chosen_fonts_come_in_their_order():
    found = [font.name for font in fonts.chosen("tuning")]
    assert found == [name for name in fonts.TUNING if name in found]
    if len(found) < 2:
        pytest.skip("fewer than two Bengali fonts here: apt-get install fonts-beng-extra")
    assert [font.name for font in fonts.chosen(f"{found[1]}, {found[0]}")] == [found[1], found[0]]


def test_a_font_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        fonts.chosen("No Such Font")


def test_a_font_without_bengali_is_not_whole():
    if not LATIN.exists():
        pytest.skip("DejaVu Sans is not here")
    assert not fonts.whole(LATIN)


def test_a_file_that_is_no_font_is_not_whole(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"nothing")
    assert not fonts.whole(tmp_path / "a.ttf")


def test_latin_faces_cover_only_latin():
    font = fonts.Font("X", (fonts.Face(Path("a.woff2")), fonts.Face(Path("b.woff2"), 700, latin=True)))
    first, second = font.css().splitlines()
    assert "unicode-range" not in first
    assert "unicode-range" in second and "font-weight: 700" in second
