"""Writes the expected rows of every sample anew: tests/expected/NAME.json for samples/NAME.

Run by `make golden`, with the data dictionary; the difference is reviewed by eye, against the printed sample, before it
is committed. tests/test_samples.py compares, section by section. A section that tests/expected/known.toml names holds
the right rows although the pipeline gives others yet: it is kept as it stands until the pipeline is mended.

Scanned samples are not read by an engine here, whose release and model differ from machine to machine: what one read
once is kept in tests/readings/NAME.jsonl, a line a page. `python -m tools.golden --read` has the engine read anew.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import extract
from extract.records import Extraction, IndicatorRow, IssueRow, Signatory, TableRow, ValueRow
from ingest import dictionary, reading, readings, run, sources

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "samples"
EXPECTED = ROOT / "tests" / "expected"
READINGS = ROOT / "tests" / "readings"
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
SECTIONS = ("document", "tables", "indicators", "values", "issues")
Sections = dict[str, Any]
_INDICATOR = (
    "kind", "area_code", "area", "area_weight", "activity_code", "activity", "indicator_code", "indicator_code_printed",
    "indicator", "alternative_of", "unit", "weight", "responsible", "remarks", "decision_raw", "progress_raw",
    "progress_status", "applicable", "direction", "canonical_id",
)  # fmt: skip


def samples() -> list[Path]:
    """The sample reports, in order of their names."""
    return sorted(file for file in REPORTS.iterdir() if file.is_file() and not file.name.startswith("."))


def expected_path(sample: Path) -> Path:
    """Where the expected rows of a sample stand."""
    return EXPECTED / f"{sample.name}.json"


def known() -> dict[str, dict[str, str]]:
    """Sections whose expected rows the pipeline does not give yet: sample → section → what is wrong with it."""
    path = EXPECTED / "known.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def reading_path(sample: Path) -> Path:
    """Where the kept reading of a scanned sample stands."""
    return READINGS / f"{sample.name}.jsonl"


def is_scan(sample: Path) -> bool:
    """Whether a sample is read from pictures."""
    return sources.paged(sources.recognise(sample.read_bytes(), sample.name))


def read(sample: Path) -> None:
    """Has the engine read a scanned sample, and keeps what it read."""
    data = sample.read_bytes()
    pages = reading.pages(sources.pages(data, sources.recognise(data, sample.name)))
    READINGS.mkdir(exist_ok=True)
    text = "".join(readings.dumped(page) + "\n" for page in pages)
    _write(reading_path(sample), text, "")


def sections(sample: Path) -> Sections:
    """What a sample gives now, in the words of the expected file; of a scan, what its kept reading gives."""
    data = sample.read_bytes()
    if reading_path(sample).exists():
        lines = reading_path(sample).read_text(encoding="utf-8").splitlines()
        found = extract.document(hashlib.sha256(data).hexdigest()[:16], map(readings.loaded, lines))
        return _told({"status": "ok", "media_type": sources.recognise(data, sample.name).media_type}, found)
    outcome = run.content(data, sample.suffix.lower())
    document = {"status": outcome.status, "media_type": outcome.media_type, "error": outcome.error}
    return _told(document, outcome.extraction)


def _told(document: dict[str, Any], found: Extraction | None) -> Sections:
    if found is None:
        return {"document": _printed(document)}
    document |= {name: getattr(found.facts, name) for name in found.facts.__dataclass_fields__}
    return {
        "document": _printed(document),
        "tables": [_table(table) for table in found.tables],
        "indicators": [_indicator(indicator) for indicator in found.indicators],
        "values": [_value(value, found) for value in found.values],
        "issues": [_issue(issue) for issue in found.issues],
    }


def as_text(told: Mapping[str, Any]) -> str:
    """The sections as they stand in the file: one fact, row or value a line, so that a difference is easy to read."""
    parts = []
    for name, rows in told.items():
        pairs = [f"{_json(key)}: {_json(row)}" for key, row in rows.items()] if isinstance(rows, dict) else None
        lines = ",\n  ".join(pairs if pairs is not None else map(_json, rows))
        opened, closed = "{}" if pairs is not None else "[]"
        parts.append(f"{_json(name)}: {opened}\n  {lines}\n {closed}" if lines else f"{_json(name)}: {opened}{closed}")
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def main() -> int:
    """Writes every file and the data dictionary, and tells which changed."""
    wrong = known()
    for sample in samples():
        if is_scan(sample) and ("--read" in sys.argv[1:] or not reading_path(sample).exists()):
            read(sample)
        path, told = expected_path(sample), sections(sample)
        kept = [name for name in wrong.get(sample.name, {}) if path.exists()]
        if kept:
            standing = json.loads(path.read_text(encoding="utf-8"))
            told |= {name: standing[name] for name in kept}
        _write(path, as_text(told), f", {' and '.join(kept)} kept: the pipeline is wrong there" if kept else "")
    _write(DICTIONARY, dictionary.markdown(), "")
    return 0


def _write(path: Path, text: str, remark: str) -> None:
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{'changed  ' if changed else 'unchanged'} {path.relative_to(ROOT)}{remark}\n")


def _table(table: TableRow) -> dict[str, Any]:
    told = {
        "form": table.form, "title": table.title, "annex": table.annex, "pages": table.pages,
        "columns": [key or "?" for key in table.column_keys], "number_row": " ".join(table.number_row or []),
    }  # fmt: skip
    if table.form == "generic":
        told["columns"] = [" / ".join(path) for path in table.header_paths]
    return _printed(told)


def _indicator(row: IndicatorRow) -> dict[str, Any]:
    told = {"row": _place(row.table_no, row.row_no)} | {name: getattr(row, name) for name in _INDICATOR}
    return _printed(told)


def _value(row: ValueRow, found: Extraction) -> str:
    """One value as a line: place, kind | as printed | as read, unit, doubt → suggestion."""
    code = next((i.indicator_code for i in found.indicators if i.indicator_uid == row.indicator_uid), None)
    kind = [row.kind, row.level_pct, row.quarter and f"q{row.quarter}", " / ".join(row.measure_path)]
    if row.kind in ("prior_actual", "projected_target"):
        kind.append(row.fiscal_year)
    what = row.value_date if row.value_num is None else f"{row.value_num:.15g}"
    read = [what, row.unit, row.status != "ok" and row.status, row.uncertain and "uncertain"]
    suggested = row.suggested_date if row.suggested_num is None else f"{row.suggested_num:.15g}"
    arrow = f" → {suggested}, {row.suggestion_basis}" if suggested is not None else ""
    place = _place(row.table_no, row.row_no, row.col_no)
    return f"{place}{f' [{code}]' if code else ''} {_words(kind)} | {row.raw} | {_words(read)}{arrow}"


def _issue(row: IssueRow) -> str:
    """One doubt as a line: severity, code, place, column | as printed → suggestion."""
    place = _place(row.table_no, row.row_no, row.col_no) or "document"
    arrow = f" → {row.suggestion}" if row.suggestion else ""
    return f"{_words([row.severity, row.code, place, row.column_key])} | {row.raw}{arrow}"


def _place(table_no: int | None, row_no: int | None = None, col_no: int | None = None) -> str:
    """Where something stands: "t1 r2 c7"."""
    told = zip("trc", (table_no, row_no, col_no), strict=True)
    return " ".join(f"{letter}{number}" for letter, number in told if number is not None)


def _words(parts: Iterable[Any]) -> str:
    return " ".join(str(part) for part in parts if part)


def _printed(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without what is not there."""
    return {name: value for name, value in row.items() if value not in (None, [], "")}


def _json(value: Any) -> str:  # noqa: ANN401 - whatever a section holds
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Signatory):
        return "; ".join(part or "–" for part in (value.name, value.designation, value.office))
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
