"""Codes: repeated, of unexpected depth, missing from their sequence; two activities in one cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extract.fill import code_of
from extract.model import Issue
from extract.notices import bengali, issue
from extract.records import IndicatorRow
from extract.rows import activity_items
from extract.sheet import Sheet
from normalize.spelling import similarity

_USUAL_DEPTH = 3
_MANY = 9  # codes missing before one from which on they are told together


def alternatives(sheet: Sheet) -> Iterator[Issue]:
    """DUPLICATE_CODE (info): an activity that bears the code of an indicator is the alternative to it."""
    codes = {i.indicator_code: i for i in sheet.indicators if i.indicator_code}
    for indicator in sheet.indicators:
        other = codes.get(indicator.activity_code or "")
        if other and other is not indicator:
            indicator.alternative_of = indicator.activity_code
            yield issue(
                sheet, "DUPLICATE_CODE", indicator.row_no, sheet.match.at("activity"), rule="alternatives",
                severity="info", raw=indicator.activity_raw or "", code=indicator.activity_code,
                rows=f"{other.row_no}, {indicator.row_no}",
            )  # fmt: skip


def repeated(sheet: Sheet) -> Iterator[Issue]:
    """DUPLICATE_CODE: one code on several indicators; ROWSPAN_MISALIGNED where texts tell which row is out of place."""
    by_code: dict[str, list[IndicatorRow]] = defaultdict(list)
    for indicator in sheet.indicators:
        if indicator.indicator_code:
            by_code[indicator.indicator_code].append(indicator)
    c = sheet.match.at("indicator")
    for code, same in by_code.items():
        if len(same) < 2:
            continue
        odd = _out_of_place(same)
        proposed = _next_code(sheet, odd)
        if proposed:
            odd.indicator_code = proposed
        yield issue(
            sheet, "DUPLICATE_CODE", odd.row_no, c, rule="repeated", raw=odd.indicator_raw or "", code=code,
            suggestion=f"[{bengali(proposed)}]" if proposed else None, rows=", ".join(str(i.row_no) for i in same),
        )  # fmt: skip
        if proposed and same[0] is odd and _heads_next(sheet, odd, same[1]):
            yield issue(
                sheet, "ROWSPAN_MISALIGNED", odd.row_no, sheet.match.at("activity"), rule="repeated",
                raw=sheet.row(odd.row_no).raw("activity"), what="The activity's cell", what_bn="কার্যক্রমের ঘরটি",
                row=odd.row_no, right=same[1].row_no,
            )  # fmt: skip


def _out_of_place(same: list[IndicatorRow]) -> IndicatorRow:
    """Of indicators with one code the one whose text is least like its activity's; the last where that doesn't tell."""
    likeness = [similarity(i.indicator or "", i.activity or "") for i in same]
    least = min(range(len(same)), key=lambda k: likeness[k])
    return same[least] if max(likeness) - likeness[least] > 0.25 else same[-1]


def _heads_next(sheet: Sheet, odd: IndicatorRow, other: IndicatorRow) -> bool:
    """Whether the activity printed on one row is the next row's, whose own cell is blank."""
    return bool(sheet.row(odd.row_no).raw("activity").strip()) and not sheet.row(other.row_no).raw("activity").strip()


def _next_code(sheet: Sheet, odd: IndicatorRow) -> str | None:
    """The code that goes on from the row above: 6.1.1 behind 5.1.1 → 5.1.2, if no row has it."""
    above = [i for i in sheet.indicators if i.row_no < odd.row_no and i.indicator_code]
    if not above or not above[-1].indicator_code:
        return None
    *head, last = above[-1].indicator_code.split(".")
    proposed = ".".join([*head, str(int(last) + 1)]) if last.isdigit() else None
    return None if any(i.indicator_code == proposed for i in sheet.indicators) else proposed


def depth(sheet: Sheet) -> Iterator[Issue]:
    """CODE_DEPTH_UNEXPECTED: indicator codes have three parts, those with a letter four or three."""
    for indicator in sheet.indicators:
        parts = (indicator.indicator_code or "").split(".")
        numbers = sum(part.isdigit() for part in parts)
        if indicator.indicator_code and numbers != _USUAL_DEPTH and not (numbers == 2 and not parts[0].isdigit()):
            yield issue(sheet, "CODE_DEPTH_UNEXPECTED", indicator.row_no, sheet.match.at("indicator"), rule="depth",
                        raw=indicator.indicator_raw or "", code=indicator.indicator_code, depth=numbers,
                        expected=_USUAL_DEPTH)  # fmt: skip


