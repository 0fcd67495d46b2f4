"""Title text → which plan, what kind of report, and for offices of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from extract.model import Table

# A plan's names as titles print them; slips of the eye that were seen are part of the pattern (প্রতিশুতি, শূদ্ধাচার).
_PLANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("citizen_charter", re.compile(r"সেবা\s*প্রদান\s*প্রতিশ|সিটিজে\S{1,3}\s*চার্টার|citizen\S{0,2}\s+charter", re.I)),
    ("integrity", re.compile(r"শ[ুূ]দ্?ধাচার|নৈতিকতা কমিটি|\bintegrity\b|\bNIS\b", re.I)),
    (
        "egovernance",
        re.compile(
            r"ই\s?-?\s?গভ\S{5,9}|উদ্ভাবন\s*(?:বিষয়ক\s*|সংক্রান্ত\s*)?কর্ম|ইনোভেশন|e-?governance|innovation", re.I
        ),
    ),
    ("grievance", re.compile(r"অভিযোগ\s*(?:প্রতিকার|নিষ্পত্তি)|জিআরএস|grievance|\bGRS\b", re.I)),
    ("rti", re.compile(r"তথ্যে?র?\s*অধিকার|আরটিআই|right to information|\bRTI\b", re.I)),
)  # fmt: skip
_PHRASES = (
    ("citizen_charter", "সেবা প্রদান প্রতিশ্রুতি"),
    ("integrity", "শুদ্ধাচার কৌশল কর্মপরিকল্পনা"),
    ("egovernance", "ই-গভর্ন্যান্স ও উদ্ভাবন"),
    ("grievance", "অভিযোগ প্রতিকার ব্যবস্থা"),
    ("rti", "তথ্য অধিকার বিষয়ক"),
)
_APA = re.compile(r"কর্মসম্পাদন\s*(?:চুক্তি|ব্যবস্থাপনা|পরিকল্পনা)|এপিএ|performance agreement|\bAPA\b", re.I)
_PLAN_NOUN = re.compile(r"কর্ম\s*-?\s*প[^\s,]{1,4}কল্প|work\s*plan|action\s*plan", re.I)
_MEETING = re.compile(r"সভার?\s.{0,40}(?:সিদ্ধান্ত|বাস্তবায়ন)|সিদ্ধান্ত(?:সমূহ)?(?:ের)?\s*(?:বাস্তবায়ন|অগ্রগতি)")
_DECISIONS = re.compile(r"\s*(?:[^\s]{2,12}\s+)?সিদ্ধান্ত(?:সমূহ)?\s*$")
_DONE = re.compile(r"\s*(?:[^\s]{2,12}\s+)?(?:বাস্তবায়ন\s*)?(?:অগ্রগতি|বাস্তবায়ন)(?:র বিবরণ)?\s*$")
_QUARTERLY = re.compile(r"ত্রৈ?মাসিক|কোয়ার্টার|প্রান্তিক|quarter", re.I)
_PROGRESS = re.compile(r"অগ্রগতি|অর্জন|প্রতিবেদন|মূল্যায়ন|বাস্তবায়ন|progress|report|achievement", re.I)
# The science, not the office of that name: "পরিসংখ্যান কার্যালয়" and "পরিসংখ্যান ব্যুরো" are offices.
_RESULT = re.compile(r"অগ্রগতি|অর্জন|প্রতিবেদন|মূল্যায়ন|progress|report|achievement", re.I)
_STATISTICS = re.compile(
    r"পরিসংখ্যান(?:িক|গত)?(?!\s*(?:কার্যালয়|অফিস|ব্যুরো|কর্মকর্তা|অফিসার|বিভাগ|ও তথ্য ব্যবস্থাপনা|সহকারী|তদন্তকারী|ের))"
    r"|সংখ্যাতাত্ত্বিক|statistics|statistical",
    re.I,
)
_PLAN_HEADER = re.compile(r"সূচক|কার্যক্রম|indicator|activit", re.I)
_FIGURE = re.compile(r"[\d.,/%৳\s-]*\d[\d.,/%৳\s-]*(?:টি|জন|%|টাকা)?$")
_LEVELS = (("ministry", "মন্ত্রণালয়"), ("upazila", "উপজেলা"), ("district", "জেলা"), ("division", "বিভাগীয়"))
_AT_LEVEL = re.compile(
    r"(?P<levels>(?:\(?\s*(?:মাঠ|মন্ত্রণালয়|বিভাগীয়|বিভাগ|অধিদপ্তর|দপ্তর|সংস্থা|উপজেলা|জেলা|আঞ্চলিক|ইউনিয়ন)\s*\)?\s*(?:[/,]|ও|এবং)?\s*){1,6})"
    r"(?:পর্যায়ের?|স্তরের?)"
)
_TABLE_WORDS = 400  # cells that are asked for a plan's name where no title tells it


def plan_types(text: str) -> list[str]:
    """Name the plans of a title in printed order, without repeats; [] where it names none.

    The APA is named only where no plan of its own is: every plan is made under the APA.

    >>> plan_types("জেলা পর্যায়ের সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা")
    ['citizen_charter']
    """
    return list(_plan_types(text[:1_000]))


@lru_cache(maxsize=4_096)
def _plan_types(text: str) -> tuple[str, ...]:
    found = sorted((match.start(), key) for key, pattern in _PLANS if (match := pattern.search(text)))
    if found:
        return tuple(key for _, key in found)
    if _APA.search(text):
        return ("apa",)
    near = [
        (fuzz.partial_ratio(phrase, text, score_cutoff=84), key)
        for key, phrase in _PHRASES
        if len(text) >= len(phrase) - 4
    ]
    best = max(near, default=(0.0, ""))
    return (best[1],) if best[0] else ()


def plan_of_cells(table: Table) -> str | None:
    """Name the plan that a table's own texts speak of, where one plan is named clearly more often than others."""
    counts: Counter[str] = Counter()
    cells = (cell.raw for row in table.rows[:60] for cell in row.cells if cell and len(cell.raw) > 12)
    for _, raw in zip(range(_TABLE_WORDS), cells, strict=False):
        for key, pattern in _PLANS:
            counts[key] += bool(pattern.search(raw[:600]))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


