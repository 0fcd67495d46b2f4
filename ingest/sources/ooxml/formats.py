"""Number formats of Excel: a stored number → the text that the cell prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache

from ingest.sources.ooxml import dates, digits
from ingest.sources.ooxml.digits import Token

GENERAL = "General"
# those that a file names by number alone; 14 and 22 follow the reader's country: here day first
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-", 42: "$#,##0;-$#,##0;-",
    43: "#,##0.00;-#,##0.00;-", 44: "$#,##0.00;-$#,##0.00;-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
_LONGEST = 255  # characters of a format that Excel takes
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_BENGALI_SHAPE = 5  # the first byte of [$-5000445]
_BENGALI_LANGUAGES = (0x0445, 0x0845)
_FIFTEEN = Context(prec=15)  # digits that Excel knows of a number
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general)|(?P<half>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+)|(?P<exponent>e[+-])"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_TELLS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format between semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    bengali_digits: bool = False
    bengali_names: bool = False

    def has(self, kind: str) -> bool:
        """Whether a token of this kind is in it."""
        return any(token[0] == kind for token in self.tokens)


def printed(stored: str, code: str, *, since_1904: bool = False) -> str:
    """What a cell with this number, as the file stores it, prints in a format; the number itself where it can't be.

    >>> printed("0.875", "0.0%"), printed("1250000", "#,##0.00"), printed("45200", "dd/mm/yyyy")
    ('87.5%', '1,250,000.00', '01/10/2023')
    >>> printed("45200", "[$-5000445]dd/mm/yyyy"), printed("0.30000000000000004", "General")
    ('০১/১০/২০২৩', '0.3')
    """
    try:
        number = _FIFTEEN.create_decimal(stored.strip())
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return stored
    chosen = _chosen(sections(code), number) if len(code) <= _LONGEST else None
    if chosen is None:
        return digits.general(number)
    section, signed = chosen
    return _in_section(abs(number) if not signed else number, section, since_1904=since_1904).strip()


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format."""
    parts: list[list[Token]] = [[]]
    notes: list[list[str]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "literal", match[match.lastgroup or 0]
        if kind == "literal" and text == ";":
            parts.append([])
            notes.append([])
        elif kind == "bracket":
            token = _bracket(text)
            notes[-1].append(text)
            parts[-1] += [token] if token else []
        elif kind in ("quoted", "escaped", "literal"):
            parts[-1].append(("literal", text))
        elif kind == "gap":
            parts[-1].append(("literal", " "))
        elif kind != "fill":
            parts[-1].append((kind, text.lower() if kind in ("date", "general", "half") else text))
    return tuple(_section(tokens, told) for tokens, told in zip(parts, notes, strict=True))


def _section(tokens: Sequence[Token], notes: Sequence[str]) -> Section:
    condition, shape, names = None, False, False
    for note in notes:
        if found := _CONDITION.fullmatch(note):
            condition = (found[1], Decimal(found[2]))
        elif note.startswith("$") and "-" in note:
            language = note.rpartition("-")[2].partition(",")
            try:
                number = int(language[2] or language[0], 16)
            except ValueError:
                number = 0
            shape = shape or number >> 24 == _BENGALI_SHAPE
            names = names or number & 0xFFFF in _BENGALI_LANGUAGES or "$-bn" in note.lower()
    return Section(tuple(dates.ordered(tokens)), condition, shape, names)


def _bracket(text: str) -> Token | None:
    """[$৳-845] prints ৳, [h] counts hours beyond a day; colours, conditions and languages print nothing."""
    if text.startswith("$"):
        symbol = text[1:].partition("-")[0]
        return ("literal", symbol) if symbol else None
    return ("elapsed", text.lower()) if _ELAPSED.fullmatch(text) else None


def _chosen(parts: Sequence[Section], number: Decimal) -> tuple[Section, bool] | None:
    """The section that prints a number, and whether it prints the sign; None where none does."""
    parts = parts[:3] if len(parts) > 3 else parts
    if any(part.condition for part in parts):
        for part in parts:
            if part.condition is None or _TELLS[part.condition[0]](number, part.condition[1]):
                only_negative = part.condition and part.condition[0] in ("<", "<=") and part.condition[1] <= 0
                return part, not only_negative
        return parts[-1], True
    if number < 0 and len(parts) > 1:
        return parts[1], False
    if number == 0 and len(parts) > 2:
        return parts[2], True
    return parts[0], True


def _in_section(number: Decimal, section: Section, *, since_1904: bool) -> str:
    figures: Mapping[int, int] = _BENGALI if section.bengali_digits else {}
    if section.has("date") or section.has("elapsed") or section.has("half"):
        moment = dates.moment(number, since_1904=since_1904)
        if moment is None:
            return digits.general(number)
        return dates.in_tokens(moment, section.tokens, bengali=section.bengali_names).translate(figures)
    if section.has("general") or section.has("text"):
        plain = digits.general(number).translate(figures)
        return "".join(plain if kind in ("general", "text") else text for kind, text in section.tokens)
    if not section.has("digit"):
        fixed = "".join(text for kind, text in section.tokens if kind in ("literal", "percent"))
        return f"-{fixed}" if number < 0 else fixed
    return digits.in_tokens(number, section.tokens, figures)
