"""Invented reports and what they say of themselves: cases/heading/*.json.

A block is a line ("" for a blank one, "# …" for a marked heading) or a table (rows of cells). `issues` are all that
may be raised: a code, or [code, table_no] or [code, table_no, severity].
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract import heading
from extract.model import Cell, Line, Part, PrintRow, Table

CASES = Path(__file__).parent / "cases" / "heading"
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))}
PARAMS = [pytest.param(case, id=f"{stem}: {case['name']}") for stem, cases in FILES.items() for case in cases]


def table_of(rows, table_no=1):
    printed = [
        PrintRow(at + 1, 1, tuple(Cell(at, col, raw) for col, raw in enumerate(row))) for at, row in enumerate(rows)
    ]
    return Table(table_no, len(rows[0]), printed, [Part(1, 1, len(rows))], spans_known=False)


def blocks_of(case):
    blocks, number, table_no = [], 0, 0
    for block in case["blocks"]:
        number += 1
        if isinstance(block, list):
            table_no += 1
            blocks.append(table_of(block, table_no))
            number += len(block)
        elif block:
            marks = len(block) - len(block.lstrip("#"))
            blocks.append(Line(block[marks:].strip(), line=number, heading=marks))
    return blocks


def plain(value):
    if isinstance(value, list):
        return [[v.name, v.designation, v.office] if hasattr(v, "designation") else v for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("case", PARAMS)
def test_case(case):
    read = heading.read(blocks_of(case))
    got = {key: plain(getattr(read.facts, key)) for key in case["facts"]}
    assert got == case["facts"]
    for table_no, expected in case.get("tables", {}).items():
        told = read.tables[int(table_no)]
        assert {key: getattr(told, key) for key in expected} == expected
    for note, expected in zip(read.footnotes, case.get("notes", []), strict=False):
        got = {key: getattr(note, key) for key in expected}
        assert {key: list(v) if isinstance(v, tuple) else v for key, v in got.items()} == expected
    assert len(read.footnotes) >= len(case.get("notes", []))
    left = [(i.code, i.table_no, i.severity) for i in read.issues]
    for issue in case["issues"]:
        expected = (issue, None) if isinstance(issue, str) else tuple(issue)
        found = next((got for got in left if got[: len(expected)] == expected), None)
        assert found, f"not raised: {expected}, but {left}"
        left.remove(found)
    assert not left, [i.message_en for i in read.issues]
    assert all(i.message_en and i.message_bn and i.rule for i in read.issues)
