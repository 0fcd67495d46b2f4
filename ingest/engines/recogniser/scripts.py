"""Digits of two scripts that look alike and are worth the same: the token's script decides where the picture doesn't.

০ is like 0 and O, ২ like 2. Where the network shares its chances among them, what the other one got is given to the
one of the token's script, so that a plain ০ is not a doubtful one. ৪ is like 8 and ৭ like 9 too, but these are other
numbers: there the picture alone decides, and what it leaves open is a doubt (80% stands in pages of Bengali digits).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from ingest.engines.recogniser import alphabet
from ingest.engines.recogniser.network import Chances

Script = Literal["bengali", "latin"]
LATIN_DIGITS = "0123456789"
FIGURE_MARKS = ".,-/%()[]:।৳+"
_CLEAR = 0.9  # a look-alike that is likelier is what the picture shows
_CLEAR_AMONG = 0.99  # the same among digits that are drawn as none of the other script: ২0২৪
_CLEAR_TWO = 0.95  # the same of ২ and 2, which no font draws alike: of 305 figures of one script none was seen so
NEVER = 2.0  # no chance is so clear
_ZERO, _TWO = alphabet.encode("০0Oo"), alphabet.encode("২2")
_MARKS_ALIKE = [alphabet.encode(told) for told in ("-–—", ":ঃ", "।|")]  # in figures only: letters part them
_OTHER_NUMBERS = tuple(zip(alphabet.encode("89"), alphabet.encode("৪৭"), strict=True))
_ONE, _LIKE_ONE = alphabet.encode("1")[0], alphabet.encode("Ili|।")
_ONES, _AS_ONE = frozenset("Ili|।"), str.maketrans("Ili|।", "11111")
_TELLING = {"bengali": frozenset("১৩৫৬৮৯"), "latin": frozenset("134567")}
_BENGALI_LETTER = frozenset(alphabet.CONSONANTS + alphabet.VOWELS + alphabet.SIGNS)
_DIGITS = frozenset(alphabet.DIGITS + LATIN_DIGITS)
_FIGURES = _DIGITS | frozenset(FIGURE_MARKS + "Oo–—ঃ|")
_EIGHT_NINE, _FOUR_SEVEN = frozenset("89"), frozenset("৪৭")
_ALIKE = str.maketrans("02", "০২")
_ONLY_BENGALI = frozenset(alphabet.DIGITS)
_KEPT = [alphabet.BLANK, *alphabet.encode(alphabet.DIGITS + LATIN_DIGITS + FIGURE_MARKS)]


def of_page(texts: Iterable[str]) -> Script:
    """The script of a page's figures: that of most digits that look like none of the other."""
    return _more("".join(texts)) or "bengali"


def of_token(text: str, page: Script) -> Script:
    """The script of one token; `page`: that of the page's figures, which decides where the token tells nothing."""
    if not _BENGALI_LETTER.isdisjoint(text):
        return "bengali"
    if any(character.isascii() and character.isalpha() and character not in "Oo" for character in text):
        return "latin"
    return _more(text) or page


def _more(text: str) -> Script | None:
    bengali, latin = (sum(map(text.count, _TELLING[script])) for script in ("bengali", "latin"))
    return None if bengali == latin else "bengali" if bengali > latin else "latin"


def is_figure(text: str) -> bool:
    """Whether a token is nothing but digits and the marks that stand with them."""
    return _FIGURES.issuperset(text) and not _DIGITS.isdisjoint(text)


