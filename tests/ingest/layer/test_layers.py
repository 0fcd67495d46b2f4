"""A page's content stream → runs: whose text, where it stands, what joins it."""

from __future__ import annotations

import pytest

from ingest.layer.layers import Layers
from tests.ingest.layer.pdfs import actual, made, text

# codes as Chromium gives them: glyphs in the order in which they are drawn, a conjunct without a character
CODES = {"a": "ি", "b": "ব", "c": "র", "d": "ণ", "e": "ক", "g": "ক্ষ", " ": " ", "1": "১", "2": "২"}
FONTS = {"F": ("Nikosh", CODES), "L": ("Liberation", {c: c for c in "-. 12"})}


def layer(*content, fonts=FONTS, **more):
    return Layers(made("".join(content), fonts=fonts, **more)).page(1)


def told(found):
    """The words of a layer: runs that go on are put together."""
    words = []
    for run in found.runs:
        words[-1:] = [words[-1] + run.text] if run.joined else [*words[-1:], run.text]
    return words


def test_actual_text_stands_for_the_glyphs_under_it():
    found = layer(actual("বি", text(10, 100, "ab")), text(22, 100, "bc"))
    assert told(found) == ["বিবর"]
    (run,) = found.runs
    assert (run.shown, run.actual, run.font) == ("িববর", True, "Nikosh")


def test_the_outer_actual_text_counts_and_may_be_a_resource():
    inner = actual("ভুল", text(10, 100, "ab"))
    assert told(layer(f"/P /Whole BDC {inner} EMC", properties={"Whole": "বি"})) == ["বি"]


def test_one_actual_text_for_several_words_is_shared_out():
    found = layer(actual("বিবর কর", text(10, 100, "abbc") + text(60, 100, "ec")))
    assert told(found) == ["বিবর", "কর"]
    assert found.runs[1].box.x0 == pytest.approx(60)


def test_one_actual_text_that_can_not_be_shared_out_reaches_over_all():
    (run,) = layer(actual("এক দুই তিন", text(10, 100, "abbc") + text(60, 100, "ec"))).runs
    assert run.text == "এক দুই তিন" and run.box.x1 == pytest.approx(72)


def test_a_glyph_may_stand_for_several_characters():
    assert told(layer(text(10, 100, "gec"))) == ["ক্ষকর"]


def test_a_code_of_which_the_file_says_nothing_is_no_letter():
    (run,) = layer(text(10, 100, "eZ")).runs
    assert (run.text, run.unmapped) == ("ক\N{REPLACEMENT CHARACTER}", 1)


def test_codes_of_a_font_without_tounicode_are_kept():
    (run,) = layer(text(10, 100, "Kg\xa9"), fonts={"F": ("SutonnyMJ", None)}).runs
    assert (run.font, run.codes) == ("SutonnyMJ", "Kg©")


def test_spaces_stored_out_of_order_part_no_word():
    """LibreOffice shows the spaces of a line in one go, between other words."""
    found = layer(text(10, 100, "12"), text(22, 100, "-", "L"), text(70, 100, " ", "L"), text(28, 100, "2b"))
    assert told(found) == ["১২-২ব"]


def test_white_parts_words_where_no_space_is_stored():
    assert told(layer(text(10, 100, "ec"), text(24, 100, "de"))) == ["কর", "ণক"]


def test_a_font_may_change_within_a_word():
    found = layer(text(10, 100, "12"), text(22, 100, "-", "L"), text(28, 100, "2"))
    assert [(run.text, run.joined) for run in found.runs] == [("১২", False), ("-", True), ("২", True)]


def test_text_painted_twice_to_be_bold_is_one():
    assert told(layer(text(10, 100, "ec"), text(10.3, 100, "ec"))) == ["কর"]


def test_the_same_figure_in_two_places_is_two():
    assert told(layer(text(10, 100, "1"), text(40, 100, "1"))) == ["১", "১"]


