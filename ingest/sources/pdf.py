"""PDF files: each page comes with its text layer where it has one, else as a picture."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.errors import UnreadableContent
from ingest.sources.claims import Claim
from ingest.sources.limits import Limits, Meter

if TYPE_CHECKING:
    from ingest.layer.layers import Layer, Layers
    from ingest.scan import Scan

MEDIA_TYPES = ("application/pdf",)
PAGED = True  # a page takes long enough to have a time limit of its own


def claim(head: bytes, suffix: str) -> Claim | None:
    """A PDF whose header stands behind other bytes: mail gateways and web servers put some before it."""
    del suffix
    if b"%PDF-" in head[:1024] and b" obj" in head:
        return Claim(MEDIA_TYPES[0], 0.9, "It has the header of a PDF.")
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Scan]:
    """Give the pages of a PDF. Raises TooLarge, PasswordNeeded, and UnreadableContent where it can't be opened.

    A page that can't be read comes as a Scan with its error; the others go on. One that has a text layer is not drawn:
    who reads it draws it from its `canvas` where the layer can't be trusted.
    """
    from ingest.scan import Scan
    from ingest.sources.raster import documents  # loads pdfium: only where there is a PDF to read

    meter = Meter(limits)
    meter.pictures(len(data))
    with documents.Document(data, limits) as document:
        layers = _layers(document.data, len(document))
        for number in range(1, len(document) + 1):
            meter.page(number)
            left = limits.leave.get(number)
            layer = None if left and number not in limits.known else _layer(layers, number)
            if left or (layer and layer.drawn):
                scan = Scan(number, None, error=left, layer=layer, canvas=document)
            else:
                scan = document.scan(number)
                scan.hidden = layer if layer and layer.covered else None
            scan.issues = document.notes if number == 1 else ()
            yield scan
    if documents.is_cut_off(data):
        raise UnreadableContent("The PDF is cut off: pages may be missing, or parts of them.")


def _layers(data: bytes, count: int) -> Layers | None:
    """The file's text layers, None where it is damaged so that they can't be told page by page."""
    from ingest.layer.layers import Layers
    from ingest.sources.raster.opening import rewritten

    with contextlib.suppress(Exception):  # then its pages are read from what pdfium draws
        layers = Layers(data, lambda: rewritten(data, None))
        return layers if len(layers) == count else None
    return None


def _layer(layers: Layers | None, number: int) -> Layer | None:
    """The layer of a page, None where it is damaged."""
    if layers is None:
        return None
    with contextlib.suppress(Exception):  # playa raises whatever its parsers do: the page is read from its picture
        return layers.page(number)
    return None
