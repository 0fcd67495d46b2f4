"""Notes under tables: which codes they touch, for which offices those do not apply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.heading.lines import Said, classify
from extract.heading.memo import ascii_digits
from extract.heading.office import LEVELS
from extract.heading.plans import levels_of
from extract.model import Issue, Table
from normalize import clean

MOST_NOTES, MOST_ROWS = 300, 3_000  # more notes are hostile; codes repeat in longer tables
_MARKER = re.compile(r"(\*{1,6}|†|‡)\s*")
_LABEL = re.compile(r"(?:বি\s*[.:ঃ]?\s*দ্র\s*[.:ঃ]*|বিশেষ দ্রষ্টব্য|নোট|দ্রষ্টব্য|টীকা|note)\s*[:ঃ।.–-]*\s*", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![\d./-])\[?(?:(?P<letter>এম|M)\.)?(?P<digits>\d{1,2}(?:\.\d{1,2}){1,3})\]?(?![\d/-]|\.\d|\s*(?:%|টাকা|শতাংশ))"
)
_SPEAKS_OF_CODES = re.compile(r"কার্যক্রম|সূচক|ক্রমিক|কলাম|কোড|নং|\[")
_NOT = re.compile(r"প্রযোজ্য\s*(?:হবে|হইবে|হয়)?\s*(?:না|নয়|নহে)|অপ্রযোজ্য|প্রয়োজন (?:হবে|নেই|নাই)")
_ONLY = re.compile(r"(?:শুধুমাত্র|শুধু|কেবলমাত্র|কেবল)\s.{0,80}প্রযোজ্য(?!\s*(?:হবে|হইবে|হয়)?\s*(?:না|নয়|নহে))")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note. `raw` as read, `text` cleaned, `marker` ("***", "বি.দ্র."), `codes` in ASCII ("1.2", "M.1.1").

    `excluded_levels`: office levels for which those codes don't apply. `table_no`: the table it touches.
    """

    raw: str
    text: str
    marker: str
    codes: tuple[str, ...] = ()
    excluded_levels: tuple[str, ...] = ()
    table_no: int | None = None


class _Contents:
    """What the notes ask of a table: its codes and the footnote marks in its cells."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @cached_property
    def _cells(self) -> list[str]:
        return [cell.raw for row in self.table.rows[:MOST_ROWS] for cell in row.cells if cell and cell.raw]

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(code for raw in self._cells for code in codes_in(raw[:2_000]))

    def holds(self, marker: str) -> bool:
        """Tell whether a cell carries the marker, itself or as Markdown escapes it."""
        escaped = "".join("\\" + char for char in marker)
        return any(raw.rstrip().endswith((marker, escaped)) or raw.startswith((marker, escaped)) for raw in self._cells)


def codes_in(text: str) -> tuple[str, ...]:
    """Give the indicator codes a text names, in order and without repeats: "১.২ ও ২.১" → ("1.2", "2.1")."""
    found = (("M." if match["letter"] else "") + ascii_digits(match["digits"]) for match in _CODE.finditer(text))
    return tuple(dict.fromkeys(".".join(part.lstrip("0") or "0" for part in code.split(".")) for code in found))


def excluded_levels(text: str) -> tuple[str, ...]:
    """Name the office levels for which a note says that something does not apply.

    >>> excluded_levels("১.২ উপজেলা পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য হবে না")
    ('upazila',)
    """
    levels = levels_of(text)
    if _ONLY.search(text):
        return tuple(level for level in LEVELS if level not in levels) if levels else ()
    return tuple(levels) if _NOT.search(text) else ()


def read_notes(said: Sequence[Said], tables: Sequence[Table]) -> list[Footnote]:
    """Read the notes between the tables and those printed in a table's last rows; each finds the table it touches."""
    contents = [_Contents(table) for table in tables]
    notes = [_note(line.raw, line.text, line.after, contents) for line in said if line.kind == "footnote"][:MOST_NOTES]
    for content in contents:
        notes += [_note(raw, text, content.table.table_no, [content]) for raw, text in _in_last_rows(content.table)]
    return notes


def _in_last_rows(table: Table) -> list[tuple[str, str]]:
    """Give the notes that stand as rows of one printed cell at the end of a table."""
    notes: list[tuple[str, str]] = []
    for row in reversed(table.rows[-4:]):
        printed = [raw for raw in row.raws if raw.strip()]
        text = clean(printed[0][:1_500]).text if len(printed) == 1 else ""
        if not text or len(text) < 6 or classify(text)[0] != "footnote":
            break
        notes.insert(0, (printed[0], text))
    return notes


def _note(raw: str, text: str, after: int, contents: Sequence[_Contents]) -> Footnote:
    match = _MARKER.match(text) or _LABEL.match(text)
    marker = match[0].strip(" :ঃ-–") if match else ""
    body = text[match.end() :] if match else text
    codes = codes_in(body) if _SPEAKS_OF_CODES.search(body) else ()
    return Footnote(raw, text, marker, codes, excluded_levels(body), _touched(marker, codes, after, contents))


def _touched(marker: str, codes: tuple[str, ...], after: int, contents: Sequence[_Contents]) -> int | None:
    """Choose the table before the note that has most of its codes, else its mark; the nearest of equals."""
    before = [content for content in reversed(contents) if content.table.table_no <= after][:40]
    shares = [(sum(code in content.codes for code in codes), content.table.table_no) for content in before]
    if max(shares, default=(0, 0))[0]:
        return max(shares)[1]
    for content in before:
        if marker[:1] in "*†‡" and marker and content.holds(marker):
            return content.table.table_no
    nearest = before[:1] or list(contents[:1])
    return nearest[0].table.table_no if nearest else None


def conditional(note: Footnote, office_level: str | None) -> Issue | None:
    """Raise CONDITIONAL_APPLICABILITY for a note that excludes office levels: warn where this office is one of them."""
    if not note.excluded_levels:
        return None
    what = ", ".join(note.codes) or "the marked rows"
    levels = " / ".join(note.excluded_levels)
    bengali = "/".join(LEVELS[level] for level in note.excluded_levels)
    concerned = office_level in note.excluded_levels
    tail, tail_bn = (
        (
            f"This is an office of {office_level} level: leave them out of its totals.",
            "এই কার্যালয়ের জন্য প্রযোজ্য নয়; মোট মানের হিসাব থেকে বাদ দিন।",
        )
        if concerned
        else ("Check whether that concerns this office.", "এই কার্যালয়ের ক্ষেত্রে প্রযোজ্য কি না দেখুন।")
    )
    return Issue(
        "CONDITIONAL_APPLICABILITY", "warn" if concerned else "info",
        f"A note says that {what} does not apply to offices of {levels} level. {tail}",
        f"টীকা অনুযায়ী {what} {bengali} পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য নয়। {tail_bn}",
        raw=note.raw, rule="footnotes.conditional", table_no=note.table_no, column_key="footnote",
    )  # fmt: skip
