"""Whole reports from a seed: form, office, year, format, what stands around the tables; the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from bench import names
from bench.audit import audit
from bench.figures import ORDINALS, Hand, day_between, dice, fiscal_year, quarter_bounds, year_bounds
from bench.names import Office
from bench.narratives import meeting, statistics
from bench.plans import apa_plan, charter_plan, charter_progress, egov_plan, two_area_plan
from bench.progress import charter_achievement, integrity_plan
from bench.render import FORMATS
from bench.sheet import TABLE, Doubt, Report, Sheet, Signature

FORMS = {
    "cc_quarterly_progress": 16, "cc_annex7_workplan": 14, "meeting_decision_progress": 10,
    "cc_quarterly_achievement": 12, "nis_workplan_quarterly": 14, "egov_annex5_workplan": 10,
    "grs_annex6_workplan": 9, "rti_workplan": 6, "apa": 6, "generic": 6, "several": 8,
}  # fmt: skip
QUARTERLY = frozenset({"cc_quarterly_progress", "meeting_decision_progress", "cc_quarterly_achievement"})
KINDS = {"meeting_decision_progress": "meeting_decision_progress", "generic": "statistics"}
WORDS = ("প্রথম", "দ্বিতীয়", "তৃতীয়", "চতুর্থ")
PERIODS = (("জুলাই", "সেপ্টেম্বর"), ("অক্টোবর", "ডিসেম্বর"), ("জানুয়ারি", "মার্চ"), ("এপ্রিল", "জুন"))
PLANS: dict[str, Callable[[Hand, int, Office], Sheet]] = {
    "cc_annex7_workplan": charter_plan,
    "egov_annex5_workplan": egov_plan,
    "apa": apa_plan,
    "generic": statistics,
    "grs_annex6_workplan": lambda hand, start, at: two_area_plan(hand, start, at, "grs_annex6_workplan"),
    "rti_workplan": lambda hand, start, at: two_area_plan(hand, start, at, "rti_workplan"),
}


def sheet_of(form: str, hand: Hand, start: int, at: Office, quarter: int | None) -> Sheet:
    """One table of a form."""
    if form in PLANS:
        return PLANS[form](hand, start, at)
    if form == "nis_workplan_quarterly":
        return integrity_plan(hand, start, at, quarter is not None, quarter or 0)
    made = {
        "cc_quarterly_progress": charter_progress,
        "meeting_decision_progress": meeting,
        "cc_quarterly_achievement": charter_achievement,
    }
    return made[form](hand, start, at, quarter or 1)


def sheets(form: str, hand: Hand, start: int, at: Office, quarter: int | None) -> list[Sheet]:
    """The tables of a report; `several` plans stand in one file, as field offices send them."""
    if form != "several":
        return [sheet_of(form, hand, start, at, quarter)]
    chosen = hand.chance.sample(
        ("nis_workplan_quarterly", "egov_annex5_workplan", "grs_annex6_workplan", "cc_annex7_workplan", "rti_workplan"),
        hand.chance.randint(2, 4),
    )
    return [sheet_of(one, hand, start, at, None) for one in chosen]


def quarter_words(hand: Hand, start: int, quarter: int) -> str:
    """How a title tells its quarter."""
    first, last = PERIODS[quarter - 1]
    year = hand.plain(str(start + (quarter > 2)))
    ordinal = hand.plain(ORDINALS[quarter - 1][0]) + ORDINALS[quarter - 1][1:]
    if hand.chance.random() < 0.2:
        ordinal = WORDS[quarter - 1]
    months = hand.chance.choice((f" ({first}-{year} হতে {last}-{year})", f" ({first}-{last}/{year})", ""))
    return f"{ordinal} ত্রৈমাসিক{months}"


def tell_period(sheet: Sheet, hand: Hand, start: int, quarter: int) -> None:
    """Put year and quarter in the title, or the quarter on a line of its own."""
    words = quarter_words(hand, start, quarter)
    if sheet.form == "cc_quarterly_progress":
        sheet.title = f"{hand.year(start)} অর্থ বছরের সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার) এর {words} অগ্রগতি প্রতিবেদন"
    elif sheet.form != "meeting_decision_progress":
        year = hand.plain(str(start + (quarter > 2)))
        sheet.above.append(f"ত্রৈমাসিকের নাম: {'-'.join(PERIODS[quarter - 1])}/{year} খ্রিঃ।")


def add_break(sheet: Sheet, chance: random.Random) -> None:
    """Let the table go on over a page, repeating its header."""
    places = [n for n, row in enumerate(sheet.rows) if n > 0 and row.role != "achievement"]
    if not places:
        return
    n = chance.choice(places)
    first = sheet.rows[n]
    first.breaks = True
    sheet.bare_breaks = chance.random() < 0.2
    sheet.page_word = chance.choice(("", "", "", "পাতা-", "পৃষ্ঠা ", "চলমান পাতা-"))
    rows = (first, *(sheet.rows[n + 1 : n + 2] if first.role == "section" else ()), TABLE)
    sheet.doubts.append(
        Doubt("CONTINUATION_MERGED", "info", "goes on over a page", first, not sheet.bare_breaks, rows=rows)
    )


def add_memo(report: Report, hand: Hand, start: int) -> None:
    """Memo number and date of issue: mostly after the period, now and then before its end."""
    chance = hand.chance
    number = names.memo_number(chance)
    report.memo = hand.plain(number)
    report.memo_line = chance.choice(("স্মারক নং- ", "স্মারক নং: ", "স্মারক নম্বর: ", "স্মারক নং ")) + report.memo
    last = report.period[1] if report.quarter else year_bounds(start)[0] + timedelta(days=40)
    early = bool(report.quarter) and chance.random() < 0.15
    report.issue_date = (
        day_between(chance, last - timedelta(days=20), last - timedelta(days=2))
        if early
        else last + timedelta(days=chance.randint(1, 25))
    )
    report.date_line = (
        chance.choice(("তারিখ: ", "তারিখ : "))
        + hand.date_text(report.issue_date, chance.choice(("d/m/Y", "d-m-Y", "d M Y")))
        + chance.choice(("", " খ্রি."))
    )
    if early:
        report.doubts.append(
            Doubt("REPORT_BEFORE_PERIOD_END", "info", "signed before the quarter ended", None, key="issue_date")
        )


def add_frame(report: Report, hand: Hand, at: Office, start: int) -> None:
    """What stands around the tables."""
    chance = hand.chance
    report.office, report.level = at.full, at.level
    if chance.random() < 0.7:
        report.letterhead = names.letterhead(chance, at)
    if chance.random() < 0.45:
        add_memo(report, hand, start)
    report.signatures = [names.signature(chance, at) for _ in range(1 if chance.random() < 0.8 else 2)]
    if report.memo and chance.random() < 0.3:
        report.recipients = ["সদয় অবগতির জন্য প্রেরণ করা হলো:", hand.plain("1") + f"। উপপরিচালক, {at.agency}, ঢাকা।"]
    if chance.random() < 0.03:
        report.signatures[-1].extra = f"ই-মেইল: office{chance.randint(100, 999)}@gmail.com"
        report.doubts.append(Doubt("PII_PRESENT", "warn", "a private e-mail address", None, key="signature"))


def many_forms(report: Report) -> None:
    """Name what a clean file of several plans may be told of."""
    for sheet in report.sheets:
        if sheet.number_row is None:
            sheet.doubts.append(Doubt("NUMBER_ROW_ABSENT", "info", "no number row", TABLE, must=False))


def draft(seed: int, form: str | None = None, fmt: str | None = None) -> tuple[Report, Hand]:
    """A report before its sums are checked, with the hand that wrote it, so that damage can be done to it."""
    chance = dice(seed)
    hand = Hand(chance)
    # drawn even where given, so that naming what a seed would draw anyway changes nothing
    drawn = chance.choices(list(FORMS), list(FORMS.values()))[0], chance.choices(list(FORMATS), (45, 25, 20, 10))[0]
    form, fmt = form or drawn[0], fmt or drawn[1]
    start, at = (
        chance.randint(2018, 2026),
        names.office(chance, chance.choice(("upazila", "district")) if form == "several" else None),
    )
    quarterly = form in QUARTERLY or (form == "nis_workplan_quarterly" and chance.random() < 0.5)
    quarter = chance.randint(1, 4) if quarterly else None
    made = sheets(form, hand, start, at, quarter)
    if quarter:
        tell_period(made[0], hand, start, quarter)
    bounds: tuple[date, date] = quarter_bounds(start, quarter) if quarter else year_bounds(start)
    kind = KINDS.get(form) or ("quarterly_progress" if quarter else "work_plan")
    name = f"{seed:06d}_{form}{FORMATS[fmt][0]}"
    report = Report(name, seed, form, fiscal_year(start), quarter, bounds, kind, made, fmt=fmt)
    add_frame(report, hand, at, start)
    report.trimmed = fmt == "tsv" and chance.random() < 0.15
    for sheet in made:
        if chance.random() < (0.3 if form != "generic" else 0.1):
            add_break(sheet, chance)
    return report, hand


def report(seed: int, form: str | None = None, fmt: str | None = None) -> Report:
    """A clean report: nothing is damaged, and its sums are right."""
    made, _ = draft(seed, form, fmt)
    return close(made)


def close(made: Report) -> Report:
    """Add what the figures say against each other; the last step of every report."""
    many_forms(made)
    for sheet in made.sheets:
        audit(sheet)
    return made


__all__ = ["FORMS", "Signature", "close", "draft", "report"]
