"""How surely a cell was read: what a picture shows and an engine gave."""

from __future__ import annotations

from extract.model import Cell

SURE = 0.9  # confidence from which a figure counts as read; what engines give above it is right 99 times in 100
TEXT_LAYER = "text layer"  # how the engine's name begins where a PDF's own text was taken
DIM = 0.5  # words below this confidence are in doubt; figures are held to SURE


def unread(cell: Cell | None) -> bool:
    """Whether a cell shows ink of which no text was made: it is not blank."""
    return cell is not None and cell.ink and not cell.raw.strip()


def unsure(cell: Cell | None) -> bool:
    """Whether a figure in this cell needs a second look."""
    return cell is not None and (cell.confidence < SURE or unread(cell))
