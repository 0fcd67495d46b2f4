"""Imaging: a page's picture made upright, level and clean, its rulings and marks found.

One door: `prepare(picture, dpi) -> Prepared`. What it gives is in pixels of the prepared picture; `pieces` are the
connected pieces of its ink.
"""

from __future__ import annotations

from ingest.imaging.pixels import pieces
from ingest.imaging.preparation import prepare
from ingest.imaging.prepared import Mark, MarkKind, Prepared, Rotation

__all__ = ["Mark", "MarkKind", "Prepared", "Rotation", "pieces", "prepare"]
