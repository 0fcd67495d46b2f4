"""Figures: sign, lakh grouping, decimals; and cells of one number with its counter word, repeated words and marks.

All patterns look at text whose digits are ASCII already (`digits.to_ascii`); positions are those of the printed text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from normalize import numerals
from normalize.reading import Reading

_MAX_DIGITS = (
    15  # beyond these a float64 no longer holds every digit; such rows of digits are telephone or memo numbers
)
FIGURE = r"(?:[-−–+] ?)?(?:[0-9]{1,20}(?:,[0-9]{1,4}){0,9}(?:\.[0-9]{1,12})?|\.[0-9]{1,12})"
COUNTERS = ("টি", "টা", "জন", "খানা", "খানি", "বার", "কপি", "সেট", "দফা", "ব্যাচ", "সংখ্যক")
MEASURES = (
    "ঘণ্টা", "ঘন্টা", "জনঘণ্টা", "জনঘন্টা", "দিন", "কর্মদিবস", "কার্যদিবস", "মাস", "সপ্তাহ", "বছর", "মিনিট",
    "কি.মি.", "কিমি", "কিলোমিটার", "মিটার", "একর", "হেক্টর", "মে. টন", "মে.টন", "মেট্রিক টন", "কেজি", "বর্গমিটার",
)  # fmt: skip
_LETTER = "\u0980-\u09e3"  # a Bengali letter or sign, not a digit
COUNTER = rf"(?:{'|'.join(map(re.escape, sorted(COUNTERS + MEASURES, key=len, reverse=True)))})(?![{_LETTER}])"
_PAIRS = ("", "()", "[]")
_CELL = re.compile(
    rf"(?P<before>[*†‡]{{1,5}} ?)?(?P<quote>['\"‘“:])?(?P<open>[(\[] ?)?(?P<figure>{FIGURE})"
    rf"(?: ?[(\[] ?(?P<words>[^()\[\]0-9]{{1,80}})[)\]])?(?: ?(?P<counter>{COUNTER}))?"
    rf"(?: ?[(\[] ?(?P<after>[^()\[\]0-9]{{1,80}})[)\]])?(?P<close> ?[)\]])?"
    r"(?P<tail> ?[।.,;:'\"’”]{1,2})?(?P<marks> ?[*†‡^]{1,5})?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact figure and what is doubtful about how it is printed."""

    value: Decimal
    doubts: tuple[str, ...] = ()


def figure(token: str) -> Figure | None:
    """A figure in ASCII digits, or None where it is none or may be several (`2,3`).

    `1,25,000.50` → 125000.50; `125,000` → 125000 with doubt odd_grouping; `–5` → -5 with doubt dash_minus.
    """
    body = token.lstrip("-−–+ ")
    sign = token[: len(token) - len(body)]
    doubts: list[str] = []
    if "–" in sign or (" " in sign and "+" not in sign):
        doubts.append("dash_minus")  # a dash before a figure is more often a dash than a minus
    whole, _, fraction = body.partition(".")
    if len(whole) + len(fraction) > _MAX_DIGITS + whole.count(","):
        return None
    if "," in whole:
        grouping = _grouping(whole.split(","))
        if grouping == "several":
            return None
        if grouping == "odd":
            doubts.append("odd_grouping")
    value = Decimal(f"{whole.replace(',', '') or '0'}.{fraction or '0'}")
    return Figure(-value if sign.strip() in ("-", "−", "–") else value, tuple(doubts))


def _grouping(groups: list[str]) -> str:
    """How the groups between commas read: lakh (1,25,000), odd (125,000), several (2,3)."""
    lengths = [len(group) for group in groups]
    if lengths[-1] == 3 and all(n == 2 for n in lengths[1:-1]) and (lengths[0] <= 2 or len(lengths) == 4):
        return "lakh"
    if (lengths[-1] == 3 and lengths[0] > 0) or (len(groups) > 2 and all(2 <= n <= 3 for n in lengths[1:])):
        return "odd"
    return "several"


def parse(text: str) -> Reading | None:
    """One number, with its counter, words in brackets and marks, or None. `text`: one line, digits ASCII.

    `02টি` → 2, unit count; `4 (চার)` → 4; `4***` → 4 with doubt footnote_mark; `1.` → 1 with doubt trailing_mark.
    """
    match = _CELL.fullmatch(text)
    read = figure(match["figure"]) if match else None
    if match is None or read is None or (match["open"] or "")[:1] + (match["close"] or "")[-1:] not in _PAIRS:
        return None
    doubts = list(read.doubts)
    for words in (match["words"], match["after"]):
        if words is not None and (told := numerals.value(words)) is None:
            return None
        if words is not None and told != read.value:
            doubts.append("words_disagree")
    if match["before"] or match["marks"]:
        doubts.append("footnote_mark")
    if match["open"]:
        doubts.append("in_brackets")
    if match["tail"] or match["quote"]:
        doubts.append("trailing_mark")
    if match["figure"][0] == "0" and len(match["figure"]) > 4 and match["figure"].isdigit():
        doubts.append("leading_zeros")  # a telephone or memo number rather than a figure
    if match["figure"].startswith("."):
        doubts.append("leading_point")
    counter = match["counter"]
    unit = None if counter is None else "count" if counter in COUNTERS else "other"
    return Reading("number", "", "", "ok", "number", float(read.value), unit=unit, doubts=tuple(doubts))


def in_words(text: str) -> Reading | None:
    """A cell that tells its number in words alone. `চার` → 4 with doubt in_words."""
    told = numerals.value(text)
    return None if told is None else Reading("number", "", "", "ok", "number", float(told), doubts=("in_words",))
