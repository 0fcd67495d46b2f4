"""Writes what is generated anew: samples/NAME.expected.json beside samples/NAME, and docs/data-dictionary.md.

Run by `make golden`; the difference is reviewed by eye before it is committed. tests/test_golden.py compares.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from ingest import run
from ingest.dictionary import markdown

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
_ENDING = ".expected.json"
_DROPPED = {"doc_id", "indicator_uid", "value_uid", "engine", "confidence"}


def samples() -> list[Path]:
    """The sample reports, their expected rows left out."""
    files = (file for file in SAMPLES.rglob("*") if file.is_file() and not file.name.startswith((".", "README")))
    return sorted(file for file in files if not file.name.endswith(_ENDING))


def expected_path(sample: Path) -> Path:
    """Where the expected rows of a sample stand."""
    return sample.with_name(sample.name + _ENDING)


def rows(sample: Path) -> dict[str, Any]:
    """What a sample gives now: facts, tables, indicators, values and issues, without ids and without blanks."""
    outcome = run.content(sample.read_bytes(), sample.suffix.lower())
    told: dict[str, Any] = {"status": outcome.status, "error": outcome.error}
    if outcome.extraction:
        told["facts"] = _filled(outcome.extraction.facts)
        for name in ("tables", "indicators", "values", "issues"):
            told[name] = [_filled(row) for row in getattr(outcome.extraction, name)]
    return told


def as_text(told: dict[str, Any]) -> str:
    """The rows as they stand in the file: one value a line, so that a difference is easy to read."""
    return json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"


def main() -> int:
    """Writes every file and tells which changed."""
    wanted = {expected_path(sample): as_text(rows(sample)) for sample in samples()}
    for path, text in {**wanted, DICTIONARY: markdown()}.items():
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{'changed  ' if changed else 'unchanged'} {path.relative_to(ROOT)}\n")
    return 0


def _filled(row: Any) -> dict[str, Any]:  # noqa: ANN401 - any record of extract.records
    told = dataclasses.asdict(row)
    return {name: value for name, value in told.items() if name not in _DROPPED and value not in (None, [], "")}


if __name__ == "__main__":
    sys.exit(main())
