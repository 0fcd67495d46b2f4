"""Thousands of damaged PDF files: each is read, or told in one sentence, and soon."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from ingest import engines, run
from tests.ingest.sources.pdf_mutants import changed, outcomes, seeds


class Blind:
    """An engine that reads nothing: what is told here is how files end, not what they say."""

    name = "blind"

    def recognise(self, picture, regions):
        return [[] for _ in regions]


def test_damaged_files_are_read_or_told():
    told = Counter(outcomes(60, 1))
    assert told.total() == 60 and {"layer", "picture", "UnreadableContent"} <= told.keys()


def test_every_damaged_file_is_a_row(monkeypatch):
    monkeypatch.setattr(engines, "door", lambda name=None: Blind())
    chance, kinds = random.Random(2), seeds()
    for number in range(12):
        outcome = run.content(changed(kinds[number % len(kinds)], chance), ".pdf")
        row = outcome.row()
        assert row["status"] in ("ok", "partial", "failed", "skipped")
        assert (row["status"] == "ok") == (row["error_code"] is None) == (row["error"] is None)
        assert row["error_code"] != "DEFECT", row["error"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_damaged_files_are_read_or_told(seed):
    assert Counter(outcomes(1000, 100 + seed)).total() == 1000
