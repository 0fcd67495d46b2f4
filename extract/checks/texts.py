"""Texts: labels and phrases that look misread, words printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from extract.model import Issue
from extract.notices import issue
from extract.sheet import Sheet
from extract.wording import corrected, misread_label
from normalize import clean


class Words(TypedDict):
    """Where a suggestion comes from, in both languages."""

    source: str
    source_bn: str


_TWICE = re.compile(r"(?<!\S)(\S{4,})\s+\1(?!\S)")
_OF_FORM: Words = {"source": "the form has", "source_bn": "ছকে আছে"}
_OF_WORDS: Words = {"source": "it may be", "source_bn": "হতে পারে"}
_KEYS = ("activity", "indicator", "unit", "responsible", "remarks", "decision", "progress")


def header_labels(sheet: Sheet) -> Iterator[Issue]:
    """OCR_GARBLE at row 0: a column's label is nearly one that the form knows."""
    if sheet.form is None:
        return
    seen: set[tuple[str, int]] = set()
    for row in sheet.header.rows:
        for c, raw in enumerate(row.raws):
            suggested = misread_label(raw, sheet.form) if raw.strip() else None
            if suggested and (raw, c) not in seen:
                seen.add((raw, c))
                yield issue(sheet, "OCR_GARBLE", 0, c, rule="header_labels", raw=raw, suggestion=suggested,
                            printed=" ".join(clean(raw).text.split()), suggested=suggested, **_OF_FORM)  # fmt: skip


def cell_texts(sheet: Sheet) -> Iterator[Issue]:
    """OCR_GARBLE: words that the form has otherwise; area labels once, where they are printed."""
    if sheet.form is None:
        return
    for row in sheet.rows:
        keys = ("area", *_KEYS) if row.role == "data" else ()
        cells = [(key, row.places[key]) for key in keys if key in row.places and row.raw(key).strip()]
        if row.role == "section" and row.section:
            first = next(c for c, raw in enumerate(row.printed.raws) if raw.strip())
            cells = [("area", first)]
        for key, c in cells:
            if row.fused and key != "activity":
                continue
            raw = row.printed.raws[c]
            text = row.section.name if row.section else raw
            for slip in corrected(text, sheet.form, key).misread:
                yield issue(
                    sheet, "OCR_GARBLE", row.row_no, c, rule="cell_texts", raw=raw, suggestion=slip.suggested,
                    severity="warn" if slip.applied else "info", printed=slip.found, suggested=slip.suggested,
                    **(_OF_FORM if slip.of_form else _OF_WORDS),
                )  # fmt: skip


def doubled(sheet: Sheet) -> Iterator[Issue]:
    """TEXT_DEFECT: a word of four letters or more printed twice in a row."""
    for row in sheet.data_rows():
        for key in _KEYS:
            found = _TWICE.search(clean(row.raw(key)).text) if row.raw(key) else None
            if found:
                yield issue(sheet, "TEXT_DEFECT", row.row_no, row.places[key], rule="doubled", raw=found[0],
                            suggestion=found[1], printed=found[1])  # fmt: skip


RULES = (header_labels, cell_texts, doubled)
