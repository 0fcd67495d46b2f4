"""Memo number and date of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.heading.lines import Said
from extract.model import Issue
from normalize import find

# Digital file numbers (e-Nothi): office code 2.2.4.3, subject 2, file 3, year 2, and then the letter's own number.
GROUPS = (2, 2, 4, 3, 2, 3, 2)
_NUMBER = re.compile(
    r"[^\d\n]{0,24}?(?P<number>(?:[\u0980-\u09e5A-Za-z()]{1,20}\s?[./-]\s?){0,6}\d{1,6}"
    r"(?:\s{0,2}[./\\–-]\s{0,2}(?:\d{1,6}|[\u0980-\u09e5A-Za-z()]{1,20}(?=[./-]|\s*$))){0,12})(?:\s?\(\d{1,3}\))?"
)
_DATE_WORD = re.compile(r"(?:তারিখ|তাং)\s*[:ঃ;.–-]?|\bdate\b\s*[:.-]?", re.IGNORECASE)
_BANGLA_MONTH = re.compile(r"বৈশাখ|জ্যৈষ্ঠ|জৈষ্ঠ|আষাঢ|শ্রাবণ|শ্রাবন|ভাদ্র|আশ্বিন|কার্তিক|অগ্রহায়ণ|অগ্রহায়ন|পৌষ|মাঘ|ফাল্গুন|ফাগুন|চৈত্র|বঙ্গাব্দ")
_DATE_LIKE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s*[\u0980-\u09e5]+,?\s*\d{4}")
_DATE_ONLY = re.compile(r"[\s\d/.,।:–-]*(?:[\u0980-\u09ff]{2,14}[\s\d/.,।:–-]*){0,4}$")


@dataclass(frozen=True, slots=True)
class Memo:
    """The memo number in ASCII digits, dots as printed; `raw` as read."""

    number: str
    raw: str


@dataclass(frozen=True, slots=True)
class Issued:
    """The date of issue and the line it was read from."""

    on: date | None
    raw: str


def ascii_digits(text: str) -> str:
    """Turn decimal digits of any script into ASCII: "৪৭.৬১" → "47.61"."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def number_in(text: str) -> Memo | None:
    """Read the memo number from the text behind its label.

    >>> number_in("৪৭.৬১.৩৩০০.০০০.২৭.০০৩.২১.২০২").number
    '47.61.3300.000.27.003.21.202'
    """
    text = _DATE_WORD.split(text[:200])[0]
    match = _NUMBER.match(text)
    if not match:
        return None
    raw = match["number"].strip(" .-–/")
    return Memo(re.sub(r"\s+", "", ascii_digits(raw)), raw) if raw else None


def is_digital(number: str) -> bool:
    """Tell whether a number is meant as a digital file number: only digits, in five or more dotted groups."""
    return number.count(".") >= 4 and re.fullmatch(r"[\d.\-–/]+", number) is not None


def is_well_formed(number: str) -> bool:
    """Tell whether a digital file number has groups of 2.2.4.3.2.3.2 digits and then at most a letter number.

    >>> is_well_formed("47.61.3300.000.27.003.21.202"), is_well_formed("47.61.00715.000.27.003.21.202")
    (True, False)
    """
    groups = re.split(r"[.\-–/]", number)
    return tuple(map(len, groups[:7])) == GROUPS and len(groups) <= 9 and all(groups)


def read_memo(said: Sequence[Said]) -> tuple[Memo | None, list[Issue]]:
    """Find the document's memo number (the first labelled line) and check its form."""
    for at, line in enumerate(said):
        if line.kind != "memo":
            continue
        memo = number_in(line.rest)
        if memo is None and not line.rest and at + 1 < len(said) and is_digital(ascii_digits(said[at + 1].text)):
            memo = number_in(said[at + 1].text)  # the label alone on its line
        if memo:
            return memo, [] if not is_digital(memo.number) or is_well_formed(memo.number) else [_malformed(memo)]
    return None, []


