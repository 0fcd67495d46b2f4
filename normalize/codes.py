"""Codes of activities and indicators: [১.১.১] → 1.1.1, [এম.১.১] → M.1.1. Serials (০১, ১., (১)) are no codes."""

from __future__ import annotations

import re

from normalize.reading import Reading

# names of the Latin letters as forms spell them in Bengali, and the Bengali letters that number lists
_LATIN = {
    "এ": "A", "বি": "B", "সি": "C", "ডি": "D", "ই": "E", "এফ": "F", "জি": "G", "এইচ": "H", "আই": "I", "জে": "J",
    "কে": "K", "এল": "L", "এম": "M", "এন": "N", "ও": "O", "পি": "P", "কিউ": "Q", "আর": "R", "এস": "S", "টি": "T",
    "ইউ": "U", "ভি": "V", "ডব্লিউ": "W", "এক্স": "X", "ওয়াই": "Y", "জেড": "Z",
    "ক": "KA", "খ": "KHA", "গ": "GA", "ঘ": "GHA", "ঙ": "NGA",
}  # fmt: skip
_LETTER = rf"(?:{'|'.join(sorted(_LATIN, key=len, reverse=True))}|[A-Za-z])"
_POINT = r" ?[.,।·:] ?"
_NUMBERS = rf"[0-9]{{1,3}}(?:{_POINT}[0-9]{{1,3}}){{0,5}}"
BRACKETED = rf"(?P<open>[\[{{［]) ?(?P<body>(?:{_LETTER}(?:{_POINT}| ?-? ?))?{_NUMBERS})[.।]? ?(?P<close>[\]}}］])"
_OPEN_ONLY = rf"\[ ?(?P<left>(?:{_LETTER}{_POINT})?[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,5}})[.।]?(?![0-9\]])"
_CLOSE_ONLY = r"(?P<right>[0-9]{1,2}(?:\.[0-9]{1,2}){1,5}) ?\]"
BARE = r"(?P<bare>[0-9]{1,2}(?:\.[0-9]{1,2}){1,5})(?:\.|।)?(?![0-9.,/\-–]*[0-9])"
_CODE = re.compile(rf"(?:{BRACKETED}|{_OPEN_ONLY}|{_CLOSE_ONLY}|{BARE})[ :ঃ\-–]{{0,3}}")
_SERIAL = re.compile(r"[(\[]?(?P<n>[0-9]{1,3})(?:[.।)\]]{1,2}|(?=$))[ :ঃ\-–]{0,3}")
# what makes 2.75 an amount rather than a code
_AMOUNT = re.compile(r" ?(?:%|শতাংশ|টাকা|হাজার|লক্ষ|লাখ|কোটি|টি(?![\u0980-\u09e3])|জন(?![\u0980-\u09e3])|/[-=]|মে|কি)")


def parse(text: str) -> Reading | None:
    """The code that leads a text, with the text behind it in `rest`; None where no code leads it. Digits ASCII.

    `[1.2.1] সভা আয়োজিত` → 1.2.1; `1.2 নৈতিকতা কমিটি` → 1.2; `[1.1` → 1.1 with doubt bracket_missing; `1.` → None.
    """
    match = _CODE.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    if match["bare"] and _AMOUNT.match(text, match.end("bare")):
        return None
    return from_match(match, rest)


def from_match(match: re.Match[str], rest: str = "") -> Reading | None:
    """The reading of a match that has one of the groups body, left, right, bare."""
    got = match.groupdict()
    body = got.get("body") or got.get("left") or got.get("right") or got.get("bare") or ""
    doubts = []
    if got.get("left") or got.get("right"):
        doubts.append("bracket_missing")
    if re.search(r"[,।·:]", body):
        doubts.append("code_separator")
    letter = re.match(_LETTER, body)
    name = letter[0] if letter else ""
    numbers = [str(int(n)) for n in re.findall(r"[0-9]+", body)]
    if any(n == "0" for n in numbers):
        return None
    head = [_LATIN.get(name, name.upper())] if name else []
    return Reading("code", "", "", "ok", "text", code=".".join(head + numbers), rest=rest, doubts=tuple(doubts))


def serial(text: str) -> Reading | None:
    """A serial, which is no code: `01`, `1.`, `(1)`, `1. প্রাতিষ্ঠানিক ব্যবস্থা`. `number` is its number."""
    match = _SERIAL.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    return Reading("code", "", "", "invalid", "text", number=float(match["n"]), rest=rest, doubts=("serial",))