def level_of_title(text: str) -> str | None:
    """Tell the one office level a plan is headed for; None where it says none, or several.

    >>> level_of_title("মাঠ (জেলা) পর্যায়ের অফিসের জন্য")
    'district'
    >>> level_of_title("জেলা/উপজেলা পর্যায়ের কার্যালয়ের জন্য")
    """
    levels = levels_of(text)
    return levels[0] if len(levels) == 1 else None


def levels_of(text: str) -> list[str]:
    """Name every office level that stands before "পর্যায়ের": "জেলা ও উপজেলা পর্যায়ের" → ["upazila", "district"]."""
    said: set[str] = set()
    for match in _AT_LEVEL.finditer(text):
        words = match["levels"]
        for level, word in _LEVELS:
            if word in words:
                said.add(level)
                words = words.replace(word, " ")  # উপজেলা holds জেলা
        if re.search(r"অধিদপ্তর|দপ্তর|সংস্থা", words):
            said.add("agency")
    return [level for level in ("ministry", "agency", "division", "district", "upazila") if level in said]


def holds_figures(tables: Sequence[Table]) -> bool:
    """Tell whether the tables are statistics: at least half of what is printed below their heads are numbers."""
    numbers = printed = 0
    for table in tables:
        for row in table.rows[1:80]:
            raws = [raw.strip() for raw in row.raws if raw.strip()]
            printed += len(raws)
            numbers += sum(bool(_FIGURE.match(raw)) for raw in raws)
    return printed > 0 and numbers * 2 >= printed


def report_kind(title: str, tells_quarter: bool, headers: Sequence[str], figures: bool) -> str:
    """Tell the kind of report from its title, whether a quarter is stated, its tables' headers and their content."""
    header = " ".join(headers)
    decisions = any(_DECISIONS.match(text) for text in headers) and any(_DONE.match(text) for text in headers)
    if _MEETING.search(title) or decisions:
        return "meeting_decision_progress"
    if tells_quarter or (_QUARTERLY.search(title) and _PROGRESS.search(title)):
        return "quarterly_progress"
    is_plan = bool(plan_types(title)) or "সূচক" in header or "indicator" in header.lower()
    if re.search(r"ত্রৈ?মাসিক\s*(?:ভিত্তিক\s*)?(?:অর্জন|অগ্রগতি)", header) and not _PLAN_NOUN.search(title):
        return "quarterly_progress"
    if _PLAN_NOUN.search(title) or (is_plan and not _RESULT.search(title)):
        return "work_plan"
    figures = figures and not is_plan and not _PLAN_HEADER.search(header)
    return "statistics" if figures or _STATISTICS.search(title) else "other"