def collapsed(sheet: Sheet) -> Iterator[Issue]:
    """MULTI_ITEM_CELL: several activities in one cell; MISSING_INDICATOR for those that no indicator answers to."""
    c = sheet.match.at("activity")
    if c is None:
        return
    known = {i.indicator_code for i in sheet.indicators if i.indicator_code}
    for row in sheet.data_rows():
        items = activity_items(row.raw("activity")) if row.raw("activity").strip() else []
        if len(items) < 2:
            continue
        codes = [code_of(item) or "" for item in items]
        yield issue(sheet, "MULTI_ITEM_CELL", row.row_no, c, rule="collapsed", raw=row.raw("activity"),
                    n=len(items), items=", ".join(codes))  # fmt: skip
        for code in codes:
            if code and not any(k.startswith(f"{code}.") for k in known):
                yield _missing(sheet, row.row_no, code, *_indicator_of(code), "collapsed")


def _missing(sheet: Sheet, row_no: int, code: str, what: str, what_bn: str, rule: str) -> Issue:
    sheet.incomplete |= {code, code.split(".")[0]}
    c = sheet.match.at("indicator")
    raw = sheet.row(row_no).raw("indicator")
    return issue(sheet, "MISSING_INDICATOR", row_no, c, rule=rule, raw=raw, what=what, what_bn=what_bn)


def _indicator_of(code: str) -> tuple[str, str]:
    return f"The indicator of activity {code}".strip(), f"{code} কার্যক্রমের সূচক".strip()


def lost(sheet: Sheet) -> Iterator[Issue]:
    """MISSING_INDICATOR: a row with an activity but no text of an indicator."""
    if sheet.match.at("indicator") is None:
        return
    for indicator in sheet.indicators:
        if not indicator.indicator_raw and indicator.activity_raw:
            code = indicator.activity_code or ""
            yield _missing(sheet, indicator.row_no, code, *_indicator_of(code), "lost")


def no_activity(sheet: Sheet) -> Iterator[Issue]:
    """LOW_CONFIDENCE: the code says that another activity is meant than the ones printed, whose own cell is lost."""
    c = sheet.match.at("activity")
    for indicator in sheet.indicators if c is not None else ():
        if indicator.indicator_code and not indicator.activity_raw:
            yield issue(
                sheet, "LOW_CONFIDENCE", indicator.row_no, c, rule="no_activity",
                why=f"the activity of {indicator.indicator_code} is not printed",
                why_bn=f"{bengali(indicator.indicator_code)} সূচকের কার্যক্রম ছাপা নেই",
            )  # fmt: skip


def sequence(sheet: Sheet) -> Iterator[Issue]:
    """MISSING_INDICATOR: codes that the sequence leaves out (1.1.1, 1.1.3; or 1.1, 1.3; or from 2.1.1 on)."""
    seen = _codes_in_order(sheet)
    known = {code for code, _ in seen}
    for code, row_no in seen:
        *head, last = code.split(".")
        gone = [".".join([*head, str(n)]) for n in range(1, int(last))] if last.isdigit() else []
        gone = [before for before in gone if before not in known and ".".join(head) not in sheet.incomplete]
        known.update(gone)
        if len(gone) > _MANY:  # [1.1.999]: a code misread rather than so many indicators lost
            words = f"Codes {gone[0]} to {gone[-1]} before {code}", f"{code}-এর আগে {gone[0]} থেকে {gone[-1]} কোড"
            yield _missing(sheet, row_no, gone[0], *words, "sequence")
            continue
        for before in gone:
            words = f"Code {before} before {code}", f"{code}-এর আগে {before} কোড"
            yield _missing(sheet, row_no, before, *words, "sequence")


def _codes_in_order(sheet: Sheet) -> list[tuple[str, int]]:
    """Codes of indicators, activities and areas with the row on which each is first met."""
    found: dict[str, int] = {}
    for row in sheet.data_rows():
        items = activity_items(row.raw("activity")) if row.raw("activity").strip() else []
        indicator = sheet.indicator_of(row.row_no)
        own = indicator.indicator_code if indicator else None
        for code in [*map(code_of, items), own]:
            parts = (code or "").split(".")
            for k in range(1, len(parts) + 1):
                if code and (parts[0].isdigit() or k > 1):
                    found.setdefault(".".join(parts[:k]), row.row_no)
    return list(found.items())


RULES = (alternatives, repeated, depth, collapsed, lost, no_activity, sequence)
