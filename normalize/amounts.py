"""Percent and money. Money is given in taka: ২.৭৫ কোটি টাকা → 27500000."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize import numerals
from normalize.numbers import FIGURE, Figure, figure
from normalize.reading import Reading

_PERCENT_SIGN = r"(?:%|٪|％|শতাংশ|পার্সেন্ট|percent)"
PERCENT = rf"(?:শতকরা ?(?P<hundred>{FIGURE})(?: ?ভাগ)?|(?P<percent>{FIGURE}) ?{_PERCENT_SIGN})"
_PERCENT_CELL = re.compile(rf"{PERCENT}(?: ?\((?P<words>[^()0-9]{{1,80}})\))?(?P<tail> ?।)?(?P<marks> ?[*†‡^]{{1,5}})?")
_SCALES = {"শত": 2, "হাজার": 3, "লক্ষ": 5, "লাখ": 5, "কোটি": 7, "মিলিয়ন": 6}
_SCALE = "|".join(_SCALES)
_CURRENCY = r"(?:টাকা(?:র|য়)?|টাঃ|টা\.|Taka|Tk\.?|BDT)"
_TERM = rf"{FIGURE}(?: ?(?:{_SCALE}))?"
_SUM = rf"{_TERM}(?: (?:{_TERM})){{0,4}}"
_PAISA, _MORE_PAISA = (rf"(?:,? ?(?P<{name}>{FIGURE}) ?পয়সা)?" for name in ("coins1", "coins2"))
MONEY = (
    rf"(?:(?:৳|{_CURRENCY}) ?(?P<marked>{_SUM})(?: ?{_CURRENCY})?{_PAISA}(?: ?/[-=])?"
    rf"|(?P<told>{_SUM})(?: ?/[-=])? ?(?:{_CURRENCY}|৳){_MORE_PAISA}(?: ?/[-=])?"
    rf"|(?P<closed>{_SUM}) ?/[-=](?![0-9])"
    rf"|(?P<only>{FIGURE}) ?পয়সা)"
)
_MONEY_CELL = re.compile(
    rf"(?:মোট ?)?{MONEY}(?: ?{_CURRENCY})?(?: ?মাত্র)?(?P<tail> ?[।.])?(?P<marks> ?[*†‡^]{{1,5}})?", re.IGNORECASE
)
_WORDS = re.compile(r" ?\((?P<words>[^()0-9]{1,120})\) ?| ?,? ?কথায় ?[:ঃ-]? ?(?P<said>[^()0-9]{1,120})$")
_SCALED = re.compile(rf"(?P<sum>{_SUM})(?P<marks> ?[*†‡^]{{1,5}})?")
_TERMS = re.compile(rf"({FIGURE}) ?({_SCALE})?")
_HAS_SCALE = re.compile(_SCALE)


def percent(text: str) -> Reading | None:
    """One percentage in percent points, or None. `text`: one line, digits ASCII.

    `90.5%`, `90 শতাংশ`, `শতকরা 90 ভাগ` → 90.5, 90, 90.
    """
    match = _PERCENT_CELL.fullmatch(text)
    read = figure(match["percent"] or match["hundred"]) if match else None
    if match is None or read is None:
        return None
    doubts = _told(match["words"], read.value)
    if doubts is None:
        return None
    if match["marks"]:
        doubts.append("footnote_mark")
    return Reading(
        "percent", "", "", "ok", "percent", float(read.value), unit="percent", doubts=(*read.doubts, *doubts)
    )


def money(text: str) -> Reading | None:
    """One amount of money in taka, or None. `text`: one line, digits ASCII.

    `2.75 কোটি টাকা` → 27500000, `5 লক্ষ 30 হাজার টাকা` → 530000, `5,000/-` → 5000, `10 টাকা 50 পয়সা` → 10.5.
    """
    words = _WORDS.search(text)
    match = _MONEY_CELL.fullmatch(f"{text[: words.start()]} {text[words.end() :]}".strip() if words else text)
    read = _amount(match) if match else None
    if match is None or read is None:
        return None
    doubts = _told(words and (words["words"] or words["said"]), read.value)
    if doubts is None:
        return None
    if match["marks"]:
        doubts.append("footnote_mark")
    return Reading("money", "", "", "ok", "money", float(read.value), unit="taka", doubts=(*read.doubts, *doubts))


def scaled(text: str) -> Reading | None:
    """A number told with হাজার, লক্ষ or কোটি but without a currency, or None. `5 লক্ষ` → 500000."""
    match = _SCALED.fullmatch(text)
    read = _sum(match["sum"]) if match and _HAS_SCALE.search(text) else None
    if match is None or read is None:
        return None
    marks = ("footnote_mark",) if match["marks"] else ()
    return Reading("number", "", "", "ok", "number", float(read.value), doubts=(*read.doubts, *marks))


def _amount(match: re.Match[str]) -> Figure | None:
    """Taka of a match of MONEY, paisa included."""
    if match["only"]:
        coins = figure(match["only"])
        return coins and Figure(coins.value / 100, coins.doubts)
    taka = _sum(match["marked"] or match["told"] or match["closed"])
    paisa = match["coins1"] or match["coins2"]
    if taka is None or not paisa:
        return taka
    coins = figure(paisa)
    return coins and Figure(taka.value + coins.value / 100, (*taka.doubts, *coins.doubts))


def _sum(text: str) -> Figure | None:
    """5 লক্ষ 30 হাজার → 530000. None where the terms don't fall (5 হাজার 3 লক্ষ), for these are several amounts."""
    total, least = Decimal(0), 99
    doubts: list[str] = []
    for number, scale in _TERMS.findall(text):
        read, power = figure(number), _SCALES.get(scale, 0)
        if read is None or power >= least:
            return None
        total, least = total + read.value * 10**power, power
        doubts += read.doubts
    return Figure(total, tuple(doubts))


def _told(words: str | None, value: Decimal) -> list[str] | None:
    """The doubts that words in brackets raise: none where they repeat the figure. None: they are no number words."""
    told = None if words is None else numerals.value(words)
    if words is not None and told is None:
        return None
    return [] if words is None or told == value else ["words_disagree"]