def same_figure(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the script of digits that look alike and are worth the same: ৮৬0, ৮৬০."""
    return in_bengali(one) == in_bengali(other)


def in_bengali(text: str) -> str:
    """The text with digits that look like Bengali ones and are worth the same as these: ৮৬0 → ৮৬০."""
    return text.translate(_ALIKE)


def has_stray(text: str) -> bool:
    """Whether a token is a figure of Bengali digits but for a Latin letter or two that were read in it."""
    strays = [c for c in text if c.isascii() and c.isalpha() and c not in "Oo"]
    rest = [c for c in text if c not in strays]
    return 0 < len(strays) <= 2 and _FIGURES.issuperset(rest) and not _ONLY_BENGALI.isdisjoint(rest)


def clear_in(text: str) -> float:
    """From which chance on a look-alike of the other script is one in a token that was read so."""
    return _CLEAR_AMONG if _more(text) else _CLEAR


def is_misfit(text: str, page: Script) -> bool:
    """Whether an 8 or 9 stands among digits that are Bengali, and none that is surely Latin: ০8/০৭/২০২৬.

    `page`: the script of its figures, where ৪ and ৭ alone tell the script of the token: ৭80.
    """
    if _EIGHT_NINE.isdisjoint(text) or not _TELLING["latin"].isdisjoint(text):
        return False
    return _more(text) == "bengali" or (page == "bengali" and not _FOUR_SEVEN.isdisjoint(text))


def as_bengali(chances: Chances) -> Chances:
    """The chances with those of 8 and 9 given to ৪ and ৭, which look like them."""
    found = chances.copy()
    for latin, bengali in _OTHER_NUMBERS:
        found[:, bengali] += found[:, latin]
        found[:, latin] = 0
    return found


def is_latin_misfit(text: str, page: Script) -> bool:
    """Whether a ৪ or ৭ stands among digits that are Latin, and none that is surely Bengali: [৪.1]; ৭80 there."""
    if _FOUR_SEVEN.isdisjoint(text) or not _TELLING["bengali"].isdisjoint(text):
        return False
    return _more(text) == "latin" or (page == "latin" and not _EIGHT_NINE.isdisjoint(text))


def is_code(text: str) -> bool:
    """Whether a token looks like the code of a row that has parts: [1.2]."""
    return text[:1] == "[" and "." in text


def as_latin(chances: Chances) -> Chances:
    """The chances with those of ৪ and ৭ given to 8 and 9, which look like them."""
    found = chances.copy()
    for latin, bengali in _OTHER_NUMBERS:
        found[:, latin] += found[:, bengali]
        found[:, bengali] = 0
    return found


def is_nearly_latin_figure(text: str) -> bool:
    """Whether a text is a figure but for letters like a Latin 1 in it: I0/02/27, l।."""
    ones = "".join("1" if character in "Ili" else character for character in text)
    return ones != text and is_figure(ones) and _ONLY_BENGALI.isdisjoint(text)


def mended_latin(text: str) -> str | None:
    """The figure of Latin digits that a text may be whose 1 was read as a letter or danda, whose 0 as brackets.

    2। → 21, l5 → 15, [8 → 18, (04 → 04, 2()26 → 2026: in faces that training hardly saw digits look so. None where it
    is none of these.
    """
    if not (_FIGURES | _ONES).issuperset(text) or not _ONLY_BENGALI.isdisjoint(text):
        return None
    mended = text.translate(_AS_ONE).replace("()", "0")
    if mended.count("(") != mended.count(")"):
        mended = mended.replace("(", "").replace(")", "")
    if "]" not in mended:
        mended = mended.replace("[", "1")
    return mended if mended != text else None


def with_ones(chances: Chances) -> Chances:
    """The chances with those of letters and marks that a Latin 1 is taken for given to it."""
    found = chances.copy()
    found[:, _ONE] += found[:, _LIKE_ONE].sum(axis=1)
    found[:, _LIKE_ONE] = 0
    return found


def has_digit(text: str) -> bool:
    """Whether a token holds a digit."""
    return not _DIGITS.isdisjoint(text)


def merged(
    chances: Chances, script: Script, *, marks: bool = False, clear: float = _CLEAR, clear_two: float = _CLEAR_TWO
) -> Chances:
    """The chances with those of unclear look-alikes given to the digit of `script`, and with `marks` to one mark.

    `clear`: from which chance on a look-alike keeps it; `clear_two`: the same of ২ and 2, where that is less.
    """
    found = chances.copy()
    for alike, least in ((_ZERO, clear), (_TWO, min(clear, clear_two))):
        into = alike[0 if script == "bengali" else 1]
        _give(found, into, [k for k in alike if k != into], least)
    for into, *others in _MARKS_ALIKE if marks else ():
        _give(found, into, others, clear)
    return found


def _give(chances: Chances, into: int, others: list[int], clear: float) -> None:
    """Gives what the others have in a frame to one of them, unless one of the others is clear there."""
    given = chances[:, others]
    unclear = given.max(axis=1) < clear
    chances[:, into] += np.where(unclear, given.sum(axis=1), 0)
    chances[:, others] = np.where(unclear[:, None], 0, given)


def only_figures(chances: Chances) -> Chances:
    """The chances of the blank, of digits and of their marks; those of everything else are nothing."""
    found = np.zeros_like(chances)
    found[:, _KEPT] = chances[:, _KEPT]
    return found
