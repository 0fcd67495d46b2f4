"""Titles, period lines and table heads → fiscal year, quarter, first and last day of the reported period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract.heading.lines import Said
from extract.model import Issue, Table
from normalize import Reading, find, read
from normalize.periods import quarter_span

HEADER_ROWS = 4
_MAYBE = re.compile(
    r"ত্রৈ?মাসিক|কোয়ার্টার|প্রান্তিক|quarter|\bQ[1-4]\b|ষা[ণন্]*মাসিক|অর্ধ[- ]?বার্ষিক|মাস|period|হতে|থেকে|[-–—]", re.IGNORECASE
)
_REPORT = re.compile(r"প্রতিবেদন|অগ্রগতি|অর্জন|মূল্যায়ন|report|progress", re.IGNORECASE)
PERIOD_LABEL = re.compile(
    r"(?:ত্রৈ?মাসিকের নাম|ত্রৈ?মাসিক|কোয়ার্টার|প্রান্তিক|প্রতিবেদনাধীন.{0,20}|সময়কাল|সময়|মেয়াদ|মাসের নাম|মাস"
    r"|অর্থ\s?বছর|বছর|সন|period|quarter|financial year|fiscal year)\s*[:ঃ]",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"অর্থ\s?-?\s?ব[ছৎ]|\d{4}\s?[-–—/]\s?\d{2}")
_TARGET = re.compile(r"লক্ষ্যমাত্রা|লক্ষমাত্রা|target", re.IGNORECASE)
_NOT_TARGET = re.compile(r"প্রকৃত|অর্জন|প্রক্ষেপণ|প্রক্ষেপন|পূর্ববর্তী|বিগত|গত|actual|project", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """What a document says of its time; `raw`: the words it was read from. `is_stated`: a part of a year is named."""

    fiscal_year: str | None = None
    quarter: int | None = None
    start: date | None = None
    end: date | None = None
    raw: str = ""

    @property
    def is_stated(self) -> bool:
        """True where the report is about a part of the year: a quarter, a half, some months."""
        return self.quarter is not None or (
            self.start is not None and self.end is not None and (self.end - self.start).days < 300
        )


@lru_cache(maxsize=4_096)
def _fiscal_years(text: str) -> tuple[str, ...]:
    if not _YEAR_WORD.search(text):
        return ()
    found = (one.reading.fiscal_year for one in find(text, "fiscal_year") if one.reading.status == "ok")
    return tuple(dict.fromkeys(year for year in found if year))


def fiscal_years(text: str) -> list[str]:
    """Give the fiscal years a text names, in order, without repeats: "২০২৩-২০২৪ অর্থ বছরের" → ["2023-24"]."""
    return list(_fiscal_years(text[:600]))


def target_years(tables: Iterable[Table]) -> list[tuple[int, str]]:
    """Give (table_no, fiscal year) of each table whose header says for which one year its targets are."""
    years: list[tuple[int, str]] = []
    for table in tables:
        cells = (cell.raw for row in table.rows[:HEADER_ROWS] for cell in row.cells if cell and len(cell.raw) < 160)
        said = {
            year
            for raw in cells
            if _TARGET.search(raw) and not _NOT_TARGET.search(raw)
            for year in fiscal_years(_one_line(raw))
        }
        if len(said) == 1:
            years.append((table.table_no, said.pop()))
    return years


def _one_line(raw: str) -> str:
    return " ".join(re.sub(r"<br\s*/?>", " ", raw).split())


def read_period(
    title: str | None, said: Sequence[Said], table_titles: dict[int, str], tables: Sequence[Table]
) -> tuple[Period, list[Issue]]:
    """Read the period: title and period lines first, then table titles, target headers, other lines.

    Raises no error; years or quarters of one document that contradict each other give ENTITY_INCONSISTENT.
    """
    told = _telling(title, said)
    text = " ;; ".join(told)
    whole, broken = _without_broken_years(text[:1_200])
    reading = read(whole, "period") if text else None
    headers = target_years(tables)
    stated = fiscal_years(text)
    year = _choose_year(reading.fiscal_year if reading else None, stated, table_titles, headers, said)
    issues = [_no_year(raw, year) for raw in broken]
    quarter, start, end = (
        (reading.quarter, reading.start, reading.end) if reading and reading.status == "ok" else (None, None, None)
    )
    if reading and "quarter_disagrees" in reading.doubts:
        issues.append(_quarter_disagrees(text))
    if reading and start and reading.fiscal_year and len(stated) == 1 and stated[0] != reading.fiscal_year:
        issues.append(_years_differ(reading.fiscal_year, stated[0], " / ".join(told), None))
    if year and start is None:
        start, end = (
            quarter_span(year, quarter) if quarter else (date(int(year[:4]), 7, 1), date(int(year[:4]) + 1, 6, 30))
        )
    if year and quarter and start and end:
        start, end = _whole_quarter(start, end, quarter_span(year, quarter))
    if year and len(stated) < 2:
        others = {table_no: text for table_no, text in table_titles.items() if not issues or text not in told}
        issues += _tables_differ(year, others, headers)
    return Period(year, quarter, start, end, text), issues


def _without_broken_years(text: str) -> tuple[str, list[str]]:
    """Leave out fiscal years whose second year doesn't follow the first: quarter and months beside them still tell."""
    broken = [found for found in find(text, "fiscal_year") if "year_gap" in found.reading.doubts]
    for found in reversed(broken):
        text = text[: found.start] + text[found.end :]
    return text, [found.reading.raw for found in broken]


