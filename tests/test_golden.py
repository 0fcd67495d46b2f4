"""Every sample gives the rows that stand beside it (`make golden` writes them anew)."""

import pytest

from ingest.dictionary import markdown
from tools import golden


@pytest.mark.parametrize("sample", golden.samples(), ids=lambda sample: sample.name)
def test_sample_gives_its_expected_rows(sample):
    expected = golden.expected_path(sample)
    assert expected.exists(), f"run `make golden` and review {expected.name}"
    assert golden.as_text(golden.rows(sample)) == expected.read_text(encoding="utf-8")


def test_the_dictionary_in_docs_is_that_of_the_schema():
    assert golden.DICTIONARY.read_text(encoding="utf-8") == markdown(), "run `make golden`"