def test_an_upright_ruling_parts_figures_that_all_but_touch():
    line = "0.2 w 16.2 90 m 16.2 120 l S "
    assert told(layer(text(10, 100, "1"), text(16.4, 100, "2"))) == ["১২"]
    assert told(layer(line, text(10, 100, "1"), text(16.4, 100, "2"))) == ["১", "২"]


def test_words_end_where_cells_meet_by_the_pieces_of_lines_above_and_below():
    """Amounts that fill their columns: ২২,৫০,০০০ and ২২,৩০,০০০ without a space between, and no upright."""
    spaced = [text(10 + at, 60, *show) for x in (0, 40, 80) for at, show in ((x, "1"), (x + 6, " L"), (x + 9, "2"))]
    figures = [*spaced, text(12, 100, "1"), text(21.5, 100, "2")]
    pieces = "0.5 w " + "".join(f"{x} {y} m {x + 10} {y} l S " for y in (90, 120) for x in (10, 20, 30, 40))
    dashes = "0.5 w " + "".join(f"{x} {y} m {x + 8} {y} l S " for y in (90, 120) for x in (10, 20, 30, 40))
    assert told(layer(pieces, *figures))[:2] == ["১", "২"]
    assert told(layer(dashes, *figures))[0] == told(layer(*figures))[0] == "১২"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_turned_by_its_file_is_upright(rotate):
    matrix = {0: "1 0 0 1 10 100", 90: "0 1 -1 0 100 10", 180: "-1 0 0 -1 290 100", 270: "0 -1 1 0 200 190"}[rotate]
    found = layer(f"BT /F 10 Tf {matrix} Tm (ec) Tj ET", rotate=rotate)
    (run,) = found.runs
    assert (found.rotation, run.angle, run.text) == (0, 0, "কর")
    assert (found.width, found.height) == ((300, 200) if rotate % 180 == 0 else (200, 300))
    assert run.box.x1 - run.box.x0 == pytest.approx(12) and 0 < run.box.x0 < found.width


def test_a_page_whose_text_lies_is_turned_upright():
    found = layer("BT /F 10 Tf 0 1 -1 0 100 10 Tm (ecde) Tj ET")
    (run,) = found.runs
    assert (found.rotation, run.angle, found.width, found.height) == (270, 0, 200, 300)
    assert run.box.x0 == pytest.approx(10)


def test_turned_text_on_an_upright_page_keeps_its_angle():
    found = layer(text(10, 100, "ecde ecde"), "BT /F 10 Tf 0 1 -1 0 200 50 Tm (ec) Tj ET")
    assert [run.angle for run in found.runs] == [0, 0, 270]


def test_places_count_from_the_corner_of_what_is_shown():
    (run,) = layer(text(60, 100, "ec"), crop=(50, 20, 250, 180)).runs
    assert run.box.x0 == pytest.approx(10) and run.box.y1 == pytest.approx(80 + 2.5)


def test_text_that_is_not_painted_is_hidden():
    found = layer(text(10, 100, "ec", more="3 Tr"))
    assert [run.hidden for run in found.runs] == [True] and not found.painted


def test_text_that_is_clipped_off_is_hidden():
    found = layer("q 0 0 50 200 re W n ", text(10, 100, "ec"), text(80, 100, "de"), "Q ", text(120, 100, "cd"))
    assert [(run.text, run.hidden) for run in found.runs] == [("কর", False), ("ণক", True), ("রণ", False)]


def test_the_look_of_a_form_field_is_read_and_no_other_annotation():
    fields = [("Widget", (100, 90, 160, 110), text(2, 5, "12")), ("FreeText", (200, 90, 260, 110), text(2, 5, "21"))]
    found = layer(text(10, 100, "ec"), widgets=fields)
    assert told(found) == ["কর", "১২"] and found.runs[1].box.x0 == pytest.approx(102)
