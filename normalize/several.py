"""Cells that hold several values (২ ও ৩০/০৬/২৪), and figures that stand among words. Nothing is evaluated."""

from __future__ import annotations

import re
from dataclasses import replace

from normalize import amounts, dates, numbers
from normalize.digits import scripts_mixed, to_bengali
from normalize.reading import Reading

_MOST = 24  # values in one cell; a cell with more is a list or running text
_GUARD = r"(?<![0-9])"
_VALUES = tuple(
    re.compile(_GUARD + pattern, re.IGNORECASE)
    for pattern in (
        *(rf"(?:{form})(?:{dates.ERA})?" for form in dates.FORMS),
        amounts.MONEY,
        amounts.PERCENT,
        rf"(?P<number>{numbers.FIGURE})(?![0-9]*[,.]?[0-9])(?: ?(?P<counter>{numbers.COUNTER}))?",
        r"(?P<number>[0-9]{1,15}(?:\.[0-9]{1,12})?)(?![0-9])",
    )
)
_CODE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,6}(?![0-9./\-])")
_BETWEEN = re.compile(r"(?:\s|[,;:/|।+&()]|ও|এবং|বা|অথবা|[-–—]|থেকে|হতে|হইতে|পর্যন্ত|টি|টা|জন|তারিখ|খ্রি[ঃ.]?)*")
_RANGE = frozenset(("-", "–", "—", "থেকে", "হতে", "হইতে"))
_SIGNS = frozenset("-−–+ ")
_DIGIT = re.compile("[0-9]")


def figures(text: str) -> list[tuple[int, int, Reading]]:
    """The values in a text with their places, in order, not overlapping, at most 24. Digits ASCII.

    `2 ও 30/06/24` → (0, 1, number 2), (4, 12, date 2024-06-30).
    """
    found: list[tuple[int, int, Reading]] = []
    at = 0
    while len(found) < _MOST and (digit := _DIGIT.search(text, at)):
        if code := _CODE.match(text, digit.start()):
            at = code.end()
            continue
        best = _longest(text, at, digit.start())
        if best is None:
            at = _past_digits(text, digit.start())
            continue
        found.append(best)
        at = best[1]
    return found


def _longest(text: str, at: int, digit: int) -> tuple[int, int, Reading] | None:
    """The longest value that holds the digit at `digit` and starts at `at` or later."""
    best: tuple[int, int, Reading] | None = None
    for start in range(max(at, digit - 8), digit + 1):
        if start and text[start] in _SIGNS:
            continue  # a dash between values is no minus
        for pattern in _VALUES:
            match = pattern.match(text, start)
            if match and match.end() > digit and (best is None or match.end() > best[1]):
                reading = _value(match)
                best = (start, match.end(), reading) if reading else best
        if best is not None:
            return best
    return None


def _past_digits(text: str, at: int) -> int:
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _value(match: re.Match[str]) -> Reading | None:
    """The reading of what one of the value patterns matched."""
    got = match.groupdict()
    if "y" in got:
        return dates.from_match(match)
    if "number" not in got:
        return amounts.money(match[0]) or amounts.percent(match[0])
    body = match[0].lstrip("-−–+ ") if not match["number"].startswith(("-", "−")) else match[0]
    return numbers.parse(body.strip())


def parse(text: str, printed: str) -> Reading | None:
    """Several values and nothing else, or None. `text` has ASCII digits, `printed` the same characters as printed.

    `2 ও 30/06/24` → multi with two parts; `2 3 30/06/24` → three parts, suggestion `২ ও ৩০/০৬/২৪`: a lone ৩ between
    a number and a date is most likely the word ও.
    """
    found = figures(text)
    if len(found) < 2 or len(found) >= _MOST:
        return None
    ends = [0, *(end for _, end, _ in found)]
    starts = [*(start for start, _, _ in found), len(text)]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    if not all(_BETWEEN.fullmatch(gap) for gap in between):
        return None
    parts = tuple(_with_place(reading, printed[start:end]) for start, end, reading in found)
    doubts = ("range",) if any(gap.strip() in _RANGE for gap in between[1:-1]) else ()
    return Reading("any", "", "", "multi", parts=parts, doubts=doubts, suggestion=_misread_o(parts))


def _with_place(reading: Reading, printed: str) -> Reading:
    """A part with its own printed text."""
    doubts = (*reading.doubts, "mixed_digits") if scripts_mixed(printed) else reading.doubts
    return replace(reading, raw=printed.strip(), text=printed.strip(), doubts=doubts)


def _misread_o(parts: tuple[Reading, ...]) -> str | None:
    """২ ৩ ৩০/০৬/২৪ → `২ ও ৩০/০৬/২৪`; the look-alikes ৩ and ও."""
    if len(parts) == 3 and parts[1].text in ("৩", "3") and [p.kind for p in parts] == ["number", "number", "date"]:
        return to_bengali(f"{parts[0].text} ও {parts[2].text}")
    return None


def among_words(text: str, printed: str) -> Reading:
    """Text of a value cell that is no value: the figures in it stand in `parts`, so that none is lost.

    `4 (প্রমাণক সংযুক্ত)` → invalid, doubt words, one part.
    """
    parts = tuple(_with_place(reading, printed[start:end]) for start, end, reading in figures(text[:2000]))
    doubts = ("words",) if parts else ("unread_figures",) if _DIGIT.search(text) else ()
    return Reading("any", "", "", "invalid", "text", rest=printed, doubts=doubts, parts=parts)
