"""What reading one document came to: its status, its cause, and its rows where there are any."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from ingest import errors

if TYPE_CHECKING:  # the parent of the workers handles outcomes, too, and has no need to load the extractor
    from extract.records import Extraction

Status = Literal["ok", "partial", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one document gave; `extraction` is None where nothing could be read."""

    sha256: str
    size: int
    status: Status
    media_type: str | None = None
    error_code: str | None = None
    error: str | None = None
    engine: str | None = None
    n_pages: int | None = None
    extraction: Extraction | None = None

    @property
    def doc_id(self) -> str:
        """First 16 hexadecimal digits of the hash."""
        return self.sha256[:16]

    def row(self) -> dict[str, Any]:
        """The columns of `documents` but the path and the version."""
        told: dict[str, Any] = {}
        if self.extraction:
            facts = self.extraction.facts
            told = {field.name: getattr(facts, field.name) for field in fields(facts)}
        told["signatories"] = [
            {"name": who.name, "designation": who.designation, "office": who.office}
            for who in told.get("signatories", ())
        ]
        for name in ("plan_types", "footnotes", "languages"):
            told.setdefault(name, [])
        return told | {
            "doc_id": self.doc_id,
            "sha256": self.sha256,
            "bytes": self.size,
            "media_type": self.media_type,
            "n_pages": self.n_pages,
            "status": self.status,
            "error_code": self.error_code,
            "error": self.error,
            "engine": self.engine,
        }


def failed(error: errors.IngestError, sha256: str, size: int, media_type: str | None = None) -> Outcome:
    """The outcome of a document of which nothing could be read."""
    return Outcome(sha256, size, error.status, media_type, error.code, str(error))
