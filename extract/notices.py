"""Issues from the catalogue issues.toml: one place for what each code says, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from extract.model import Issue, Severity
from extract.sheet import Sheet

_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Give severity, en and bn of every code."""
    return tomllib.loads((files(__package__) / "issues.toml").read_text(encoding="utf-8"))


def number(value: float) -> str:
    """A number as people write it: 5.0 → '5', 0.5 → '0.5'."""
    return f"{value:.10g}"


def bengali(text: object) -> str:
    """ASCII digits as Bengali ones.

    >>> bengali(25)
    '২৫'
    """
    return str(text).translate(_BENGALI)


def issue(
    sheet: Sheet, code: str, row_no: int | None = None, c: int | None = None, /, *, rule: str, raw: str = "",
    suggestion: str | None = None, severity: Severity | None = None, **words: object,
) -> Issue:  # fmt: skip
    """An issue at a place of a table: `row_no` of the body (0: the header, None: the whole), `c` the column from 0.

    `words` fill the catalogue's sentences; a word with a twin ending in _bn is used in English only.
    """
    known = catalogue()[code]
    spoken = {k: number(v) if isinstance(v, float) else v for k, v in words.items()}
    in_bengali = {k: bengali(v) for k, v in spoken.items()}
    column = sheet.column(c) if c is not None else None
    owner = sheet.indicator_of(row_no) if row_no else None
    page = sheet.row(row_no).printed.page if row_no else sheet.table.pages[0]
    return Issue(
        code=code, severity=severity or known["severity"],  # type: ignore[arg-type]
        message_en=known["en"].format(**spoken), message_bn=known["bn"].format(**in_bengali),
        raw=raw, suggestion=suggestion, rule=rule, page=page, table_no=sheet.table.table_no, row_no=row_no,
        col_no=None if c is None else c + 1, column_key=column.key if column else None,
        indicator_uid=owner.indicator_uid if owner else None,
    )  # fmt: skip