def _whole_quarter(start: date, end: date, quarter: tuple[date, date]) -> tuple[date, date]:
    """Give the quarter where only a part of its months could be read: a garbled month is no shorter period."""
    return quarter if quarter[0] <= start <= end <= quarter[1] else (start, end)


def _telling(title: str | None, said: Sequence[Said]) -> list[str]:
    """Give the title and the lines that tell which part of the year is reported, at most three."""
    told = [title] if title else []
    title_tells = bool(title and _reading_of_part(title))
    for line in said[:200]:
        if line.text != title and len(told) < 3 and _tells_period(line, title_tells):
            told.append(line.text)
    return told


def _tells_period(line: Said, title_tells: bool) -> bool:
    """Tell a line about the period: labelled, or nothing but a period, or, where the title is silent, another title.

    "৩য় ত্রৈমাসিক সভা পরে হবে" under a table is none of these.
    """
    if line.kind not in ("text", "label", "subject") or len(line.text) > 160 or not _MAYBE.search(line.text):
        return False
    labelled = PERIOD_LABEL.match(line.text) is not None
    if not labelled and line.after:
        return False
    reading = _reading_of_part(line.text)
    if reading is None:
        return False
    return labelled or "extra_text" not in reading.doubts or (not title_tells and bool(_REPORT.search(line.text)))


@lru_cache(maxsize=2_048)
def _reading_of_part(text: str) -> Reading | None:
    """Read a period that is shorter than a year; None where the text tells none."""
    reading = read(text[:600], "period") if _MAYBE.search(text) else None
    if reading is None or reading.status != "ok":
        return None
    return reading if Period(None, reading.quarter, reading.start, reading.end).is_stated else None


def _choose_year(
    read_year: str | None,
    stated: list[str],
    table_titles: dict[int, str],
    headers: list[tuple[int, str]],
    said: Sequence[Said],
) -> str | None:
    """Take the year of title and period; of several, the one the tables' targets are for; else what tables say."""
    if read_year:
        return read_year
    of_tables = [year for title in table_titles.values() for year in fiscal_years(title)]
    of_targets = [year for _, year in headers]
    if stated:
        backed = [year for year in stated if year in of_targets or year in of_tables]
        return backed[0] if backed else max(stated)
    for years in (of_tables, of_targets):
        if years:
            return Counter(years).most_common(1)[0][0]
    lines = [
        year
        for line in said[:200]
        if line.kind in ("text", "subject", "recipients")
        for year in fiscal_years(line.text)
    ]
    return Counter(lines).most_common(1)[0][0] if lines else None


def _tables_differ(year: str, table_titles: dict[int, str], headers: list[tuple[int, str]]) -> list[Issue]:
    """Raise a doubt for each table whose title or target header is of another year than the document."""
    differing: dict[int, tuple[str, str]] = {}
    for table_no, title in table_titles.items():
        years = fiscal_years(title)
        if len(years) == 1 and years[0] != year:
            differing[table_no] = (years[0], title)
    for table_no, target_year in headers:
        if target_year != year and table_no not in differing:
            differing[table_no] = (target_year, target_year)
    return [_years_differ(year, other, raw, table_no) for table_no, (other, raw) in differing.items()]


def _years_differ(year: str, other: str, raw: str, table_no: int | None) -> Issue:
    return _inconsistent(
        f"The report is for {year}, but this place says {other}.",
        f"প্রতিবেদনটি {year} অর্থবছরের, কিন্তু এখানে {other} লেখা আছে।",
        raw, year, table_no,
    )  # fmt: skip


def _no_year(raw: str, year: str | None) -> Issue:
    return _inconsistent(
        f"{raw} is no fiscal year: its second year doesn't follow the first.",
        f"{raw} কোনো অর্থবছর নয়: দ্বিতীয় সালটি প্রথমটির পরের বছর নয়।",
        raw, year,
    )  # fmt: skip


def _quarter_disagrees(raw: str) -> Issue:
    return _inconsistent(
        "The number of the quarter and its months don't belong together (July to September is the first quarter).",
        "ত্রৈমাসিকের ক্রম ও মাসের নাম মেলে না (জুলাই-সেপ্টেম্বর প্রথম ত্রৈমাসিক)।",
        raw,
    )  # fmt: skip


def _inconsistent(en: str, bn: str, raw: str, year: str | None = None, table_no: int | None = None) -> Issue:
    """A doubt of the reported period; `year`: the fiscal year that is taken."""
    return Issue(
        "ENTITY_INCONSISTENT", "warn", en, bn, raw=raw, suggestion=year, rule="period.read_period", table_no=table_no,
        column_key="document",
    )  # fmt: skip
