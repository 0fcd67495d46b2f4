"""Characters of symbol fonts, which stand at private places of Unicode, → what they print."""

from __future__ import annotations

from normalize.bijoy import tables

_PRIVATE = range(0xF000, 0xF100)
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "•", 0xA3: "☐"}
_SYMBOL = {0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xAE: "→", 0xA8: "♦"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: int) -> str:
    """What a font prints for a code; the character of another font as it is, with the codes of Bijoy brought back.

    >>> symbol("Wingdings", 0xF0FC), symbol("Symbol", 0xF0B7), symbol("SutonnyMJ", 0xF041), symbol("Nikosh", 0x995)
    ('✓', '•', 'A', 'ক')
    """
    low = code - _PRIVATE.start if code in _PRIVATE else code
    known = _FONTS.get(font.strip().lower(), {})
    if low in known:
        return known[low]
    if low < 0x20 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    return tables.character(low) if low < 0x100 else chr(code)
