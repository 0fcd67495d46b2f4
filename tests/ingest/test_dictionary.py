from pathlib import Path

from ingest.dictionary import markdown

DICTIONARY = Path(__file__).resolve().parent.parent.parent / "docs" / "data-dictionary.md"


def test_the_dictionary_in_docs_is_that_of_the_schema():
    assert DICTIONARY.read_text(encoding="utf-8") == markdown(), "run `make golden`"
