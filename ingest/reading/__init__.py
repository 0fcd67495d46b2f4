"""Reading pictures: from the scans that a source gives to pages of lines and grids, as every other source gives them.

Door: `pages(found, engine) -> Iterator[Page]`. Nothing that reads pictures is imported before the first scan comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Page

if TYPE_CHECKING:
    from ingest.reading.page import Reader
    from ingest.scan import Scan

__all__ = ["pages"]


def pages(found: Iterable[Page | Scan], engine: str | None = None) -> Iterator[Page]:
    """Pages as they come; scans among them are read by the engine of that name (None: the best there is).

    Raises EngineMissing or ModelMissing at the first scan where no engine can read.
    """
    reader: Reader | None = None
    for page in found:
        if isinstance(page, Page):
            yield page
            continue
        if page.layer and page.layer.whole and page.picture is None and not page.error:
            from ingest.reading import layered

            yield layered.page(page.layer)
            continue
        if reader is None:
            from ingest import engines
            from ingest.reading.page import Reader

            reader = Reader(engines.door(engine))
        read = reader.page(page)
        if page.error and read.status == "ok":  # a part of the picture could not be decoded
            read = replace(read, status="partial", error=str(page.error))
        yield read
