"""The closing words of a run: what was read, what is doubted, and what to do next. English with Bengali beside it."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest import errors, schema
from ingest.summary import Summary

_STATUSES = ("ok", "partial", "failed", "skipped")
_MOST = 12  # lines of doubts; the rest stand in the table


def lines(account: Summary) -> Iterator[str]:
    """The summary of a run, line by line, without a terminal's colours."""
    total = sum(account.documents.values())
    told = ", ".join(f"{account.documents[status]:,} {status}" for status in _STATUSES if account.documents.get(status))
    yield f"Documents · নথি      {total:,}: {told}"
    yield from _errors(account)
    review = f" ({account.review:,} to review · পর্যালোচনা প্রয়োজন)" if account.review else ""
    yield f"Indicators · সূচক    {account.rows.get('indicators', 0):,}{review}"
    yield f"Values · মান        {account.rows.get('values', 0):,}"
    yield f"Doubts · সন্দেহ      {account.rows.get('issues', 0):,}"
    yield from _doubts(account)
    yield f"Time · সময়         {account.seconds:.1f} s; {account.read:,} read, {account.unchanged:,} unchanged"
    yield from _next(account)


def _errors(account: Summary) -> Iterator[str]:
    causes = errors.error_classes()
    for code, count in sorted(account.errors.items(), key=lambda pair: (-pair[1], pair[0])):
        cause = causes.get(code)
        advice = f"  {cause.advice} · {cause.advice_bn}" if cause else ""
        yield f"  {code:<28}{count:>7,}{advice}"


def _doubts(account: Summary) -> Iterator[str]:
    glosses = schema.glosses()
    for code, severity, count in account.issues[:_MOST]:
        gloss = " · ".join(glosses.get(code, ()))
        yield f"  {severity:<6}{code:<28}{count:>7,}  {gloss}"
    if len(account.issues) > _MOST:
        rest = sum(count for _, _, count in account.issues[_MOST:])
        yield f"  … and {rest:,} more of {len(account.issues) - _MOST} other kinds, in {account.out}/issues"


def _next(account: Summary) -> Iterator[str]:
    out = str(account.out)
    dataset = f"read_dataset({json.dumps(out, ensure_ascii=False)})"
    yield f"Result · ফলাফল      {out}  (columns explained in {out}/DATA.md)"
    yield f"Open it            {_command(f'print({dataset}.wide())')}"
    if account.documents.get("failed") or account.documents.get("partial"):
        yield f"Look first         {_command(f'd = {dataset}.documents; print(d[d.error.notna()])')}"
    elif any(severity == "error" for _, severity, _ in account.issues):
        yield f"Look first         {_command(f'i = {dataset}.issues; print(i[i.severity == {chr(34)}error{chr(34)}])')}"


def _command(python: str) -> str:
    """A line of Python as a shell takes it, run by the interpreter that has this package."""
    executable = Path(sys.executable)
    here = Path.cwd()
    shown = executable.relative_to(here) if executable.is_relative_to(here) else executable
    return f"{shlex.quote(str(shown))} -c {shlex.quote(f'from ingest import read_dataset; {python}')}"
