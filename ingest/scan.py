"""A page of which there is only a picture: what a source gives where no text can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.model import Issue
from ingest.errors import IngestError

Picture = NDArray[np.uint8]


@dataclass(slots=True)
class Scan:
    """One page as a picture: height × width (grey) or height × width × 3 (RGB), 8 bits, as the file holds it.

    `dpi`: as the file says, None where it says nothing. `error`: why there is no picture, or what is wrong with the one
    there is: a part that could not be decoded is white. The other pages go on. `issues`: what the source has to tell.
    """

    number: int
    picture: Picture | None
    dpi: float | None = None
    error: IngestError | None = None
    issues: tuple[Issue, ...] = ()

    def handed_over(self) -> Picture:
        """Give the picture and keep it no longer: it may be 50 MB, and who reads it makes others of it."""
        picture, self.picture = self.picture, None
        if picture is None:
            raise ValueError(f"Page {self.number} has no picture, or it was handed over before.")
        return picture
