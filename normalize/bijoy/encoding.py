"""Unicode → codes, as a typist's Bijoy stores them: for tests, and for making Bijoy documents to measure with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from normalize.bijoy.decoding import CARRY_RETROFLEX, ZWJ, ZWNJ
from normalize.bijoy.tables import HASANTA, Generation, character, table

_Pieces = tuple[tuple[str, str], ...]
_CONSONANT = "(?:[ডঢয]\u09bc|[ক-নপ-রলশ-হৎ])"
_VOWEL_SIGN = "\u09be-\u09c3\u09c7\u09c8\u09cb\u09cc\u09d7"  # া ি ী ু ূ ৃ ে ৈ ো ৌ ৗ
_SYLLABLE = re.compile(
    f"(?P<reph>র{HASANTA}(?={_CONSONANT}|[ঈ-ঋ]))?"
    f"(?P<letters>(?:{_CONSONANT}|[অ-ঋএঐওঔ])(?:{ZWJ}?{HASANTA}{_CONSONANT})*)"
    f"(?P<sign>[{_VOWEL_SIGN}]?)(?P<mark>ঁ?)(?P<hasanta>{HASANTA}{ZWNJ}?)?"
)
_IN_WORD = re.compile("[\u0980-\u09ff\u200c]")
_SPLIT = {"\u09cb": "\u09c7\u09be", "\u09cc": "\u09c7\u09d7"}  # ো = ে + া, ৌ = ে + ৗ
# Signs that print as themselves; Latin letters and digits print something else, so no code writes them.
_PLAIN = frozenset(" \t\n\r!\"#%'()*+,-./:;<=>?@[]{}\N{NO-BREAK SPACE}")
# Half letters and what hangs on them; on a whole letter the rest hangs: ন্ম is b¥, ন্ব is š^.
_HANGS_ON_HALF = {
    "স": "ক ক্র ত ত্র থ প ব ম ন ল", "ষ": "ক ক্র প ব ম", "ম": "প ব ভ ভ্র ম ন ল", "ন": "ত ত্র থ ব", "দ": "ভ ভ্র"
}  # fmt: skip
_PAIRS = frozenset((half, sub) for half, subs in _HANGS_ON_HALF.items() for sub in subs.split())
_UNDER_HALVES = frozenset(("ক", "ক্র", "ত", "ত্র", "থ", "প"))  # too far left under a whole letter
_SIDE = "কঙছজঝটঠডঢতদফভহ়"  # letters without an upright on the right: a sign below them stands further left
# Which of several glyphs is typed: its code and the letters it is typed under (half letters: before), else the last.
_TYPED: dict[tuple[str, str], tuple[tuple[int, str], ...]] = {
    ("sub", "ব"): ((0x5E, "সষমনদ"), (0x9F, "ধবহ"), (0xA6, "শগপ"), (0xA1, "")),
    ("sub", "ম"): ((0xA7, "সষম"), (0xA5, "")),
    ("sub", "র"): ((0xD6, "পগশ"), (0xAB, "টডফঘঢ"), (0xAA, "")),
    ("sub", "ন"): ((0xE8, "ক"), (0x9C, "")),
    ("sub", "ণ"): ((0x9C, "ণ"), (0xE8, "")),  # the glyphs of ্ন; decode tells them apart by what they hang on
    ("half", "ন"): ((0x9A, "তথবল"), (0x9B, "")),
    ("half", "দ"): ((0x98, "গঘ"), (0x99, "")),
    ("pre", "ে"): ((0x86, " "), (0x87, "")),  # at the start of a word without the line above
    ("pre", "ৈ"): ((0x88, " "), (0x89, "")),
    ("post", "ু"): ((0x7A, _SIDE), (0x79, "")),
    ("post", "ূ"): ((0x83, "র"), (0x82, _SIDE), (0x7E, "")),
    ("post", "ৃ"): ((0x85, _SIDE), (0x84, "")),
}
_TYPED_IN: dict[Generation, dict[tuple[str, str], tuple[tuple[int, str], ...]]] = {
    "sutonny": _TYPED | {
        ("sub", "ত"): ((0xCD, ""),), ("sub", "ল"): ((0xF8, ""),), ("letter", "ক্ষ"): ((0xFF, ""),),
        ("post", "ু"): ((0xE6, "র"), *_TYPED["post", "ু"]),
    },
    "ansi": _TYPED | {
        ("sub", "ল"): ((0xAC, ""),), ("letter", "ক্ষ"): ((0xB6, ""),), ("post", "ু"): ((0x93, "র"), *_TYPED["post", "ু"]),
    },
}  # fmt: skip
_LEFT = "িেৈ"
_FOLLOWS = {"": ("letter", "half"), "half": ("letter", "half", "sub"), "letter": ("sub",), "sub": ("sub",)}


def encode(text: str, generation: Generation) -> str:
    """The codes, as Windows-1252 characters, that print a text in a font of the Bijoy family.

    `decode(encode(text, g), g)` is the text, where it is canonical Bengali. Raises ValueError, naming it, at a conjunct
    for which the fonts have no glyphs and at a character they don't print: a Latin letter, a digit that isn't Bengali.

    >>> encode("কর্মসম্পাদন", "sutonny"), encode("উল্লিখিত শিক্ষা", "ansi"), encode("উল্লিখিত শিক্ষা", "sutonny")
    ('Kg©m¤úv`b', 'Dwj¬wLZ wk¶v', 'DwjøwLZ wkÿv')
    """
    text = unicodedata.normalize("NFC", text)
    stored: list[str] = []
    at = 0
    while at < len(text):
        if match := _SYLLABLE.match(text, at):
            initial = at == 0 or not _IN_WORD.match(text, at - 1)
            stored.append(_stored(match, generation, " " if initial else ""))
            at = match.end()
        else:
            stored.append(_sign(text[at], generation))
            at += 1
    return "".join(stored)


def _sign(sign: str, generation: Generation) -> str:
    if sign in _PLAIN:
        return sign
    if ("sign", sign) not in _codes(generation):
        raise ValueError(f"Bijoy has no code for {sign!r}")
    return _typed("sign", sign, "", generation)


def _stored(match: re.Match[str], generation: Generation, before: str) -> str:
    """One syllable in the order in which it is stored; `before` is a blank where it begins a word."""
    letters, mark = match["letters"], match["mark"].replace("ঁ", "u")
    if letters == "আ" and not match["sign"]:
        return "Av" + mark
    signs = _SPLIT.get(match["sign"], match["sign"])
    pieces = _pieces(tuple(letters.replace(ZWJ, "").split(HASANTA)), signs, generation)
    if pieces is None:
        raise ValueError(f"Bijoy has no glyphs for {letters}")
    texts = [text for _, text in pieces]
    codes = [
        _typed(kind, text, texts[n + 1] if kind == "half" else texts[n - 1] if n else "", generation)
        for n, (kind, text) in enumerate(pieces)
    ]
    if texts[-1].endswith(signs):
        signs = ""  # one glyph prints letter and sign: গু
    pre = "".join(_typed("pre", sign, before, generation) for sign in signs if sign in _LEFT)
    post = "".join(_typed("post", sign, texts[-1], generation) for sign in signs if sign not in _LEFT)
    reph = "\N{COPYRIGHT SIGN}" if match["reph"] else ""
    behind = reph + post if post[:1] in ("v", "\N{LATIN CAPITAL LETTER S WITH CARON}") else post + reph
    return pre + "".join(codes) + behind + mark + ("&" if match["hasanta"] else "")


def _typed(kind: str, text: str, beside: str, generation: Generation) -> str:
    """The character typed for a unit that stands beside another text (blank: beside nothing)."""
    choice = _TYPED_IN[generation].get((kind, text))
    if choice:
        code = next(code for code, letters in choice if not letters or (beside and _edge(kind, beside) in letters))
        return character(code)
    return character(_codes(generation)[kind, text])


def _edge(kind: str, beside: str) -> str:
    return beside[0] if kind == "half" else beside[-1]


@cache
def _codes(generation: Generation) -> dict[tuple[str, str], int]:
    """The first code of every unit, without its hasanta, with its vowel sign: ("sub", "তু") → 0x91."""
    codes: dict[tuple[str, str], int] = {}
    for unit in sorted(set(table(generation).units.values())):
        kind = "letter" if unit.kind == "vowel" else unit.kind
        codes.setdefault((kind, unit.text.strip(HASANTA) + unit.sign), unit.code)
    return codes | {("sub", "ণ"): 0xE8}


@lru_cache(maxsize=4096)
def _pieces(letters: tuple[str, ...], sign: str, generation: Generation) -> tuple[tuple[str, str], ...] | None:
    """The glyphs, (kind, text) each, of a conjunct and its vowel sign; None where the fonts can't print it."""
    ways = list(_ways(letters, sign, generation, "", ""))
    return min(ways, key=_oddness) if ways else None


