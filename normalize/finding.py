"""Values told in running text: dates of events, counts that are asked, codes, fiscal years, periods, amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from normalize import amounts, codes, dates, numbers, periods
from normalize.canon import clean
from normalize.digits import scripts_mixed, to_ascii
from normalize.reading import Found, Kind, Reading

_MOST = 400  # values of one kind in one text
_LONGEST = 100_000  # characters of one text that are searched
_GUARD = r"(?<![0-9.,/\-–])"
_DIGIT = re.compile("[0-9০-৯]")
_LETTER = "\u0980-\u09e3"
_DATES = tuple(
    re.compile(_GUARD + form + rf"(?:[ ,]{{0,2}}(?P<bangla>{dates.BANGLA_ERA}))?", re.IGNORECASE)
    for form in dates.FORMS
)
_PERCENT = re.compile(_GUARD + amounts.PERCENT)
_MONEY = re.compile(_GUARD + amounts.MONEY, re.IGNORECASE)
_FISCAL = re.compile(periods.FISCAL)
_COUNT = re.compile(
    rf"{_GUARD}(?P<figure>[0-9]{{1,6}}(?:,[0-9]{{2,3}}){{0,3}})"
    rf" ?(?P<counter>{'|'.join(numbers.COUNTERS)})(?![{_LETTER}])"
)
_WORDS = ("এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়", "দশ")
_TOLD = re.compile(rf"(?<![{_LETTER}0-9])(?P<word>{'|'.join(_WORDS)})(?:টি|টা)(?![{_LETTER}])")
_CODES = re.compile(rf"{codes.BRACKETED}|(?<![0-9.,/\-–\[]){codes.BARE}(?! ?(?:%|শতাংশ|টাকা|হাজার|লক্ষ|লাখ|কোটি|টি|জন|মে|কি))")
_Scan = Callable[[str], Iterator[Found]]


def find(text: str, kind: Kind) -> list[Found]:
    """The values of a kind told in a text, longest match first, not overlapping, in order of place; never raises.

    Places are of the text given. `গত ২৩ নভেম্বর, ২০২৩ তারিখে` → one date; `০২টি সভা` → number 2, unit count. Kinds:
    date, number (counts with their counter word), percent, money, code, fiscal_year, period; others give nothing.
    A date that can't be (৩২/০৭/২৩) is given as invalid; a day without a year is not given.
    """
    scan = _SCANS.get(kind)
    if scan is None or (kind not in ("number", "period") and not _DIGIT.search(text)):
        return []
    plain = to_ascii(text[:_LONGEST].replace("\n", " ").replace("\u00a0", " "))
    return [_placed(found, text) for found in _chosen(scan(plain))]


def _chosen(candidates: Iterator[Found]) -> list[Found]:
    """Of overlapping finds the one that begins first, and of these the longest."""
    chosen: list[Found] = []
    at = 0
    for found in sorted(candidates, key=lambda f: (f.start, -f.end)):
        if found.start >= at and len(chosen) < _MOST:
            chosen.append(found)
            at = found.end
    return chosen


def _placed(found: Found, text: str) -> Found:
    """The find with its printed text."""
    printed = text[found.start : found.end]
    doubts = found.reading.doubts
    if scripts_mixed(printed) and found.reading.value_type != "text":
        doubts = (*doubts, "mixed_digits")
    return Found(found.start, found.end, replace(found.reading, raw=printed, text=clean(printed).text, doubts=doubts))


def _dates(plain: str) -> Iterator[Found]:
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            reading = dates.from_match(match)
            if not _is_code_or_memo(match, plain):
                yield Found(match.start(), match.end(), reading)


def _is_code_or_memo(match: re.Match[str], plain: str) -> bool:
    """Whether a numeric match is a piece of a code or memo number: [1.2.12], 47.61.0071.000.27."""
    if match.groupdict().get("name"):
        return False
    behind = plain[match.end() : match.end() + 2]
    dotted = "." in match[0] and "/" not in match[0] and "-" not in match[0]
    return bool(re.match(r"[.\-/][0-9]|\]", behind)) or (dotted and len(match["y"]) == 2 and len(match["d"]) < 2)


def _counts(plain: str) -> Iterator[Found]:
    for match in _COUNT.finditer(plain):
        if read := numbers.figure(match["figure"]):
            yield Found(match.start(), match.end(), _count(float(read.value), read.doubts))
    for match in _TOLD.finditer(plain):
        yield Found(match.start(), match.end(), _count(float(_WORDS.index(match["word"]) + 1), ("in_words",)))


def _count(number: float, doubts: tuple[str, ...]) -> Reading:
    return Reading("number", "", "", "ok", "number", number, unit="count", doubts=doubts)


def _amounts(pattern: re.Pattern[str], parse: Callable[[str], Reading | None]) -> _Scan:
    def scan(plain: str) -> Iterator[Found]:
        for match in pattern.finditer(plain):
            if reading := parse(match[0]):
                yield Found(match.start(), match.end(), reading)

    return scan


def _codes(plain: str) -> Iterator[Found]:
    for match in _CODES.finditer(plain):
        if reading := codes.from_match(match):
            yield Found(match.start(), match.end(), reading)


def _fiscal_years(plain: str) -> Iterator[Found]:
    return (Found(m.start(), m.end(), periods.fiscal_from_match(m)) for m in _FISCAL.finditer(plain))


_SCANS: dict[str, _Scan] = {
    "date": _dates,
    "number": _counts,
    "percent": _amounts(_PERCENT, amounts.percent),
    "money": _amounts(_MONEY, amounts.money),
    "code": _codes,
    "fiscal_year": _fiscal_years,
    "period": periods.scan,
}