def _malformed(memo: Memo) -> Issue:
    lengths = ".".join(str(len(group)) for group in re.split(r"[.\-–/]", memo.number))
    return Issue(
        "MEMO_NO_MALFORMED", "warn",
        f"The memo number has groups of {lengths} digits; a digital file number has 2.2.4.3.2.3.2 and then the letter "
        "number. Check it against the signed copy.",
        f"স্মারক নম্বরের অঙ্কবিন্যাস {lengths}; ডিজিটাল নথি নম্বর ২.২.৪.৩.২.৩.২ অঙ্কের হয়, তারপর পত্র নম্বর। "
        "মূল কপির সাথে মিলিয়ে দেখুন।",
        raw=memo.raw, rule="memo.read_memo", column_key="memo_no",
    )  # fmt: skip


def read_issue_date(said: Sequence[Said]) -> tuple[Issued | None, list[Issue]]:
    """Find the date of issue: beside or under the memo number, else a dated line of its own.

    A Bangla and a Gregorian date of the same letter are checked against each other; the Gregorian one is given.
    """
    for at, line in enumerate(said):
        if line.kind == "memo":
            near = [line, *_following(said, at)]
            found, issues = _dated(near)
            if found:
                return found, issues
    dated = [at for at, line in enumerate(said) if line.kind == "date"]
    for at in dated[:1] if not dated or said[dated[0]].after == 0 else dated[-1:]:
        return _dated([said[at], *_following(said, at)])
    return None, []


def _following(said: Sequence[Said], at: int) -> list[Said]:
    """Give the lines behind a labelled one that can hold (the other half of) its date."""
    lines: list[Said] = []
    for line in said[at + 1 : at + 4]:
        if line.kind == "date" or (
            line.kind == "text" and _DATE_LIKE.search(line.text) and _DATE_ONLY.match(line.text)
        ):
            lines.append(line)
        elif line.kind != "government":
            break
    return lines


def _dated(lines: Sequence[Said]) -> tuple[Issued | None, list[Issue]]:
    bangla: list[Issued] = []
    gregorian: list[Issued] = []
    invalid: list[str] = []
    for line in lines:
        text = line.rest if line.kind == "date" else line.text
        if line.kind == "memo":
            text = "".join(_DATE_WORD.split(text, maxsplit=1)[1:]).lstrip(" :ঃ-–")
        for found in find(text[:200], "date"):
            printed = text[found.start : found.end]
            if found.reading.status == "ok" and found.reading.date:
                issued = Issued(found.reading.date, printed.strip())
                (bangla if _BANGLA_MONTH.search(printed) else gregorian).append(issued)
            elif found.reading.status == "invalid":
                invalid.append(printed.strip())
    chosen = next(iter([*gregorian, *bangla]), None)
    issues = _calendars_differ(bangla[0], gregorian[0]) if bangla and gregorian else []
    if invalid and chosen is None:
        issues.append(_impossible(invalid[0]))
    return chosen, issues


def _calendars_differ(bangla: Issued, gregorian: Issued) -> list[Issue]:
    # One day of difference is a matter of which revision of the calendar an office uses, not a slip.
    if bangla.on is None or gregorian.on is None or abs((bangla.on - gregorian.on).days) <= 1:
        return []
    return [
        Issue(
            "ENTITY_INCONSISTENT",
            "warn",
            f"The Bangla date {bangla.raw} is {bangla.on}, but the date beside it is {gregorian.on}.",
            f"বাংলা তারিখ {bangla.raw} হলো {bangla.on}, কিন্তু পাশের ইংরেজি তারিখ {gregorian.on}।",
            raw=f"{bangla.raw} / {gregorian.raw}",
            rule="memo.read_issue_date",
            column_key="issue_date",
        )
    ]


def _impossible(printed: str) -> Issue:
    return Issue(
        "INVALID_DATE", "warn",
        f"The date of issue {printed} does not exist.",
        f"ইস্যুর তারিখ {printed} সম্ভব নয়।",
        raw=printed, rule="memo.read_issue_date", column_key="issue_date",
    )  # fmt: skip


def before_period_end(issued: Issued, end: date) -> Issue:
    """Word the doubt that a progress report was signed before its period ended."""
    return Issue(
        "REPORT_BEFORE_PERIOD_END", "info",
        f"Signed on {issued.on}, before the reported period ended ({end}); later progress is not in it.",
        f"প্রতিবেদনটি {issued.on} তারিখে স্বাক্ষরিত, প্রতিবেদনাধীন সময় শেষ হওয়ার ({end}) আগে; পরের অগ্রগতি এতে নেই।",
        raw=issued.raw, rule="memo.before_period_end", column_key="issue_date",
    )  # fmt: skip
