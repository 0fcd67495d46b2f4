"""The codes of each generation, read from codes.tsv: which character of a stored text prints what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

Generation = Literal["sutonny", "ansi"]
GENERATIONS: tuple[Generation, ...] = ("sutonny", "ansi")
HASANTA = "\N{BENGALI SIGN VIRAMA}"
# Characters that stand for a code in texts that went through other character sets: MICRO SIGN folded to the Greek
# letter, ্ল at AD as PDF readers name its glyph, স্ at AF as the Macintosh names it.
_ALSO = {
    0xB5: "\N{GREEK SMALL LETTER MU}", 0xAD: "\N{MINUS SIGN}", 0xAF: "\N{MODIFIER LETTER MACRON}"
}  # fmt: skip


class Unit(NamedTuple):
    """What one code prints: `kind` as in codes.tsv; `sign` is the vowel sign of a glyph that has one (গু, ্তু)."""

    code: int
    kind: str
    text: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The units of a generation, by the characters that stand for them in a Unicode string."""

    generation: Generation
    units: dict[str, Unit]

    def characters(self, *kinds: str) -> str:
        """Every character that stands for a unit of these kinds, escaped for a class of a regular expression."""
        return "".join(f"\\u{ord(c):04x}" for c, unit in self.units.items() if unit.kind in kinds)


def character(code: int) -> str:
    """The character that Windows-1252 gives a code; a control where it gives none.

    >>> character(0x87)
    '‡'
    """
    return bytes((code,)).decode("cp1252", "ignore") or chr(code)


@cache
def table(generation: Generation) -> Table:
    """The table of a generation. Raises KeyError for a generation that isn't one."""
    units: dict[str, Unit] = {}
    for unit in _units(generation):
        for c in (character(unit.code), chr(unit.code), _ALSO.get(unit.code, "")):
            if c:  # the code itself: Latin-1 has controls where Windows-1252 has † ‡ Š …
                units[c] = unit
    if not units:
        raise KeyError(generation)
    return Table(generation, units)


def _units(generation: str) -> list[Unit]:
    units = []
    for line in resources.files(__package__).joinpath("codes.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, kind, text, *only = line.split("\t")
        if generation in GENERATIONS and (not only or only == [generation]):
            sign = text[-1] if kind in ("letter", "sub") and text[-1] in "ুৃ" else ""
            units.append(Unit(int(code, 16), kind, text.removesuffix(sign) if sign else text, sign))
    return units
