"""Bengali that no hand would write: what broken text layers leave behind. The bench's own judge, no gate of ours."""

from __future__ import annotations

import re
import unicodedata

_VOWEL_SIGNS = "\N{BENGALI VOWEL SIGN AA}-\N{BENGALI VOWEL SIGN AU}\N{BENGALI AU LENGTH MARK}"
_HASANTA = "\N{BENGALI SIGN VIRAMA}"
_NUKTA = "\N{BENGALI SIGN NUKTA}"
_CONSONANTS = "\N{BENGALI LETTER KA}-\N{BENGALI LETTER HA}\N{BENGALI LETTER RRA}-\N{BENGALI LETTER YYA}ৰৱ"
_FAULT = re.compile(
    f"(?<![{_CONSONANTS}{_NUKTA}])[{_VOWEL_SIGNS}{_HASANTA}]"  # a sign that has no consonant to stand on
    f"|[{_CONSONANTS}]{_HASANTA}[^{_CONSONANTS}\\W]"  # a conjunct that breaks off within a word
    "|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]"  # private use, the mark of what could not be read, controls
    r"|\(cid:\d+\)"
)
_APART = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""))


def malformed(text: str) -> bool:
    """Whether a text holds what Bengali can't.

    >>> malformed("কার্যক্রম"), malformed("সংেযাজনী"), malformed("িতন মাস"), malformed("অ্যাপ"), malformed("দ\ue081রসমূহ")
    (False, True, True, False, True)
    """
    plain = unicodedata.normalize("NFC", text.translate(_APART)).replace(f"অ{_HASANTA}য", "য").replace("এ্যা", "যা")
    return bool(_FAULT.search(plain))