def _ways(letters: tuple[str, ...], sign: str, generation: Generation, kind: str, before: str) -> Iterator[_Pieces]:
    """Every way to print letters that stand behind a glyph of a kind and text: what may follow is in _FOLLOWS."""
    codes = _codes(generation)
    for n in range(1, len(letters) + 1):
        text, rest = HASANTA.join(letters[:n]), letters[n:]
        for follower in _FOLLOWS[kind]:
            if follower == "sub" and not _told_apart(before, text):
                continue
            if rest and (follower, text) in codes:
                yield from (((follower, text), *more) for more in _ways(rest, sign, generation, follower, text))
            elif not rest and follower != "half":
                yield from (((follower, whole),) for whole in {text, text + sign} if (follower, whole) in codes)


def _told_apart(before: str, hanging: str) -> bool:
    """Whether `decode` reads the one glyph of ্ন and ্ণ under these letters as the one that is meant (not ণ্ন, ক্ণ)."""
    carries = before[-1] in CARRY_RETROFLEX
    return hanging not in ("ন", "ণ") or (carries if hanging == "ণ" else not carries) or before[-1] + hanging == "গণ"


def _oddness(pieces: _Pieces) -> float:
    """How unlike a typist's choice: many glyphs, a half letter with what does not hang on it, a sign of its own."""
    odd = float(len(pieces))
    for (kind, text), (next_kind, next_text) in pairwise(pieces):
        pair = (text, next_text.rstrip("ু")) in _PAIRS
        if kind == "half":
            odd += (0 if pair else 2) if next_kind == "sub" else (0.4 if pair else 0.1)
        elif pair and kind == "letter":
            odd += 0.5
        elif next_text.rstrip("ু") in _UNDER_HALVES:
            odd += 1  # পঙ্ক্তি is c•w³ and not c¼—w
        if (kind, text, next_kind) == ("sub", "প", "sub"):
            odd += 0.6  # ম্প্র is ¤cÖ
    return odd - 0.01 * len(pieces[-1][1])
