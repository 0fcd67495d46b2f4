"""Recognition without a font: cells, documents, and what of a cell stays Latin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.bijoy import GENERATIONS, agreement, decode_runs, encode, looks_like_bijoy, runs

REPORT = [
    "iOabyi Dc‡Rjv cwil`", "evwl©K Kg©m¤úv`b Pyw³ 2023-24", "µwgK", "Kvh©µg", "GKK", "msL¨v", "1", "2",
    "†mev cÖ`vb cÖwZkÖæwZ nvjbvMv`KiY", "ZvwiL",
    "30/06/2024", "80", "Zoom Meeting 2", "BUET-Gi cÖwZwbwa", "GB", "Email", "Kvgvj †gvjøv",
    "www.rangdhanu.gov.bd",
]  # fmt: skip
BIJOY = [
    "cÖwZ‡e`b", "mfv", "evsjv", "gvwmK mfvi Kvh©weeiYx", "wkÿv gš¿Yvjq", "A_©eQi 2023-24", "miKvwi Awdm", "XvKv",
    "DËg 80%", "e\x8a\x97" + "Zv Ges cÖ\x87qvRb", "BUET-Gi cÖwZwbwa †cÖiY",
]  # fmt: skip
OTHER = [
    "Annual Performance Agreement", "VAT & AIT", "R&D", "café Müller", "Naïve résumé", "© 2024 BdREN",
    "Fig. 3† (see ‡)", "“Quoted” — text…", "20°C ± 5 µm ½ kg", "12/05/2024", "১২", "২য় Class", "প্রতিবেদন",
    "www.mof.gov.bd", "a_b@c.gov.bd", "-", "",
    "GB", "me", "Kg", "I", "Hz", "BUET", "DC/UNO", "`width` and ``height``", "_________",
    "iPhone", "• item", "Über Größe",
]  # fmt: skip


@pytest.mark.parametrize("text", BIJOY)
def test_bijoy_is_recognised(text):
    assert looks_like_bijoy(text) == "sutonny"


@pytest.mark.parametrize("text", OTHER)
def test_other_texts_are_not(text):
    assert looks_like_bijoy(text) is None


def test_the_generation_is_told_by_words_that_differ():
    words = "আত্মকর্মসংস্থান স্নাতক নিম্ন উল্লিখিত গুরুত্বপূর্ণ অন্তর্ভুক্ত শিক্ষা"
    for generation in GENERATIONS:
        assert looks_like_bijoy(encode(words, generation)) == generation


def test_a_document_agrees_by_its_certain_cells():
    assert agreement(REPORT) == "sutonny"
    assert agreement(OTHER) is None
    assert agreement([]) is None
    assert agreement(["Office order", "Meeting minutes", "Total"] * 100 + ["mfv"]) is None  # chance
    assert agreement(["1", "2", "GB", "me"]) is None


def test_in_its_document_a_cell_shows_what_it_is():
    printed = {text: decode_runs(text, runs(text, "sutonny")) for text in REPORT}
    assert printed["80"] == "৮০" and printed["30/06/2024"] == "৩০/০৬/২০২৪"  # figures as their font prints them
    assert printed["GB"] == "এই" and printed["GKK"] == "একক"
    assert printed["BUET-Gi cÖwZwbwa"] == "BUET-এর প্রতিনিধি"
    assert printed["Kvgvj †gvjøv"] == "কামাল মোল্লা"
    for latin in ("Zoom Meeting 2", "Email", "www.rangdhanu.gov.bd"):
        assert printed[latin] == latin and runs(latin, "sutonny") == ()
    assert runs("২য় Class", "sutonny") == () == runs("", "sutonny") == runs("  ", "ansi")
    assert decode_runs("২য় †kªwY", runs("২য় †kªwY", "ansi")) == "২য় শ্রেণি"


@given(st.text(alphabet="Kivw‡©¨š the 12ক", max_size=40), st.sampled_from(GENERATIONS))
def test_runs_are_in_order_and_inside(text, generation):
    found = runs(text, generation)
    places = [place for run in found for place in run[:2]]
    assert places == sorted(places) and all(0 <= place <= len(text) for place in places)
    assert all(run.start < run.end for run in found)
