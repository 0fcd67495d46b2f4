"""The five real reports, where they are at hand: values read as the truth says, no right word is touched."""

import csv
import json
import re
from pathlib import Path

import pytest

from normalize import clean, read
from normalize.alignment import WORD
from normalize.spelling import Vocabulary, correct, suggest

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real reports are not at hand")


def cells():
    for path in sorted((SHARED / "reports").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            yield from (clean(cell).text for cell in re.split(r"\t|(?<= )\|(?= )", line) if cell.strip())


def pairs():
    with (SHARED / "gold" / "confusions.tsv").open(encoding="utf-8") as lines:
        return {row["wrong"]: row["right"] for row in csv.DictReader(lines, delimiter="\t")}


def test_every_value_reads_as_the_truth_says():
    n = 0
    for path in (SHARED / "gold").glob("*.gold.json"):
        for indicator in json.loads(path.read_text(encoding="utf-8"))["indicators"]:
            for value in indicator["values"]:
                if "raw" not in value or value.get("status") in ("not_data", "multi"):
                    continue
                got = read(value["raw"], "any")
                assert got.status == value["status"], value
                assert got.number == value.get("value_num"), value
                assert (str(got.date) if got.date else None) == value.get("value_date"), value
                n += 1
    assert n > 100


def test_no_right_word_is_corrected_and_many_wrong_ones_are():
    wrong = pairs()
    phrases = []
    for cell in cells():
        for bad, good in wrong.items():
            cell = cell.replace(bad, good)
        phrases += [part.strip() for part in re.split(r"।|\[[০-৯.]+\]", cell) if part.strip()]
    form = Vocabulary.of(phrases)
    mended = set()
    for cell in cells():
        for step in correct(cell, form).steps:
            found, _, expected = step.removeprefix("spelling:").partition("→")
            known = [bad for bad in wrong if found in bad or bad in found]
            assert known, f"a right word was changed: {step}"
            mended |= {bad for bad in known if expected in wrong[bad] or wrong[bad] in expected}
    assert len(mended) >= 30


def test_suggestions_fall_on_wrong_words():
    wrong = {word for bad in pairs() for word in WORD.findall(bad)}
    told = [s for cell in cells() for s in suggest(cell)]
    right = [s for s in told if s.found not in wrong]
    assert len(told) >= 15
    assert not right, right
