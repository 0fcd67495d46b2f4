from __future__ import annotations

from extract.heading.districts import LATIN, is_district, nearest


def test_districts():
    assert is_district("টাংগাইল")
    assert is_district("চাপাইনবাবগঞ্জ")
    assert not is_district("ঢাকাইল")
    assert nearest("নরসিংন্দী", 0.7) == "নরসিংদী"
    assert nearest("ঢাকাইল", 0.72) is None


def test_there_are_64():
    assert len(LATIN) == 64
    assert all(is_district(name) and all(latin.isascii() for latin in spellings) for name, spellings in LATIN.items())
