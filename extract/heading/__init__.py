"""A document's text lines and tables → its facts, the headings of its tables, its footnotes, and doubts about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.heading import consistency, garble, hosts, memo, office, period, plans, privacy, signatures, titles
from extract.heading.footnotes import Footnote, conditional, read_notes
from extract.heading.lines import LONGEST, Said, outline
from extract.heading.titles import TableHeading
from extract.model import Issue, Line, Table
from extract.records import Facts

__all__ = ["Footnote", "Heading", "TableHeading", "read"]

_LATIN_WORD = re.compile(r"(?<![\w@./-])[A-Za-z]{2,}(?![\w@]|\.\w|/)")
_BENGALI_WORD = re.compile(r"[\u0985-\u09b9\u09dc-\u09df][\u0980-\u09ff]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the tables of a document. `tables`: by table_no."""

    facts: Facts
    tables: dict[int, TableHeading]
    footnotes: list[Footnote] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read(blocks: Sequence[Line | Table]) -> Heading:
    """Read the facts of a document from its lines and joined tables in reading order. Never raises on odd content."""
    said, tables = outline(blocks)
    signed = signatures.read_blocks(said, tables[-1].table_no if tables else 0)
    headings = titles.table_headings(said, tables, {text for block in signed for text in block.lines})
    title = titles.document_title(said, tables[0].table_no if tables else None)
    title = title or next((heading.title for heading in headings.values() if heading.title), None)
    when, period_issues = period.read_period(title, said, _titles(headings), tables)
    who = office.of_lines(said, title, [(block.post or "", block.office or "") for block in signed])
    number, memo_issues = memo.read_memo(said)
    issued, date_issues = memo.read_issue_date(said)
    notes = read_notes(said, tables)
    figures = plans.holds_figures(tables)
    kind = plans.report_kind(_kind_text(title, headings), when.is_stated, _header_texts(tables), figures)
    facts = Facts(
        title=title,
        plan_types=_plan_types(title, headings, kind),
        report_kind=kind,
        fiscal_year=when.fiscal_year,
        quarter=when.quarter,
        period_start=when.start,
        period_end=when.end,
        office_raw=who.raw,
        office=who.name,
        office_level=who.level,
        ministry=who.ministry,
        annex=", ".join(dict.fromkeys(heading.annex for heading in headings.values() if heading.annex)) or None,
        memo_no=number.number if number else None,
        issue_date=issued.on if issued else None,
        signatories=[block.signatory() for block in signed],
        footnotes=[note.text for note in notes],
        languages=_languages(said, tables),
    )
    issues = [*period_issues, *memo_issues, *date_issues, *_early(issued, facts)]
    issues += consistency.signatory_issues(signed, who)
    issues += consistency.level_issues(headings, who)
    issues += (issue for note in notes if (issue := conditional(note, who.level)))
    issues += garble.issues(said, signed, who, title)
    issues += _text_issues(said, tables)
    return Heading(facts, headings, notes, issues)


def _early(issued: memo.Issued | None, facts: Facts) -> Iterator[Issue]:
    """Raise REPORT_BEFORE_PERIOD_END for a report of progress; a plan is made before its year ends."""
    of_progress = facts.report_kind in ("quarterly_progress", "meeting_decision_progress")
    if of_progress and issued and issued.on and facts.period_end and issued.on < facts.period_end:
        yield memo.before_period_end(issued, facts.period_end)


def _titles(headings: dict[int, TableHeading]) -> dict[int, str]:
    return {table_no: heading.title for table_no, heading in headings.items() if heading.title}


def _kind_text(title: str | None, headings: dict[int, TableHeading]) -> str:
    """Give the words that name the report's kind: its title, and its tables' where the title has none of a plan."""
    own = title or ""
    return own if plans.plan_types(own) else " ".join([own, *_titles(headings).values()][:4])


def _plan_types(title: str | None, headings: dict[int, TableHeading], kind: str) -> list[str]:
    """Name the plans in printed order, without repeats; "other" for tables of no known plan."""
    named = [heading.plan_type for heading in headings.values() if heading.plan_type]
    if len(headings) < 2 or not named:
        named = plans.plan_types(title or "") or named
    if not named and (headings or kind == "work_plan"):
        named = ["other"]
    return list(dict.fromkeys(named))


def _header_texts(tables: Iterable[Table]) -> list[str]:
    return [
        cell.raw for table in tables for row in table.rows[:3] for cell in row.cells if cell and 0 < len(cell.raw) < 160
    ][:200]


def _languages(said: Sequence[Said], tables: Sequence[Table]) -> list[str]:
    """Give bn where there is Bengali, en where at least a tenth of the words are English; at least one of them."""
    texts = [line.text for line in said[:400]]
    texts += [cell.raw for table in tables for row in table.rows[:40] for cell in row.cells if cell and cell.raw]
    text = re.sub(r"<[^>]{0,40}>", " ", "\n".join(texts)[:40_000])
    bengali, latin = len(_BENGALI_WORD.findall(text)), len(_LATIN_WORD.findall(text))
    named = (["bn"] if bengali else []) + (["en"] if latin >= 5 and latin * 9 >= bengali else [])
    return named or (["en"] if latin else [])


def _text_issues(said: Sequence[Said], tables: Sequence[Table]) -> Iterator[Issue]:
    """Raise the doubts that any text may carry: private data and misspelt web addresses."""
    seen: set[tuple[str, str]] = set()
    for issue in (*_of_lines(said), *_of_cells(tables)):
        if (issue.code, issue.raw) not in seen:
            seen.add((issue.code, issue.raw))
            yield issue


def _of_lines(said: Sequence[Said]) -> Iterator[Issue]:
    for line in said:
        yield from privacy.issues(line.text, "signature" if line.after else "document", None)
        yield from hosts.suspects(line.text)


def _of_cells(tables: Sequence[Table]) -> Iterator[Issue]:
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if cell and len(cell.raw) > 9:
                    yield from privacy.issues(cell.raw[:LONGEST], None, table.table_no, row.page)
