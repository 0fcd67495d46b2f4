"""Pictures in a Word document: whether one is so large that a table or a page may be printed in it."""

from __future__ import annotations

import re

from lxml import etree

from ingest.sources.ooxml.package import number

_SHOWN = frozenset({"blip", "imagedata", "chart"})
_POINT = 12_700  # English metric units
_WIDE, _HIGH = 170, 70  # points: emblems and signatures are smaller
_LENGTH = re.compile(r"(width|height)\s*:\s*([\d.]+)(pt|in|mm|cm)")
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}


def is_large(drawing: etree._Element) -> bool:
    """Whether a drawing (`w:drawing` or `w:pict`) shows a picture or a chart of 6 × 2.5 cm or more."""
    shown, wide, high = False, 0.0, 0.0
    for element in drawing.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        shown = shown or name in _SHOWN
        if name == "extent":
            wide, high = (number(element.get(side)) / _POINT for side in ("cx", "cy"))
        elif name in ("shape", "rect"):
            told = {side: float(n) * _POINTS[unit] for side, n, unit in _LENGTH.findall(element.get("style") or "")}
            wide, high = told.get("width", 0.0), told.get("height", 0.0)
    return shown and wide >= _WIDE and high >= _HIGH
