"""How sure a figure is, told from how it was read: the one place where confidence is calibrated.

Measured on 3,196 printed figures of the tuning set (all four qualities; what was read right, of how many):

    readings agree, glyphs surer than 0.5      2593 of 2593
    readings agree, glyphs less sure            132 of 134; both wrong where the engine was less sure than 0.75
    the engine alone                             58 of 65; surer than 0.9 48 of 48
    the glyphs alone                             57 of 60; surer than 0.95 51 of 51
    readings differ                              99 of 120

With fonts that the glyphs' network had never seen (Nikosh, Hind Siliguri, Atma, Mina, Ani): of 1,139 figures told at
0.9 and above one was wrong.
So what is told at 0.9 and above is what two readings agree on, or what glyphs show surely where the engine reads no
figure. An engine alone is never that sure of a bare figure: Tesseract reads ১.৫ as ১.০ at 0.97.
"""

from __future__ import annotations

SURE = 0.9  # what a reader may take as read
UNAIDED = 0.985  # a calibrated reading that is surer stands alone: it is right as often as what two agree on
_ALONE = 0.85  # the most that one reading alone is worth where figures are expected
_GUESS = 0.5  # glyphs that are less sure were guessed
_FIRM = 0.9  # an engine that is surer did not guess
_CLEAR = 0.8  # glyphs and calibrated readings that are surer confirm one another
_STANDS = 0.95  # a calibrated reading that is surer stands against glyphs that guess
_DISPUTED = 0.6  # the most that a reading is worth against which another stands


def agreed(glyphs: float, engine: float) -> float:
    """Two readings of different kinds give the same text: sure, unless one of them was guessing."""
    if glyphs >= _GUESS:
        return _rounded(1 - 0.1 * (1 - glyphs) - 0.05 * (1 - engine))
    return _rounded(SURE if engine >= _FIRM else 0.5 + 0.4 * engine)


def confirmed(glyphs: float, engine: float) -> float:
    """Two readings give the same text, one of an engine whose confidence is its share of being right.

    Both look at the same print, so agreement proves less than it would otherwise. Of 519 figures of pages in two fonts
    that no training saw and in known ones, office and poor, right of those on which both agreed: engine at 0.9 and
    above 232 of 238; 0.8 to 0.9 with glyphs at 0.8 and above 73 of 75; engine below 0.8 75 of 89, however sure glyphs.
    """
    if engine >= SURE:
        return _rounded(engine)
    return _rounded(0.95 if engine >= _CLEAR and glyphs >= _CLEAR else min(_ALONE, max(glyphs, engine)))


def stands(glyphs: float, engine: float) -> bool:
    """Whether a calibrated reading holds against glyphs that give another text: 9 of 9 were right, of others few."""
    return engine >= _STANDS and glyphs < _GUESS


def agreed_mark() -> float:
    """Both readings see dashes, or a per cent sign alone: engines are never sure of them, their shape is plain."""
    return 0.97


def parted(plain: bool, digits: float) -> float:
    """A figure whose per cent sign its picture shows, `plain` or less so; `digits`: as sure are those before it.

    Sure only where both are: of 1,139 such figures every value was right.
    """
    if not plain:
        return disputed(digits, 0.0)
    return _rounded(digits if digits >= UNAIDED else misfit(digits))


def proven() -> float:
    """A figure in doubt each of whose glyphs the other glyphs of its page prove: all of 91 were right."""
    return 0.95


def misfit(told: float) -> float:
    """A text on which readings agree, but which its column can't hold."""
    return _rounded(min(_ALONE, told))


def disputed(taken: float, other: float) -> float:
    """Two readings give different texts; `taken` is the confidence of the one that is given."""
    return _rounded(min(_DISPUTED, taken * (1 - 0.5 * other)))


def alone(engine: float) -> float:
    """A figure that only the engine could read."""
    return _rounded(min(_ALONE, engine))


def unopposed(glyphs: float, engine: float) -> float:
    """Glyphs that are read surely where the engine's text is no figure at all."""
    return _rounded(min(0.95, glyphs) if glyphs >= 0.97 and engine < 0.9 else min(_ALONE, glyphs))


def _rounded(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)
