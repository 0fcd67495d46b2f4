"""Text outside the data tables → classified lines, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from extract.heading.layout import Column, in_columns
from extract.model import Line, Table
from normalize import clean

Kind = Literal[
    "government", "annex", "subject", "memo", "date", "source", "office_name", "footnote",
    "mark", "contact", "recipients", "recipient", "label", "text",
]  # fmt: skip

GOVERNMENT = "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"
LONGEST = 1_500  # characters of a line that are looked at; a longer one is prose or hostile

_GOVERNMENT = re.compile(
    r"(?:গ[ণন]প্রজাতন্ত্রী\s+বাংলাদেশ(?:\s+সরকার)?|Government of (?:the People.s Republic of )?Bangladesh)\s*[,।|/-]*\s*", re.I
)
_ANNEX = re.compile(
    r"[(\[]?\s*(?:সংযোজন[ীি]|সংলগ্ন[ীি]|পরিশিষ্ট|annexure|annex|appendix)\s*[-–—:ঃ.]*\s*[(\[]?"
    r"(\d{1,2}|[কখগঘঙচছজঝঞ](?![\u0980-\u09ff])|[A-Za-z](?![A-Za-z]))?[)\]]?\s*[-–—:ঃ।.]*\s*",
    re.IGNORECASE,
)
_OPENINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "footnote",
        re.compile(
            r"\*+|†|‡|(?:বি\s*[.:ঃ]?\s*দ্র\s*[.:ঃ]?|নোট|দ্রষ্টব্য|টীকা|বিশেষ দ্রষ্টব্য|note|n\.\s?b\.)\s*[:ঃ।.-]"
            r"|\(?\s*(?:কার্যক্রম|সূচক|ক্রমিক|কোড)\s[^।]{0,120}প্রযোজ্য\s*(?:হবে\s*|হইবে\s*)?(?:না|নয়|নহে)", re.I
        ),
    ),
    ("subject", re.compile(r"(?:বিষ[যষ]\u09bc?|subject)\s*[:ঃ;–-]", re.I)),
    ("source", re.compile(r"(?:সূত্র|বরাত|reference|ref)\s*[:ঃ;.–-]", re.I)),
    (
        "memo",
        re.compile(
            r"(?:(?:[সশষ]্?[মথবন]?[াো]?র[কফ]|নথি|পত্র|memo)\s*(?:নং|নম্বর|নাম্বার|সংখ্যা|নঃ|no\.?)|স্মারক\s*[:ঃ–-]"
            r"|নং\s*[-:ঃ–.]?\s*(?=\d{2}\.\d{2}))",
            re.I,
        ),
    ),
    ("date", re.compile(r"(?:তারিখ|তাং|date)\s*[:ঃ;.–-]|(?:তারিখ|তাং)\s+(?=\d)", re.I)),
    (
        "office_name",
        re.compile(
            r"(?:[^:ঃ]{0,40}\s)?(?:কার্যালয়|অফিস|দপ্তর|প্রতিষ্ঠান|সংস্থা|দপ্তর/সংস্থা|ইউনিট)(?:ের|টির)?"
            r"(?:/[^\s:ঃ]{1,20})?\s*নাম\s*(?:ও ঠিকানা)?\s*[:ঃ–-]|(?:কার্যালয়|অফিস|দপ্তর|সংস্থা)\s*[:ঃ]",
        ),
    ),
    (
        "mark",
        re.compile(
            r"[(\[]?\s*(?:স্ব?াক্ষরিত|স্ব?াক্ষর(?!কারী)|স্ব?াঃ|স্বা/|অস্পষ্ট|sd/|signed)[^\d]{0,30}$"
            r"|(?:প্রস্তুতকারী|প্রতিস্বাক্ষরকারী|প্রতিস্বাক্ষর|অনুমোদনকারী|যাচাইকারী|স্বাক্ষরকারী|দাখিলকারী|প্রতিবেদনকারী)"
            r"(?:র নাম|র স্বাক্ষর)?\s*[:ঃ–-]?$",
            re.I,
        ),
    ),
    (
        "contact",
        re.compile(
            r"(?:জাতীয় পরিচয়|এনআইডি|পরিচিতি নং|NID|ই-?\s?মেই?ল|ইমেই?ল|e-?mail|ফোন|টেলিফোন|মোবাইল|ফ্যাক্স"
            r"|phone|mobile|tel|fax"
            r"|ওয়েব|web|www\.|https?:)"
            r"|\S{1,64}@\S{1,80}$|[\w-]{1,40}(?:\.[\w-]{1,40}){1,6}\.bd/?$",
            re.I,
        ),
    ),
    (
        "recipients",
        re.compile(
            r"(?:সদয়\s|.{0,40}অবগতির? জন্য|.{0,40}অবগতি ও|অনুলিপি|বিতরণ\s*[:ঃ-]|কার্যার্থে|জ্ঞাতার্থে|বরাবর|প্রাপক\s*[:ঃ-]"
            r"|.{0,80}প্রেরণ করা হ(?:লো|ল|ইল)\b|copy to)",
            re.I,
        ),
    ),
    (
        "label",
        re.compile(r"(?:নাম|পদব[ীি]|আইডি(?: নং)?|name|designation)\s*[:ঃ–-]", re.I),
    ),
)  # fmt: skip
_NUMBERED = re.compile(r"[(\[]?\d{1,2}\s*[।.)\]|]\s*\D")


@dataclass(frozen=True, slots=True)
class Said:
    """One cleaned line outside the data tables.

    `after`: table_no of the nearest data table before it, 0 where there is none. `gap`: a blank line, a table or the
    start of the document stands before it. `rest`: the text behind the label that gave `kind`. `heading`: 1-6 where
    the source marks a heading, else 0.
    """

    raw: str
    text: str
    kind: Kind
    rest: str
    after: int
    gap: bool
    heading: int = 0


def classify(text: str) -> tuple[Kind, str]:
    """Name the kind of a cleaned line by how it opens, and give the text behind the opening.

    >>> classify("বিষয়: সিটিজেন চার্টার")
    ('subject', 'সিটিজেন চার্টার')
    """
    if opening := _government(text):
        return "government", text[opening:].strip()
    if (match := _ANNEX.match(text)) and (match[1] or len(text) < 24):
        return "annex", text[match.end() :].strip()
    for kind, pattern in _OPENINGS:
        if match := pattern.match(text):
            return kind, text[match.end() :].strip(" :ঃ-–")
    return "text", text


def annex_of(text: str) -> str | None:
    """Give the number or letter of an annex line in ASCII digits: "সংযোজনী ৫" → "5"."""
    match = _ANNEX.match(text)
    if not match or not match[1]:
        return None
    return str(int(match[1])) if match[1].isdecimal() else match[1]


def outline(blocks: Sequence[Line | Table]) -> tuple[list[Said], list[Table]]:
    """Split a document into its classified lines and its data tables, both in reading order."""
    said: list[Said] = []
    tables: list[Table] = []
    last_line: int | None = None
    gap = True
    for block in in_columns(blocks):
        after = tables[-1].table_no if tables else 0
        if isinstance(block, Line):
            blank = block.line is not None and last_line is not None and block.line - last_line > 1
            said.extend(_spoken(block.raw, after, gap or blank, block.heading))
            last_line, gap = block.line, not block.raw.strip()
        elif isinstance(block, Column):
            said.extend(_spoken(block.raw, after, True, 0))
            last_line, gap = None, True
        else:
            tables.append(block)
            last_line, gap = None, True
    return _mark_recipients(said), tables


def _spoken(raw: str, after: int, gap: bool, heading: int) -> Iterator[Said]:
    """Clean one source line; labels that carry a second line with them (one-line letterheads) give two."""
    raw = raw.strip()
    for text in clean(raw[:LONGEST]).text.split("\n"):
        text = text.strip(" \t|")
        if not text:
            continue
        kind, rest = classify(text)
        part = raw if "\n" not in raw and "<br" not in raw else text
        # Equal texts are one: a document may have ten thousand lines.
        yield Said(part, part if part == text else text, kind, part if part == rest else rest, after, gap, heading)
        gap = False
        if kind in ("government", "annex") and rest:
            again, behind = classify(rest)
            yield Said(rest, rest, again, behind, after, False, heading)


def _government(text: str) -> int:
    """Give the length of the government's name at the start of a line, 0 where it isn't there; OCR slips allowed."""
    if match := _GOVERNMENT.match(text):
        return match.end()
    near = text[: len(GOVERNMENT)]
    if text[:1] == "গ" and "বাংলাদেশ" in text[:40] and fuzz.ratio(near, GOVERNMENT) >= 85:
        return len(near)
    return 0


def _mark_recipients(said: Sequence[Said]) -> list[Said]:
    """Mark the addressees behind "সদয় অবগতির জন্য" or "অনুলিপি": the numbered lines, else the lines of the paragraph.

    An unnumbered line between two numbered ones belongs to the first; behind the last one the list has ended.
    """
    result = list(said)
    listing = numbered = False
    for at, line in enumerate(result):
        if line.kind == "recipients":
            listing, numbered = True, False
        elif listing and line.kind in ("text", "contact"):
            own = bool(_NUMBERED.match(line.text))
            numbered = numbered or own
            ahead = any(_NUMBERED.match(other.text) for other in result[at + 1 : at + 3])
            listing = own or (ahead if numbered else ahead or not line.gap)
            result[at] = replace(line, kind="recipient") if listing else line
        else:
            listing = False
    return result
