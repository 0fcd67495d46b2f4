"""How sure a figure is, told from how it was read: the one place where confidence is calibrated.

Measured on the tuning set (`python -m bench.scans`, tuning fonts, four qualities): of figures told at 0.9 and above at
least 99 in 100 are right. An engine alone is never that sure of a bare figure: Tesseract reads ১.৫ as ১.০ at 0.97.
"""

from __future__ import annotations

SURE = 0.9  # what a reader may take as read
_ALONE = 0.85  # the most that one reading alone is worth where figures are expected
_DISPUTED = 0.6  # the most that a reading is worth against which another stands


def agreed(glyphs: float, engine: float) -> float:
    """Two readings of different kinds give the same text: sure, unless one of them was guessing."""
    return _rounded(1 - 0.4 * (1 - glyphs) - 0.15 * (1 - engine))


def disputed(taken: float, other: float) -> float:
    """Two readings give different texts; `taken` is the confidence of the one that is given."""
    return _rounded(min(_DISPUTED, taken * (1 - 0.5 * other)))


def agreed_dash() -> float:
    """Two readings see dashes and nothing else: engines are never sure of them, their shape leaves no doubt."""
    return 0.97


def misfit(told: float) -> float:
    """A text on which readings agree, but which its column can't hold."""
    return _rounded(min(_ALONE, told))


def alone(engine: float) -> float:
    """A figure that only the engine could read."""
    return _rounded(min(_ALONE, engine))


def unopposed(glyphs: float, engine: float) -> float:
    """Glyphs that are read surely where the engine's text is no figure at all."""
    return _rounded(min(0.95, glyphs) if glyphs >= 0.97 and engine < 0.9 else min(_ALONE, glyphs))


def _rounded(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)
