"""Reading pictures and text layers: from the scans that a source gives to pages of lines and grids.

Doors: `checked(found, engine)`, which compares text layers with their pages, then `pages(found, engine) ->
Iterator[Page]`. Nothing that reads pictures is imported before the first scan comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Page
from ingest.reading.checking import checked

if TYPE_CHECKING:
    from ingest.reading.page import Reader
    from ingest.scan import Scan

__all__ = ["checked", "pages"]


def pages(found: Iterable[Page | Scan], engine: str | None = None) -> Iterator[Page]:
    """Pages as they come; scans among them are read by the engine of that name (None: the best there is).

    Raises EngineMissing or ModelMissing at the first scan where no engine can read.
    """
    reader: Reader | None = None
    for page in found:
        if isinstance(page, Page):
            yield page
            continue
        if page.layer and page.canvas:
            from ingest.reading import layered

            if page.layer.whole:
                yield _with_issues(layered.page(page.layer), page)
                continue
            page = replace(page.canvas.scan(page.number), layer=page.layer, issues=page.issues)
        if reader is None:
            from ingest import engines
            from ingest.reading.page import Reader

            reader = Reader(engines.door(engine))
        read = reader.page(page)
        if page.error and read.status == "ok":  # a part of the picture could not be decoded
            read = replace(read, status="partial", error=str(page.error))
        yield _with_issues(read, page)


def _with_issues(read: Page, page: Scan) -> Page:
    return replace(read, issues=(*page.issues, *read.issues)) if page.issues else read
