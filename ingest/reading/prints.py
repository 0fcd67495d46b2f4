"""Words of a layer whose text can't be trusted, glyph by glyph: where they stand and which codes they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extract.model import Box
from ingest.layer.layers import Layer
from ingest.layer.runs import Run, by_word
from ingest.reading.cipher import Code
from normalize.digits import to_ascii

_DIGITS = frozenset("০১২৩৪৫৬৭৮৯0123456789")
_FIGURE = _DIGITS | frozenset(".,/%()[]-–")
_NOTHING = frozenset({"-", "–", "--", "---"})  # what stands for it
_ACROSS = 0.5  # of the narrower of two words that must stand under each other
_LEVEL = 0.5  # of the lower's height by which their middles may stand apart


@dataclass(frozen=True, slots=True)
class Print:
    """One word of a layer: its box, what the layer says it is, and its codes."""

    box: Box
    text: str
    codes: tuple[Code, ...]

    @property
    def figure(self) -> bool:
        """Whether the layer says that it is a figure or a dash."""
        return is_figure(self.text)


def is_digit(character: str) -> bool:
    """Whether a character is a digit of one of the two scripts."""
    return character in _DIGITS


def is_figure(text: str) -> bool:
    """Whether a text has nothing but digits and their marks, spaces included."""
    return _FIGURE.union(" ").issuperset(text) and (not _DIGITS.isdisjoint(text) or text in _NOTHING)


def prints(layer: Layer, place: Callable[[Box], Box], hidden: bool = False) -> list[Print]:
    """The painted words of a layer, or those that are not painted; `place` puts their boxes where they are wanted."""
    runs = (run for run in layer.runs if run.hidden == hidden and run.angle == 0 and run.text.strip())
    return [_print(held, place) for held in by_word(runs)]


def _print(held: Sequence[Run], place: Callable[[Box], Box]) -> Print:
    around = Box(
        min(run.box.x0 for run in held), min(run.box.y0 for run in held),
        max(run.box.x1 for run in held), max(run.box.y1 for run in held),
    )  # fmt: skip
    text = "".join(run.text for run in held)
    return Print(place(around), text, tuple((run.font_key, c) for run in held for c in run.text))


def within(box: Box, found: Iterable[Print]) -> list[Print]:
    """Those whose middle stands in a box, in their order."""
    return [
        one for one in found
        if box.x0 <= (one.box.x0 + one.box.x1) / 2 < box.x1 and box.y0 <= (one.box.y0 + one.box.y1) / 2 < box.y1
    ]  # fmt: skip


def same_place(one: Box, other: Box) -> bool:
    """Whether two words stand in one place."""
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    apart = abs(one.y0 + one.y1 - other.y0 - other.y1) / 2
    narrower, lower = min(one.x1 - one.x0, other.x1 - other.x0), min(one.y1 - one.y0, other.y1 - other.y0)
    return shared >= _ACROSS * narrower and apart <= _LEVEL * lower


def compact(text: str) -> str:
    """A figure without its spaces, every dash a hyphen."""
    return "".join(text.split()).replace("–", "-")


def same_value(one: str, other: str) -> bool:
    """Whether two figures are one, whatever the script of their digits."""
    return to_ascii(compact(one)) == to_ascii(compact(other))


def in_script_of(read: str, told: str) -> str:
    """The text that was read with the digits as they stand in one of the same value.

    >>> in_script_of("1০0 %", "১০০%")
    '১০০ %'
    """
    digits = iter(compact(told))
    return "".join(c if c.isspace() else _either(c, next(digits)) for c in read)


def _either(read: str, told: str) -> str:
    return told if is_digit(read) else read
