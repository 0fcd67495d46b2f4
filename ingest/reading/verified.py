"""Text layers compared with the pages that carry them, before anything is read from either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.errors import EngineMissing

if TYPE_CHECKING:
    from extract.model import Page
    from ingest.layer.verification import Verification
    from ingest.scan import Scan


def verified(found: Iterable[Page | Scan], engine: str | None = None) -> Iterator[Page | Scan]:
    """The pages as they come; fonts whose text differs from what a page shows are broken from there on.

    A page that so loses a font gets its picture. Where no engine can read, layers are taken as they are.
    """
    verification: Verification | None = None
    for page in found:
        layer = getattr(page, "layer", None)
        if layer is None or page.crop is None:
            yield page
            continue
        verification = verification or _verification(engine)
        told = verification.of(layer.verdicts, layer.runs, page.crop)
        layer = replace(layer, verdicts=told)
        if page.draw and page.picture is None and not layer.whole:
            page = replace(page.draw(), issues=page.issues)
        yield replace(page, layer=layer, crop=None, draw=None)


def _verification(engine: str | None) -> Verification:
    from ingest import engines
    from ingest.layer.verification import Verification

    try:
        return Verification(engines.door(engine))
    except EngineMissing:
        return Verification(None)
