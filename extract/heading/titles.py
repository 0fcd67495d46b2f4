"""Lines before each table → the table's title, annex, plan and level; and the document's own title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract.heading.lines import Said, annex_of
from extract.heading.office import is_office
from extract.heading.period import PERIOD_LABEL, fiscal_years
from extract.heading.plans import level_of_title, plan_of_cells, plan_types
from extract.model import Table
from normalize import clean

LONGEST_TITLE = 500
_NOUN = re.compile(
    r"প্রতিবেদন|কর্ম\s*-?\s*পরিকল্পনা|অগ্রগতি|বিবরণ|চার্টার|মূল্যায়ন|সারণ[িী]|তালিকা|চুক্তি|পরিবীক্ষণ|কাঠামো|লক্ষ্যমাত্রা|অর্জন|পরিসংখ্যান"
    r"|ছক|টেবিল|তথ্য|statistics|\breport\b|\bplan\b|\btable\b|statement",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:প্রতিবেদন|পরিকল্পনা|বিবরণী|পরিসংখ্যান|চার্টার\)?|তালিকা|report|plan|প্রসঙ্গে)\s*[,:-]?\s*(?:[(\[]?\d{4}\s*[-–/]\s*\d{2,4}[)\]]?)?\s*[।.:]?$",
    re.I,
)
_FOR_OFFICES = re.compile(r"পর্যায়ের?\s.{0,30}(?:কার্যালয়|অফিস|দপ্তর|সংস্থা|প্রতিষ্ঠান)|জন্য")
_SENTENCE = re.compile(
    r"(?:করা (?:হয়েছে|হলো|হল|হচ্ছে|হবে|যাচ্ছে|গেল)|হয়েছে|রয়েছে|জানানো|অনুরোধ|প্রেরণ করা|দাখিল করা|নিম্নরূপ|মহোদয়)"
)


@dataclass(frozen=True, slots=True)
class TableHeading:
    """What stands above a table. `annex` in ASCII, `level`: the one office level the title is for, else None."""

    title: str | None = None
    annex: str | None = None
    plan_type: str | None = None
    level: str | None = None
    fiscal_year: str | None = None
    level_raw: str | None = None


def is_title(line: Said) -> bool:
    """Tell whether a line names a report or a table rather than an office, a person or a thing done."""
    if line.kind == "subject":
        return bool(line.rest)
    if line.kind != "text" or not 6 <= len(line.text) <= LONGEST_TITLE or PERIOD_LABEL.match(line.text):
        return False
    if _SENTENCE.search(line.text):
        return False
    if plan_types(line.text):
        return True
    return bool(_NOUN.search(line.text)) and not (is_office(line.text) and not _ENDS.search(line.text))


def spoken_title(line: Said) -> str:
    """Give a title line without its label: "বিষয়: …" → "…"."""
    return " ".join((line.rest if line.kind == "subject" else line.text).split()).rstrip(" ।")


def titles_in(lines: Sequence[Said]) -> list[str]:
    """Give the titles among lines; one that is broken over lines of a paragraph is joined."""
    titles: list[str] = []
    last = -2
    for at, line in enumerate(lines):
        if not is_title(line):
            continue
        text = spoken_title(line)
        if (
            titles
            and last == at - 1
            and not line.gap
            and line.kind == "text"
            and not _ENDS.search(titles[-1])
            and len(titles[-1]) < LONGEST_TITLE
        ):
            titles[-1] = f"{titles[-1]} {text}"
        else:
            titles.append(text)
        last = at
    return titles


def document_title(said: Sequence[Said], first_table: int | None) -> str | None:
    """Choose the sentence that names the report: subject, else a marked heading, else the first title line."""
    head = [line for line in said if line.after == 0][:80] or list(said[:80])
    subject = next((spoken_title(line) for line in head if line.kind == "subject" and line.rest), None)
    if subject:
        return subject
    marked = [line for line in head if line.heading and is_title(line)]
    titles = titles_in(marked or head)
    if titles or first_table is None:
        return titles[0] if titles else None
    return next(iter(titles_in([line for line in said if line.heading])), None)


def table_headings(said: Sequence[Said], tables: Sequence[Table], signed: Collection[str]) -> dict[int, TableHeading]:
    """Give the heading of every table by its table_no. `signed`: texts of signature blocks, never titles."""
    by_place: dict[int, list[Said]] = {}
    for line in said:
        by_place.setdefault(line.after, []).append(line)
    headings: dict[int, TableHeading] = {}
    previous = 0
    for table in tables:
        lines = [line for line in by_place.get(previous, ()) if line.text not in signed or line.after == 0]
        headings[table.table_no] = _heading(lines[-30:], table)
        previous = table.table_no
    return headings


def _heading(lines: Sequence[Said], table: Table) -> TableHeading:
    titles = titles_in(lines)
    title = titles[-1] if titles else _last_line(lines) or _first_row(table)
    annexes = [annex for line in lines if line.kind == "annex" and (annex := annex_of(line.text))]
    levels = [(line.text, level) for line in lines if _speaks_of_level(line) and (level := level_of_title(line.text))]
    if title and not levels and (level := level_of_title(title)):
        levels = [(title, level)]
    plans = plan_types(title or "")
    years = fiscal_years(title or "") or next(
        (years for line in reversed(lines) if (years := fiscal_years(line.text))), []
    )
    return TableHeading(
        title,
        annexes[-1] if annexes else None,
        plans[0] if len(plans) == 1 else plan_of_cells(table) or (plans[0] if plans else None),
        levels[-1][1] if levels else None,
        years[-1] if years else None,
        levels[-1][0] if levels else None,
    )


def _speaks_of_level(line: Said) -> bool:
    """Tell a line that says for which offices a plan is from one that speaks of a committee of some level."""
    return is_title(line) or (line.kind == "text" and len(line.text) <= 120 and bool(_FOR_OFFICES.search(line.text)))


def _last_line(lines: Sequence[Said]) -> str | None:
    """Give the line right before the table where no line has the words of a title: "টেবিল ১", a marked heading."""
    for line in reversed(lines[-3:]):
        if line.kind != "text" or PERIOD_LABEL.match(line.text):
            continue
        short = 6 <= len(line.text) <= 160 and not _SENTENCE.search(line.text) and not is_office(line.text)
        return line.text.rstrip(" ।:") if short and (line.heading or line.gap or line is lines[-1]) else None
    return None


def _first_row(table: Table) -> str | None:
    """Give a title printed as the table's own first row, alone over all columns."""
    if not table.rows or table.n_cols < 2:
        return None
    printed = [raw for raw in table.rows[0].raws if raw.strip()]
    if len(printed) != 1:
        return None
    text = " ".join(clean(printed[0][:LONGEST_TITLE]).text.split())
    return text if len(text) > 12 and (plan_types(text) or _NOUN.search(text)) else None
