"""Text layers that look right, compared with what their pages show, before anything is read from either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from extract.model import Page
from ingest.errors import EngineMissing, ModelMissing

if TYPE_CHECKING:
    from ingest.layer.verification import Verification
    from ingest.scan import Scan


def checked(found: Iterable[Page | Scan], engine: str | None = None) -> Iterator[Page | Scan]:
    """The pages as they come; fonts whose text differs from what a page shows are broken from there on.

    `engine`: its name, None for the best there is; where none can read, layers are taken as they are.
    """
    verification: Verification | None = None
    for page in found:
        if isinstance(page, Page) or page.layer is None or page.canvas is None:
            yield page
            continue
        layer = page.layer
        verification = verification or _verification(engine)
        picture_of = partial(page.canvas.crop, page.number, rotation=layer.rotation)
        yield replace(page, layer=replace(layer, verdicts=verification.of(layer.verdicts, layer.runs, picture_of)))


def _verification(engine: str | None) -> Verification:
    from ingest import engines
    from ingest.layer.verification import Verification

    try:
        return Verification(engines.door(engine))
    except (EngineMissing, ModelMissing):
        return Verification(None)
