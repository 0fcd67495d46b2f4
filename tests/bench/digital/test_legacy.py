"""Markup in the codes of a legacy font prints what the Unicode markup says."""

import html
import re
import unicodedata

import pikepdf
import pytest

from bench.digital import legacy
from bench.digital.layers import codes, map_of
from normalize import bijoy

MARKUP = '<tr><td class="figure"><a href="x"></a>১.২৫</td><td>সেবা প্রতিশ্রুতি<br>কার্যক্রম</td></tr>'


@pytest.mark.parametrize("generation", bijoy.GENERATIONS)
def test_texts_are_coded_and_tags_are_kept(generation):
    told = legacy.recoder(generation, "Nikosh")(MARKUP)
    spans = re.findall(r"<span style=\"font-family: '([^']+)'\">([^<]*)</span>", told)
    decoded = "|".join(bijoy.decode(html.unescape(text), legacy.typed_in(generation)) for _, text in spans)
    assert decoded.replace("|", "") == "১.২৫সেবা প্রতিশ্রুতিকার্যক্রম"
    assert re.sub(r"</?span[^>]*>|<style>.*?</style>", "", told).count("<") == MARKUP.count("<")
    assert not re.search("[\u0980-\u09ff]", told)


def test_a_text_that_bijoy_cannot_write_stays_in_unicode():
    told = legacy.recoder("sutonny", "Nikosh")("<td>সেবা &amp; ব্যয়</td>")
    assert told.endswith("<td><span style=\"font-family: 'Nikosh'\">সেবা &amp; ব্যয়</span></td>")


def test_latin_words_stand_in_a_latin_font():
    told = legacy.recoder("sutonny", "Nikosh")("<td>সূচক (KPI)</td>")
    assert f"'{legacy.LATIN}'\">KPI</span>" in told


def test_a_share_of_the_texts_is_left_in_unicode():
    cells = [f"<td>সেবা {n}</td>" for n in "১২৩৪৫৬৭৮৯"]
    told = legacy.recoder("sutonny", "Nikosh", share=0.5)("".join(cells))
    kept = [cell for cell in cells if cell in told]
    assert 0 < len(kept) < len(cells)


def test_the_stand_in_takes_the_name_of_the_font(tmp_path):
    path = tmp_path / "a.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        fonts = {
            name: document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name(f"/{font}")))
            for name, font in (("F1", "AAAAAA+LiberationSans-Bold"), ("F2", "AAAAAA+LiberationSerif"))
        }
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(**fonts))
        document.save(path)
    legacy.renamed(path, "sutonny")
    with pikepdf.open(path) as document:
        fonts = document.pages[0].Resources.Font
        assert str(fonts.F1.BaseFont) == "/AAAAAA+SutonnyMJ-Bold"
        assert str(fonts.F2.BaseFont) == "/AAAAAA+LiberationSerif"


@pytest.mark.parametrize("text", ["শিক্ষা", "রক্তদান", "রুপা", "উল্লিখিত", "নিম্ন", "কর্মসম্পাদন ১২"])
def test_the_stand_in_says_the_codes_of_sutonny(text, tmp_path, monkeypatch):
    monkeypatch.setattr(legacy, "typed_in", lambda generation: "ansi")
    typed, path = bijoy.encode(text, "ansi"), tmp_path / "a.pdf"
    with pikepdf.new() as document:
        known = document.make_stream(map_of(dict(enumerate(typed, start=1))))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name("/AAAAAA+SiyamRupaliANSI"),
            ToUnicode=known,
        )  # fmt: skip
        page = document.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        document.save(path)
    legacy.renamed(path, "sutonny")
    with pikepdf.open(path) as document:
        font = document.pages[0].Resources.Font.F1
        told = codes(font)
        assert str(font.BaseFont) == "/AAAAAA+SutonnyMJ"
    assert bijoy.decode("".join(told[n] for n in sorted(told)), "sutonny") == unicodedata.normalize("NFC", text)
