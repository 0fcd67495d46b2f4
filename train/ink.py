"""A line as ink, before any paper: what typesetting gives and scanning takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.uint8]  # 0 nothing, 255 full ink
Grey = NDArray[np.uint8]  # 0 black, 255 white


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn line: `ink` H×W, its first and last column inked; the body's edges in its rows; what it says."""

    ink: Ink
    top: int
    bottom: int
    text: str
