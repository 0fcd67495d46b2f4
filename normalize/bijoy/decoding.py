"""Codes → Unicode: one pass over the text, syllable by syllable.

A syllable is stored as it is printed: vowel signs that stand on the left first, half letters before and hanging letters
behind the letter, reph last. What makes no syllable (a dagger, a dash, a lone w) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from normalize.bijoy.tables import HASANTA, Generation, Table, Unit, table

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
ZWJ = "\N{ZERO WIDTH JOINER}"
# Addresses are set in a Latin font wherever they stand; read as Bijoy they would print nonsense.
ADDRESS = r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,8}"
_ADDRESS = re.compile(ADDRESS)
_WORD = re.compile(r"[\S\x85]+")  # U+0085 counts as a blank, but it is ৃ
_BULLET = "\N{BULLET}\x95"  # ঙ্, which begins no word: there it is a bullet
_CA = "\N{RIGHT DOUBLE QUOTATION MARK}\x94"  # চ্, which joins চ ছ ঞ only: elsewhere it closes a quotation
_PRINTED_CODES = "“”‘’–—"  # printed for D0-D5 and codes themselves
_RA, _YA, _NA, _A, _AA, _E, _AU = "র", "য", "ন", "অ", "\u09be", "\u09c7", "\u09d7"  # … া ে ৗ
_JOINED = {_E + _AA: "\u09cb", _E + _AU: "\u09cc"}  # ে + া = ো, ে + ৗ = ৌ
# ্ন and ্ণ are one glyph in two widths: ষ ণ হ ক্ষ carry ্ণ (বিষণ্ণ, অপরাহ্ণ, তীক্ষ্ণ); the wide one under গ is রুগ্ণ's.
CARRY_RETROFLEX = frozenset("ষণহ")
_WIDE_NA = 0xE8
_KEPT, _LONGEST = 50_000, 60  # how many decoded words and syllables are remembered, and how long ones


def decode(text: str, generation: Generation) -> str:
    """The text that a font of the Bijoy family prints for stored codes: Unicode, NFC, in canonical order.

    Codes may come as Windows-1252 characters (‡ Š “), as Latin-1 controls (U+0087) or mixed. Digits become Bengali
    digits, because that is what the font prints. Bengali characters, addresses (www.…, a@b.c), blanks and what makes no
    syllable stay; so decoding twice changes nothing. Raises KeyError for an unknown generation.

    >>> decode("†cÖw¶Z Kg©KZ©v", "ansi"), decode("wkÿv_x© Lyu‡R †bq", "sutonny")
    ('প্রেক্ষিত কর্মকর্তা', 'শিক্ষার্থী খুঁজে নেয়')
    >>> decode("2q †kªwY, www.rangdhanu.gov.bd", "sutonny")
    '২য় শ্রেণি, www.rangdhanu.gov.bd'
    """
    words = _words(generation)
    return _WORD.sub(lambda match: words[match[0]], text)


class _Remembered(dict[str, str]):
    """Codes → what they print, found out when they are first met."""

    def __init__(self, printed: Callable[[str], str]) -> None:
        super().__init__()
        self.printed = printed

    def __missing__(self, codes: str) -> str:
        printed = self.printed(codes)
        if len(self) < _KEPT and len(codes) <= _LONGEST:
            self[codes] = printed
        return printed


@cache
def _words(generation: Generation) -> _Remembered:
    """What words, cut at blanks, print. They hold all that a syllable's spelling depends on."""
    codes = table(generation)
    spelled = _Remembered(partial(_spelled, codes))
    return _Remembered(partial(_word, _syllables(codes), partial(_printed, spelled, _conjoinable(codes))))


def _word(syllables: re.Pattern[str], printed: Callable[[re.Match[str]], str], word: str) -> str:
    if "@" not in word and "www." not in word and "://" not in word:
        return syllables.sub(printed, word)
    parts, at = [], 0
    for match in _ADDRESS.finditer(word):
        parts += [syllables.sub(printed, word[at : match.start()]), match[0]]
        at = match.end()
    return "".join(parts) + syllables.sub(printed, word[at:])


