"""Invented reports and what they say of themselves: cases/heading/*.json.

A block is a line ("" for a blank one, "# …" for a marked heading) or a table (rows of cells). `issues` are all that
may be raised: a code, or [code, table_no] or [code, table_no, severity].
"""

from __future__ import annotations

import doctest
import importlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import heading
from extract.model import Line
from tests.extract.heading.printed import blocks_of, table_of

CASES = Path(__file__).parent.parent / "cases" / "heading"
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))}
PARAMS = [pytest.param(case, id=f"{stem}: {case['name']}") for stem, cases in FILES.items() for case in cases]


def plain(value):
    if isinstance(value, list):
        return [[v.name, v.designation, v.office] if hasattr(v, "designation") else v for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("case", PARAMS)
def test_case(case):
    read = heading.read(blocks_of(case["blocks"]))
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


NAMES = (
    "lines", "plans", "titles", "period", "office", "memo", "posts", "signatures", "consistency", "footnotes",
    "privacy", "hosts", "garble", "districts",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"extract.heading.{name}"))
    assert result.failed == 0


_WORDS = """
গণপ্রজাতন্ত্রী বাংলাদেশ সরকার জেলা উপজেলা কার্যালয় , । : ( ) * ১.২ ২০২৩-২৪ ৪৭.৬১.০০ স্মারক নং তারিখ বিষয়: সংযোজনী ৫ মোঃ
রহিম কর্মকর্তা অবগতির জন্য ১। প্রতিবেদন কর্মপরিকল্পনা ২য় ত্রৈমাসিক পর্যায়ের প্রযোজ্য নয় ৩১/১১/২০২৩ a@gmail.com <br> \\ | [ ]
"""
WORDS = st.sampled_from(_WORDS.split())
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=40)


@given(st.lists(TEXTS | st.lists(TEXTS, min_size=1, max_size=3).map(lambda row: [row]), max_size=12))
@settings(max_examples=150, deadline=None)
def test_nothing_is_raised_and_every_doubt_is_worded(printed):
    read = heading.read(blocks_of(printed))
    assert set(read.tables) <= {n + 1 for n in range(len(printed))}
    assert all(issue.message_en and issue.message_bn for issue in read.issues)
    assert read == heading.read(blocks_of(printed))


@pytest.mark.parametrize(
    "line",
    [
        "স্মারক নং " + "৪৭." * 20_000,
        "স্মারক নং " + "ক/" * 20_000,
        "১.২ ও " * 20_000,
        "a." * 20_000 + "gov.bd",
        "a" * 50_000 + "@" + "b." * 20_000,
        "জেলা/" * 20_000 + "পর্যায়ের",
        "২০২৩-২৪ " * 10_000,
        "(" * 50_000,
        " " * 100_000 + "x",
        "প্রতিবেদন " * 10_000,
        "*" * 100_000,
        "ক " * 50_000,
    ],
    ids=lambda line: line[:12],
)
def test_a_hostile_line_takes_no_time(line):
    begun = time.process_time()
    heading.read([Line(line), table_of([["ক", "খ"], [line, line]]), Line("*" + line), Line(line)])
    assert time.process_time() - begun < 1.0


def test_many_lines_and_blocks_take_linear_time():
    block = ("উপজেলা তথ্য অফিসার", "ফেনী", "* ১.২ টীকা")
    signed = [Line(text) for n in range(4_000) for text in (f"মোঃ রহিম {chr(0x0995 + n % 30)}ল", *block)]
    begun = time.process_time()
    read = heading.read([table_of([["ক", "খ"], ["১", "২"]]), *signed])
    assert time.process_time() - begun < 8.0
    assert 0 < len(read.facts.signatories) <= 300
