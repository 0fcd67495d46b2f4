"""Names of fonts → generation."""

import pytest

from normalize.bijoy import generation_of

NAMES = {
    "sutonny": [
        "SutonnyMJ", "sutonnymj", "Sutonny MJ", " SutonnyMJ ", "ABCDEF+SutonnyMJ", "HKMNBG+SutonnyMJ-Bold",
        "SutonnyMJ,BoldItalic", "SutonnyMJ Regular", '"SutonnyMJ", serif', "'SutonnyMJ'", "SutonnyEMJ",
        "ChandrabatiMatraMJ", "TonnyBanglaMJ Bold", "Sutonny",
    ],
    "ansi": [
        "Kalpurush ANSI", "kalpurush_ANSI", "Siyam Rupali ANSI", "SiyamRupaliANSI", "XYZABC+Kalpurush-ANSI,Bold",
        "SolaimanLipi ANSI", "AdarshaLipi-ANSI",
    ],
    None: [
        "SutonnyOMJ", "ABCDEF+SutonnyOMJ-Bold", "Sutonny OMJ", "NikoshOMJ", "Nikosh", "Kalpurush", "Siyam Rupali",
        "Arial", "TimesNewRomanPSMT", "CMMI10", "MJ", "ANSI", "", "Times New Roman, SutonnyMJ", "Noto Sans Bengali",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("generation", "name"), [(key, name) for key, names in NAMES.items() for name in names])
def test_generation_of(generation, name):
    assert generation_of(name) == generation
