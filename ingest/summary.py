"""What a run came to: counts by status and by doubt, and the exit code that says it in one number."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.compaction import Counts


@dataclass(frozen=True, slots=True)
class Summary:
    """The closing account of one run.

    `documents` by status, `rows` by table, `issues` as (code, severity, count) with the gravest and commonest first,
    `errors` by error code. `read` documents were read in this run, `unchanged` ones were known, `removed` ones are gone
    from the folder. `seconds` is wall time.
    """

    folder: Path
    out: Path
    documents: dict[str, int]
    rows: dict[str, int]
    issues: tuple[tuple[str, str, int], ...] = ()
    errors: dict[str, int] = field(default_factory=dict)
    review: int = 0
    read: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0 all ok, 1 some documents partial or failed, 3 there was no report among the files."""
        if self.documents.get("partial") or self.documents.get("failed"):
            return 1
        return 0 if self.documents.get("ok") else 3


_GRAVITY = {"error": 0, "warn": 1, "info": 2}


def counted(counts: Counts) -> dict[str, Any]:
    """The counts as the state file keeps them."""
    issues = sorted(counts.issues.items(), key=lambda pair: (_GRAVITY.get(pair[0][1], 3), -pair[1], pair[0][0]))
    return {
        "documents": dict(sorted(counts.statuses.items())),
        "rows": counts.rows,
        "issues": [[code, severity, count] for (code, severity), count in issues],
        "errors": dict(sorted(counts.error_codes.items())),
        "review": counts.review,
    }


def summary(kept: dict[str, Any], **told: Any) -> Summary:  # noqa: ANN401 - the other fields of Summary
    """A Summary of counts as `counted` gives them (or the state file gives them back) and of what this run did."""
    return Summary(
        documents=kept["documents"],
        rows=kept["rows"],
        issues=tuple((code, severity, count) for code, severity, count in kept["issues"]),
        errors=kept["errors"],
        review=kept["review"],
        **told,
    )


def as_json(account: Summary) -> dict[str, Any]:
    """The account for run.jsonl."""
    return asdict(account) | {"folder": str(account.folder), "out": str(account.out), "exit_code": account.exit_code}
