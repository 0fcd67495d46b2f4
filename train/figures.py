"""Figures and marks as office tables write them: numbers, dates, years, amounts, codes, memo numbers, short cells."""

from __future__ import annotations

import random

from ingest.engines.recogniser.alphabet import DIGITS

_TO_BENGALI = str.maketrans("0123456789", DIGITS)
_MONTHS = ("জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর")
_BANGLA_MONTHS = ("বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন", "কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র")
_UNITS = ("টি", "টা", "জন", "টাকা", "লক্ষ টাকা", "কোটি টাকা", "দিন", "হেক্টর", "মে. টন", "কি.মি.", "বার", "মাস", "%", " %", "/-")
# Alone on a line nothing tells – from -, ঃ from :, x from X: only one of each pair stands alone.
_MARKS = (
    "-",
    "-",
    "-",
    "--",
    "--",
    "---",
    "।",
    "৳",
    "%",
    "*",
    "**",
    ".",
    "..",
    "...",
    ":",
    "/",
    "(",
    ")",
    "X",
    "√",
    "+",
    "=",
)
_LATIN = 0.22  # share of figures with Latin digits: whole reports have them
_LETTERS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"


def bengali(text: str) -> str:
    """Latin digits as Bengali ones: 12.5 → ১২.৫."""
    return text.translate(_TO_BENGALI)


def digits(chance: random.Random, count: int) -> str:
    """`count` Latin digits, each equally likely, a leading zero too."""
    return "".join(chance.choice("0123456789") for _ in range(count))


def grouped(number: str) -> str:
    """Indian grouping: 12345678 → 1,23,45,678."""
    head, tail = number[:-3], number[-3:]
    parts = [head[max(0, at - 2) : at] for at in range(len(head), 0, -2)][::-1]
    return ",".join([*parts, tail])


def bare(chance: random.Random) -> str:
    """One to four characters: digits, every one equally often, percentages, decimals, serials, marks."""
    roll = chance.random()
    if roll < 0.13:
        return chance.choice(_MARKS)
    if roll < 0.17:
        return _lettered(chance)
    if roll < 0.75:
        text = digits(chance, chance.choice((1, 1, 1, 2, 2, 2, 3, 3, 4)))
    else:
        d = digits(chance, 4)
        text = chance.choice(
            (d[:2] + "%", d[0] + "%", d[:3] + "%", f"{d[0]}.{d[1]}", f"{d[0]}.{d[1:3]}", f"{d[:2]}.{d[2]}", d[0] + ".",
             d[0] + ")", f"({d[0]})", d[:2] + ".", d[0] + "।", "-" + d[0], d[:2] + "টি", d[0] + "টি", f"{d[0]}-{d[1]}",
             d[:2] + ")", f"[{d[0]}]", d[0] + ",", f"{d[0]}/{d[1]}", d[:2] + "+", d[0] + "*")
        )  # fmt: skip
    return text if chance.random() < _LATIN else bengali(text)


def _lettered(chance: random.Random) -> str:
    """A serial letter: ক, খ), (গ), a, ii."""
    letter = chance.choice((*_LETTERS, *_LETTERS, *"abdefghijkABDEFGHJK", "ii", "iii", "iv"))
    return chance.choice((letter, letter + ")", f"({letter})", letter + ".", letter + "।"))


def number(chance: random.Random) -> str:
    """A number of any size, grouped or not, with or without decimals, unit, sign."""
    whole = str(chance.randrange(10 ** chance.randint(1, 9)))
    if len(whole) > 3 and chance.random() < 0.7:
        whole = grouped(whole)
    if chance.random() < 0.35:
        whole += "." + digits(chance, chance.choice((1, 2, 2, 3)))
    if chance.random() < 0.35:
        whole += chance.choice(("", "", " ")) + chance.choice(_UNITS)
    return chance.choice(("", "", "", "", "", "৳", "৳ ", "-", "মোট ", "Tk. ")) + whole


def date(chance: random.Random) -> str:
    """A date as plans write it: 31/07/23, ২৬-০৯-২০২৪ খ্রি., ২৩ নভেম্বর, ২০২৩."""
    day, month, year = chance.randint(1, 31), chance.randint(1, 12), chance.randint(1990, 2030)
    roll = chance.random()
    if roll < 0.65:
        mark = chance.choice("///.--")
        short = str(year)[2:] if chance.random() < 0.4 else str(year)
        padded = (f"{day:02d}", f"{month:02d}") if chance.random() < 0.8 else (str(day), str(month))
        text = mark.join((*padded, short))
    else:
        name = chance.choice(_MONTHS if roll < 0.9 else _BANGLA_MONTHS)
        text = f"{day:02d} {name}{chance.choice((' ', ', '))}{year if roll < 0.9 else year - 593}"
    return text + chance.choice(("", "", "", "", " খ্রি.", " খ্রিঃ", " তারিখ", " তারিখে", "ইং"))


def years(chance: random.Random) -> str:
    """A fiscal year or a span of months: ২০২৩-২৪, ২০২৩-২০২৪, জুলাই-সেপ্টেম্বর/২০২৩."""
    year = chance.randint(2005, 2032)
    ahead = chance.choice((str(year + 1)[2:], str(year + 1)))
    if chance.random() < 0.7:
        return f"{year}{chance.choice('---–')}{ahead}" + chance.choice(("", "", "", " অর্থবছর", " অর্থবছরের", " সাল"))
    first = chance.randrange(12)
    return f"{_MONTHS[first]}{chance.choice(('-', ' - ', '–'))}{_MONTHS[(first + 2) % 12]}{chance.choice('/, ')}{year}"


def code(chance: random.Random) -> str:
    """An activity or indicator code: [১.১.১], [এম.১.১], ১.২.৩."""
    text = ".".join(str(chance.randint(1, 12)) for _ in range(chance.choice((1, 2, 2, 3, 3))))
    if chance.random() < 0.15:
        text = chance.choice(("এম", "ক", "খ", "M")) + "." + text
    return chance.choice(("[{}]", "[{}]", "[{}]", "{}", "({})", "{}.", "{})")).format(text)


def memo(chance: random.Random) -> str:
    """A memo number, a telephone number, a post code."""
    groups = (2, 2, 4, 3, 2, 3, 2)[: chance.randint(4, 7)]
    text = ".".join(digits(chance, size) for size in groups)
    if chance.random() < 0.5:
        text += f"-{chance.randint(1, 999)}"
    if chance.random() < 0.3:
        return f"০১{digits(chance, 3)}-{digits(chance, 6)}"
    return chance.choice(("স্মারক নং-", "স্মারক নম্বর: ", "নং-", "", "")) + text


def figure(chance: random.Random) -> str:
    """Any of the above but the bare ones; three times in four of Bengali digits, now and then of both: ২,37,363."""
    kinds = (number, number, number, date, date, years, code, code, memo)
    text = chance.choice(kinds)(chance)
    roll = chance.random()
    if roll < 0.03:
        at = chance.randrange(len(text))
        return bengali(text[:at]) + text[at:] if roll < 0.015 else text[:at] + bengali(text[at:])
    return text if roll < 0.03 + _LATIN else bengali(text)
