"""Which fonts of a text layer are worth what, by their words."""

from __future__ import annotations

import random
import string

import pytest

from ingest.layer.runs import Run
from ingest.layer.trust import verdicts
from normalize import bijoy
from tests.ingest.layer.printed import SOUND, legacy, runs, visual


def kind(found: list[Run], key: str = "Nikosh"):
    return verdicts(found)[key].kind


def test_sound_bengali():
    told = verdicts(runs(SOUND))["Nikosh"]
    assert told.kind == "unicode" and "well formed" in told.reason and told.generation is None


def test_no_font_no_verdict():
    assert verdicts([]) == {}


def test_visual_order_is_broken_and_an_example_tells_it():
    told = verdicts(runs(visual(SOUND)))["Nikosh"]
    assert told.kind == "broken" and "are no Bengali, as" in told.reason
    assert any(word in told.reason for word in visual(SOUND).split())


def test_lost_glyphs_and_private_characters_are_broken():
    for mark in ("\ufffd", "\0", "\ue012"):
        told = verdicts(runs(SOUND.replace("ক্ষ", mark).replace("র্ম", mark)))["Nikosh"]
        assert told.kind == "broken" and "character the file doesn't tell" in told.reason


def test_unmapped_glyphs_are_broken_whatever_the_script():
    assert kind(runs("Annual \ufffd\ufffd Report", unmapped=2)) == "broken"


def test_words_cut_to_pieces_are_broken():
    pieces = "ক খ গ ঘ কি খি গি ঘি কা খা গা ঘা কে খে গে ঘে চ ছ জ ঝ টি ঠি ডি ঢি তি থি দি ধি"
    told = verdicts(runs(pieces))["Nikosh"]
    assert told.kind == "broken" and "cut to pieces" in told.reason


def test_letters_of_another_code_are_broken_though_well_formed():
    shifted = SOUND.translate({code: code + 2 for code in range(0x995, 0x9A5)})
    assert kind(runs(shifted + " " + shifted[::-1])) == "broken"


def test_a_font_of_digits_is_sound_when_mapped():
    assert kind(runs("২০২৩-২৪ ১.১.১ ৯০% ০৫/০৬/২০২৪")) == "unicode"
    assert kind(runs("12 34 \ufffd", unmapped=1)) == "broken"


def test_latin_words_are_sound():
    assert kind(runs("Annual Performance Agreement 2023-24 Ministry café Zoom"), "Nikosh") == "unicode"


def test_a_font_of_few_letters_that_are_no_bengali_is_judged_as_the_others_of_its_name():
    broken = runs(SOUND.replace("া", "\ufffd"), font="", key="T3#1")
    found = verdicts([*broken, *runs("f c", font="", key="T3#2"), *runs("KPI Unit", font="Arial", key="Arial")])
    assert [found[key].kind for key in ("T3#1", "T3#2", "Arial")] == ["broken", "broken", "unicode"]


def test_a_font_of_few_words_is_judged_as_the_others_of_the_document():
    bold = runs("মান একক", "Nikosh-Bold", y=700)
    assert kind([*runs(SOUND), *bold], "Nikosh-Bold") == "unicode"
    assert kind([*runs(visual(SOUND)), *bold], "Nikosh-Bold") == "broken"
    # of the same name first: another maker's text says nothing of it
    sound = runs(SOUND * 2, "Kalpurush", y=300)
    cut = runs("মান একক", "Nikosh", key="Nikosh#2", y=700)
    assert kind([*runs(visual(SOUND)), *sound, *cut], "Nikosh#2") == "broken"


def test_a_word_of_two_fonts_is_judged_whole():
    told = verdicts([*runs(SOUND), *runs("প্রতিবে|দন সংখ্|যা কর্ম|সূচি", y=500)])
    assert {verdict.kind for verdict in told.values()} == {"unicode"}


def test_one_slip_of_a_typist_in_a_page_is_no_broken_layer():
    assert kind(runs(SOUND + " িবভাগ")) == "unicode"


def test_what_repeats_in_every_row_counts_once():
    assert kind(runs(SOUND + " িবভাগ" * 200)) == "unicode"


def test_an_ocr_layer_is_not_what_is_shown():
    told = verdicts(runs(SOUND, hidden=True))["Nikosh"]
    assert told.kind == "broken" and "not painted" in told.reason
    assert kind([*runs(visual(SOUND), hidden=True), *runs(SOUND)]) == "unicode"


@pytest.mark.parametrize(("font", "generation"), [("SutonnyMJ", "sutonny"), ("Siyam Rupali ANSI", "ansi")])
def test_bijoy_by_name(font, generation):
    told = verdicts(legacy(SOUND, generation, font))[font]
    assert (told.kind, told.generation) == ("bijoy", generation)


@pytest.mark.parametrize("generation", ["sutonny", "ansi"])
def test_bijoy_under_a_name_that_lies(generation):
    text = SOUND + " স্নাতক নিম্নে ক্লাস পল্লী উল্লেখ"  # codes of these print something else in the other generation
    told = verdicts(legacy(text, generation, "Arial"))["Arial"]
    assert (told.kind, told.generation) == ("bijoy", generation) and "not of Bijoy" in told.reason


def test_figures_alone_in_a_bijoy_font_are_bijoy():
    assert kind(runs("12 05/06/2024", "SutonnyMJ"), "SutonnyMJ") == "bijoy"


def test_a_bijoy_name_over_unicode_text_is_unicode():
    assert kind(runs(SOUND, "SutonnyMJ"), "SutonnyMJ") == "unicode"


def test_a_bijoy_name_over_codes_that_are_none_is_broken():
    # a subset that numbers its glyphs anew: its codes mean nothing outside this file
    renumbered = dict(zip(string.ascii_letters, random.Random(1).sample(string.ascii_letters, 52), strict=True))
    codes = bijoy.encode(SOUND, "sutonny").translate(str.maketrans(renumbered))
    told = verdicts(runs(codes, "SutonnyMJ"))["SutonnyMJ"]
    assert told.kind == "broken" and "SutonnyMJ" in told.reason


def test_codes_of_an_unknown_kind_are_broken():
    told = verdicts(runs("¤ÛÊáÍ ¤ÛÅ³ÚÏ×ÌÞØ ¬Ê¢ ×ØºÚÂ ÌÍÚÄÚÏ ×Ü³ßÛÂ ÛÊáÕ ÕÚÛÂ ×ÚÅÜÆÂÚ", "Mitra"))["Mitra"]
    assert told.kind == "broken" and "unknown kind" in told.reason


def test_reasons_are_one_sentence():
    for found in (runs(SOUND), runs(visual(SOUND)), legacy(SOUND), runs("Zoom 12"), runs(SOUND, hidden=True)):
        for verdict in verdicts(found).values():
            assert verdict.reason.endswith(".") and "\n" not in verdict.reason
