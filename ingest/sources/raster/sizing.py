"""How many pixels of a picture are worth having, and how many are too many."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ingest.errors import TooLarge
from ingest.sources.limits import Limits

USUAL_DPI = 300.0
_FINE_DPI = 360.0  # beyond it a scan is reduced to USUAL_DPI: it costs time and memory and reads no better
_LONG_SIDE = 3400  # pixels of A4 at 290 dpi: a picture is not reduced below, as its dpi may be a lie
_MOST_PIXELS = 18_000_000  # A3 at 300 dpi has 17.4 million
_LEAST_DPI, _MOST_DPI = 50.0, 2400.0
_UNEVEN = 1.1  # fax pages have 204 × 98 dpi; a camera's 72 × 72.5 is nothing


@dataclass(frozen=True, slots=True)
class Plan:
    """The size to give a picture of `width` × `height` pixels, and the resolution it has then."""

    width: int
    height: int
    dpi: float | None

    def halves(self, width: int, height: int) -> int:
        """By what whole number a picture of this size may be divided without falling below the plan."""
        by = max(1, min(round(width / self.width), round(height / self.height)))
        return by if -(-width // by) >= self.width and -(-height // by) >= self.height else max(1, by - 1)


def plan(width: int, height: int, dpi: tuple[float, float] | None) -> Plan:
    """Say at which size to read a picture; `dpi` across and down as the file says, None where it says nothing.

    Finer than needed is reduced, fax pages get square pixels, nothing is enlarged otherwise.
    """
    across, down = 1.0, 1.0
    finest = None
    if dpi:
        finest = max(dpi)
        across, down = (finest / one if finest / one > _UNEVEN else 1.0 for one in dpi)
    scale = 1.0
    if finest and finest > _FINE_DPI:
        scale = max(USUAL_DPI / finest, _LONG_SIDE / max(width * across, height * down))
    scale = min(1.0, scale, math.sqrt(_MOST_PIXELS / max(width * across * height * down, 1.0)))
    size = (max(1, round(width * across * scale)), max(1, round(height * down * scale)))
    return Plan(*size, round(finest * scale, 2) if finest else None)


def believable(dpi: object) -> tuple[float, float] | None:
    """Take a file's resolution (one number or two) as it stands, None where no scanner or camera writes such a one."""
    pair = dpi if isinstance(dpi, tuple | list) else (dpi, dpi)
    try:
        across, down = (float(one) for one in pair)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    if not (_LEAST_DPI <= across <= _MOST_DPI and _LEAST_DPI <= down <= _MOST_DPI):
        return None
    return round(across, 2), round(down, 2)


def check(width: int, height: int, limits: Limits, *, whole: bool = False) -> None:
    """Raise TooLarge where a picture has too many pixels, before any is decoded.

    `whole`: its format can only be decoded all at once, which takes four bytes a pixel.
    """
    most = limits.max_whole_pixels if whole else limits.max_pixels
    if width * height > most:
        million = most // 1_000_000
        raise TooLarge(
            f"The picture has {width:,} × {height:,} pixels; of its kind at most {million} million are read."
        )
