r"""Bengali that no spelling has: signs without a letter to stand on, and characters that stand for no letter at all.

A vowel sign stands on one consonant or cluster, ঁ ং ঃ behind a vowel, hasanta between two consonants, at a word's end or
before the য of অ্যা. Text in visual order (িব for বি), with glyphs that were lost (সংখ\x00া for সংখ্যা) or in another font's
codes breaks this in most of its longer words; of 41,746 words of a word list four do, misspelled ones.
"""

from __future__ import annotations

import re

from normalize.canon import clean

_CONSONANT = "[ক-নপ-রলশ-হৰৱ]\u09bc?"
_VOWEL_SIGN = "[\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc\u09d7\u09e2\u09e3]"  # া ি ী ু ূ ৃ ৄ ে ৈ ো ৌ ৗ ৢ ৣ
_HASANTA = "[\u200c\u200d]?\u09cd[\u200c\u200d]?"
_CLUSTER = f"{_CONSONANT}(?:{_HASANTA}(?:{_CONSONANT}|ৎ))*(?:{_VOWEL_SIGN}|{_HASANTA})?"
_VOWEL = f"[অ-ঌএঐওঔৠৡ](?:{_HASANTA}য\u09be?)?"  # also অ্যা, এ্যা
_SIGNS = "[ঁংঃ\u09fe]*[\u200c\u200d]?"
_RIGHT = re.compile(f"(?:(?:{_CLUSTER}|{_VOWEL}|ৎ){_SIGNS}|[ঀঽ\u09f2-\u09fd])+")
# What stands for no letter: controls, private use but for the symbols of Word's bullet fonts, a dotted circle, U+FFFD.
_LOST = "\0-\x08\x0e-\x1f\x7f-\x9f\u25cc\ufffd\ue000-\uefff\uf100-\uf8ff"
_WORD = re.compile(f"[\u0980-\u09e3\u09f0-\u09ff\u200c\u200d{_LOST}]+")
_ANY_LOST = re.compile(f"[{_LOST}]")


def malformed(text: str) -> list[str]:
    """The words of a text that can be no Bengali, or hold characters that are none; digits part words.

    >>> malformed("িবভাগীয় পরিচালক, ২য়"), malformed("অ্যাপ উদ্‌যাপন চাঁদপুর")
    (['িবভাগীয়'], [])
    """
    found = _WORD.findall(text if _ANY_LOST.search(text) else clean(text).text)
    return [word for word in found if not _RIGHT.fullmatch(word)]


def lost(text: str) -> bool:
    r"""Whether a text holds characters that stand for no letter: a glyph was shown whose meaning the file doesn't tell.

    >>> lost("সংখ\x00া"), lost("সংখ্যা")
    (True, False)
    """
    return _ANY_LOST.search(text) is not None
