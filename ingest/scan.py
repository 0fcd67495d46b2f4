"""A page as a picture, a text layer, or both: what a source gives of a page that is still to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Issue
from ingest.errors import IngestError

if TYPE_CHECKING:
    from ingest.layer.layers import Layer

Picture = NDArray[np.uint8]


class Canvas(Protocol):
    """What draws the pages of a document, as long as its pages are being given."""

    def scan(self, number: int) -> Scan:
        """Draw a page, from 1; one that can't be drawn comes with its error."""

    def crop(self, number: int, box: Box, rotation: int = 0) -> Picture:
        """Draw a part of a page that is shown turned by `rotation`, in points of the upright page: grey, upright.

        A blank pixel where it can't be drawn.
        """


@dataclass(slots=True)
class Scan:
    """One page. Its picture: height × width (grey) or height × width × 3 (RGB), 8 bits, as the file holds it.

    `dpi`: as the file says, None where it says nothing. `error`: why there is no picture, or what is wrong with the one
    there is: a part that could not be decoded is white. The other pages go on. `issues`: what the source has to tell.
    `layer`: what a PDF says is on the page. Then it is not drawn yet: that is `canvas`'s to do, where it has to be.
    `hidden`: what a PDF has under a scan, not painted; `seen`: the part of the page, in points, that the picture shows.
    """

    number: int
    picture: Picture | None
    dpi: float | None = None
    error: IngestError | None = None
    issues: tuple[Issue, ...] = ()
    layer: Layer | None = None
    canvas: Canvas | None = None
    hidden: Layer | None = None
    seen: Box | None = None

    def handed_over(self) -> Picture:
        """Give the picture and keep it no longer: it may be 50 MB, and who reads it makes others of it."""
        picture, self.picture = self.picture, None
        if picture is None:
            raise ValueError(f"Page {self.number} has no picture, or it was handed over before.")
        return picture