def _syllables(codes: Table) -> re.Pattern[str]:
    """The pattern of what codes make: syllables, a hasanta that is seen, signs. Bounded repeats: no text is slow."""
    pre, half, sub, mark, letter, vowel = map(codes.characters, ("pre", "half", "sub", "mark", "letter", "vowel"))
    after = sub + codes.characters("post", "reph", "mark")
    behind = f"(?<=[{pre}{letter}{vowel}{after}])(?<![{_PRINTED_CODES}])"
    free = f"(?![{_BULLET}{_CA}])[{half}]"
    halves = f"(?:{free}|{behind}[{_BULLET}]|[{_CA}](?=[PQT])){{1,4}}"
    syllable = f"[{pre}]{{0,3}}[{mark}]?(?:{halves}[{letter}{sub}]|[{letter}{vowel}])(?:[{after}]|[{pre}](?=[{sub}]))*"
    hasanta = f"{behind}(?P<hasanta>[{codes.characters('hasanta')}])"
    stays = f"(?P<stays>(?:{free}|[{_BULLET}])+[\u00d1\u00d4\u00d5])"  # — ‘ ’, which would hang on the half letter
    return re.compile(f"{syllable}|{hasanta}|{stays}|[{codes.characters('sign')}]+")


def _conjoinable(codes: Table) -> re.Pattern[str]:
    """What must follow a hasanta that is seen, for which letters could be read as joined."""
    return re.compile(f"[{codes.characters('pre')}]{{0,3}}[{codes.characters('half', 'letter')}]")


def _printed(spelled: _Remembered, conjoinable: re.Pattern[str], match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return spelled[match[0]]
    if match.lastgroup == "stays":
        return match[0]
    # উদ্‌যাপন is no উদ্যাপন
    return HASANTA + ZWNJ if conjoinable.match(match.string, match.end()) else HASANTA


def _spelled(codes: Table, found: str) -> str:
    units = [codes.units[c] for c in found]
    return "".join(unit.text for unit in units) if units[0].kind == "sign" else _syllable(units)


def _syllable(units: Sequence[Unit]) -> str:
    """One syllable in the order of Unicode: reph, letters, vowel sign, ঁ."""
    letters: list[Unit] = []
    signs: list[str] = []
    reph = mark = ""
    for unit in units:
        if unit.kind in ("pre", "post"):
            signs.append(unit.text)
        elif unit.kind == "reph":
            reph = unit.text  # typed twice, it is printed once
        elif unit.kind == "mark":
            mark = unit.text
        else:
            letters.append(unit)
            signs += unit.sign
    vowel = _vowel(signs)
    spelled = _conjunct(letters, reph)
    if spelled == _A and vowel == _AA:
        return reph + "আ" + mark
    return reph + spelled + vowel + mark


def _vowel(signs: Sequence[str]) -> str:
    """Vowel signs in stored order → one sign: ে and া make ো; one stored twice is printed once."""
    joined = "".join(dict.fromkeys(signs))
    return _JOINED.get(joined, joined)


def _conjunct(letters: Sequence[Unit], reph: str) -> str:
    """The letters of a syllable, joined by one hasanta each."""
    spelled = letters[0].text
    for unit in letters[1:]:
        text = unit.text.removeprefix(HASANTA)
        if text == _NA and unit.kind == "sub" and _carries_retroflex(spelled, unit):
            text = "ণ"
        if spelled == _RA and text == _YA and not reph:
            spelled += ZWJ  # র‍্যাব: without the joiner it would be a reph
        spelled = spelled.removesuffix(HASANTA) + HASANTA + text
    return spelled


def _carries_retroflex(spelled: str, na: Unit) -> bool:
    bare = spelled.removesuffix(HASANTA)
    return bare[-1] in CARRY_RETROFLEX or (bare[-1] == "গ" and na.code == _WIDE_NA)
